"""接口 The API: every record type and figure to read, in the scope of the account."""
