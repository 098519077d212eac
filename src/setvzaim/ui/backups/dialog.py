"""The backups of a base: what there is, make one now, where they are kept, take one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from setvzaim.errors import WorldError
from setvzaim.ui.backups.preview import RestorePreview
from setvzaim.ui.backups.words import day, folder_words, size, when
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.progress import ProgressStrip
from setvzaim.ui.saving import BASES, choose_file
from setvzaim.ui.worker import Job, Worker

if TYPE_CHECKING:
    from setvzaim.operations.backups import CopiesState, Places, Preview

_PATH = Qt.ItemDataRole.UserRole


class CopiesDialog(QDialog):
    """Lists the backups of a base, open or not. `restore_wanted` brings the copy to restore; the window does it.

    `changed` says that a copy was made. `fault` brings an exception that is not the world's.
    """

    restore_wanted = Signal(object)
    changed = Signal()
    fault = Signal(object)

    def __init__(self, base: Path, worker: Worker, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = base
        self._worker = worker
        self._writable = writable
        self._places: Places | None = None
        self._job: Job[Any] | None = None
        self._closed = False
        self.finished.connect(self._leave)
        self.setWindowTitle(f"Резервные копии: {base.stem}")
        letters = self.fontMetrics().averageCharWidth()
        self.resize(letters * 100, letters * 64)
        self._make()
        self._lay_out()
        self._refresh()

    def reject(self) -> None:
        """Stop what is under way, or close."""
        if self._job is not None:
            self._job.cancel()
            self._rest()
        else:
            super().reject()

    def _leave(self) -> None:
        self._closed = True

    def _make(self) -> None:
        self.list = QTreeWidget()
        self.list.setAccessibleName("Резервные копии")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels(["Сделана", "Размер", "Проверена"])
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemActivated.connect(lambda _item, _column: self._look())
        self.make_button = QPushButton("Сделать копию")
        self.make_button.clicked.connect(self._keep)
        self.look_button = QPushButton("Восстановить…")
        self.look_button.setToolTip("Сначала будет показано, что изменится")
        self.look_button.clicked.connect(self._look)
        self.file_button = QPushButton("Восстановить из файла…")
        self.file_button.clicked.connect(self._look_at_file)
        self.main_label, self.second_label = QLabel(), QLabel()
        self.main_button, self.second_button = QPushButton("Выбрать…"), QPushButton("Выбрать…")
        self.main_button.setAccessibleName("Выбрать папку для копий")
        self.second_button.setAccessibleName("Выбрать папку на флешке")
        self.drop_button = QPushButton("Убрать")
        self.drop_button.setAccessibleName("Больше не копировать на флешку")
        self.drop_button.setToolTip("Больше не копировать на флешку; копии, которые на ней есть, останутся")
        self.drop_button.clicked.connect(self._drop_second)
        self.drop_button.hide()
        self.main_button.clicked.connect(lambda: self._choose("Папка для копий", "main"))
        self.second_button.clicked.connect(lambda: self._choose("Вторая папка, например на флешке", "second"))
        self.message = MessageBar()
        self.progress = ProgressStrip()
        self.progress.appeared.connect(self.progress.show)
        self.progress.stopped.connect(self.reject)
        self.progress.hide()

    def _lay_out(self) -> None:
        about = QLabel(
            "Копия делается сама: каждые полчаса работы и при закрытии базы, если в ней что-то изменилось. "
            "Раз в месяц программа пробует восстановить последнюю копию."
        )
        about.setWordWrap(True)
        places = QGridLayout()
        places.setColumnStretch(1, 1)
        for row, (words, label, button) in enumerate(
            (("Папка:", self.main_label, self.main_button), ("Ещё и на флешку:", self.second_label, self.second_button))
        ):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            places.addWidget(QLabel(words), row, 0)
            places.addWidget(label, row, 1)
            places.addWidget(button, row, 2)
        places.addWidget(self.drop_button, 1, 3)
        close = QPushButton("Закрыть")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (self.make_button, self.look_button, self.file_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        for button in (
            self.make_button,
            self.look_button,
            self.file_button,
            self.main_button,
            self.second_button,
            self.drop_button,
            close,
        ):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addWidget(self.list, 1)
        layout.addLayout(places)
        layout.addWidget(self.message)
        layout.addWidget(self.progress)
        layout.addLayout(buttons)

    def _refresh(self) -> None:
        def look(_job: Job[Any]) -> CopiesState:
            from setvzaim.operations.backups import state_of  # noqa: PLC0415 - brings SQLAlchemy

            return state_of(self._base)

        self._submit(look, self._show, "")

    def _show(self, state: CopiesState) -> None:
        now = datetime.now()  # noqa: DTZ005 - the office's own clock
        self._places = state.places
        self.list.clear()
        for copy in state.copies:
            proved = f"восстановлением, {day(copy.restored, now)}" if copy.restored else ""
            checked = proved or (day(copy.checked, now) if copy.checked else "нет")
            item = QTreeWidgetItem([when(copy.made, now), size(copy.size), checked])
            item.setData(0, _PATH, copy.path)
            item.setToolTip(0, str(copy.path))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        header = self.list.header()
        header.setStretchLastSection(True)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.main_label.setText(
            folder_words(state.places.main) if state.places.main.is_dir() else str(state.folder.parent)
        )
        self.second_label.setText(folder_words(state.places.second) if state.places.second else "не выбрана")
        self.drop_button.setVisible(state.places.second is not None)
        self._enable()

    def _enable(self) -> None:
        busy = self._job is not None
        self.make_button.setEnabled(self._writable and not busy)
        self.look_button.setEnabled(bool(self.list.selectedItems()) and not busy)
        self.file_button.setEnabled(not busy)

    def _keep(self) -> None:
        """Make a copy now."""

        def keep(job: Job[Any]) -> object:
            from setvzaim.operations.backups import keep_copies  # noqa: PLC0415 - brings SQLAlchemy

            return keep_copies(self._base, datetime.now(), job.progress)  # noqa: DTZ005 - the office's own clock

        def kept(copy: object) -> None:
            same = "С последней копии ничего не изменилось, новая не нужна."
            self.message.note("Копия сделана и проверена." if copy is not None else same)
            self._refresh()
            self.changed.emit()

        self._submit(keep, kept, "Резервная копия")

    def _look(self) -> None:
        """Show what restoring the chosen copy would change."""
        for item in self.list.selectedItems():
            self._look_at(item.data(0, _PATH), f"Копия: {item.text(0)}")

    def _look_at_file(self) -> None:
        path = choose_file(self, "Файл резервной копии", BASES, str(self._base.parent))
        if path is not None:
            self._look_at(path, f"Копия из файла «{path.name}»")

    def _look_at(self, copy: Path, words: str) -> None:
        def compare(job: Job[Any]) -> Preview:
            from setvzaim.operations.backups import preview  # noqa: PLC0415 - brings SQLAlchemy

            return preview(copy, self._base, job.progress)

        def show(seen: Preview) -> None:
            dialog = RestorePreview(seen, words, self)
            dialog.wanted.connect(lambda: self._restore(copy))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._submit(compare, show, "Копия сравнивается с базой")

    def _restore(self, copy: Path) -> None:
        self.accept()
        self.restore_wanted.emit(copy)

    def _choose(self, title: str, which: str) -> None:
        if self._places is None:
            return
        chosen = QFileDialog.getExistingDirectory(self, title, str(self._places.main))
        if not chosen:
            return
        self._remember(replace(self._places, **{which: Path(chosen)}))

    def _drop_second(self) -> None:
        if self._places is not None:
            self._remember(replace(self._places, second=None))

    def _remember(self, wanted: Places) -> None:
        def keep(_job: Job[Any]) -> None:
            from setvzaim.operations.backups import choose  # noqa: PLC0415 - brings SQLAlchemy

            choose(wanted)

        self._submit(keep, lambda _: self._refresh(), "")

    def _submit(self, work: Callable[[Job[Any]], Any], then: Callable[[Any], None], label: str) -> None:
        def done(answer: Any) -> None:  # noqa: ANN401 - whatever the work answers
            if self._closed:  # too late to be shown
                return
            self._rest()
            then(answer)

        def failed(error: BaseException) -> None:
            if self._closed:
                return
            self._rest()
            if isinstance(error, WorldError):
                self.message.error(str(error))
            else:
                self.fault.emit(error)

        job = self._worker.submit(work, done, failed=failed)
        if label:
            self._job = job
            self.progress.begin(label)
            self._enable()

    def _rest(self) -> None:
        self._job = None
        self.progress.end()
        self.progress.hide()
        self._enable()
