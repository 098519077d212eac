"""What schools need, have and can lend, as a heat map: the view of the network, or of one school."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QHeaderView, QSplitter, QVBoxLayout, QWidget

from setvzaim.analysis.resource_grid import Category
from setvzaim.queries import Query
from setvzaim.queries.resource_words import summary
from setvzaim.queries.resources import Resources, resources
from setvzaim.registers.choices import RESOURCE
from setvzaim.ui.analysis.behind import Behind, BehindTable
from setvzaim.ui.analysis.elided import ElidedLabel
from setvzaim.ui.analysis.grid_model import GridModel
from setvzaim.ui.imports.lists import ListTable, go_to_first
from setvzaim.ui.office import Office
from setvzaim.ui.page.beside import Picture
from setvzaim.ui.preferences import Preferences

_WIDTHS = (17, 28, 9, 9, 11, 11, 15, 11, 10)
_KIND, _LACKING = "resources/kind", "resources/lacking"


class _Grid(ListTable):
    """Enter in a cell goes to the records behind it."""

    def __init__(self, model: GridModel, behind: BehindTable) -> None:
        super().__init__(model, "Ресурсы школ сети", _WIDTHS, rest=1)
        self._behind = behind
        header = self.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(1, self.fontMetrics().averageCharWidth() * _WIDTHS[1])
        self.setSelectionBehavior(ListTable.SelectionBehavior.SelectItems)
        self.doubleClicked.connect(lambda _index: self._behind.setFocus(Qt.FocusReason.OtherFocusReason))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the records; the rest is as in every list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._behind.records.shown:
            self._behind.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


class ResourcesPicture(Picture):
    """The heat map, the choice of kind and school above it, and below it the records behind the chosen number."""

    def __init__(self, office: Office, preferences: Preferences) -> None:
        super().__init__()
        self._office = office
        self._preferences = preferences
        self._found: Resources | None = None
        self.model = GridModel(self)
        self.behind = BehindTable()
        self.table = _Grid(self.model, self.behind)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Вид ресурса")
        self.kind.addItem("Все виды", "")
        for option in RESOURCE.options:
            self.kind.addItem(option.label, option.code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(preferences.text(_KIND))))
        self.school = QComboBox()
        self.school.setAccessibleName("Школа")
        self.school.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.school.setMinimumContentsLength(26)
        self.lacking = QCheckBox("Только чего не хватает")
        self.lacking.setChecked(bool(preferences.number(_LACKING, 0)))
        self.shares = ElidedLabel()
        self.said = ElidedLabel()
        self.behind.wanted.connect(self.go_wanted)
        for box in (self.kind, self.school):
            box.activated.connect(self._narrow)
        self.lacking.toggled.connect(self._narrow)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._explain())
        self._lay_out()

    def show_rows(self, query: Query) -> None:
        """Show what the schools of the chosen network need and can lend."""
        context = query.context
        self._office.ask(lambda connection: resources(connection, context), self._show, key=f"resources:{id(self)}")

    def select(self, records: Sequence[str]) -> None:
        """Keep the place: a number stands for many records."""

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.kind)
        line.addWidget(self.school)
        line.addWidget(self.lacking)
        line.addStretch(1)
        under = QWidget()
        column = QVBoxLayout(under)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.behind, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(under)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([400, self.fontMetrics().height() * 9])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.shares)
        layout.addWidget(splitter, 1)
        self.setFocusProxy(self.table)

    def _show(self, found: Resources) -> None:
        self._found = found
        chosen = self.school.currentData()
        with QSignalBlocker(self.school):
            self.school.clear()
            self.school.addItem("Вся сеть", "")
            for school in found.schools:
                self.school.addItem(school.label, school.id)
            self.school.setCurrentIndex(max(0, self.school.findData(chosen)))
        self.shares.say(summary(found.categories, found.covered))
        self._narrow()

    def _narrow(self) -> None:
        self._preferences.keep(_KIND, self.kind.currentData())
        self._preferences.keep(_LACKING, int(self.lacking.isChecked()))
        if self._found is None:
            return
        kind, school = self.kind.currentData(), self.school.currentData()
        schools = [one for one in self._found.schools if school in ("", one.id)]
        shown = [one for one in self._found.categories if kind in ("", one.resource) and self._wanted(one, school)]
        self.model.put(schools, shown, only=school)
        self._set_widths()
        go_to_first(self.table)
        self._explain()

    def _wanted(self, category: Category, school: str) -> bool:
        """Tell whether a line is shown: of a school where it is in it, and by wish only what is lacking."""
        cell = category.cell(school) if school else None
        if school:
            return cell is not None and bool(cell.needs or not self.lacking.isChecked())
        return not self.lacking.isChecked() or (bool(category.needs) and category.lacking != 0)

    def _set_widths(self) -> None:
        """Give each column the room of its heading; the view of one school leaves no room unused."""
        mode = QHeaderView.ResizeMode.Stretch if self.model.only else QHeaderView.ResizeMode.Interactive
        self.table.horizontalHeader().setSectionResizeMode(1, mode)
        metrics = self.fontMetrics()
        figures = len(self.model.figures)
        for at, heading in enumerate(self.model.headings):
            chars = 15 if at >= figures else _WIDTHS[at]
            room = 0 if at >= figures else metrics.horizontalAdvance(heading) + 22
            if at != 1 or not self.model.only:
                self.table.setColumnWidth(at, max(metrics.averageCharWidth() * chars, room))

    def _explain(self) -> None:
        at = self.table.currentIndex()
        if not at.isValid() or self._found is None or at.row() >= len(self.model.shown):
            self.said.say("")
            self.behind.show_records(())
            return
        category: Category = self.model.shown[at.row()]
        self.said.say(f"{category.what}. {self.model.said(at)}.")
        found = self._found
        self.behind.show_records(
            [Behind(key, record, *found.told.get(record, ("", "", ""))) for key, record in self.model.records(at)]
        )
