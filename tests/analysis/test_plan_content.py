"""The form, digest and code of a plan: what was signed is told from what was not, on any computer, for years."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from setvzaim.analysis.plan_content import (
    MEASURE_CELLS,
    Cell,
    Content,
    Measure,
    Section,
    canonical,
    code_of,
    digest_of,
    read_content,
    tidy,
)


def measure(id_: str, **cells: Cell) -> Measure:
    return Measure(id_, {**dict.fromkeys(MEASURE_CELLS), "title": f"Мероприятие {id_}", **cells})


PLAN = Content(
    {"title": "План", "network": "сеть", "school_year": 2026, "numbering": None},
    (
        Section("s1", "Кадры", (measure("a", participants=("ш2", "ш1"), term="октябрь"), measure("b"))),
        Section("s2", "Итоги", (measure("c", everyone=True, starts_on="2026-10-01"),)),
    ),
)
FORM = (
    '{"format":1,"plan":{"network":"сеть","numbering":null,"school_year":2026,"title":"План"},"sections":[{"id":"s1",'
    '"measures":[{"ends_on":null,"everyone":null,"expected":null,"id":"a","mode":null,"participants":["ш1","ш2"],"peo'
    'ple":null,"place":null,"repeats":null,"responsible":null,"starts_on":null,"task":null,"term":"октябрь","title":"'
    'Мероприятие a"},{"ends_on":null,"everyone":null,"expected":null,"id":"b","mode":null,"participants":null,"people'
    '":null,"place":null,"repeats":null,"responsible":null,"starts_on":null,"task":null,"term":null,"title":"Мероприя'
    'тие b"}],"title":"Кадры"},{"id":"s2","measures":[{"ends_on":null,"everyone":true,"expected":null,"id":"c","mode"'
    ':null,"participants":null,"people":null,"place":null,"repeats":null,"responsible":null,"starts_on":"2026-10-01",'
    '"task":null,"term":null,"title":"Мероприятие c"}],"title":"Итоги"}]}'
)
"""Written out: another form would give every plan ever signed another code."""


def test_the_form_is_what_it_has_always_been() -> None:
    assert canonical(PLAN).decode() == FORM
    assert digest_of(canonical(PLAN)) == "d0f3e57809e953b7890bdbc76e0f78bc39f1292a134918bca7fd937325f0e72c"
    assert code_of(digest_of(canonical(PLAN))) == "W7VN-KWYH"


def test_it_is_read_back() -> None:
    assert canonical(read_content(canonical(PLAN))) == canonical(PLAN)
    assert tidy(PLAN) == tidy(tidy(PLAN))
    other = json.loads(FORM) | {"format": 2}
    with pytest.raises(ValueError, match="format 2"):
        read_content(json.dumps(other).encode())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("октябрь", "  октябрь\n"),
        ("до  25 числа", "до 25\u00a0числа"),
        ("зачёт", "заче\u0308т"),
        (None, "  "),
    ],
)
def test_how_a_text_is_spaced_or_coded_does_not_matter(one: Cell, other: Cell) -> None:
    plans = [
        replace(PLAN, sections=(Section("s", "Р", (measure("a", term=term),)),)) for term in (one, other)
    ]  # fmt: skip
    assert canonical(plans[0]) == canonical(plans[1])


def test_the_order_of_measures_matters_and_that_of_participants_does_not() -> None:
    first = PLAN.sections[0]
    turned = replace(PLAN, sections=(replace(first, measures=first.measures[::-1]), PLAN.sections[1]))
    assert canonical(turned) != canonical(PLAN)
    same = replace(first, measures=(measure("a", participants=("ш1", "ш2", "ш1"), term="октябрь"), first.measures[1]))
    assert canonical(replace(PLAN, sections=(same, PLAN.sections[1]))) == canonical(PLAN)


@pytest.mark.parametrize("key", MEASURE_CELLS)
def test_every_cell_counts(key: str) -> None:
    plans = [
        replace(PLAN, sections=(Section("s", "Р", (measure("a", **{key: value}),)),))
        for value in ("одно", "другое")
    ]  # fmt: skip
    assert canonical(plans[0]) != canonical(plans[1])


def test_a_code_can_be_read_out_on_the_telephone() -> None:
    codes = {code_of(digest_of(str(number).encode())) for number in range(5_000)}
    assert len(codes) == 5_000
    letters = set("".join(codes)) - {"-"}
    assert not letters & set("01OILB8S5G6U") - {"5", "6"}
    assert all(len(code) == 9 and code[4] == "-" for code in codes)


def test_measures_have_the_numbers_they_have_on_paper() -> None:
    assert [at for at, _, _ in PLAN.measures()] == ["1.1", "1.2", "2.1"]
    again = replace(PLAN, requisites={**PLAN.requisites, "numbering": "restart"})
    assert [at for at, _, _ in again.measures()] == ["1 раздела 1", "2 раздела 1", "1 раздела 2"]
