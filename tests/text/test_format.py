"""Numbers, dates and school years are read back as they were written."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from setvzaim.text.format import (
    format_date,
    format_long_date,
    format_number,
    format_school_year,
    format_share,
    format_value,
)
from setvzaim.text.parse import as_date, parse_date, parse_flag, parse_number, parse_school_year
from setvzaim.text.plural import Noun

SCHOOL = Noun("школа", "школы", "школ")


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers(value: int) -> None:
    assert parse_number(format_number(value)) == value


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 6)))
@example(0.000001)
@example(-0.0)
@example(1e-07)
def test_decimal_numbers_to_six_places(value: float) -> None:
    written = format_number(value)
    assert parse_number(written) == pytest.approx(value, abs=5e-7)
    assert not written.endswith(",")
    assert written != "-0"


@given(st.dates())
def test_dates(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.integers(1990, 2100))
def test_school_years(start: int) -> None:
    assert parse_school_year(format_school_year(start)) == start
    assert parse_school_year(f"{start}-{start + 1} уч. год") == start


@pytest.mark.parametrize("text", ["2026/28", "2026/26", "26/27", "1989/90", "2101", "год", "", "2026/2", "20266"])
def test_no_school_year(text: str) -> None:
    assert parse_school_year(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1\u00a0234,5", 1234.5),
        ("1 234", 1234),
        ("43.342335,", 43.342335),
        ("+7", 7),
        ("-3,5", -3.5),
        ("\u22123,5", -3.5),
        ("12;", 12),
    ],
)
def test_numbers_as_people_type_them(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "-", "1,2,3", "12 чел.", "1e5", "nan", "inf", "0x1", "1_000", "9" * 400])
def test_what_is_no_number(text: str) -> None:
    """A number the base cannot hold is none either."""
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05.09.2026", date(2026, 9, 5)),
        ("5.9.26 г.", date(2026, 9, 5)),
        (" 2026-09-05 ", date(2026, 9, 5)),
        ("2026-09-05T10:00", date(2026, 9, 5)),
        ("05/09/2026", date(2026, 9, 5)),
    ],
)
def test_dates_as_people_type_them(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["31.02.2026", "29.02.2025", "2026", "сентябрь", "", "1.1.1", "00.01.2026"])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["Да", " ДА ", "+", "есть", "1"])
def test_yes(text: str) -> None:
    assert parse_flag(text) is True


@pytest.mark.parametrize("text", ["нет", "Нет ", "-", "—", "0", "отсутствует"])
def test_no(text: str) -> None:
    assert parse_flag(text) is False


@pytest.mark.parametrize("text", ["", "2", "может быть"])
def test_neither_yes_nor_no(text: str) -> None:
    assert parse_flag(text) is None


def test_a_missing_value_is_empty_and_no_zero() -> None:
    assert format_value(None) == ""
    assert format_value(0) == "0"
    assert format_value(False) == "нет"  # noqa: FBT003 - the value of a cell


def test_values_of_every_kind() -> None:
    assert format_value(datetime(2026, 9, 5, 8, 30)) == "05.09.2026 08:30"  # noqa: DTZ001 - a cell has no zone
    assert format_value(("а", 1000, None)) == "а; 1\u202f000; "
    assert format_value(1234.5, decimals=2) == "1\u202f234,50"
    assert as_date(datetime(2026, 9, 5, 8, 30)) == as_date(date(2026, 9, 5)) == date(2026, 9, 5)  # noqa: DTZ001


def test_a_share_keeps_its_numerator_and_denominator() -> None:
    assert format_share(5, 14) == "5 из 14 (36\u00a0%)"
    assert format_share(0, 0) == "0 из 0"


@given(st.integers(-(10**9), 10**9))
def test_the_noun_follows_the_last_digits(count: int) -> None:
    assert SCHOOL.after(count) == SCHOOL.after(abs(count) % 100)
    assert SCHOOL.after(count) == SCHOOL.after(-count)


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "школ"), (1, "школа"), (2, "школы"), (4, "школы"), (5, "школ"), (11, "школ"), (12, "школ"), (14, "школ"),
     (21, "школа"), (22, "школы"), (25, "школ"), (111, "школ"), (112, "школ"), (121, "школа"), (1011, "школ")],
)  # fmt: skip
def test_noun_after_a_number(count: int, form: str) -> None:
    assert SCHOOL.after(count) == form


def test_a_count_has_its_thousands_apart() -> None:
    assert SCHOOL.counted(1021) == "1\u202f021 школа"


def test_a_date_in_words_keeps_its_figures_together() -> None:
    assert format_long_date(date(2026, 9, 5)) == "5\u00a0сентября 2026\u00a0г."
    assert len({format_long_date(date(2026, month, 1)) for month in range(1, 13)}) == 12
