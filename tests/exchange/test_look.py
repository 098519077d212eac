"""A first look into a workbook: what the import window shows before anything is understood."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from setvzaim.errors import WorldError
from setvzaim.exchange import look


def test_all_filled_sheets_are_seen_with_what_stands_in_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Январь"
    for row in (["Отчёт 2026"], ["Кто", "Сколько"], ["а", 7.0], ["а", 8.0], ["б", None]):
        first.append(row)
    book.create_sheet("Пустой")
    book.save(tmp_path / "книга.xlsx")

    (top,) = look(tmp_path / "книга.xlsx")
    assert top.name == "Январь"
    assert top.wordiest() == 1, "the row of names, not the title"
    assert top.samples(0, 2) == ("а", "б")
    assert top.samples(1, 2) == ("7", "8")
    assert top.samples(9, 2) == ()


def test_a_file_that_is_no_workbook_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "письмо.xlsx"
    path.write_bytes(b"Hello")
    with pytest.raises(WorldError, match="не книга Excel"):
        look(path)
