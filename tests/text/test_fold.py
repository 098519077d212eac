"""Keys of sorting, search and recognition: what a user types finds what another user wrote."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from setvzaim.text import fold as module
from setvzaim.text.fold import fold, match_key

CP1251 = st.text(st.sampled_from([chr_ for byte in range(256) if (chr_ := bytes([byte]).decode("cp1251", "ignore"))]))
"""Whatever fits Windows-1251: it goes the fast way."""
RUSSIAN = st.text(st.sampled_from("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ0123456789 -№«»"))
LOOKALIKES = str.maketrans("авсенкмортхуАВСЕНКМОРТХУ", "abcehkmoptxyABCEHKMOPTXY")
OUTSIDE = "\u4e00"
"""A sign that folding leaves alone and Windows-1251 lacks: text with it goes the slow way."""


@given(st.text())
@example("ё\u0308и\u0306")
@example("Ǆ\u0345ß\u0130")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert match_key(match_key(text)) == match_key(text)


@given(CP1251)
def test_the_fast_way_gives_what_the_slow_way_gives(text: str) -> None:
    assert fold(text + OUTSIDE).removesuffix(OUTSIDE).rstrip(" ") == fold(text)
    assert match_key(text + OUTSIDE).removesuffix(OUTSIDE) == match_key(text)


@given(RUSSIAN)
def test_case_yo_and_latin_letters_do_not_matter(text: str) -> None:
    for other in (text.upper(), text.lower(), text.translate(str.maketrans("ёЁ", "еЕ")), text.translate(LOOKALIKES)):
        assert fold(other) == fold(text)
        assert match_key(other) == match_key(text)


@given(st.text(), st.text())
def test_what_folds_alike_is_the_same_name(one: str, other: str) -> None:
    """The key of recognition is never finer than that of search."""
    assert match_key(fold(one)) == match_key(one)
    if fold(one) == fold(other):
        assert match_key(one) == match_key(other)


@given(st.text())
def test_a_key_of_recognition_has_no_white_space_and_no_quotes(text: str) -> None:
    assert not set(match_key(text)) & set(" \t\n\u00a0«»\"'.,;:()-–—№")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("озерная сош", "Озёрная  СОШ"),
        ("СОШ им. Ленина", "COШ «им. Ленина»"),
        ("школа-сад", "Школа — сад".replace(" ", "")),
        ("маныч", "Ма\u00adныч"),  # a soft hyphen of Word
        ("маныч", "Ма\u200bныч\ufeff"),  # zero-width signs of web pages
        ("троицкий", "Троицкии\u0306"),  # й in two signs, as macOS writes
        ("елка", "Е\u0308лка"),
        ("а b", "А\u00a0B"),
    ],
)
def test_pasted_text_is_found(typed: str, written: str) -> None:
    assert fold(typed) == fold(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МБОУ «СОШ № 3»", "МБОУ СОШ №3"),
        ("СОШ-3", "СОШ 3"),
        ("Ф.И.О.", "ФИО"),
        ("Кол-во (шт.)", "кол во шт"),
    ],
)
def test_punctuation_does_not_make_another_name(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(("one", "other"), [("СОШ № 1", "СОШ № 11"), ("й", "и"), ("ООШ", "СОШ")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_kalmyk_names_are_found_by_a_russian_keyboard_and_sorted_by_it() -> None:
    assert fold("ӘМТӘН") == fold("амтан")
    assert fold("Һазг Үлгүр Җаңһр Өдр") == fold("газг улгур жангр одр")
    assert sorted(["Бага", "Әмтән", "Амн", "Ялмта"], key=fold) == ["Амн", "Әмтән", "Бага", "Ялмта"]


def test_sorting_by_the_key_is_russian() -> None:
    names = ["Ёлка", "Енот", "ель", "Жук", "Ежи"]
    assert sorted(names, key=fold) == ["Ежи", "Ёлка", "ель", "Енот", "Жук"]


def test_both_ways_are_there_to_be_compared() -> None:
    """If the fast table went away, the comparison above would compare the slow way with itself."""
    assert len(module._FOLDED) == len(module._MATCHED) == 256
    with pytest.raises(UnicodeEncodeError):
        OUTSIDE.encode("cp1251")
