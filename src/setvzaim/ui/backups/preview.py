"""What a restore would bring and what it would cost, record by record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from setvzaim.ui.backups.words import BACK, FORMER, GONE, RECORD, lost

if TYPE_CHECKING:
    from setvzaim.operations.backups import Difference, Preview

_SHOWN = 500
"""Records listed of one kind in one register; the rest is counted."""


class RestorePreview(QDialog):
    """Shows how a backup differs from the present base. `wanted` says that it is to be restored."""

    wanted = Signal()

    def __init__(self, seen: Preview, copy: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Что изменится при восстановлении")
        letters = self.fontMetrics().averageCharWidth()
        self.resize(letters * 110, letters * 70)
        head = QLabel(_head(seen, copy))
        head.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Чем копия отличается от базы")
        self.tree.setHeaderLabels(["Запись", "Сейчас в базе", "Станет, как в копии"])
        self.tree.setUniformRowHeights(True)
        for one in seen.differences:
            self.tree.addTopLevelItem(_register(one))
        if len(seen.differences) <= 3:
            self.tree.expandAll()
        for column, share in enumerate((58, 22, 20)):
            self.tree.setColumnWidth(column, letters * share)
        self.tree.setVisible(bool(seen.differences))
        foot = QLabel("Нынешняя база не пропадёт: она останется рядом под именем «… до восстановления».")
        foot.setWordWrap(True)
        self.restore_button = QPushButton("Восстановить")
        self.restore_button.clicked.connect(self._want)
        close = QPushButton("Не восстанавливать")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.restore_button)
        buttons.addWidget(close)
        self.restore_button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(self.tree, 1)
        if not seen.differences:
            layout.addStretch(1)
        layout.addWidget(foot)
        layout.addLayout(buttons)
        (self.tree if seen.differences else close).setFocus(Qt.FocusReason.OtherFocusReason)

    def _want(self) -> None:
        self.accept()
        self.wanted.emit()


def _head(seen: Preview, copy: str) -> str:
    if not seen.comparable:
        return f"{copy}. Нынешняя база не читается, поэтому сравнить не с чем: ниже всё, что есть в копии."
    if not seen.differences:
        return f"{copy}. Она не отличается от нынешней базы: восстановление ничего не изменит."
    gone = sum(len(one.only_here) for one in seen.differences)
    back = sum(len(one.only_there) for one in seen.differences)
    changed = len({(one.key, change.name) for one in seen.differences for change in one.changed})
    counted = ((GONE, gone), (BACK, back), (FORMER, changed))
    said = "; ".join(f"{verb.after(count)} {RECORD.counted(count)}" for verb, count in counted if count)
    return f"{copy}. Если восстановить её: {said}."


def _register(one: Difference) -> QTreeWidgetItem:
    top = QTreeWidgetItem([one.title, lost(one)])
    font = top.font(0)
    font.setBold(True)
    top.setFont(0, font)
    _list(top, [(name, "есть", "не будет") for name in one.only_here])
    _list(top, [(name, "нет", "будет") for name in one.only_there])
    _list(top, [(f"{c.name}: {c.column}", c.here or "пусто", c.there or "пусто") for c in one.changed])
    return top


def _list(top: QTreeWidgetItem, lines: list[tuple[str, str, str]]) -> None:
    for line in lines[:_SHOWN]:
        item = QTreeWidgetItem(list(line))
        for column, words in enumerate(line):
            item.setToolTip(column, words)
        top.addChild(item)
    if len(lines) > _SHOWN:
        top.addChild(QTreeWidgetItem([f"и ещё {RECORD.counted(len(lines) - _SHOWN)}"]))
