"""One wrapper gives every operation its transaction, its name and the notice of what changed."""

from __future__ import annotations

import pytest

from setvzaim.model import TABLES
from setvzaim.operations import Outcome, Refusal, operation
from setvzaim.storage import Base, Changes
from support import labels_of

SUBJECTS = TABLES["subjects"]


@operation("записать «{name}»")
def _write(changes: Changes, *, name: str, fail: bool = False) -> int:
    """Write a subject."""
    changes.insert(SUBJECTS, [{"name": name, "name_fold": name}])
    if fail:
        raise Refusal({"name": "так не бывает", "": "и вообще"})
    return 7


@operation(lambda names: f"записать {len(names)}")
def _write_all(changes: Changes, *, names: list[str]) -> None:
    """Write subjects."""
    for name in names:
        changes.insert(SUBJECTS, [{"name": name, "name_fold": name}])


def test_an_operation_answers_with_what_it_did(base: Base) -> None:
    assert _write(base, name="Физика") == Outcome("записать «Физика»", 7, frozenset({"subjects"}), 1)
    assert _write_all(base, names=["А", "Б"]) == Outcome("записать 2", None, frozenset({"subjects"}), 2)
    assert _write.__doc__ == "Write a subject."


def test_a_refused_operation_leaves_nothing(base: Base) -> None:
    with pytest.raises(Refusal) as refusal:
        _write(base, name="Физика", fail=True)
    assert refusal.value.faults == {"name": "так не бывает", "": "и вообще"}
    assert (refusal.value.record, refusal.value.row) == (None, "")
    assert str(refusal.value) == "так не бывает; и вообще"
    assert labels_of(base, "subjects") == []
