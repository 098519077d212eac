"""Where the words of a search stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.text.fold import fold
from setvzaim.text.matches import matches


@pytest.mark.parametrize(
    ("text", "search", "marked"),
    [
        ("МБОУ «Озёрная СОШ»", "озер", ["Озёр"]),
        ("МБОУ «Озёрная СОШ»", "сош мбоу", ["МБОУ", "СОШ"]),
        ("Обновление реестра", "CОШ", []),
        ("СОШ № 1, сош № 2", "cош", ["СОШ", "сош"]),
        ("план плановый", "план плановый", ["план", "плановый"]),
        ("Көк", "ко", ["Кө"]),
        ("аааа", "аа", ["аааа"]),
        ("СОШ «А» Б", "оша", []),
        ("", "а", []),
        ("а", "", []),
    ],
)
def test_the_words_of_a_search_are_marked(text: str, search: str, marked: list[str]) -> None:
    """Without it the user does not see why a row was found."""
    assert [text[start:end] for start, end in matches(text, search)] == marked


@given(st.text("абвё «»Cc-–\t№1", max_size=20), st.text("абве c1", max_size=6))
def test_places_lie_in_the_text_apart_and_in_order(text: str, search: str) -> None:
    """Without it a strange name makes the list fail while it is drawn."""
    found = matches(text, search)
    ends = [end for place in found for end in place]
    assert ends == sorted(set(ends))
    assert all(0 <= end <= len(text) for end in ends)
    words = fold(search).split()
    assert all(any(word in fold(text[start:end]) for word in words) for start, end in found)
