"""Making what was chosen into a file, a pack of files, or paper; on the worker, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrinter

from setvzaim.documents.tree import Document
from setvzaim.errors import WorldError
from setvzaim.queries import Context
from setvzaim.queries.forms import ready
from setvzaim.ui.office import Office
from setvzaim.ui.printing.packing import PackDone, PackWanted, print_pack, save_pack
from setvzaim.ui.printing.papers import Choices, What, paper
from setvzaim.ui.printing.printer import Sheets
from setvzaim.ui.progress import ProgressStrip
from setvzaim.ui.worker import Job

T = TypeVar("T")
_FORMATS = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel"}


def format_name(suffix: str) -> str:
    """Return what a kind of file is called: «PDF», «Word», «Excel»."""
    return _FORMATS[suffix]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One paper as it is wanted."""

    what: What
    choices: Choices
    title: str
    day: date
    context: Context
    blanks: bool

    def document(self, connection: Any) -> Document:  # noqa: ANN401 - handed on to the queries
        """Make it. Raises `WorldError` when something is missing and no places for the pen are allowed."""
        made = paper(connection, self.what, self.choices, self.title, self.day, self.context)
        return ready(made, blanks=self.blanks).document


class Output(QObject):
    """Carries out what the buttons of the print dialog ask for, one thing at a time.

    `ended` tells that it is over, one way or the other; `failed` says why in words; `stopped` that the user did not
    want it any more.
    """

    ended = Signal()
    failed = Signal(str)
    stopped = Signal(str)

    def __init__(self, office: Office, strip: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._strip = strip
        self._job: Job[Any] | None = None
        self._said = ""
        self._now = [""]
        strip.stopped.connect(self.stop)
        office.worker.progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    def save(self, wish: Wish, target: Path, then: Callable[[Path], None]) -> None:
        """Write the paper into a file."""

        def work(connection: Any, job: Job[Path]) -> Path:  # noqa: ANN401 - handed on to the queries
            from setvzaim.rendering import render  # noqa: PLC0415 - loaded on the worker, when it is needed

            render(wish.document(connection), target, job.progress)
            return target

        label = f"Сохраняется {format_name(target.suffix.lower())}"
        self._begin(label, work, then, "Сохранение отменено, файл не записан.")

    def print(self, wish: Wish, printer: QPrinter, then: Callable[[int], None]) -> None:
        """Send the paper to a printer; `then` is told how many sheets went out."""

        def work(connection: Any, job: Job[int]) -> int:  # noqa: ANN401 - handed on to the queries
            from setvzaim.rendering import render_pdf_bytes  # noqa: PLC0415 - loaded on the worker, when it is needed

            sheets = Sheets(printer)
            try:
                pdf = render_pdf_bytes(wish.document(connection), lambda share: job.progress(share * 0.3))
                count = sheets.draw(pdf, lambda share: job.progress(0.3 + share * 0.7), ranged=True)
                sheets.end()
            except BaseException:
                sheets.abort()
                raise
            return count

        self._begin("Печатается", work, then, "Печать отменена. То, что принтер уже получил, может выйти из него.")

    def save_pack(self, wanted: PackWanted, folder: Path, suffix: str, then: Callable[[PackDone], None]) -> None:
        """Write the papers of a pack into a folder."""

        def work(connection: Any, job: Job[PackDone]) -> PackDone:  # noqa: ANN401 - handed on to the queries
            return save_pack(connection, wanted, folder, suffix, self._teller(job))

        self._begin("Сохраняется пачка", work, then, "Отменено. Готовые документы остались в папке.")

    def print_pack(self, wanted: PackWanted, printer: QPrinter, then: Callable[[PackDone], None]) -> None:
        """Send the papers of a pack to a printer."""

        def work(connection: Any, job: Job[PackDone]) -> PackDone:  # noqa: ANN401 - handed on to the queries
            return print_pack(connection, wanted, Sheets(printer), self._teller(job))

        self._begin(
            "Печатается пачка", work, then, "Печать отменена. То, что принтер уже получил, может выйти из него."
        )

    def stop(self) -> None:
        """Stop what is under way; nothing of it is told any more."""
        if self._job is not None:
            self._job.cancel()
            self._end()
            self.stopped.emit(self._said)

    def _begin(
        self, label: str, work: Callable[[Any, Job[T]], T], then: Callable[[T], None], said: str
    ) -> None:  # fmt: skip
        self._said = said
        self._now[0] = label
        self._strip.begin(label)

        def succeed(answer: T) -> None:
            self._end()
            then(answer)

        self._job = self._office.ask_long(work, succeed, label=label, failed=self._fail)

    def _teller(self, job: Job[PackDone]) -> Callable[[str, float], None]:
        """Return what the worker tells of a pack; the window reads the name when it hears of the share."""

        def tell(name: str, share: float) -> None:
            self._now[0] = name
            job.progress(share)

        return tell

    def _show_progress(self, job: object, share: float) -> None:
        if job is self._job:
            self._strip.rename(self._now[0])
            self._strip.show_share(share)

    def _fail(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, WorldError):
            self.failed.emit(str(error))
        else:
            self._office.failed.emit(error)

    def _end(self) -> None:
        self._job = None
        self._strip.end()
        self.ended.emit()
