"""Two versions of a plan side by side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from setvzaim.queries.approvals import Version
from setvzaim.queries.change_words import KIND
from setvzaim.queries.forms.plan_diff import TODAY, Comparison, comparison
from setvzaim.rendering import FORMATS, render
from setvzaim.text.plural import Noun
from setvzaim.ui import saving
from setvzaim.ui.colours import colour
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences

_SIGNS = {"added": "+", "removed": "−", "changed": "≠", "moved": "↕"}
_HEADS = ("Что", "Мероприятие или раздел", "Столбец", "Было", "Стало", "Каких школ касается")
_WIDTHS = (26, 34, 18, 30, 30, 30)
_ROWS = Noun("отличие", "отличия", "отличий")


class CompareDialog(QDialog):
    """Lets two versions be chosen, the plan as it is now among them, and shows each cell that differs."""

    def __init__(
        self, plan: str, known: tuple[Version, ...], office: Office, preferences: Preferences, parent: QWidget,
        written: Callable[[str, Path], None],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle("Сравнить версии плана")
        self._plan, self._office, self._preferences, self._written = plan, office, preferences, written
        self.found: Comparison | None = None
        self.was, self.now = QComboBox(), QComboBox()
        for version in known:
            self.was.addItem(version.words, version.number)
            self.now.addItem(version.words, version.number)
        self.now.insertItem(0, TODAY[0].upper() + TODAY[1:], None)
        self.now.setCurrentIndex(0)
        self.counted = QLabel()
        self.table = QTableWidget(0, len(_HEADS))
        self._set_up_table()
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton("Сохранить как документ…", QDialogButtonBox.ButtonRole.ActionRole)
        self.save_button.clicked.connect(self.save)
        buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(self._choosers())
        layout.addWidget(self.counted)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        letters = self.fontMetrics().averageCharWidth()
        self.resize(min(letters * 180, 1240), letters * 80)
        for box in (self.was, self.now):
            box.currentIndexChanged.connect(lambda _at: self.ask())
        self.finished.connect(self.deleteLater)
        self.ask()

    def ask(self) -> None:
        """Compare what is chosen."""
        plan, was, now = self._plan, self.was.currentData(), self.now.currentData()
        today = date.today()  # noqa: DTZ011 - the day on the wall
        self._office.ask(
            lambda connection: comparison(connection, plan, was, now, today), self._show, key=f"compare:{id(self)}"
        )

    def save(self) -> None:
        """Ask for a name and write the comparison as a document."""
        found = self.found
        if found is None:
            return
        name = saving.usual_name("Сравнение версий плана", date.today(), next(iter(FORMATS)))  # noqa: DTZ011
        path = saving.choose_target(self, self._preferences, name, *FORMATS)
        if path is not None:
            document = found.document()
            self._office.ask(
                lambda _connection: render(document, path),
                lambda _: self._written("Сравнение сохранено", path),
                label="Сохраняется документ",
            )

    def _choosers(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for words, box in (("Было", self.was), ("Стало", self.now)):
            label = QLabel(words)
            label.setBuddy(box)
            box.setAccessibleName(words)
            line.addWidget(label)
            line.addWidget(box, 1)
        return line

    def _set_up_table(self) -> None:
        self.table.setHorizontalHeaderLabels(_HEADS)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.setAccessibleName("Отличия")
        letters = self.fontMetrics().averageCharWidth()
        header = self.table.horizontalHeader()
        for at, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(at, letters * width)
        header.setSectionResizeMode(len(_WIDTHS) - 1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _show(self, found: Comparison) -> None:
        self.found = found
        self.counted.setText(_ROWS.counted(len(found.rows)) if found.rows else "Различий нет.")
        self.table.setRowCount(len(found.rows))
        for at, row in enumerate(found.rows):
            what = f"{_SIGNS[row.kind.value]} {row.where} — {KIND[row.kind]}"
            for column, text in enumerate((what, row.what, row.label, row.was, row.now, row.whom)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                if column == 0 and (shade := colour(row.kind.value)):
                    item.setForeground(QBrush(shade))
                self.table.setItem(at, column, item)
        self.table.resizeRowsToContents()
