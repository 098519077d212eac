"""`benchmarks/names.py` takes lists from elsewhere: a list that is refused or takes hours measures nothing."""

from __future__ import annotations

import runpy
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from text.test_school_names import district, spelling

NAMES = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "names.py"))
ROWS = (
    ("1", "2022", "Луговской район", "МБОУ «СОШ № 1» с. Талсай"),
    ("1", "2023", "Луговский район", "МБОУ СОШ №1 с.Талсай"),
    ("2", "2022", "Луговской район", "МБОУ «СОШ № 2» с. Зуевка; филиал"),
    ("2", "2023", "Луговской район", "Зуевская СОШ № 2, филиал"),
)


def listed(path: Path, lines: Sequence[tuple[str, ...]], encoding: str, sign: str) -> Path:
    text = "\r\n".join(sign.join(f'"{cell}"' if sign in cell else cell for cell in line) for line in lines)
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_any_kind_of_list_is_read(tmp_path: Path, encoding: str, sign: str) -> None:
    path = listed(
        tmp_path / "x.csv", [(" ID ", "Year", "Municipality", "NAME"), *ROWS, ("", "", "", "")], encoding, sign
    )
    assert [tuple(row) for row in NAMES["read"](path)] == list(ROWS)


def test_columns_stand_in_any_order_and_municipalities_may_be_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [("name", "pupils", "year", "id"), *((name, "7", year, id_) for id_, year, _, name in ROWS)]
    path = listed(tmp_path / "x.csv", lines, "utf-8", ";")
    assert NAMES["main"]([str(path)]) == 0
    assert "4 rows, 2 years, 2 true pairs" in (said := capsys.readouterr().out)
    assert "joined 2, right 2, precision 1.0000, recall 1.0000" in said


def test_a_row_without_a_municipality_is_compared_with_all(tmp_path: Path) -> None:
    for at in range(4):
        some = [(id_, year, "" if place == at else where, name) for place, (id_, year, where, name) in enumerate(ROWS)]
        path = listed(tmp_path / f"{at}.csv", [("id", "year", "municipality", "name"), *some], "utf-8", ";")
        schools, left = NAMES["joined"](NAMES["read"](path))
        assert sorted(sorted({row.id for row in school.members}) for school in schools) == [["1"], ["2"]], at
        assert not left


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    path = listed(tmp_path / "x.csv", [("id", "name"), ("1", "СОШ")], "utf-8", ";")
    with pytest.raises(SystemExit, match="no column year"):
        NAMES["read"](path)
    with pytest.raises(SystemExit, match="No such file"):
        NAMES["read"](tmp_path / "нет.csv")


PARTS = ("аргал", "бурен", "визим", "гонжа", "дульд", "ерхон", "жипкос", "зугмар", "икабья", "кутомар")


def many(rows: int, hand: Random) -> list[Any]:
    """Return rows of many districts over four years, each school spelt anew each year."""
    found: list[Any] = []
    for place in range(rows // 92 + 1):
        own = district(hand)
        where = f"{PARTS[place % 10]}{PARTS[place // 10]}овский район".capitalize()
        for year in range(2020, 2024):
            found += [
                NAMES["Row"](f"{place}-{at}", str(year), where, spelling(one, hand)) for at, one in enumerate(own)
            ]
    return found[:rows]


def test_time_is_in_line_with_the_rows() -> None:
    """Four times the rows take about four times as long, and nothing is joined wrongly on the way."""
    seconds = []
    for rows in (1500, 6000):
        some = many(rows, Random(7))  # noqa: S311 - no secret
        started = time.process_time()
        schools, _ = NAMES["joined"](some)
        seconds.append(time.process_time() - started)
        wrong = [school for school in schools if len({row.id for row in school.members}) > 1]
        assert not wrong
    assert seconds[1] < 8 * seconds[0]
