"""A tab: the pages of its registers and its views, made when they are first looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from setvzaim.registers import register
from setvzaim.ui.desk import Desk
from setvzaim.ui.office import Office
from setvzaim.ui.page.above import put_above
from setvzaim.ui.page.page import RegisterPage
from setvzaim.ui.page.segments import Segments
from setvzaim.ui.page.view import View
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.window.tabs import Tab
from setvzaim.ui.window.views import WIDGETS

Page = RegisterPage | View


class TabPage(QStackedWidget):
    """The registers and views of one tab, one of them shown. `turned` tells that it is another one now."""

    turned = Signal()

    def __init__(self, tab: Tab, office: Office, preferences: Preferences, desk: Desk) -> None:
        super().__init__()
        self.tab = tab
        self._office = office
        self._preferences = preferences
        self._desk = desk
        self._pages: dict[str, Page] = {}
        kept = preferences.text(f"tab/{tab.key}")
        self._present = kept if kept in dict(tab.segments) else tab.segments[0][0]

    @property
    def present(self) -> str:
        """The key of the register or view that is shown, or will be."""
        return self._present

    def page(self) -> Page:
        """Return the page shown, made now if it was not."""
        return self.turn(self._present)

    def turn(self, key: str) -> Page:
        """Show a register or a view of this tab and return its page."""
        if key not in self._pages:
            self._pages[key] = page = self._made(key)
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
            (page.card if isinstance(page, RegisterPage) else page).leave()

    def _made(self, key: str) -> Page:
        segments = Segments(self.tab.segments, key)
        if len(self.tab.segments) == 1:
            segments.hide()
        segments.chosen.connect(self.turn)
        if key in WIDGETS:
            return WIDGETS[key](self._office, self._desk, segments)
        page = RegisterPage(register(key), self._office, self._preferences, self._desk, segments)
        put_above(page)
        return page
