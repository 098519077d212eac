"""Statuses of the schools by the act and by the numbers, with the calculation (regulation 1.1, 1.3; domain notes 2)."""

from __future__ import annotations

import sqlalchemy as sa

from setvzaim.documents.facts import Facts
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.stamps import StampKind
from setvzaim.documents.tree import PageRules
from setvzaim.model import TABLES
from setvzaim.queries.forms._facts import network_row, office_facts
from setvzaim.queries.forms._stamps import by_head, office_of, stamp_facts
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.status import rule_of
from setvzaim.queries.status_words import Told, rule_words, told
from setvzaim.registers import register
from setvzaim.text.format import format_number, format_school_year, format_share
from setvzaim.text.parse import current_school_year

_NO_INDEX = "не рассчитан"


def _facts(asked: Asked) -> Facts:
    given = asked.context.school_year
    year = given if given is not None else current_school_year()
    schools = told(asked.connection, asked.context, year)
    differing = sum(bool(one.differs) for one in schools)
    return {
        **office_facts(asked),
        **stamp_facts(asked, approved=by_head(asked, StampKind.APPROVED, office_of(asked, network_row(asked)))),
        "учебный год": format_school_year(year),
        "день": asked.day,
        "правило": rule_words(rule_of(asked.connection, year)),
        "с расхождением": format_share(differing, len(schools)) if schools else None,
        "школа сети": tuple(map(_school, schools)),
        "показатель контекста": _indicators(asked.connection),
    }


def _school(one: Told) -> Facts:
    index = one.status.index
    known = f"{format_number(round(index.value, 1))} (известно {index.known * 100:.0f}\u00a0% веса)" if index else ""
    return {
        "школа": one.school.label,
        "по акту": one.official,
        "по числам": one.computed,
        "расхождение": "; ".join(one.differs) or "нет",
        "индекс": known or _NO_INDEX,
        "вывод": tuple({"текст": text} for text in one.why),
    }


def _indicators(connection: sa.Connection) -> tuple[Facts, ...]:
    """Return the indicators of the index with the part of the whole weight that each has."""
    table = TABLES["context_indicators"]
    rows = connection.execute(sa.select(table).order_by(table.c.name_fold)).mappings().all()
    whole = sum(row["weight"] for row in rows)
    worse = register("context_indicators")["worse"].kind
    return tuple(
        {
            "показатель": row["name"],
            "единица": row["unit"] or None,
            "направление": worse.write(row["worse"]),
            "вес": format_share(row["weight"], whole),
        }
        for row in rows
    )


STATUS_ANALYSIS = Form(
    key="status-analysis",
    title="Анализ статусов школ",
    group="Отчёты",
    about="Что говорят результаты и контекст, чем это отличается от акта и как посчитано (п. 1.3 Положения).",
    facts=_facts,
    page=PageRules(orientation=Orientation.LANDSCAPE),
    stamps=True,
    personal=True,
)
