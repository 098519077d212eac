"""Workbooks as other programs write them, made by hand: what a test needs and nothing more."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

Rows = Iterable[Sequence[object]]

SCHOOLS = ("Школа", "Район", "Учеников")
DISTRICT = "Степной район"
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def xlsx(path: Path, rows: Rows, merged: Iterable[str] = (), sheet: str = "Лист1") -> Path:
    """Write a workbook of one sheet; `merged` are ranges like «A1:C1»."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append([None if cell == "" else cell for cell in row])
    for cells in merged:
        page.merge_cells(cells)
    book.save(path)
    return path


def ods(path: Path, rows: Rows) -> Path:
    """Write an OpenDocument workbook of one sheet."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Лист1">{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", _MANIFEST)
        book.writestr("content.xml", content)
    return path


def _ods_cell(value: object) -> str:
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
            "</table:table-cell>"
        )
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def xls(path: Path, rows: Rows, *, locked: bool = False, stray: tuple[int, int] | None = None) -> Path:
    """Write a workbook of Excel 97 (BIFF8) of one sheet.

    `locked` makes it say that it has a password, `stray` is the row and column, from zero, of one more cell.
    """
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    lock = _record(0x002F, struct.pack("<HHH", 1, 1, 1)) if locked else b""
    end = _record(0x000A, b"")
    title = "Лист1"
    globals_length = len(_record(0x0809, begin)) + len(lock) + 4 + 8 + 2 * len(title) + len(end)
    bound = struct.pack("<IBBBB", globals_length, 0, 0, len(title), 1) + title.encode("utf-16-le")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    for row, cells in enumerate(rows):
        for at, value in enumerate(cells):
            place = struct.pack("<HHH", row, at, 0)
            if isinstance(value, int | float):
                sheet += _record(0x0203, place + struct.pack("<d", value))
            elif value not in ("", None):
                text = str(value)
                sheet += _record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))
    if stray is not None:
        sheet += _record(0x0203, struct.pack("<HHHd", *stray, 0, 1.0))
    stream = _record(0x0809, begin) + lock + _record(0x0085, bound) + end + sheet + end
    return compound(path, "Workbook", stream)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound(path: Path, name: str, stream: bytes) -> Path:
    """Write an OLE compound file with one stream: what Excel 97 and Excel's encryption wrap their data in."""
    stream = stream.ljust(4096, b"\0")
    stream = stream.ljust(-(-len(stream) // 512) * 512, b"\0")
    count = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    assert len(chain) <= 128, "one sector of allocation table is enough for a sample"
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0
    )
    header += struct.pack("<108I", *[0xFFFFFFFF] * 108)
    folder = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(stream)) + bytes(256)
    path.write_bytes(header[:512] + table + folder + stream)
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    return (
        coded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(coded), kind, 1, none, none, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
