"""The tabs over an open base."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStatusBar, QTabWidget, QVBoxLayout, QWidget

from setvzaim.registers import Column, Links, LinkTo, Register
from setvzaim.ui.approvals.notice import Notice
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.office import Office
from setvzaim.ui.page.page import RegisterPage
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.warned import WarningsCount
from setvzaim.ui.window.tab_page import Page, TabPage
from setvzaim.ui.window.tabs import TABS, place_of


class Workspace(QWidget):
    """The tabs and the messages under them; what its pages know as their desk.

    `turned` tells that another page is shown; `import_wanted` that a register asks for a workbook;
    `widened` that all networks and school years are to be shown; `history_wanted` that the history of a record is;
    `print_wanted` brings the key of a form and a record;
    `action_wanted` tells that an action of the window is to be carried out, by its key.
    """

    turned = Signal()
    import_wanted = Signal(str)
    widened = Signal()
    history_wanted = Signal(object)
    print_wanted = Signal(str, object)
    action_wanted = Signal(str)

    def __init__(self, office: Office, preferences: Preferences) -> None:
        super().__init__()
        self.office = office
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setCornerWidget(Notice(office, lambda: self.open_register("approvals")))
        self.messages = MessageBar()
        self._pages = [TabPage(tab, office, preferences, self) for tab in TABS]
        for tab, page in zip(TABS, self._pages, strict=True):
            page.turned.connect(self.turned)
            self.tabs.addTab(page, tab.title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.messages)
        keys = [tab.key for tab in TABS]
        kept = preferences.text("window/tab")
        self.tabs.setCurrentIndex(keys.index(kept) if kept in keys else 0)
        self.shown()
        self.tabs.currentChanged.connect(self._turn)
        self._preferences = preferences

    def warn_in(self, bar: QStatusBar) -> None:
        """Say in a status line how many warnings there are; a click shows them."""
        self._warnings = WarningsCount(self.office, bar)
        self._warnings.wanted.connect(lambda: self.open_segment("warnings"))
        bar.addWidget(self._warnings)
        self.destroyed.connect(self._warnings.deleteLater)

    def put_on_top(self, bar: QWidget) -> None:
        """Show something over the tabs."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, bar)

    def shown(self) -> Page:
        """Return what is shown: the page of a register, or a view."""
        return self._pages[self.tabs.currentIndex()].page()

    def page(self) -> RegisterPage | None:
        """Return the page of the register shown; `None` when a view is."""
        page = self.shown()
        return page if isinstance(page, RegisterPage) else None

    def paper(self) -> str:
        """Return the key of the form that prints the view shown; empty for a register, which prints itself."""
        page = self.shown()
        return "" if isinstance(page, RegisterPage) else page.paper

    def take_focus(self) -> None:
        """Let the keyboard work on what is shown."""
        page = self.shown()
        if isinstance(page, RegisterPage):
            page.pictures.focus()
        else:
            page.take_focus()

    def open_tab(self, at: int) -> None:
        """Show a tab."""
        self.tabs.setCurrentIndex(at)

    def open_segment(self, key: str) -> Page:
        """Show a register or a view in its tab and return its page."""
        at = place_of(key)
        page = self._pages[at].turn(key)
        self.tabs.setCurrentIndex(at)
        return page

    def open_register(self, key: str) -> RegisterPage:
        """Show a register in its tab and return its page; raises `TypeError` for a view."""
        page = self.open_segment(key)
        if not isinstance(page, RegisterPage):
            raise TypeError(key)
        return page

    def next_segment(self, step: int) -> None:
        """Show the next register or view of the tab, round and round."""
        here = self._pages[self.tabs.currentIndex()]
        keys = [key for key, _ in here.tab.segments]
        here.turn(keys[(keys.index(here.present) + step) % len(keys)])

    def leave(self) -> None:
        """Keep what is being typed."""
        for page in self._pages:
            page.leave()

    def go(self, register: str, record: str) -> None:
        """Show a record in its register."""
        self.open_register(register).show_record(record)

    def show_register(self, register: str) -> None:
        """Show a register as it stands."""
        self.open_register(register)

    def show_only(self, register: str, records: tuple[str, ...], said: str) -> None:
        """Show only some rows of a register, which are called so."""
        page = self.open_register(register)
        page.show_only(records, said)

    def show_all(self, register: str) -> None:
        """Show all rows of a register."""
        self.open_register(register).clear_filters()

    def show_picture(self, register: str, key: str) -> None:
        """Show all rows of a register in another picture than the table."""
        page = self.open_register(register)
        page.clear_filters()
        page.pictures.turn(key)
        page.pictures.focus()

    def show_segment(self, key: str) -> None:
        """Show a register or a view."""
        self.open_segment(key)
        self.take_focus()

    def show_linked(self, of: Register, column: Column, link: LinkTo) -> None:
        """Show the rows of a register that link to a record."""
        self.open_register(of.key).show_linked(column, link)

    def add_linked(self, of: Register, column: Column, link: LinkTo) -> None:
        """Start a new row of a register that links to a record."""
        page = self.open_register(of.key)
        page.show_linked(column, link)
        page.add({column.key: (link,) if isinstance(column.kind, Links) else link})

    def add_to(self, of: Register) -> None:
        """Start a new row of a register."""
        self.open_register(of.key).add()

    def bring_in(self, of: Register) -> None:
        """Let the user choose a workbook to import into a register."""
        self.import_wanted.emit(of.key)

    def show_history(self, of: Register, record: str, name: str) -> None:
        """Show what happened to a record."""
        self.history_wanted.emit((of, record, name))

    def print_form(self, form: str, record: LinkTo) -> None:
        """Let the user print a form about a record."""
        self.print_wanted.emit(form, record)

    def undo(self) -> None:
        """Take back what was done last."""
        self.action_wanted.emit("undo")

    def propose(self, what: str) -> None:
        """Let the program propose something."""
        self.action_wanted.emit(what)

    def widen(self) -> None:
        """Show all networks and all school years."""
        self.widened.emit()

    def note(self, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Say that something was done."""
        self.messages.note(text, action, do)

    def error(self, text: str) -> None:
        """Say what went wrong."""
        self.messages.error(text)

    def _turn(self, at: int) -> None:
        self._preferences.keep("window/tab", TABS[at].key)
        self.shown()
        self.turned.emit()
