"""Pages under each other on grey, as large as the user wants; only those in sight are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from setvzaim.ui.colours import dark

_DOTS = 96.0
_POINTS = 72.0
_GAP = 12
_LEAST, _MOST = 0.25, 4.0
_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_KEPT_AROUND = 4
"""Pages kept before and after those in sight."""
_ASK_MS = 20


@dataclass(slots=True)
class _Leaf:
    """A page as it lies: its place in logical pixels, and its picture; `dots` is 0 once the picture is out of date."""

    place: QRect
    picture: QPixmap | None = None
    dots: float = 0.0


class PagesView(QAbstractScrollArea):
    """Shows pages. `wanted` asks for pictures of some pages at so many dots per inch; `put` takes them.

    `turned` tells which page is in sight, counted from 1, and how many there are; `zoomed` how large they are shown.
    """

    wanted = Signal(tuple, float)
    turned = Signal(int, int)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._leaves: list[_Leaf] = []
        self._zoom: float | None = None
        """`None`: as wide as the window."""
        self.setAccessibleName("Страницы документа")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else the width would swing to and fro
        self._asking = QTimer(self, singleShot=True, interval=_ASK_MS)
        self._asking.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._moved())

    @property
    def zoom(self) -> float:
        """How large the pages are shown; 1 is life size."""
        if self._zoom is not None:
            return self._zoom
        widest = max((width for width, _ in self._sizes), default=0.0)
        if not widest:
            return 1.0
        room = self.viewport().width() - 2 * _GAP
        return min(max(room / (widest * _DOTS / _POINTS), _LEAST), _MOST)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._leaves)

    @property
    def fits_width(self) -> bool:
        """Whether the pages are as wide as the window."""
        return self._zoom is None

    @property
    def settled(self) -> bool:
        """Whether every page in sight has its picture."""
        return not self._lacking(self._in_sight())

    def show_pages(self, sizes: tuple[tuple[float, float], ...]) -> None:
        """Show other pages, of these sizes (points); what is on the screen stays until the new pictures come."""
        old = self._leaves
        self._sizes = sizes
        self._leaves = [_Leaf(QRect(), old[at].picture if at < len(old) else None) for at in range(len(sizes))]
        self._lay_out()

    def put(self, page: int, picture: QImage, dots: float) -> None:
        """Show the picture of a page, drawn at so many dots per inch."""
        if page < len(self._leaves):
            leaf = self._leaves[page]
            leaf.picture, leaf.dots = QPixmap.fromImage(picture), dots
            self.viewport().update()

    def fit_width(self) -> None:
        """Show the pages as wide as the window, now and when it changes."""
        self._resize_pages(None)

    def step(self, by: int) -> None:
        """Show the pages one step larger (1) or smaller (-1)."""
        now = self.zoom
        if by > 0:
            self._resize_pages(next((step for step in _STEPS if step > now * 1.01), _MOST))
        else:
            self._resize_pages(next((step for step in reversed(_STEPS) if step < now * 0.99), _LEAST))

    def go_to(self, page: int) -> None:
        """Bring a page into sight, counted from 1."""
        if 0 < page <= len(self._leaves):
            self.verticalScrollBar().setValue(self._leaves[page - 1].place.top() - _GAP // 2)

    def picture_of(self, page: int) -> QPixmap | None:
        """Return what is shown of a page, counted from 0."""
        return self._leaves[page].picture if page < len(self._leaves) else None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the width where the pages follow it."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw anew for light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl and the wheel make the pages larger or smaller; the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll and zoom by keys."""
        bar = self.verticalScrollBar()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - bar.pageStep())
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + bar.singleStep())
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - bar.singleStep())
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if control:
                self.step(1)
            case Qt.Key.Key_Minus if control:
                self.step(-1)
            case Qt.Key.Key_0 if control:
                self.fit_width()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the pages in sight; paper is white in the dark too."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor("#26282b" if dark() else "#a9adb2"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for at in self._in_sight():
            leaf = self._leaves[at]
            painter.fillRect(leaf.place, QColor("#ffffff"))
            if leaf.picture is not None:
                self._paint(painter, leaf, self.devicePixelRatioF())
        painter.end()

    def _paint(self, painter: QPainter, leaf: _Leaf, ratio: float) -> None:
        """Draw a picture: pixel by pixel where it was made for this size, stretched while a sharper one is made."""
        picture = leaf.picture
        if picture is None:
            return
        if abs(leaf.dots - self._dots()) < 0.01:
            picture.setDevicePixelRatio(ratio)
            painter.drawPixmap(QPointF(leaf.place.topLeft()), picture)
        else:
            picture.setDevicePixelRatio(1)
            painter.drawPixmap(QRectF(leaf.place), picture, QRectF(picture.rect()))

    def _dots(self) -> float:
        return _DOTS * self.zoom * self.devicePixelRatioF()

    def _resize_pages(self, zoom: float | None) -> None:
        """Change the size of the pages; what stands in the middle of the window stays there."""
        bar = self.verticalScrollBar()
        half = self.viewport().height() / 2
        before = (bar.value() + half) / max(1, bar.maximum() + 2 * half)
        self._zoom = zoom
        self._lay_out()
        bar.setValue(round(before * (bar.maximum() + 2 * half) - half))
        across = self.horizontalScrollBar()
        across.setValue(across.maximum() // 2)

    def _lay_out(self) -> None:
        scale = self.zoom * _DOTS / _POINTS
        width = max([self.viewport().width(), *(round(w * scale) + 2 * _GAP for w, _ in self._sizes)])
        y = _GAP
        for leaf, (w, h) in zip(self._leaves, self._sizes, strict=True):
            wide, high = round(w * scale), round(h * scale)
            leaf.place = QRect((width - wide) // 2, y, wide, high)
            y += high + _GAP
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(self.viewport().height())
        down.setSingleStep(self.fontMetrics().height() * 3)
        down.setRange(0, max(0, y - self.viewport().height()))
        across.setPageStep(self.viewport().width())
        across.setRange(0, width - self.viewport().width())
        self.zoomed.emit(self.zoom)
        self._moved()

    def _moved(self) -> None:
        self.viewport().update()
        self._asking.start()
        bar = self.verticalScrollBar()
        line = bar.value() + self.viewport().height() // 3
        below = [at + 1 for at, leaf in enumerate(self._leaves) if leaf.place.bottom() >= line]
        at_end = 0 < bar.maximum() == bar.value()
        page = len(self._leaves) if at_end or not below else below[0]
        self.turned.emit(page, len(self._leaves))

    def _in_sight(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [at for at, leaf in enumerate(self._leaves) if leaf.place.bottom() >= top and leaf.place.top() <= bottom]

    def _lacking(self, pages: Iterable[int]) -> tuple[int, ...]:
        return tuple(at for at in pages if abs(self._leaves[at].dots - self._dots()) >= 0.01)

    def _ask(self) -> None:
        """Ask for the pictures that are missing; let go of those far away."""
        seen = self._in_sight()
        if not seen:
            return
        for at, leaf in enumerate(self._leaves):
            if not seen[0] - _KEPT_AROUND <= at <= seen[-1] + _KEPT_AROUND:
                leaf.picture, leaf.dots = None, 0.0
        beside = [at for at in (*seen, seen[-1] + 1) if at < len(self._leaves)]
        if lacking := self._lacking(beside):
            self.wanted.emit(lacking, self._dots())
