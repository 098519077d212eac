"""What a page has above its table, by the key of its register; loaded when the page is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from setvzaim.ui.page.page import RegisterPage


def _approvals(page: RegisterPage) -> QWidget:
    from setvzaim.ui.approvals.line import ApprovalsLine  # noqa: PLC0415 - loaded when first wanted

    return ApprovalsLine(page)


def _partners(page: RegisterPage) -> QWidget:
    from setvzaim.ui.proposals.line import PartnersLine  # noqa: PLC0415

    return PartnersLine(page.desk, modes=page.register.key == "resource_uses")


def _rules(page: RegisterPage) -> QWidget:
    from setvzaim.ui.settings.mode_rules import ModeRulesLine  # noqa: PLC0415

    return ModeRulesLine(page.office, page.desk)


_ABOVE: dict[str, Callable[[RegisterPage], QWidget]] = {
    "approvals": _approvals,
    "mode_rules": _rules,
    "needs": _partners,
    "resource_uses": _partners,
}


def put_above(page: RegisterPage) -> None:
    """Put what belongs to the register of a page between its line and its table."""
    layout = page.layout()
    if page.register.key in _ABOVE and isinstance(layout, QVBoxLayout):
        layout.insertWidget(1, _ABOVE[page.register.key](page))
