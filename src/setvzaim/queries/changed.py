"""Changed rows of the journal in words, by the columns of their registers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from setvzaim.model import TABLES, Setting
from setvzaim.queries.past import Labels, owner_of
from setvzaim.registers import Register, register
from setvzaim.registers.settings import setting_of
from setvzaim.storage.images import NOW, WAS, Chunk

_BESIDE = {
    "attachments": "Приложенные файлы",
    "word_forms": "Исправленные формы слов",
    "school_years": "Учебные годы",
    "header_memory": "Запомненные названия столбцов",
    "name_memory": "Запомненные написания",
    "settings": "Настройки базы",
}
_OPPOSITE = {"added": "deleted", "deleted": "added", "changed": "changed"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a record that changed, in words."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One record that an operation changed."""

    register: str
    """Key of the register; the name of the table for what is kept beside the registers."""
    title: str
    """The register in words."""
    record: str
    name: str
    """What the record is called; empty when it has no name."""
    kind: str
    """added, changed or deleted."""
    cells: tuple[Cell, ...]

    def turned(self) -> ChangedRow:
        """Return the change that takes this one back."""
        cells = tuple(Cell(cell.label, cell.now, cell.was) for cell in self.cells)
        return ChangedRow(self.register, self.title, self.record, self.name, _OPPOSITE[self.kind], cells)


@dataclass(slots=True)
class _Change:
    """What all writes of an operation did to one record: stored values, and several links with their positions."""

    kind: str = "changed"
    was: dict[str, Any] = field(default_factory=dict)
    now: dict[str, Any] = field(default_factory=dict)


def changed_rows(chunks: Iterable[Chunk], labels: Labels, limit: int) -> tuple[ChangedRow, ...]:
    """Return the records that some chunks of one operation changed, at most `limit`, in the order of the writes."""
    found: dict[tuple[str, str], _Change] = {}
    for chunk in chunks:
        owner = owner_of(chunk.table.name)
        key = owner[0].key if owner else chunk.table.name
        for place, record in enumerate(chunk.records):
            if (key, record) not in found and len(found) >= limit:
                continue
            change = found.setdefault((key, record), _Change())
            if owner is not None and owner[1] is not None:
                _link(change, owner[1].key, chunk, place)
            elif chunk.kind == "update":
                _values(change, chunk, place)
            else:
                _whole(change, chunk, place)
    return tuple(_told(key, record, change, labels) for (key, record), change in found.items())


def _link(change: _Change, key: str, chunk: Chunk, place: int) -> None:
    side = change.now if chunk.kind == "insert" else change.was
    side.setdefault(key, {})[chunk.columns["target"][place]] = chunk.columns["position"][place]


def _values(change: _Change, chunk: Chunk, place: int) -> None:
    for name, values in chunk.side(WAS).items():
        change.was.setdefault(name, values[place])
    change.now.update({name: values[place] for name, values in chunk.side(NOW).items()})


def _whole(change: _Change, chunk: Chunk, place: int) -> None:
    values = {name: column[place] for name, column in chunk.columns.items()}
    if chunk.kind == "insert":
        change.kind = "added"
        change.now.update(values)
    else:
        change.kind = "deleted"
        change.was = {**values, **change.was}


def _told(key: str, record: str, change: _Change, labels: Labels) -> ChangedRow:
    if key == Setting.__tablename__:
        return _setting(record, change, labels)
    if key not in TABLES:
        return ChangedRow(key, _BESIDE.get(key, key), record, "", change.kind, ())
    of = register(key)
    side = change.was if change.kind == "deleted" else change.now
    naming = of.called_by(side.get)
    told = naming.key in side and (of.label in side or change.kind != "changed")  # else it has a label still
    name = labels.write(naming, side[naming.key]) if told else labels.label(key, record)
    return ChangedRow(key, of.title, record, name, change.kind, tuple(_cells(of, change, labels)))


def _cells(of: Register, change: _Change, labels: Labels) -> Iterable[Cell]:
    for column in of.columns:
        was, now = change.was.get(column.key), change.now.get(column.key)
        if was == now:
            continue
        if column.stored:
            yield Cell(column.label, labels.write(column, was), labels.write(column, now))
        else:
            yield Cell(column.label, labels.write_links(column, was or {}), labels.write_links(column, now or {}))


def _setting(record: str, change: _Change, labels: Labels) -> ChangedRow:
    """Tell a setting by its words: one that was added or deleted was, or is, the usual one."""
    name = change.now.get("name") or change.was.get("name") or labels.setting(record)
    of = setting_of(name)
    if of is None:
        return ChangedRow(Setting.__tablename__, _BESIDE[Setting.__tablename__], record, "", change.kind, ())
    was, now = (of.kind.write(json.loads(side["value"]) if "value" in side else of.usual)
                for side in (change.was, change.now))  # fmt: skip
    cells = (Cell(of.heading, was, now),)
    return ChangedRow(Setting.__tablename__, _BESIDE[Setting.__tablename__], record, of.words, "changed", cells)
