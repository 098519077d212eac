"""A number in words on a signed paper is the number in figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.text.declension import Case
from setvzaim.text.numerals import MOST, Gender, in_words


@pytest.mark.parametrize(
    ("number", "gender", "nominative", "genitive"),
    [
        (1, "f", "одна", "одной"),
        (5, "f", "пять", "пяти"),
        (21, "f", "двадцать одна", "двадцати одной"),
        (2, "f", "две", "двух"),
        (12, "m", "двенадцать", "двенадцати"),
        (111, "m", "сто одиннадцать", "ста одиннадцати"),
        (342, "m", "триста сорок два", "трёхсот сорока двух"),
        (2001, "m", "две тысячи один", "двух тысяч одного"),
        (1_000_000, "m", "один миллион", "одного миллиона"),
        (0, "f", "ноль", "нуля"),
    ],
)
def test_in_words(number: int, gender: Gender, nominative: str, genitive: str) -> None:
    assert in_words(number, gender=gender) == nominative
    assert in_words(number, gender=gender, case=Case.GEN) == genitive


@given(st.integers(0, MOST), st.integers(0, MOST), st.sampled_from([Case.NOM, Case.GEN]))
def test_two_numbers_never_read_alike(one: int, other: int, case: Case) -> None:
    assert (in_words(one, case=case) == in_words(other, case=case)) == (one == other)


@pytest.mark.parametrize(("number", "case"), [(-1, Case.NOM), (MOST + 1, Case.NOM), (5, Case.INS)])
def test_what_has_no_words_is_refused(number: int, case: Case) -> None:
    with pytest.raises(ValueError, match="no words"):
        in_words(number, case=case)
