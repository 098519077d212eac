"""The fields of a card, in groups, each with the reason of a refusal under it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from setvzaim.queries import Row
from setvzaim.registers import Column, Link, Links, Refused, Register, Text
from setvzaim.ui.card.editors import FieldEditor
from setvzaim.ui.card.fields import make_editor
from setvzaim.ui.card.links import Opener
from setvzaim.ui.colours import colour
from setvzaim.ui.office import Office

_TOGETHER = "\u2060"
_LONG_TEXT = 26
_LONG_LINK = 22
"""Letters in the table from which on a field stands under its label."""


class Field:
    """A column in the card: its label, its editor and the reason why what stands there is not kept."""

    def __init__(self, column: Column, office: Office, open_link: Opener) -> None:
        self.column = column
        heading = column.heading.replace("/", f"{_TOGETHER}/{_TOGETHER}")  # «Мбит/с» is never parted
        self.label = QLabel(heading + (" *" if column.required else ""))
        self.label.setWordWrap(True)
        self.label.setToolTip("Обязательно заполнить" if column.required else column.hint)
        self.editor: FieldEditor = make_editor(column, office, open_link=open_link)
        self.label.setBuddy(self.editor.inner)
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.remark.hide()
        self.fault = QLabel()
        self.fault.setWordWrap(True)
        self.fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fault.setObjectName("fault")
        self.fault.hide()

    def read(self) -> object:
        """Return the value to keep; raise `Refused`."""
        return self.column.read(self.editor.raw())

    def refuse(self, reason: str) -> None:
        """Say under the field why the value is not kept; an empty reason takes that away."""
        if reason and (red := colour("refused")):
            self.fault.setStyleSheet(f"color: {red.name()}")
        self.fault.setText(reason)
        self.fault.setVisible(bool(reason))

    def say(self, text: str) -> None:
        """Say under the field what the program makes of it; an empty text takes that away."""
        if text and (quiet := colour("quiet")):
            self.remark.setStyleSheet(f"color: {quiet.name()}")
        self.remark.setText(text)
        self.remark.setVisible(bool(text))

    @property
    def refused(self) -> bool:
        """Whether a reason stands under it."""
        return bool(self.fault.text())


class Form(QWidget):
    """All fields of a register. `left` brings the field that the user is through with."""

    left = Signal(object)

    def __init__(self, of: Register, office: Office, open_link: Opener) -> None:
        super().__init__()
        self.fields = {column.key: Field(column, office, open_link) for column in of.columns if not _hidden(of, column)}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(8)
        previous: QWidget | None = None
        for part in dict.fromkeys(column.part for column in of.columns):
            layout.addLayout(self._part(part, [f for f in self.fields.values() if f.column.part == part]))
        for field in self.fields.values():
            field.editor.left.connect(lambda field=field: self.left.emit(field))
            if previous is not None:
                QWidget.setTabOrder(previous, field.editor.inner)
            previous = field.editor.inner

    def show_row(self, row: Row | None, *, keep: bool) -> None:
        """Show the values of a row, empty fields for `None`; with `keep`, leave what is being typed or refused."""
        for key, field in self.fields.items():
            if keep and (field.editor.touched or field.refused):
                continue
            field.refuse("")
            field.editor.show_value(row[key] if row is not None else None)

    def say(self, remarks: Mapping[str, str]) -> None:
        """Show what the program says under the fields."""
        for key, field in self.fields.items():
            field.say(remarks.get(key, ""))

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show some values; the other fields are empty."""
        for key, field in self.fields.items():
            field.refuse("")
            field.say("")
            field.editor.show_value(values.get(key))

    def refuse(self, faults: Mapping[str, str]) -> str:
        """Put reasons under their fields; return those that belong under none."""
        for key, reason in faults.items():
            if key in self.fields:
                self.fields[key].refuse(reason)
        return "; ".join(reason for key, reason in faults.items() if key not in self.fields)

    def touched(self) -> list[Field]:
        """Return the fields with something typed that is not kept yet."""
        return [field for field in self.fields.values() if field.editor.touched]

    def values(self) -> tuple[dict[str, object], dict[str, str]]:
        """Read every field that can be edited; return the values and the reasons of those that are refused."""
        values: dict[str, object] = {}
        faults: dict[str, str] = {}
        for key, field in self.fields.items():
            if field.column.editable:
                try:
                    values[key] = field.read()
                except Refused as refusal:
                    faults[key] = str(refusal)
        return values, faults

    def _part(self, title: str, fields: list[Field]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        if title:
            heading = QLabel(title)
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            grid.addWidget(heading, 0, 0, 1, 2)
        for field in fields:
            at = grid.rowCount()
            policy = field.label.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            field.label.setSizePolicy(policy)
            if isinstance(field.column.kind, Links) or _long(field.column):
                grid.addWidget(field.label, at, 0, 1, 2)
                grid.addWidget(field.editor, at + 1, 0, 1, 2)
            else:
                grid.addWidget(field.label, at, 0, Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(field.editor, at, 1)
            if field.column.remark is not None:
                grid.addWidget(field.remark, grid.rowCount(), 0, 1, 2)
            grid.addWidget(field.fault, grid.rowCount(), 0, 1, 2)
        return grid


def _long(column: Column) -> bool:
    """Tell whether a field needs the whole width of the card, with its label above."""
    match column.kind:
        case Text(lines=lines):
            return lines > 1 or column.width >= _LONG_TEXT
        case Link():
            return column.width >= _LONG_LINK
        case _:
            return False


def _hidden(of: Register, column: Column) -> bool:
    """Tell whether a column is given otherwise than in the card: the order of rows, by dragging."""
    return column.key == of.position
