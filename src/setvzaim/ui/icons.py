"""Icons from one set (Phosphor, MIT), drawn in the colour of the text, sharp at any scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from setvzaim.resource_files import resource


class _Engine(QIconEngine):
    """Draws an SVG in the present colour of the text, so that light and dark need no second set."""

    def __init__(self, svg: bytes) -> None:
        super().__init__()
        self._svg = svg

    def paint(self, painter: QPainter, rect, mode: QIcon.Mode, state: QIcon.State) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, ARG002
        """Draw into a rectangle."""
        disabled = mode == QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        colour = QGuiApplication.palette().color(group, QPalette.ColorRole.ButtonText).name().encode()
        renderer = QSvgRenderer(QByteArray(self._svg.replace(b"currentColor", colour)))
        renderer.render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw a picture of a size; none for a button that a layout has squeezed to nothing."""
        picture = QPixmap(size)
        if picture.isNull():
            return picture
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """Make another one."""
        return _Engine(self._svg)


@cache
def _svg(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


def icon(name: str) -> QIcon:
    """Return an icon by its name in the set; raises `FileNotFoundError` for one that is not there."""
    return QIcon(_Engine(_svg(name)))
