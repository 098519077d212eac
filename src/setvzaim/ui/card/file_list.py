"""The list of the files of a record: name, size, day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from setvzaim.queries.attachments import AttachedFile, format_size
from setvzaim.text.format import format_date
from setvzaim.ui.icons import icon

_LONGEST = 6
"""Lines shown at once; more are scrolled."""


class FileList(QTreeWidget):
    """`opened` brings a file to look at, `renamed` its identifier and a new name; `removed` says Del was pressed."""

    opened = Signal(object)
    renamed = Signal(str, str)
    removed = Signal()

    def __init__(self, *, writable: bool) -> None:
        super().__init__()
        self._writable = writable
        self._files: tuple[AttachedFile, ...] = ()
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Файлы записи")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at in (1, 2):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)
        self.itemDoubleClicked.connect(lambda _item, _at: self.open_chosen())
        self.itemChanged.connect(self._edited)

    def show_files(self, files: Sequence[AttachedFile]) -> None:
        """Show files; what was chosen stays chosen."""
        chosen = {one.id for one in self.chosen()}
        self._files = tuple(files)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own; the lines are not edited by anybody now
        self.clear()
        for one in files:
            size = "нет" if one.size is None else format_size(one.size)
            item = QTreeWidgetItem([one.name, size, format_date(one.added_on) if one.added_on else ""])
            item.setIcon(0, icon("warning" if one.size is None else "paperclip"))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(0, one.name if one.size is not None else f"{one.name}: содержимого в базе нет")
            if self._writable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.addTopLevelItem(item)
            item.setSelected(one.id in chosen)
        self.blockSignals(False)  # noqa: FBT003
        if (first := self.topLevelItem(0)) is not None and not self.selectedItems():
            self.setCurrentItem(first)
        lines = min(len(files), _LONGEST)
        self.setFixedHeight(max(1, lines) * self.sizeHintForRow(0) + 2 * self.frameWidth() + 2 if files else 0)
        self.setVisible(bool(files))

    def chosen(self) -> tuple[AttachedFile, ...]:
        """Return the files that are chosen."""
        return tuple(self._files[self.indexOfTopLevelItem(item)] for item in self.selectedItems())

    def open_chosen(self) -> None:
        """Ask for the one chosen file to be opened."""
        if len(chosen := self.chosen()) == 1:
            self.opened.emit(chosen[0])

    def rename_chosen(self) -> None:
        """Let the name of the one chosen file be edited in its line."""
        if self._writable and len(items := self.selectedItems()) == 1:
            self.editItem(items[0], 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, F2 renames, Del takes away."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
        elif event.key() == Qt.Key.Key_F2:
            self.rename_chosen()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _edited(self, item: QTreeWidgetItem, at: int) -> None:
        file = self._files[self.indexOfTopLevelItem(item)]
        name = item.text(0).strip()
        if at == 0 and name != file.name:
            if name:
                self.renamed.emit(file.id, name)
            else:
                item.setText(0, file.name)
