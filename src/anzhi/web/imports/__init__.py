"""导入 Workbooks uploaded, watched, and returned with what is wrong in them."""
