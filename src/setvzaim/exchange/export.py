"""Writing a register as CSV the way Excel in Russia opens it: semicolons, UTF-8 with its mark."""

from __future__ import annotations

import contextlib
import csv
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from setvzaim.errors import WorldError
from setvzaim.exchange.csv_file import guarded
from setvzaim.queries import Row
from setvzaim.registers import Column, Number


def write_csv(columns: Sequence[Column], rows: Iterable[Row], path: Path) -> None:
    """Write rows; all or nothing. Raises `WorldError`."""
    if not path.parent.is_dir():
        raise WorldError(f"Нет папки «{path.parent}». Создайте её или выберите другую.")
    written = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        with written.open("x", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(column.label for column in columns)
            for row in rows:
                writer.writerow(_cell(column, value) for column, value in zip(columns, row.values, strict=True))
        written.replace(path)
    except OSError as error:
        raise WorldError(
            f"Файл «{path}» не записан: он открыт в другой программе, нет прав или места на диске. Закройте его или "
            "выберите другое место."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            written.unlink(missing_ok=True)


def _cell(column: Column, value: object) -> str:
    if value is None:
        return ""
    if isinstance(column.kind, Number):
        return str(value).replace(".", ",")
    return guarded(column.kind.write(value))
