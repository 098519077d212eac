"""The list of columns: which are printed, in which order."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from setvzaim.ui.colours import colour
from setvzaim.ui.icons import icon

_KEY = Qt.ItemDataRole.UserRole
_ROWS_SEEN = 9


class ColumnsBox(QGroupBox):
    """Columns that can be ticked, and dragged or moved by keys; `changed` tells of either."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Столбцы", parent)
        self._columns: dict[str, str] = {}
        self._usual: tuple[str, ...] = ()
        self._filling = False
        self.list = _List(self)
        self.up = self._mover("arrow-up", "Выше", "Alt+Up", "Alt+↑", -1)
        self.down = self._mover("arrow-down", "Ниже", "Alt+Down", "Alt+↓", 1)
        self.usual_button = QPushButton("Обычные столбцы")
        self.usual_button.clicked.connect(lambda: self.choose(self._usual))
        self.fault = QLabel("Отметьте хотя бы один столбец.")
        self.fault.setObjectName("fault")
        self.fault.setVisible(False)
        self._lay_out()
        self.list.itemChanged.connect(self._tell)
        model = self.list.model()
        for moved in (model.rowsMoved, model.rowsInserted, model.rowsRemoved):
            moved.connect(self._tell)
        self.list.currentRowChanged.connect(self._enable)

    def offer(self, columns: Iterable[tuple[str, str]], usual: tuple[str, ...], chosen: tuple[str, ...]) -> None:
        """Show the columns of another paper, some of them chosen; one without columns needs no list of them."""
        self._columns = dict(columns)
        self._usual = usual
        self.setVisible(bool(self._columns))
        self.choose(chosen)

    @property
    def lacking(self) -> bool:
        """Whether nothing is ticked although something has to be."""
        return bool(self._columns) and not self.chosen()

    def chosen(self) -> tuple[str, ...]:
        """Return the keys of the ticked columns, from top to bottom."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def choose(self, keys: tuple[str, ...]) -> None:
        """Tick these columns and put them first, in this order; the others follow as they were offered."""
        self._filling = True
        self.list.clear()
        for key in (*keys, *(key for key in self._columns if key not in keys)):
            item = QListWidgetItem(self._columns[key])
            item.setData(_KEY, key)
            item.setSizeHint(QSize(0, self.list.row_height()))
            item.setFlags((item.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if key in keys else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._filling = False
        self._tell()

    def move_current(self, by: int) -> None:
        """Move the current column up (-1) or down (1)."""
        at = self.list.currentRow()
        if at < 0 or not 0 <= at + by < self.list.count():
            return
        item = self.list.takeItem(at)
        self.list.insertItem(at + by, item)
        self.list.setCurrentRow(at + by)

    def _mover(self, sign: str, name: str, keys: str, shown: str, by: int) -> QPushButton:
        button = QPushButton(icon(sign), name)
        button.setToolTip(f"Передвинуть столбец {name.lower()} ({shown})")
        button.setAccessibleName(f"Передвинуть столбец {name.lower()}")
        button.clicked.connect(lambda: self.move_current(by))
        shortcut = QShortcut(QKeySequence(keys), self.list, context=Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(lambda: self.move_current(by))
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        buttons.addStretch(1)
        buttons.addWidget(self.usual_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)

    def _tell(self) -> None:
        if self._filling:
            return
        nothing = self.lacking
        self.fault.setVisible(nothing)
        if nothing and (red := colour("refused")):
            self.fault.setStyleSheet(f"color: {red.name()}")
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        at = self.list.currentRow()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < self.list.count() - 1)


class _List(QListWidget):
    """A list whose rows are dragged within it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Столбцы по порядку")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setToolTip("Пробел отмечает столбец, Alt+↑ и Alt+↓ передвигают его; можно и перетащить мышью")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Show a few rows whatever the font."""
        return QSize(self.fontMetrics().averageCharWidth() * 34, self.row_height() * _ROWS_SEEN + 2 * self.frameWidth())

    def row_height(self) -> int:
        """Return the height of a row: that of the text, with room to hit it with a mouse."""
        return self.fontMetrics().height() + 7
