"""The window to print a plan or a register."""

from setvzaim.ui.printing.dialog import PrintDialog
from setvzaim.ui.printing.papers import PlanPaper, RegisterPaper

__all__ = ["PlanPaper", "PrintDialog", "RegisterPaper"]
