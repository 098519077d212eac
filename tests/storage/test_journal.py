"""Whatever writes one operation is made of, in whatever order, is taken back and done again to the last byte."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from setvzaim.model import BETWEEN, TABLES
from setvzaim.model import Base as Model
from setvzaim.operations import operation
from setvzaim.operations.history import redo, undo
from setvzaim.operations.records import change_block
from setvzaim.queries.journal_check import journal_findings
from setvzaim.registers import register
from setvzaim.storage import Base, Changes
from setvzaim.storage.images import Chunk, kept_columns, pack, unpack
from setvzaim.storage.journal import CHUNKS
from setvzaim.text.fold import fold
from support import NOWHERE, dump, rows_of

SUBJECTS, STAFF, LINKS = TABLES["subjects"], TABLES["staff"], BETWEEN["staff_subjects"]
TEXTS = st.sampled_from(["", "А", "Ё «Ә»", "a\n\t'\"\\", "😀", "ё" * 300])
AT = st.integers(0, 6)
WRITES = st.one_of(
    st.tuples(st.just("insert"), st.lists(TEXTS, min_size=1, max_size=3)),
    st.tuples(st.just("bulk"), st.sampled_from([199, 200, 201])),
    st.tuples(st.just("update"), AT, TEXTS),
    st.tuples(st.just("person"), AT, st.none() | st.floats(0, 9, width=16), st.none() | TEXTS, st.none() | st.dates()),
    st.tuples(st.just("update_many"), TEXTS),
    st.tuples(st.just("link"), AT, st.lists(AT, max_size=3, unique=True)),
    st.tuples(st.just("delete"), AT),
)


def _text(name: str) -> dict[str, object]:
    return {"name": name, "name_fold": fold(name)}


@operation("всё подряд")
def _write(changes: Changes, *, writes: list[tuple[Any, ...]]) -> None:
    for kind, *values in writes:
        subjects, people = (
            list(changes.connection.scalars(sa.select(table.c.id).order_by(table.c.id))) for table in (SUBJECTS, STAFF)
        )
        match kind, values:
            case "insert", [names]:
                changes.insert(SUBJECTS, [_text(name) for name in names])
            case "bulk", [count]:
                changes.insert_columns(SUBJECTS, {"name": ["Б"] * count, "name_fold": ["б"] * count})
            case "update", [at, name] if subjects:
                changes.update(SUBJECTS, subjects[at % len(subjects)], _text(name))
            case "person", [at, hours, note, day]:
                told = {"free_hours": hours, "note": note, "note_fold": None if note is None else fold(note)}
                changes.update(STAFF, people[at % len(people)], {**told, "category_until": day})
            case "update_many", [name]:
                changes.update_many(SUBJECTS, [{"id": id_, **_text(name)} for id_ in subjects])
            case "link", [at, targets]:
                person = people[at % len(people)]
                changes.delete_where(LINKS, LINKS.c.owner == person)
                chosen = dict.fromkeys(subjects[target % len(subjects)] for target in targets if subjects)
                changes.put_between(LINKS, [(person, target, place) for place, target in enumerate(chosen)])
            case "delete", [at] if subjects:
                gone = subjects[at % len(subjects)]
                changes.delete_where(LINKS, LINKS.c.target == gone)
                changes.delete(SUBJECTS, [gone])


@pytest.fixture(scope="module")
def two_people(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with two teachers whose subjects change."""
    path = Path(shutil.copyfile(empty_file, tmp_path_factory.mktemp("journal") / "двое.setvzaim"))
    with Base.open(path) as base, base.write() as connection:
        changes = Changes(connection)
        (district,) = changes.insert(TABLES["municipalities"], [_text("Р")])
        (school,) = changes.insert(TABLES["schools"], [{**_text("Ш"), "municipality": district}])
        changes.insert(STAFF, [{**_text(name), "school": school} for name in "АБ"])
    return path


@settings(max_examples=60)
@given(writes=st.lists(WRITES, min_size=1, max_size=12))
def test_any_writes_of_one_operation(two_people: Path, writes: list[tuple[Any, ...]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Base.open(Path(shutil.copyfile(two_people, Path(folder) / "б.setvzaim"))) as base,
    ):
        before = dump(base)
        done = _write(base, writes=writes)
        after = dump(base)
        if done.sequence is None:
            assert before == after
            return
        for _ in range(2):
            undo(base)
            assert dump(base) == before
            redo(base)
            assert dump(base) == after
        with base.read() as connection:
            assert not list(journal_findings(connection))


def test_a_file_kept_with_a_document_comes_back(example: Base) -> None:
    table = Model.metadata.tables["attachments"]

    @operation("приложить и убрать")
    def attach(changes: Changes) -> None:
        document = changes.connection.scalars(sa.select(TABLES["documents"].c.id)).first()
        row = {"register": "documents", "record": document, "name": "п", "digest": "0"}
        changes.insert(table, [row])

    before = dump(example)
    attach(example)
    after = dump(example)
    undo(example)
    assert dump(example) == before
    redo(example)
    assert dump(example) == after


def test_a_change_of_many_records_with_links_is_few_chunks(example: Base) -> None:
    """Else the journal of an import that changes 100 000 teachers has as many chunks, each as large as ten rows."""
    people = rows_of(example, "staff")
    subjects = [row.id for row in rows_of(example, "subjects")]
    rows = [(row.id, {"subjects": tuple(subjects[at % 9 :][:3])}) for at, row in enumerate(people)]
    outcome = change_block(example, of=register("staff"), rows=rows, context=NOWHERE)
    with example.read() as connection:
        kinds = connection.execute(
            sa.select(CHUNKS.c.table_name, CHUNKS.c.kind, CHUNKS.c.count).where(CHUNKS.c.operation == outcome.sequence)
        ).all()
    assert len(kinds) <= 4
    assert sum(count for table, _, count in kinds if table == "staff") == len(people)


def test_only_what_changes_is_kept_of_a_changed_row(example: Base) -> None:
    (row, *_) = rows_of(example, "schools")
    outcome = change_block(
        example, of=register("schools"), rows=[(row.id, {"pupils": 7, "name": row["name"]})], context=NOWHERE
    )
    with example.read() as connection:
        (body,) = connection.scalars(sa.select(CHUNKS.c.body).where(CHUNKS.c.operation == outcome.sequence))
    chunk = unpack(TABLES["schools"], "update", body)
    assert set(chunk.columns) == {"id", "-pupils", "+pupils", "-version", "+version"}
    assert len(body) < 150


def test_what_is_packed_is_unpacked() -> None:
    table = TABLES["documents"]
    assert not {name for name in kept_columns(table) if name.endswith("_fold")}
    columns: dict[str, list[str | None]] = {"id": ["а", "б"], "title": ["Приказ", None]}
    assert unpack(table, "insert", pack(columns)) == Chunk(table, "insert", columns)
    for odd in ("а", None, "\x7f", "\x00", 1, ""):
        long: dict[str, list[Any]] = {"id": ["б"] * 500, "title": ["в", odd] * 250}
        assert unpack(table, "insert", pack(long)).columns == long
    with pytest.raises(TypeError):
        pack({"id": [object()]})
