"""The file of correspondences (`--map M.toml`): what the user decides about a workbook instead of the program."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from setvzaim.cli._common import named_register
from setvzaim.errors import WorldError
from setvzaim.exchange import Wishes

_KNOWN = ("register", "sheet", "header_row", "columns", "constants")


def read_map(path: Path | None, register: str | None) -> Wishes:
    """Return what a file of correspondences says; `register` comes before what the file says. Raises `WorldError`.

    `columns` leads from headers to column keys ('' leaves a header out), `constants` from column keys to texts.
    """
    if path is None:
        return Wishes(register=register)
    said = _read(path)
    if unknown := [key for key in said if key not in _KNOWN]:
        raise _wrong(path, f"неизвестно «{unknown[0]}». Можно: {', '.join(_KNOWN)}")
    named, sheet, row = said.get("register"), said.get("sheet"), said.get("header_row")
    if not isinstance(named, str | None) or not isinstance(sheet, str | None):
        raise _wrong(path, "register и sheet — это текст в кавычках")
    if row is not None and (type(row) is not int or row < 1):
        raise _wrong(path, "header_row — это номер строки, считая с 1")
    columns = _table(path, said, "columns")
    return Wishes(
        register=register or (named_register(named).key if named else None),
        sheet=sheet,
        header_row=row,
        columns={header: key or None for header, key in columns.items()},
        constants=_table(path, said, "constants"),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise WorldError(f"Нет файла соответствия «{path}». Проверьте имя файла.") from None
    except OSError as error:
        raise WorldError(f"Файл соответствия «{path}» не открывается: проверьте, файл ли это, и права.") from error
    except UnicodeDecodeError as error:
        raise _wrong(path, "он не в UTF-8; сохраните его заново в этой кодировке") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"ошибка в строке {line[1]}" if line else "ошибка в последней строке"
        raise _wrong(path, f'{where}; нужно, например, "Число детей" = "pupils"') from error


def _table(path: Path, said: dict[str, Any], name: str) -> dict[str, str]:
    table = said.get(name, {})
    if not isinstance(table, dict) or any(not isinstance(value, str | int | float) for value in table.values()):
        raise _wrong(path, f'{name} — это таблица [{name}] со строками вида "слово" = "слово"')
    return {str(key): str(value) for key, value in table.items()}


def _wrong(path: Path, what: str) -> WorldError:
    return WorldError(f"Файл соответствия «{path.name}»: {what}.")
