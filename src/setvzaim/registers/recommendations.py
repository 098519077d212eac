"""Recommendations with addressee, ground, term and outcome (regulation 5.2; domain notes 8.4)."""

from __future__ import annotations

from setvzaim.registers.common import network, note, personal, school, school_year, text
from setvzaim.registers.kinds import Choice, Date, Link, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

RECOMMENDATIONS = Register(
    key="recommendations",
    title="Рекомендации",
    noun=Noun("рекомендация", "рекомендации", "рекомендаций"),
    accusative="рекомендацию",
    label="text",
    identity=(("school_year", "school?", "text"),),
    order=("-school_year", "due_on", "text"),
    school="school",
    year="school_year",
    purpose="Адресные рекомендации (п. 5.2 Положения): кому, по какой проблеме, что сделать и к какому сроку.",
    columns=(
        text("text", "Что сделать", "Рекомендация", "Содержание", width=50, most=2000, lines=3, required=True),
        text("addressee", "Кому", "Адресат", width=26, required=True),
        school(required=False),
        network(required=False),
        school_year(),
        text("problem", "Проблема", "По какой проблеме", width=34, most=1000, lines=2),
        Column("indicator", "Показатель", Link("indicator_definitions"), width=34, shown=False),
        Column("due_on", "Срок", Date(), ("Исполнить до",), width=12),
        text("due_text", "Срок словами", width=18, shown=False),
        text("expected", "Ожидаемый результат", width=34, most=1000, lines=2, shown=False),
        Column("ground", "Документ-основание", Link("documents"), width=26, shown=False),
        personal(text("responsible", "Ответственный", width=26)),
        Column("state", "Состояние", Choice((
            Option("draft", "готовится"),
            Option("sent", "направлена"),
            Option("accepted", "принята"),
            Option("underway", "исполняется"),
            Option("done", "исполнена"),
            Option("not_done", "не исполнена"),
        )), width=15),
        text("outcome", "Итог", "Результат", width=34, most=1000, lines=2, shown=False),
        Column("done_on", "Исполнена", Date(), width=12, shown=False),
        Column("measure", "Мероприятие плана", Link("measures"), width=40, shown=False,
               hint="В какую строку следующего плана вошла"),
        note(),
    ),
)  # fmt: skip
