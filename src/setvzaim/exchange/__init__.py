"""Files from outside: workbooks of offices and schools."""

from setvzaim.exchange.plan import CellChange, ImportPlan, PlannedRow, Reason, Similar, Subtotal, Verdict
from setvzaim.exchange.prepare import Wishes, prepare
from setvzaim.exchange.report import describe, report

__all__ = [
    "CellChange", "ImportPlan", "PlannedRow", "Reason", "Similar", "Subtotal", "Verdict", "Wishes", "describe",
    "prepare", "report",
]  # fmt: skip
