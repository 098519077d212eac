"""How an approval stands, in words: a wrong figure or date sends a reminder to the wrong school."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.text.approval import figures, reminder, waiting_line


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((9, 1, 1, 3, 2), "Согласовали 9 из 14 · с замечаниями 1 · не согласовали 1 · ждём 3 (просрочено 2)"),
        ((14, 0, 0, 0, 0), "Согласовали 14 из 14"),
        ((0, 0, 0, 14, 0), "Согласовали 0 из 14 · ждём 14"),
    ],
)
def test_figures_have_their_denominator_and_no_zeros(counts: tuple[int, int, int, int, int], said: str) -> None:
    assert figures(*counts) == said


@pytest.mark.parametrize(
    ("count", "due", "said"),
    [
        (1, date(2026, 9, 30), "Ждём ответа от 1 школы, срок был 30.09.2026"),
        (2, date(2026, 10, 1), "Ждём ответа от 2 школ, ответить до 01.10.2026"),
        (21, None, "Ждём ответа от 21 школы"),
    ],
)
def test_who_is_waited_for(count: int, due: date | None, said: str) -> None:
    assert waiting_line(count, due, date(2026, 10, 1)) == said


def test_a_letter_names_the_version_the_term_and_the_schools() -> None:
    text = reminder("План", "Версия 1 от 01.09.2026, код 7K2M-9QXD", date(2026, 9, 10), ["СОШ № 1", "СОШ № 2"])
    assert "код 7K2M-9QXD. Срок ответа — 10.09.2026." in text
    assert "— СОШ № 1;\n— СОШ № 2.\n" in text
