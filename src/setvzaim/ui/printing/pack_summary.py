"""How a pack went: what was printed, what was left out and why."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
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

from setvzaim.ui.icons import icon
from setvzaim.ui.printing.packing import PackDone
from setvzaim.ui.printing.papers import PAPERS


class PackSummary(QDialog):
    """The end of a pack."""

    def __init__(self, done: PackDone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Пачка документов")
        self._folder = done.folder
        self.said = QLabel(summary(done))
        self.said.setWordWrap(True)
        self.left = QTreeWidget()
        self.left.setHeaderLabels(["Не напечатано", "Почему"])
        self.left.setRootIsDecorated(False)
        self.left.setWordWrap(True)
        self.left.setAccessibleName("Не напечатано")
        for name, why in done.left:
            item = QTreeWidgetItem([name, why])
            item.setToolTip(1, why)
            self.left.addTopLevelItem(item)
        letters = self.fontMetrics().averageCharWidth()
        self.left.setColumnWidth(0, letters * 64)
        self.left.setVisible(bool(done.left))
        self.folder = QPushButton(icon("folder-open"), "Открыть папку")
        self.folder.setVisible(done.folder is not None and bool(done.printed))
        self.folder.clicked.connect(self._open)
        close = QPushButton("Закрыть")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.folder)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.left, 1)
        layout.addLayout(buttons)
        wide = min(letters * (190 if done.left else 70), self.screen().availableSize().width() - 40)
        self.resize(wide, self.sizeHint().height())

    def _open(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def summary(done: PackDone) -> str:
    """Return in words how a pack went."""
    where = f"\nПапка: {done.folder}" if done.folder is not None and done.printed else ""
    verb = "Сохранено" if done.folder is not None else "Отправлено на печать"
    left = f" Пропущено: {len(done.left)} — не хватает сведений или есть ошибки." if done.left else ""
    return f"{verb}: {PAPERS.counted(len(done.printed))}.{left}{where}"
