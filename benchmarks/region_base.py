"""A base the size of a region, and how long its proposal takes from the base: `region_base.py BASE [--schools N]`.

Schools come from the register in SETVZAIM_SHARED, or ../shared/data, else they are made up; needs, offers, internet and
buses are made up, as many a school as the region has. The base is kept when it is there already. Prints the seconds of
reading the question, of solving it and of its words, and the memory of the process. The same by the command:
`setvzaim propose partners --from BASE --json`.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from sample_book import make_book
from sample_network import REGION, REGISTER
from setvzaim.exchange import prepare
from setvzaim.model import BETWEEN, TABLES
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context
from setvzaim.storage import Base, Changes
from setvzaim.text.fold import fold

T = TypeVar("T")
NEEDS, OFFERS = 6000, 9000
YEAR = 2026
DAY = date(2026, 9, 20)
_SUBJECTS = (
    "Русский язык", "Литература", "Математика", "Информатика", "Физика", "Химия", "Биология", "География", "История",
    "Обществознание", "Английский язык", "Немецкий язык", "Технология", "Музыка", "Изобразительное искусство",
    "Физическая культура", "Основы безопасности", "Родной язык", "Родная литература", "Астрономия",
)  # fmt: skip
_MODES = (None, None, "on_site", "on_site", "remote")
_CARRIED, _FIXED = ("computers", "other"), ("laboratory", "robotics", "premises", "sport", "display", "library")


def make_region(path: Path, schools: int = REGION, needs: int = NEEDS, offers: int = OFFERS) -> None:
    """Make the base; of more schools than the register has, and where there is none, all are made up."""
    context, chance = Context(school_year=YEAR), Random(1)  # noqa: S311 - repeatable
    with tempfile.TemporaryDirectory() as folder, Base.create(path) as base:
        book = REGISTER
        if schools > REGION or not REGISTER.exists():
            book = Path(folder, "book.xlsx")
            make_book(book, schools)
        with base.read() as connection:
            plan = prepare(connection, book, context)
        apply_import(base, of=plan.register, writes=plan.writes, context=context)
        with base.write() as connection:
            _Filling(Changes(connection), list(plan.writes.ids)[:schools], chance).fill(needs, offers)


class _Filling:
    """Writes what the schools have, lack and can give."""

    def __init__(self, changes: Changes, schools: Sequence[str], chance: Random) -> None:
        self.changes, self.schools, self.chance = changes, schools, chance
        self.subjects = self._insert("subjects", [{"name": name, "name_fold": fold(name)} for name in _SUBJECTS])

    def fill(self, needs: int, offers: int) -> None:
        """Write so many needs and offers, most of them of staff."""
        (network,) = self._insert("networks", [{"name": "Сеть области", "name_fold": fold("Сеть области")}])
        self._insert("memberships", [{"network": network, "school": school} for school in self.schools])
        self._equip()
        self._needs(needs)
        methods, things = offers // 30, offers // 6
        self._staff(offers - methods - things)
        self._methods(methods)
        self._things(things)

    def _insert(self, table: str, rows: Sequence[dict[str, object]]) -> Sequence[str]:
        return self.changes.insert(TABLES[table], rows)

    def _school(self) -> str:
        return self.chance.choice(self.schools)

    def _equip(self) -> None:
        speeds = {school: self.chance.choice((None, 1.0, 4.0, 10.0, 50.0, 100.0)) for school in self.schools}
        rows = [
            {**_named("Доступ в интернет"), "school": s, "category": "internet", "speed": v} for s, v in speeds.items()
        ]
        self._insert("equipment", rows)
        buses = [
            {**_named(f"Автобус {n}"), "school": school, "category": "transport", "seats": self.chance.choice((11, 22)),
             "driver": "Водитель", "driver_fold": fold("Водитель")}
            for school in self.schools for n in range(self.chance.choice((0, 1, 1, 2)))
        ]  # fmt: skip
        self._insert("equipment", buses)

    def _needs(self, count: int) -> None:
        rows = []
        for n in range(count):
            kind = self.chance.choices(("staff", "methodical", "material"), (70, 10, 20))[0]
            material = kind == "material"
            rows.append({
                **_named(f"Потребность {n}", "title"), "school": self._school(), "resource": kind,
                "subject": None if material else self.chance.choice(self.subjects),
                "category": self.chance.choice((*_CARRIED, *_FIXED)) if material else None,
                "amount": float(1 if kind == "methodical" else self.chance.randint(1, 6)),
                "weight": self.chance.choice((None, "low", "medium", "high")),
                "due_on": DAY + timedelta(days=self.chance.choice((20, 60, 200))),
                "mode": None if material else self.chance.choice(_MODES),
                "pupils": self.chance.choice((None, 8, 15)),
            })  # fmt: skip
        self._insert("needs", rows)

    def _staff(self, count: int) -> None:
        people = self._insert("staff", [
            {
                **_named(f"Педагог {n}"), "school": self._school(), "free_hours": float(self.chance.randint(1, 6)),
                "travels": self.chance.choice((True, True, False, None)),
                "teaches_remotely": self.chance.choice((True, True, False, None)),
            }
            for n in range(count)
        ])  # fmt: skip
        taught = [
            (person, subject, at)
            for person in people
            for at, subject in enumerate(self.chance.sample(self.subjects, self.chance.choice((1, 1, 1, 2, 3))))
        ]
        self.changes.put_between(BETWEEN["staff_subjects"], taught)

    def _methods(self, count: int) -> None:
        self._insert("methods", [
            {**_named(f"Методика {n}", "title"), "school": self._school(),
             "subject": self.chance.choice(self.subjects), "shared": True}
            for n in range(count)
        ])  # fmt: skip

    def _things(self, count: int) -> None:
        rows = []
        for n in range(count):
            days = self.chance.choice((None, "пн-пт", "вт, чт", "пн, ср, пт"))
            rows.append({
                **_named(f"Оборудование {n}"), "school": self._school(), "quantity": 8,
                "category": self.chance.choice((*_CARRIED, *_FIXED)), "shareable": self.chance.randint(1, 6),
                "days": days, "days_fold": days and fold(days), "movable": self.chance.choice((True, False, None)),
            })  # fmt: skip
        self._insert("equipment", rows)


def _named(name: str, key: str = "name") -> dict[str, object]:
    return {key: name, f"{key}_fold": fold(name)}


def measure(path: Path, seconds: float) -> None:
    """Propose over the base as the command does, and print how long each part takes."""
    from setvzaim.analysis.pace import Pace  # noqa: PLC0415 - what is loaded counts as a part
    from setvzaim.analysis.partners.solve import propose_partners  # noqa: PLC0415
    from setvzaim.cli import _propose_partners as command  # noqa: PLC0415
    from setvzaim.queries import advice  # noqa: PLC0415
    from setvzaim.queries.partners import partners_question  # noqa: PLC0415

    with Base.open(path) as base, base.read() as connection:
        context = Context(school_year=YEAR)
        question = _timed("reading", lambda: partners_question(connection, context, DAY))
        end = time.monotonic() + seconds
        pace = Pace(late=lambda: time.monotonic() > end)
        proposal = _timed("solving", lambda: propose_partners(question.problem, pace))
        modes = _timed("modes", lambda: advice.line_modes(question.problem, proposal))
        answer = advice.PartnersAdvice(question, proposal, modes)
        said = _timed("words", lambda: json.dumps(command._machine(answer, None), ensure_ascii=False))  # noqa: SLF001
    problem = question.problem
    print(f"{len(problem.schools)} schools, {len(problem.needs)} needs, {len(problem.offers)} offers")
    for name in ("coverage", "travel", "network"):
        level = getattr(proposal, name)
        print(f"{name}: {level.value:g}, bound {level.bound:g}, gap {100 * level.gap:.3f} %")
    print(f"{len(proposal.pairs)} pairs, {len(proposal.uncovered)} uncovered, {len(said) / 2**20:.1f} MiB of JSON")


def _timed(name: str, work: Callable[[], T]) -> T:
    start, processor = time.perf_counter(), time.process_time()
    done = work()
    wall, own = time.perf_counter() - start, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {own:.2f} s of processor, {wall:.2f} s of the wall clock; {memory:.0f} MiB so far", flush=True)
    return done


def main() -> int:
    """Make the base where there is none, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("--schools", type=int, default=REGION, metavar="N")
    parser.add_argument("--seconds", type=float, default=60.0, metavar="S", help="for solving")
    wanted = parser.parse_args()
    if not wanted.base.exists():
        share = wanted.schools / REGION
        make_region(wanted.base, wanted.schools, round(NEEDS * share), round(OFFERS * share))
    measure(wanted.base, wanted.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
