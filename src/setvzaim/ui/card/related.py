"""What is linked to a record, as a list that leads there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QToolButton, QWidget

from setvzaim.registers import Column, Links, Register, parts_of
from setvzaim.ui.icons import icon

Go = Callable[[Register, Column], None]


class Related(QWidget):
    """The registers that link to a record, with how many rows do: «Педагоги: 12», and a button to add one."""

    def __init__(self, of: Register, go: Go, add: Go, *, writable: bool = True) -> None:
        super().__init__()
        self._of = of
        self._go = go
        self._add = add
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 4, 8, 8)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(0, 1)
        heading = QLabel("Связанные записи")
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self._grid.addWidget(heading, 0, 0, 1, 2)
        self._buttons: dict[tuple[str, str], QPushButton] = {}
        self._writable = writable
        for other, column in parts_of(of.key):
            self._row(other, column)
        self.hide()

    def appear(self) -> None:
        """Show itself if there is any register that could link here."""
        self.setVisible(bool(self._buttons))

    def show_counts(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Show how many rows link to the record."""
        for key, button in self._buttons.items():
            count = counts.get(key, 0)
            button.setText(f"{button.property('words')}: {count}")
            button.setEnabled(count > 0)

    def _row(self, other: Register, column: Column) -> None:
        words = other.title
        if sum(1 for one, _ in parts_of(self._of.key) if one is other) > 1:
            words = f"{other.title} ({column.label.lower()})"
        button = QPushButton(words)
        button.setFlat(True)
        button.setProperty("words", words)
        button.setStyleSheet("text-align: left; padding: 2px 4px")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip("Показать эти записи")
        button.clicked.connect(lambda: self._go(other, column))
        self._buttons[other.key, column.key] = button
        at = self._grid.rowCount()
        self._grid.addWidget(button, at, 0)
        if self._writable and not isinstance(column.kind, Links):
            plus = QToolButton()
            plus.setIcon(icon("plus"))
            plus.setAutoRaise(True)
            plus.setToolTip(f"Добавить {other.accusative}")
            plus.setAccessibleName(f"Добавить {other.accusative}")
            plus.clicked.connect(lambda: self._add(other, column))
            self._grid.addWidget(plus, at, 1)
