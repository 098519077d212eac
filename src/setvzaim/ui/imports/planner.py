"""Works out on the worker what an import would do, and carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from setvzaim.errors import WorldError
from setvzaim.operations import Refusal
from setvzaim.queries import Context, suggest
from setvzaim.registers import LinkTo
from setvzaim.text.parse import current_school_year
from setvzaim.ui.imports.mending import Mending
from setvzaim.ui.office import Office
from setvzaim.ui.worker import Job

if TYPE_CHECKING:
    from setvzaim.exchange import ImportPlan, SheetTop

_OFFERED = 500
"""Records offered for one value of all rows."""


@dataclass(frozen=True)
class Study:
    """What came of looking at a workbook: a plan, or the sentence why there is none."""

    mending: Mending
    tops: tuple[SheetTop, ...]
    plan: ImportPlan | None
    fault: str = ""


class Planner(QObject):
    """Studies one workbook after another; the latest decision takes the place of those before it.

    `studied` brings a `Study`, `progressed` the share done from 0 to 1, `written` the plan that was carried out,
    `refused` the sentence why it could not be, `broken` an exception that is a mistake of ours.
    """

    studied = Signal(object)
    progressed = Signal(float)
    written = Signal(object)
    refused = Signal(str)
    broken = Signal(object)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._job: Job[Study] | None = None
        self._asked: list[Job[tuple[LinkTo, ...]]] = []
        self._looked: tuple[Path, tuple[SheetTop, ...]] | None = None
        self.writing = False
        """Whether a plan is being carried out just now."""
        office.worker.progressed.connect(self._progressed)

    @property
    def context(self) -> Context:
        """The network and school year that are meant; without a chosen year the present one."""
        context = self._office.context
        return context if context.school_year is not None else replace(context, school_year=current_school_year())

    def study(self, mending: Mending) -> None:
        """Work out what would happen."""
        base, context = self._office.base, self.context
        known = self._looked[1] if self._looked and self._looked[0] == mending.path else ()

        def work(job: Job[Study]) -> Study:
            with base.read() as connection:
                return _study(connection, mending, context, known, job.progress)

        self._job = self._office.worker.submit(
            work, self._studied, failed=self._failed, key=f"import:{id(self)}", label="Чтение файла"
        )

    def stop(self) -> None:
        """Let go of what is being worked out."""
        for asked in self._asked:
            asked.cancel()
        self._asked.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def write(self, plan: ImportPlan) -> None:
        """Carry out a plan, as one operation."""
        from setvzaim.operations.imports import apply_import  # noqa: PLC0415 - only when there is something to write

        self.writing = True

        def failed(error: BaseException) -> None:
            self.writing = False
            self._failed(error)

        def done(_value: None) -> None:
            self.writing = False
            self.written.emit(plan)

        self._office.do(
            apply_import, done, failed=failed, label="Импорт",
            of=plan.register, writes=plan.writes, context=plan.context,
        )  # fmt: skip

    def suggest(self, register: str, then: Callable[[tuple[LinkTo, ...]], None]) -> None:
        """Ask for the records one value may stand for."""
        self._asked.append(self._office.ask(lambda connection: suggest(connection, register, "", _OFFERED), then))

    def _studied(self, study: Study) -> None:
        self._job = None
        if study.tops:
            self._looked = (study.mending.path, study.tops)
        self.studied.emit(study)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, WorldError | Refusal):
            self.refused.emit(str(error))
        else:
            self.broken.emit(error)

    def _progressed(self, job: object, share: float) -> None:
        if job is self._job:
            self.progressed.emit(share)


def _study(
    connection: Any,  # noqa: ANN401 - handed on
    mending: Mending,
    context: Context,
    known: tuple[SheetTop, ...],
    progress: Callable[[float], None],
) -> Study:
    from setvzaim.exchange import look, prepare  # noqa: PLC0415 - heavy: only when there is something to import

    tops = known
    progress(0.0)
    try:
        tops = known or look(mending.path)
        progress(0.0)
        plan = prepare(connection, mending.path, context, mending.wishes(), progress)
    except WorldError as error:
        return Study(mending, tops, None, str(error))
    return Study(mending, tops, plan)
