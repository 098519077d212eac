"""Reading somebody's workbook: `.xlsx`, `.xls`, `.ods` and `.csv`, row by row."""

from __future__ import annotations

import itertools
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from setvzaim.errors import WorldError
from setvzaim.exchange.biff import extent
from setvzaim.exchange.csv_file import csv_rows

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES = 500_000_000
_MOST_CELLS = 30_000_000
"""Cells of a sheet, empty ones included: the reader makes room for each."""
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>(?=<[vif])')

_ZIP_FAULTS = (NotImplementedError, RuntimeError, EOFError, zlib.error)
"""What the reader of zip files makes of a damaged one, beside its own error."""

Cells = list[object]
"""Cells of one row from column A on; an empty cell is an empty string."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its merged ranges, and its rows from row 1 on, as many times as they are asked for."""

    name: str
    rows: Callable[[], Iterator[Cells]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """Ranges as ((row, column), (row, column)) from zero, both ends included."""

    def top(self, count: int) -> list[Cells]:
        """Return the first rows."""
        return list(itertools.islice(self.rows(), count))


def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a file that hold anything. Raises `WorldError` in one sentence when there are none."""
    head, size = _look(path)
    if not head.strip(b"\0 \r\n\t"):
        raise WorldError(f"Файл «{path.name}» пуст. Проверьте, тот ли это файл.")
    if size > _MOST_BYTES:
        raise WorldError(f"Файл «{path.name}» слишком велик (больше 500 МБ). Разделите его на части.")
    try:
        if path.suffix.lower() in (".csv", ".txt", ".tsv") and not head.startswith((_ZIP, _OLE)):
            sheets = [Sheet(path.stem, csv_rows(path))]
        else:
            sheets = _read_book(path, head)
        filled = tuple(sheet for sheet in sheets if any(any(cell != "" for cell in row) for row in sheet.top(200)))
    except OSError as error:
        raise _closed(path) from error
    if not filled:
        raise WorldError(f"В файле «{path.name}» нет ни одной заполненной ячейки. Проверьте, тот ли это файл.")
    return filled


def _look(path: Path) -> tuple[bytes, int]:
    """Return the first bytes of a file and its size."""
    if path.is_dir():
        raise WorldError(f"«{path}» — папка, а нужен файл Excel или CSV. Назовите файл в ней.")
    try:
        with path.open("rb") as file:
            return file.read(4096), path.stat().st_size
    except FileNotFoundError:
        raise WorldError(f"Нет файла «{path}». Проверьте имя файла.") from None
    except OSError as error:
        raise _closed(path) from error


def _closed(path: Path) -> WorldError:
    return WorldError(f"Файл «{path.name}» не открывается: закройте его в Excel, проверьте права и повторите.")


def _read_book(path: Path, head: bytes) -> list[Sheet]:
    import python_calamine  # noqa: PLC0415 - heavy

    if not head.startswith((_ZIP, _OLE)):
        raise WorldError(f"Файл «{path.name}» — не книга Excel. Нужен файл xlsx, xls, ods или csv.")
    protected = WorldError(
        f"Файл «{path.name}» защищён паролем. Откройте его в Excel, снимите пароль, сохраните и повторите."
    )
    if head.startswith(_OLE):
        data = path.read_bytes()
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise protected
        _refuse_vast(path, *extent(data))
    try:
        if head.startswith(_ZIP):
            _refuse_vast_zipped(path)
            _refuse_torn(path)
        book = python_calamine.CalamineWorkbook.from_path(path)
        return [_sheet(book, name) for name in book.sheet_names]
    except python_calamine.PasswordError as error:
        raise protected from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError, *_ZIP_FAULTS) as error:
        raise _damaged(path) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own way to stumble over a damaged file
            raise _damaged(path) from error
        raise


def _refuse_vast(path: Path, low: int, right: int) -> None:
    """Refuse a sheet with a stray cell far below and far to the right: the reader would ask for all the memory."""
    if right * low > _MOST_CELLS:
        raise WorldError(
            f"Файл «{path.name}» занимает {low} строк и {right} столбцов: где-то далеко внизу или справа есть "
            "случайная ячейка. Удалите лишние строки и столбцы в Excel, сохраните и повторите."
        )


def _refuse_vast_zipped(path: Path) -> None:
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                continue
            with book.open(name) as sheet:
                said = _DIMENSION.search(sheet.read(2_000))
            if said is None or _number(said[1]) * int(said[2]) <= _MOST_CELLS:
                continue
            filled = [(_number(one[1]), int(one[2])) for one in _FILLED.finditer(book.read(name))]
            right, low = (max(places, default=0) for places in (zip(*filled, strict=True) if filled else ((), ())))
            _refuse_vast(path, low, right)


def _refuse_torn(path: Path) -> None:
    """Refuse an OpenDocument workbook whose text is not well formed: the reader would look for its end for ever."""
    with zipfile.ZipFile(path) as book:
        if "content.xml" in book.namelist():
            with book.open("content.xml") as content:
                try:
                    expat.ParserCreate().ParseFile(content)
                except expat.ExpatError as error:
                    raise _damaged(path) from error


def _number(letters: bytes) -> int:
    """Return the number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _damaged(path: Path) -> WorldError:
    return WorldError(
        f"Файл «{path.name}» повреждён или это не книга Excel. Откройте его в Excel, сохраните заново и повторите."
    )


def _sheet(book: object, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)  # type: ignore[attr-defined]
    merged = tuple(getattr(sheet, "merged_cell_ranges", None) or ())
    return Sheet(name, sheet.iter_rows, merged)
