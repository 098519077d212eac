"""The forms that can be printed about a record, as a menu: any form that says it is about its register."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from setvzaim.queries import Row
from setvzaim.registers import Register


def fill_papers(menu: QMenu, of: Register, row: Row, chosen: Callable[[str, Row], object]) -> bool:
    """Fill a menu with the forms about a record; tell whether there are any. `chosen` is told the key of the form."""
    from setvzaim.queries.forms import forms_about  # noqa: PLC0415 - the forms are loaded when first wanted

    menu.clear()
    for form in forms_about(of.key, row.__getitem__):
        action = menu.addAction(f"{form.title}…", lambda key=form.key: chosen(key, row))
        action.setToolTip(form.about)
    return not menu.isEmpty()
