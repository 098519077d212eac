"""Orders on a movement between schools: of a teacher, or of pupils, who are a number (regulation 1.4, 4.4).

The school they come from issues it; the head of the school they go to agrees by a stamp.
"""

from __future__ import annotations

from datetime import date

from setvzaim.documents.facts import Facts, Value, words
from setvzaim.documents.stamps import StampKind
from setvzaim.documents.tree import PageRules
from setvzaim.queries.forms._facts import linked, office_facts, record_of, school_facts, someone
from setvzaim.queries.forms._stamps import by_head, stamp_facts
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.query import Row
from setvzaim.text.declension import Kind
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

_HOURS = Noun("час", "часа", "часов")
_PUPILS = Noun("ученик", "ученика", "учеников")


def _facts(asked: Asked) -> Facts:
    move = record_of(asked, "movements")
    start, end = linked(asked, move, "from_school"), linked(asked, move, "to_school")
    person = linked(asked, move, "person")
    pupils, since, until = move["pupils"], move["since"], move["until"]
    target = end.text("name") if end else ""
    return {
        **office_facts(asked),
        **(school_facts(asked, start, "откуда") if start else {}),
        **(school_facts(asked, end, "куда") if end else {}),
        **stamp_facts(asked, agreed=by_head(asked, StampKind.AGREED, end, target)),
        "содержание": move.text("what").rstrip(".") or None,
        "педагог": _teacher(asked, person),
        "должность педагога": words((person.text("position") or "учитель") if person else None, Kind.POST),
        "учеников": _PUPILS.counted(pupils) if isinstance(pupils, int) else None,
        "предмет": move.text("subject") or None,
        "часы": _hours(move["hours"]),
        "дни": move.text("days") or None,
        "форма перемещения": move.text("mode") or None,
        "транспорт": move.text("transport") or None,
        "перемещение с": since if isinstance(since, date) else None,
        "перемещение по": until if isinstance(until, date) else None,
        "основание": _ground(linked(asked, move, "ground"), move.text("ground_text")),
    }


def _teacher(asked: Asked, person: Row | None) -> Value:
    """Return who goes: by the name, by the code where there is no name."""
    if person is None:
        return None
    name, code = person.text("name"), person.text("code")
    return someone(asked, name) if name else (code or None)


def _hours(value: object) -> str | None:
    if not isinstance(value, int | float):
        return None
    if value == int(value):
        return f"{_HOURS.counted(int(value))} в неделю"
    return f"{format_number(value)} {_HOURS.few} в неделю"


def _ground(document: Row | None, written: str) -> str | None:
    """Return the ground as it stands in the paper: the document of the register first, then what was written."""
    found = []
    if document is not None:
        day, number = document.text("issued_on"), document.text("number")
        found.append(document.text("title") + (f" от {day}" if day else "") + (f" № {number}" if number else ""))
    if written and (document is None or written not in found[0]):
        found.append(written)
    return "; ".join(found) or None


ORDER_TEACHER = Form(
    key="order-movement-teacher",
    title="Приказ о направлении педагога",
    group="Приказы",
    about="Направляет педагога в другую школу сети: что, когда и на каком основании (пп. 1.4, 4.4 Положения).",
    subject="movements",
    only=(("kind", "teacher"),),
    named=("what", "to_school"),
    facts=_facts,
    page=PageRules(text_size=13),
    stamps=True,
    personal=True,
)
ORDER_PUPILS = Form(
    key="order-movement-pupils",
    title="Приказ о поездках учеников",
    group="Приказы",
    about="Занятия учеников на базе другой школы: сколько их, когда, чем едут и кто отвечает (п. 1.4 Положения).",
    subject="movements",
    only=(("kind", "pupils"),),
    named=("what", "to_school"),
    facts=_facts,
    page=PageRules(text_size=13),
    stamps=True,
    personal=True,
)
