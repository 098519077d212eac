"""The map beside the table of schools: its line of zoom and parts, and in words what it cannot show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout

from setvzaim.documents.map_data import MapData
from setvzaim.queries import Query
from setvzaim.registers.choices import MODE
from setvzaim.ui.colours import colour
from setvzaim.ui.map.view import MapView
from setvzaim.ui.map.zoom_line import ZoomLine
from setvzaim.ui.office import Office
from setvzaim.ui.page.beside import Picture
from setvzaim.ui.page.empty import Action, EmptyState
from setvzaim.ui.preferences import Preferences

PARTS = {"pairs": ("Кто кому помогает", 1), "ways": ("Дорога", 0), "labels": ("Подписи", 1), "legend": ("Легенда", 1)}
"""Parts that can be switched, and whether they are shown unless somebody says otherwise."""
_ANY_MODE = "любая форма"
_TIPS = {
    "pairs": "Стрелки от школы, которая даёт ресурс, к той, которая получает",
    "ways": "Сколько ехать: у стрелок и от выбранной школы до остальных",
    "labels": "Названия населённых пунктов; какие не поместились, появятся при увеличении",
    "legend": "Что значат знаки и линии",
}
_NOWHERE = (
    "У этих школ нет координат. Возьмите их из файла Excel со столбцами «Широта» и «Долгота» или впишите в карточке "
    "школы, в «Связи»: координаты показывает любая карта в интернете."
)


class MapPicture(Picture):
    """The map of the schools that the line over the table leaves."""

    watched = frozenset({"resource_uses", "needs", "centers", "distances", "settings"})

    def __init__(self, office: Office, preferences: Preferences) -> None:
        super().__init__()
        self._office = office
        self._preferences = preferences
        self.view = MapView()
        self.empty = EmptyState()
        self.left_out = QLabel()
        self.left_out.setTextFormat(Qt.TextFormat.RichText)
        self.left_out.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.left_out.setToolTip("Показать эти школы в таблице")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self.buttons: dict[str, QAbstractButton] = {}
        self.mode = QComboBox()
        self._build()
        self.view.chosen.connect(self.chosen)
        self.view.chosen.connect(lambda _school: self._ask_ways())
        self.view.entered.connect(self.entered)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.left_out.linkActivated.connect(lambda _link: self.narrow())
        self.setFocusProxy(self.view)

    def show_rows(self, query: Query) -> None:
        """Show the schools that a query asks for, read anew."""
        day = date.today()  # noqa: DTZ011 - the office's own calendar

        def read(connection: Any) -> MapData:  # noqa: ANN401 - handed on to the queries
            from setvzaim.queries.network_map import map_data  # noqa: PLC0415 - brings SQLAlchemy

            return map_data(connection, query, day)

        self._office.ask(read, self._show, key=f"picture:{id(self)}")

    def select(self, records: Sequence[str]) -> None:
        """Show what is selected."""
        self.view.select(records)
        self._ask_ways()

    def narrow(self) -> None:
        """Ask for the schools that the map cannot show."""
        self.narrowed.emit(self.view.data.hidden, "Нет на карте")

    def _ask_ways(self) -> None:
        """Write the minutes from the chosen school behind the names of the others, where ways are wanted."""
        school = self.view.current
        if school is None or not self.buttons["ways"].isChecked():
            self.view.show_beside({})
            return

        def read(connection: Any) -> dict[str, str]:  # noqa: ANN401 - handed on to the queries
            from setvzaim.queries.travel import ways_from  # noqa: PLC0415 - brings SQLAlchemy

            return ways_from(connection, school)

        self._office.ask(read, self.view.show_beside, key=f"ways:{id(self)}")

    def _show(self, data: MapData) -> None:
        self.view.show_map(data)
        self._ask_ways()
        self.mode.setEnabled(bool(data.pairs))
        there = bool(data.schools)
        self._stack.setCurrentIndex(0 if there else 1)
        for button in self.buttons.values():
            button.setEnabled(there)
        self.left_out.setVisible(bool(data.left_out))
        quiet = colour("quiet")
        tint = quiet.name() if quiet else ""
        self.left_out.setText(
            f'<span style="color:{tint}">{escape(data.left_out)}</span> <a href="#">Показать эти школы</a>'
        )
        if not there:
            self.empty.say("Показать пока нечего", _NOWHERE, self._ways(data))

    def _ways(self, data: MapData) -> list[Action]:
        if self._office.read_only or not data.hidden:
            return []
        first = data.hidden[0]
        return [
            ("Взять из файла Excel…", self.import_wanted.emit),
            ("Вписать в карточке", lambda: self.field_wanted.emit(first, "latitude")),
        ]

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        zooming = ZoomLine(self.view)
        self.buttons.update(zooming.buttons)
        line.addWidget(zooming)
        line.addSpacing(8)
        self.mode.setAccessibleName("Форма помощи")
        self.mode.addItem(_ANY_MODE, None)
        for option in MODE.options:
            self.mode.addItem(option.label, option.code)
        self.mode.activated.connect(self._choose_mode)
        for key, (words, usual) in PARTS.items():
            line.addWidget(self._toggle(key, words, usual))
            line.addSpacing(6)
            if key == "pairs":
                line.addWidget(self.mode)
                line.addSpacing(6)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.left_out)

    def _choose_mode(self, at: int) -> None:
        self.view.show_mode(self.mode.itemData(at))

    def _toggle(self, key: str, words: str, usual: int) -> QCheckBox:
        wanted = bool(self._preferences.number(f"picture/map/{key}", usual))
        self.buttons[key] = button = QCheckBox(words)
        button.setToolTip(_TIPS[key])
        button.setChecked(wanted)
        self.view.show_parts(**{key: wanted})

        def turn(on: bool) -> None:  # noqa: FBT001 - a slot
            self._preferences.keep(f"picture/map/{key}", int(on))
            self.view.show_parts(**{key: on})
            self._ask_ways()

        button.toggled.connect(turn)
        return button
