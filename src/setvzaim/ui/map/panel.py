"""A small drawing over a corner of the map: its legend, its scale."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGraphicsScene, QWidget

from setvzaim.documents.drawing import Caption, Drawing
from setvzaim.ui.map.shapes import Pencil

_VEIL = 210
"""How much of what is under a panel without a frame its ground hides, of 255."""


class Panel(QWidget):
    """Shows a drawing as it is; its words are there for who listens instead of looking."""

    def __init__(self, name: str, parent: QWidget, *, framed: bool) -> None:
        super().__init__(parent)
        self._framed = framed
        self._scene = QGraphicsScene(self)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_drawing(self, drawing: Drawing, pencil: Pencil) -> None:
        """Show a drawing in the size it has."""
        pencil.put(self._scene, drawing)
        words = [item.text for item in drawing.items if isinstance(item, Caption)]
        self.setAccessibleDescription(", ".join(words))
        self.setFixedSize(QSize(round(drawing.width * pencil.unit), round(drawing.height * pencil.unit)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it on a ground of its own."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.palette().color(QPalette.ColorRole.Base)
        if self._framed:
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.setBrush(ground)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        else:
            ground.setAlpha(_VEIL)
            painter.fillRect(self.rect(), ground)
        self._scene.render(painter)
        painter.end()
