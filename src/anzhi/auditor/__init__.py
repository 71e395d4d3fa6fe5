"""勾稽审核 Finds what does not add up in any Chinese public budget or performance report.

``audit`` reads a file and checks every relation that its figures have to each other; it shares words with the rest of
anzhi, never code, so that one mistake cannot hide in both. It needs no database, no network and no clock.
"""

from anzhi.auditor.auditing import audit
from anzhi.auditor.document import Document, Place
from anzhi.auditor.readers import read
from anzhi.auditor.report import Operand, Relation, Report, Verdict

__all__ = ["Document", "Operand", "Place", "Relation", "Report", "Verdict", "audit", "read"]
