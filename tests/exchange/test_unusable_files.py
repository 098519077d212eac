"""A file that cannot be used is refused in one plain Russian line, and the base stays byte for byte as it was."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exchange.import_steps import Import
from exchange.workbook_samples import DISTRICT, SCHOOLS, compound, ods, xls, xlsx
from setvzaim.errors import WorldError
from setvzaim.storage import Base

GOOD = [SCHOOLS, ("Школа № 1", DISTRICT, 10)]


def _locked_ods(path: Path) -> None:
    ods(path, GOOD)
    with zipfile.ZipFile(path) as book:
        content = {name: book.read(name) for name in book.namelist()}
    entry = b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    manifest = content["META-INF/manifest.xml"].replace(b"/>", b">" + entry + b"</manifest:manifest>")
    with zipfile.ZipFile(path, "w") as book:
        for name, data in (content | {"META-INF/manifest.xml": manifest}).items():
            book.writestr(name, data)


def _torn_ods(path: Path) -> None:
    """The end of a tag is gone: the reader would look for it for ever."""
    ods(path, GOOD)
    with zipfile.ZipFile(path) as book:
        content = {name: book.read(name).replace(b"</table:table>", b"") for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, data in content.items():
            book.writestr(name, data)


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x" * 9000)


def _truncated(path: Path) -> None:
    data = xlsx(path, GOOD).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _far_cell(path: Path) -> None:
    """A stray cell in the last column of the last row: the reader would ask for all the memory there is."""
    data = xlsx(path, GOOD)
    with zipfile.ZipFile(data) as book:
        content = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet1.xml"
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    content[name] = content[name].replace(b"</sheetData>", stray).replace(b"A1:C2", b"A1:XFD1048576")
    with zipfile.ZipFile(path, "w") as book:
        for part, text in content.items():
            book.writestr(part, text)


CASES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "no bytes": ("x.xlsx", lambda path: path.write_bytes(b""), "пуст"),
    "nothing but zeros": ("x.xlsx", lambda path: path.write_bytes(bytes(9000)), "пуст"),
    "no cells": ("x.xlsx", lambda path: xlsx(path, []), "нет ни одной заполненной ячейки"),
    "white space": ("x.csv", lambda path: path.write_text(" \r\n\t\r\n", "utf-8"), "пуст"),
    "folder": ("x.xlsx", lambda path: path.mkdir(), "папка"),
    "no such file": ("нет.xlsx", lambda _path: None, "Нет файла"),
    "truncated": ("x.xlsx", _truncated, "повреждён"),
    "a PDF": ("x.xlsx", lambda path: path.write_bytes(b"%PDF-1.7\n%\xe2\xe3" + b"0" * 999), "не книга Excel"),
    "a zip of something": ("x.xlsx", _zip, "повреждён или это не книга Excel"),
    "encrypted xlsx": ("x.xlsx", lambda path: compound(path, "EncryptedPackage", b"\1" * 5000), "защищён паролем"),
    "encrypted xls": ("x.xls", lambda path: xls(path, GOOD, locked=True), "защищён паролем"),
    "encrypted ods": ("x.ods", _locked_ods, "защищён паролем"),
    "torn ods": ("x.ods", _torn_ods, "повреждён"),
    "an OLE file of something": ("x.xls", lambda path: compound(path, "WordDocument", b"\1" * 5000), "повреждён"),
    "no usable column": ("x.xlsx", lambda path: xlsx(path, [("а", "б"), (1, 2)]), "нет названий столбцов"),
    "workbook called csv": (
        "x.csv", lambda path: xlsx(path.with_suffix(".xlsx"), [("а",)]).rename(path), "нет названий столбцов"),
    "NUL at the start": ("x.csv", lambda path: path.write_bytes("Школа;Район\0".encode()), "не текст CSV"),
    "NUL far below": ("x.csv", lambda path: path.write_bytes(
        "Школа;Район\n".encode() + "Школа;Горный\n".encode() * 90_000 + b"\0"), "не текст CSV"),
    "UTF-16": ("x.csv", lambda path: path.write_bytes("Школа;Район\nШкола;Горный\n".encode("utf-16")), "не текст CSV"),
    "no letter of Windows-1251": ("x.csv", lambda path: path.write_bytes(
        "Школа;Район\nШ".encode("cp1251") + b"\x98;\n"), "не текст CSV"),
    "cut in a letter": ("x.csv", lambda path: path.write_bytes(
        "Школа;Район;Учеников\nШкола;Горный".encode()[:-1]), "часть букв не читается"),
    "broken letter": ("x.csv", lambda path: path.write_bytes(
        "Школа;Район;Учеников\n".encode() + b"\xd0;\n"), "часть букв не читается"),
    "quotation mark without end": ("x.csv", lambda path: path.write_text(
        'Школа;Район\n"' + "Школа;Горный\n" * 20_000, "utf-8"), "нет закрывающей кавычки"),
    "stray cell in an xls": ("x.xls", lambda path: xls(path, [], stray=(65_535, 4_000)), "65536 строк и 4001 столбцов"),
    "stray cell": ("x.xlsx", _far_cell, "1048576 строк и 16384 столбцов"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_refused_in_one_line(case: str, tmp_path: Path, base: Base, bring_in: Import) -> None:
    name, make, words = CASES[case]
    before = base.path.read_bytes()
    make(tmp_path / name)
    with pytest.raises(WorldError, match=words) as refused:
        bring_in(tmp_path / name)
    text = str(refused.value)
    assert "\n" not in text
    assert name in text
    assert not re.search(
        "[A-Za-z]{4,}", text.replace(name, "").replace(str(tmp_path), "").replace("Excel", "").replace("xlsx", "")
    )
    assert base.path.read_bytes() == before


def test_styled_but_empty_cells_far_away_do_no_harm(tmp_path: Path, try_out: Import) -> None:
    """Somebody coloured the sheet to its end: what it says is small all the same."""
    path = tmp_path / "x.xlsx"
    _far_cell(path)
    with zipfile.ZipFile(path) as book:
        content = {name: book.read(name) for name in book.namelist()}
    empty = {name: data.replace(b"<v>1</v></c></row></sheetData>", b"</c></row></sheetData>") for name, data in
             content.items()}  # fmt: skip
    with zipfile.ZipFile(path, "w") as book:
        for part, text in empty.items():
            book.writestr(part, text)
    assert len(try_out(path).rows) == 1


def test_infinite_number_is_refused_with_its_cell(tmp_path: Path, try_out: Import) -> None:
    """A damaged cell must not stop the whole import."""
    rows = [("Школа", "Район", "Учеников", "Адрес", "ШНОР"), ("Школа", DISTRICT, 123.5, 123.5, 123.5)]
    path = xlsx(tmp_path / "x.xlsx", rows)
    with zipfile.ZipFile(path) as book:
        content = {name: book.read(name).replace(b"<v>123.5</v>", b"<v>1e999</v>") for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for part, text in content.items():
            book.writestr(part, text)
    (row,) = try_out(path).rows
    assert [(reason.cell, reason.reason) for reason in row.reasons] == [
        (cell, "такого числа быть не может") for cell in ("C2", "D2", "E2")
    ]
