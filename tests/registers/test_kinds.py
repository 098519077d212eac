"""What stands in a cell is read back from how it is written: export and import, copy and paste lose nothing."""

from __future__ import annotations

import contextlib
import math
import re
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from setvzaim.registers import (
    Aggregate,
    Choice,
    Column,
    Date,
    Derived,
    Flag,
    Gathered,
    Kind,
    Link,
    Links,
    LinkTo,
    Number,
    Presence,
    Refused,
    SchoolYear,
    Share,
    Text,
    all_registers,
)

COLUMNS = [(of.key, column) for of in all_registers().values() for column in of.columns]
IDS = [f"{key}.{column.key}" for key, column in COLUMNS]
NAME = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=";"), min_size=1, max_size=30)


def _typed(kind: Kind) -> st.SearchStrategy[object]:
    """Give things that somebody may type into a column of this kind, all of them right."""
    match kind:
        case Text(most):
            return st.text(st.characters(exclude_categories=["Cs"]), max_size=min(most, 200))
        case Number(least, most, places):
            low, high = (-1e9 if least is None else least), (1e9 if most is None else most)
            whole = st.integers(math.ceil(low), math.floor(high))
            return st.floats(low, high).map(lambda number: round(number, places)) if places else whole
        case Date():
            return st.dates() | st.datetimes()
        case SchoolYear():
            return st.integers(1990, 2100)
        case Flag():
            return st.booleans()
        case Choice(options):
            return st.sampled_from([word for option in options for word in (option.label, option.code, *option.names)])
        case Link():
            return NAME
        case Links():
            return st.lists(NAME, min_size=1, unique=True).map("; ".join)
        case _:
            return st.none()


@pytest.mark.parametrize("column", [column for _, column in COLUMNS], ids=IDS)
@settings(max_examples=12)
@given(data=st.data())
def test_what_is_written_is_read_back(column: Column, data: st.DataObject) -> None:
    if isinstance(column.kind, Derived):
        with pytest.raises(Refused):
            column.kind.read(data.draw(st.integers()))
        return
    typed = data.draw(_typed(column.kind).filter(lambda typed: bool(str(typed).strip())))
    value = column.read(typed)
    assert value is not None
    assert column.read(column.kind.write(value)) == value


@given(value=st.floats(-1e9, 1e9), places=st.integers(1, 6), text=st.text(st.characters(exclude_categories=["Cs"])))
def test_numbers_and_texts_of_any_shape_are_read_back(value: float, places: int, text: str) -> None:
    number, words = Number(places=places), Text(10_000, lines=3)
    assert number.read(number.write(round(value, places))) == pytest.approx(round(value, places), abs=1e-6)
    assert words.read(words.write(words.read(text))) == words.read(text)
    assert Text(10_000).read(words.read(text)) == Text(10_000).read(text)


def test_an_empty_cell_is_nothing_or_refused() -> None:
    for _, column in COLUMNS:
        assert column.kind.write(None) == ""
        for empty in (None, "", "  \n", ()):
            if column.required:
                with pytest.raises(Refused, match=f"не заполнено: {re.escape(column.label.lower())}"):
                    column.read(empty)
            else:
                assert column.read(empty) is None


@pytest.mark.parametrize(
    "kind",
    [Text(), Number(), Number(places=2), Date(), SchoolYear(), Flag(), Choice(()), Link("schools"), Links("schools")],
)
@given(raw=st.integers() | st.floats() | st.text() | st.booleans() | st.dates() | st.datetimes())
def test_any_cell_of_any_workbook_is_read_or_refused(kind: Kind, raw: object) -> None:
    """No cell, however odd, stops an import with a fault of the program."""
    with contextlib.suppress(Refused):
        kind.read(raw)


@pytest.mark.parametrize(
    ("kind", "raw", "reason"),
    [
        (Text(3), "длинно", "слишком длинный текст: 6 знаков, можно не больше 3"),
        (Number(0, 10), "11", "число 11 больше наибольшего возможного 10"),
        (Number(0, 10), -1, "число -1 меньше наименьшего возможного 0"),
        (Number(), "12 чел.", "нужно число, а записано «12 чел.»"),
        (Number(), 1.5, "нужно целое число, а записано 1,5"),
        (Number(), True, "нужно число, а записано «True»"),
        (Number(places=2), math.nan, "нужно число, а записано «nan»"),
        (Number(places=2), math.inf, "нужно число, а записано «inf»"),
        (Date(), "31.02.2026", "нужна дата вида ДД.ММ.ГГГГ, а записано «31.02.2026»"),
        (SchoolYear(), "2026/28", "нужен учебный год вида 2026/27, а записано «2026/28»"),
        (Flag(), "возможно", "нужно «да» или «нет», а записано «возможно»"),
    ],
)
def test_a_refusal_says_what_is_wrong(kind: Kind, raw: object, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        kind.read(raw)
    assert str(refusal.value) == reason


def test_a_choice_that_is_not_there_names_those_that_are() -> None:
    (column,) = (column for key, column in COLUMNS if key == "measures" and column.key == "mode")
    with pytest.raises(Refused, match="Можно: «очно», «дистанционно», «на платформе»"):
        column.read("письменно")


def test_cells_of_spreadsheets_are_read_as_people_see_them() -> None:
    assert Text().read(7.0) == "7"
    assert Text().read(date(2026, 9, 5)) == "05.09.2026"
    assert Number().read("1\u00a0234") == 1234
    assert Date().read(datetime(2026, 9, 5, 10, 0)) == date(2026, 9, 5)  # noqa: DTZ001 - a cell has no zone
    assert SchoolYear().read(2026.0) == 2026
    assert Flag().read(1.0) is True


def test_a_year_is_a_name_and_not_grouped() -> None:
    assert Number(grouped=False).write(2026) == "2026"
    assert Number(places=6, grouped=False).write(46.5) == "46,5"
    assert Number().write(2026) == "2\u202f026"


def test_several_lines_stay_several() -> None:
    assert Text(lines=3).read(" а\nб ") == "а\nб"
    assert Text().read(" а\nб ") == "а б"


def test_links_in_a_cell_are_parted_and_named_once() -> None:
    assert Links("schools").read(" А ;Б\nА;; ") == ("А", "Б")
    assert str(LinkTo("1", "СОШ")) == "СОШ"


def test_derived_values_are_written_for_people() -> None:
    statuses = next(column.kind for key, column in COLUMNS if key == "schools" and column.key == "status")
    assert statuses.write(("low_results", "stable")) == "▲ ШНОР, ● стабильная"
    assert Share("part", "whole").write((5, 14)) == "5 из 14 (36\u00a0%)"
    assert Share("part", "whole").write((1, 2)) == "1 из 2 (50\u00a0%) · малая выборка"
    assert Share("part", "whole").write((0, 0)) == "0 из 0"


def test_numbers_are_numbers_to_a_table() -> None:
    """Only numbers are set to the right and summed."""
    numeric = {type(column.kind) for _, column in COLUMNS if column.kind.numeric}
    assert numeric == {Number, Aggregate, Share}
    assert {Gathered, Presence} & {type(column.kind) for _, column in COLUMNS} == {Gathered, Presence}
    assert not isinstance(Presence(), Derived)
