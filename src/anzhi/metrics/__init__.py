"""数字 The only place where a number is defined: what it counts, its unit, its owner, and what it must agree with."""
