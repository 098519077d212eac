"""Requisites that do not agree are found, and those that agree are left in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from setvzaim.analysis.requisites import Head, Paper, doubts
from setvzaim.text.person_names import unlike_initials

DAY = date(2026, 11, 24)
ORDER = Paper(id="1", title="Приказ", kind="приказ", number="52", issued_on=date(2021, 3, 1), issued_by="КРИПКРО")
OTHER = replace(ORDER, id="2", title="Положение", kind="положение", number="1")


def _said(*papers: Paper, heads: tuple[Head, ...] = ()) -> list[tuple[str, str]]:
    return [(doubt.paper, doubt.text) for doubt in doubts(papers, heads, DAY)]


@pytest.mark.parametrize(
    ("one", "other", "unlike"),
    [
        ("Л. Д. Мунчинова", "И. Д. Мунчинова", True),
        ("Л.Д. Мунчинова", "Мунчинова Л. Д.", False),
        ("Л.Д. Мунчинова", "Мунчинова Лариса Дорджиевна", False),
        ("Мунчинова Лариса Дорджиевна", "Мунчинова Ирина Дорджиевна", True),
        ("Л. Мунчинова", "Л. Д. Мунчинова", False),
        ("Л. Мунчинова, ректор", "И. Мунчинова, ректор", True),
        ("Л. Д. Мунчинова", "И. Д. Басанова", False),
        ("Ё. П. Ёлкин", "Е. П. Елкин", False),
        ("ректор", "Л. Д. Мунчинова", False),
        ("", "", False),
    ],
)
def test_initials_of_one_person_are_compared(one: str, other: str, *, unlike: bool) -> None:
    assert unlike_initials(one, other) is unlike
    assert unlike_initials(other, one) is unlike


def test_initials_differ_between_documents_of_one_issuer_only() -> None:
    signed, stamped = replace(ORDER, signed_by="Л.Д. Мунчинова"), replace(OTHER, approved_by="И.Д. Мунчинова")
    assert _said(signed, stamped) == [
        ("1", "Инициалы разные: здесь «Л.Д. Мунчинова», а в документе «Положение» — «И.Д. Мунчинова»"),
        ("2", "Инициалы разные: здесь «И.Д. Мунчинова», а в документе «Приказ» — «Л.Д. Мунчинова»"),
    ]
    assert _said(signed, replace(stamped, issued_by="Другой институт")) == []
    assert _said(signed, replace(stamped, approved_by="И.Д. Басанова")) == []
    assert _said(replace(signed, issued_by=""), replace(stamped, issued_by="")) == []


def test_initials_differ_from_those_of_the_head() -> None:
    head = Head("Школы", "МБОУ «Озёрная СОШ»", "Иванова А. Б.", ("Муниципальная школа",))
    paper = replace(ORDER, issued_by='МБОУ "Озерная СОШ"', signed_by="В. Б. Иванова")
    wrong = [("1", "Инициалы разные: здесь «В. Б. Иванова», а в реестре «Школы» — «Иванова А. Б.»")]
    assert _said(paper, heads=(head,)) == wrong
    assert _said(replace(paper, issued_by="Муниципальная школа"), heads=(head,)) == wrong
    assert _said(replace(paper, signed_by="А. Б. Иванова"), heads=(head,)) == []


def test_what_takes_the_place_of_itself_of_something_later_or_in_a_circle() -> None:
    assert _said(replace(ORDER, replaces="1")) == [("1", "Документ издан взамен самого себя")]
    later = replace(OTHER, issued_on=date(2022, 1, 1))
    assert _said(replace(ORDER, replaces="2"), later) == [
        ("1", "Издан взамен более позднего документа «Положение» от 01.01.2022")
    ]
    circle = _said(replace(ORDER, replaces="2"), replace(OTHER, replaces="1"))
    assert [paper for paper, text in circle if "по кругу" in text] == ["1", "2"]
    assert _said(replace(later, replaces="1"), ORDER) == []
    assert _said(replace(ORDER, replaces="нет")) == []


def test_a_long_chain_is_no_circle() -> None:
    chain = [replace(ORDER, id=str(n), number=str(n), replaces=str(n - 1)) for n in range(2000)]
    assert _said(*chain) == []


def test_what_has_ended_and_is_still_leant_on() -> None:
    ended = replace(ORDER, valid_until=date(2026, 11, 23), leaning=(("Перемещения", 2), ("Центры", 1)))
    assert _said(ended) == [
        ("1", "Срок истёк 23.11.2026, а на документ ещё опираются: «Перемещения» — 2, «Центры» — 1")
    ]
    assert _said(replace(ended, valid_until=DAY)) == []
    assert _said(replace(ended, leaning=())) == []


def test_one_number_twice_in_a_year() -> None:
    twin = replace(ORDER, id="2", title="Другой приказ", issued_on=date(2021, 9, 1))
    assert [paper for paper, _ in _said(ORDER, twin)] == ["1", "2"]
    assert _said(ORDER, replace(twin, issued_on=date(2022, 9, 1))) == []
    assert _said(ORDER, replace(twin, kind="договор")) == []
