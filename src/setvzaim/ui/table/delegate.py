"""Editing in the cells of a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from setvzaim.registers import Column
from setvzaim.ui.card.editors import FieldEditor
from setvzaim.ui.card.fields import make_editor
from setvzaim.ui.table.model import RECORD, VALUE, RegisterModel

Commit = Callable[[str, Column, object], bool]
"""Keeps what was typed into a cell of a record; tells whether it was a value at all."""


class CellDelegate(QStyledItemDelegate):
    """Edits a cell with the same editors as the card."""

    def __init__(self, table: QTableView, model: RegisterModel, commit: Commit) -> None:
        super().__init__(table)
        self._table = table
        self._rows = model
        self._commit = commit
        self._typed: tuple[str, str, object] = ("", "", "")
        """Record, column and text that was typed and refused: the editor opens again with it."""

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Make the editor of a column."""
        editor = make_editor(self._rows.columns[index.column()], self._rows.office, parent, compact=True)
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802
        """Show the value in the editor, or what was typed there and refused."""
        if not isinstance(editor, FieldEditor) or editor.touched:
            return
        editor.show_value(index.data(VALUE))
        column = self._rows.columns[index.column()]
        if self._typed[:2] == (index.data(RECORD), column.key):
            editor.show_typed(str(self._typed[2]))
        self._typed = ("", "", "")
        editor.begin()

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the editor its cell, and as much below it as it needs."""
        rect = option.rect  # type: ignore[attr-defined]
        rect.setHeight(max(rect.height(), editor.minimumHeight()))
        editor.setGeometry(rect)

    def setModelData(self, editor: QWidget, model: object, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802, ARG002
        """Hand on what was typed; the base decides."""
        if not isinstance(editor, FieldEditor) or not editor.touched:
            return
        column, record = self._rows.columns[index.column()], str(index.data(RECORD))
        if self._commit(record, column, editor.raw()):
            return
        self._typed = (record, column.key, editor.raw())
        again = QPersistentModelIndex(index)
        QTimer.singleShot(0, self._table, lambda: self._table.edit(self._rows.index(again.row(), again.column())))
