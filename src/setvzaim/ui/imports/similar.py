"""Rows that resemble a record the office has: the user says whether they are the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from setvzaim.text.format import format_number
from setvzaim.ui.colours import colour
from setvzaim.ui.imports.lists import Index, ListModel, ListTable, go_to_first

if TYPE_CHECKING:
    from setvzaim.exchange import Similar

_SAYS = 0
_NONE = "Похожих названий нет: каждая строка либо узнана, либо новая."
_WHY = (
    "Эти строки похожи на записи, которые уже есть. Если это одна и та же запись, отметьте её (пробел): строка "
    "обновит эту запись, а написание запомнится. Без отметки строка останется отдельной записью. Если это точно не "
    "она, так и скажите (Del): эту пару больше не предложат."
)
_NAMES = (
    "Этих школ в базе нет под таким названием, но есть похожие. Отметьте те, что вы узнали (пробел): их строки будут "
    "приняты, а написание запомнится. Без отметки строки школы не будут внесены. Если это точно другая школа, так и "
    "скажите (Del): эту пару больше не предложат."
)
_Flag = Qt.ItemFlag


class SimilarModel(ListModel):
    """Rows and what they resemble; the first column is ticked when they are the same.

    `said` brings resemblances and whether they are the same records, `parted` those that are surely not.
    """

    headings = ("Это она", "Строка", "Название в файле", "Похоже на", "Сходство", "Почему")
    numbers = frozenset({1, 4})
    said = Signal(list, bool)
    parted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._confirmed: frozenset[tuple[int, str]] = frozenset()
        self._apart: frozenset[tuple[int, str, str | None]] = frozenset()

    def take(self, open_: Sequence[Similar], confirmed: Collection[Similar], apart: Collection[Similar] = ()) -> None:
        """Show what is still to be said together with what the user has said already, in the order of the file."""
        self._confirmed = frozenset(similar.key for similar in confirmed)
        self._apart = frozenset((*similar.key, similar.record) for similar in apart)
        rest = [similar for similar in open_ if similar.key not in self._confirmed and not self.is_apart(similar)]
        self.show(sorted([*rest, *confirmed, *apart], key=lambda similar: (similar.row, self.is_apart(similar))))

    def is_same(self, similar: Similar) -> bool:
        """Tell whether the user has said that the row is the record."""
        return similar.key in self._confirmed and not self.is_apart(similar)

    def is_apart(self, similar: Similar) -> bool:
        """Tell whether the user has said that the row is not the record."""
        return (*similar.key, similar.record) in self._apart

    def text(self, thing: Any, column: int) -> str:  # noqa: ANN401 - a resemblance
        """Return what stands in a cell."""
        other = "нет, новая" if thing.column is None else "не внесена"
        said = "точно не она" if self.is_apart(thing) else "да, это она" if self.is_same(thing) else other
        says = "повтор в файле" if thing.record is None else said
        return (says, str(thing.row), thing.name, thing.candidate, f"{thing.score:.0%}".replace("%", "\u00a0%"),
                thing.reason)[column]  # fmt: skip

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked, where there is a record to be the same as."""
        usual = super().flags(index)
        if index.isValid() and index.column() == _SAYS and self.shown[index.row()].record is not None:
            return usual | _Flag.ItemIsUserCheckable
        return usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the text of a cell, its tick and its colour."""
        if index.isValid() and index.column() == _SAYS:
            thing = self.shown[index.row()]
            if role == Qt.ItemDataRole.CheckStateRole and thing.record is not None:
                return Qt.CheckState.Checked if self.is_same(thing) else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.ForegroundRole:
                return colour(self._ink(thing))
        return super().data(index, role)

    def _ink(self, thing: Similar) -> str:
        if thing.record is None or self.is_apart(thing):
            return "quiet"
        return "changed" if self.is_same(thing) else "new" if thing.column is None else "refused"

    def sure(self) -> list[Similar]:
        """Return what is beyond doubt and not ticked yet."""
        return [thing for thing in self.shown if thing.sure and not (self.is_same(thing) or self.is_apart(thing))]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, N802
        """Take the user's word; the plan that follows from it is shown as soon as it is worked out."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & _Flag.ItemIsUserCheckable:
            return False
        self.say([self.shown[index.row()]], is_same=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def say(self, things: Sequence[Similar], *, is_same: bool) -> None:
        """Say of several rows whether they are the records they resemble; a repeat within the file has none."""
        told = [thing for thing in things if thing.record is not None]
        keys = {thing.key for thing in told}
        self._confirmed = self._confirmed | keys if is_same else self._confirmed - keys
        self._apart = self._apart - {(*thing.key, thing.record) for thing in told}
        self.dataChanged.emit(self.index(0, _SAYS), self.index(len(self.shown) - 1, _SAYS))
        if told:
            self.said.emit(told, is_same)

    def part(self, things: Sequence[Similar]) -> None:
        """Say that rows are surely not the records they resemble."""
        told = [thing for thing in things if thing.record is not None and not self.is_apart(thing)]
        if told:
            self.parted.emit(told)


class SimilarTab(QWidget):
    """The list of resemblances, with a word about what to do with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SimilarModel(self)
        self.table = _Ticked(self.model, "Похожие записи", (19, 7, 36, 36, 10, 30))
        self._why = QLabel()
        self._why.setWordWrap(True)
        self.accept = QPushButton()
        self.accept.setAutoDefault(False)
        self.accept.setToolTip("Отметить те, где название отличается только написанием, а другой похожей школы нет")
        self.accept.clicked.connect(lambda: self.model.say(self.model.sure(), is_same=True))
        line = QHBoxLayout()
        self.part = QPushButton("Это не она")
        self.part.setAutoDefault(False)
        self.part.setToolTip("Выбранные строки — не эти записи: запомнить и больше не предлагать (Del)")
        self.part.clicked.connect(self.table.part)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        line.addWidget(self.accept)
        line.addWidget(self.part)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self._why)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)

    def show_similar(
        self, open_: Sequence[Similar], confirmed: Collection[Similar], apart: Collection[Similar] = ()
    ) -> None:
        """Show the resemblances of another plan, at the row that was chosen before."""
        current = self.table.currentIndex()
        row = self.model.shown[current.row()].row if current.isValid() else None
        shown = [*open_, *confirmed, *apart]
        self._why.setText((_NAMES if any(one.column for one in shown) else _WHY) if shown else _NONE)
        self.model.take(open_, confirmed, apart)
        sure = self.model.sure()
        self.accept.setText(f"Отметить уверенные ({format_number(len(sure))})")
        self.accept.setVisible(bool(sure))
        go_to_first(self.table, lambda similar: row in (None, similar.row))
        self._offer()

    def _offer(self) -> None:
        """Let it be said that a row is another record only where one is chosen that may be the same."""
        chosen = self.table.chosen()
        self.part.setVisible(any(thing.record is not None for thing in self.model.shown))
        self.part.setEnabled(any(thing.record is not None and not self.model.is_apart(thing) for thing in chosen))


class _Ticked(ListTable):
    """Space ticks the selected rows, all alike, whichever of their cells is current; Del says they are others."""

    def __init__(self, model: SimilarModel, name: str, widths: Sequence[int]) -> None:
        super().__init__(model, name, widths)
        self._rows = model

    def chosen(self) -> list[Similar]:
        """Return what is selected."""
        return [self._rows.shown[index.row()] for index in self.selectionModel().selectedRows()]

    def part(self) -> None:
        """Say that the selected rows are surely not the records they resemble."""
        self._rows.part(self.chosen())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick; the rest is as in every list."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            current = self._rows.shown[self.currentIndex().row()]
            self._rows.say(self.chosen() or [current], is_same=not self._rows.is_same(current))
        elif event.key() == Qt.Key.Key_Delete:
            self.part()
        else:
            super().keyPressEvent(event)
