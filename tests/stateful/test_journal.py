"""An office does, undoes and redoes at random; after every step the whole base is what a plain list remembers.

`SETVZAIM_STEPS=10000` makes it long (`make steps`).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from exchange.workbook_samples import xlsx
from setvzaim.errors import WorldError
from setvzaim.exchange import prepare
from setvzaim.operations import Outcome, Refusal
from setvzaim.operations.bringing import bring_back
from setvzaim.operations.history import StoodUpon, redo, undo, undo_one
from setvzaim.operations.imports import apply_import
from setvzaim.operations.records import add, change, change_block, duplicate, remove
from setvzaim.queries import Context, Query, find
from setvzaim.queries.history import next_redo, next_undo, operations
from setvzaim.queries.journal_check import journal_findings
from setvzaim.registers import Named, register
from setvzaim.storage import Base
from support import YEAR, dump

STEPS = int(os.environ.get("SETVZAIM_STEPS", "150"))
_RUN = 50
"""Steps of one office; then another begins."""
SCHOOLS, STAFF, SUBJECTS, DISTRICTS = (register(key) for key in ("schools", "staff", "subjects", "municipalities"))
IN_YEAR = Context(school_year=YEAR)
NAMES = st.sampled_from(["Озёрная", "озерная", "Лесная", "Ёлка", "a"])
PLACES = st.integers(0, 10)
State = dict[str, list[tuple[object, ...]]]


class JournalMachine(RuleBasedStateMachine):
    """`line` holds the whole base after each operation in effect, `ahead` those that were undone, the nearest last."""

    template: Path
    steps = 0
    """Taken by all offices together."""

    @initialize()
    def open_base(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copyfile(self.template, self.folder / "база.setvzaim"))
        self.base = Base.open(self.path)
        self.line: list[State] = [dump(self.base)]
        self.ahead: list[State] = []

    def teardown(self) -> None:
        if hasattr(self, "base"):
            self.base.close()
            shutil.rmtree(self.folder)

    def _ids(self, key: str) -> Sequence[str]:
        with self.base.read() as connection:
            return sorted(find(connection, Query(key)))

    def _one(self, key: str, place: int) -> str | None:
        ids = self._ids(key)
        return ids[place % len(ids)] if ids else None

    def _done(self, outcome: Outcome[Any]) -> None:
        if outcome.sequence is not None:
            self.line.append(dump(self.base))
            self.ahead = []

    @rule(name=NAMES, pupils=st.none() | st.integers(0, 2000), status=st.booleans())
    def add_school(self, name: str, pupils: int | None, status: bool) -> None:  # noqa: FBT001 - a strategy
        values = {"name": name, "municipality": Named(f"Район {name}"), "pupils": pupils, "low_results": status or None}
        self._done(add(self.base, of=SCHOOLS, values=values, context=IN_YEAR))

    @rule(place=PLACES, name=NAMES, subjects=st.lists(NAMES, max_size=3))
    def add_person(self, place: int, name: str, subjects: list[str]) -> None:
        if school := self._one("schools", place):
            values = {"name": name, "school": school, "subjects": tuple(map(Named, subjects))}
            self._done(add(self.base, of=STAFF, values=values, context=IN_YEAR))

    @rule(place=PLACES, name=NAMES, subjects=st.lists(NAMES, max_size=3))
    def change_person(self, place: int, name: str, subjects: list[str]) -> None:
        if person := self._one("staff", place):
            values = {"name": name, "subjects": tuple(map(Named, subjects))}
            self._done(change(self.base, of=STAFF, record=person, values=values, context=IN_YEAR))

    @rule(names=st.lists(NAMES, max_size=4), status=st.sampled_from([True, False, None]))
    def paste(self, names: list[str], status: bool | None) -> None:  # noqa: FBT001 - a strategy
        rows = [
            (id_, {"name": name, "low_results": status}) for id_, name in zip(self._ids("schools"), names, strict=False)
        ]
        self._done(change_block(self.base, of=SCHOOLS, rows=rows, context=IN_YEAR))

    @rule(place=PLACES)
    def duplicate_person(self, place: int) -> None:
        if person := self._one("staff", place):
            self._done(duplicate(self.base, of=STAFF, record=person, context=IN_YEAR))

    @rule(place=PLACES, key=st.sampled_from(["staff", "subjects", "schools", "municipalities"]))
    def remove_one(self, place: int, key: str) -> None:
        if record := self._one(key, place):
            self._done(remove(self.base, of=register(key), records=[record]))

    @rule(rows=st.lists(st.tuples(NAMES, NAMES, st.integers(0, 90), st.sampled_from(["да", None])), min_size=1))
    def import_book(self, rows: list[tuple[object, ...]]) -> None:
        book = xlsx(self.folder / "книга.xlsx", [("Школа", "Район", "Учеников", "ШНОР"), *rows])
        with self.base.read() as connection:
            plan = prepare(connection, book, IN_YEAR)
        book.unlink()
        self._done(apply_import(self.base, of=plan.register, writes=plan.writes, context=IN_YEAR))

    @rule()
    def undo_last(self) -> None:
        if len(self.line) == 1:
            with pytest.raises(WorldError, match="Отменять нечего"):
                undo(self.base)
            return
        undo(self.base)
        self.ahead.append(self.line.pop())

    @rule()
    def redo_last(self) -> None:
        if not self.ahead:
            with pytest.raises(WorldError, match="Возвращать нечего"):
                redo(self.base)
            return
        redo(self.base)
        self.line.append(self.ahead.pop())

    @precondition(lambda self: not self.ahead)
    @rule(place=PLACES)
    def undo_any_and_redo_it(self, place: int) -> None:
        """Whatever is torn out of the middle, with what stands on it, comes back as it was."""
        with self.base.read() as connection:
            done = [one for one in operations(connection, limit=None) if one.kind == "do" and not one.undone]
        if not done:
            return
        one, undone = done[place % len(done)], 1
        try:
            undo_one(self.base, one.sequence)
        except StoodUpon as refused:
            assert dump(self.base) == self.line[-1]
            undone += len(refused.later)
            undo_one(self.base, one.sequence, with_later=True)
        with self.base.read() as connection:
            assert not list(journal_findings(connection))
        for _ in range(undone):
            redo(self.base)
        self._take_the_line_anew()

    def _take_the_line_anew(self) -> None:
        """What was redone stands last now: the states in between are others, the last one is the same."""
        assert dump(self.base) == self.line[-1]
        with self.base.read() as connection:
            count = sum(one.kind == "do" and not one.undone for one in operations(connection, limit=None))
        assert count == len(self.line) - 1
        states = [self.line[-1]]
        for _ in range(count):
            undo(self.base)
            states.append(dump(self.base))
        assert states[-1] == self.line[0]
        self.line = states[::-1]
        for state in self.line[1:]:
            redo(self.base)
            assert dump(self.base) == state

    @rule(place=PLACES, back=st.integers(1, 5), key=st.sampled_from(["staff", "schools", "subjects"]))
    def bring_one_back(self, place: int, back: int, key: str) -> None:
        if record := self._one(key, place):
            with self.base.read() as connection:
                newest = operations(connection, limit=1)[0].sequence
            try:
                outcome = bring_back(self.base, of=register(key), record=record, sequence=newest - back)
            except Refusal:
                return
            self._done(outcome)

    @rule()
    def reopen(self) -> None:
        self.base.close()
        self.base = Base.open(self.path)

    @invariant()
    def the_base_is_what_is_remembered(self) -> None:
        if not hasattr(self, "base"):
            return
        type(self).steps += 1
        assert dump(self.base) == self.line[-1]
        with self.base.read() as connection:
            assert not list(journal_findings(connection))
            assert (next_undo(connection) is None) == (len(self.line) == 1)
            assert (next_redo(connection) is None) == (not self.ahead)


def test_an_office_undoes_and_redoes(empty_file: Path) -> None:
    class Machine(JournalMachine):
        template = empty_file

    case = Machine.TestCase
    case.settings = settings(
        max_examples=3,
        stateful_step_count=_RUN,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    while Machine.steps < STEPS:
        case().runTest()
