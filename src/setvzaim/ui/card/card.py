"""The card of what is selected: a record, several, or a new one that is not kept yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from setvzaim.operations import Refusal
from setvzaim.operations.records import add, change, change_many
from setvzaim.queries import Row
from setvzaim.queries.card import Shown, shown
from setvzaim.registers import LinkTo, Refused, Register
from setvzaim.ui.card.files import Files
from setvzaim.ui.card.form import Field, Form
from setvzaim.ui.card.links import Opener
from setvzaim.ui.card.related import Go, Related
from setvzaim.ui.colours import colour
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office
from setvzaim.ui.page.papers import fill_papers
from setvzaim.ui.warned import CardWarnings


class Card(QFrame):
    """Shows and changes what is selected in a table. A change is kept as soon as its field is left.

    `added` brings the identifier of a record that was made here; `dropped` the words and values of a new record
    that the user left before it could be kept; `history_wanted` asks for the history of the record shown,
    `print_wanted` for a form about it: its key, and the row.
    """

    added = Signal(str)
    dropped = Signal(str, object)
    history_wanted = Signal()
    print_wanted = Signal(str, object)

    def __init__(self, of: Register, office: Office, open_link: Opener, go: Go, add_part: Go) -> None:
        super().__init__()
        self.register = of
        self._office = office
        self._records: tuple[str, ...] | None = None
        self._row: Row | None = None
        self._draft = False
        self._sent = False
        self._awaited = ("", "")
        """Record and field to be filled in once they are shown."""
        self._missed = ""
        """What was not read while nobody looked: a record not shown before («fresh»), or changes of the one shown."""
        self.setAccessibleName(f"Карточка: {of.title}")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._title = QLabel()
        self._title.setWordWrap(True)
        font = self._title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.1)
        self._title.setFont(font)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self.form = Form(of, office, open_link)
        self.form.left.connect(self._left)
        self.form.setEnabled(not office.read_only)
        self._make_legible()
        self._warnings = CardWarnings()
        self.files = Files(of, office)
        self._related = Related(of, go, add_part, writable=not office.read_only)
        self._history = QPushButton(icon("clock-counter-clockwise"), "История записи…")
        self._history.setFlat(True)
        self._history.clicked.connect(self.history_wanted)
        self._papers = QPushButton(icon("printer"), "Напечатать")
        self._papers.setFlat(True)
        self._papers.setMenu(QMenu(self._papers))
        self._area = self._scrolled()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(2)
        for label in (self._title, self._hint):
            label.setContentsMargins(10, 0, 10, 0)
            layout.addWidget(label)
        layout.addWidget(self._warnings)
        layout.addWidget(self._area, 1)
        self.files.take_drops(self)
        office.changed.connect(lambda _tables: self.refresh())
        self.show_records(())

    @property
    def drafting(self) -> bool:
        """Whether it holds a new record that is not kept yet."""
        return self._draft

    @property
    def row(self) -> Row | None:
        """The one record it shows, as far as it has been read."""
        return self._row

    @property
    def title(self) -> str:
        """What it says at its head."""
        return self._title.text()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take on the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._make_legible()

    def _make_legible(self) -> None:
        """Let the fields of a base that can only be read be as black as the others: they are there to be read."""
        if self._office.read_only:
            palette = QGuiApplication.palette()
            for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
                active = palette.color(QPalette.ColorGroup.Active, role)
                palette.setColor(QPalette.ColorGroup.Disabled, role, active)
            self.form.setPalette(palette)

    def show_records(self, records: Sequence[str]) -> None:
        """Show what is selected: nothing, one record or several."""
        if self._draft and not records:
            return
        if tuple(records) == self._records and not self._draft:
            return
        self.leave()
        self._records = tuple(records)
        self._row = None
        self._say("")
        match len(records):
            case 0:
                self._hide_more()
                self._area.hide()
                self._title.setText("")
                self._say("Выберите строку в таблице: здесь появится её карточка.")
            case 1:
                self.refresh(fresh=True)
            case count:
                self._area.show()
                self._hide_more()
                self._title.setText(f"Выделено: {self.register.noun.counted(count)}")
                self._say("То, что вы впишете, получат все выделенные строки.")
                self.form.show_values({})

    def refresh(self, *, fresh: bool = False) -> None:
        """Read the shown record again; while nobody looks, when somebody does."""
        if self._records is None or len(self._records) != 1 or self._draft:
            return
        if not self.isVisible():
            self._missed = "fresh" if fresh or self._missed == "fresh" else "kept"
            return
        fresh = fresh or self._missed == "fresh"
        self._missed = ""
        of, record, context = self.register, self._records[0], self._office.context

        def read(connection: Any) -> Shown:  # noqa: ANN401 - a connection, which the window does not know
            return shown(connection, of, record, context)

        self._office.ask(read, lambda answer: self._show(record, answer, fresh=fresh), key=f"card:{id(self)}:{fresh}")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Catch up with what happened while the card was folded away or its page was not shown."""
        super().showEvent(event)
        if self._missed:
            self.refresh()

    def begin_new(self, values: Mapping[str, object]) -> None:
        """Start a new record with some values filled in; it is kept once all that is required is there."""
        self.leave()
        self._draft, self._sent = True, False
        self._records, self._row = (), None
        self._area.show()
        self._hide_more()
        self._title.setText(f"Добавить {self.register.accusative}")
        self.form.show_values(values)
        self._say(self._what_lacks())
        empty = [f for f in self.form.fields.values() if f.column.editable and values.get(f.column.key) is None]
        named = self.register.label if self.register.label_else else ""  # filled mostly, though a code may stand in
        required = [field for field in empty if field.column.required or field.column.key == named]
        first = next(iter(required or empty), None)
        if first is not None:
            first.editor.begin()
            self._area.ensureWidgetVisible(first.editor)

    def begin_edit(self, key: str = "") -> None:
        """Put the cursor into a field."""
        field = self.form.fields.get(key) or next(f for f in self.form.fields.values() if f.column.editable)
        field.editor.begin()
        self._area.ensureWidgetVisible(field.editor)

    def edit_when_shown(self, record: str, key: str) -> None:
        """Put the cursor into a field as soon as a record is shown; now if it is."""
        self._awaited = (record, key)
        if self._row is not None and self._row.id == record:
            self._begin_awaited()

    def _begin_awaited(self) -> None:
        _, key = self._awaited
        self._awaited = ("", "")
        self.begin_edit(key)

    def leave(self) -> None:
        """Keep what is typed; a new record that lacks something is handed back as `dropped`."""
        if self._draft:
            self._try_to_add()
            if not self._sent:
                values, _ = self.form.values()
                typed = {key: value for key, value in values.items() if value is not None}
                if self.form.touched():
                    self.dropped.emit(self._what_lacks(), typed)
            self._draft = False
        else:
            for field in self.form.touched():
                self._keep(field)

    def cancel_new(self) -> None:
        """Give a new record up."""
        self._draft = False
        self._records = ()
        self.form.show_values({})
        self._hide_more()
        self._area.hide()
        self._title.setText("")
        self._say("")

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(self.files)
        layout.addWidget(self._related)
        feet = QHBoxLayout()
        feet.addWidget(self._papers)
        feet.addWidget(self._history)
        layout.addLayout(feet)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _hide_more(self) -> None:
        """Hide what belongs to one kept record."""
        self.files.clear()
        self._warnings.hide()
        self._related.hide()
        self._history.hide()
        self._papers.hide()

    def _show(self, record: str, answer: Shown, *, fresh: bool) -> None:
        if self._draft or self._records != (record,):
            return
        row = answer.row
        if row is None:
            self._records = ()
            self._area.hide()
            self._title.setText("")
            self._say("Этой записи больше нет.")
            return
        self._row = row
        self._title.setText(called(self.register, row))
        self._area.show()
        self.form.show_row(row, keep=not fresh)
        self.form.say(answer.remarks)
        self._related.appear()
        self._history.show()
        self._related.show_counts(answer.counts)
        self.files.show_files(record, answer.files)
        self._warnings.show_warnings(answer.warnings)
        self._papers.setVisible(fill_papers(self._papers.menu(), answer.papers, row, self.print_wanted.emit))
        if fresh:
            self._area.verticalScrollBar().setValue(0)
        if self._awaited[0] == record:
            self._begin_awaited()

    def _left(self, field: Field) -> None:
        if self._draft:
            self._say("")
            field.refuse(_reason(field))
            self._try_to_add()
        elif field.editor.touched:
            self._keep(field)

    def _keep(self, field: Field) -> None:
        """Keep the value of one field in the record or records shown."""
        try:
            value = field.read()
        except Refused as refusal:
            field.refuse(str(refusal))
            return
        field.refuse("")
        field.editor.touched = False
        records = self._records
        if not records or (len(records) > 1 and value is None):
            return
        if self._row is not None and len(records) == 1 and value == _plain(self._row[field.column.key]):
            return
        of, values, context = self.register, {field.column.key: value}, self._office.context

        def refused(error: BaseException) -> None:
            if self._records == records:
                field.editor.touched = True
            self._refused(error)

        def kept(_value: object) -> None:
            self._say("")

        if len(records) == 1:
            self._office.do(change, kept, failed=refused, of=of, record=records[0], values=values, context=context)
        else:
            self._office.do(change_many, kept, failed=refused, of=of, records=records, values=values, context=context)

    def _try_to_add(self) -> None:
        """Add the new record if nothing that is required is missing."""
        values, faults = self.form.values()
        if self._lacking() or faults or self._sent:
            self._say(self._what_lacks())
            return
        self._sent = True

        def kept(record: str) -> None:
            if self._draft and self._sent:
                self._draft = False
                self._records = (record,)
                for field in self.form.fields.values():
                    field.editor.touched = False
                self.refresh()
            self.added.emit(record)

        def refused(error: BaseException) -> None:
            if self._draft and self._sent:
                self._sent = False
                self._refused(error)
            else:
                self.dropped.emit(str(error), values)

        self._office.do(add, kept, failed=refused, of=self.register, values=values, context=self._office.context)

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, Refusal):
            self._office.failed.emit(error)
            return
        self._say(self.form.refuse(error.faults), wrong=True)

    def _what_lacks(self) -> str:
        if names := self._lacking():
            return f"Запишется, когда будет заполнено: {', '.join(names)}."
        return "Запишется, когда вы уйдёте из поля."

    def _lacking(self) -> list[str]:
        """Name the fields without which a new record is not kept; one of two will do for what it is called by."""
        values, faults = self.form.values()
        names = [f.column.label for f in self.form.fields.values() if f.column.required and f.column.key in faults]
        naming = self.register.naming
        if len(naming) > 1 and all(values.get(column.key) is None for column in naming):
            names.insert(0, " или ".join(column.label for column in naming))
        return names

    def _say(self, text: str, *, wrong: bool = False) -> None:
        name = (colour("refused" if wrong else "quiet") or self.palette().text().color()).name()
        self._hint.setStyleSheet(f"color: {name}")
        self._hint.setText(text)
        self._hint.setVisible(bool(text))


def _plain(value: object) -> object:
    """Return a value of a row as a field reads it: links as identifiers."""
    if isinstance(value, tuple):
        return tuple(part.id if isinstance(part, LinkTo) else part for part in value)
    return value.id if isinstance(value, LinkTo) else value


def _reason(field: Field) -> str:
    """Return why a field of a new record is refused; one that is merely empty is not scolded yet."""
    raw = field.editor.raw()
    if raw is None or raw in ("", ()):
        return ""
    try:
        field.read()
    except Refused as refusal:
        return str(refusal)
    return ""


def called(of: Register, row: Row) -> str:
    """Return what a record is called: its label, with the school where the label alone says little."""
    column = of.called_by(row.__getitem__)
    value = row[column.key]
    label = column.kind.write(value) if not isinstance(value, LinkTo) else value.label
    return label.replace("\n", " ")
