"""Marking measures as done: one step, with a name, that can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.errors import WorldError
from setvzaim.operations.completion import complete, reopen
from setvzaim.operations.history import undo
from setvzaim.operations.records import remove
from setvzaim.registers import register
from setvzaim.storage import Base
from support import dump, rows_of, value_of

DAY = date(2026, 11, 24)


def test_marking_is_one_named_step_and_is_undone(example: Base) -> None:
    before = dump(example)
    open_ones = [row.id for row in rows_of(example, "measures") if row["done_on"] is None][:3]
    done = complete(example, records=open_ones, done_on=DAY, outcome="сделано")
    assert done.name == "отметить выполнение 3\u00a0мероприятий"
    assert {value_of(example, "measures", record, "done_on") for record in open_ones} == {DAY}
    assert {value_of(example, "measures", record, "outcome") for record in open_ones} == {"сделано"}
    undo(example)
    assert dump(example) == before


def test_names_agree_with_their_number(example: Base) -> None:
    records = [row.id for row in rows_of(example, "measures")]
    assert complete(example, records=records[:1], done_on=DAY, outcome=None).name == "отметить выполнение мероприятия"
    assert reopen(example, records=records[:21]).name == "снять отметку о выполнении 21\u00a0мероприятия"


def test_words_stay_when_no_others_are_given(example: Base) -> None:
    """An empty field in the window must not wipe out what was written in the card."""
    record = next(row.id for row in rows_of(example, "measures") if row["outcome"])
    said = value_of(example, "measures", record, "outcome")
    reopen(example, records=[record])
    assert value_of(example, "measures", record, "done_on") is None
    complete(example, records=[record], done_on=DAY, outcome=None)
    assert value_of(example, "measures", record, "outcome") == said


def test_one_that_is_gone_stops_all(example: Base) -> None:
    first, gone = (row.id for row in rows_of(example, "measures")[:2])
    remove(example, of=register("measures"), records=[gone])
    before = dump(example)
    with pytest.raises(WorldError, match="уже нет"):
        complete(example, records=[first, gone], done_on=DAY, outcome=None)
    assert dump(example) == before
