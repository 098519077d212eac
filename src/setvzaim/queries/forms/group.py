"""The order that forms a group, with its membership at a date, and the minutes of a meeting (regulation 5.2)."""

from __future__ import annotations

import re
from datetime import date

from setvzaim.documents.facts import Facts, Value, Words, words
from setvzaim.documents.tree import PageRules
from setvzaim.errors import WorldError
from setvzaim.queries.forms._facts import linked, office_facts, record_of, school_facts, someone
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.query import Filter, Query, Row
from setvzaim.queries.rows import fetch, one, stream
from setvzaim.registers import LinkTo, register
from setvzaim.text.declension import Kind
from setvzaim.text.initials import initials
from setvzaim.text.plural import Noun

_PEOPLE = Noun("человек", "человека", "человек")
_NUMBER = re.compile(r"^\s*(?:\d+[.)]|[-–—•*])\s*")
"""What somebody numbered or marked by hand; the paper numbers by itself."""


def _order(asked: Asked) -> Facts:
    group = record_of(asked, "groups")
    order = linked(asked, group, "order")
    issued = order["issued_on"] if order else None
    return {
        **_group_facts(asked, group),
        "дата приказа": asked.wanted.day or (issued if isinstance(issued, date) else None),
        "номер приказа": (order.text("number") or None) if order else None,
        "день состава": asked.day,
        "мероприятие группы": tuple(_measures(asked, group)),
        "член группы": tuple(_members(asked, group.id, asked.day)),
    }


def _group_facts(asked: Asked, group: Row) -> dict[str, Value]:
    """Return the facts of a group: «группа», «вид группы», «форма работы», «группа с», «группа по» and its people."""
    network = group["network"]
    base = linked(asked, group, "base")
    return {
        **office_facts(asked, network.id if isinstance(network, LinkTo) else None),
        **(school_facts(asked, base, "базы") if base else {"школа базы": None}),
        "группа": words(group.text("name")),
        "вид группы": group.text("form") or None,
        "форма работы": group.text("mode") or None,
        "группа с": _day(group["since"]),
        "группа по": _day(group["until"]),
        "руководитель группы": someone(asked, group.text("leader")),
        "секретарь группы": someone(asked, group.text("secretary")),
    }


def _measures(asked: Asked, group: Row) -> list[Facts]:
    linked_to = group["measures"]
    ids = [link.id for link in linked_to] if isinstance(linked_to, tuple) else []
    return [
        {"мероприятие": row.text("title").rstrip("."), "срок": row.text("term") or row.text("ends_on") or None}
        for row in fetch(asked.connection, register("measures"), ids)
    ]


def _members(asked: Asked, group: str, day: date) -> list[Facts]:
    """Return the members of a group on a day, its head first, in the order of the register."""
    read = stream_nameless if asked.wanted.without_names else stream
    found: list[Facts] = []
    for member in read(asked.connection, Query("members", filters=(Filter("group", "any_of", (group,)),))):
        since, until = _day(member["since"]), _day(member["until"])
        if (since and since > day) or (until and until < day):
            continue
        person = linked(asked, member, "person")
        code = member.text("person")  # where names are hidden: the code, or initials
        found.append(
            {
                "фио": (code or member.text("name"))
                if asked.wanted.without_names
                else Words(member.text("name"), Kind.FULL),
                "должность": (person.text("position") or None) if person else None,
                "школа члена группы": member.text("school") or None,
                "роль": member.text("role") or None,
            }
        )
    return found


def _minutes(asked: Asked) -> Facts:
    meeting = record_of(asked, "meetings")
    home = meeting["group"]
    group = one(asked.connection, register("groups"), home.id, asked.context) if isinstance(home, LinkTo) else None
    if group is None:
        raise WorldError("Группы, заседание которой записано, уже нет: её удалили. Выберите другое заседание.")
    held = _day(meeting["held_on"])
    members = len(_members(asked, group.id, held or asked.day))
    hide = initials if asked.wanted.without_names else str
    return {
        **_group_facts(asked, group),
        "номер протокола": meeting.text("number") or None,
        "дата заседания": held,
        "форма заседания": meeting.text("mode") or None,
        "присутствовали": hide(meeting.text("present")) or None,
        "членов группы": _PEOPLE.counted(members) if members else None,
        "вопрос": tuple({"вопрос повестки": line} for line in _lines(meeting.text("agenda"))),
        "решение": tuple({"решили": line} for line in _lines(meeting.text("decided"))),
        "срок решения": meeting.text("due") or None,
        "ответственный": someone(asked, meeting.text("responsible")),
    }


def _lines(text: str) -> list[str]:
    """Return the lines of a text without the numbers and full stops somebody gave them."""
    cut = (_NUMBER.sub("", line).strip().rstrip(".;") for line in text.splitlines())
    return [line for line in cut if line]


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


ORDER_GROUP = Form(
    key="order-group",
    title="Приказ о создании группы",
    group="Группы",
    about="Создаёт группу взаимодействия для мероприятий плана и утверждает её состав на дату (п. 5.2 Положения).",
    subject="groups",
    facts=_order,
    page=PageRules(text_size=13),
    personal=True,
)
MINUTES = Form(
    key="minutes",
    title="Протокол заседания группы",
    group="Группы",
    about="Протокол: кто присутствовал, что слушали и что решили, срок и ответственный (п. 5.2 Положения).",
    subject="meetings",
    named=("group", "number", "held_on"),
    facts=_minutes,
    personal=True,
)
