"""Bases of every released revision are brought up to date without losing a value."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from setvzaim.model import Base as Model
from setvzaim.queries.soundness import findings
from setvzaim.registers import all_registers
from setvzaim.storage import Base
from setvzaim.storage.base import SCHEMA
from setvzaim.storage.migrate import config, downgrade, upgrade
from support import rows_of

BASES = sorted((Path(__file__).parents[1] / "data" / "bases").glob("*.setvzaim"))

Values = dict[str, list[dict[str, object]]]


def _values(base: Base) -> Values:
    """Return every value of every table of today's schema, in the order of the identifiers."""
    with base.read() as connection:
        found: Values = {}
        for name, table in Model.metadata.tables.items():
            rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"').mappings()  # noqa: S608 - our own tables
            found[name] = [
                {key: value.hex() if isinstance(value, bytes) else value for key, value in row.items()} for row in rows
            ]
            assert {column.name for column in table.columns} == set(rows.keys())
    return found


def _schema(base: Base) -> set[str]:
    with base.read() as connection:
        return set(connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").scalars())


def _as_sets(values: Values) -> dict[str, set[str]]:
    return {name: {json.dumps(row, sort_keys=True) for row in rows} for name, rows in values.items()}


def _as_papers(held: Values) -> Values:
    """Return what revision 4 makes of answers kept by the number of a version, and of files kept with documents."""
    answers, files = held["approvals"], held["attachments"]
    versions = {
        (row["plan"], row["plan_version"]): hashlib.sha256(f"{row['plan'], row['plan_version']}".encode())
        for row in answers
    }
    digests = {row["id"]: hashlib.sha256(bytes.fromhex(str(row["content"]))).hexdigest() for row in files}
    return {
        "plan_versions": [
            {"id": name.hexdigest()[:32], "version": 1, "plan": plan, "number": number, "code": "—", "code_fold": "—",
             "state": "sent"}
            for (plan, number), name in versions.items()
        ],
        "approvals": [
            {"id": row["id"], "version": row["version"], "school": row["school"], "decision": row["decision"],
             "plan_version": versions[row["plan"], row["plan_version"]].hexdigest()[:32],
             "decided_on": row["decided_on"], "remark": row["remark"], "remark_fold": str(row["remark"]).casefold()}
            for row in answers
        ],
        "attachments": [
            {"id": row["id"], "version": row["version"], "register": "documents", "record": row["document"],
             "name": row["name"], "digest": digests[row["id"]]}
            for row in files
        ],
        "blobs": [
            {"digest": digests[row["id"]], "size": row["size"], "content": row["content"]} for row in files
        ],
    }  # fmt: skip


def test_the_models_are_the_migrated_schema(base: Base) -> None:
    """Else the program asks for columns that an upgraded base does not have."""
    with base.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Model.metadata) == []


def test_the_number_of_the_schema_is_that_of_the_newest_revision(base: Base) -> None:
    with base.read() as connection:
        script = ScriptDirectory.from_config(config(connection))
        assert script.get_heads() == [f"{SCHEMA:04}"]
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == f"{SCHEMA:04}"
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == SCHEMA


def test_every_released_revision_has_its_filled_base() -> None:
    assert [path.stem for path in BASES] == [f"{number:04}" for number in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("path", BASES, ids=lambda path: path.stem)
class TestOldBase:
    """An office opens the base it has worked in with an older program."""

    def test_it_holds_every_value_it_held(self, path: Path, tmp_path: Path) -> None:
        with Base.open(Path(shutil.copyfile(path, tmp_path / path.name))) as base:
            now = {name: rows for name, rows in _as_sets(_values(base)).items() if rows}  # newer tables are empty
        held: Values = json.loads(path.with_suffix(".json").read_text("utf-8"))
        assert all(held.values())
        if int(path.stem) < 4:
            held |= _as_papers(held)
        newer = {name: Model.metadata.tables[name].columns.keys() - rows[0].keys() for name, rows in held.items()}
        then = {name: [{**row, **dict.fromkeys(newer[name])} for row in rows] for name, rows in held.items()}
        assert now == _as_sets(then)  # newer columns are empty

    def test_it_is_sound_and_every_register_of_it_is_read(self, path: Path, tmp_path: Path) -> None:
        with Base.open(Path(shutil.copyfile(path, tmp_path / path.name))) as base:
            with base.read() as connection:
                assert not list(findings(connection))
            held = json.loads(path.with_suffix(".json").read_text("utf-8"))
            for key in all_registers():
                assert rows_of(base, key) or key not in held  # a register that is newer is empty, and can be asked

    def test_its_file_does_not_change_by_being_looked_at(self, path: Path, tmp_path: Path) -> None:
        if int(path.stem) < SCHEMA:
            pytest.skip("this base is upgraded")
        copy = Path(shutil.copyfile(path, tmp_path / path.name))
        with Base.open(copy) as base:
            rows_of(base, "schools")
        assert copy.read_bytes() == path.read_bytes()
        assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_down_to_nothing_and_up_again_gives_the_same_schema(example: Base, base: Base) -> None:
    wanted, filled = _schema(base), _as_sets(_values(example))
    assert _schema(example) == wanted
    with example.write() as connection:
        downgrade(connection, "base")
        left = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars())
        assert left <= {"alembic_version"}
        upgrade(connection)
    assert _schema(example) == wanted
    assert not any(_values(example).values())
    assert any(filled.values())


def test_a_failed_migration_leaves_the_base_as_it_was(example: Base) -> None:
    before, schema = _as_sets(_values(example)), _schema(example)

    def cut() -> None:
        with example.write() as connection:
            downgrade(connection, "base")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power"):
        cut()
    assert _schema(example) == schema
    assert _as_sets(_values(example)) == before


def test_an_old_base_that_cannot_be_upgraded_stays_old(
    example: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "старая.setvzaim"
    example.close()
    shutil.copyfile(example.path, path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 0")
    before = path.read_bytes()

    def broken(connection: sa.Connection) -> None:
        connection.exec_driver_sql("DROP TABLE settings")
        raise RuntimeError("bug in a revision")

    monkeypatch.setattr("setvzaim.storage.migrate.upgrade", broken)
    with pytest.raises(RuntimeError, match="bug"):
        Base.open(path)
    assert path.read_bytes() == before
