"""The window of the history: what was done, what it changed, and the ways back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from setvzaim.errors import Refusal, WorldError
from setvzaim.operations.bringing import bring_back
from setvzaim.operations.history import StoodUpon, undo_one
from setvzaim.queries.changed import ChangedRow
from setvzaim.queries.history import Done, changes_of, history_of, operations
from setvzaim.registers import Register, all_registers
from setvzaim.text.plural import Noun
from setvzaim.ui.history.model import Lines, changes_model, line_of, lines_of, operations_model
from setvzaim.ui.icons import icon
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences

T = TypeVar("T")

_TYPING_MS = 180
_LINES = 500
"""Lines read at once; further ones follow when the end is scrolled to."""
_CHANGES = 1000
_RECORDS = Noun("запись", "записи", "записей")


class HistoryDialog(QDialog):
    """Shows the history of the base, or of one record when it is given."""

    def __init__(
        self,
        office: Office,
        preferences: Preferences,
        parent: QWidget | None = None,
        record: tuple[Register, str, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._preferences = preferences
        self._record = record
        self._done: tuple[Done, ...] = ()
        self._closed = False
        self._whole = True
        """Whether what is shown goes back to the beginning."""
        self._words = ""
        self._changed: tuple[ChangedRow, ...] = ()
        self._of_record: dict[int, ChangedRow] = {}
        self.setWindowTitle(f"История: {record[2]}" if record else "История базы")
        self.search = QLineEdit()
        self.operations = operations_model()
        self.changes = changes_model()
        self.table = _table(self.operations, (20, 44, 32, 22, 9), 1)
        self.details = _table(self.changes, (30, 34, 19, 21, 21), 4)
        self.messages = MessageBar()
        self.undo_button = QPushButton(icon("arrow-u-up-left"), "Отменить эту операцию")
        self.back_button = QPushButton(icon("clock-counter-clockwise"), "Вернуть запись как было до неё")
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._typing.timeout.connect(self.ask)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen())
        self.table.verticalScrollBar().valueChanged.connect(self._ask_more)
        self.details.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.undo_button.clicked.connect(self.undo_chosen)
        self.back_button.clicked.connect(self.bring_chosen_back)
        office.changed.connect(self._refresh)
        self._offer()
        self.ask()

    def ask(self) -> None:
        """Read the history anew, as far back as it is shown."""
        words, record = self.search.text(), self._record
        if record is None:
            lines = _LINES if words != self._words else max(_LINES, len(self._done))

            def show_first(found: tuple[Done, ...]) -> None:
                self._words, self._whole = words, len(found) < lines
                self._show(found)

            self._ask("history", lambda c: operations(c, words, lines), show_first)
            return

        def show(found: Sequence[tuple[Done, ChangedRow]]) -> None:
            self._of_record = {done.sequence: row for done, row in found}
            self._show(tuple(done for done, _ in found))

        of, id_ = record[0], record[1]
        self._ask("history", lambda c: history_of(c, of, id_), show)

    def _ask(self, what: str, question: Callable[[Any], T], then: Callable[[T], None]) -> None:
        """Read; an answer that comes when the window has been closed is of no use any more."""

        def show(answer: T) -> None:
            if not self._closed:
                then(answer)

        self._office.ask(question, show, key=f"{what}:{id(self)}")

    def _ask_more(self) -> None:
        """Read further back when the end of what is shown has been scrolled to."""
        bar, words = self.table.verticalScrollBar(), self._words
        if self._whole or not self._done or bar.value() < bar.maximum():
            return
        last = self._done[-1].sequence

        def show(found: tuple[Done, ...]) -> None:
            if self._done and self._done[-1].sequence == last:
                self._whole = len(found) < _LINES
                self._done += found
                self.operations.add([line_of(done) for done in found], [done.undone for done in found])

        self._ask("more", lambda c: operations(c, words, _LINES, last), show)

    def undo_chosen(self, *, with_later: bool = False) -> None:
        """Undo the chosen operation; when later ones stand on it, ask whether those too."""
        done = self.chosen
        if done is None:
            return

        def failed(error: BaseException) -> None:
            if isinstance(error, StoodUpon):
                if self._agree(str(error)):
                    self._office.do(undo_one, failed=self._fail, operation=done.sequence, with_later=True)
            else:
                self._fail(error)

        self._office.do(undo_one, failed=failed, operation=done.sequence, with_later=with_later)

    def bring_chosen_back(self) -> None:
        """Bring the chosen record back as it was before the chosen operation."""
        done, row = self.chosen, self._row()
        of = all_registers().get(row.register) if row is not None else None
        if done is not None and row is not None and of is not None:
            self._office.do(
                bring_back,
                lambda _: self._say(f"Возвращено: {row.name}."),
                failed=self._fail,
                of=of,
                record=row.record,
                sequence=done.sequence - 1,
            )

    @property
    def chosen(self) -> Done | None:
        """The operation that is chosen."""
        place = self.table.currentIndex().row()
        there = 0 <= place < len(self._done) and self.table.selectionModel().hasSelection()
        return self._done[place] if there else None

    def _agree(self, question: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, "Отмена операции", question, parent=self)
        yes = box.addButton("Отменить вместе с ними", QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton("Оставить как есть", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.exec()
        return box.clickedButton() is yes

    def _show(self, found: tuple[Done, ...]) -> None:
        kept = self.chosen
        self._done = found
        self.operations.put([line_of(done) for done in found], [done.undone for done in found])
        self.empty.setText(self._nothing())
        self.empty.setVisible(not found)
        self.splitter.setVisible(bool(found))
        place = next((at for at, done in enumerate(found) if kept is not None and done.sequence == kept.sequence), 0)
        if found:
            self.table.selectRow(place)
        else:
            self._put(())

    def _chosen(self) -> None:
        done = self.chosen
        if done is None:
            self._put(())
        elif self._record is not None:
            row = self._of_record.get(done.sequence)
            self._put(() if row is None else (row,))
        else:
            sequence = done.sequence
            self._ask("changes", lambda c: changes_of(c, sequence, _CHANGES), self._put)

    def _put(self, rows: tuple[ChangedRow, ...]) -> None:
        done = self.chosen
        more = done is not None and self._record is None and len(rows) == _CHANGES < done.rows
        self.first_only.setText(f"Показаны первые {_RECORDS.counted(_CHANGES)}." if more else "")
        self.first_only.setVisible(more)
        self._changed = tuple(row for row in rows for _ in lines_of(row))
        self.changes.put([line for row in rows for line in lines_of(row)])
        if rows:
            self.details.selectRow(0)
        self._offer()

    def _nothing(self) -> str:
        if self._record is not None:
            return "О том, что было с этой записью, в истории ничего нет."
        if words := self.search.text().strip():
            return f"В истории нет ничего со словами «{words}». Проверьте слова или сотрите их, чтобы увидеть всё."
        return "Здесь появится всё, что сделано в базе: когда, кем и что изменилось."

    def _row(self) -> ChangedRow | None:
        place = self.details.currentIndex().row()
        return self._changed[place] if 0 <= place < len(self._changed) else None

    def _offer(self) -> None:
        """Enable what can be done with what is chosen."""
        done, row = self.chosen, self._row()
        self.undo_button.setEnabled(done is not None and done.kind == "do" and not done.undone)
        known = row is not None and row.register in all_registers()
        self.back_button.setEnabled(done is not None and known and row is not None and row.kind != "added")

    def _leave(self) -> None:
        self._closed = True
        self._preferences.keep("history/geometry", self.saveGeometry())

    def _say(self, words: str) -> None:
        if not self._closed:
            self.messages.note(words)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, WorldError | Refusal) and not self._closed:
            self.messages.error(str(error))
        else:
            self._office.failed.emit(error)

    def _refresh(self, _tables: Any) -> None:  # noqa: ANN401 - whatever changed, the history has grown
        self.ask()

    def _lay_out(self) -> None:
        letters = self.fontMetrics().averageCharWidth()
        self.search.setPlaceholderText("Найти в истории: школа, фамилия, что сделано")
        self.search.setAccessibleName("Найти в истории")
        self.search.setClearButtonEnabled(True)
        self.search.setVisible(self._record is None)
        self.table.setAccessibleName("Операции")
        self.details.setAccessibleName("Что изменено")
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()
        self.first_only = QLabel()
        self.first_only.hide()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.details)
        close = QPushButton("Закрыть")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (self.undo_button, self.back_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.first_only)
        layout.addWidget(self.messages)
        layout.addLayout(buttons)
        self.setSizeGripEnabled(True)
        self.resize(letters * 130, letters * 80)
        if not (state := self._preferences.state("history/geometry")).isEmpty():
            self.restoreGeometry(state)
        self.finished.connect(lambda _: self._leave())


def _table(model: Lines, widths: Sequence[int], wide: int) -> QTableView:
    """Return a table of lines; `widths` are in letters, the column `wide` takes what is left."""
    table = QTableView()
    table.setModel(model)
    model.setParent(table)
    table.setAlternatingRowColors(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 9)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    letters = table.fontMetrics().averageCharWidth()
    for at, width in enumerate(widths):
        table.setColumnWidth(at, letters * width)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    return table
