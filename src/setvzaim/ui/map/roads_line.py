"""What the typed distances tell of all other ways, in a quiet line at the foot of their page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLabel

from setvzaim.queries import Query
from setvzaim.registers import Choice, register
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun
from setvzaim.ui.office import Office
from setvzaim.ui.page.beside import Foot
from setvzaim.ui.preferences import Preferences

if TYPE_CHECKING:
    from setvzaim.queries.travel import Roads

_ROADS = Noun("дороге", "дорогам", "дорогам")
_ABOUT = (
    "Где расстояние не вписано, программа считает его сама: прямая между координатами школ, умноженная на столько. "
    "Вписанные километры и минуты всегда важнее расчёта."
)


class RoadsLine(Foot):
    """«Остальные дороги длиннее прямой в 1,24 раза (по 15 дорогам, ошибка около 6 %)»."""

    def __init__(self, office: Office, _preferences: Preferences) -> None:
        super().__init__()
        self._office = office
        self.label = QLabel()
        self.label.setToolTip(_ABOUT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.label)

    def show_rows(self, _query: Query) -> None:
        """Show what all typed distances tell, whichever of them are shown."""

        def read(connection: Any) -> Roads:  # noqa: ANN401 - handed on to the queries
            from setvzaim.queries.travel import roads  # noqa: PLC0415 - brings SQLAlchemy

            return roads(connection)

        self._office.ask(read, lambda found: self.label.setText(in_words(found)), key=f"roads:{id(self)}")


def in_words(found: Roads) -> str:
    """Say what is known of the roads."""
    factor = found.factor
    more = format_number(round(factor.value, 2))
    if factor.error is None:
        ground = "обычное значение; по трём дорогам между школами с координатами программа уточнит его сама"
    else:
        ground = f"по {_ROADS.counted(factor.count)}, ошибка около {format_number(round(100 * factor.error))}\u00a0%"
    kind = register("distances")["season"].kind
    options = kind.options if isinstance(kind, Choice) else ()
    season = next((option.label for option in options if option.code == found.season.value), "")
    speed = format_number(round(found.speed))
    return f"Остальные дороги длиннее прямой в {more} раза ({ground}); {season} — {speed}\u00a0км/ч"
