"""Files kept with a record: put there, renamed, taken away (regulation 3.2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import TABLES, Setting
from setvzaim.model import Base as Model
from setvzaim.operations.operation import operation
from setvzaim.queries.attachments import files_of, kept_elsewhere
from setvzaim.queries.past import Labels
from setvzaim.registers import Register, register
from setvzaim.storage import Base, Changes
from setvzaim.storage.blobs import ATTACHMENTS, LIMITS, digest_of, limits, refuse_too_much, sweep_blobs, too_large
from setvzaim.text.file_names import clean_name, free_name, suffix_of
from setvzaim.text.plural import Noun

_FILE = Noun("файл", "файла", "файлов")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that lies nowhere yet: a picture from the clipboard."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of attaching files."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    """Of the files that were added, as they are kept."""
    doubles: tuple[str, ...]
    """Files that the record has already, by their content."""
    elsewhere: tuple[str, ...]
    """What other records are called that have one of the added files too."""


@operation(lambda of, files, **_: f"приложить {_counted(len(files))}")  # noqa: ARG005 - arguments come by name
def attach(
    changes: Changes, *, of: Register, record: str, files: Sequence[Path | NewFile], today: date | None = None
) -> Attached:
    """Keep files with a record; one it has already is left out. Raises `WorldError`; then none is kept."""
    label = _label(changes, of, record)
    loaded = [_load(changes.connection, one) for one in files]
    refuse_too_much(changes.connection, {one.name: one.content for one in loaded})
    there = files_of(changes.connection, of, record)
    digests, taken = {one.digest for one in there}, {one.name for one in there}
    rows, doubles, elsewhere = list[dict[str, object]](), [], dict[str, None]()
    for one in loaded:
        digest = digest_of(one.content)
        if digest in digests:
            doubles.append(one.name)
            continue
        elsewhere.update(dict.fromkeys(kept_elsewhere(changes.connection, digest, record)))
        name = free_name(clean_name(one.name), taken)
        taken.add(name)
        digests.add(changes.keep_blob(one.content))
        day = today or date.today()  # noqa: DTZ011 - the office's own calendar
        rows.append({"register": of.key, "record": record, "name": name, "added_on": day, "digest": digest})
    ids = changes.insert(ATTACHMENTS, rows)
    if rows:
        changes.call(TABLES[of.key], [label])
    return Attached(tuple(ids), tuple(str(row["name"]) for row in rows), tuple(doubles), tuple(elsewhere))


@operation(lambda files: f"убрать {_counted(len(files))}")
def detach(changes: Changes, *, files: Sequence[str]) -> None:
    """Take files away from their records; undoing brings them back. Raises `WorldError` when one is gone."""
    for file in files:
        row = _row(changes, file)
        changes.call(TABLES[row["register"]], [_label(changes, register(row["register"]), row["record"])])
    changes.delete(ATTACHMENTS, files)


@operation("переименовать файл")
def rename(changes: Changes, *, file: str, name: str) -> str:
    """Give a file another name; what it is stays what it was. Returns the name it got. Raises `WorldError`."""
    row = _row(changes, file)
    of = register(row["register"])
    kind = suffix_of(row["name"])
    wanted = clean_name(name if suffix_of(name) == kind or not kind else f"{name}.{kind}")
    taken = {one.name for one in files_of(changes.connection, of, row["record"]) if one.id != file}
    wanted = free_name(wanted, taken)
    changes.update(ATTACHMENTS, file, {"name": wanted})
    changes.call(TABLES[of.key], [_label(changes, of, row["record"])])
    return wanted


@operation("изменить предел для файлов")
def limit_files(changes: Changes, *, one: int, together: int) -> None:
    """Set how many megabytes one file, and all of them together, may take. Raises `WorldError`."""
    if not 1 <= one <= together:
        raise WorldError("Предел для одного файла — от 1 МБ и не больше, чем для всех вместе. Назовите другие числа.")
    table = Model.metadata.tables[Setting.__tablename__]
    record = changes.connection.execute(sa.select(table.c.id).where(table.c.name == LIMITS)).scalar()
    value = json.dumps([one, together])
    if record is None:
        changes.insert(table, [{"name": LIMITS, "value": value}])
    else:
        changes.update(table, record, {"value": value})


def sweep(base: Base) -> int:
    """Take away the contents that neither a record nor the history names; return how many there were."""
    with base.write() as connection:
        return sweep_blobs(connection)


def _counted(count: int) -> str:
    return "файл" if count == 1 else _FILE.counted(count)


def _load(connection: sa.Connection, one: Path | NewFile) -> NewFile:
    """Return a file with what is in it. Raises `WorldError` for one that cannot be read, is empty or too large."""
    if isinstance(one, NewFile):
        return one
    name, allowed = one.name, limits(connection)
    try:
        if one.is_dir():
            raise WorldError(f"«{name}» — это папка. Приложите файлы из неё или упакуйте её в архив.")
        size = one.stat().st_size
        if size > allowed.one:
            raise too_large(name, size, allowed)
        content = one.read_bytes()
    except OSError as error:
        raise WorldError(
            f"Файл «{name}» не читается. Проверьте, на месте ли он и не открыт ли в другой программе, и повторите."
        ) from error
    if not content:
        raise WorldError(f"Файл «{name}» пустой. Проверьте, тот ли это файл.")
    return NewFile(name, content)


def _label(changes: Changes, of: Register, record: str) -> str:
    """Return what a record is called. Raises `WorldError` when there is none."""
    table = TABLES[of.key]
    if changes.connection.execute(sa.select(table.c.id).where(table.c.id == record)).first() is None:
        raise WorldError("Записи, к которой прикладывают файл, уже нет: её удалили.")
    return Labels(changes.connection).label(of.key, record)


def _row(changes: Changes, file: str) -> sa.RowMapping:
    statement = sa.select(ATTACHMENTS).where(ATTACHMENTS.c.id == file)
    row = changes.connection.execute(statement).mappings().one_or_none()
    if row is None:
        raise WorldError("Этого файла у записи уже нет: его убрали. Посмотрите на список файлов снова.")
    return row
