"""The one door for writes: every row is accounted for, and nobody overwrites what he has not seen."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import BETWEEN, TABLES
from setvzaim.model import Base as Model
from setvzaim.storage import Base, Changes, many_values
from setvzaim.storage.bulk import CHUNK

SUBJECTS = TABLES["subjects"]


@pytest.fixture
def changes(base: Base) -> Iterator[Changes]:
    with base.write() as connection:
        yield Changes(connection)


def _names(changes: Changes) -> list[str]:
    return list(changes.connection.scalars(sa.select(SUBJECTS.c.name).order_by(SUBJECTS.c.id)))


def _row(name: str) -> dict[str, object]:
    return {"name": name, "name_fold": name.lower()}


def test_every_kind_of_write_is_noted(changes: Changes) -> None:
    one, other = changes.insert(SUBJECTS, [_row("А"), _row("Б")])
    assert (changes.touched, changes.rows) == ({"subjects"}, 2)
    changes.update(SUBJECTS, one, _row("В"))
    changes.update_many(SUBJECTS, [{"id": one, "name": "Г"}, {"id": other, "name": "Д"}])
    assert (_names(changes), changes.rows) == (["Г", "Д"], 5)
    changes.delete(SUBJECTS, [one])
    changes.delete_where(SUBJECTS, SUBJECTS.c.name == "Д")
    assert (_names(changes), changes.rows) == ([], 7)


def test_what_changes_nothing_is_not_noted(changes: Changes) -> None:
    """Screens read again only when something changed."""
    changes.insert(SUBJECTS, [])
    changes.update_many(SUBJECTS, [])
    changes.delete(SUBJECTS, ["нет"])
    changes.delete(SUBJECTS, [])
    changes.put_between(BETWEEN["staff_subjects"], [])
    assert (changes.touched, changes.rows) == (set(), 0)


def test_links_to_several_are_noted_under_their_own_table(base: Base) -> None:
    with base.write() as connection:
        changes = Changes(connection)
        (district,) = changes.insert(TABLES["municipalities"], [_row("Район")])
        (school,) = changes.insert(TABLES["schools"], [{**_row("А"), "municipality": district}])
        (person,) = changes.insert(TABLES["staff"], [{**_row("И"), "school": school}])
        (subject,) = changes.insert(SUBJECTS, [_row("Ф")])
        changes.touched.clear()
        changes.put_between(BETWEEN["staff_subjects"], [(person, subject, 0)])
        assert changes.touched == {"staff_subjects"}


def test_a_row_somebody_changed_meanwhile_is_not_overwritten(changes: Changes) -> None:
    (record,) = changes.insert(SUBJECTS, [_row("А")])
    changes.update(SUBJECTS, record, _row("Б"), version=1)
    with pytest.raises(WorldError, match="тем временем изменили"):
        changes.update(SUBJECTS, record, _row("В"), version=1)
    assert _names(changes) == ["Б"]
    changes.update(SUBJECTS, record, _row("В"), version=2)
    assert _names(changes) == ["В"]


def test_a_row_somebody_deleted_is_not_changed(changes: Changes) -> None:
    with pytest.raises(WorldError, match="удалили"):
        changes.update(SUBJECTS, "нет", _row("А"))


def test_each_change_raises_the_version(changes: Changes) -> None:
    (record,) = changes.insert(SUBJECTS, [_row("А")])
    changes.update(SUBJECTS, record, {})
    changes.update_many(SUBJECTS, [{"id": record, "name": "Б"}])
    assert changes.connection.scalar(sa.select(SUBJECTS.c.version)) == 3


def test_columns_may_come_in_any_order(changes: Changes) -> None:
    """A header that the user has joined is remembered as it is, not shifted by a column."""
    memory = Model.metadata.tables["header_memory"]
    changes.insert(memory, [{"column": "name", "header": "оо", "register": "schools"}])
    row = changes.connection.execute(sa.select(memory)).mappings().one()
    assert (row["register"], row["header"], row["column"], row["version"]) == ("schools", "оо", "name", 1)


def test_more_rows_than_the_driver_takes_at_once(changes: Changes) -> None:
    count = CHUNK + 1
    ids = changes.insert_columns(SUBJECTS, {"name": ["А"] * count, "name_fold": ["а"] * count})
    assert len(_names(changes)) == len(set(ids)) == count
    changes.delete(SUBJECTS, ids)
    assert _names(changes) == []
    assert changes.rows == 2 * count


def test_the_search_for_cycles_goes_on_after_many_values() -> None:
    assert gc.isenabled()

    def stopped() -> None:
        with many_values():
            assert not gc.isenabled()
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        stopped()
    assert gc.isenabled()
