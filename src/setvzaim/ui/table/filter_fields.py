"""What one types to filter by a column, for each kind of column."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from setvzaim.queries import Filter
from setvzaim.registers import (
    Aggregate,
    Choice,
    Column,
    Date,
    Files,
    Flag,
    Gathered,
    Number,
    Refused,
    SchoolYear,
    Share,
    Validity,
)
from setvzaim.text.format import format_value
from setvzaim.text.parse import parse_number


class FilterField(Protocol):
    """A widget that makes a filter."""

    def show_filter(self, test: Filter | None) -> None:
        """Show a filter that is in force."""

    def read(self) -> Filter | None:
        """Return the filter; `None` when nothing was typed. Raises `Refused`."""


class _Words(QLineEdit):
    """Text that the cell holds."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._column = column
        self.setPlaceholderText("содержит…")
        self.setAccessibleName(f"{column.label}: содержит")

    def show_filter(self, test: Filter | None) -> None:
        """Show the words."""
        self.setText(str(test.value) if test is not None and test.test == "contains" else "")

    def read(self) -> Filter | None:
        """Return a test for the words."""
        text = self.text().strip()
        return Filter(self._column.key, "contains", text) if text else None


class _Range(QWidget):
    """Numbers, dates or school years from one to another."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._column = column
        self._least, self._most = QLineEdit(), QLineEdit()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        hint = {Date: "ДД.ММ.ГГГГ", SchoolYear: "2026/27"}.get(type(column.kind), "")
        unit = "%" if isinstance(column.kind, Share) else column.unit
        for at, (word, line) in enumerate((("от", self._least), ("до", self._most))):
            label = QLabel(word)
            label.setBuddy(line)
            line.setPlaceholderText(hint)
            line.setAccessibleName(f"{column.label}: {word}")
            grid.addWidget(label, at, 0)
            grid.addWidget(line, at, 1)
            grid.addWidget(QLabel(unit), at, 2)
        self.setFocusProxy(self._least)

    def show_filter(self, test: Filter | None) -> None:
        """Show the ends."""
        ends = test.value if test is not None and test.test == "between" and isinstance(test.value, tuple) else ()
        for line, end in zip((self._least, self._most), ends or (None, None), strict=True):
            line.setText(self._column.kind.write(end) or format_value(end))

    def read(self) -> Filter | None:
        """Return a test for the ends."""
        ends = tuple(self._end(line.text()) for line in (self._least, self._most))
        return Filter(self._column.key, "between", ends) if ends != (None, None) else None

    def _end(self, text: str) -> object:
        if not text.strip():
            return None
        if isinstance(self._column.kind, Date | SchoolYear):
            return self._column.kind.read(text)
        number = parse_number(text.rstrip("% "))
        if number is None:
            raise Refused(f"нужно число, а записано «{text.strip()[:40]}»")
        return number


class _Marks(QWidget):
    """Some of the named values."""

    def __init__(self, column: Column, choice: Choice) -> None:
        super().__init__()
        self._column = column
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._boxes = {}
        for option in choice.options:
            box = QCheckBox(f"{option.sign} {option.label}".strip())
            self._boxes[option.code] = box
            layout.addWidget(box)
        self.setFocusProxy(next(iter(self._boxes.values())))

    def show_filter(self, test: Filter | None) -> None:
        """Mark the values."""
        codes = test.value if test is not None and isinstance(test.value, tuple) else ()
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def read(self) -> Filter | None:
        """Return a test for the marked values."""
        codes = tuple(code for code, box in self._boxes.items() if box.isChecked())
        return Filter(self._column.key, "any_of", codes) if codes else None


class _YesNo(QWidget):
    """Yes or no."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._column = column
        self._yes, self._no = QRadioButton("да"), QRadioButton("нет или не указано")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._yes)
        layout.addWidget(self._no)
        self.setFocusProxy(self._yes)

    def show_filter(self, test: Filter | None) -> None:
        """Mark the answer."""
        known = test is not None and test.test == "is"
        self._yes.setChecked(bool(known and test is not None and test.value))
        self._no.setChecked(bool(known and test is not None and not test.value))

    def read(self) -> Filter | None:
        """Return a test for the answer."""
        if not (self._yes.isChecked() or self._no.isChecked()):
            return None
        return Filter(self._column.key, "is", self._yes.isChecked())


def filter_field(column: Column) -> QWidget:
    """Return the widget for a column; it is a `FilterField`."""
    match column.kind:
        case Gathered() | Validity() as kind:
            return _scrolled(_Marks(column, kind.choice))
        case Choice() as kind:
            return _scrolled(_Marks(column, kind))
        case Flag() | Files():
            return _YesNo(column)
        case Number() | Aggregate() | Share() | Date() | SchoolYear():
            return _Range(column)
        case _:
            return _Words(column)


class _Scrolled(QScrollArea):
    def __init__(self, inner: _Marks) -> None:
        super().__init__()
        self._inner = inner
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusProxy(inner)
        wanted = inner.sizeHint()
        self.setMinimumHeight(min(wanted.height() + 4, 260))
        self.setMinimumWidth(wanted.width() + 24)

    def show_filter(self, test: Filter | None) -> None:
        """Mark the values."""
        self._inner.show_filter(test)

    def read(self) -> Filter | None:
        """Return a test for the marked values."""
        return self._inner.read()


def _scrolled(inner: _Marks) -> QWidget:
    return _Scrolled(inner)
