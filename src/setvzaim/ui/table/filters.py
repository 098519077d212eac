"""The line of filters over a table: a chip for each, and a small window to set one."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from setvzaim.queries import Filter
from setvzaim.registers import Column, Refused, Register
from setvzaim.ui.colours import colour
from setvzaim.ui.icons import icon
from setvzaim.ui.table.filter_fields import FilterField, filter_field
from setvzaim.ui.table.filter_words import words


class FilterBar(QWidget):
    """The filters in force, hidden while there are none. `changed` tells that they are others now."""

    changed = Signal()

    def __init__(self, of: Register) -> None:
        super().__init__()
        self.register = of
        self._filters: dict[str, tuple[Filter, str]] = {}
        self._only: tuple[tuple[str, ...], str] | None = None
        """Records chosen elsewhere (by a figure at the foot), and what they are called."""
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self.hide()

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters in force."""
        return tuple(test for test, _ in self._filters.values())

    @property
    def only(self) -> tuple[str, ...] | None:
        """The records outside of which nothing is shown; `None` for all."""
        return self._only[0] if self._only is not None else None

    @property
    def active(self) -> bool:
        """Whether anything narrows the rows."""
        return bool(self._filters) or self._only is not None

    def put_only(self, records: tuple[str, ...], said: str) -> None:
        """Show only some records, which are called so."""
        self._only = (records, said)
        self._draw()
        self.changed.emit()

    def take_only(self) -> None:
        """Show all records again."""
        self._only = None
        self._draw()
        self.changed.emit()

    def single(self, column: Column) -> object:
        """Return the one value that a filter leaves possible in a column, `None` when there is none such."""
        test = self._filters[column.key][0] if column.key in self._filters else None
        if test is None or test.test not in ("any_of", "is"):
            return None
        return test.value[0] if isinstance(test.value, tuple) and len(test.value) == 1 else None

    def label(self, column: Column) -> str:
        """Return what the filter of a column says its value is called."""
        return self._filters[column.key][1].removeprefix(f"{column.label}: ")

    def put(self, test: Filter, said: str = "") -> None:
        """Put a filter in force, in place of the one its column had; `said` is the text of its chip."""
        column = self.register[test.column]
        self._filters[test.column] = (test, said or words(column, test))
        self._draw()
        self.changed.emit()

    def take(self, key: str) -> None:
        """Take a filter away."""
        if self._filters.pop(key, None) is not None:
            self._draw()
            self.changed.emit()

    def clear(self) -> None:
        """Take all filters away."""
        if self.active:
            self._filters.clear()
            self._only = None
            self._draw()
            self.changed.emit()

    def edit(self, column: Column, where: QPoint) -> None:
        """Let the user set the filter of a column."""
        test = self._filters[column.key][0] if column.key in self._filters else None
        popup = FilterPopup(column, test, self)
        popup.chosen.connect(lambda chosen: self.put(chosen) if chosen is not None else self.take(column.key))
        popup.open_at(where)

    def _draw(self) -> None:
        while self._layout.count():
            item = self._layout.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for key, (_, said) in self._filters.items():
            self._layout.addWidget(self._chip(self.register[key], said))
        if self._only is not None:
            self._layout.addWidget(_chip_of(QLabel(self._only[1]), self._only[1], self.take_only))
        if len(self._filters) + (self._only is not None) > 1:
            away = QPushButton("Снять весь отбор")
            away.setFlat(True)
            away.clicked.connect(self.clear)
            self._layout.addWidget(away)
        self._layout.addStretch(1)
        self.setVisible(self.active)

    def _chip(self, column: Column, said: str) -> QWidget:
        text = QPushButton(said if len(said) <= 60 else f"{said[:59]}…")
        text.setToolTip(f"{said}. Изменить отбор")
        chip = _chip_of(text, said, lambda: self.take(column.key))
        text.clicked.connect(lambda: self.edit(column, chip.mapToGlobal(chip.rect().bottomLeft())))
        return chip


def _chip_of(text: QWidget, said: str, take: Callable[[], None]) -> QWidget:
    chip = QWidget()
    layout = QHBoxLayout(chip)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    away = QToolButton()
    away.setIcon(icon("x"))
    away.setToolTip("Снять этот отбор")
    away.setAccessibleName(f"Снять отбор: {said}")
    away.clicked.connect(take)
    layout.addWidget(text)
    layout.addWidget(away)
    return chip


class FilterPopup(QDialog):
    """Asks for the filter of one column. `chosen` brings it, `None` to take it away."""

    chosen = Signal(object)

    def __init__(self, column: Column, test: Filter | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Отбор: {column.heading}")
        self._column = column
        self._widget = filter_field(column)
        self._fault = QLabel()
        self._fault.setWordWrap(True)
        self._fault.hide()
        title = QLabel(column.heading)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(title)
        layout.addWidget(self._widget)
        layout.addWidget(self._fault)
        gaps = QHBoxLayout()
        for test_name, label in (("empty", "Не заполнено"), ("filled", "Заполнено")):
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, name=test_name: self._choose(Filter(column.key, name)))
            gaps.addWidget(button)
        layout.addLayout(gaps)
        buttons = QDialogButtonBox()
        use = buttons.addButton("Отобрать", QDialogButtonBox.ButtonRole.AcceptRole)
        use.setDefault(True)
        away = buttons.addButton("Снять", QDialogButtonBox.ButtonRole.ResetRole)
        away.setEnabled(test is not None)
        away.clicked.connect(lambda: self._choose(None))
        buttons.accepted.connect(self._use)
        layout.addWidget(buttons)
        self._field = cast("FilterField", self._widget)
        self._field.show_filter(test)

    def open_at(self, where: QPoint) -> None:
        """Show it below a point of the screen, inside the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = min(where.x(), screen.right() - self.width())
        top = min(where.y(), screen.bottom() - self.height())
        self.move(max(screen.left(), left), max(screen.top(), top))
        self.show()
        self._widget.setFocus()

    def _use(self) -> None:
        try:
            test = self._field.read()
        except Refused as refusal:
            red = colour("refused")
            self._fault.setStyleSheet(f"color: {red.name()}" if red else "")
            self._fault.setText(str(refusal))
            self._fault.show()
            self.adjustSize()
            return
        self._choose(test)

    def _choose(self, test: Filter | None) -> None:
        self.chosen.emit(test)
        self.close()
