"""Writing a register as a workbook or CSV that can be imported again: the same as the command `export`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from setvzaim.errors import WorldError
from setvzaim.queries import Query, Row, count, stream
from setvzaim.registers import register
from setvzaim.ui.office import Office
from setvzaim.ui.worker import Job

SUFFIXES = (".xlsx", ".csv")
_REPORT_EVERY = 64


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, and how many rows are in it."""

    path: Path
    rows: int
    words: str
    """«Выгружено: 14 школ»."""


def export_register(
    office: Office,
    query: Query,
    path: Path,
    then: Callable[[Exported], None],
    *,
    without_names: bool = False,
    failed: Callable[[BaseException], None] | None = None,
) -> Job[Exported]:
    """Write the rows of a query on the worker, all columns that somebody fills, into `.xlsx` or `.csv`.

    The job tells how far it is and can be cancelled; then, and when it fails, the old file is untouched. `failed`
    is given a `WorldError` for a file that cannot be written or has another suffix.
    """
    of = register(query.register)

    def write(connection: Any, job: Job[Exported]) -> Exported:  # noqa: ANN401 - handed on to the queries
        from setvzaim.queries.nameless import few_people  # noqa: PLC0415 - loaded on the worker

        number = count(connection, query)
        _write(connection, query, path, number, job, without_names=without_names)
        few = few_people(of, number) if without_names else ""
        return Exported(path, number, f"{few} Выгружено: {of.noun.counted(number)}".lstrip())

    return office.ask_long(write, then, label=f"Выгружается: {of.title}", failed=failed)


def _write(
    connection: Any,  # noqa: ANN401 - handed on to the queries
    query: Query,
    path: Path,
    number: int,
    job: Job[Exported],
    *,
    without_names: bool,
) -> None:
    match path.suffix.lower():
        case ".csv":
            from setvzaim.exchange.export import write_csv  # noqa: PLC0415 - loaded on the worker, when needed
            from setvzaim.queries.nameless import stream_nameless  # noqa: PLC0415

            columns = tuple(column for column in register(query.register).columns if column.own)
            read = stream_nameless if without_names else stream
            rows = _told(read(connection, query, columns), number, job)
            write_csv(columns, rows, path)
        case ".xlsx":
            from setvzaim.queries.papers import export_document  # noqa: PLC0415
            from setvzaim.rendering import render  # noqa: PLC0415

            render(export_document(connection, query, without_names=without_names), path, job.progress)
        case _:
            raise WorldError(f"Файл «{path.name}»: выгрузить можно в .xlsx или .csv.")


def _told(rows: Iterator[Row], number: int, job: Job[Exported]) -> Iterator[Row]:
    """Hand rows on and say now and then how far it is; stop when nobody wants them any more."""
    for done, row in enumerate(rows):
        if done % _REPORT_EVERY == 0:
            job.progress(done / max(number, 1))
        yield row
