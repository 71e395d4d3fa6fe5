"""规则 The law as code: dated parameters, one rule a file, computed exactly for one case or in batch for everybody."""
