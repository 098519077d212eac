"""What the window does with backups, with a base that can only be read, and with a damaged one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from setvzaim.text.plural import Noun
from setvzaim.ui import saving
from setvzaim.ui.backups.damaged import DamagedDialog
from setvzaim.ui.backups.dialog import CopiesDialog
from setvzaim.ui.backups.words import when
from setvzaim.ui.office import Office
from setvzaim.ui.worker import Job, Worker

if TYPE_CHECKING:
    from setvzaim.operations.backups import CopiesState, Rescued
    from setvzaim.ui.backups.keeper import Keeper

_ROWS = Noun("строка", "строки", "строк")


class Shell(Protocol):
    """The window as far as backups need it."""

    worker: Worker
    office: Office | None
    keeper: Keeper

    def open_base(self, path: Path, password: str | None = None, then: Callable[[], None] | None = None) -> None:
        """Open a base in place of the one that is open."""

    def look_at_base(self, path: Path) -> None:
        """Open a damaged base to read."""

    def close_base(self) -> None:
        """Go back to the first page."""

    def note(self, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Say that something was done."""

    def fail(self, error: BaseException) -> None:
        """Say what went wrong."""


class BackupsDoing(QObject):
    """Shows the dialogs over backups and carries out what is chosen there."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._parent = parent

    def show_copies(self, path: Path | None = None) -> None:
        """Show the backups of the open base, or of one that cannot be opened."""
        office = self._shell.office
        if office is not None and path is None:
            path = office.base.path
        if path is None:
            return
        writable = office is not None and not office.read_only and office.base.path == path
        dialog = CopiesDialog(path, self._shell.worker, writable=writable, parent=self._parent)
        dialog.changed.connect(self._shell.keeper.refresh)
        dialog.fault.connect(self._shell.fail)
        dialog.restore_wanted.connect(lambda copy: self.restore(copy, path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def restore(self, copy: Path, path: Path) -> None:
        """Close the base, put the copy in its place, open it again; what was there is kept beside it."""
        shell = self._shell
        shell.close_base()

        def work(job: Job[Any]) -> Path | None:
            from setvzaim.operations.backups import restore  # noqa: PLC0415 - brings SQLAlchemy

            return restore(copy, path, datetime.now(), job.progress)  # noqa: DTZ005 - the office's own clock

        def done(kept: Path | None) -> None:
            said = f"База восстановлена. Прежняя сохранена: «{kept.name}»." if kept else "База восстановлена."
            shell.open_base(path, then=lambda: shell.note(said))

        shell.worker.submit(work, done, failed=shell.fail, label="База восстанавливается")

    def damaged(self, path: Path) -> None:
        """Offer what can be done with a base that is damaged."""

        def look(_job: Job[Any]) -> CopiesState:
            from setvzaim.operations.backups import state_of  # noqa: PLC0415 - brings SQLAlchemy

            return state_of(path)

        def show(state: CopiesState) -> None:
            now = datetime.now()  # noqa: DTZ005 - the office's own clock
            newest = when(state.copies[0].made, now) if state.copies else ""
            dialog = DamagedDialog(path, newest, self._parent)
            dialog.chosen.connect(lambda key: self._mend(key, path))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._shell.worker.submit(look, show, failed=self._shell.fail)

    def _mend(self, key: str, path: Path) -> None:
        match key:
            case "copies":
                self.show_copies(path)
            case "look":
                self._shell.look_at_base(path)
            case _:
                suggested = path.with_name(f"{path.stem} спасённая")
                target = saving.choose_new_base(self._parent, "Куда спасти базу", suggested)
                if target is not None:
                    self.rescue(path, target)

    def rescue(self, path: Path, target: Path) -> None:
        """Write what can be read into a new base and open it."""
        shell = self._shell

        def work(job: Job[Any]) -> Rescued:
            from setvzaim.operations.backups import rescue  # noqa: PLC0415 - brings SQLAlchemy

            return rescue(path, target, job.progress)

        def done(found: Rescued) -> None:
            lost = f", пропало {_ROWS.counted(found.lost)}" if found.lost else ""
            said = f"Спасено {_ROWS.counted(found.rows)}{lost}. Повреждённый файл остался: «{path.name}»."
            shell.open_base(target, then=lambda: shell.note(said))

        shell.worker.submit(work, done, failed=shell.fail, label="База спасается")
