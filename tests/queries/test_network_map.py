"""What the map is told: names that fit it, ways with their minutes, and coordinates that cannot be right."""

from __future__ import annotations

import pytest

from setvzaim.queries.network_map import short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("МБОУ «Аршанская СОШ»", "Аршанская СОШ"),
        ("МБОУ 'СОШ №5 с. Гойты им. братьев Мустаева А.В. и Мустаева В.В.'", "СОШ №5 с. Гойты"),
        ("МБОУ 'Лицей № 1 им. Н.А.Назарбаева' г. Грозного", "Лицей № 1 г. Грозного"),
        ("ЧОУ 'ГИМНАЗИЯ 'ИНТЕЛЛЕКТ'", "ГИМНАЗИЯ ИНТЕЛЛЕКТ"),
        ("ИП Гучигова Сепият", "ИП Гучигова Сепият"),
        ("МБОУ", "МБОУ"),
    ],
)
def test_a_name_is_short_enough_for_the_map(name: str, short: str) -> None:
    assert short_name(name) == short
