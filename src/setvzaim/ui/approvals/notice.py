"""The quiet notice beside the tabs of who has not answered yet; it leads to the approvals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from setvzaim.queries.approvals import Reminder, reminders
from setvzaim.queries.plan_content import PLAN_TABLES
from setvzaim.text.approval import waiting_line
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office

WATCHED = PLAN_TABLES | {"plan_versions", "approvals", "schools", "memberships"}
"""The tables from which it is told how approvals stand."""


class Notice(QPushButton):
    """Says from how many schools an answer is due, and since when; hidden while nobody is late or nearly so."""

    def __init__(self, office: Office, go: Callable[[], object]) -> None:
        super().__init__(icon("warning"), "")
        self._office = office
        self.setFlat(True)
        self.setToolTip("Показать согласования плана")
        self.clicked.connect(go)
        self.hide()
        office.changed.connect(self._changed)
        office.moved.connect(self.ask)
        self.ask()

    def ask(self) -> None:
        """Ask who is late."""
        context, today = self._office.context, date.today()  # noqa: DTZ011 - the day on the wall
        self._office.ask(lambda connection: reminders(connection, context, today), self._show, key=f"notice:{id(self)}")

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & WATCHED:
            self.ask()

    def _show(self, found: Sequence[Reminder]) -> None:
        count = sum(len(one.late) + len(one.soon) for one in found)
        due = min((one.version.due_on for one in found if one.version.due_on), default=None)
        self.setText(waiting_line(count, due, date.today()))  # noqa: DTZ011 - the day on the wall
        self.setAccessibleName(self.text())
        self.setVisible(bool(count))
