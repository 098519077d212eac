"""Letters to the head of a school: with the plan, and when the answer is late (regulation 5.1, 5.2)."""

from __future__ import annotations

from datetime import date

from setvzaim.documents.facts import Facts, Value, words
from setvzaim.queries.forms._facts import office_facts, record_of, school_facts
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.query import Filter, Query, Row
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo


def _facts(asked: Asked) -> Facts:
    school = record_of(asked, "schools")
    return {**office_facts(asked), **school_facts(asked, school), **_sent(asked, school)}


def _sent(asked: Asked, school: Row) -> dict[str, Value]:
    """Return the facts of the newest version sent to a school: «версия плана», «код плана», «план», «ответить до».

    «ответ» is what the head has answered to it, and «просрочено» that the last day has passed without an answer.
    """
    version = next(iter(_versions(asked, school)), None)
    if version is None:
        names = ("план", "версия плана", "код плана", "план отправлен", "ответить до", "ответ", "просрочено")
        return dict.fromkeys(names)
    mine = (Filter("plan_version", "any_of", (version.id,)), Filter("school", "any_of", (school.id,)))
    answer = next((row.text("decision") for row in stream(asked.connection, Query("approvals", filters=mine))), "")
    due = version["due_on"]
    late = isinstance(due, date) and due < asked.day and not answer
    return {
        "план": words(version.text("plan")),
        "версия плана": version.text("number"),
        "код плана": version.text("code") or None,
        "план отправлен": _day(version["sent_on"]),
        "ответить до": _day(due),
        "ответ": answer or None,
        "просрочено": "да" if late else None,
    }


def _versions(asked: Asked, school: Row) -> list[Row]:
    """Return the versions a school was asked about, the newest first."""
    mine = Query("approvals", filters=(Filter("school", "any_of", (school.id,)),), context=asked.context)
    links = (row["plan_version"] for row in stream(asked.connection, mine))
    asked_about = {link.id for link in links if isinstance(link, LinkTo)}
    found = stream(asked.connection, Query("plan_versions", context=asked.context))
    waiting = [row for row in found if row.id in asked_about]
    return sorted(waiting, key=lambda row: (row["sent_on"] or date.min, row["number"]), reverse=True)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


COVER_LETTER = Form(
    key="cover-letter",
    title="Сопроводительное письмо школе",
    group="План",
    about="Письмо руководителю школы, с которым план уходит на согласование (п. 5.1 Положения).",
    subject="schools",
    facts=_facts,
    personal=True,
)

REMINDER = Form(
    key="reminder",
    title="Напоминание школе о согласовании",
    group="План",
    about="Письмо школе, которая не ответила на план в срок (п. 5.2 Положения).",
    subject="schools",
    facts=_facts,
    personal=True,
)
