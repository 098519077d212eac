"""Centers on instances of the p-median problem from elsewhere: `pmed.py FILE… [--plain] [--seconds N]`.

Files in the format of the OR-Library (J. E. Beasley, pmed): nodes, edges, centers; then an edge a line, its two ends
and its length. An edge that comes again replaces the earlier one; distances are those of the shortest ways. Prints
instance, value, bound and seconds; with `--plain` also the seconds of HiGHS on the plain formulation and the ratio.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median

import numpy as np

from figures import Figure
from setvzaim.analysis.centers.model import CentersProblem, CentersProposal, Site
from setvzaim.analysis.centers.solve import propose_centers
from setvzaim.analysis.pace import Pace
from setvzaim.analysis.solver import Floats, Program

REACH = 0.3


def read(path: Path) -> tuple[Floats, int]:
    """Read an instance, however its numbers are set apart: distances between all nodes, and how many centers."""
    try:
        words = path.read_bytes().decode("utf-8-sig").replace("\x1a", " ").split()
        numbers = [float(word) for word in words]
    except (OSError, ValueError) as failure:
        raise SystemExit(f"{path}: {failure}") from None
    if len(numbers) < 3 or len(numbers) < 3 + 3 * numbers[1]:
        raise SystemExit(f"{path}: the file ends too early")
    nodes, edges, count = map(int, numbers[:3])
    listed = np.array(numbers[3 : 3 + 3 * edges]).reshape(edges, 3)
    if not ((listed[:, :2] >= 1) & (listed[:, :2] <= nodes)).all() or (listed[:, 2] < 0).any():
        raise SystemExit(f"{path}: an edge leads to no node, or is shorter than 0")
    return _ways(nodes, listed), count


def _ways(nodes: int, edges: Floats) -> Floats:
    """Return the shortest ways between all nodes."""
    far = edges[:, 2].max(initial=0) * nodes + 1
    # small numbers pass through the processor several times as fast
    kind = np.int32 if far < 2**30 and bool((edges[:, 2] == np.rint(edges[:, 2])).all()) else np.float64
    ways = np.full((nodes, nodes), far, dtype=kind)
    np.fill_diagonal(ways, 0)
    for start, end, length in edges:
        a, b = int(start) - 1, int(end) - 1
        if a != b:
            ways[a, b] = ways[b, a] = length
    around = np.empty_like(ways)
    for via in range(nodes):
        np.add(ways[:, via, None], ways[via], out=around)
        np.minimum(ways, around, out=ways)
    return np.where(ways >= far, np.inf, ways)


def plain(distances: Floats, count: int, pace: Pace) -> tuple[float, float]:
    """Solve the formulation with x[i, j] ≤ y[j] for every pair, as it stands in textbooks; objective and bound."""
    nodes = len(distances)
    program = Program()
    program.add_columns(nodes, upper=1.0, integer=1.0)
    program.add_columns(nodes * nodes, cost=distances.ravel(), upper=1.0)
    program.add_row(np.arange(nodes), 1.0, lower=float(count), upper=float(count))
    pairs = np.arange(nodes * nodes)
    program.add_entries(program.add_rows(nodes, lower=1.0, upper=1.0) + pairs // nodes, nodes + pairs, 1.0)
    within = program.add_rows(nodes * nodes, upper=0.0) + pairs
    program.add_entries(within, nodes + pairs, 1.0)
    program.add_entries(within, pairs % nodes, -1.0)
    solved = program.solve(pace)
    return solved.objective, solved.bound


def until(seconds: float) -> Pace:
    """Give a pace whose time is over after so many seconds from now."""
    end = time.monotonic() + seconds
    return Pace(late=lambda: time.monotonic() > end)


def measure(path: Path, seconds: float, *, against_plain: bool) -> float | None:
    """Solve an instance and print its line; returns the ratio to the plain formulation when that was asked for."""
    distances, count = read(path)
    sites = [Site(str(node + 1)) for node in range(len(distances))]
    start = time.perf_counter()
    answer = propose_centers(CentersProblem(sites, distances, count), until(seconds))  # type: ignore[arg-type]
    took = time.perf_counter() - start
    if not isinstance(answer, CentersProposal):
        print(f"{path.stem}\tno choice: {answer.obstacle.value}\t\t{took:.2f}", flush=True)
        return None
    line = f"{path.stem}\t{answer.travel:g}\t{answer.bound:.10g}\t{took:.2f}"
    if not against_plain:
        print(line, flush=True)
        return None
    start = time.perf_counter()
    value, bound = plain(distances, count, until(seconds))
    plain_took = time.perf_counter() - start
    print(f"{line}\tplain: {value:g}\t{bound:.10g}\t{plain_took:.2f}\tratio {took / plain_took:.3f}", flush=True)
    return took / plain_took


def main() -> int:
    """Solve all files named and print them as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--plain", action="store_true", help="also solve the plain formulation with HiGHS")
    parser.add_argument("--seconds", type=float, default=600.0, help="allowed for an instance (600)")
    wanted = parser.parse_args()
    propose_centers(CentersProblem([Site("a")], [[0.0]], 1))  # what is loaded once is not measured
    print("instance\tvalue\tbound\tseconds")
    ratios = [measure(path, wanted.seconds, against_plain=wanted.plain) for path in wanted.files]
    known = [ratio for ratio in ratios if ratio is not None]
    if known:
        figure = Figure(
            "centers / HiGHS on the plain formulation", max(known), REACH, detail=f"median {median(known):.3f}"
        )
        print(figure.line())
        return 0 if figure.reached else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
