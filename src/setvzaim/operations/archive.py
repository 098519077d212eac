"""Taking old school years of the journal out of the base, into a file that people and programs can read."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.operations.operation import Outcome
from setvzaim.queries.history import Done, operations_before
from setvzaim.storage import Base, journal
from setvzaim.storage.blobs import sweep_blobs
from setvzaim.text.format import format_school_year

NAME = "journal.jsonl"
_FIRST_MONTH = 9


def archive(base: Base, *, before: int, to: Path) -> Outcome[int]:
    """Move what was done before a school year (the calendar year it starts in) from the journal into a new zip file.

    Its one member holds a line of JSON for each operation, with its rows as the journal keeps them. The value is how
    many operations went. They cannot be undone any more. Raises `WorldError`; then the journal stays as it is.
    """
    if to.exists():
        raise WorldError(f"Файл «{to.name}» уже есть. Выберите другое имя: готовый архив не перезаписывается.")
    start = datetime(before, _FIRST_MONTH, 1, tzinfo=UTC).isoformat(timespec="seconds")
    with base.write() as connection:
        old = operations_before(connection, start)
        if not old:
            raise WorldError(f"До {format_school_year(before)} учебного года в истории ничего нет: переносить нечего.")
        _write_file(to, _lines(connection, old))
        try:
            name = f"перенести в архив историю до {format_school_year(before)} учебного года"
            sequence = journal.write_entry(connection, name, 0, kind="archive")  # first: no sequence is given twice
            journal.forget(connection, [done.sequence for done in old])
            sweep_blobs(connection)
        except BaseException:
            to.unlink(missing_ok=True)
            raise
    return Outcome(name, len(old), frozenset(), 0, sequence)


def _lines(connection: sa.Connection, old: Sequence[Done]) -> Iterator[str]:
    for done in old:
        chunks = [
            {"table": chunk.table.name, "kind": chunk.kind, "columns": chunk.columns}
            for chunk in journal.chunks_of(connection, done.sequence)
        ]
        line = {
            "sequence": done.sequence,
            "kind": done.kind,
            "name": done.name,
            "about": done.about,
            "at": done.at.isoformat(),
            "who": done.who,
            "computer": done.computer,
            "rows": done.rows,
            "of": done.undoes,
            "undone": done.undone,
            "changes": chunks,
        }
        yield json.dumps(line, ensure_ascii=False, default=str) + "\n"


def _write_file(path: Path, lines: Iterator[str]) -> None:
    """Write a zip file whole, or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        with (
            part.open("xb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed,
            packed.open(NAME, "w") as member,
        ):
            for line in lines:
                member.write(line.encode())
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.rename(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WorldError(
            f"Архив «{path}» не записывается. Проверьте, есть ли папка и место на диске. История осталась в базе."
        ) from error
