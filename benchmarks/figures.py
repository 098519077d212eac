"""The shape of a measured figure, shared by all benchmarks."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure measured in one run: `value` should not pass `reach`, both in `unit`; `detail` tells how."""

    name: str
    value: float
    reach: float
    unit: str = "×"
    detail: str = ""

    @property
    def reached(self) -> bool:
        """Whether the figure is within its reach."""
        return self.value <= self.reach

    @property
    def shown(self) -> str:
        """The value as it is written: ratios to hundredths, the rest to whole units."""
        return f"{self.value:.2f} {self.unit}" if self.unit == "×" else f"{self.value:.0f} {self.unit}"

    def line(self) -> str:
        """Write the figure as a line."""
        return f"{self.name} | {self.shown} | {self.reach:g} {self.unit} | {self.detail}"


def ratio(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    repeats: int,
    before: Callable[[], object] = lambda: None,
) -> tuple[float, float, float]:
    """Time both in turns, A B A B; give the median of the ratios and the median seconds of each.

    `before` is called, untimed, before each pair.
    """
    times = []
    for _ in range(repeats):
        before()
        times.append((seconds(ours), seconds(theirs)))
    return median(a / b for a, b in times), median(a for a, _ in times), median(b for _, b in times)


def seconds(work: Callable[[], object]) -> float:
    """Time one run, seconds of the wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_of(arguments: Sequence[str]) -> float:
    """Run a script in a process of its own; give the memory it says it has used at the most, MiB."""
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    return float(done.stdout)


def own_peak() -> float:
    """Give the memory this process has used at the most, interpreter and all, MiB.

    Not `ru_maxrss`: on Linux a process inherits that from the one that started it.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def show(figures: Sequence[Figure]) -> None:
    """Print figures, one a line."""
    print("name | value | reach | detail")
    for figure in figures:
        print(figure.line())
