"""Whole columns are folded at once on import: an imported text must be sorted and found like one typed by hand."""

from hypothesis import example, given
from hypothesis import strategies as st

from setvzaim.text.fold import fold, fold_all, match_key, match_keys, name_key, name_keys

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


@given(st.lists(st.text(alphabet="СОШ №1290 -.,\u2013ё\1", max_size=12), max_size=300))
def test_many_names_have_the_keys_of_each(texts: list[str]) -> None:
    """A column of names read at once must meet the records that single names meet."""
    assert name_keys(texts) == [name_key(text) for text in texts]


def test_numbers_in_names_stay_apart() -> None:
    """«№ 1 5 микрорайона» joined with «№ 15 микрорайона» would be one school where there are two."""
    assert name_key("Школа № 1 5 микрорайона") != name_key("Школа № 15 микрорайона")
    assert name_key("СОШ №1, 5-й корпус") == name_key("сош № 1 – 5-й корпус")
    assert name_key("СОШ № 3") == name_key("«СОШ №3»")
