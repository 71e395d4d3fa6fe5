"""引擎 What rules are written in, and the two ways in which they are computed."""
