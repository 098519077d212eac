"""The editor in which an office changes the wording of a form."""

from setvzaim.ui.wording.dialog import WordingDialog

__all__ = ["WordingDialog"]
