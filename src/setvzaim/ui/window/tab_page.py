"""A tab: the pages of its registers, made when they are first looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from setvzaim.registers import register
from setvzaim.ui.desk import Desk
from setvzaim.ui.office import Office
from setvzaim.ui.page.above import put_above
from setvzaim.ui.page.page import RegisterPage
from setvzaim.ui.page.segments import Segments
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.window.tabs import Tab


class TabPage(QStackedWidget):
    """The registers of one tab, one of them shown. `turned` tells that it is another one now."""

    turned = Signal()

    def __init__(self, tab: Tab, office: Office, preferences: Preferences, desk: Desk) -> None:
        super().__init__()
        self.tab = tab
        self._office = office
        self._preferences = preferences
        self._desk = desk
        self._pages: dict[str, RegisterPage] = {}
        kept = preferences.text(f"tab/{tab.key}")
        self._present = kept if kept in dict(tab.segments) else tab.segments[0][0]

    @property
    def present(self) -> str:
        """The key of the register that is shown, or will be."""
        return self._present

    def page(self) -> RegisterPage:
        """Return the page shown, made now if it was not."""
        return self.turn(self._present)

    def turn(self, key: str) -> RegisterPage:
        """Show a register of this tab and return its page."""
        if key not in self._pages:
            segments = Segments(self.tab.segments, key)
            if len(self.tab.segments) == 1:
                segments.hide()
            segments.chosen.connect(self.turn)
            page = RegisterPage(register(key), self._office, self._preferences, self._desk, segments)
            put_above(page)
            self._pages[key] = page
            self.addWidget(page)
        page = self._pages[key]
        if self.currentWidget() is not page or key != self._present:
            self._present = key
            self._preferences.keep(f"tab/{self.tab.key}", key)
            self.setCurrentWidget(page)
            self.turned.emit()
        return page

    def leave(self) -> None:
        """Keep what is being typed anywhere in this tab."""
        for page in self._pages.values():
            page.card.leave()
