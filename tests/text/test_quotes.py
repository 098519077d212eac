"""Quotation marks look as in print, and a name never loses or gains one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.text.quotes import typographic


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('МБОУ "Троицкая СОШ"', "МБОУ «Троицкая СОШ»"),
        ('МБДОУ "Детский сад "Сказка""', "МБДОУ «Детский сад „Сказка“»"),
        ("«Детский сад «Сказка»»", "«Детский сад „Сказка“»"),
        ("МБОУ “Лицей”", "МБОУ «Лицей»"),
        ("МБОУ „Лицей“", "МБОУ «Лицей»"),
        ("«Детский сад «Сказка»", "«Детский сад «Сказка»"),
        ("экран 15»", "экран 15»"),
        ('Школа ("Луч") и "Лицей"', "Школа («Луч») и «Лицей»"),
    ],
)
def test_marks(typed: str, printed: str) -> None:
    assert typographic(typed) == printed


@given(st.text(alphabet='аб "«»„“”(-', max_size=30))
def test_a_second_pass_changes_nothing(text: str) -> None:
    once = typographic(text)
    assert typographic(once) == once
    assert len(once) == len(text)
