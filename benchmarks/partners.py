"""Proposals of partners: an example district, many, and a region: `partners.py [--districts N] [--no-region]`.

Real positions come from the register in SETVZAIM_SHARED, or ../shared/data; needs and offers are made up. Prints what
is proven of each aim, seconds of the wall clock and of the processor, and the memory of the process.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from random import Random
from statistics import median

import numpy as np

from figures import Figure
from sample_network import REGION, network, places
from setvzaim.analysis.partners.model import Level, PartnersProblem, PartnersProposal
from setvzaim.analysis.partners.solve import propose_partners
from setvzaim.analysis.solver import Floats

DISTRICT = 14  # schools
NEEDS, OFFERS = 6000, 9000
FIRST, LAST = 1e4, 1e-6  # minutes for a unit of weight, and for a partnership: all of them together are less than 0.1


def district(minutes: Floats, chance: Random) -> PartnersProblem:
    """Make up a district around some school, with as many needs and offers a school as the region."""
    near = np.argsort(minutes[chance.randrange(len(minutes))], kind="stable")[:DISTRICT]
    return network(minutes[np.ix_(near, near)], NEEDS * DISTRICT // REGION, OFFERS * DISTRICT // REGION, chance)


def timed(problem: PartnersProblem) -> tuple[PartnersProposal, float, float]:
    """Propose, and tell the seconds of the wall clock and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    proposal = propose_partners(problem)
    return proposal, time.perf_counter() - wall, time.process_time() - processor


def memory() -> float:
    """Return the most memory the process had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def as_one(proposal: PartnersProposal) -> Level:
    """Return the three aims as one sum in minutes, each outweighing all that come after it.

    So are they meant: coverage first, then travel, then partnerships. By that very meaning its gap says next to nothing
    of the partnerships, whose own gap therefore stands beside it.
    """

    def summed(coverage: float, travel: float, network: float) -> float:
        return -FIRST * coverage + travel + LAST * network

    levels = proposal.coverage, proposal.travel, proposal.network
    return Level(summed(*(level.value for level in levels)), summed(*(level.bound for level in levels)))


def districts(minutes: Floats, count: int) -> list[Figure]:
    """Measure districts one after another, and whether the later half of them takes longer than the first."""
    chance = Random(1)  # noqa: S311 - repeatable
    propose_partners(district(minutes, chance))  # what is loaded once is not measured
    runs = [timed(district(minutes, chance)) for _ in range(count)]
    gaps = [max(level.gap for level in (p.coverage, p.travel, p.network)) for p, _, _ in runs]
    seconds = [processor for _, _, processor in runs]
    half = count // 2
    slow = sum(second > 1 for second in seconds)
    line = sum(seconds[half:]) / (count - half) / (sum(seconds[:half]) / half)
    return [
        Figure("an example district, gap", max(gaps), 0, detail=f"{count} districts of {DISTRICT} schools"),
        Figure(
            "an example district",
            1000 * median(seconds),
            1000,
            "ms",
            f"of processor; slowest {max(seconds):.2f} s, {slow} of {count} above a second",
        ),
        Figure(
            f"{count} districts: second half / first", line, 1.5, detail=f"{sum(seconds):.0f} s, {memory():.0f} MiB"
        ),
    ]


def region(minutes: Floats, source: str) -> list[Figure]:
    """Measure the region as one network."""
    problem = network(minutes, NEEDS, OFFERS, Random(1))  # noqa: S311 - repeatable
    proposal, wall, processor = timed(problem)
    levels = proposal.coverage, proposal.travel, proposal.network
    told = ", ".join(f"{level.value:g} ({level.bound:g})" for level in levels)
    detail = f"{len(proposal.pairs)} pairs, coverage, travel, network (bounds): {told}; {source}"
    return [
        Figure("region: gap of coverage, %", 100 * levels[0].gap, 0, detail=detail),
        Figure("region: gap of travel, %", 100 * levels[1].gap, 1),
        Figure("region: gap of the aims as one sum, %", 100 * as_one(proposal).gap, 1, detail="see its docstring"),
        Figure("region: gap of the price of partnerships alone, %", 100 * levels[2].gap, 1),
        Figure("region: seconds", processor, 60, "s", f"of processor; {wall:.0f} s of the wall clock"),
        Figure("region: memory", memory(), 600, "MiB"),
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--districts", type=int, default=300, metavar="N")
    parser.add_argument("--no-region", action="store_true")
    wanted = parser.parse_args()
    where = places(Random(1))  # noqa: S311 - repeatable
    figures = [] if wanted.no_region else region(where.minutes(), where.source)
    figures += districts(where.minutes(), wanted.districts) if wanted.districts else []
    for figure in figures:
        print(figure.line(), "" if figure.reached else "| NOT REACHED", flush=True)
    return 0 if all(figure.reached for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
