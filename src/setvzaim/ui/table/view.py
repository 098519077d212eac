"""The table itself: sorting by its header, columns as the user likes them, copying to Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
)

from setvzaim.queries import Row, fetch
from setvzaim.registers import Column
from setvzaim.ui.page.papers import fill_papers, papers_about
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.table.clipboard import as_table
from setvzaim.ui.table.model import RECORD, VALUE, RegisterModel

_WIDEST = 420


class RegisterTable(QTableView):
    """A table of a register.

    `ordered` brings the keys to sort by; `filter_wanted` a column to filter by; `activated_record` the record that
    was chosen by Enter or a double click where the cell cannot be edited; `print_wanted` the key of a form and the row
    it shall be about.
    """

    ordered = Signal(tuple)
    filter_wanted = Signal(object)
    link_wanted = Signal(str, str)
    print_wanted = Signal(str, object)

    def __init__(self, model: RegisterModel, preferences: Preferences, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.rows = model
        self._preferences = preferences
        self._name = name
        self._order: tuple[str, ...] = ()
        self.setAccessibleName(model.register.title)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._cell_menu)
        self._set_up_rows()
        self._set_up_header()
        model.modelAboutToBeReset.connect(self._remember_place)
        model.modelReset.connect(self._find_place)
        self._kept: tuple[list[str], str | None, int, int] = ([], None, 0, 0)
        self.row_actions: Callable[[], Sequence[tuple[str, Callable[[], object]]]] = tuple
        """Gives what else can be done with the selected rows, for the menu: words and what they do."""

    def selected(self) -> tuple[str, ...]:
        """Return the records of the selected rows, in their order."""
        ids, places = self.rows.ids, set[int]()
        for chosen in self.selectionModel().selection().toList():  # an index for each of 40 000 rows takes seconds
            places.update(range(chosen.top(), chosen.bottom() + 1))
        return tuple(ids[place] for place in sorted(places) if place < len(ids))

    def current(self) -> str | None:
        """Return the record of the current row."""
        index = self.currentIndex()
        return str(index.data(RECORD)) if index.isValid() else None

    def choose(self, record: str) -> bool:
        """Select a record and bring it into view; tell whether it is shown."""
        place = self.rows.place_of(record)
        if place < 0:
            return False
        column = max(0, self.currentIndex().column())
        self.setCurrentIndex(self.rows.index(place, column))
        self.selectRow(place)
        self.scrollTo(self.rows.index(place, column))
        return True

    def shown_columns(self) -> tuple[Column, ...]:
        """Return the visible columns from left to right."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(at) for at in range(header.count())]
        return tuple(self.rows.columns[at] for at in order if not header.isSectionHidden(at))

    def copy(self) -> None:
        """Put the selected rows on the clipboard as a table that pastes into Excel."""
        columns, records = self.shown_columns(), self.selected()
        of, context = self.rows.register, self.rows.query.context

        def put(rows: Sequence[Row]) -> None:
            QGuiApplication.clipboard().setMimeData(as_table(columns, rows))

        self.rows.office.ask(lambda connection: fetch(connection, of, records, context, columns), put)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter edits, as F2 does; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            index = self.currentIndex()
            if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
                return
        super().keyPressEvent(event)

    def _set_up_rows(self) -> None:
        metrics = QFontMetrics(self.font())
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(metrics.height() + 9)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSelectionModel(QItemSelectionModel(self.rows, header))
        # of its own and empty: asked whether a column is selected whole, Qt would look at every cell of 40 000 rows
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(44)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        header.sectionClicked.connect(self._sort)
        state = self._preferences.state(f"{self._name}/columns")
        known = self._preferences.text(f"{self._name}/keys") == self._keys()
        if not (known and not state.isEmpty() and header.restoreState(state)):
            self._usual_columns()
        header.setSortIndicatorShown(False)
        header.sectionMoved.connect(self._keep_columns)
        header.sectionResized.connect(self._keep_columns)

    def _usual_columns(self) -> None:
        metrics = QFontMetrics(self.font())
        for at, column in enumerate(self.rows.columns):
            heading = metrics.horizontalAdvance(column.heading) + 22
            wanted = metrics.averageCharWidth() * column.width + 12
            self.setColumnWidth(at, min(max(wanted, min(heading, 150)), _WIDEST))
            self.setColumnHidden(at, not column.shown)

    def _keys(self) -> str:
        return ",".join(column.key for column in self.rows.columns)

    def _keep_columns(self) -> None:
        self._preferences.keep(f"{self._name}/columns", self.horizontalHeader().saveState())
        self._preferences.keep(f"{self._name}/keys", self._keys())

    def _sort(self, at: int) -> None:
        """Sort by a column, the other way round at the second click; Shift adds to the columns sorted by."""
        key = self.rows.columns[at].key
        more = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        others = tuple(one for one in self._order if one.lstrip("-") != key) if more else ()
        turned = f"-{key}" if key in self._order else key
        self._order = (*others, turned)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        direction = Qt.SortOrder.DescendingOrder if turned.startswith("-") else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(at, direction)
        self.ordered.emit(self._order)

    def own_order(self) -> None:
        """Go back to the register's own order."""
        self._order = ()
        self.horizontalHeader().setSortIndicatorShown(False)
        self.ordered.emit(())

    def _header_menu(self, where: QPoint) -> None:
        menu = self.header_menu(self.horizontalHeader().logicalIndexAt(where))
        menu.exec(self.horizontalHeader().mapToGlobal(where))

    def header_menu(self, at: int) -> QMenu:
        """Return the menu of a column's header."""
        menu = QMenu(self)
        if at >= 0:
            column = self.rows.columns[at]
            menu.addAction("Отобрать по столбцу…", lambda: self.filter_wanted.emit(column))
            menu.addAction("Скрыть столбец", lambda: self._show_column(at, shown=False))
            menu.addSeparator()
        menu.addAction("Обычный порядок строк", self.own_order)
        menu.addAction("Обычные столбцы", self._back_to_usual)
        columns = QMenu("Столбцы", menu)
        menu.addMenu(columns)
        self.fill_columns_menu(columns)
        return menu

    def fill_columns_menu(self, menu: QMenu) -> None:
        """Fill a menu with all columns, those shown marked."""
        menu.clear()
        for place, column in enumerate(self.rows.columns):
            action = menu.addAction(column.heading)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.toggled.connect(lambda shown, place=place: self._show_column(place, shown=shown))

    def columns_menu(self, chosen: Callable[[Column], None]) -> QMenu:
        """Return a menu of all columns, those shown first, to choose one for something."""
        menu = QMenu(self)
        shown = self.shown_columns()
        for column in shown:
            menu.addAction(column.heading, lambda column=column: chosen(column))
        if others := [column for column in self.rows.columns if column not in shown]:
            more = QMenu("Остальные столбцы", menu)
            menu.addMenu(more)
            for column in others:
                more.addAction(column.heading, lambda column=column: chosen(column))
        return menu

    def let_move(self, *, movable: bool) -> None:
        """Let rows be dragged to another place, or not."""
        self.rows.movable = movable
        self.setDragEnabled(movable)
        self.setAcceptDrops(movable)
        self.setDropIndicatorShown(movable)
        modes = QAbstractItemView.DragDropMode
        self.setDragDropMode(modes.DragDrop if movable else modes.NoDragDrop)
        self.setDragDropOverwriteMode(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def first_column(self) -> int:
        """Return the place of the leftmost column that is shown."""
        return self.rows.columns.index(self.shown_columns()[0])

    def _show_column(self, at: int, *, shown: bool) -> None:
        if not shown and len(self.shown_columns()) == 1:
            return
        self.setColumnHidden(at, not shown)
        if shown and self.columnWidth(at) < 44:
            self.setColumnWidth(at, 120)
        self._keep_columns()

    def _back_to_usual(self) -> None:
        header = self.horizontalHeader()
        for at in range(header.count()):
            header.moveSection(header.visualIndex(at), at)
        self._usual_columns()
        self._keep_columns()

    def _cell_menu(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if index.isValid():
            self.cell_menu(index).exec(self.viewport().mapToGlobal(where))

    def cell_menu(self, index: QModelIndex) -> QMenu:
        """Return the menu of a cell: what can be done with the rows, where its links lead, and copying."""
        menu = QMenu(self)
        for words, do in self.row_actions():
            menu.addAction(words, do)
        if not menu.isEmpty():
            menu.addSeparator()
        value, column = index.data(VALUE), self.rows.columns[index.column()]
        target = getattr(column.kind, "register", "")
        for link in value if isinstance(value, tuple) else (value,):
            if target and hasattr(link, "label"):
                menu.addAction(f"Перейти: {link.label}", lambda link=link: self.link_wanted.emit(target, link.id))
        menu.addAction("Копировать", self.copy)
        papers = QMenu("Напечатать", menu)
        row = self.rows.row(index.row())
        if row is not None and fill_papers(papers, papers_about(self.rows.register, row), row, self.print_wanted.emit):
            menu.addMenu(papers)
        return menu

    def _remember_place(self) -> None:
        current = self.currentIndex()
        bar = self.verticalScrollBar().value()
        self._kept = (list(self.selected()), self.current(), max(0, current.column()), bar)

    def _find_place(self) -> None:
        records, current, column, bar = self._kept
        places = [place for record in records if (place := self.rows.place_of(record)) >= 0]
        here = self.rows.place_of(current) if current else -1
        if here >= 0:
            self.setCurrentIndex(self.rows.index(here, column))
        if len(places) > 1:
            self.clearSelection()
            self._select(places)
        self.verticalScrollBar().setValue(bar)

    def _select(self, places: Sequence[int]) -> None:
        """Select rows, run by run: one by one 40 000 of them would take minutes."""
        chosen = QItemSelection()
        runs = groupby(enumerate(sorted(places)), lambda entry: entry[1] - entry[0])
        for _, run in runs:
            rows = [place for _, place in run]
            chosen.select(self.rows.index(rows[0], 0), self.rows.index(rows[-1], 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.Select | flags.Rows)
