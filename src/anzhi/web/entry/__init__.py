"""录入与更正 Entering records and correcting them, one action a page."""
