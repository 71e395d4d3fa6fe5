"""报告 The self-evaluation table and report as Word and Excel files, every number from a figure."""
