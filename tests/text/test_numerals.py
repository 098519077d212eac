"""A number in words on a signed paper is the number in figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.text.declension import Case
from setvzaim.text.numerals import MOST, Gender, counted_in_words, in_words
from setvzaim.text.plural import Noun

SCHOOL = Noun("школа", "школы", "школ")
PUPIL = Noun("ученик", "ученика", "учеников")


@pytest.mark.parametrize(
    ("number", "noun", "gender", "nominative", "genitive"),
    [
        (1, SCHOOL, "f", "одна школа", "одной школы"),
        (5, SCHOOL, "f", "пять школ", "пяти школ"),
        (21, SCHOOL, "f", "двадцать одна школа", "двадцати одной школы"),
        (2, SCHOOL, "f", "две школы", "двух школ"),
        (12, PUPIL, "m", "двенадцать учеников", "двенадцати учеников"),
        (111, PUPIL, "m", "сто одиннадцать учеников", "ста одиннадцати учеников"),
        (342, PUPIL, "m", "триста сорок два ученика", "трёхсот сорока двух учеников"),
        (2001, PUPIL, "m", "две тысячи один ученик", "двух тысяч одного ученика"),
        (1_000_000, PUPIL, "m", "один миллион учеников", "одного миллиона учеников"),
        (0, SCHOOL, "f", "ноль школ", "нуля школ"),
    ],
)
def test_counted(number: int, noun: Noun, gender: Gender, nominative: str, genitive: str) -> None:
    assert counted_in_words(number, noun, gender) == nominative
    assert counted_in_words(number, noun, gender, case=Case.GEN) == genitive


@given(st.integers(0, MOST), st.integers(0, MOST), st.sampled_from([Case.NOM, Case.GEN]))
def test_two_numbers_never_read_alike(one: int, other: int, case: Case) -> None:
    assert (in_words(one, case=case) == in_words(other, case=case)) == (one == other)


@pytest.mark.parametrize(("number", "case"), [(-1, Case.NOM), (MOST + 1, Case.NOM), (5, Case.INS)])
def test_what_has_no_words_is_refused(number: int, case: Case) -> None:
    with pytest.raises(ValueError, match="no words"):
        in_words(number, case=case)
