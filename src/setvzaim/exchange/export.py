"""Writing a register as CSV the way Excel in Russia opens it: semicolons, UTF-8 with its mark."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from setvzaim.errors import WorldError
from setvzaim.queries import Row
from setvzaim.registers import Column, Number

FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
"""A cell that begins with one of these would be run by a spreadsheet."""
GUARD = "'"
"""Put before such a cell; the import takes it away again."""


def write_csv(columns: Sequence[Column], rows: Iterable[Row], path: Path) -> None:
    """Write rows; all or nothing. Raises `WorldError`."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        written = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, delimiter=";")
                writer.writerow(column.label for column in columns)
                for row in rows:
                    writer.writerow(_cell(column, value) for column, value in zip(columns, row.values, strict=True))
            written.replace(path)
        finally:
            written.unlink(missing_ok=True)
    except OSError as error:
        raise WorldError(
            f"Файл «{path}» не записан: {error.strerror}. Закройте его в Excel или выберите другое место."
        ) from error


def _cell(column: Column, value: object) -> str:
    if value is None:
        return ""
    if isinstance(column.kind, Number):
        return str(value).replace(".", ",")
    text = column.kind.write(value)
    return GUARD + text if text.startswith(FORMULA_SIGNS) else text
