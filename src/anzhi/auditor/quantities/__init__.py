"""数量 Numbers with their units, as printed, exactly: what is an amount in a text and what only looks like one."""

from anzhi.auditor.quantities.quantity import Quantity
from anzhi.auditor.quantities.scanning import cell_quantity, scan

__all__ = ["Quantity", "cell_quantity", "scan"]
