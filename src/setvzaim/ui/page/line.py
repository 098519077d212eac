"""The line over a table: the one main action, the search, the filter, how many rows there are, and the segments."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from setvzaim.registers import Register
from setvzaim.text.format import format_number
from setvzaim.ui.icons import icon
from setvzaim.ui.page.segments import Segments

_TYPING_MS = 180


class PageLine(QWidget):
    """`add_wanted` asks for a new record, `filter_wanted` for a filter; `typed` comes once the search rests."""

    add_wanted = Signal()
    filter_wanted = Signal()
    typed = Signal()

    def __init__(self, of: Register, segments: Segments, pictures: Segments) -> None:
        super().__init__()
        self.register = of
        self.segments = segments
        self.search = QLineEdit()
        self.counted = QLabel()
        self.add_button = add = QPushButton(icon("plus"), f"Добавить {of.accusative}")
        add.setToolTip("Ctrl+N")
        add.clicked.connect(self.add_wanted)
        self._filter = QPushButton(icon("funnel"), "Отбор")
        self._filter.setToolTip("Отобрать строки по столбцу")
        self._filter.clicked.connect(self.filter_wanted)
        letters = self.fontMetrics().averageCharWidth()
        self.search.setPlaceholderText("Найти в таблице")
        self.search.setToolTip("Ctrl+F. Находит слова без учёта больших букв и ё")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Найти в таблице")
        self.search.setMinimumWidth(letters * 18)
        self.search.setMaximumWidth(letters * 36)
        self.counted.setAccessibleName("Сколько строк показано")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        layout = QHBoxLayout()
        layout.setSpacing(8)
        for widget in (add, self.search, self._filter, self.counted):
            layout.addWidget(widget)
        for button in (add, self._filter):
            button.setAutoDefault(False)
        layout.addStretch(1)
        layout.addWidget(pictures)
        if segments.apart:
            rows.addWidget(segments, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            layout.addWidget(segments)
        rows.addLayout(layout)
        self._rest = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._rest.timeout.connect(self.typed)
        self.search.textChanged.connect(lambda _text: self._rest.start())

    def count(self, shown: int, total: int) -> None:
        """Say how many rows are shown, of how many."""
        some = f"{format_number(shown)} из {format_number(total)}"
        self.counted.setText(self.register.noun.counted(total) if shown == total else some)

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def below_filter(self) -> QPoint:
        """Return the point of the screen below the button of the filter."""
        return self._filter.mapToGlobal(self._filter.rect().bottomLeft())
