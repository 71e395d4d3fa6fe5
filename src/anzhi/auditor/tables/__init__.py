"""表格 What the tables of a report mean: which cell is headed by what, and which rows are indicators."""
