"""Reading somebody's workbook: `.xlsx`, `.xls`, `.ods` and `.csv`, row by row."""

from __future__ import annotations

import csv
import itertools
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from setvzaim.errors import WorldError

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
_MOST_BYTES = 500_000_000

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
    try:
        with path.open("rb") as file:
            head = file.read(4096)
        size = path.stat().st_size
    except FileNotFoundError:
        raise WorldError(f"Нет файла «{path}». Проверьте имя файла.") from None
    except IsADirectoryError:
        raise WorldError(f"«{path.name}» — папка, а нужен файл Excel или CSV.") from None
    except OSError as error:
        raise WorldError(f"Файл «{path.name}» не открывается: закройте его в Excel и проверьте права.") from error
    if not head.strip(b"\0 \r\n\t"):
        raise WorldError(f"Файл «{path.name}» пуст. Проверьте, тот ли это файл.")
    if size > _MOST_BYTES:
        raise WorldError(f"Файл «{path.name}» слишком велик (больше 500 МБ). Разделите его на части.")
    sheets = _read_csv(path, head) if path.suffix.lower() in (".csv", ".txt", ".tsv") else _read_book(path, head)
    filled = tuple(sheet for sheet in sheets if any(any(cell != "" for cell in row) for row in sheet.top(200)))
    if not filled:
        raise WorldError(f"В файле «{path.name}» нет ни одной заполненной ячейки. Проверьте, тот ли это файл.")
    return filled


def _read_book(path: Path, head: bytes) -> list[Sheet]:
    import python_calamine  # noqa: PLC0415 - heavy

    if not head.startswith((b"PK", _OLE)):
        raise WorldError(f"Файл «{path.name}» — не книга Excel. Нужен файл xlsx, xls, ods или csv.")
    protected = WorldError(
        f"Файл «{path.name}» защищён паролем. Откройте его в Excel, снимите пароль, сохраните и повторите."
    )
    if head.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise protected
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        return [_sheet(book, name) for name in book.sheet_names]
    except python_calamine.PasswordError as error:
        raise protected from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise _damaged(path) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own way to stumble over a damaged file
            raise _damaged(path) from error
        raise


def _damaged(path: Path) -> WorldError:
    return WorldError(
        f"Файл «{path.name}» повреждён или это не книга Excel. Откройте его в Excel, сохраните заново и повторите."
    )


def _sheet(book: object, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)  # type: ignore[attr-defined]
    merged = tuple(getattr(sheet, "merged_cell_ranges", None) or ())
    return Sheet(name, sheet.iter_rows, merged)


def _read_csv(path: Path, head: bytes) -> list[Sheet]:
    if b"\0" in head or head.startswith((b"PK\x03\x04", _OLE)):
        raise WorldError(f"Файл «{path.name}» — не текст CSV. Проверьте, тот ли это файл, и его окончание.")
    encoding = _encoding(path)
    delimiter = _delimiter(path, encoding)

    def rows() -> Iterator[Cells]:
        try:
            with path.open(encoding=encoding, newline="") as file:
                for row in csv.reader(file, delimiter=delimiter):
                    yield [_unguarded(cell) for cell in row]
        except csv.Error as error:
            raise _damaged(path) from error

    return [Sheet(path.stem, rows)]


def _unguarded(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a text as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_SIGNS else cell


def _encoding(path: Path) -> str:
    """Tell UTF-8 from Windows-1251: valid UTF-8 that is not plain ASCII is hardly ever an accident."""
    with path.open("rb") as file:
        try:
            for piece in iter(lambda: file.read(1 << 20), b""):
                (piece + file.readline()).decode("utf-8-sig")
        except UnicodeDecodeError:
            return "cp1251"
    return "utf-8-sig"


def _delimiter(path: Path, encoding: str) -> str:
    """Return the sign that parts the most lines into the same number of cells."""
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        lines = list(itertools.islice(file, 60))

    def weight(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
        usual = max(set(widths), key=lambda width: (width > 1, widths.count(width)), default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(";\t,", key=weight)
