"""One register on the screen: its line, its table and its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from setvzaim.queries import Filter, Query, Row, fetch
from setvzaim.queries.usual import Emptiness, emptiness, usual_values
from setvzaim.registers import Column, Link, Links, LinkTo, Register
from setvzaim.text.format import format_number
from setvzaim.ui.card.card import Card, called
from setvzaim.ui.desk import Desk
from setvzaim.ui.office import Office
from setvzaim.ui.page.beside import Action as RowAction
from setvzaim.ui.page.beside import beside
from setvzaim.ui.page.changes import Changing
from setvzaim.ui.page.empty import Action, EmptyState
from setvzaim.ui.page.line import PageLine
from setvzaim.ui.page.listening import listen
from setvzaim.ui.page.pictures import Pictures
from setvzaim.ui.page.segments import Segments
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.table.clipboard import total_line
from setvzaim.ui.table.filters import FilterBar
from setvzaim.ui.table.model import RegisterModel
from setvzaim.ui.table.view import RegisterTable

_SUM_MS = 60


class RegisterPage(QWidget):
    """A register with everything that is done to its rows."""

    ready = Signal()
    """The rows asked for are there."""

    def __init__(self, of: Register, office: Office, preferences: Preferences, desk: Desk, segments: Segments) -> None:
        super().__init__()
        self.register = of
        self.office = office
        self.desk = desk
        self.preferences = preferences
        self._wanted: str | None = None
        self.model = RegisterModel(office, of, of.columns, self)
        self.table = RegisterTable(self.model, preferences, f"table/{of.key}")
        self.changing = Changing(self.table, desk, self.show_record)
        self.card = Card(of, office, desk.go, self._show_related, self._add_related)
        self.filters = FilterBar(of)
        self.pictures = Pictures(of.key, self.table, office, preferences)
        self.line = PageLine(of, segments, self.pictures.segments)
        make_foot = beside(of.key).foot
        self.foot = make_foot(office, preferences) if make_foot is not None else None
        self.sums = QLabel()
        self.empty = EmptyState()
        self.line.add_button.setEnabled(not office.read_only)
        self.line.add_button.setVisible(not of.kept)
        self._stack = QStackedWidget()
        self._total = 0
        self._summing = QTimer(self, singleShot=True, interval=_SUM_MS)
        self._build()
        self._connect()

    @property
    def query(self) -> Query:
        """What is shown now."""
        return self.model.query

    def show_record(self, record: str) -> None:
        """Select a record; filters that hide it are taken away."""
        self._wanted = record
        if self.model.place_of(record) >= 0:
            self._reveal()
        elif self.model.loaded and (self.filters.active or self.line.search.text()):
            self.line.search.clear()
            self.filters.clear()
            self.ask()
        else:
            self.ask()

    def show_linked(self, column: Column, link: LinkTo) -> None:
        """Show only the rows that link to a record."""
        self.line.search.clear()
        self.filters.clear()
        self.filters.put(Filter(column.key, "any_of", (link.id,)), f"{column.label}: {link.label}")

    def show_only(self, records: tuple[str, ...], said: str) -> None:
        """Show only some records, which are called so, and let the keyboard work on them."""
        self.line.search.clear()
        self.filters.clear()
        self.filters.put_only(records, said)
        self.pictures.focus()

    def add(self, values: dict[str, object] | None = None) -> None:
        """Start a new record: with what the place, the filters and the selected row say of it already."""
        if self.register.kept:
            self.desk.note(self.register.kept)
            return
        given = {**self._from_filters(), **(values or {})}
        of, context = self.register, self.office.context
        here = self.model.row(self.model.place_of(self.table.current() or "")) if of.position else None
        if here is not None:
            beside = [column.key for column in of.columns if column.required and isinstance(column.kind, Link)]
            given = {**{key: here[key] for key in beside}, **given}

        def begin(usual: dict[str, object]) -> None:
            self._stack.setCurrentIndex(0)
            self.card.setVisible(True)
            self.table.clearSelection()
            self.card.begin_new({**usual, **given})

        self.office.ask(lambda connection: usual_values(connection, of, context), begin, key=f"new:{id(self)}")

    def edit(self) -> None:
        """Edit the current cell, or what it holds in the card when the table cannot."""
        index = self.table.currentIndex()
        if index.isValid() and self.pictures.picture is not None:
            self.card.setVisible(True)
            self.card.begin_edit()
        elif index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.table.edit(index)
        elif index.isValid():
            self.card.setVisible(True)
            self.card.begin_edit(self.model.columns[index.column()].key)

    def ask(self) -> None:
        """Ask the base for what search, filters and order say."""
        order = self.query.order
        self.table.let_move(movable=bool(self.register.position) and not order and not self.office.read_only)
        search, filters, only = self.line.search.text(), self.filters.filters, self.filters.only
        self.model.ask(Query(self.register.key, search, filters, order, self.office.context, only))

    def clear_filters(self) -> None:
        """Show all rows."""
        self.line.search.clear()
        self.filters.clear()
        self.ask()

    def fold_card(self) -> None:
        """Fold the card away or unfold it; this is remembered for all pages."""
        self.preferences.keep("card/folded", 1 - self.preferences.number("card/folded", 0))
        self._unfold_card()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask when the page is first seen; later only when something changed meanwhile."""
        super().showEvent(event)
        if not event.spontaneous():
            self.line.segments.settle()
            self._unfold_card()
            self.model.wake(awake=True)
            if not self.model.loaded:
                self.ask()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is typed; rows nobody looks at are not read again."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.card.leave()
            self.model.wake(awake=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc gives a new record up, and leaves the search."""
        if event.key() == Qt.Key.Key_Escape and self.card.drafting:
            self.card.cancel_new()
            self.pictures.focus()
            self._counted(len(self.model.ids), len(self.model.ids))
        elif event.key() == Qt.Key.Key_Escape and self.line.search.hasFocus():
            self.line.search.clear()
            self.pictures.focus()
        elif event.key() == Qt.Key.Key_Delete and self.pictures.picture is not None and not self.office.read_only:
            self.changing.delete()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        table = QWidget()
        under = QVBoxLayout(table)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(2)
        under.addWidget(self.pictures, 1)
        at_foot = QHBoxLayout()
        at_foot.addWidget(self.sums)
        at_foot.addStretch(1)
        if self.foot is not None:
            at_foot.addWidget(self.foot)
        under.addLayout(at_foot)
        self._stack.addWidget(table)
        self._stack.addWidget(self.empty)
        self._splitter = QSplitter()
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._stack)
        self._splitter.addWidget(self.card)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        letters = self.fontMetrics().averageCharWidth()
        self.card.setMinimumWidth(letters * 34)
        self._splitter.setSizes([letters * 120, letters * 52])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.setSpacing(6)
        layout.addWidget(self.line)
        layout.addWidget(self.filters)
        layout.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.line.add_wanted.connect(self.add)
        self.line.filter_wanted.connect(self._choose_filter)
        self.line.typed.connect(self.ask)
        self.line.search.returnPressed.connect(self.pictures.focus)
        self.filters.changed.connect(self.ask)
        self.table.filter_wanted.connect(self._filter_by)
        self.table.ordered.connect(self._order)
        self.table.link_wanted.connect(self.desk.go)
        self.table.row_actions = self.row_actions
        listen(self)
        if self.foot is not None:
            self.foot.narrowed.connect(self.filters.put_only)
            self.foot.changed.connect(self.ask)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.model.counted.connect(self._counted)
        self.model.dropped.connect(self.changing.place)
        self._summing.timeout.connect(self._sum)
        self.card.added.connect(self._added)
        self.card.dropped.connect(self._draft_dropped)
        self.card.history_wanted.connect(self._show_history)
        self.card.print_wanted.connect(self._print)
        self.table.print_wanted.connect(self._print)
        self.card.files.told.connect(self.desk.note)
        self.card.files.done.connect(lambda text: self.desk.note(text, "Отменить", self.desk.undo))
        self._splitter.splitterMoved.connect(
            lambda *_: self.preferences.keep("card/splitter", self._splitter.saveState())
        )
        self.office.changed.connect(lambda _tables: self._summing.start())

    def _order(self, keys: tuple[str, ...]) -> None:
        self.model.query = replace(self.query, order=keys)
        self.ask()

    def _choose_filter(self) -> None:
        menu = self.table.columns_menu(self._filter_by)
        menu.popup(self.line.below_filter())

    def _filter_by(self, column: Column) -> None:
        self.filters.edit(column, self.line.below_filter())

    def _selected(self) -> None:
        records = self.table.selected()
        self.pictures.select(records)
        self._summing.start()
        if records or not self.card.drafting:
            self.card.show_records(records)

    def _sum(self) -> None:
        records = self.table.selected()
        if len(records) < 2:
            self.sums.setText("")
            return
        of, context = self.register, self.office.context
        columns = tuple(column for column in self.table.shown_columns() if column.stored and column.kind.numeric)
        said = f"Выделено: {format_number(len(records))}"

        def show(rows: Sequence[Any]) -> None:
            self.sums.setText(": ".join(part for part in (said, total_line(columns, rows)) if part))

        if not columns:
            self.sums.setText(said)
            return
        self.office.ask(lambda c: fetch(c, of, records, context, columns), show, key=f"sum:{id(self)}")

    def _counted(self, shown: int, total: int) -> None:
        self.line.count(shown, total)
        self.pictures.show_rows(self.query)
        if self.foot is not None:
            self.foot.show_rows(self.query)
        self._total = total
        self.cover()
        self._reveal()
        if shown and not self.table.currentIndex().isValid() and not self.card.drafting and self._wanted is None:
            self.table.setCurrentIndex(self.model.index(0, self.table.first_column()))
        self.ready.emit()

    def cover(self) -> None:
        """Say that there is nothing only where there is nothing to show."""
        if not (self.model.ids or self.card.drafting or self.pictures.own):
            self._say_empty(self._total)
        elif self._stack.currentIndex():
            self._stack.setCurrentIndex(0)
            self._unfold_card()

    def _say_empty(self, total: int) -> None:
        """Say in the place of the table why it is empty and what to do."""
        of, context = self.register, self.office.context
        self._stack.setCurrentIndex(1)
        self.card.hide()
        if total:
            text = "Отбор и поиск не оставили ни одной строки."
            self.empty.say("Ничего не найдено", text, [("Снять отбор", self.clear_filters)])
            return
        text = of.purpose or f"В реестре «{of.title}» пока ничего нет."
        actions: list[Action] = []
        if not self.office.read_only and not of.kept:
            actions.append((f"Добавить {of.accusative}", self.add))
            actions.append(("Взять из файла Excel…", lambda: self.desk.bring_in(of)))
        self.empty.say(of.title, text, actions)

        def explain(why: Emptiness) -> None:
            if self.model.ids or not self._stack.currentIndex():
                return
            if why.elsewhere:
                there = (
                    f"{text}\n\nВ выбранных сети и учебном году их нет, а в базе есть: {format_number(why.elsewhere)}."
                )
                self.empty.say(of.title, there, [*actions, ("Показать все сети и годы", self.desk.widen)])
            elif why.first is not None and actions:
                first = why.first
                needs = f"{text}\n\nСначала нужно добавить {first.accusative}."
                self.empty.say(of.title, needs, [(f"Добавить {first.accusative}", lambda: self.desk.add_to(first))])

        self.office.ask(lambda connection: emptiness(connection, of, context), explain, key=f"empty:{id(self)}")

    def row_actions(self) -> Sequence[RowAction]:
        """Return what can be done with the selected rows beside editing them."""
        make = beside(self.register.key).row_actions
        return make(self.office, self.desk, self.table.selected(), self) if make is not None else ()

    def _reveal(self) -> None:
        if self._wanted is not None and self.table.choose(self._wanted):
            self._wanted = None

    def _added(self, record: str) -> None:
        self._wanted = record
        hidden = self.filters.active or bool(self.line.search.text())
        self.desk.note(
            f"Записано: {self.register.noun.one}.",
            "Показать" if hidden else "",
            (lambda: self.show_record(record)) if hidden else None,
        )

    def _draft_dropped(self, why: str, values: dict[str, object]) -> None:
        self.desk.note(f"Новая запись не сохранена. {why}", "Вернуться к ней", lambda: self.add(values))

    def _from_filters(self) -> dict[str, object]:
        """Return what the filters say of every row that is shown."""
        found: dict[str, object] = {}
        for column in self.register.columns:
            value = self.filters.single(column)
            if value is None or not column.editable:
                continue
            label = self.filters.label(column)
            link = LinkTo(str(value), label)
            found[column.key] = (
                (link,) if isinstance(column.kind, Links) else link if isinstance(column.kind, Link) else value
            )
        return found

    def _unfold_card(self) -> None:
        """Show the card unless the user has folded it away."""
        self.card.setVisible(not self.preferences.number("card/folded", 0))
        if not (state := self.preferences.state("card/splitter")).isEmpty():
            self._splitter.restoreState(state)

    def _show_related(self, of: Register, column: Column) -> None:
        if (link := self._link()) is not None:
            self.desk.show_linked(of, column, link)

    def _add_related(self, of: Register, column: Column) -> None:
        if (link := self._link()) is not None:
            self.desk.add_linked(of, column, link)

    def _show_history(self) -> None:
        if (link := self._link()) is not None:
            self.desk.show_history(self.register, link.id, link.label)

    def _print(self, form: str, row: Row) -> None:
        self.desk.print_form(form, LinkTo(row.id, called(self.register, row)))

    def _link(self) -> LinkTo | None:
        row = self.card.row
        if row is None:
            return None
        return LinkTo(row.id, self.card.title)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the colours of light or dark anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.table.viewport().update()
