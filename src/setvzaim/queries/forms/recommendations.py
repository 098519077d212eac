"""The sheet of recommendations: to one school, and to the whole network (regulation 5.2; domain notes 8.4)."""

from __future__ import annotations

from datetime import date

from setvzaim.documents.facts import Facts, Value
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import PageRules
from setvzaim.queries.forms._facts import office_facts, record_of, school_facts
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.query import Query, Row
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo, register
from setvzaim.text.format import format_share

_PAGE = PageRules(orientation=Orientation.LANDSCAPE, text_size=12)
_OPEN = {"draft", "sent", "accepted", "underway"}


def _rows(asked: Asked) -> list[Row]:
    read = stream_nameless if asked.wanted.without_names else stream
    return list(read(asked.connection, Query("recommendations", context=asked.context)))


def recommendations_facts(rows: list[Row], day: date) -> dict[str, Value]:
    """Return some recommendations as the list «рекомендация», with «исполнено», «просрочено» and «всего»."""
    done = sum(row["state"] == "done" for row in rows)
    late = sum(isinstance(due := row["due_on"], date) and due < day and row["state"] in _OPEN for row in rows)
    return {
        "всего рекомендаций": register("recommendations").noun.counted(len(rows)) if rows else None,
        "исполнено рекомендаций": format_share(done, len(rows)) if rows else None,
        "просрочено рекомендаций": late or None,
        "рекомендация": tuple(_one(row, day) for row in rows),
    }


def _one(row: Row, day: date) -> Facts:
    due = row["due_on"]
    late = isinstance(due, date) and due < day and row["state"] in _OPEN
    state = row.text("state") or "нет сведений"
    return {
        "что сделать": row.text("text"),
        "кому": row.text("addressee"),
        "школа рекомендации": row.text("school") or "все школы сети",
        "проблема": row.text("problem") or row.text("indicator") or None,
        "показатель": row.text("indicator") or None,
        "срок": row.text("due_text") or row.text("due_on") or None,
        "ожидаемый результат": row.text("expected") or None,
        "основание": row.text("ground") or None,
        "ответственный": row.text("responsible") or None,
        "состояние": f"{state} (срок прошёл)" if late else state,
        "итог": row.text("outcome") or None,
        "мероприятие плана": row.text("measure") or None,
    }


def _school(asked: Asked) -> Facts:
    school = record_of(asked, "schools")
    mine = [row for row in _rows(asked) if not isinstance(row["school"], LinkTo) or row["school"].id == school.id]
    return {
        **office_facts(asked),
        **school_facts(asked, school),
        "на день": asked.day,
        **recommendations_facts(mine, asked.day),
    }


def _network(asked: Asked) -> Facts:
    return {**office_facts(asked), "на день": asked.day, **recommendations_facts(_rows(asked), asked.day)}


RECOMMENDATIONS = Form(
    key="recommendations-sheet",
    title="Лист рекомендаций школе",
    group="Отчёты",
    about="Адресные рекомендации школе: что сделать, почему, к какому сроку (п. 5.2 Положения).",
    subject="schools",
    facts=_school,
    personal=True,
    page=_PAGE,
)

NETWORK_RECOMMENDATIONS = Form(
    key="recommendations-network",
    title="Лист рекомендаций по сети",
    group="Отчёты",
    about="Все рекомендации сети за учебный год и как они исполняются (п. 5.2 Положения).",
    facts=_network,
    personal=True,
    page=_PAGE,
)
