"""The map as it is drawn: laid anew at every zoom, the chosen school with its pairs before the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView

from setvzaim.documents.drawing import Caption, Drawing, Stroke
from setvzaim.documents.map_arrows import arrows
from setvzaim.documents.map_data import TEXT, MapData
from setvzaim.documents.map_legend import legend
from setvzaim.documents.network_map import Projection, caption_of, enlarged, network_map, scale_bar
from setvzaim.ui.colours import colour
from setvzaim.ui.map.panel import Panel
from setvzaim.ui.map.shapes import KEY, Pencil, Shown

_REST_MS = 120
"""After so long without a turn of the wheel the map is laid anew."""
_MOST_ZOOM = 60.0
_NEAR = 5.0
"""A mark is found by the mouse from so far, pixels."""
_FAINT = 0.18
_EDGE = 6
_AROUND = 1.9
"""Distance of the ring of the chosen school from its mark, мм."""
_SCALE_ROOM = 9.0
"""Height of the scale, мм."""
_SCALE_LEAST, _SCALE_GAP = 16.0, 4.0
"""The least width of the scale, which has its words, and the room behind it, мм."""
_PARTED = 3.0
"""Schools that are farther apart than this at the largest zoom can be parted, мм."""
_FILLED = 0.6
"""Share of the view that is filled by the schools that were parted."""


class MapCanvas(QGraphicsView):
    """Draws a map. `chosen` brings the record of a school that was chosen in it.

    While the user zooms, the picture is stretched; once that rests, the map is laid anew in the larger frame, so that
    signs and words keep their size and names that had no room appear.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setScene(QGraphicsScene(self))
        self.data = MapData(())
        self.shown = Shown()
        self.current: str | None = None
        """The school that has the cursor."""
        self.selected: frozenset[str] = frozenset()
        self._pair: tuple[str, str] | None = None
        """The pair that stands out; else all pairs of what is selected do."""
        self.zoom = 1.0
        """How many times larger than the whole network in view the map was laid."""
        self._parts = {"pairs": True, "labels": True, "legend": True, "ways": False}
        self._mode: str | None = None
        """The mode of the pairs that are shown; all where there is none."""
        self._beside: Mapping[str, str] = {}
        self._pencil = Pencil(self.font())
        self._onto: Projection | None = None
        self._note = ""
        """What the map does not show, in words: then the arrows of what is selected are drawn beside it."""
        self._marked: list[QGraphicsItem] = []
        """What shows the choice, beside the map itself."""
        self._held: tuple[QPoint, QPointF] | None = None
        """Where the user zooms and what is there: asked anew at every notch, it would drift by the rounding."""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.settle)
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(lambda: self.lay(self._middle()))
        self._due = False
        """Whether the map is to be laid when it is seen again; what stays in the middle then stands beside."""
        self._due_middle: tuple[float, float] | None = None
        self.legend = Panel("Легенда", self, framed=True)
        self.scale_bar = Panel("Масштаб", self, framed=False)
        self.setAccessibleName("Карта сети")
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_map(self, data: MapData) -> None:
        """Show another map; of the same schools in the same places, where the user looks stays in view."""
        places = [[(one.longitude, one.latitude) for one in some.schools] for some in (data, self.data)]
        where = self._middle() if places[0] == places[1] else None
        self.data = data
        if where is None:
            self.zoom = 1.0
        if self.current not in {school.key for school in data.schools}:
            self.current = None
        self.lay(where)

    def show_parts(self, **parts: bool) -> None:
        """Show or hide `pairs`, `labels`, the `legend`, or the `ways`: how long they are."""
        self._parts.update(parts)
        self.lay(self._middle())

    def show_mode(self, mode: str | None) -> None:
        """Show only the pairs of one mode, or all."""
        self._mode = mode
        self.lay(self._middle())

    def show_beside(self, words: Mapping[str, str]) -> None:
        """Show words behind the names of schools, in place of those that are there."""
        if words != self._beside:
            self._beside = words
            self.lay(self._middle())

    def select(self, records: Sequence[str]) -> None:
        """Show what is selected elsewhere, and bring the first of it into view."""
        if frozenset(records) != self.selected:
            self.selected, self._pair = frozenset(records), None
            if records and self.current not in self.selected:
                self._make_current(records[0])
                self.reveal(records[0])
            self.highlight()

    def show_pair(self, giver: str, taker: str) -> None:
        """Let one pair stand out, and bring it into view; two schools that have one sign are parted."""
        self.selected, self._pair = frozenset((giver, taker)), (giver, taker)
        self._make_current(taker)
        marks = self.shown.drawn
        if (
            giver not in marks
            or taker not in marks
            or marks[giver] is not marks[taker]
            or not self.part((giver, taker))
        ):
            for record in (giver, taker):
                self.reveal(record)
            self.highlight()

    def choose(self, record: str) -> None:
        """Select a school for the card."""
        self._pair = None
        self.selected = frozenset((record,))
        self._make_current(record)
        self.reveal(record)
        self.highlight()
        self.chosen.emit(record)

    def next_school(self, step: int) -> bool:
        """Choose the next school in the order of the rows; `False` behind the last one."""
        keys = [school.key for school in self.data.schools]
        at = keys.index(self.current) + step if self.current in keys else (0 if step > 0 else len(keys) - 1)
        if not 0 <= at < len(keys):
            return False
        self.choose(keys[at])
        return True

    def reveal(self, record: str) -> None:
        """Bring a school into view."""
        if (mark := self.shown.marks.get(record)) is not None:
            self.ensureVisible(mark, 24, 24)

    def place_of(self, record: str) -> QPoint:
        """Return the point of the view where a school is drawn."""
        return self.mapFromScene(self.shown.marks[record].sceneBoundingRect().center())

    def school_at(self, point: QPoint) -> str | None:
        """Return the school drawn at a point of the view: the nearest mark, else the one whose name stands there."""
        at = self.mapToScene(point)
        near = QRectF(at, QSizeF(0, 0)).adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR)
        found = {str(item.data(KEY)): item for item in self.scene().items(near) if item.data(KEY)}
        marks = [key for key in found if self.shown.marks[key] in found.values()]

        def far(key: str) -> float:
            line = self.shown.marks[key].sceneBoundingRect().center() - at
            return line.x() ** 2 + line.y() ** 2

        return min(marks, key=far) if marks else next(iter(found), None)

    def fit(self) -> None:
        """Show the whole network."""
        self.zoom = 1.0
        self.lay()

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Zoom about a point of the view, its middle where none is given."""
        now = self.zoom * self.transform().m11()
        wanted = min(max(now * factor, 1.0), _MOST_ZOOM)
        if not self.data.schools or wanted == now:
            return
        about = at or self.viewport().rect().center()
        if self._held is None or self._held[0] != about:
            self._held = (about, self.mapToScene(about))
        self.scale(wanted / now, wanted / now)
        self._hold(self._held[1], about)
        self._rest.start()

    def part(self, records: Sequence[str]) -> bool:
        """Zoom until schools that have one sign are apart; `False` where no zoom would part them."""
        wanted = set(records)
        places = [(one.longitude, one.latitude) for one in self.data.schools if one.key in wanted]
        if self._onto is None or len(places) < 2:
            return False
        points = [self._onto.place(*place) for place in places]
        across, down = (max(side) - min(side) for side in zip(*points, strict=True))
        if max(across, down) * _MOST_ZOOM / self.zoom < _PARTED:
            return False
        room, unit = self.viewport().size(), self._pencil.unit
        sides = ((room.width(), across), (room.height(), down))
        larger = min(_FILLED * pixels / unit / long for pixels, long in sides if long > 0)
        self.zoom = min(max(self.zoom * larger, self.zoom), _MOST_ZOOM)
        longitudes, latitudes = zip(*places, strict=True)
        self.lay(((min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2))
        return True

    def settle(self) -> None:
        """Lay the map anew at the zoom that was reached."""
        factor = self.transform().m11()
        if factor != 1.0:
            where = self._middle()
            self.zoom = min(max(self.zoom * factor, 1.0), _MOST_ZOOM)
            self.lay(where)

    def lay(self, where: tuple[float, float] | None = None) -> None:
        """Draw the map into a frame as many times larger than the view as the zoom says.

        `where` are longitude and latitude of what stays in the middle. What nobody sees is laid once it is seen.
        """
        self._rest.stop()
        self._due, self._due_middle = not self.isVisible(), where
        if self._due:
            return
        self._held = None
        self.resetTransform()
        self._pencil = pencil = Pencil(self.font())
        room = self.viewport().size()
        width, height = (enlarged(side / pencil.unit, self.zoom) for side in (room.width(), room.height()))
        parts = {part: self._parts[part] for part in ("labels", "pairs", "ways")}
        drawing = network_map(
            self._wanted, width, height, **parts, scale=False, beside=self._beside, measure=pencil.measure
        )
        self._onto = Projection(self.data.schools, width, height) if self.data.schools else None
        self._marked, self._note = [], drawing.note
        self.shown = pencil.put(self.scene(), drawing)
        self.setBackgroundBrush(self.palette().brush(QPalette.ColorRole.Base))
        if where is not None and self._onto is not None:
            x, y = self._onto.place(*where)
            self._hold(QPointF(x, y) * pencil.unit, self.viewport().rect().center())
        self.highlight()
        self.place_panels()

    @property
    def _wanted(self) -> MapData:
        """What is to be drawn: with the pairs of the wanted mode only."""
        if self._mode is None:
            return self.data
        return replace(self.data, pairs=tuple(pair for pair in self.data.pairs if pair.mode == self._mode))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Lay what was to be laid meanwhile."""
        super().showEvent(event)
        if self._due:
            self.lay(self._due_middle)

    def highlight(self) -> None:
        """Ring what is selected; its pairs stand out, the others recede."""
        for item in self._marked:
            self.scene().removeItem(item)
        self._marked = []
        pen = QPen(colour("proposal") or QColor(), 3.2 if self.hasFocus() else 1.6)
        for key in self.selected & self.shown.marks.keys():
            around = self.shown.marks[key].sceneBoundingRect()
            radius = max(around.width(), around.height()) / 2 + _AROUND * self._pencil.unit
            box = QRectF(around.center().x() - radius, around.center().y() - radius, 2 * radius, 2 * radius)
            self._marked.append(self.scene().addEllipse(box, pen))
        beside = self._draw_own() if self._note else False
        own = set() if beside else {key for key in self.shown.strokes if self._stands_out(key)}
        for key, parts in self.shown.strokes.items():
            for part in parts:
                part.setOpacity(1.0 if key in own or not (own or beside) else _FAINT)
                part.setZValue(0.5 if key in own else 0.0)
        self._name_current()

    def _draw_own(self) -> bool:
        """Draw all arrows of what is selected, where the map has room for the largest only; tell whether there are."""
        pairs = [pair for pair in self._wanted.pairs if self._stands_out(f"{pair.giver} {pair.taker}")]
        if not self._parts["pairs"] or not pairs:
            return False
        by_key = {school.key: school for school in self.data.schools}
        for stroke in arrows(pairs, self.shown.drawn, by_key, 1.0):
            for part in self._pencil.stroke(self.scene(), stroke):
                part.setZValue(0.5)
                self._marked.append(part)
        return True

    def _stands_out(self, key: str) -> bool:
        """Tell whether an arrow is of the pair, or of a school, that is shown; `key` has its schools pair by pair."""
        schools = key.split()
        if self._pair is None:
            return not self.selected.isdisjoint(schools)
        return self._pair in zip(schools[::2], schools[1::2], strict=True)

    def place_panels(self) -> None:
        """Put legend and scale into their corners."""
        there = bool(self.data.schools)
        self.legend.setVisible(there and self._parts["legend"])
        self.scale_bar.setVisible(there)
        if self._onto is None:
            return
        pencil, room = self._pencil, self.viewport().geometry()
        several = any(mark.members for mark in self.shown.drawn.values())
        shown = legend(self._wanted, pairs=self._parts["pairs"], several=several, measure=pencil.measure)
        self.legend.show_drawing(shown, pencil)
        self._put_legend()
        bar = tuple(scale_bar(self._onto.kilometre, _SCALE_ROOM))
        wide = max(_SCALE_LEAST, *(item.x2 for item in bar if isinstance(item, Stroke))) + _SCALE_GAP
        if self._note:
            bar = (*bar, Caption(wide, _SCALE_ROOM - 3.2, self._note, TEXT))
            wide += pencil.measure(self._note, TEXT) + 2
        self.scale_bar.show_drawing(Drawing(wide, _SCALE_ROOM, bar), pencil)
        self.scale_bar.move(room.left() + _EDGE, room.bottom() - self.scale_bar.height() - _EDGE)

    def _put_legend(self) -> None:
        """Put the legend into the corner where it hides the least; the scale has the lower left one."""
        room, panel = self.viewport().geometry(), self.legend
        right, low = room.right() - panel.width() - _EDGE, room.bottom() - panel.height() - _EDGE
        corners = (
            QPoint(right, room.top() + _EDGE),
            QPoint(right, low),
            QPoint(room.left() + _EDGE, room.top() + _EDGE),
        )
        items = [*self.shown.marks.values(), *self.shown.names.values()]
        places = [self.mapFromScene(item.sceneBoundingRect()).boundingRect() for item in items]

        def hidden(corner: QPoint) -> int:
            over = QRect(corner - room.topLeft(), panel.size())
            return sum(over.intersects(place) for place in places)

        panel.move(min(corners, key=hidden))

    def _name_current(self) -> None:
        """Show the name of the chosen school even where it had no room."""
        key = self.current
        if not self._parts["labels"] or key is None or key not in self.shown.drawn:
            return
        if key in self.shown.names and not self.shown.drawn[key].members:
            return
        label = next(school.label for school in self.data.schools if school.key == key)
        words = self._pencil.caption(self.scene(), caption_of(self.shown.drawn[key], label, self._pencil.measure))
        if (ground := words.parentItem()) is not None:
            self._marked.append(ground)

    def _make_current(self, record: str) -> None:
        self.current = record
        self.setAccessibleDescription(next((one.tip for one in self.data.schools if one.key == record), ""))

    def _middle(self) -> tuple[float, float] | None:
        """Return longitude and latitude of the middle of the view; `None` where it is that of the whole map."""
        if self._onto is None or (self.zoom == 1.0 and self.transform().m11() == 1.0):
            return None
        at, unit = self.mapToScene(self.viewport().rect().center()), self._pencil.unit
        return self._onto.degrees(at.x() / unit, at.y() / unit)

    def _hold(self, point: QPointF, at: QPoint) -> None:
        """Scroll so that a point of the scene stands at a point of the view."""
        off = self.mapFromScene(point) - at
        for bar, by in ((self.horizontalScrollBar(), off.x()), (self.verticalScrollBar(), off.y())):
            bar.setValue(bar.value() + by)
