"""An approved plan says for ever what was approved, whatever is done in the window; the next version starts from it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import setvzaim.operations
from setvzaim.errors import WorldError
from setvzaim.operations import Refusal
from setvzaim.operations.approval import approve_plan, send_plan, start_next_version
from setvzaim.operations.attachments import attach
from setvzaim.operations.bringing import bring_back
from setvzaim.operations.completion import complete, reopen
from setvzaim.operations.history import redo, undo, undo_one
from setvzaim.operations.imports import Writes, apply_import
from setvzaim.operations.modes import AcceptedMode, accept_modes
from setvzaim.operations.next_year import start_next_year
from setvzaim.operations.partners import AcceptedLine, AcceptedPair, accept_pairs
from setvzaim.operations.records import add, change, change_block, change_many, duplicate, place, remove
from setvzaim.queries.history import operations
from setvzaim.registers import LinkTo, Named, register
from setvzaim.storage import Base
from support import NOWHERE, YEAR, dump, rows_of, value_of

MEASURES, SECTIONS, PLANS = (register(key) for key in ("measures", "sections", "plans"))
DAY = date(2026, 9, 14)
GUARDED = {
    "add", "change", "change_many", "change_block", "remove", "duplicate", "place", "apply_import", "bring_back",
    "send_plan", "accept_pairs", "accept_modes",
}  # fmt: skip
"""Operations by which a plan could be changed: each is tried below."""
OTHERS = {
    "answer", "approve_plan", "start_next_version", "start_next_year",  # approval itself
    "complete", "reopen",  # what was done
    "attach", "detach", "rename", "limit_files",  # files
    "sign", "correct_form", "change_wording",
    "change_settings", "appoint_centers", "write_usual_rules",
}  # fmt: skip
"""Operations that change no plan there is."""


def every_operation() -> set[str]:
    """Return the names of all operations of the program, found where they are declared."""
    found = set()
    for info in pkgutil.iter_modules(setvzaim.operations.__path__):
        module = importlib.import_module(f"setvzaim.operations.{info.name}")
        found |= {
            name
            for name, thing in vars(module).items()
            if name[0] != "_" and hasattr(thing, "__wrapped__") and thing.__module__ == module.__name__
        }
    return found


@pytest.fixture
def approved(example: Base) -> Base:
    """The example with its plan changed once more, deleted a measure, and approved."""
    measure = rows_of(example, "measures")[3]
    change(example, of=MEASURES, record=measure.id, values={"term": "май"}, context=NOWHERE)
    remove(example, of=MEASURES, records=[rows_of(example, "measures")[5].id])
    plan = rows_of(example, "plans")[0].id
    send_plan(example, plan=plan, sent_on=DAY)
    approve_plan(example, plan=plan, approved_on=DAY, reason="срок")
    return example


Way = Callable[[Base], object]


def first(base: Base, key: str) -> str:
    return rows_of(base, key)[0].id


def changing(key: str, column: str, value: object) -> Way:
    return lambda base: change(
        base, of=register(key), record=first(base, key), values={column: value}, context=NOWHERE
    )  # fmt: skip


def _deleted_measure(base: Base) -> tuple[str, int]:
    with base.read() as connection:
        sequence = next(done.sequence for done in operations(connection) if done.name == "удалить мероприятие")
    undo_until = sequence - 1
    with base.read() as connection:
        from setvzaim.storage.journal import chunks_of  # noqa: PLC0415

        (record,) = {
            id_ for chunk in chunks_of(connection, sequence) if chunk.table.name == "measures" for id_ in chunk.records
        }
    return record, undo_until


def bringing_back(base: Base) -> object:
    record, then = _deleted_measure(base)
    return bring_back(base, of=MEASURES, record=record, sequence=then)


def undoing_an_old_edit(base: Base) -> object:
    with base.read() as connection:
        old = next(done.sequence for done in operations(connection) if done.name == "изменить мероприятие")
    return undo_one(base, old)


def importing(base: Base) -> object:
    row = rows_of(base, "measures")[0]
    return apply_import(
        base, of=MEASURES, writes=Writes(updated=[(row.id, row.version, {"term": "июнь"})]), context=NOWHERE
    )


def importing_new(base: Base) -> object:
    made = {"plan": [first(base, "plans")], "section": [first(base, "sections")], "title": ["Новое"]}
    return apply_import(base, of=MEASURES, writes=Writes(ids=["0" * 32], created=made), context=NOWHERE)


def accepting_pairs(base: Base) -> object:
    need, staff = rows_of(base, "needs")[0], rows_of(base, "staff")[0]
    giver, taker = staff["school"], need["school"]
    assert isinstance(giver, LinkTo)
    assert isinstance(taker, LinkTo)
    line = AcceptedLine(need.id, "Алгебра", "staff", staff.id, 1, "remote", "")
    return accept_pairs(
        base, pairs=[AcceptedPair(giver, taker, (line,))], plan=first(base, "plans"), context=NOWHERE, since=DAY
    )


def accepting_modes(base: Base) -> object:
    row = rows_of(base, "measures")[0]
    mode = AcceptedMode("measures", row.id, "М", row["mode"], "remote" if row["mode"] != "remote" else "on_site")  # type: ignore[arg-type]
    return accept_modes(base, modes=[mode], context=NOWHERE)


def moving_in(base: Base) -> object:
    """A measure of another plan is put into the approved one."""
    network, plan = first(base, "networks"), first(base, "plans")
    other = add(
        base, of=PLANS, values={"title": "Другой", "network": network, "school_year": YEAR}, context=NOWHERE
    ).value
    home = add(base, of=SECTIONS, values={"title": "Р", "plan": other}, context=NOWHERE).value
    row = add(base, of=MEASURES, values={"title": "М", "plan": other, "section": home}, context=NOWHERE).value
    there = next(one.id for one in rows_of(base, "sections") if one["plan"] == LinkTo(plan, str(one["plan"])))
    return change(base, of=MEASURES, record=row, values={"plan": plan, "section": there}, context=NOWHERE)


WAYS: dict[str, Way] = {
    "add a measure": lambda base: add(
        base, of=MEASURES,
        values={"plan": first(base, "plans"), "section": first(base, "sections"), "title": "Новое"}, context=NOWHERE,
    ),
    "add a section": lambda base: add(
        base, of=SECTIONS, values={"plan": first(base, "plans"), "title": "Новый"}, context=NOWHERE
    ),
    "change the term": changing("measures", "term", "июнь"),
    "change the title": changing("measures", "title", "Иначе"),
    "change the participants": changing("measures", "participants", (Named("МБОУ «Озёрная СОШ»"),)),
    "change everyone": changing("measures", "everyone", None),
    "change the section": changing("measures", "section", Named("Совсем новый")),
    "change the section's title": changing("sections", "title", "Иначе"),
    "change the plan's title": changing("plans", "title", "Иначе"),
    "change the plan's year": changing("plans", "school_year", 2027),
    "change the numbering": changing("plans", "numbering", "restart"),
    "change many": lambda base: change_many(
        base, of=MEASURES, records=[row.id for row in rows_of(base, "measures")], values={"mode": "platform"},
        context=NOWHERE,
    ),
    "paste": lambda base: change_block(
        base, of=MEASURES, rows=[(rows_of(base, "measures")[1].id, {"expected": "Вставлено"})], context=NOWHERE
    ),
    "delete a measure": lambda base: remove(base, of=MEASURES, records=[first(base, "measures")]),
    "delete a section": lambda base: remove(base, of=SECTIONS, records=[first(base, "sections")]),
    "delete the plan": lambda base: remove(base, of=PLANS, records=[first(base, "plans")]),
    "delete the network": lambda base: remove(base, of=register("networks"), records=[first(base, "networks")]),
    "delete a school that takes part": lambda base: remove(
        base, of=register("schools"),
        records=[link.id for row in rows_of(base, "measures") for link in row["participants"] or ()][:1],  # type: ignore[attr-defined]
    ),
    "repeat a measure": lambda base: duplicate(base, of=MEASURES, record=first(base, "measures"), context=NOWHERE),
    "repeat a section": lambda base: duplicate(base, of=SECTIONS, record=first(base, "sections"), context=NOWHERE),
    "put elsewhere": lambda base: place(
        base, of=MEASURES, records=[rows_of(base, "measures")[2].id], before=first(base, "measures")
    ),
    "put a section elsewhere": lambda base: place(base, of=SECTIONS, records=[first(base, "sections")]),
    "import a change": importing,
    "import a new one": importing_new,
    "bring back a deleted one": bringing_back,
    "undo an old edit alone": undoing_an_old_edit,
    "put a measure of another plan in": moving_in,
    "accept a pair into it": accepting_pairs,
    "accept a mode": accepting_modes,
    "send it again": lambda base: send_plan(base, plan=first(base, "plans"), sent_on=DAY),
}  # fmt: skip


def test_every_operation_is_either_tried_or_known_to_change_no_plan() -> None:
    """A new operation must say here which it is."""
    assert every_operation() - OTHERS == GUARDED


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_it_is_refused_in_words_and_nothing_is_written(approved: Base, way: Way) -> None:
    before = rows_of(approved, "measures"), rows_of(approved, "sections"), rows_of(approved, "plans")[:1]
    with pytest.raises(Refusal) as refusal:
        way(approved)
    assert "утверждён (версия 2)" in str(refusal.value)
    assert "начните следующую версию" in str(refusal.value)
    after = rows_of(approved, "measures"), rows_of(approved, "sections"), rows_of(approved, "plans")
    if way is moving_in:
        return  # the other plan and its measure are there
    assert after[:2] == before[:2]
    assert after[2][:1] == before[2]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_all_of_it_is_possible_in_the_next_version(approved: Base, way: Way) -> None:
    start_next_version(approved, plan=first(approved, "plans"))
    before = dump(approved)
    try:
        way(approved)
    except Refusal as refusal:
        assert "отправлять нечего" in str(refusal)  # noqa: PT017 - sent as it stands
        return
    assert dump(approved) != before


@pytest.mark.parametrize(
    ("key", "column", "value"),
    [
        ("measures", "done_on", DAY),
        ("measures", "outcome", "проведено"),
        ("measures", "note", "см. протокол"),
        ("plans", "approved_number", "17"),
        ("measures", "term", "сентябрь"),
    ],
)
def test_what_was_not_signed_may_be_written(approved: Base, key: str, column: str, value: object) -> None:
    """Completion, notes, the number of the order that approves; and saying again what it says."""
    changing(key, column, value)(approved)
    assert value_of(approved, key, first(approved, key), column) == value


def test_measures_are_marked_as_done_and_files_are_attached(approved: Base, tmp_path: Path) -> None:
    """A scan of the signed sheet and a report come after the approval."""
    record, scan = first(approved, "measures"), tmp_path / "лист.pdf"
    scan.write_bytes(b"%PDF-1.4")
    complete(approved, records=[record], done_on=DAY, outcome="проведено")
    assert value_of(approved, "measures", record, "done_on") == DAY
    reopen(approved, records=[record])
    for key in ("measures", "plans", "plan_versions", "approvals"):
        attach(approved, of=register(key), record=first(approved, key), files=[scan])


def test_undoing_goes_back_before_the_approval_and_forth_again(approved: Base) -> None:
    after = dump(approved)
    for _ in range(4):
        undo(approved)
    assert [row["state"] for row in rows_of(approved, "plan_versions")] == ["sent"]
    for _ in range(4):
        redo(approved)
    assert dump(approved) == after
    with pytest.raises(WorldError):
        redo(approved)


def test_the_beginning_of_the_next_version_is_not_undone_under_its_changes(approved: Base) -> None:
    """Else the plan would be locked with another content than was approved."""
    sequence = start_next_version(approved, plan=first(approved, "plans")).sequence
    changing("measures", "term", "июнь")(approved)
    assert sequence
    with pytest.raises(Refusal, match="утверждён"):
        undo_one(approved, sequence)
    undo(approved)
    undo(approved)
    with pytest.raises(Refusal, match="утверждён"):
        changing("measures", "term", "июнь")(approved)


def test_the_plan_of_the_next_year_may_be_begun(approved: Base) -> None:
    start_next_year(approved, plan=first(approved, "plans"))
    assert len(rows_of(approved, "plans")) == 2
