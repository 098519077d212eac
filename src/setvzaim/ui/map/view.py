"""The map under the hands: wheel, dragging, clicks, keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from setvzaim.ui.map.canvas import MapCanvas

STEP = 1.25
"""How much a key or a notch of the wheel zooms."""
_NOTCH = 120
_PAN = 0.15
"""Share of the view that an arrow key goes."""
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class MapView(MapCanvas):
    """A map to work with: `entered` brings a school to be edited, `menu_wanted` also the point of the screen."""

    entered = Signal(str)
    menu_wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._pressed: QPoint | None = None
        self._panning = False
        self._parted = False
        """Whether the last click has parted schools: then a second one of it is not meant for what came under it."""
        self.viewport().setMouseTracking(True)

    def pan(self, across: float, down: float) -> None:
        """Go by so many pixels."""
        self._held = None
        bars = self.horizontalScrollBar(), self.verticalScrollBar()
        for bar, by in zip(bars, (across, down), strict=True):
            bar.setValue(bar.value() + round(by))

    def press(self, school: str, at: QPoint) -> None:
        """Choose the school of a sign; several are parted, or offered at a point of the screen."""
        several = self.shown.drawn[school].members
        if not several:
            self.choose(school)
        elif self.part(several):
            self._parted = True
        else:
            self._offer(several, at)

    def _offer(self, schools: Sequence[str], at: QPoint) -> None:
        """Offer schools that stand in one place by their names."""
        names = {one.key: one.name for one in self.data.schools}
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for school in schools:
            menu.addAction(names[school].replace("&", "&&")).triggered.connect(partial(self.choose, school))
        menu.popup(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._panning, self._parted = event.position().toPoint(), False, False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the map; over a school the cursor says that it can be clicked."""
        here = event.position().toPoint()
        if self._pressed is None:
            there = self.school_at(here) is not None
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)
            return
        way = here - self._pressed
        if self._panning or way.manhattanLength() >= QApplication.startDragDistance():
            self._panning = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan(-way.x(), -way.y())
            self._pressed = here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the school that was clicked."""
        clicked = self._pressed is not None and not self._panning
        self._pressed, self._panning = None, False
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if clicked and (school := self.school_at(event.position().toPoint())) is not None:
            self.press(school, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the card of the school that was clicked."""
        school = self.school_at(event.position().toPoint())
        if school is None or self._parted or event.button() != Qt.MouseButton.LeftButton:
            return
        if not self.shown.drawn[school].members:
            self.entered.emit(school)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom about the mouse."""
        turned = event.angleDelta().y() / _NOTCH
        if turned:
            self.zoom_by(STEP**turned, event.position().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu of the school under the mouse, or of the current one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            if self.current in self.shown.marks:
                where = self.viewport().mapToGlobal(self.place_of(self.current))
                self.menu_wanted.emit(self.current, where)
        elif (school := self.school_at(self.viewport().mapFromGlobal(event.globalPos()))) is not None:
            if several := self.shown.drawn[school].members:
                self._offer(several, event.globalPos())
                return
            self.choose(school)
            self.menu_wanted.emit(school, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Plus, minus and 0 zoom, arrows pan, Enter goes to the card."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in _ARROWS:
            across, down = _ARROWS[key]
            self.pan(across * self.viewport().width() * _PAN, down * self.viewport().height() * _PAN)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.current is not None:
            self.entered.emit(self.current)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Tab goes from school to school, and on from the last one; Esc and the mouse leave at once."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if step is not None and plain and self.next_school(step):
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.highlight()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.highlight()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the map for the new size, once for several that follow each other at once."""
        super().resizeEvent(event)
        self._resized.start()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Take on other colours or another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange, QEvent.Type.FontChange):
            self.lay(self._middle())
