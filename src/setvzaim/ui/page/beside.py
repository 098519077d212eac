"""What a page has beside its table: other pictures of the same rows, figures at the foot, actions on rows.

Declared here in one place by the key of the register; loaded when it is first wanted. A picture is given the same rows
as the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from setvzaim.queries import Query
from setvzaim.ui.desk import Desk
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences

TABLE = "table"
"""The key of the table among the pictures."""
Action = tuple[str, Callable[[], object]]
"""Words in a menu and what they do."""


class Picture(QWidget):
    """Another picture of the rows of a register.

    `chosen` brings the record that was selected in it, `entered` the one to be edited in the card (Enter, double
    click), `menu_wanted` asks for the menu of a record at a point of the screen. `narrowed` asks to show only some of
    the rows in the table, and says which; `field_wanted` to edit a field of a record in the card; `import_wanted` to
    take rows from a workbook; `add_wanted` for a new record with some values filled in; `go_wanted` for a record of
    another register.
    """

    watched: frozenset[str] = frozenset()
    """Tables from which the picture follows, beside those of its rows."""
    chosen = Signal(str)
    entered = Signal(str)
    menu_wanted = Signal(str, object)
    narrowed = Signal(tuple, str)
    field_wanted = Signal(str, str)
    import_wanted = Signal()
    add_wanted = Signal(object)
    go_wanted = Signal(str, str)

    def show_rows(self, query: Query) -> None:
        """Show the rows that a query asks for, read anew."""
        raise NotImplementedError

    def select(self, records: Sequence[str]) -> None:
        """Show what is selected, and bring the first of it into view."""
        raise NotImplementedError


class Foot(QWidget):
    """Figures about the rows shown, in a quiet line at the foot of the page.

    `narrowed` asks to show only some of the rows, and says which; `changed` that everything be shown anew.
    """

    narrowed = Signal(tuple, str)
    changed = Signal()

    def show_rows(self, query: Query) -> None:
        """Show the figures of the rows that a query asks for, read anew."""
        raise NotImplementedError


class Maker(Protocol):
    """Makes a picture of the rows of a page."""

    def __call__(self, office: Office, preferences: Preferences) -> Picture:
        """Make it."""


@dataclass(frozen=True, slots=True)
class PictureSpec:
    """A picture: its key in the preferences, the word on its button, what loads it.

    `paper` is the form that prints what it shows; empty: the list of its rows is printed. `own`: it shows something
    even where the register has no rows.
    """

    key: str
    title: str
    load: Callable[[], Maker]
    paper: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """All that a page has beside its table."""

    pictures: tuple[PictureSpec, ...] = ()
    foot: Callable[[Office, Preferences], Foot] | None = None
    row_actions: Callable[[Office, Desk, Sequence[str], QWidget], Sequence[Action]] | None = None
    """Actions on some records, for the menus of the table and of the pictures."""


def _calendar() -> Maker:
    from setvzaim.ui.plan_time.calendar import CalendarPicture  # noqa: PLC0415 - loaded when first wanted

    return CalendarPicture


def _timeline() -> Maker:
    from setvzaim.ui.plan_time.timeline import TimelinePicture  # noqa: PLC0415

    return TimelinePicture


def _map() -> Maker:
    from setvzaim.ui.map.picture import MapPicture  # noqa: PLC0415

    return MapPicture


def _statuses() -> Maker:
    from setvzaim.ui.analysis.statuses import StatusPicture  # noqa: PLC0415

    return StatusPicture


def _resources() -> Maker:
    from setvzaim.ui.analysis.resources import ResourcesPicture  # noqa: PLC0415

    return ResourcesPicture


def _figures(office: Office, preferences: Preferences) -> Foot:
    from setvzaim.ui.plan_time.figures import FiguresLine  # noqa: PLC0415

    return FiguresLine(office, preferences)


def _roads(office: Office, preferences: Preferences) -> Foot:
    from setvzaim.ui.map.roads_line import RoadsLine  # noqa: PLC0415

    return RoadsLine(office, preferences)


def _completion(office: Office, desk: Desk, records: Sequence[str], parent: QWidget) -> Sequence[Action]:
    from setvzaim.ui.plan_time.completing import completion_actions  # noqa: PLC0415

    return completion_actions(office, desk, records, parent)


BESIDE: dict[str, Beside] = {
    "schools": Beside(pictures=(PictureSpec("map", "Карта", _map),)),
    "distances": Beside(foot=_roads),
    "needs": Beside(pictures=(PictureSpec("resources", "Свод", _resources, "resources", own=True),)),
    "statuses": Beside(pictures=(PictureSpec("computed", "По числам", _statuses, "status-analysis", own=True),)),
    "measures": Beside(
        pictures=(
            PictureSpec("calendar", "Календарь", _calendar),
            PictureSpec("timeline", "Лента", _timeline),
        ),
        foot=_figures,
        row_actions=_completion,
    ),
}
"""By the key of the register; most have only their table."""


def beside(key: str) -> Beside:
    """Return what a register has beside its table."""
    return BESIDE.get(key, Beside())
