"""The window to print a register or a form."""

from setvzaim.ui.printing.dialog import LAST, PrintDialog
from setvzaim.ui.printing.papers import FormPaper, RegisterPaper

__all__ = ["LAST", "FormPaper", "PrintDialog", "RegisterPaper"]
