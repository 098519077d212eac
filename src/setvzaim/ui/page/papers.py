"""The forms that can be printed about a record, as a menu: any form that says it is about its register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from setvzaim.queries import Row
from setvzaim.registers import Register

if TYPE_CHECKING:
    from setvzaim.queries.forms import Form


def papers_about(of: Register, row: Row) -> tuple[Form, ...]:
    """Return the forms about a record. The first call loads all of them, a quarter of a second: on the worker."""
    from setvzaim.queries.forms import forms_about  # noqa: PLC0415 - they bring SQLAlchemy

    return forms_about(of.key, row.__getitem__)


def fill_papers(menu: QMenu, forms: Sequence[Form], row: Row, chosen: Callable[[str, Row], object]) -> bool:
    """Fill a menu with forms about a record; tell whether there are any. `chosen` is told the key of the form."""
    menu.clear()
    for form in forms:
        action = menu.addAction(f"{form.title}…", lambda key=form.key: chosen(key, row))
        action.setToolTip(form.about)
    return not menu.isEmpty()
