"""What can be done with a damaged base."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCommandLinkButton, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from setvzaim.ui.icons import icon

_WAYS = (
    ("copies", "clock-counter-clockwise", "Вернуть резервную копию…", "Сначала будет показано, что изменится"),
    ("rescue", "floppy-disk", "Спасти в новую базу…", "Всё, что читается, строка за строкой. Этот файл не изменится"),
    ("look", "magnifying-glass", "Открыть только для чтения", "Что читается, то видно; изменить ничего нельзя"),
)


class DamagedDialog(QDialog):
    """Says that a base is damaged and offers what can be done; `chosen` brings the key of the way."""

    chosen = Signal(str)

    def __init__(self, path: Path, newest: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("База повреждена")
        letters = self.fontMetrics().averageCharWidth()
        copies = f"Последняя копия: {newest}." if newest else "Резервных копий этой базы на этом компьютере нет."
        words = QLabel(
            f"Файл «{path.name}» повреждён: так бывает, когда во время записи пропадает ток или вынимают флешку. "
            f"Программа его не меняет. {copies}"
        )
        words.setWordWrap(True)
        words.setMinimumWidth(letters * 70)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        self.buttons: dict[str, QCommandLinkButton] = {}
        for key, sign, text, about in _WAYS:
            button = QCommandLinkButton(text, about)
            button.setIcon(icon(sign))
            button.setAccessibleDescription(about)
            button.clicked.connect(lambda _=False, key=key: self._choose(key))
            self.buttons[key] = button
            layout.addWidget(button)
        close = QPushButton("Закрыть")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout.addLayout(foot)

    def _choose(self, key: str) -> None:
        self.accept()
        self.chosen.emit(key)
