"""导入 Workbooks into the record: every row checked, then entered by the rooms' own actions, whole or not at all."""
