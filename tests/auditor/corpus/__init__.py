"""语料 Invented reports with known slips, to measure the auditor on. One YAML file a report, in ``documents``."""
