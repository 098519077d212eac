"""The office's own wording of a form, and words in their cases as the user corrected them.

Lost when this fails: an hour of work on the text of an order, or the way back to the usual text.
"""

from __future__ import annotations

import pytest

from setvzaim.operations import Refusal
from setvzaim.operations.history import redo, undo
from setvzaim.operations.wording import change_wording, correct_form
from setvzaim.queries.wording import own_wording, usual_wording, wording_of
from setvzaim.queries.words import declension_of
from setvzaim.storage import Base
from setvzaim.text.declension import Case, Kind
from support import dump

KEY, TITLE = "order-centers", "Приказ о координаторе и центрах"
OWN = "# РАСПОРЯЖЕНИЕ\nСчитать «{сеть}» созданной."


def own(base: Base) -> str | None:
    """Return the office's own wording, checked against what would be printed."""
    with base.read() as connection:
        found = own_wording(connection, KEY)
        assert wording_of(connection, KEY) == (found or usual_wording(KEY))
    return found


def genitive(base: Base) -> str:
    """Return the genitive of a surname as a paper would have it."""
    with base.read() as connection:
        return declension_of(connection).decline(Kind.FULL, "Очир-Горяев Бата", Case.GEN)


def test_an_own_wording_is_kept_changed_and_undone(base: Base) -> None:
    outcome = change_wording(base, key=KEY, title=TITLE, text=OWN)
    assert (own(base), outcome.name) == (OWN, f"изменить текст формы «{TITLE}»")
    change_wording(base, key=KEY, title=TITLE, text=OWN + "\nИ всё.")
    assert own(base) == OWN + "\nИ всё."
    undo(base)
    assert own(base) == OWN
    undo(base)
    assert own(base) is None
    redo(base)
    assert own(base) == OWN


def test_the_usual_wording_takes_the_own_copy_away(base: Base) -> None:
    """So that a better usual text of the next version reaches the office."""
    before = dump(base)
    change_wording(base, key=KEY, title=TITLE, text=OWN)
    change_wording(base, key=KEY, title=TITLE, text=usual_wording(KEY) + "\n\n")
    assert own(base) is None
    assert dump(base) == before
    undo(base)
    assert own(base) == OWN


def test_a_wording_that_cannot_be_read_is_refused_and_the_old_one_stays(base: Base) -> None:
    change_wording(base, key=KEY, title=TITLE, text=OWN)
    with pytest.raises(Refusal) as refusal:
        change_wording(base, key=KEY, title=TITLE, text="# А\n{сеть")
    assert refusal.value.faults == {"": "Строка 2: фигурная скобка без пары."}
    assert own(base) == OWN


def test_the_same_wording_again_changes_nothing(base: Base) -> None:
    """An empty step of undo is a step that does nothing when it is undone."""
    change_wording(base, key=KEY, title=TITLE, text=OWN)
    assert change_wording(base, key=KEY, title=TITLE, text=OWN).sequence is None
    assert change_wording(base, key="cover-letter", title="", text=usual_wording("cover-letter")).sequence is None


def test_a_word_corrected_once_is_remembered_until_it_is_forgotten(base: Base) -> None:
    usual = genitive(base)
    correct_form(base, kind=Kind.FULL, text="Очир-Горяев Бата", case=Case.GEN, form=" Очир-Горяева Баты ")
    assert genitive(base) == "Очир-Горяева Баты"
    correct_form(base, kind=Kind.FULL, text="Очир-Горяев Бата", case=Case.GEN, form="Очир-Горяева Баты М.")
    assert genitive(base) == "Очир-Горяева Баты М."
    undo(base)
    assert genitive(base) == "Очир-Горяева Баты"
    correct_form(base, kind=Kind.FULL, text="Очир-Горяев Бата", case=Case.GEN, form="")
    assert genitive(base) == usual
    undo(base)
    assert genitive(base) == "Очир-Горяева Баты"
