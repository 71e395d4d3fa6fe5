"""导入 Spreadsheets into the record: read, checked row by row, and written by the rooms' own actions, whole or not at all."""
