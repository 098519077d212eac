"""Whatever is asked of a register, the base answers what plain Python answers over the same rows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.plain_office import NAMES, YEARS, Office, fill, like_the_base
from setvzaim.queries import Context, Filter, Query, count, fetch, find, stream
from setvzaim.registers import (
    Aggregate,
    Choice,
    Column,
    Date,
    Flag,
    Gathered,
    Link,
    Links,
    Number,
    Register,
    SchoolYear,
    Share,
    Text,
    register,
)
from setvzaim.storage import Base

KEYS = ["schools", "staff", "results", "recommendations", "needs", "statuses", "memberships"]
WORDS = [*NAMES, "ё", "Е", "е ж", "%", "_", "\\", "сош", "3", "район", "ФИЗ", "нет такого", ""]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Iterator[tuple[sa.Connection, Office]]:
    """A connection to a filled base, and the same in plain Python; only read."""
    path = tmp_path_factory.mktemp("filled") / "база.setvzaim"
    with Base.open(Path(shutil.copyfile(empty_file, path))) as base:
        office = fill(base)
        with base.read() as connection:
            yield connection, office


def _filters(office: Office, column: Column) -> st.SearchStrategy[Filter]:
    """Give the filters a window offers for a column."""
    tests = [st.sampled_from([Filter(column.key, "empty"), Filter(column.key, "filled")])]

    def made(test: str, values: st.SearchStrategy[object]) -> st.SearchStrategy[Filter]:
        return values.map(lambda value: Filter(column.key, test, value))  # type: ignore[arg-type]

    def between(values: st.SearchStrategy[object]) -> st.SearchStrategy[Filter]:
        ends = st.none() | values
        pair = st.tuples(ends, ends)
        return made("between", pair) | made("above", values) | made("below", values)

    words = st.sampled_from(WORDS)
    match column.kind:
        case Text():
            tests += [made("contains", words), made("equals", words)]
        case Choice(options) | Gathered(choice=Choice(options)):
            codes = st.sampled_from([option.code for option in options])
            tests += [
                made("any_of", st.lists(codes, min_size=1).map(tuple)),
                made("contains", st.sampled_from(["ВПР", "ш", "высш", ""])),
            ]
            tests += [made("equals", st.sampled_from(["ШНОР", "первая"]))]
        case Link(target) | Links(target):
            ids = st.sampled_from(sorted(office.rows[target])) if office.rows.get(target) else st.just("нет")
            tests += [
                made("any_of", st.lists(ids, min_size=1).map(tuple)),
                made("contains", words),
                made("equals", words),
            ]
        case Flag():
            tests += [made("is", st.booleans())]
        case Date():
            tests += [between(st.sampled_from([date(2026, 8, 31), date(2026, 9, 1), date(2027, 6, 1)]))]
        case Share():
            tests += [between(st.sampled_from([0, 40, 50.0, 100]))]
        case Number() | SchoolYear() | Aggregate():
            tests += [between(st.sampled_from([0, 2, 5, 9, 10, 100, 2026]))]
    return st.one_of(tests)


@st.composite
def _queries(draw: st.DrawFn, office: Office) -> Query:
    of = register(draw(st.sampled_from(KEYS)))
    columns = st.sampled_from([column.key for column in of.columns])
    filters = tuple(draw(_filters(office, of[draw(columns)])) for _ in range(draw(st.integers(0, 2))))
    order = tuple(
        draw(st.sampled_from(["", "-"])) + key for key in draw(st.lists(columns, min_size=1, max_size=3, unique=True))
    )
    network = draw(st.sampled_from([None, *sorted(office.rows["networks"])]))
    context = Context(network, draw(st.sampled_from([None, *YEARS, 2030])))
    return Query(of.key, draw(st.sampled_from(WORDS)) if draw(st.booleans()) else "", filters, order, context)


@settings(max_examples=120)
@given(data=st.data())
def test_any_query(filled: tuple[sa.Connection, Office], data: st.DataObject) -> None:
    connection, office = filled
    query = data.draw(_queries(office))
    wanted = office.find(query)
    assert list(find(connection, query)) == wanted
    assert count(connection, query) == len(wanted)
    assert [row.id for row in stream(connection, query)] == wanted


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("year", [None, *YEARS])
def test_every_value_of_every_row(filled: tuple[sa.Connection, Office], key: str, year: int | None) -> None:
    connection, office = filled
    of, context = register(key), Context(school_year=year)
    rows = fetch(connection, of, sorted(office.rows[key]), context)
    assert {row.id: dict(zip((c.key for c in row.columns), row.values, strict=True)) for row in rows} == {
        id_: dict(like_the_base(office, of, id_, context)) for id_ in office.rows[key]
    }


def test_each_column_of_each_register_can_be_sorted_by(filled: tuple[sa.Connection, Office]) -> None:
    connection, office = filled
    for key in KEYS:
        of: Register = register(key)
        for column in of.columns:
            for sign in ("", "-"):
                query = Query(key, order=(sign + column.key,))
                assert list(find(connection, query)) == office.find(query), (key, sign, column.key)
