"""Fields in which the values of a register are typed, one for each kind of column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from setvzaim.registers import Column, Number
from setvzaim.text.format import format_date
from setvzaim.text.parse import parse_date
from setvzaim.ui.icons import icon

_MORE_LINES = 5
"""By how many lines a field of several may grow before it scrolls."""


class FieldEditor(QWidget):
    """A field for one value.

    `left` tells that the user is through with it: the focus went away or a choice was made.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None, inner: QWidget, column: Column) -> None:
        super().__init__(parent)
        self.touched = False
        self.inner = inner
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(inner, 1)
        self.setFocusProxy(inner)
        inner.setAccessibleName(column.heading)
        if column.hint:
            inner.setToolTip(column.hint)
        inner.installEventFilter(self)

    def show_value(self, value: object) -> None:
        """Show a stored value; the field counts as untouched."""
        raise NotImplementedError

    def raw(self) -> object:
        """Return what was typed, for `Column.read`."""
        raise NotImplementedError

    def show_typed(self, text: str) -> None:
        """Show what was typed before and refused; a field that takes any choice has nothing to show."""

    def begin(self) -> None:
        """Take the focus, ready to be typed over."""
        self.inner.setFocus(Qt.FocusReason.OtherFocusReason)

    def beside(self, widget: QWidget) -> None:
        """Put something small at the right of the field."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice that the focus leaves the field, except into its own list or menu; pass on Ctrl+Z it cannot use."""
        if watched is self.inner and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self._undoes()) or (redo and not self._redoes()):
                event.ignore()
                return True
        if watched is self.inner and event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            reasons = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if event.reason() not in reasons:
                self.left.emit()
        return super().eventFilter(watched, event)

    def _touch(self) -> None:
        self.touched = True

    def _undoes(self) -> bool:
        """Tell whether the field has typing of its own to take back."""
        match self.inner:
            case QLineEdit() as line:
                return line.isUndoAvailable()
            case QPlainTextEdit() as text:
                return text.document().isUndoAvailable()
            case _:
                return False

    def _redoes(self) -> bool:
        match self.inner:
            case QLineEdit() as line:
                return line.isRedoAvailable()
            case QPlainTextEdit() as text:
                return text.document().isRedoAvailable()
            case _:
                return False


class LineEditor(FieldEditor):
    """One line of text, a number, anything that is written."""

    def __init__(self, parent: QWidget | None, column: Column) -> None:
        self.line = QLineEdit()
        super().__init__(parent, self.line, column)
        self._column = column
        if isinstance(column.kind, Number):
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.textEdited.connect(self._touch)
        self.line.returnPressed.connect(self.left)

    def show_value(self, value: object) -> None:
        """Write the value; of long text the beginning is seen."""
        self.line.setText(self._column.kind.write(value))
        self.line.setCursorPosition(0)
        self.touched = False

    def raw(self) -> object:
        """Return the text."""
        return self.line.text()

    def show_typed(self, text: str) -> None:
        """Show the text again, as typed."""
        self.line.setText(text)
        self._touch()

    def begin(self) -> None:
        """Select everything."""
        super().begin()
        self.line.selectAll()


class LinesEditor(FieldEditor):
    """Text of several lines: Tab goes on, Enter ends, Alt+Enter breaks the line as in Excel. It grows as it fills."""

    def __init__(self, parent: QWidget | None, column: Column, lines: int) -> None:
        self.text = QPlainTextEdit()
        super().__init__(parent, self.text, column)
        self.text.setTabChangesFocus(True)
        self._lines = lines
        self._fit()
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.text.textChanged.connect(self._touch)

    def show_value(self, value: object) -> None:
        """Write the text from its beginning."""
        self.text.setPlainText("" if value is None else str(value))
        self.touched = False

    def raw(self) -> object:
        """Return the text."""
        return self.text.toPlainText()

    def show_typed(self, text: str) -> None:
        """Show the text again, as typed."""
        self.text.setPlainText(text)
        self._touch()

    def begin(self) -> None:
        """Select everything."""
        super().begin()
        self.text.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter ends, Alt+Enter and Shift+Enter break the line."""
        pressed = event if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if watched is self.text and pressed and pressed.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if pressed.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier):
                self.text.insertPlainText("\n")
            else:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        lines = min(max(int(self.text.document().size().height()), self._lines), self._lines + _MORE_LINES)
        frame = self.text.frameWidth() * 2 + int(self.text.document().documentMargin()) * 2
        self.setFixedHeight(QFontMetrics(self.text.font()).lineSpacing() * lines + frame + 2)


class DateEditor(LineEditor):
    """A day, typed or chosen from a calendar."""

    def __init__(self, parent: QWidget | None, column: Column) -> None:
        super().__init__(parent, column)
        self.line.setPlaceholderText("ДД.ММ.ГГГГ")
        button = QToolButton()
        button.setIcon(icon("calendar-blank"))
        button.setAutoRaise(True)
        button.setToolTip("Выбрать в календаре")
        button.setAccessibleName(f"{column.label}: выбрать в календаре")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._choose)
        self.beside(button)
        self._button = button

    def _choose(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if (shown := parse_date(self.line.text())) is not None:
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def chosen(day: QDate) -> None:
            menu.close()
            self.line.setText(format_date(date(day.year(), day.month(), day.day())))
            self._touch()
            self.left.emit()

        calendar.clicked.connect(chosen)
        calendar.activated.connect(chosen)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        calendar.setFocus()


class ChoiceEditor(FieldEditor):
    """One of a few values, or none."""

    def __init__(self, parent: QWidget | None, column: Column, options: Sequence[tuple[object, str]]) -> None:
        self.box = _Box()
        super().__init__(parent, self.box, column)
        self.box.addItem("", None)
        for value, label in options:
            self.box.addItem(label, value)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.box.activated.connect(self._chosen)
        self._column = column

    def show_value(self, value: object) -> None:
        """Show a value; one that is not in the list joins it."""
        at = self.box.findData(value)
        if at < 0:
            self.box.addItem(self._column.kind.write(value), value)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)
        self.touched = False

    def raw(self) -> object:
        """Return the value chosen."""
        return self.box.currentData()

    def _chosen(self) -> None:
        self._touch()
        self.left.emit()


class _Box(QComboBox):
    """A list of values that the wheel does not change by accident while the card is scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the card unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)  # type: ignore[arg-type]
        else:
            event.ignore()


class FixedValue(FieldEditor):
    """A value the program works out."""

    def __init__(self, parent: QWidget | None, column: Column) -> None:
        self.label = QLabel()
        super().__init__(parent, self.label, column)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = column

    def show_value(self, value: object) -> None:
        """Write the value, a dash when there is none."""
        self.label.setText(self._column.kind.write(value) or "—")

    def raw(self) -> object:
        """Nobody types here."""
        return None
