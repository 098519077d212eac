"""First rows, filter and sort on 40 000 schools, against the same SQL by plain sqlite3.

Ours is what a table on the screen asks for: `find` gives all identifiers in order, `fetch` the first 200 rows with all
columns of the register. The other side runs, on the same file and with the same settings, exactly the statements that
ours has sent, and takes the tuples. A figure is the worst of the questions, the details name each.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from figures import Figure, ratio, show
from sample_base import make_base
from setvzaim.queries import Context, Filter, Query, fetch, find
from setvzaim.registers import register
from setvzaim.storage import Base

ROWS = 40_000
REACH = 3.0
MOST_MS = 100.0
_FIRST = 200
_REPEATS = 15

_Statements = list[tuple[str, Any]]


def questions(here: Context) -> dict[str, Query]:
    """Return what a user does with the register of schools."""
    whole = Context(school_year=here.school_year)
    return {
        "first rows": Query("schools", context=whole),
        "first rows of a network": Query("schools", context=here),
        "filter by district": Query("schools", filters=(Filter("municipality", "contains", "оваты"),), context=whole),
        "filter by name and pupils": Query(
            "schools", filters=(Filter("name", "contains", "троицк"), Filter("pupils", "above", 500)), context=whole
        ),
        "filter by status": Query("schools", filters=(Filter("status", "any_of", ("low_results",)),), context=whole),
        "search": Query("schools", search="аршань школьная", context=whole),
        "sort by name": Query("schools", order=("name",), context=whole),
        "sort by pupils": Query("schools", order=("-pupils",), context=whole),
        "sort by internet": Query("schools", order=("-internet",), context=whole),
    }


def ours(base: Base, query: Query) -> None:
    """Ask as a table on the screen does."""
    with base.read() as connection:
        _ask(connection, query)


def _ask(connection: sa.Connection, query: Query) -> None:
    ids = find(connection, query)
    rows = fetch(connection, register(query.register), ids[:_FIRST], query.context)
    assert len(rows) == min(_FIRST, len(ids)) > 0


def theirs(connection: sqlite3.Connection, statements: _Statements) -> None:
    """Run the statements and take what comes."""
    for statement, parameters in statements:
        connection.execute(statement, parameters).fetchall()


def sent(base: Base, query: Query) -> _Statements:
    """Return the statements that our side sends for a question, but for the BEGIN of its transaction."""
    statements: _Statements = []

    def note(_c: object, _k: object, statement: str, parameters: Sequence[object], _x: object, _m: object) -> None:
        statements.append((statement, parameters))

    with base.read() as connection:
        connection.exec_driver_sql("SELECT 1")
        event.listen(connection, "before_cursor_execute", note)
        _ask(connection, query)
    return statements


def main() -> list[Figure]:
    """Measure the figures of the questions."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "base.setvzaim")
        here = make_base(path, ROWS)
        plain = sqlite3.connect(path)
        plain.execute("PRAGMA cache_size = -32000")
        measured: dict[str, tuple[float, float, float]] = {}
        with Base.open(path) as base:
            for name, query in questions(here).items():
                statements = sent(base, query)
                theirs(plain, statements)
                measured[name] = ratio(
                    lambda q=query: ours(base, q),  # type: ignore[misc]
                    lambda s=statements: theirs(plain, s),  # type: ignore[misc]
                    _REPEATS,
                )
        plain.close()
    ratios = ", ".join(f"{name} {value:.2f}" for name, (value, _, _) in measured.items())
    times = ", ".join(f"{name} {1000 * a:.0f} ({1000 * b:.0f})" for name, (_, a, b) in measured.items())
    return [
        Figure(
            f"questions on {ROWS} schools / the same SQL by sqlite3",
            max(value for value, _, _ in measured.values()),
            REACH,
            detail=ratios,
        ),
        Figure(
            f"time of a question on {ROWS} schools",
            1000 * max(a for _, a, _ in measured.values()),
            MOST_MS,
            "ms",
            f"ours (sqlite3): {times}",
        ),
    ]


if __name__ == "__main__":
    show(main())
