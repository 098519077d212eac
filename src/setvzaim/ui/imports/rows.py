"""Every row of the workbook with what becomes of it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from setvzaim.text.fold import fold
from setvzaim.text.format import format_number
from setvzaim.ui.colours import colour
from setvzaim.ui.imports.lists import NOWHERE, Index, ListModel, ListTable, go_to_first
from setvzaim.ui.imports.words import VERDICTS, count_verdicts, what

if TYPE_CHECKING:
    from setvzaim.exchange import PlannedRow

_NUMBER, _VERDICT, _NAME, _WHAT = range(4)
_ALL = ""


class RowsModel(ListModel):
    """The rows that have a verdict and a name; filtering makes one list of places, whatever the number of rows."""

    headings = ("Строка", "Что с ней", "Название", "Что изменится или почему отказано")
    numbers = frozenset({_NUMBER})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[PlannedRow] = ()
        self.counts: Counter[str] = Counter()
        self._folded: list[str] = []

    def take(self, rows: Sequence[PlannedRow], verdict: str = _ALL, search: str = "") -> None:
        """Take the rows of another plan."""
        self.rows = rows
        self.counts = count_verdicts(rows)
        self._folded = []
        self.narrow(verdict, search)

    def narrow(self, verdict: str, search: str) -> None:
        """Show only the rows with a verdict (all when it is empty) whose name holds what was typed."""
        words = fold(search).split()
        if words and not self._folded:
            self._folded = [fold(row.name) for row in self.rows]
        if not words:
            found = self.rows if not verdict else [row for row in self.rows if row.verdict == verdict]
        else:
            found = [
                row
                for row, name in zip(self.rows, self._folded, strict=True)
                if verdict in (_ALL, row.verdict) and all(word in name for word in words)
            ]
        self.show(found)

    def text(self, thing: Any, column: int) -> str:  # noqa: ANN401 - a row of the plan
        """Return what stands in a cell."""
        if column == _NUMBER:
            return str(thing.number)
        if column == _VERDICT:
            sign = VERDICTS[thing.verdict]
            return f"{sign.sign} {sign.word}"
        return str(thing.name) if column == _NAME else what(thing)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the text of a cell, and its colour: the verdict's, and that of refusal for reasons."""
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid():
            row = self.shown[index.row()]
            quiet = row.verdict in ("total", "empty")
            if index.column() == _VERDICT or quiet or (index.column() == _WHAT and row.verdict == "refused"):
                return colour(row.verdict)
        return super().data(index, role)


class RowsTab(QWidget):
    """The list with its filters, and below it everything about the row that is chosen.

    `counted` tells how many rows are shown.
    """

    counted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RowsModel(self)
        self.table = ListTable(self.model, "Строки файла", (7, 22, 46, 40))
        self.details = QTextBrowser()
        self.details.setAccessibleName("О выбранной строке")
        self.details.setOpenLinks(False)
        self.details.setTabChangesFocus(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Найти название…")
        self.search.setAccessibleName("Найти название")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        QShortcut(
            QKeySequence.StandardKey.Find, self, self._find, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.buttons = {_ALL: self._button(_ALL), **{code: self._button(code) for code in VERDICTS}}
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([400, self.fontMetrics().height() * 7])
        layout = QVBoxLayout(self)
        layout.addLayout(self._filters())
        layout.addWidget(self.splitter, 1)
        self.table.selectionModel().currentRowChanged.connect(self._describe)
        self.model.modelReset.connect(self._tell)

    @property
    def verdict(self) -> str:
        """The verdict whose rows are shown; empty for all."""
        return next((code for code, button in self.buttons.items() if button.isChecked()), _ALL)

    def show_rows(self, rows: Sequence[PlannedRow]) -> None:
        """Show the rows of another plan, at the row that was chosen before if it is still there."""
        current = self.table.currentIndex()
        number = self.model.shown[current.row()].number if current.isValid() else None
        counts = count_verdicts(rows)
        if self.verdict and not counts[self.verdict]:
            self.model.take((), _ALL)
            self.buttons[_ALL].setChecked(True)
        for code, button in self.buttons.items():
            count = counts[code] if code else len(rows)
            sign = f"{VERDICTS[code].sign} {VERDICTS[code].button}" if code else "Все"
            button.setText(f"{sign} {format_number(count)}")
            button.setVisible(bool(count) or not code)
        self.model.take(rows, self.verdict, self.search.text())
        go_to_first(self.table, lambda row: number in (None, row.number))

    def _button(self, code: str) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(code == _ALL)
        button.setText(VERDICTS[code].button if code else "Все")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(f"Показать только: {VERDICTS[code].word}" if code else "Показать все строки")
        button.setVisible(code == _ALL)
        return button

    def _filters(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        line = QHBoxLayout()
        for button in self.buttons.values():
            group.addButton(button)
            line.addWidget(button)
        group.buttonToggled.connect(lambda _button, checked: self._narrow() if checked else None)
        line.addStretch(1)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 10)
        line.addWidget(self.search)
        return line

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _narrow(self) -> None:
        self.model.narrow(self.verdict, self.search.text())
        go_to_first(self.table)

    def _tell(self) -> None:
        self.details.clear()
        self.counted.emit(self.model.rowCount(NOWHERE))

    def _describe(self, current: QModelIndex) -> None:
        if current.isValid():
            self.details.setHtml(describe(self.model.shown[current.row()]))


def describe(row: PlannedRow) -> str:
    """Return everything about one row as a small page."""
    sign = VERDICTS[row.verdict]
    ink = colour(row.verdict)
    painted = f' style="color:{ink.name()}"' if ink else ""
    title = f"Строка {row.number}. <b>{html.escape(row.name)}</b>" if row.name else f"Строка {row.number}."
    parts = [f"<p>{title} <span{painted}>{sign.sign} {sign.word}</span></p>"]
    if row.reasons:
        lines = (
            f"{f'<b>{reason.cell}</b>: ' if reason.cell else ''}{html.escape(reason.reason)}" for reason in row.reasons
        )
        parts.append(f"<p>{'<br>'.join(lines)}</p>")
    if row.changes:
        head = "".join(f"<th align=left>{word}</th>" for word in ("Ячейка", "Столбец", "Было", "Станет"))
        lines = (
            f"<tr><td>{change.cell}</td><td>{html.escape(change.column.heading)}</td>"
            f"<td>{html.escape(change.was) or '<i>пусто</i>'}</td><td><b>{html.escape(change.now)}</b></td></tr>"
            for change in row.changes
        )
        parts.append(f"<table cellpadding=3><tr>{head}</tr>{''.join(lines)}</table>")
    if row.verdict == "total":
        parts.append("<p>Это итог по строкам, а не запись: в базу он не попадёт. Суммы сверены на вкладке «Итоги».</p>")
    return "".join(parts)
