"""Headers of the workbook and the columns of the register they are joined to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from setvzaim.registers import Column, Register
from setvzaim.ui.colours import colour
from setvzaim.ui.imports.lists import Index, ListModel, ListTable

LEFT_OUT = "— не брать —"
_LETTERS, _LABEL, _SAMPLES, _JOINED = range(4)
_Flag = Qt.ItemFlag


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """One header of the workbook."""

    letters: str
    """Of the column of the sheet: «AB»."""
    label: str
    samples: tuple[str, ...]
    column: Column | None
    repeated: bool
    """Whether a header further left says the same; only the first can be joined."""
    group: str = ""
    """What stands over it and its neighbours in a wide sheet: each group feeds every column once."""


class ColumnsModel(ListModel):
    """Headers from left to right; the last column chooses.

    `chosen` brings a header, the key of a column (`None` to leave the header out) and the header that had that
    column until now, if another one had.
    """

    headings = ("Столбец", "Название в файле", "Что в нём стоит", "Куда берётся")
    chosen = Signal(str, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register: Register | None = None

    def take(self, register: Register | None, lines: Sequence[HeaderLine]) -> None:
        """Show other headers; the same headers joined otherwise leave the user where she is."""
        same = register is self.register and [(line.letters, line.label) for line in lines] == [
            (line.letters, line.label) for line in self.shown
        ]
        self.register = register
        if same and lines:
            self.shown = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, _JOINED))
        else:
            self.show(lines)

    def text(self, thing: Any, column: int) -> str:  # noqa: ANN401 - a header
        """Return what stands in a cell."""
        if column == _JOINED:
            return _note(thing) or (thing.column.heading if thing.column is not None else LEFT_OUT)
        return (thing.letters, thing.label or "без названия", " · ".join(thing.samples))[column]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the last column be chosen, where the header has a name of its own."""
        usual = super().flags(index)
        if index.isValid() and index.column() == _JOINED and not _note(self.shown[index.row()]):
            return usual | _Flag.ItemIsEditable
        return usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the text of a cell; what is left out is grey; the last column's value is the key of a column."""
        if index.isValid():
            line = self.shown[index.row()]
            if role == Qt.ItemDataRole.ForegroundRole and line.column is None:
                return colour("quiet")
            if role == Qt.ItemDataRole.EditRole and index.column() == _JOINED:
                return line.column.key if line.column is not None else ""
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, N802
        """Take the user's choice, the key of a column or an empty text; the plan that follows from it is shown."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & _Flag.ItemIsEditable:
            return False
        if value != self.data(index, Qt.ItemDataRole.EditRole):
            self._choose(self.shown[index.row()], str(value))
        return True

    def _choose(self, line: HeaderLine, key: str) -> None:
        """Show the choice at once, and hand it on."""
        beside = (one for one in self.shown if not line.group or one.group in ("", line.group))
        former = next((one.label for one in beside if one.column is not None and one.column.key == key), None)
        column = self.register[key] if key and self.register is not None else None
        self.shown = [
            replace(one, column=column) if one is line else replace(one, column=None) if one.label == former else one
            for one in self.shown
        ]
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, _JOINED))
        self.chosen.emit(line.label, key or None, former)


def _note(line: HeaderLine) -> str:
    """Return why a header cannot be joined; empty when it can."""
    if not line.label:
        return "нет названия"
    return "название повторяется" if line.repeated else ""


class ColumnsTable(ListTable):
    """A click, Enter, Space or F2 opens the list of columns of the register."""

    def __init__(self, model: ColumnsModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "Столбцы файла", (9, 40, 40, 40), parent, rest=_SAMPLES)
        self._choice = _Choice(model, self)
        self.setItemDelegateForColumn(_JOINED, self._choice)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.clicked.connect(self._clicked)

    def choose(self, row: int) -> None:
        """Open the list for a header."""
        index = self.model().index(row, _JOINED)
        if index.flags() & _Flag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the list; the rest is as in every list."""
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
        if opens and self.state() != self.State.EditingState and self.currentIndex().isValid():
            self.choose(self.currentIndex().row())
            event.accept()
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == _JOINED:
            self.choose(index.row())


class _Choice(QStyledItemDelegate):
    """Draws the choice as the box with an arrow that it is, and edits it with one."""

    def __init__(self, model: ColumnsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a closed box; where there is no choice, words alone."""
        if not index.flags() & _Flag.ItemIsEditable:
            super().paint(painter, option, index)
            return
        cell: Any = option  # the fields of style options are unknown to the type stubs
        style = cell.widget.style() if cell.widget is not None else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, cell.widget)
        box: Any = QStyleOptionComboBox()
        box.rect = cell.rect.adjusted(2, 1, -2, -1)
        box.palette = QPalette(cell.palette)
        box.fontMetrics = cell.fontMetrics
        box.state = QStyle.StateFlag.State_Enabled
        box.currentText = str(index.data())
        quiet = index.data(Qt.ItemDataRole.ForegroundRole)
        if quiet is not None:
            box.palette.setColor(QPalette.ColorRole.ButtonText, quiet)
            box.palette.setColor(QPalette.ColorRole.Text, quiet)
        style.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, box, painter, cell.widget)
        style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, box, painter, cell.widget)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:  # noqa: N802
        """Make the list of columns, in the order of the register."""
        box = QComboBox(parent)
        box.setMaxVisibleItems(24)
        box.setAccessibleName("Куда берётся столбец")
        box.addItem(LEFT_OUT, "")
        register = self._model.register
        for column in register.columns if register is not None else ():
            if column.editable:
                box.addItem(column.heading, column.key)
        box.activated.connect(lambda _at: self._chosen(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Show what is chosen."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """Hand on what was chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:  # noqa: N802
        """Put the box where it is drawn."""
        cell: Any = option
        editor.setGeometry(cell.rect)

    def eventFilter(self, editor: Any, event: QEvent) -> bool:  # noqa: ANN401, N802 - Qt's own
        """Keep the box while its own list has the focus."""
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, QComboBox) and editor.view().isVisible():
            return False
        return super().eventFilter(editor, event)
