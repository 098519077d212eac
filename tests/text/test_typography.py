"""A number is not parted from its «№», nor a surname from its initials, at the end of a line of a signed paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.text.typography import NBSP, dashed, quoted, tied


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("№ 5 и п. 5.2, пп. 1.3 и 4.4", "№~5 и п.~5.2, пп.~1.3 и 4.4"),
        ("в г. Элиста и с. Троицкое, ул. Ленина, д. 5", "в г.~Элиста и с.~Троицкое, ул.~Ленина, д.~5"),
        ("О.А. Краснокутскую, Манджиева С. Б.", "О.~А.~Краснокутскую, Манджиева~С.~Б."),
        ("директор А. Б. Иванов-Петров", "директор А.~Б.~Иванов-Петров"),
        ("СОШ им. Г. К. Жукова", "СОШ им.~Г.~К.~Жукова"),
        ("5 сентября 2026 г. — да", "5~сентября 2026~г.~— да"),
        ("приказ от 05.09.2026 № ", "приказ от 05.09.2026 №~"),
        ("Писали ВПР. Она прошла", "Писали ВПР. Она прошла"),
        ("36 % и 40 л топлива, 5 минут", "36~% и 40~л топлива, 5 минут"),
        ("ст. 15 закона № 273-ФЗ", "ст.~15 закона №~273-ФЗ"),
    ],
)
def test_what_belongs_together_is_tied(text: str, shown: str) -> None:
    assert tied(text).replace(NBSP, "~") == shown


def test_a_hyphen_between_spaces_is_a_dash() -> None:
    assert dashed("школа - центр, школа-центр, 5-7") == "школа — центр, школа-центр, 5-7"


def test_quotation_marks_that_meet_are_one() -> None:
    assert quoted("группа «Школа «Тюльпан»» и ««А» и «Б»»") == "группа «Школа «Тюльпан» и «А» и «Б»"


@given(st.text("АБвг.№п 15—-«»()г"))
def test_only_spaces_change_and_twice_is_once(text: str) -> None:
    """No letter of a name or of a number may be lost."""
    once = tied(text)
    assert "".join(once.split()) == "".join(text.split())
    assert tied(once) == once
