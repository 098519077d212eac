"""The history of the base or of one record, and taking things back from it."""

from setvzaim.ui.history.dialog import HistoryDialog

__all__ = ["HistoryDialog"]
