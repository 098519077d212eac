"""Reading CSV as offices write it: UTF-8 or Windows-1251; semicolon, comma or tab."""

from __future__ import annotations

import codecs
import csv
import itertools
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from setvzaim.errors import WorldError

FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
"""A cell that begins with one of these would be run by a spreadsheet."""
GUARD = "'"
"""Stands before such a cell in files we write; reading takes it away again."""
_PIECE = 1 << 20
_SURE = 8
"""So many letters beyond ASCII that read as UTF-8 are no accident of another encoding."""
_UNUSED_1251 = b"\x98"


def csv_rows(path: Path) -> Callable[[], Iterator[list[object]]]:
    """Return what gives the rows of a file, as often as it is called.

    Raises `WorldError` when the file is no text; what gives the rows raises it when one of them is damaged.
    """
    encoding = _encoding(path)
    return partial(_rows, path, encoding, _delimiter(path, encoding))


def guarded(text: str) -> str:
    """Return a text as it is written, so that no spreadsheet runs it as a formula."""
    return GUARD + text if text.lstrip(GUARD).startswith(FORMULA_SIGNS) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == GUARD and cell.lstrip(GUARD).startswith(FORMULA_SIGNS) else cell


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[list[object]]:
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for row in reader:
                yield [_unguarded(cell) for cell in row]
        except csv.Error as error:
            raise WorldError(
                f"Файл «{path.name}» повреждён: строка {reader.line_num} не читается, в ней, похоже, нет закрывающей "
                "кавычки. Исправьте её и повторите."
            ) from error


def _encoding(path: Path) -> str:
    """Tell UTF-8 from Windows-1251: valid UTF-8 that is not plain ASCII is hardly ever an accident."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    sure = 0
    utf8 = True
    with path.open("rb") as file:
        marked = file.read(3) == codecs.BOM_UTF8
        file.seek(0)
        for piece in itertools.chain(iter(lambda: file.read(_PIECE), b""), (b"",)):
            if b"\0" in piece or (not utf8 and _UNUSED_1251 in piece):
                raise _no_text(path)
            if not utf8:
                continue
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode("utf-8")
                if marked or sure + _beyond_ascii(good) >= _SURE:
                    raise WorldError(
                        f"Файл «{path.name}» повреждён: часть букв не читается. Возьмите его заново и повторите."
                    ) from error
                utf8 = False
                if _UNUSED_1251 in piece:
                    raise _no_text(path) from error
            else:
                sure = sure if sure >= _SURE else sure + _beyond_ascii(text)
    return "utf-8-sig" if utf8 else "cp1251"


def _beyond_ascii(text: str) -> int:
    return 0 if text.isascii() else sum(sign > "\x7f" for sign in text)


def _no_text(path: Path) -> WorldError:
    return WorldError(f"Файл «{path.name}» — не текст CSV. Проверьте, тот ли это файл, и его окончание.")


def _delimiter(path: Path, encoding: str) -> str:
    """Return the sign that parts the most lines into the same number of cells."""
    with path.open(encoding=encoding, newline="") as file:
        lines = list(itertools.islice(file, 60))

    def weight(sign: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=lambda width: (width > 1, widths.count(width)), default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(";\t,", key=weight)
