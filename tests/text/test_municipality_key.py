"""Districts are the same however an office writes them; a wrong join would put a school into another district."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.text.names import municipality_key

SAME = [
    ("Ахматовский р-н", "Ахматовский муниципальный район"),
    ("Ахматовский район", "Управление образования Ахматовского района"),
    ("Ахматовский", "МО «Ахматовский район»"),
    ("г. Грозный", "Грозный"),
    ("город Грозный", "г.Грозный"),
    ("Город Аргун", "Департамент образования г. Аргун"),
    ("Надтеречный район", "Отдел образования администрации Надтеречного муниципального района"),
    ("Озёрный РМО", "ОЗЕРНЫЙ р-н"),
    ("Городовиковское РМО", "Городовиковский район"),
    ("Администрация Городовиковского РМО", "Городовиковское"),
    ("Городской округ г. Магас", "Магас"),
    ("Ики-Бурульский", "Ики-Бурульское районное муниципальное образование"),
    ("Южный", "Южного района"),
    ("Ножай-Юртовский р-н", "Управление образования Ножай-Юртовского муниципального района Чеченской Республики"),
    ("Яшкульское РМО", "Яшкульское РМО Республики Калмыкия"),
    ("Чернышевский район", "Чернышевский район Забайкальского края"),
]
DIFFERENT = [
    ("Шатойский район", "Шаройский район"),
    ("Грозненский район", "город Грозный"),
    ("Городищенский район", "Городовиковский район"),
    ("Городовиковский район", "Город"),
    ("Краснодарский край", "Красноярский край"),
    ("Красноармейский район", "Армейский район"),
    ("Чеченская Республика", "Республика Калмыкия"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_district(one: str, other: str) -> None:
    assert municipality_key(one) == municipality_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_districts(one: str, other: str) -> None:
    assert municipality_key(one) != municipality_key(other)


@pytest.mark.parametrize("text", ["Городской округ", "Район", "г."])
def test_a_name_of_nothing_but_kinds_of_places_keeps_a_key(text: str) -> None:
    """Else all such names would be one district."""
    assert municipality_key(text)


@given(st.text(st.sampled_from("абвгдеёжийкнорст -«»"), max_size=30))
def test_case_and_yo_do_not_matter(text: str) -> None:
    assert municipality_key(text.upper()) == municipality_key(text.replace("ё", "е"))
