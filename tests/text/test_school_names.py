"""Names of schools: one school written by two people is recognised, two schools never become one by themselves."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.text.schools import Candidate, alike, join_names, same_places, school_name
from setvzaim.text.schools.alike import distance
from setvzaim.text.schools.assigning import assign
from setvzaim.text.schools.joining import OFFERED
from setvzaim.text.schools.near import Near

PLACES = (
    "Верхний Талсай", "Нижний Талсай", "Ягодное", "Усть-Каменка", "Белый Яр", "Зуевка", "Карагач", "Приозёрное",
    "Хангал", "Малый Утес", "Старая Берёзовка", "Новая Берёзовка",
)  # fmt: skip
HONOURS = ("имени Героя Советского Союза П.И. Лукина", "им. А. Сарматова", "имени братьев Дорониных")


def district(kinds: random.Random) -> list[tuple[str, str | None, str, str]]:
    """Return invented schools: kind, number, place, honorific."""
    schools: list[tuple[str, str | None, str, str]] = [
        ("сош", str(number), "г. Лугов", kinds.choice(("", *HONOURS))) for number in range(1, 9)
    ]
    schools += [
        (kinds.choice(("сош", "оош")), None, f"с. {place}", kinds.choice(("", "", *HONOURS))) for place in PLACES
    ]
    return [
        *schools,
        ("гимназия", "1", "г. Лугов", ""),
        ("вечерняя", None, "г. Лугов", ""),
        ("нош", "3", "г. Лугов", ""),
    ]


FULL = {
    "сош": "средняя общеобразовательная школа",
    "оош": "основная общеобразовательная школа",
    "нош": "начальная общеобразовательная школа",
    "гимназия": "гимназия",
    "вечерняя": "вечерняя (сменная) общеобразовательная школа",
}
SHORT = {"сош": "СОШ", "оош": "ООШ", "нош": "НОШ", "гимназия": "гимназия", "вечерняя": "ВСОШ"}


def spelling(school: tuple[str, str | None, str, str], hand: random.Random) -> str:
    """Write a school as somebody would: forms, quotes, marks of number and letters that a tired hand changes."""
    kind, number, place, honour = school
    words = hand.choice((FULL, SHORT))[kind]
    sign = hand.choice(("№ ", "№", "№  ", "N "))
    name = " ".join(
        part for part in (words, f"{sign}{number}" if number else "", hand.choice((honour, honour, ""))) if part
    )
    opening, closing = hand.choice((("«", "»"), ('"', '"'), ("", ""), ("'", "'"), ("<", ">")))
    form = hand.choice(("МБОУ", "МКОУ", "Муниципальное бюджетное общеобразовательное учреждение", ""))
    where = hand.choice((place, place.replace(". ", "."), place.replace("с. ", "село ").replace("г. ", "города ")))
    whole = hand.choice((f"{form} {opening}{name}{closing} {where}", f"{form} {opening}{name} {where}{closing}"))
    whole += hand.choice(("", "", " Луговского района", " Луговского муниципального района Заречной области"))
    if hand.random() < 0.15:
        at = hand.randrange(len(whole) - 12, len(whole) - 3)
        if whole[at].isalpha() and whole[at + 1].isalpha():
            whole = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    return hand.choice((whole, whole, whole.upper(), whole.lower(), f"   {whole} "))


@pytest.mark.parametrize("seed", range(12))
def test_a_district_written_twice_is_joined_without_a_mistake(seed: int) -> None:
    """A wrong join would give a school the results of another one: that is worse than a question."""
    hand = random.Random(seed)  # noqa: S311 - no secret
    schools = district(hand)
    left, right = [[spelling(school, hand) for school in schools] for _ in range(2)]
    order = hand.sample(range(len(schools)), len(schools))
    found = join_names(left, [right[at] for at in order])
    wrong = [(left[one.left], right[order[one.right]]) for one in found.sure if one.left != order[one.right]]
    assert not wrong
    true = {(one.left, order[one.right]) for one in (*found.sure, *found.open)} & {
        (at, at) for at in range(len(schools))
    }
    assert len(found.sure) >= 0.8 * len(schools)
    assert len(true) >= 0.95 * len(schools)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МБОУ «СОШ № 1»", "МБОУ «СОШ № 11»"),
        ("МБОУ «СОШ с. Верхний Талсай»", "МБОУ «СОШ с. Нижний Талсай»"),
        ("МБОУ «Старо-Берёзовская СОШ»", "МБОУ «Ново-Берёзовская СОШ»"),
        ("МБОУ «СОШ № 2»", "МБОУ «Вечерняя школа № 2»"),
        ("МБОУ «СОШ № 2»", "Филиал МБОУ «СОШ № 2» в с. Зуевка"),
        ("МБОУ «СОШ им. Сарматова»", "МБОУ «СОШ им. Лукина»"),
        ("МБОУ «Гимназия»", "МБОУ «Лицей»"),
        ("Николаевская СОШ", "Никольская СОШ"),
        ("Ульяновская СОШ", "Ульянская СОШ"),
        ("СОШ с. Ивановка", "СОШ с. Ивановское"),
        ("Зоренская СОШ", "Горенская СОШ"),
    ],
)
def test_two_schools_are_never_joined_silently(one: str, other: str) -> None:
    """Neighbours are told apart by number, place, kind and honorific, even when each list has only one of them."""
    assert not join_names([one], [other]).sure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Муниципальное казённое учреждение «Талсайская средняя общеобразовательная школа»", "МКОУ СОШ с. Талсай"),
        ("МБОУ <Зуевская СОШ>", 'МБОУ "Зуевская средняя общеобразовательная школа" Луговского района'),
        ("МБОУ «СОШ №4 им. Доронина С.А. с.Автуры»", "МБОУ СОШ № 4 с. Автуры имени Доронина"),
        ("МОУ средняя общеебразовательная школа с. Засопка", "МОУ СОШ с. Засопка"),
        ("МОУ Хада-Булакская СОШ", "МОУ Хадабулакская СОШ"),
        ("Первомайская СОШ №1", "СОШ №1 п. Первомайский"),
        ("Петровская СОШ", "СОШ с. Петровское"),
        ("МОУ Усть - Теленская СОШ", "МОУ Усть-Теленская СОШ"),
        ("МОУ Александровско-Заводская СОШ", "МОУ Александрово-Заводская СОШ"),
        ("МБОУ 'СОШ№ 1г.Шали", "МБОУ СОШ N1 г. Шали"),
    ],
)  # fmt: skip
def test_one_school_in_two_hands_is_joined(one: str, other: str) -> None:
    """These spellings stood beside each other in papers of one region."""
    assert join_names([one], [other]).sure


ODD = (
    "Школа", "Средняя школа", "СОШ", "СОШ № 5", "СОШ № 5 имени Лукина", "Школа имени Лукина", "Школа имени Пушкина",
    "СОШ Луговского района", "Школа № 7 Луговского района", "Луговская СОШ", "СОШ с. Лукино", "Лукинская СОШ",
    "СОШ имени Сарматова с. Верхний Талсай", "Верхнеталсайская СОШ", "Верхний-Талсайская школа", "В. Талсайская СОШ",
    "СОШ с. Александрово-Заводское", "Александровско-Заводская СОШ", "СОШ Белый Яр", "Белоярская СОШ",
    "Беляровская СОШ", "МБОУ «Сарматовская СОШ»", "СОШ № 5 с. Белый Яр", "Начальная школа № 5", "СОШ п. Усть Каменка",
    "Усть-Каменская СОШ",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_what_is_never_compared_is_never_alike(seed: int) -> None:
    """Names are found by their words and numbers: one that is passed over must be one nobody would have offered."""
    hand = random.Random(seed)  # noqa: S311 - no secret
    schools = district(hand)
    names = [school_name(name) for name in (*(spelling(one, hand) for one in (*schools, *schools)), *ODD)]
    near = Near(list(enumerate(names)))
    for one in names:
        found = {at for at, _ in near.to(one)}
        passed = [other for at, other in enumerate(names) if at not in found and alike(one, other).score >= OFFERED]
        assert not passed, (one, passed)


def test_a_name_like_hundreds_is_offered_with_some_and_joined_with_none() -> None:
    """A list without municipalities has «СОШ № 1» by the hundred: nobody can choose, and a guess would be wrong."""
    found = join_names(["МБОУ «СОШ № 1»"] * 300, ["СОШ №1"] * 300)
    assert not found.sure
    assert 300 <= len(found.open) <= 300 * 40


def test_what_is_close_stays_with_the_user() -> None:
    """Two schools that one name may mean are both offered, the likelier first, and nothing is joined."""
    found = join_names(["МБОУ СОШ с. Зуевка"], ["МБОУ СОШ № 1 с. Зуевка", "МБОУ СОШ № 2 с. Зуевка"])
    assert not found.sure
    assert {one.right for one in found.open} == {0, 1}
    downgraded = join_names(["МБОУ СОШ с. Зуевка"], ["МБОУ ООШ с. Зуевка"])
    assert not downgraded.sure
    assert downgraded.open[0].differs == ("вид школы другой: сош и оош",)


def test_parts_of_a_name() -> None:
    """Number, place, honorific and explanations are told apart: each is weighed in its own way."""
    parts = school_name("МБОУ «СОШ № 07 им. М.Г. Гайрбекова с.Валерик» Луговского района")
    assert (parts.kinds, parts.numbers, parts.words, parts.honour) == (
        frozenset({"сош"}),
        ("7",),
        ("валерик",),
        ("гайрбекова",),
    )
    assert alike(parts, school_name("СОШ № 8 с. Валерик")).score == 0


def test_spellings_of_a_municipality_meet_but_a_town_is_not_its_district() -> None:
    """«Петровский район» and the town of its name keep their schools apart; offices and letters do not matter."""
    names = (
        'Комитет образования муниципального района "Хилокский район"', "Хилокский р-н", "г. Агинское", "Агинский район",
        "Управление образования Админстрации Луговского муниципального округа", "Луговской район",
    )  # fmt: skip
    same = same_places(names)
    assert same[names[0]] == same[names[1]]
    assert same[names[2]] != same[names[3]]
    assert same[names[4]] == same[names[5]]


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(45, 100), max_size=12))
def test_the_assignment_is_the_best_there_is(scores: dict[tuple[int, int], int]) -> None:
    """A greedy join would take a name away from the school that has no other."""
    pairs = [Candidate(left, right, score / 100) for (left, right), score in scores.items()]
    chosen = assign(pairs)
    assert len({one.left for one in chosen}) == len({one.right for one in chosen}) == len(chosen)
    best = max(
        sum(scores.get((left, right), 0) for left, right in enumerate(order))
        for order in itertools.permutations(range(5))
    )
    assert round(sum(one.score for one in chosen) * 100) == best


@given(st.text("абв", max_size=6), st.text("абв", max_size=6))
def test_distance_counts_slips_and_gives_up_in_time(one: str, other: str) -> None:
    """A slip more than allowed is never taken for one less."""
    whole = distance(one, other, 12)
    assert whole == distance(other, one, 12)
    assert (whole == 0) == (one == other)
    assert distance(one, other, 1) == min(whole, 2)
