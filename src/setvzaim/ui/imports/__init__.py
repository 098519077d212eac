"""The window in which a workbook is looked at, mended and brought into the base."""

from setvzaim.ui.imports.dialog import ImportDialog
from setvzaim.ui.imports.words import Imported

__all__ = ["ImportDialog", "Imported"]
