"""A base of many schools with equipment, staff and a network, for the benchmarks."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from sample_book import make_book
from setvzaim.exchange import prepare
from setvzaim.model import TABLES
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context
from setvzaim.storage import Base, Changes
from setvzaim.text.fold import fold

YEAR = 2026
_STAFF = 2


def make_base(path: Path, schools: int) -> Context:
    """Make a base of schools, each with a line of equipment and two teachers; return where its user stands."""
    context = Context(school_year=YEAR)
    with tempfile.TemporaryDirectory() as folder, Base.create(path) as base:
        book = Path(folder, "book.xlsx")
        make_book(book, schools)
        with base.read() as connection:
            plan = prepare(connection, book, context)
        apply_import(base, of=plan.register, writes=plan.writes, context=context)
        with base.write() as connection:
            network = _surroundings(Changes(connection), list(plan.writes.ids))
    return Context(network=network, school_year=YEAR)


def _surroundings(changes: Changes, schools: Sequence[str]) -> str:
    """Add what the columns of the register of schools are counted from; return the network of all schools."""
    name = "Сеть области"
    (network,) = changes.insert(TABLES["networks"], [{"name": name, "name_fold": fold(name)}])
    changes.insert_columns(TABLES["memberships"], {"network": [network] * len(schools), "school": schools})
    things = [("Доступ в интернет", "Автобус", "Лаборатория")[n % 3] for n in range(len(schools))]
    speeds = [(10.0, None, None)[n % 3] for n in range(len(schools))]
    equipment = {"school": schools, "name": things, "name_fold": list(map(fold, things)), "speed": speeds}
    changes.insert_columns(TABLES["equipment"], equipment)
    people = [f"Учитель {n}" for n in range(_STAFF * len(schools))]
    staff = {"school": [*schools] * _STAFF, "name": people, "name_fold": list(map(fold, people))}
    changes.insert_columns(TABLES["staff"], staff)
    return network
