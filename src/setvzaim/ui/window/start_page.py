"""The first page, while no base is open: recent bases, three things to do, and a place to drop a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCommandLinkButton, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from setvzaim.text.format import format_number, format_value
from setvzaim.ui.icons import icon

_THINGS = (
    ("new", "file-plus", "Новая база", "Пустой файл, в котором будет вся работа отдела"),
    ("open", "folder-open", "Открыть базу", "Файл, который уже есть на этом компьютере или на флешке"),
    ("example", "graduation-cap", "Пример", "Выдуманный район: 14 школ, педагоги, план, группы. Чтобы попробовать"),
    ("import", "download-simple", "Взять список школ из Excel", "Или перетащите файл в окно: xlsx, xls, ods, csv"),
)  # fmt: skip


class StartPage(QWidget):
    """Shown until a base is open. `wanted` brings new, open, example or import; `recent` the base chosen."""

    wanted = Signal(str)
    recent = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        letters = self.fontMetrics().averageCharWidth()
        title = QLabel("Сетевое взаимодействие школ")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        title.setFont(font)
        about = QLabel("Реестры школ и ресурсов, совместный план, группы и документы — в одном файле, без интернета.")
        about.setWordWrap(True)
        column = QWidget()
        column.setMaximumWidth(letters * 96)
        column.setMinimumWidth(letters * 70)
        inside = QVBoxLayout(column)
        inside.setSpacing(6)
        inside.addWidget(title)
        inside.addWidget(about)
        inside.addSpacing(letters)
        self.buttons: dict[str, QCommandLinkButton] = {}
        for key, sign, words, description in _THINGS:
            button = QCommandLinkButton(words, description)
            button.setIcon(icon(sign))
            button.setIconSize(QSize(letters * 3, letters * 3))
            button.setAccessibleDescription(description)
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            self.buttons[key] = button
            inside.addWidget(button)
        self._heading = QLabel("Недавние базы")
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self.bases = QListWidget()
        self.bases.setAccessibleName("Недавние базы")
        self.bases.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bases.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.bases.itemActivated.connect(lambda item: self.recent.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.bases.itemClicked.connect(lambda item: self.recent.emit(item.data(Qt.ItemDataRole.UserRole)))
        inside.addSpacing(letters)
        inside.addWidget(self._heading)
        inside.addWidget(self.bases, 1)
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(letters * 3, letters * 3, letters * 3, letters * 2)
        layout.addWidget(column, 1, Qt.AlignmentFlag.AlignHCenter)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List bases with their date, size and folder."""
        self.bases.clear()
        for path in paths:
            state = path.stat()
            when = format_value(datetime.fromtimestamp(state.st_mtime))  # noqa: DTZ006 - the office's own clock
            size = format_number(round(state.st_size / 1_000_000, 1))
            item = QListWidgetItem(icon("package"), f"{path.stem} — {when}, {size} МБ\n{path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(str(path))
            self.bases.addItem(item)
        self._heading.setVisible(bool(paths))
        self.bases.setVisible(bool(paths))
