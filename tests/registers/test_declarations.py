"""The declarations agree with each other: whatever one names is there, and no header means two columns."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from setvzaim.registers import (
    Aggregate,
    Choice,
    Column,
    Gathered,
    Kind,
    Link,
    Links,
    Number,
    Presence,
    Register,
    Share,
    Text,
    all_registers,
    goes_with,
    parent_of,
    parts_of,
    register,
    scope_of,
)
from setvzaim.registers.common import in_order, not_more

REGISTERS = all_registers()
OF_THE_OFFICE = {
    "schools", "staff", "methods", "equipment", "needs", "centers", "measures", "groups", "movements", "results",
    "indicators", "recommendations", "documents", "approvals", "resource_uses",
}  # fmt: skip
LATIN = re.compile(r"[A-Za-z][A-Za-z-]*")
KNOWN_LATIN = {"Excel", "I", "E-mail", "min"}
"""Latin words of Russian papers and workbooks."""
MACHINE = re.compile(r"[a-z_]+")
"""Names in open data: «student_count»."""

each_register = pytest.mark.parametrize("of", list(REGISTERS.values()), ids=list(REGISTERS))


def _choices(of: Register) -> list[Choice]:
    kinds = [column.kind for column in of.columns]
    return [
        kind.choice if isinstance(kind, Gathered) else kind for kind in kinds if isinstance(kind, Choice | Gathered)
    ]


def _walk(of: Register, path: str) -> Column | None:
    """Return the column at the end of a path of links, `None` for «id»; raise `KeyError` where it breaks."""
    *steps, last = path.split(".")
    for step in steps:
        kind = of[step].kind
        assert isinstance(kind, Link)
        of = register(kind.register)
    return None if last == "id" else of[last]


def test_the_registers_of_the_office_are_there() -> None:
    assert {of.key for of in REGISTERS.values() if not of.directory} == OF_THE_OFFICE


def test_an_unknown_register_is_answered_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="schools"):
        register("shcools")


@each_register
def test_keys_and_labels_are_unique(of: Register) -> None:
    assert max(Counter(column.key for column in of.columns).values()) == 1
    assert max(Counter(column.label for column in of.columns).values()) == 1


def test_titles_are_unique() -> None:
    assert len({of.title for of in REGISTERS.values()}) == len(REGISTERS)


@each_register
def test_no_header_means_two_columns(of: Register) -> None:
    """Else an import would put a column of the office's workbook where it does not belong."""
    claimed = Counter(header for column in of.columns for header in column.headers)
    assert not [header for header, columns in claimed.items() if columns > 1]


@each_register
def test_whatever_is_named_is_there(of: Register) -> None:
    assert of.label in of
    for key in (
        *(key.rstrip("?") for group in of.identity for key in group),
        *filter(None, (of.position, of.position_in)),
    ):
        assert of[key].stored
    for path in (*(key.removeprefix("-") for key in of.order), *filter(None, (of.school, of.network, of.year))):
        _walk(of, path)
    assert bool(of.position) == bool(of.position_in)


@each_register
def test_paths_lead_to_schools_networks_and_years(of: Register) -> None:
    for path, target in ((of.school, "schools"), (of.network, "networks")):
        if path not in ("", "id"):
            column = _walk(of, path)
            assert column is not None
            assert column.kind == Link(target, grows=target == "networks")
    if of.year:
        assert getattr(_walk(of, of.year), "key", "") == "school_year"


@each_register
def test_links_lead_to_registers_called_by_a_text(of: Register) -> None:
    for column in of.columns:
        if isinstance(column.kind, Link | Links):
            target = register(column.kind.register)
            assert isinstance(target[target.label].kind, Text)


@each_register
def test_what_grows_by_its_name_needs_nothing_but_its_name_and_its_parent(of: Register) -> None:
    for column in of.columns:
        if isinstance(column.kind, Link | Links) and column.kind.grows:
            target = register(column.kind.register)
            above = parent_of(target)
            needed = {needed.key for needed in target.columns if needed.required}
            assert needed <= {target.label, above.key if above else ""}


@each_register
def test_derived_columns_follow_from_columns_that_are_there(of: Register) -> None:
    for column in of.columns:
        match column.kind:
            case Share(part, whole):
                assert isinstance(of[part].kind, Number)
                assert isinstance(of[whole].kind, Number)
            case Aggregate(function, other, link, summed, where):
                assert register(other)[link].kind == Link(of.key, grows=_grows(register(other)[link].kind))
                assert (function == "count") == (not summed)
                assert all(key in register(other) for key, _ in (*where, *([(summed, 0)] if summed else [])))
            case Gathered(other, link, gathered, choice, year):
                assert register(other)[link].kind == Link(of.key)
                assert register(other)[gathered].kind == choice
                assert year in register(other)
            case Presence(other, link, where, year):
                assert register(other)[link].kind == Link(of.key)
                assert all(key in register(other) for key in (year, *dict(where)))


def _grows(kind: Kind) -> bool:
    return isinstance(kind, Link) and kind.grows


@each_register
def test_options_of_a_choice_are_told_apart(of: Register) -> None:
    for choice in _choices(of):
        words = [word.casefold() for option in choice.options for word in {option.label, option.code, *option.names}]
        assert len(words) == len(set(words))
        for option in choice.options:
            for word in (option.label, option.code, *option.names):
                assert choice.read(word) == option.code


@each_register
def test_parts_that_go_with_the_whole_link_to_it(of: Register) -> None:
    linking = {other.key for other, column in parts_of(of.key) if isinstance(column.kind, Link)}
    assert set(of.whole) <= linking


@each_register
def test_what_the_user_reads_is_russian(of: Register) -> None:
    words = [of.title, of.accusative, of.noun.one, of.noun.few, of.noun.many, of.purpose]
    words += [text for column in of.columns for text in (column.label, column.unit, column.part, column.hint)]
    words += [text for choice in _choices(of) for option in choice.options for text in (option.label, option.sign)]
    words += [name for column in of.columns for name in column.names if not MACHINE.fullmatch(name)]
    assert {word for text in words for word in LATIN.findall(text)} <= KNOWN_LATIN


@each_register
def test_a_tab_says_what_belongs_into_it_while_it_is_empty(of: Register) -> None:
    assert of.directory or of.purpose


def test_a_row_without_what_is_required_is_refused_with_its_column() -> None:
    of = register("schools")
    assert of.check({"name": None, "municipality": "1"}) == {"name": "не заполнено: школа"}
    assert of.check({"name": "А", "municipality": ""}) == {"municipality": "не заполнено: район"}
    assert of.check({"pupils": 5}) == {}


def test_rules_of_the_row() -> None:
    days = {"since": date(2026, 9, 2), "until": date(2026, 9, 1)}
    assert in_order()(days) == "дата окончания 01.09.2026 раньше даты начала 02.09.2026"
    assert in_order()({**days, "until": date(2026, 9, 2)}) is None
    assert in_order()({"since": date(2026, 9, 2)}) is None
    assert in_order(about="согласие: ")(days) == "согласие: дата окончания 01.09.2026 раньше даты начала 02.09.2026"
    assert not_more("part", "whole", "больше")({"part": 3, "whole": 2}) == "больше: 3 из 2"
    assert not_more("part", "whole", "больше")({"part": 2, "whole": 2}) is None
    assert not_more("part", "whole", "больше")({"part": 2, "whole": None}) is None


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("movements", {"from_school": "1", "to_school": "1"}),
        ("results", {"participants": 5, "below": 6}),
        ("results", {"participants": 5, "good": 6}),
        ("results", {"participants": 5, "confirmed": 6}),
        ("equipment", {"quantity": 1, "working": 2}),
        ("equipment", {"quantity": 1, "shareable": 2}),
        ("measures", {"starts_on": date(2026, 9, 2), "ends_on": date(2026, 9, 1)}),
        ("documents", {"valid_from": date(2026, 9, 2), "valid_until": date(2026, 9, 1)}),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(key: str, values: dict[str, object]) -> None:
    assert set(register(key).check(values)) == {""}


def test_a_section_is_meant_within_the_plan_of_its_measure() -> None:
    measures = register("measures")
    assert scope_of(measures, measures["section"]) == "plan"
    assert scope_of(measures, measures["plan"]) is None
    assert scope_of(measures, measures["title"]) is None


def test_what_cannot_stand_without_another_goes_with_it() -> None:
    schools = register("schools")
    going = {(other.key, column.key) for other, column in parts_of("schools") if goes_with(schools, other, column)}
    assert ("staff", "school") in going
    assert ("groups", "base") not in going
    assert ("measures", "participants") not in going


def test_a_heading_has_its_unit() -> None:
    assert register("equipment")["speed"].heading == "Скорость по договору, Мбит/с"
    assert register("schools")["name"].heading == "Школа"


def test_the_consent_of_a_person_ends_after_it_begins() -> None:
    """Else a slip of the pen says that the office may not keep the data at all, or may for ever."""
    row = {"name": "Иванова", "consent_on": date(2026, 9, 2), "consent_until": date(2026, 9, 1)}
    assert register("staff").check(row) == {"": "согласие: дата окончания 01.09.2026 раньше даты начала 02.09.2026"}
    assert register("staff").check({**row, "consent_until": None}) == {}
