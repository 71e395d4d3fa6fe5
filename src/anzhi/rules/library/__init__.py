"""规则库 The rules, one a file, by topic. Every number of the law is a parameter; a text holds none but 0 and 1."""
