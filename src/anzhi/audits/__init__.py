"""审核室 Files that are audited for people, what they say of the findings, and the audit of the office's own report.

The auditor itself is pure and stands in ``anzhi.auditor``; this room brings it files, keeps judgements on its findings,
and sees that no report is handed in with an error that nobody looked at.
"""
