"""What the actions of the window do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from setvzaim.ui import saving
from setvzaim.ui.backups.doing import BackupsDoing
from setvzaim.ui.password.lock import Lock
from setvzaim.ui.password.opening import Opening
from setvzaim.ui.window.help import Guide, about
from setvzaim.ui.window.main_window import MainWindow
from setvzaim.ui.window.printing import PrintDoing

if TYPE_CHECKING:
    from setvzaim.operations import Outcome
    from setvzaim.registers import Register
    from setvzaim.ui.page.page import RegisterPage


class Doing(QObject):
    """Carries out an action by its key; heavy windows are imported when they are first wanted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        Opening(window)
        locking = Lock(window)
        printing = PrintDoing(window)
        self._written = printing.written
        window.wanted.connect(self.do)
        window.import_wanted.connect(self.choose_import)
        window.file_given.connect(self.bring_in)
        self._backups = BackupsDoing(window, window)
        window.damaged.connect(self._backups.damaged)
        window.history_wanted.connect(self.show_history)
        self._by_key: dict[str, Callable[[], object]] = {
            "new": self.new,
            "open": self.open,
            "example": self.example,
            "import": self.choose_import,
            "export": self.export,
            "export_nameless": lambda: self.export(without_names=True),
            "copies": self.copies,
            "password": locking.change,
            "lock_now": locking.lock,
            "close": window.close_base,
            "quit": window.close,
            "undo": self.undo,
            "redo": self.redo,
            "history": self.history,
            "forget": self.forget,
            "everywhere": self.search,
            "print": printing.shown,
            "print_plan": printing.plan,
            "papers": printing.papers,
            "calendars": self.calendars,
            "complete": self.complete,
            "partners": self.partners,
            "centers": self.centers,
            "modes": self.modes,
            "settings": self.settings,
            "guide": lambda: Guide(window).show(),
            "about": lambda: about(window).exec(),
            "next_segment": lambda: self._segment(1),
            "previous_segment": lambda: self._segment(-1),
        }
        self._on_page: dict[str, Callable[[RegisterPage], object]] = {
            "add": lambda page: page.add(),
            "edit": lambda page: page.edit(),
            "repeat": lambda page: page.changing.repeat(),
            "delete": lambda page: page.changing.delete(),
            "copy": lambda page: page.table.copy(),
            "paste": lambda page: page.changing.paste(),
            "all": lambda page: page.table.selectAll(),
            "up": lambda page: page.changing.shift(-1),
            "down": lambda page: page.changing.shift(1),
            "find": lambda page: page.line.focus_search(),
            "card": lambda page: page.fold_card(),
            "unfilter": lambda page: page.clear_filters(),
        }

    def do(self, key: str) -> None:
        """Carry out an action."""
        if key in self._by_key:
            self._by_key[key]()
        elif self._window.workspace is not None and (page := self._window.workspace.page()) is not None:
            self._on_page[key](page)

    def new(self) -> None:
        """Ask for a name and make an empty base."""
        if (path := self._new_name("Новая база", "Сеть школ")) is not None:
            self._window.create_base(path)

    def example(self) -> None:
        """Ask for a name and make the example district."""
        if (path := self._new_name("Где записать пример", "Пример района")) is not None:
            self._window.create_example(path)

    def open(self) -> None:
        """Ask for a base and open it."""
        path = saving.choose_file(self._window, "Открыть базу", saving.BASES, self._folder())
        if path is not None:
            self._window.open_base(path)

    def choose_import(self, register: str | None = None) -> None:
        """Ask for a workbook and show what it would bring."""
        folder = self._window.preferences.text("import/folder", str(Path.home()))
        path = saving.choose_file(self._window, "Файл с данными", saving.WORKBOOKS, folder)
        if path is not None:
            self._window.preferences.keep("import/folder", str(path.parent))
            self.bring_in(path, register)

    def bring_in(self, path: Path, register: str | None = None) -> None:
        """Show what a workbook would bring; without a base, ask first where a new one shall be."""
        from setvzaim.ui.imports import ImportDialog  # noqa: PLC0415 - heavy, and seldom wanted

        window = self._window
        if window.office is None:
            folder = saving.usual_folder(window.preferences)
            target = saving.choose_new_base(window, "Где будет база отдела", folder / "Сеть школ")
            if target is not None:
                window.create_base(target, lambda: self.bring_in(path, register))
        else:
            window.leave()
            dialog = ImportDialog(window.office, window.preferences, path, register, window)
            dialog.imported.connect(lambda done: window.note(f"{done.text}."))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def export(self, *, without_names: bool = False) -> None:
        """Ask for a name and write the shown register as a workbook or CSV, without names to give it away."""
        from setvzaim.ui.exporting import export_register  # noqa: PLC0415 - seldom wanted

        window = self._window
        if window.office is None or window.workspace is None or (page := window.workspace.page()) is None:
            return
        today = date.today()  # noqa: DTZ011 - the office's own calendar
        title = f"{page.register.title} без фамилий" if without_names else page.register.title
        name = saving.usual_name(title, today, ".xlsx")
        path = saving.choose_target(window, window.preferences, name, ".xlsx", ".csv")
        if path is not None:
            window.workspace.leave()
            export_register(
                window.office,
                page.query,
                path,
                lambda done: self._written(done.words, path),
                without_names=without_names,
            )

    def undo(self) -> None:
        """Undo what was done last."""
        from setvzaim.operations.history import undo  # noqa: PLC0415 - brings SQLAlchemy

        self._turn(undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        from setvzaim.operations.history import redo  # noqa: PLC0415

        self._turn(redo)

    def _turn(self, way: Callable[..., Outcome[int]]) -> None:
        window = self._window
        if window.office is not None:
            window.leave()
            window.office.do(way, label="Отмена" if way.__name__ == "undo" else "Возврат")

    def history(self) -> None:
        """Show what was done in the base."""
        self.show_history(None)

    def show_history(self, record: tuple[Register, str, str] | None) -> None:
        """Show the history of the base, or of a record: its register, identifier and name."""
        from setvzaim.ui.history import HistoryDialog  # noqa: PLC0415 - loaded when first wanted

        window = self._window
        if window.office is not None:
            window.leave()
            dialog = HistoryDialog(window.office, window.preferences, window, record)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def forget(self) -> None:
        """Ask whether the data of the chosen person shall go for good."""
        from setvzaim.ui.forgetting import ask_to_forget  # noqa: PLC0415 - brings SQLAlchemy, seldom wanted

        window = self._window
        if window.office is not None and window.workspace is not None and (page := window.workspace.page()) is not None:
            window.leave()
            ask_to_forget(window.office, page, window, window.keeper.refresh)

    def complete(self) -> None:
        """Ask when the chosen measures were carried out."""
        from setvzaim.ui.plan_time.completing import ask_to_complete  # noqa: PLC0415 - brings SQLAlchemy

        window = self._window
        if window.office is not None and window.workspace is not None and (page := window.workspace.page()) is not None:
            window.leave()
            if records := page.table.selected():
                ask_to_complete(window.office, window.workspace, records, page)
            else:
                window.note("Выберите мероприятие.")

    def calendars(self) -> None:
        """Ask which schools get their calendar, and write it."""
        from setvzaim.ui.plan_time.exporting import ask_for_calendars  # noqa: PLC0415 - brings SQLAlchemy

        window = self._window
        if window.office is not None:
            window.leave()
            ask_for_calendars(window.office, window.preferences, window, window.note)

    def partners(self) -> None:
        """Propose who helps whom and let pairs be accepted."""
        from setvzaim.ui.proposals.partners import PartnersDialog  # noqa: PLC0415 - brings the solver

        window = self._window
        if window.office is not None:
            window.leave()
            dialog = PartnersDialog(window.office, window.preferences, window)
            dialog.taken.connect(lambda words: window.note(words, "Отменить", self.undo))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def centers(self) -> None:
        """Propose which schools become centers and let them be appointed."""
        from setvzaim.ui.proposals.centers import CentersDialog  # noqa: PLC0415 - brings the solver

        window = self._window
        if window.office is not None:
            window.leave()
            dialog = CentersDialog(window.office, window.preferences, window)
            dialog.taken.connect(lambda words: window.note(words, "Отменить", self.undo))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def modes(self) -> None:
        """Propose the mode of measures and exchanges and let it be accepted."""
        from setvzaim.ui.proposals.modes import ModesDialog  # noqa: PLC0415 - brings SQLAlchemy

        window = self._window
        if window.office is not None and (workspace := window.workspace) is not None:
            window.leave()
            dialog = ModesDialog(window.office, window.preferences, window)
            dialog.undo_wanted.connect(self.undo)
            dialog.go_wanted.connect(workspace.go)
            dialog.segment_wanted.connect(workspace.show_segment)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def settings(self) -> None:
        """Show the settings of the computations."""
        if self._window.workspace is not None:
            self._window.workspace.show_segment("settings")

    def copies(self) -> None:
        """Show the backups of the base."""
        self._window.leave()
        self._backups.show_copies()

    def search(self) -> None:
        """Show the search over all registers."""
        from setvzaim.ui.palette import SearchPalette  # noqa: PLC0415 - loaded when first wanted

        window = self._window
        workspace = window.workspace
        if window.office is None or workspace is None:
            return
        palette = workspace.findChild(SearchPalette)
        if palette is None:  # one for each open base: it keeps what was searched last
            palette = SearchPalette(window.office, workspace)
            palette.chosen.connect(workspace.go)
        palette.open()

    def _segment(self, step: int) -> None:
        if self._window.workspace is not None:
            self._window.workspace.next_segment(step)

    def _new_name(self, title: str, name: str) -> Path | None:
        return saving.choose_new_base(self._window, title, Path(self._folder()) / name)

    def _folder(self) -> str:
        recent = self._window.preferences.recent()
        return str(recent[0].parent) if recent else str(saving.usual_folder(self._window.preferences))
