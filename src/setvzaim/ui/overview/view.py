"""The tab «Обзор»: figures that matter now, each leading to what it counts, and the map beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from setvzaim.queries.overview import Overview, overview
from setvzaim.registers import register
from setvzaim.text.format import format_date
from setvzaim.ui.desk import Desk
from setvzaim.ui.map.view import MapView
from setvzaim.ui.office import Office
from setvzaim.ui.overview.figures import tiles
from setvzaim.ui.overview.tile import TileFrame
from setvzaim.ui.page.empty import Action, EmptyState
from setvzaim.ui.page.segments import Segments
from setvzaim.ui.page.view import View

_ACROSS = 2
_ROWS = 20
"""More than there are: what is left of the height stays below the tiles."""
_FIRST = (
    "Начните со списка школ: возьмите его из файла Excel, который у вас уже есть, или впишите школы по одной. Потом "
    "здесь будет видно главное: статусы школ, чего им не хватает, как идёт план, кто не ответил, и карта сети."
)
_NO_MAP = "Карты пока нет: у школ нет координат."


class OverviewView(View):
    """The page «Обзор»; what is printed of it is the map."""

    paper = "network-map"

    def __init__(self, office: Office, desk: Desk, segments: Segments) -> None:
        super().__init__(office, desk, segments)
        self.tiles: dict[str, TileFrame] = {}
        self.map = MapView()
        self.open_map = QLabel()
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._build()
        self.map.entered.connect(lambda school: self.desk.go("schools", school))
        self.open_map.linkActivated.connect(lambda _link: self.desk.show_picture("schools", "map"))

    def ask(self) -> None:
        """Read the figures of the chosen network and school year."""
        context, today = self.office.context, date.today()  # noqa: DTZ011 - the office's own calendar

        def read(connection: Any) -> Overview:  # noqa: ANN401 - handed on to the queries
            return overview(connection, context, today)

        self.office.ask(read, self._show, key=f"overview:{id(self)}")

    def take_focus(self) -> None:
        """Let the keyboard work on the first figure that leads anywhere."""
        shown = (label for frame in self.tiles.values() for label in frame.figures if label.leads)
        (next(shown, None) or self.empty).setFocus()

    def _build(self) -> None:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setRowStretch(_ROWS, 1)
        held = QWidget()
        held.setLayout(self._grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(held)
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        right.addWidget(self.map, 1)
        right.addWidget(self.open_map)
        self.open_map.setTextFormat(Qt.TextFormat.RichText)
        self.open_map.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(area)
        parts.addWidget(beside)
        letters = self.fontMetrics().averageCharWidth()
        area.setMinimumWidth(letters * 60)
        beside.setMinimumWidth(letters * 40)
        parts.setSizes([letters * 90, letters * 80])
        self._stack.addWidget(parts)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)

    def _show(self, found: Overview) -> None:
        today = date.today()  # noqa: DTZ011 - the office's own calendar
        self.summary.setText(f"Сегодня {format_date(today)}" if found.schools else "")
        self._stack.setCurrentIndex(0 if found.schools else 1)
        if not found.schools:
            self.empty.say("С чего начать", _FIRST, self._ways(found))
            return
        for at, tile in enumerate(tiles(found, self.desk)):
            if tile.key not in self.tiles:
                self.tiles[tile.key] = frame = TileFrame()
                self._grid.addWidget(frame, at // _ACROSS, at % _ACROSS)
            self.tiles[tile.key].show_tile(tile)
        self.map.show_map(found.map)
        there = bool(found.map.schools)
        words = found.map.left_out if there else _NO_MAP
        self.open_map.setText(f'{words} <a href="#">Открыть карту</a>' if there else words)

    def _ways(self, found: Overview) -> list[Action]:
        ways: list[Action] = []
        of = register("schools")
        if found.schools_elsewhere:
            said = f"Показать все сети и годы: {of.noun.counted(found.schools_elsewhere)}"
            ways.append((said, self.desk.widen))
        if not self.office.read_only:
            ways.append(("Взять школы из файла Excel…", lambda: self.desk.bring_in(of)))
            ways.append((f"Добавить {of.accusative}", lambda: self.desk.add_to(of)))
        return ways
