"""The table of a page and the other pictures of its rows, of which one is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from setvzaim.queries import Query
from setvzaim.ui.office import Office
from setvzaim.ui.page.beside import TABLE, Picture, beside
from setvzaim.ui.page.segments import Segments
from setvzaim.ui.preferences import Preferences


class Pictures(QStackedWidget):
    """Shows the table or another picture; pictures are made when they are first wanted, fed while they are shown.

    The signals are those of the pictures; `turned` tells that something else is shown.
    """

    chosen = Signal(str)
    entered = Signal(str)
    menu_wanted = Signal(str, object)
    narrowed = Signal(tuple, str)
    field_wanted = Signal(str, str)
    import_wanted = Signal()
    add_wanted = Signal(object)
    go_wanted = Signal(str, str)
    turned = Signal()

    def __init__(self, of: str, table: QWidget, office: Office, preferences: Preferences) -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in beside(of).pictures}
        self._key = f"picture/{of}"
        self._office = office
        self._preferences = preferences
        office.changed.connect(self._changed)
        self._made: dict[str, Picture] = {}
        self._stale: set[str] = set()
        """Keys of pictures whose rows have changed while they were not shown."""
        self._query: Query | None = None
        self._selected: tuple[str, ...] = ()
        self._table = table
        self.addWidget(table)
        kept = preferences.text(self._key)
        self.present = kept if kept in self._specs else TABLE
        choices = [(TABLE, "Таблица"), *((spec.key, spec.title) for spec in self._specs.values())]
        self.segments = Segments(choices, self.present)
        if not self._specs:
            self.segments.hide()
        self.segments.chosen.connect(self.turn)
        if self.present != TABLE:
            self.turn(self.present)

    @property
    def picture(self) -> Picture | None:
        """The picture shown; `None` while it is the table."""
        return self._made.get(self.present)

    @property
    def paper(self) -> str:
        """The form that prints what is shown; empty where the list of rows does."""
        return self._specs[self.present].paper if self.present != TABLE else ""

    @property
    def own(self) -> bool:
        """Whether what is shown is there without any row of the register."""
        return self.present != TABLE and self._specs[self.present].own

    def turn(self, key: str) -> None:
        """Show the table or a picture; this is remembered."""
        self.present = key
        self._preferences.keep(self._key, key)
        self.segments.buttons[key].setChecked(True)
        if key != TABLE and key not in self._made:
            self._make(key)
        self.setCurrentWidget(self._made.get(key, self._table))
        self._feed()
        self.turned.emit()

    def show_rows(self, query: Query) -> None:
        """Show the rows that a query asks for, read anew."""
        self._query = query
        self._stale = set(self._made)
        self._feed()

    def select(self, records: Sequence[str]) -> None:
        """Show what is selected in the table."""
        self._selected = tuple(records)
        for picture in self._made.values():
            picture.select(records)

    def focus(self) -> None:
        """Put the focus into what is shown."""
        self.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, key: str) -> None:
        picture = self._specs[key].load()(self._office, self._preferences)
        picture.chosen.connect(self.chosen)
        picture.entered.connect(self.entered)
        picture.menu_wanted.connect(self.menu_wanted)
        picture.narrowed.connect(self.narrowed)
        picture.field_wanted.connect(self.field_wanted)
        picture.import_wanted.connect(self.import_wanted)
        picture.add_wanted.connect(self.add_wanted)
        picture.go_wanted.connect(self.go_wanted)
        self._made[key] = picture
        self._stale.add(key)
        self.addWidget(picture)

    def _changed(self, tables: frozenset[str]) -> None:
        """Feed the pictures anew that show more than the rows of the page; hidden ones when they are shown again."""
        self._stale |= {key for key, picture in self._made.items() if tables & picture.watched}
        if self.isVisible():
            self._feed()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show what has changed meanwhile."""
        super().showEvent(event)
        self._feed()

    def _feed(self) -> None:
        picture = self.picture
        if picture is not None and self._query is not None and self.present in self._stale:
            self._stale.discard(self.present)
            picture.show_rows(self._query)
            picture.select(self._selected)
