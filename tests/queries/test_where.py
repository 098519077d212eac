"""Conditions typed on the command line mean what they say, or the answer says what can be asked."""

from __future__ import annotations

import pytest

from setvzaim.errors import WorldError
from setvzaim.queries import Filter, Query, find
from setvzaim.queries.where import parse_where
from setvzaim.registers import all_registers, register
from setvzaim.storage import Base


@pytest.mark.parametrize(
    ("key", "text", "meant"),
    [
        ("schools", "pupils>100", Filter("pupils", "above", 100)),
        ("schools", "учеников >= 100", Filter("pupils", "between", (100, None))),
        ("schools", "Учеников<1 000", Filter("pupils", "below", 1000)),
        ("schools", "pupils<=5", Filter("pupils", "between", (None, 5))),
        ("schools", "pupils=5", Filter("pupils", "between", (5, 5))),
        ("schools", "статус=шнор", Filter("status", "any_of", ("low_results",))),
        ("schools", "школа~Троицк", Filter("name", "contains", "Троицк")),
        ("schools", "район=Озёрный", Filter("municipality", "equals", "Озёрный")),
        ("schools", "сайт=", Filter("site", "empty")),
        ("schools", "сайт != ", Filter("site", "filled")),
        ("schools", "шнор=да", Filter("low_results", "is", value=True)),
        ("schools", "интернет<10,5", Filter("internet", "below", 10.5)),
        ("measures", "форма=очно", Filter("mode", "any_of", ("on_site",))),
        ("measures", "школы-участники=Озёрная", Filter("participants", "equals", "Озёрная")),
        ("results", "учебный год=2026/27", Filter("school_year", "between", (2026, 2026))),
        ("results", "below_share>=50", Filter("below_share", "between", (50.0, None))),
    ],
)
def test_a_condition(key: str, text: str, meant: Filter) -> None:
    assert parse_where(register(key), text) == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("школьный~x", "нет столбца «школьный». Есть: name,"),
        ("школа", "непонятно"),
        ("", "непонятно"),
        ("pupils!=5", "только без значения"),
        ("pupils>много", "нужно число, а записано «много»"),
        ("интернет>много", "нужно число"),
        ("статус=плохая", "Можно: «ШНОР»"),
        ("сельская=может", "«да» или «нет»"),
    ],
)
def test_what_cannot_be_asked(text: str, said: str) -> None:
    with pytest.raises(WorldError) as refusal:
        parse_where(register("schools"), text)
    assert said in str(refusal.value)


def test_every_column_can_be_asked_for_by_key_and_by_label(example: Base) -> None:
    with example.read() as connection:
        for key, of in all_registers().items():
            total = len(find(connection, Query(key)))
            for column in of.columns:
                for name in (column.key, column.label):
                    parts = [
                        len(find(connection, Query(key, filters=(parse_where(of, f"{name}{sign}"),))))
                        for sign in ("=", "!=")
                    ]
                    assert sum(parts) == total, (key, name)
