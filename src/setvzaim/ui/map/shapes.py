"""The shapes of a drawing as items of a scene, in the colours of light or dark."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainterPath,
    QPainterPathStroker,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsScene, QGraphicsSimpleTextItem

from setvzaim.documents.drawing import (
    HOLLOW,
    Caption,
    Drawing,
    Ink,
    Mark,
    Stroke,
    arrow_head,
    corners,
    middle_of,
    shortened,
)
from setvzaim.documents.map_data import TEXT
from setvzaim.ui.colours import colour

KEY = 0
"""Where an item keeps the record it stands for."""
_RING = 1.1
"""Distance of the ring of a center from its mark, мм."""
_EASY = 6.0
"""A line is found by the mouse as if it were so wide, pixels."""
_LINES, _SIGNS, _WORDS = 0.0, 1.0, 2.0


@dataclass(slots=True)
class Shown:
    """The items of a drawing, by the records they stand for; several records may have one mark."""

    marks: dict[str, QGraphicsPathItem] = field(default_factory=dict)
    strokes: dict[str, list[QGraphicsItem]] = field(default_factory=dict)
    names: dict[str, QGraphicsSimpleTextItem] = field(default_factory=dict)
    drawn: dict[str, Mark] = field(default_factory=dict)
    """The marks as the drawing has them."""


class Pencil:
    """Draws in a font, whose height decides how many pixels a millimetre is."""

    def __init__(self, font: QFont) -> None:
        metrics = QFontMetricsF(font)
        self.font = font
        self.unit = metrics.ascent() * 1.25 / TEXT
        """Pixels of a millimetre: words of the drawing are as large as those of the window."""

    def measure(self, text: str, _size: float) -> float:
        """Return how wide words are, мм."""
        return QFontMetricsF(self.font).horizontalAdvance(text) / self.unit

    def put(self, scene: QGraphicsScene, drawing: Drawing) -> Shown:
        """Put a drawing into a scene in place of what was there."""
        scene.clear()
        scene.setSceneRect(0, 0, drawing.width * self.unit, drawing.height * self.unit)
        shown = Shown()
        for item in drawing.items:
            match item:
                case Mark():
                    mark = self._mark(scene, item)
                    for key in item.members or (item.key,):
                        shown.marks[key], shown.drawn[key] = mark, item
                case Stroke():
                    shown.strokes.setdefault(item.key, []).extend(self.stroke(scene, item))
                case Caption():
                    words = self.caption(scene, item)
                    if item.key:
                        shown.names[item.key] = words
        return shown

    def caption(self, scene: QGraphicsScene, caption: Caption) -> QGraphicsSimpleTextItem:
        """Put words into a scene, on a ground of their own so that lines under them do not strike them out."""
        metrics = QFontMetricsF(self.font)
        words = QGraphicsSimpleTextItem(caption.text)
        words.setFont(self.font)
        words.setBrush(ink(caption.ink))
        left = caption.x * self.unit - (metrics.horizontalAdvance(caption.text) / 2 if caption.centred else 0)
        words.setPos(left, caption.y * self.unit - metrics.ascent())
        words.setData(KEY, caption.key)
        words.setZValue(_WORDS)
        if caption.key or caption.ground:
            box = words.sceneBoundingRect().adjusted(-1, 1, 1, -1)
            ground = scene.addRect(box, QPen(Qt.PenStyle.NoPen), _ground())
            ground.setZValue(_WORDS)
            words.setParentItem(ground)
        else:
            scene.addItem(words)
        return words

    def _mark(self, scene: QGraphicsScene, mark: Mark) -> QGraphicsPathItem:
        path = QPainterPath()
        middle, radius = QPointF(mark.x * self.unit, mark.y * self.unit), mark.radius * self.unit
        if found := corners(mark):
            path.addPolygon(QPolygonF([QPointF(x * self.unit, y * self.unit) for x, y in found]))
            path.closeSubpath()
        else:
            path.addEllipse(middle, radius, radius)
        pen, brush = QPen(_base(), 1.0), QBrush(ink(mark.ink))
        if mark.text:
            pen, brush = QPen(ink(mark.ink), HOLLOW * self.unit), QBrush(_base())
        item = scene.addPath(path, pen, brush)
        if mark.ring:
            ring = radius + _RING * self.unit
            around = scene.addEllipse(QRectF(middle.x() - ring, middle.y() - ring, 2 * ring, 2 * ring),
                                      QPen(ink(Ink.TEXT), 0.4 * self.unit))  # fmt: skip
            around.setZValue(_SIGNS)
            around.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        if mark.text:
            words = self.caption(scene, Caption(*middle_of(mark, TEXT), mark.text, TEXT, centred=True))
            words.setZValue(_SIGNS)
        item.setZValue(_SIGNS)
        item.setData(KEY, mark.key)
        item.setToolTip(mark.tip)
        return item

    def stroke(self, scene: QGraphicsScene, stroke: Stroke) -> list[QGraphicsItem]:
        """Put a line into a scene."""
        line = QPainterPath(QPointF(stroke.x1 * self.unit, stroke.y1 * self.unit))
        line.lineTo(*(at * self.unit for at in shortened(stroke)))
        width = max(1.0, stroke.width * self.unit)
        pen = QPen(ink(stroke.ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if stroke.dashes:
            pen.setDashPattern([length * self.unit / width for length in stroke.dashes])
        parts: list[QGraphicsItem] = [_Line(line, pen)]
        if stroke.arrow:
            head = QPainterPath()
            head.addPolygon(QPolygonF([QPointF(x * self.unit, y * self.unit) for x, y in arrow_head(stroke)]))
            head.closeSubpath()
            point = QGraphicsPathItem(head)
            point.setPen(Qt.PenStyle.NoPen)
            point.setBrush(ink(stroke.ink))
            parts.append(point)
        for part in parts:
            part.setZValue(_LINES)
            part.setToolTip(stroke.tip)
            scene.addItem(part)
        return parts


class _Line(QGraphicsPathItem):
    """A line that the mouse finds although it is thin."""

    def __init__(self, path: QPainterPath, pen: QPen) -> None:
        super().__init__(path)
        self.setPen(pen)
        wide = QPainterPathStroker()
        wide.setWidth(max(_EASY, pen.widthF()))
        self._wide = wide.createStroke(path)

    def shape(self) -> QPainterPath:
        """Return where the mouse finds it."""
        return self._wide


def ink(meaning: Ink) -> QColor:
    """Return the colour of an ink in the present theme."""
    words = QGuiApplication.palette().color(QPalette.ColorRole.Text)
    return words if meaning is Ink.TEXT else colour("quiet" if meaning is Ink.MUTED else meaning.value) or words


def _base() -> QColor:
    return QGuiApplication.palette().color(QPalette.ColorRole.Base)


def _ground() -> QBrush:
    tint = _base()
    tint.setAlpha(200)
    return QBrush(tint)
