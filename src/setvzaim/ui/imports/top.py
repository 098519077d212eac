"""Which file, register, sheet and header row: the line at the top of the import window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from setvzaim.registers import all_registers
from setvzaim.text.fold import fold
from setvzaim.ui.icons import icon

_READING, _UNKNOWN = "узнаю по столбцам…", "не узнан — выберите"
_DEEPEST = 40
"""Rows among which the header is looked for."""


class TopLine(QWidget):
    """Shows what was recognised and lets it be said otherwise; every signal is a wish of the user's."""

    file_wanted = Signal()
    register_chosen = Signal(str)
    sheet_chosen = Signal(str)
    header_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = _Elided()
        self.other = QPushButton(icon("folder-open"), "Другой файл…")
        self.other.setAutoDefault(False)
        self.other.setShortcut("Ctrl+O")
        self.other.setToolTip("Выбрать другой файл (Ctrl+O)")
        self.other.clicked.connect(self.file_wanted)
        self.register = QComboBox()
        self.register.setPlaceholderText(_READING)
        self.register.setAccessibleName("Реестр")
        for of in sorted((of for of in all_registers().values() if not of.kept), key=lambda of: fold(of.title)):
            self.register.addItem(of.title, of.key)
        self.register.setMaxVisibleItems(30)
        self.register.activated.connect(lambda at: self.register_chosen.emit(self.register.itemData(at)))
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("Лист")
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sheet.setMinimumContentsLength(16)
        self.sheet.textActivated.connect(self.sheet_chosen)
        self.header = QSpinBox()
        self.header.setRange(1, _DEEPEST)
        self.header.setKeyboardTracking(False)
        self.header.setAccessibleName("Строка названий столбцов")
        self.header.setToolTip("В какой строке листа стоят названия столбцов")
        self.header.valueChanged.connect(self.header_chosen)
        self._sheet_label = QLabel("Лист:")
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.file, 1)
        first.addWidget(self.other)
        second = QHBoxLayout()
        second.addWidget(self.register)
        for label, field in ((self._sheet_label, self.sheet), (QLabel("Строка названий:"), self.header)):
            second.addSpacing(self.fontMetrics().averageCharWidth() * 2)
            second.addWidget(label)
            second.addWidget(field)
            label.setBuddy(field)
        second.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(QLabel("Файл:"), 0, 0)
        grid.addLayout(first, 0, 1)
        grid.addWidget(QLabel("Реестр:"), 1, 0)
        grid.addLayout(second, 1, 1)

    def show_file(self, path: Path, register: str | None) -> None:
        """Name a file that is about to be read, into a register if one was said."""
        self.file.say(path.name, str(path))
        self.show_found(register, (), None, None)
        self.register.setPlaceholderText(_READING)

    def show_found(self, register: str | None, sheets: Sequence[str], sheet: str | None, row: int | None) -> None:
        """Show what was recognised or said; nothing is emitted. `row` counts from 1."""
        self.register.setPlaceholderText(_UNKNOWN)
        blocked = [QSignalBlocker(field) for field in (self.register, self.sheet, self.header)]
        self.register.setCurrentIndex(self.register.findData(register) if register else -1)
        if [self.sheet.itemText(at) for at in range(self.sheet.count())] != list(sheets):
            self.sheet.clear()
            self.sheet.addItems(list(sheets))
        self.sheet.setCurrentText(sheet or "")
        for widget in (self._sheet_label, self.sheet):
            widget.setVisible(len(sheets) > 1)
        self.header.setValue(row or 1)
        self.header.setEnabled(bool(register and sheets))
        self.register.setEnabled(bool(sheets))
        del blocked


def choose_file(parent: QWidget, folder: str) -> Path | None:
    """Let the user point at a workbook; `None` when she thinks better of it."""
    from setvzaim.exchange import SUFFIXES  # noqa: PLC0415 - heavy: only when there is something to import

    known = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    name, _ = QFileDialog.getOpenFileName(
        parent, "Выберите файл для импорта", folder, f"Таблицы ({known});;Все файлы (*)"
    )
    return Path(name) if name else None


class _Elided(QLabel):
    """A name that is cut in its middle when there is no room, in full as a tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._full = ""
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 20)
        self.setTextFormat(Qt.TextFormat.PlainText)
        font = self.font()
        font.setBold(True)
        self.setFont(font)

    def say(self, name: str, tip: str) -> None:
        """Show a name."""
        self._full = name
        self.setToolTip(tip)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideMiddle, self.width()))
