"""The rules of the statuses, and the context a school works in (domain notes 2.1, 2.2): unconfirmed, hence settings."""

from __future__ import annotations

from setvzaim.registers.common import school, school_year, text
from setvzaim.registers.derived import Share
from setvzaim.registers.kinds import Choice, Date, Link, Number, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

STATUS_RULES = Register(
    key="status_rules",
    title="Правила статусов",
    noun=Noun("правило", "правила", "правил"),
    accusative="правило",
    label="name",
    identity=(("valid_from",),),
    order=("-valid_from",),
    directory=True,
    purpose=(
        "Правила, по которым результаты и контекст говорят о статусе (п. 1.1 Положения): порог, число процедур, лет "
        "подряд, «и/или» — с какой даты. Пока своего нет, действует обычное: 30 %, две процедуры или два года подряд."
    ),
    columns=(
        text("name", "Название", width=40, most=500, required=True),
        Column("valid_from", "Действует с", Date(), width=12, required=True),
        Column("threshold", "Доля ниже порога, от", Number(0, 100, 1), (), "%", 14, required=True),
        Column("assessments", "Процедур за год, от", Number(1, 100), width=14, required=True),
        Column("years", "Лет подряд", Number(1, 10), width=11, required=True),
        Column("joined", "Признаки", Choice((
            Option("either", "хватит одного"),
            Option("both", "нужны оба"),
        )), width=16, required=True),
        Column("small", "Малая выборка: меньше", Number(0, 1000), width=14),
        Column("adverse_from", "Индекс ШНСУ, от", Number(0, 100, 1), width=14),
        text("ground", "Основание", width=40, most=500),
    ),
)  # fmt: skip

CONTEXT_INDICATORS = Register(
    key="context_indicators",
    title="Показатели контекста",
    noun=Noun("показатель контекста", "показателя контекста", "показателей контекста"),
    accusative="показатель контекста",
    label="name",
    identity=(("name",),),
    order=("name",),
    directory=True,
    purpose="Из чего складывается индекс условий, в которых работает школа (п. 1.1 Положения): направление и вес.",
    columns=(
        text("name", "Показатель контекста", "Контекстный показатель", width=50, most=500, required=True),
        text("unit", "Единица", width=10),
        Column("worse", "Направление", Choice((
            Option("more", "больше — хуже"),
            Option("less", "меньше — хуже"),
        )), width=18, required=True),
        Column("weight", "Вес", Number(0, 1000, 2), width=8, required=True),
    ),
)  # fmt: skip

CONTEXT_VALUES = Register(
    key="context_values",
    title="Контекст школ",
    noun=Noun("значение контекста", "значения контекста", "значений контекста"),
    accusative="значение контекста",
    label="indicator",
    identity=(("school", "school_year", "indicator"),),
    order=("-school_year", "school", "indicator"),
    purpose=(
        "Условия, в которых работает школа, по учебным годам: числитель и знаменатель каждого показателя. По ним "
        "видно, какие школы — в неблагоприятных социальных условиях (п. 1.1 Положения)."
    ),
    school="school",
    year="school_year",
    directory=True,
    columns=(
        school(),
        school_year(),
        Column(
            "indicator", "Показатель контекста", Link("context_indicators"), ("Показатель",), width=40, required=True
        ),
        Column("part", "Числитель", Number(0, 10_000_000, 2), width=11),
        Column("whole", "Знаменатель", Number(0, 10_000_000, 2), width=12),
        Column("share", "Доля", Share("part", "whole"), width=20),
        Column("value", "Значение", Number(places=2), width=11, hint="Где показатель — не доля: километры, баллы"),
        text("source", "Источник", width=24, shown=False),
    ),
)
