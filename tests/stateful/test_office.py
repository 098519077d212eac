"""An office works for a while, at random; after every step the base holds what a plain dictionary holds."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from setvzaim.errors import WorldError
from setvzaim.operations import Refusal
from setvzaim.operations.records import add, change, change_block, change_many, duplicate, remove
from setvzaim.queries import Context, Query, fetch, find
from setvzaim.queries.dependants import dependants
from setvzaim.queries.soundness import findings
from setvzaim.registers import LinkTo, Named, register
from setvzaim.storage import Base
from setvzaim.text.fold import fold, match_key
from support import NOWHERE, YEAR

SCHOOLS, STAFF, SUBJECTS = (register(key) for key in ("schools", "staff", "subjects"))
NAMES = st.sampled_from(["Озёрная", "озерная", "Лесная", "СОШ № 3", "Ёлка", "a"])
PUPILS = st.none() | st.integers(0, 2000)
IN_YEAR = Context(school_year=YEAR)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Steps on a real file are slow: making a found failure smaller would take minutes."""
Row = dict[str, Any]


class OfficeMachine(RuleBasedStateMachine):
    """Schools with a status, staff who belong to schools and teach subjects; subjects grow by their names."""

    template: Path
    schools = Bundle("schools")
    staff = Bundle("staff")

    @initialize()
    def open_base(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copyfile(self.template, self.folder / "база.setvzaim"))
        self.base = Base.open(self.path)
        self.district = add(self.base, of=register("municipalities"), values={"name": "Р"}, context=NOWHERE).value
        self.rows: dict[str, dict[str, Row]] = {"schools": {}, "staff": {}}
        self.subjects: list[str] = []

    def teardown(self) -> None:
        if hasattr(self, "base"):
            self.base.close()
            assert [file.name for file in self.folder.iterdir()] == [self.path.name]
            shutil.rmtree(self.folder)

    @rule(target=schools, name=NAMES, pupils=PUPILS, status=st.booleans())
    def add_school(self, name: str, pupils: int | None, status: bool) -> str:  # noqa: FBT001
        values = {"name": name, "municipality": self.district, "pupils": pupils, "low_results": status or None}
        record = add(self.base, of=SCHOOLS, values=values, context=IN_YEAR).value
        self.rows["schools"][record] = {"name": name, "pupils": pupils, "low_results": status or None}
        return record

    @rule(
        target=staff,
        school=schools,
        name=NAMES,
        subjects=st.lists(st.sampled_from(["Физика", "физика", "Ёлка", "Елка"])),
    )
    def add_person(self, school: str, name: str, subjects: list[str]) -> Any:  # noqa: ANN401 - nothing when refused
        values = {"name": name, "school": school, "subjects": tuple(Named(subject) for subject in subjects)}
        if school not in self.rows["schools"]:
            with pytest.raises(Exception, match="FOREIGN KEY"):
                add(self.base, of=STAFF, values=values, context=NOWHERE)
            return multiple()
        record = add(self.base, of=STAFF, values=values, context=NOWHERE).value
        self.rows["staff"][record] = {"name": name, "school": school, "subjects": self._known(subjects) or None}
        return record

    def _known(self, names: list[str]) -> tuple[str, ...]:
        """Return the subjects meant, as they were written first."""
        meant = []
        for name in names:
            found = next((known for known in self.subjects if match_key(known) == match_key(name)), None)
            if found is None:
                self.subjects.append(name)
            meant.append(found or name)
        return tuple(dict.fromkeys(meant))

    @rule(school=schools, pupils=PUPILS, status=st.sampled_from([True, False, None]))
    def change_school(self, school: str, pupils: int | None, status: bool | None) -> None:  # noqa: FBT001
        values = {"pupils": pupils, "low_results": status}
        if school not in self.rows["schools"]:
            with pytest.raises(WorldError, match="уже нет"):
                change(self.base, of=SCHOOLS, record=school, values=values, context=IN_YEAR)
            return
        change(self.base, of=SCHOOLS, record=school, values=values, context=IN_YEAR)
        self.rows["schools"][school].update(pupils=pupils, low_results=status or None)

    @rule(pupils=PUPILS)
    def change_all(self, pupils: int | None) -> None:
        records = list(self.rows["schools"])
        change_many(self.base, of=SCHOOLS, records=records, values={"pupils": pupils}, context=NOWHERE)
        for row in self.rows["schools"].values():
            row["pupils"] = pupils

    @rule(names=st.lists(st.none() | NAMES, max_size=4))
    def paste_names(self, names: list[str | None]) -> None:
        """A row without a name refuses the whole table."""
        rows = list(zip(self.rows["schools"], ({"name": name} for name in names), strict=False))
        if any(values["name"] is None for _, values in rows):
            with pytest.raises(Refusal, match="не заполнено: школа"):
                change_block(self.base, of=SCHOOLS, rows=rows, context=NOWHERE)
            return
        change_block(self.base, of=SCHOOLS, rows=rows, context=NOWHERE)
        for school, values in rows:
            self.rows["schools"][school].update(values)

    @rule(target=staff, person=staff)
    def duplicate_person(self, person: str) -> Any:  # noqa: ANN401 - nothing when refused
        if person not in self.rows["staff"]:
            with pytest.raises(WorldError, match="уже нет"):
                duplicate(self.base, of=STAFF, record=person, context=NOWHERE)
            return multiple()
        record = duplicate(self.base, of=STAFF, record=person, context=NOWHERE).value
        self.rows["staff"][record] = dict(self.rows["staff"][person])
        return record

    @rule(school=consumes(schools))
    def remove_school(self, school: str) -> None:
        """Its staff go with it, as was said before."""
        going = [id_ for id_, row in self.rows["staff"].items() if row["school"] == school]
        with self.base.read() as connection:
            told = {of.key: count for of, count in dependants(connection, SCHOOLS, [school]).gone}
        assert told.get("staff", 0) == len(going)
        remove(self.base, of=SCHOOLS, records=[school])
        self.rows["schools"].pop(school, None)
        for id_ in going:
            del self.rows["staff"][id_]

    @rule(person=consumes(staff))
    def remove_person(self, person: str) -> None:
        remove(self.base, of=STAFF, records=[person])
        self.rows["staff"].pop(person, None)

    @rule()
    def reopen(self) -> None:
        self.base.close()
        self.base = Base.open(self.path)

    @invariant()
    def base_holds_what_the_dictionary_holds(self) -> None:
        if not hasattr(self, "base"):
            return
        with self.base.read() as connection:
            for key, expected in self.rows.items():
                rows = fetch(connection, register(key), find(connection, Query(key)), IN_YEAR)
                assert {
                    row.id: {column: _plain(row[column]) for column in expected[row.id]} for row in rows
                } == expected
            by_name = find(connection, Query("schools", order=("name",)))
            names = [fold(self.rows["schools"][id_]["name"]) for id_ in by_name]
            assert names == sorted(names)
            assert len(find(connection, Query("subjects"))) == len(self.subjects)
            assert not [one for one in findings(connection) if one.record is not None or not one.register]


def _plain(value: object) -> object:
    """Return schools by their identifiers, subjects by their names."""
    if isinstance(value, LinkTo):
        return value.id
    return tuple(str(link) for link in value) if isinstance(value, tuple) else value


def test_an_office_at_work(empty_file: Path) -> None:
    class Machine(OfficeMachine):
        template = empty_file

    case = Machine.TestCase
    case.settings = settings(max_examples=15, stateful_step_count=20, deadline=None, phases=PHASES)
    case().runTest()
