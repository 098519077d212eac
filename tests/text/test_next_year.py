"""Terms moved to the next year: a plan begun from last year's must not name last year's days."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.text.next_year import move_school_years, move_years, year_later


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 9, 1), date(2027, 9, 1)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
    ],
)
def test_a_day_a_year_later(day: date, later: date) -> None:
    assert year_later(day) == later


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("октябрь", "октябрь"),
        ("октябрь 2026", "октябрь 2027"),
        ("октябрь 2026 г.", "октябрь 2027 г."),
        ("сентябрь 2026 – май 2027", "сентябрь 2027 – май 2028"),
        ("2026/27 учебный год", "2027/28 учебный год"),
        ("2026-2027 уч. год", "2027-2028 уч. год"),
        ("2026–2027", "2027–2028"),
        ("до 25.10.2026", "до 25.10.2027"),
        ("до 25.10.26", "до 25.10.27"),
        ("01.09.2026–31.05.2027", "01.09.2027–31.05.2028"),
        ("в 2019 году", "в 2019 году"),
        ("2024/25 и 2026/27", "2024/25 и 2027/28"),
        ("кабинет 2026а, п. 20261", "кабинет 2027а, п. 20261"),
        ("до 25 числа каждого месяца", "до 25 числа каждого месяца"),
        ("", ""),
    ],
)
def test_years_of_a_term(text: str, moved: str) -> None:
    assert move_years(text, 2026) == moved


def test_the_29th_of_february_in_words() -> None:
    assert move_years("до 29.02.2028", 2027) == "до 28.02.2029"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("План на 2026/2027 учебный год", "План на 2027/2028 учебный год"),
        ("По приказу от 05.08.2026 № 882/391", "По приказу от 05.08.2026 № 882/391"),
        ("Олимпиада 2026", "Олимпиада 2026"),
    ],
)
def test_titles_keep_what_is_no_school_year(text: str, moved: str) -> None:
    assert move_school_years(text, 2026) == moved
