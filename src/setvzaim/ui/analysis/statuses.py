"""What the numbers say of each school, beside its official statuses: a hint, which the user may take over by hand."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from setvzaim.queries import Query
from setvzaim.queries.status import rule_of
from setvzaim.queries.status_words import Told, rule_words, told
from setvzaim.text.format import format_number, format_school_year
from setvzaim.text.parse import current_school_year
from setvzaim.ui.analysis.elided import ElidedLabel
from setvzaim.ui.colours import colour
from setvzaim.ui.imports.lists import Index, ListModel, ListTable, go_to_first
from setvzaim.ui.office import Office
from setvzaim.ui.page.beside import Picture
from setvzaim.ui.preferences import Preferences

_DIFFERS = 3


class StatusModel(ListModel):
    """A line for each school of the network."""

    headings = ("Школа", "По акту", "По результатам и контексту", "Расхождение")

    def text(self, thing: Any, column: int) -> str:  # noqa: ANN401 - a `Told`
        """Return what stands in a cell."""
        return (thing.school.label, thing.official, thing.computed, "; ".join(thing.differs) or "нет")[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the text of a cell; a difference is painted, and has its sign and word besides."""
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid() and index.column() == _DIFFERS:
            return colour("warning" if self.shown[index.row()].differs else "quiet")
        return super().data(index, role)


class StatusPicture(Picture):
    """The schools with what the numbers say of them, and below it why.

    The official statuses stay as the acts have them; «принять» only opens a new record for the user to fill and save.
    """

    def __init__(self, office: Office, preferences: Preferences) -> None:
        super().__init__()
        self._office = office
        self._preferences = preferences
        self._all: tuple[Told, ...] = ()
        self.model = StatusModel(self)
        self.table = ListTable(self.model, "Статусы по результатам", (46, 18, 34, 40))
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # full names differ at their ends
        self.year = QLabel()
        self.rule = ElidedLabel()
        self.only = QCheckBox("Только расхождения")
        self.only.setChecked(bool(preferences.number("statuses/differing", 0)))
        self.only.toggled.connect(self._narrow)
        self.why = QTextBrowser()
        self.why.setAccessibleName("Откуда это следует")
        self.why.setTabChangesFocus(True)
        self.take = QPushButton("Принять как официальный…")
        self.take.setToolTip(
            "Открыть новую запись о статусе: впишите акт и сохраните. Сама программа статус не меняет."
        )
        self.take.clicked.connect(self._take)
        self.table.selectionModel().currentRowChanged.connect(self._explain)
        self._lay_out()

    def show_rows(self, query: Query) -> None:
        """Show the schools of the network and school year that are chosen."""
        context = query.context
        year = context.school_year if context.school_year is not None else current_school_year()
        self._office.ask(
            lambda connection: (told(connection, context, year), rule_words(rule_of(connection, year))),
            lambda found: self._show(*found, year),
            key=f"statuses:{id(self)}",
        )

    def select(self, records: Sequence[str]) -> None:
        """Keep the school: the records selected in the table are statuses, of which a school has several or none."""

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.year)
        line.addStretch(1)
        line.addWidget(self.only)
        self.rule.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        under = QWidget()
        column = QVBoxLayout(under)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.why, 1)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(under)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([400, self.fontMetrics().height() * 9])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.rule)
        layout.addWidget(splitter, 1)
        self.setFocusProxy(self.table)

    def _show(self, found: tuple[Told, ...], rule: str, year: int) -> None:
        self.rule.say(rule)
        self._all = found
        differing = sum(bool(one.differs) for one in found)
        self.year.setText(
            f"{format_school_year(year)}: школ {format_number(len(found))}, с расхождениями {format_number(differing)}"
        )
        self._narrow()

    def _narrow(self) -> None:
        self._preferences.keep("statuses/differing", int(self.only.isChecked()))
        current = self._current()
        school = current.school.id if current is not None else None
        self.model.show([one for one in self._all if one.differs or not self.only.isChecked()])
        go_to_first(self.table, lambda one: school in (None, one.school.id))
        if self._current() is None:
            go_to_first(self.table)
        self._explain(self.table.currentIndex())

    def _current(self) -> Told | None:
        at = self.table.currentIndex()
        return self.model.shown[at.row()] if at.isValid() and at.row() < len(self.model.shown) else None

    def _explain(self, _current: QModelIndex) -> None:
        one = self._current()
        self.take.setVisible(one is not None and bool(one.proposed) and not self._office.read_only)
        self.why.setHtml(_page(one) if one is not None else "")

    def _take(self) -> None:
        one = self._current()
        if one is not None and one.proposed:
            self.add_wanted.emit({"school": one.school, "category": one.proposed[0]})


def _page(one: Told) -> str:
    differs = "".join(f"<p><b>{html.escape(each)}</b></p>" for each in one.differs)
    why = "".join(f"<p>{html.escape(each)}</p>" for each in one.why)
    return f"<p><b>{html.escape(one.school.label)}</b></p>{differs}{why}"
