"""结算 Statements: what the lines of a household add up to."""
