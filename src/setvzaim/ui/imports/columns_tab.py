"""What each column of the workbook becomes, and what the workbook lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QFrame, QLabel, QVBoxLayout, QWidget

from setvzaim.registers import Choice, Column, Link, LinkTo, Register, SchoolYear
from setvzaim.text.format import format_school_year
from setvzaim.text.parse import current_school_year
from setvzaim.ui.colours import colour
from setvzaim.ui.imports.columns import ColumnsModel, ColumnsTable, HeaderLine
from setvzaim.ui.imports.lists import go_to_first

if TYPE_CHECKING:
    from setvzaim.exchange import ImportPlan, SheetTop

Suggest = Callable[[str, Callable[[tuple[LinkTo, ...]], None]], None]
"""Asks for the records of a register, to be handed to a function."""
_LACKING = "Без этого новую запись не сделать, а столбца в файле нет. Впишите одно значение для всех строк:"
_FOUND = "Столбца в файле нет; во всех строках будет:"


class ColumnsTab(QWidget):
    """The list of headers, and below it fields for the required columns no header feeds.

    `chosen` is that of `ColumnsModel`; `filled` brings the key of a column and the text all rows have in it; `blanked`
    whether an empty count of a wide sheet is nought.
    """

    chosen = Signal(str, object, object)
    filled = Signal(str, str)
    blanked = Signal(bool)

    def __init__(self, suggest: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zeros = QCheckBox("Пустая ячейка под предметом — ноль, а не «неизвестно»")
        self.zeros.setToolTip("Отметьте, если в файле не пишут нули. Средний балл это не меняет.")
        self.zeros.hide()
        self.zeros.clicked.connect(self.blanked)
        self.model = ColumnsModel(self)
        self.table = ColumnsTable(self.model)
        self.model.chosen.connect(self.chosen)
        self.constants = _Constants(suggest)
        self.constants.filled.connect(self.filled)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.zeros)
        layout.addWidget(self.constants)

    def show_plan(self, plan: ImportPlan, top: SheetTop | None, constants: Mapping[str, str]) -> None:
        """Show how a plan reads the sheet."""
        header = plan.header
        self.zeros.setVisible(bool(header.groups))
        self._show(plan.register, _lines(header.labels, header.joined, top, header.data, header.groups))
        fed = {column.key for column in header.joined if column is not None}
        if header.groups:
            fed.add(plan.register.wide)
        lacking = [column for column in plan.register.columns if column.required and column.key not in fed]
        found = {column.key: plan.constants[column.key] for column in lacking if column.key in plan.constants}
        self.constants.take(lacking, constants, found)

    def show_header(self, register: Register, top: SheetTop, row: int, columns: Mapping[str, str | None]) -> None:
        """Show a row (from zero) the user says is the header, though nothing in it is known yet."""
        self.zeros.hide()
        labels = top.rows[row] if row < len(top.rows) else ()
        joined = [register[key] if (key := columns.get(label)) else None for label in labels]
        self._show(register, _lines(labels, joined, top, row + 1))
        self.constants.take((), {}, {})

    def clear(self) -> None:
        """Show nothing: there is no sheet to show."""
        self.zeros.setChecked(False)
        self.zeros.hide()
        self.model.take(None, ())
        self.constants.take((), {}, {})

    def _show(self, register: Register, lines: Iterator[HeaderLine]) -> None:
        started = self.table.currentIndex().isValid()
        self.model.take(register, list(lines))
        if not (started and self.table.currentIndex().isValid()):
            go_to_first(self.table)


def _lines(
    labels: Sequence[str],
    joined: Sequence[Column | None],
    top: SheetTop | None,
    data: int,
    groups: Sequence[str] = (),
) -> Iterator[HeaderLine]:
    from setvzaim.exchange.plan import column_letters  # noqa: PLC0415 - only when there is something to import

    seen: set[str] = set()
    for at, (label, column) in enumerate(zip(labels, joined, strict=True)):
        samples = top.samples(at, data) if top is not None else ()
        if label or samples:
            yield HeaderLine(column_letters(at), label, samples, column, label in seen, groups[at] if groups else "")
            seen.add(label)


class _Constants(QFrame):
    """A field for each required column that no header feeds.

    `filled` brings the key of a column and what was typed.
    """

    filled = Signal(str, str)

    def __init__(self, suggest: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggest = suggest
        self.fields: dict[str, QComboBox] = {}
        self._found: Mapping[str, object] = {}
        self.lacking: tuple[str, ...] = ()
        """Labels of the columns for which there is no value yet."""
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addLayout(self._form)

    def take(self, lacking: Sequence[Column], said: Mapping[str, str], found: Mapping[str, object]) -> None:
        """Show fields for what is lacking: what was said for it, or what the program has found itself."""
        self._found = found
        if list(self.fields) != [column.key for column in lacking]:
            self._rebuild(lacking)
        for column in lacking:
            self.fields[column.key].setCurrentText(said.get(column.key, ""))
            self._explain(column, found, said=column.key in said)
        self.lacking = tuple(column.label for column in lacking if column.key not in {**found, **said})
        self._title.setText(_LACKING if self.lacking else _FOUND)
        self.setVisible(bool(lacking))

    def _rebuild(self, lacking: Sequence[Column]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {column.key: self._field(column) for column in lacking}
        for column in lacking:
            label = QLabel()
            label.setBuddy(self.fields[column.key])
            self._form.addRow(label, self.fields[column.key])

    def _field(self, column: Column) -> QComboBox:
        field = QComboBox()
        field.setEditable(True)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field.setAccessibleName(f"{column.label} для всех строк")
        field.setMinimumContentsLength(24)
        match column.kind:
            case Link():
                self._suggest(column.kind.register, lambda records: self._offer_records(column.key, records))
            case Choice():
                _offer(field, [option.label for option in column.kind.options])
            case SchoolYear():
                present = current_school_year()
                _offer(field, [format_school_year(year) for year in range(present + 1, present - 6, -1)])
        completer = field.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(completer.CompletionMode.PopupCompletion)
        said = [""]

        def left() -> None:
            text = " ".join(field.currentText().split())
            if text != said[0]:
                said[0] = text
                self.filled.emit(column.key, text)

        field.activated.connect(left)
        line = field.lineEdit()
        if line is not None:
            line.editingFinished.connect(left)
        return field

    def _offer_records(self, key: str, records: Sequence[LinkTo]) -> None:
        if key not in self.fields:
            return
        field = self.fields[key]
        _offer(field, [record.label for record in records])
        line, found = field.lineEdit(), self._found.get(key)
        alone = next((record.label for record in records if record.id == found), "")
        if line is not None and alone:
            line.setPlaceholderText(f"{alone} — подставлено само")

    def _explain(self, column: Column, found: Mapping[str, object], *, said: bool) -> None:
        """Say whether the value is still lacking, or where it comes from."""
        field = self.fields[column.key]
        label = self._form.labelForField(field)
        line = field.lineEdit()
        if line is not None:
            line.setPlaceholderText(_words(column, found[column.key]) if column.key in found else "не сказано")
        if isinstance(label, QLabel):
            lacks = column.key not in found and not said
            ink = colour("warning")
            label.setText(f"⚠ {column.label}:" if lacks else f"{column.label}:")
            label.setStyleSheet(f"color: {ink.name()}" if lacks and ink else "")


def _words(column: Column, value: object) -> str:
    told = column.kind.write(value) if isinstance(column.kind, SchoolYear | Choice) else ""
    return f"{told} — подставлено само" if told else "подставлено само"


def _offer(field: QComboBox, texts: Sequence[str]) -> None:
    """Fill the list of a field without touching what is typed in it."""
    typed = field.currentText()
    field.addItems(list(texts))
    field.setCurrentText(typed)
