"""Whole columns are folded at once on import: an imported text must be sorted and found like one typed by hand."""

from hypothesis import example, given
from hypothesis import strategies as st

from setvzaim.text.fold import fold, fold_all, match_key, match_keys

_TEXTS = st.lists(st.text(st.sampled_from(' «»"ёЁaАБcсЫ№-–\t\n\u00a0\0\1әӘһ.,ßİ\x1f\x85'), max_size=6), max_size=6)


@given(_TEXTS)
@example(["«Троицкая» СОШ"] * 450)
@example(["а\1б", "в"])
@example(["Әрнҗәнова", " Ёлкин  "])
def test_texts_folded_together_are_found_like_texts_folded_alone(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


@given(_TEXTS)
@example(["«Троицкая» СОШ"] * 450)
@example(["а\1б", "в"])
@example(["Әрнҗәнова", " Ёлкин  "])
def test_names_matched_together_are_recognised_like_names_matched_alone(texts: list[str]) -> None:
    assert match_keys(texts) == [match_key(text) for text in texts]
