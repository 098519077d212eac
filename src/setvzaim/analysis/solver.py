"""The one door to HiGHS: a linear program with integers, built in blocks, solved so that it can be stopped.

HiGHS and numpy take a tenth of a second to load: import this module, and what computes with it, where it is used.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import Enum
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np
import numpy.typing as npt
from highspy import cb

if TYPE_CHECKING:
    from setvzaim.analysis.pace import Pace

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

INFINITY = math.inf
_POLL = 0.01  # seconds between two looks at the pace
_NEARLY = 1e-3  # so near to a whole number is whole
_WIND_DOWN = 3.0  # seconds HiGHS is given to hand over its best after the time is over


class State(Enum):
    """What is known after a solve."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"  # the time was over; values may be None


@dataclass(frozen=True, slots=True)
class Solved:
    """The answer: `values` by column or None, their `objective`, the proven `bound`, duals of a linear program."""

    state: State
    values: Floats | None
    objective: float
    bound: float
    duals: Floats | None = None  # by row; of linear programs only


@dataclass(slots=True)
class Program:
    """A program to minimise, filled in blocks of columns and rows; entries are (row, column, value) triples."""

    columns: int = 0
    rows: int = 0
    _columns: list[list[Floats]] = field(default_factory=list)
    _rows: list[tuple[Floats, Floats]] = field(default_factory=list)
    _entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)

    def add_columns(
        self, count: int, *, cost: Floats | float = 0.0, lower: Floats | float = 0.0,
        upper: Floats | float = INFINITY, integer: Floats | float = 0.0,
    ) -> int:  # fmt: skip
        """Add columns and return the number of the first; a single number stands for all of them."""
        self._columns.append([np.broadcast_to(np.asarray(n, float), count) for n in (cost, lower, upper, integer)])
        first, self.columns = self.columns, self.columns + count
        return first

    def add_rows(self, count: int, *, lower: Floats | float = -INFINITY, upper: Floats | float = INFINITY) -> int:
        """Add rows and return the number of the first."""
        self._rows.append(
            (np.broadcast_to(np.asarray(lower, float), count), np.broadcast_to(np.asarray(upper, float), count))
        )
        first, self.rows = self.rows, self.rows + count
        return first

    def add_entries(self, rows: Ints | int, columns: Ints | int, values: Floats | float) -> None:
        """Add entries of the matrix, in vectors of one length or single numbers for all; no place twice."""
        at, of, value = np.broadcast_arrays(np.asarray(rows), np.asarray(columns), np.asarray(values, float))
        self._entries.append((at.ravel(), of.ravel(), value.ravel()))

    def add_row(self, columns: Ints, values: Floats | float, lower: float = -INFINITY, upper: float = INFINITY) -> int:
        """Add one row with its entries and return its number."""
        row = self.add_rows(1, lower=lower, upper=upper)
        self.add_entries(row, columns, values)
        return row

    def relax(self) -> None:
        """Let go of whole numbers: the program becomes a linear one, whose optimum bounds that of this one."""
        self._columns = [[cost, lower, upper, np.zeros(len(cost))] for cost, lower, upper, _ in self._columns]

    def solve(
        self, pace: Pace, *, start: Floats | None = None, gap: float = 0.0, whole: bool = False, implied: int = 0
    ) -> Solved:
        """Minimise with one thread; the same program always gives the same answer unless its time is over.

        `start` is a known solution, which HiGHS checks; `gap` the relative gap that is good enough; `whole` says that
        every objective value is a whole number. So many of the first columns are `implied`: once all others are whole
        they nearly always are by themselves, and are told to be only where they are not. Raises `Cancelled` within a
        few hundredths of a second.
        """
        solved = Session(self, start, gap, whole=whole, implied=implied).run(pace)
        if not implied or solved.values is None:
            return solved
        first = solved.values[:implied]
        if np.abs(first - np.rint(first)).max(initial=0) < _NEARLY:
            return solved
        told = Session(self, start, gap, whole=whole).run(pace)
        return replace(told, bound=max(told.bound, solved.bound))


class Session:
    """A program in HiGHS, run on a thread of its own, so that whoever waits can leave at any time.

    A linear one can be given more columns and other costs and be run again from where it stood.
    """

    def __init__(
        self, program: Program, start: Floats | None = None, gap: float = 0.0, *, whole: bool = False, implied: int = 0
    ) -> None:
        self.program = program
        self.stop = Event()
        self.done = Event()
        self.failure: BaseException | None = None
        self.highs: Any = _highs(gap, whole=whole)
        self.integer = self._load(implied)
        if start is not None and self.integer:
            self._start(start)
        self._listen()

    def use(self, **options: str | int) -> None:
        """Set options of HiGHS for the next run."""
        for name, value in options.items():
            self.highs.setOptionValue(name, value)

    def add_columns(self, costs: Floats, starts: Ints, rows: Ints, values: Floats) -> None:
        """Add columns from 0 without an upper bound; the entries of column k begin at `starts[k]`."""
        count = len(costs)
        self.highs.addCols(
            count, costs, np.zeros(count), np.full(count, INFINITY), len(rows),
            starts.astype(np.int32), rows.astype(np.int32), values,
        )  # fmt: skip

    def change_costs(self, costs: Floats) -> None:
        """Change the costs of all columns."""
        self.highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)

    def _load(self, implied: int) -> bool:

        program = self.program
        cost, lower, upper, integer = (
            np.concatenate([np.zeros(0), *(block[i] for block in program._columns)])  # noqa: SLF001 - its own solver
            for i in range(4)
        )
        integer[:implied] = 0
        low, high = (np.concatenate([np.zeros(0), *(block[i] for block in program._rows)]) for i in range(2))  # noqa: SLF001
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = program.columns, program.rows
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, lower, upper
        lp.row_lower_, lp.row_upper_ = low, high
        at, of, value = (
            np.concatenate([np.zeros(0, dtype=kind), *(block[i] for block in program._entries)])  # noqa: SLF001
            for i, kind in enumerate((np.int64, np.int64, np.float64))
        )
        order = np.lexsort((at, of))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(of, minlength=program.columns))])
        lp.a_matrix_.index_, lp.a_matrix_.value_ = at[order], value[order]
        whole = bool(integer.any())
        if whole:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[int(is_integer)] for is_integer in integer]
        if self.highs.passModel(lp) == highspy.HighsStatus.kError:
            raise ValueError("HiGHS does not accept the program")
        return whole

    def _start(self, values: Floats) -> None:
        solution = highspy.HighsSolution()
        solution.col_value = values.tolist()
        self.highs.setSolution(solution)

    def _listen(self) -> None:
        stop = self.stop  # HiGHS keeps what it calls: were it to hold the session, neither would ever be freed

        def asked(_kind: object, _message: str, _out: object, answer: Any, _data: object) -> None:  # noqa: ANN401
            if stop.is_set():
                answer.user_interrupt = True

        self.highs.setCallback(asked, None)
        for kind in ("kCallbackSimplexInterrupt", "kCallbackIpmInterrupt", "kCallbackMipInterrupt"):
            self.highs.startCallback(getattr(cb.HighsCallbackType, kind))

    def _work(self) -> None:

        try:
            highspy._core._Highs.run(self.highs)  # noqa: SLF001 - the public one starts a second thread
        except BaseException as failure:  # noqa: BLE001 - raised again by whoever waits
            self.failure = failure
        finally:
            self.done.set()

    def run(self, pace: Pace) -> Solved:
        """Minimise; see `Program.solve`."""
        if pace.check():
            return Solved(State.STOPPED, None, INFINITY, -INFINITY)
        self.done.clear()
        thread = Thread(target=self._work, name="HiGHS")
        thread.start()
        try:
            while not self.done.wait(_POLL):
                if pace.check():
                    break
        except BaseException:
            self.stop.set()
            raise
        if not self.done.is_set():
            self.stop.set()
            if not self.done.wait(_WIND_DOWN):
                return Solved(State.STOPPED, None, INFINITY, -INFINITY)
        thread.join()
        if self.failure is not None:
            raise self.failure
        return self._read()

    def _read(self) -> Solved:

        status = self.highs.getModelStatus()
        infeasible = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
        if status in infeasible:
            return Solved(State.INFEASIBLE, None, INFINITY, INFINITY)
        info = self.highs.getInfo()
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        solution = self.highs.getSolution()
        values = np.array(solution.col_value) if found else None
        objective = info.objective_function_value if found else INFINITY
        optimal = status == highspy.HighsModelStatus.kOptimal
        bound = info.mip_dual_bound if self.integer else (objective if optimal else -INFINITY)
        duals = np.array(solution.row_dual) if optimal and not self.integer else None
        return Solved(State.OPTIMAL if optimal else State.STOPPED, values, objective, bound, duals)


def _highs(gap: float, *, whole: bool) -> Any:  # noqa: ANN401 - the library types its options loosely
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # so is its constructor
    highs.callbacks.clear()  # not used here, and each holds its owner until the collector comes
    options: dict[str, bool | int | float] = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 1,
        "mip_rel_gap": gap,
        "mip_abs_gap": 0.999 if whole else 1e-6,
    }
    for name, value in options.items():
        highs.setOptionValue(name, value)
    return highs
