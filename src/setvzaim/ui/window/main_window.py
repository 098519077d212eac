"""The main window: the first page until a base is open, then the tabs over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QWidget

from setvzaim.errors import Damaged, PasswordNeeded, Refusal, WorldError
from setvzaim.queries import Context
from setvzaim.ui import saving
from setvzaim.ui.backups.announce import announce
from setvzaim.ui.backups.keeper import Keeper
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.office import Office, OpenBase
from setvzaim.ui.preferences import Preferences, base_key
from setvzaim.ui.theme import use_theme
from setvzaim.ui.window import faults
from setvzaim.ui.window.actions import WRITING, make_actions, needing, suit
from setvzaim.ui.window.asked import look, turns
from setvzaim.ui.window.busy import Busy
from setvzaim.ui.window.dropped import dropped
from setvzaim.ui.window.menus import Menus, make_tool_bar
from setvzaim.ui.window.standing_bar import StandingBar
from setvzaim.ui.window.start_page import StartPage
from setvzaim.ui.worker import Worker

if TYPE_CHECKING:
    from setvzaim.operations import Outcome
    from setvzaim.queries.standing import Standing
    from setvzaim.ui.window.workspace import Workspace


@dataclass(frozen=True)
class Parts:
    """What the window is given by whoever put the program together: ways to get an open base from a path."""

    open: Callable[[Path, str | None], OpenBase]
    """Takes the password too, `None` while none is known."""
    create: Callable[[Path], OpenBase]
    example: Callable[[Path], OpenBase]
    look: Callable[[Path], OpenBase]
    """Opens a damaged base, to read."""


class MainWindow(QMainWindow):
    """The window: the base, where the user stands in it, and what is said to her. `Doing` does what she asks for.

    `settled` tells that a base is open and its first page is on the screen; `wanted` brings the key of an action;
    `import_wanted` a register to import into, `file_given` a workbook that was dropped on the window,
    `history_wanted` a record whose history is to be shown, `password_wanted` the path of a base that opens with a
    password only, `damaged` that of a base that is not whole.
    """

    settled = Signal()
    wanted = Signal(str)
    import_wanted = Signal(str)
    file_given = Signal(object)
    history_wanted = Signal(object)
    damaged = Signal(Path)
    password_wanted = Signal(object)

    def __init__(self, parts: Parts, preferences: Preferences) -> None:
        super().__init__()
        self.parts = parts
        self.preferences = preferences
        self.worker = Worker(self)
        self.keeper = Keeper(self.worker, self.fail, self)
        self.office: Office | None = None
        self.workspace: Workspace | None = None
        self.actions_by_key = make_actions(self)
        self.standing = StandingBar()
        self._start = StartPage()
        self._start_messages = MessageBar()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._start)
        self._blank = QWidget()
        self._stack.addWidget(self._blank)
        self._saved = QLabel()
        self._where = QLabel()
        self._bar = make_tool_bar(self, self.actions_by_key, self.standing)
        self._menus = Menus(
            self, self.actions_by_key, self._open_tab, self._open_segment, self._choose_theme
        )  # fmt: skip
        self.lock_menu = self._menus.lock
        self._build()
        self._connect()
        self._show_state()

    def expect_base(self) -> None:
        """Show nothing for the moment until a base is there: the first page would only flash up."""
        self._stack.setCurrentWidget(self._blank)

    def open_base(
        self,
        path: Path,
        password: str | None = None,
        then: Callable[[], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Open a base in place of the one that is open; the same one anew."""
        if self.office is not None and self.office.base.path.resolve() == path.resolve():
            self.close_base()  # else it would be held by ourselves
            self.expect_base()

        def not_opened(error: BaseException) -> None:
            if self.workspace is None:
                self._stack.setCurrentWidget(self._start)
            if isinstance(error, PasswordNeeded):
                self.password_wanted.emit(path)
            elif isinstance(error, Damaged):
                self.damaged.emit(path)
            else:
                self.fail(error)

        label = f"Открывается «{path.stem}»"
        self._get(lambda path: self.parts.open(path, password), path, label, then, failed or not_opened)

    def look_at_base(self, path: Path) -> None:
        """Open a damaged base to read."""
        self._get(self.parts.look, path, f"Открывается «{path.stem}»")

    def cover(self) -> None:
        """Show nothing of the base; everything in it stays as it is."""
        self._stack.setCurrentWidget(self._blank)

    def uncover(self) -> None:
        """Show the base again."""
        self._stack.setCurrentWidget(self.workspace or self._start)

    def create_base(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Make an empty base and open it."""
        self._get(self.parts.create, path, f"Создаётся «{path.stem}»", then)

    def create_example(self, path: Path) -> None:
        """Make the example district and open it."""
        self._get(self.parts.example, path, "Создаётся пример")

    def close_base(self) -> None:
        """Keep what is typed and go back to the first page."""
        if self.office is None or self.workspace is None:
            return
        self.leave()
        self.keeper.end()
        office, workspace = self.office, self.workspace
        office.retire()
        self.office = self.workspace = None
        self._stack.removeWidget(workspace)
        workspace.deleteLater()
        self.worker.submit(lambda _job: office.base.close(), lambda _: office.deleteLater(), failed=self.fail)
        self._show_state()

    def note(self, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Say that something was done."""
        (self.workspace.messages if self.workspace else self._start_messages).note(text, action, do)

    def fail(self, error: BaseException) -> None:
        """Say what went wrong: the world's faults in a line, our own in a window with a report."""
        if self.workspace is None:
            self._stack.setCurrentWidget(self._start)
        if isinstance(error, WorldError):
            (self.workspace.messages if self.workspace else self._start_messages).error(str(error))
        elif isinstance(error, Refusal):
            self.fail(WorldError(f"Не записано. {error}."))
        else:
            faults.show_fault(error, self)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is typed, finish what is being written, remember where things stood."""
        self.leave()
        self.preferences.keep("window/geometry", self.saveGeometry())
        self.keeper.end()
        self.hide()
        self.worker.stop()
        self.keeper.remember(self.preferences)
        if self.office is not None:
            self.office.base.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take bases and workbooks."""
        if dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open a base, import a workbook."""
        path = dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower() == saving.BASE:
            self.open_base(path)
        else:
            self.file_given.emit(path)

    def choose_context(self, context: Context) -> None:
        """Show another network or school year and remember that for this base."""
        if self.office is None:
            return
        self.leave()
        key = base_key(self.office.base.path)
        self.preferences.keep(f"{key}/network", context.network or "")
        self.preferences.keep(f"{key}/year", context.school_year or 0)
        self.office.move(context)
        self._show_title()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.setCentralWidget(self._stack)
        self.statusBar().addWidget(self._saved)
        self.statusBar().addWidget(self.keeper.label)
        self.statusBar().addPermanentWidget(Busy(self.worker))
        self.statusBar().addPermanentWidget(self._where)
        letters = self.fontMetrics().averageCharWidth()
        self.resize(letters * 190, letters * 105)
        if not (state := self.preferences.state("window/geometry")).isEmpty():
            self.restoreGeometry(state)
        theme = self.preferences.text("window/theme", "system")
        self._menus.mark_theme(theme)
        self._start.layout().addWidget(self._start_messages)  # type: ignore[union-attr]

    def _connect(self) -> None:
        for key, action in self.actions_by_key.items():
            action.triggered.connect(lambda _=False, key=key: self.wanted.emit(key))
        self._start.wanted.connect(self.wanted)
        self._start.recent.connect(self.open_base)
        self.standing.chosen.connect(self.choose_context)
        self.worker.crashed.connect(self.fail)
        self._menus.recent.aboutToShow.connect(self._fill_recent)
        self._menus.columns.aboutToShow.connect(self._fill_columns)

    def _get(
        self,
        way: Callable[[Path], OpenBase],
        path: Path,
        label: str,
        then: Callable[[], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        def opened(base: OpenBase) -> None:
            self.close_base()
            self._settle(base, then)

        self.worker.submit(lambda _job: way(path), opened, failed=failed or self.fail, label=label)

    def _settle(self, base: OpenBase, then: Callable[[], None] | None) -> None:
        office = Office(base, self.worker, self)
        office.failed.connect(self.fail)
        office.done.connect(self._done)
        office.changed.connect(self._standing_changed)
        self.office = office
        self.preferences.opened(base.path)

        def stand(found: Standing) -> None:
            from setvzaim.ui.window.workspace import Workspace  # noqa: PLC0415 - `look` has loaded it by now

            if self.office is not office:
                return
            office.move(self.standing.offer(found, self._remembered(base.path, found)))
            workspace = Workspace(office, self.preferences)
            workspace.turned.connect(self._show_state)
            workspace.import_wanted.connect(self.import_wanted)
            workspace.history_wanted.connect(self.history_wanted)
            workspace.action_wanted.connect(self.wanted)
            self._name_turns()
            workspace.widened.connect(lambda: self.choose_context(self.standing.widen()))
            announce(office, workspace, self.preferences, lambda: self.open_base(base.path))
            self.workspace = workspace
            workspace.warn_in(self.statusBar())
            self.keeper.begin(office)
            self._stack.addWidget(workspace)
            self._stack.setCurrentWidget(workspace)
            self._show_state()
            workspace.take_focus()
            self.settled.emit()
            if then is not None:
                then()

        office.ask(look, stand)

    def _remembered(self, path: Path, found: Standing) -> Context:
        """Return where the user stood; in a base not seen before, in its only network and the present year."""
        key = base_key(path)
        if self.preferences.has(f"{key}/year"):
            year = self.preferences.number(f"{key}/year", 0)
            return Context(self.preferences.text(f"{key}/network") or None, year or None)
        network = found.networks[0].id if len(found.networks) == 1 else None
        return Context(network, found.school_years[0])

    def _standing_changed(self, tables: frozenset[str]) -> None:
        """Offer networks and school years that have come into being."""
        office = self.office
        if office is None:
            return

        def offer(found: Standing) -> None:
            if self.office is office:
                office.move(self.standing.offer(found, office.context))
                self._show_title()

        if tables & {"networks", "statuses", "plans", "results", "indicators", "recommendations"}:
            office.ask(look, offer, key="standing")

    def _name_turns(self) -> None:
        """Let the menu say what «Отменить» would undo and «Вернуть» do again."""
        office = self.office
        if office is None:
            return

        def name(found: tuple[str | None, str | None]) -> None:
            if self.office is office:
                for key, word, what in zip(("undo", "redo"), ("Отменить", "Вернуть"), found, strict=True):
                    self.actions_by_key[key].setText(f"{word}: {what}" if what else word)
                    self.actions_by_key[key].setToolTip(f"{word}: {what}" if what else f"{word}: нечего")
                    self.actions_by_key[key].setEnabled(what is not None and not office.read_only)

        office.ask(turns, name, key="turns")

    def _done(self, _outcome: Outcome[object]) -> None:
        self._name_turns()
        self._saved.setText(f"Записано {datetime.now():%H:%M}")  # noqa: DTZ005 - the office's own clock

    def leave(self) -> None:
        """Keep what is being typed."""
        if self.workspace is not None:
            self.workspace.leave()

    def _show_state(self) -> None:
        """Show what can be done now."""
        there = self.workspace is not None
        for key in needing("base") | needing("table"):
            self.actions_by_key[key].setEnabled(there)
        for action in self._menus.needing_base:
            action.setEnabled(there)
        read_only = self.office is not None and bool(self.office.read_only)
        self.actions_by_key["import"].setEnabled(not read_only)  # of use without a base too: it makes one
        for key in WRITING if read_only else ():
            self.actions_by_key[key].setEnabled(False)
        self.standing.setEnabled(there)
        self._name_turns()
        self._show_title()
        if self.workspace is not None:
            page, paper = self.workspace.page(), self.workspace.paper()
            suit(self.actions_by_key, page, writable=not read_only, paper=paper)
        else:
            self._start.show_recent(self.preferences.recent())
            self._stack.setCurrentWidget(self._start)
            self._saved.setText("")
            self._where.setText("")

    def _show_title(self) -> None:
        if self.office is None:
            self.setWindowTitle("setvzaim")
            return
        path = self.office.base.path
        name = self.standing.network_name or path.stem
        self.setWindowTitle(f"{name} — setvzaim")
        self._where.setText(f"База: {path.name}")
        self._where.setToolTip(str(path))

    def _open_tab(self, at: int) -> None:
        if self.workspace is not None:
            self.workspace.open_tab(at)

    def _open_segment(self, key: str) -> None:
        if self.workspace is not None:
            self.workspace.open_segment(key)

    def _choose_theme(self, name: str) -> None:
        self.preferences.keep("window/theme", name)
        self._menus.mark_theme(name)
        use_theme(name)

    def _fill_recent(self) -> None:
        menu = self._menus.recent
        menu.clear()
        for path in self.preferences.recent():
            menu.addAction(str(path), lambda path=path: self.open_base(path))
        if menu.isEmpty():
            menu.addAction("пока нет").setEnabled(False)

    def _fill_columns(self) -> None:
        if self.workspace is not None and (page := self.workspace.page()) is not None:
            page.table.fill_columns_menu(self._menus.columns)
