"""Files from outside: workbooks of offices and schools."""

from setvzaim.exchange.choose import Wishes
from setvzaim.exchange.look import SheetTop, look
from setvzaim.exchange.plan import CellChange, ImportPlan, PlannedRow, Reason, Similar, Subtotal, Verdict
from setvzaim.exchange.prepare import prepare
from setvzaim.exchange.report import describe, doubts, report
from setvzaim.exchange.workbook import SUFFIXES

__all__ = [
    "SUFFIXES", "CellChange", "ImportPlan", "PlannedRow", "Reason", "SheetTop", "Similar", "Subtotal", "Verdict",
    "Wishes", "describe", "doubts", "look", "prepare", "report",
]  # fmt: skip
