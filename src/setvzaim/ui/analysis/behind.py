"""The records behind a number: a list that Enter or a double click follows into their registers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from setvzaim.registers import register
from setvzaim.ui.imports.lists import ListModel, ListTable, go_to_first


class Behind(NamedTuple):
    """One record: register, identifier, what it is called, its school, and how much it is about."""

    register: str
    record: str
    title: str
    school: str
    amount: str


class BehindModel(ListModel):
    """The records behind the chosen number."""

    headings = ("Запись", "Реестр", "Школа", "Сколько")

    def text(self, thing: Any, column: int) -> str:  # noqa: ANN401 - a `Behind`
        """Return what stands in a cell."""
        return (thing.title, register(thing.register).title, thing.school, thing.amount)[column]


class BehindTable(ListTable):
    """The list; `wanted` brings register and record of the line that was entered."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.records = BehindModel(parent)
        super().__init__(self.records, "Записи за числом", (34, 22, 34, 22), parent, rest=3)
        self.doubleClicked.connect(lambda _index: self._enter())

    def show_records(self, records: Sequence[Behind]) -> None:
        """Show other records."""
        self.records.show(records)
        go_to_first(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a record; the rest is as in every list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        at = self.currentIndex()
        if at.isValid():
            one: Behind = self.records.shown[at.row()]
            self.wanted.emit(one.register, one.record)
