"""Versions of joint plans as they were sent out, and what every head answered (regulation 5.1, 5.2)."""

from __future__ import annotations

from setvzaim.registers.common import kept, note, school, text
from setvzaim.registers.kinds import Choice, Date, Link, Number, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

_KEPT = "Строки появляются, когда план отправляют на согласование."

VERSIONS = Register(
    key="plan_versions",
    title="Версии планов",
    noun=Noun("версия", "версии", "версий"),
    accusative="версию",
    label="code",
    identity=(("plan", "number"),),
    order=("plan", "-number"),
    network="plan.network",
    year="plan.school_year",
    directory=True,
    whole=("approvals",),
    kept=_KEPT,
    columns=(
        kept(Column("plan", "План", Link("plans"), width=40, required=True)),
        kept(Column("number", "Версия", Number(1, 10_000), width=9, required=True)),
        kept(text("code", "Код", width=12, required=True,
                  hint="Короткая подпись содержания: печатается на плане и листе")),
        kept(Column("state", "Состояние", Choice((
            Option("sent", "на согласовании", sign="◔"),
            Option("approved", "утверждена", sign="●"),
            Option("revised", "утверждена, готовится следующая", sign="◑"),
            Option("replaced", "заменена", sign="○"),
        )), width=18, required=True)),
        kept(Column("sent_on", "Отправлена", Date(), width=12)),
        Column("due_on", "Ответить до", Date(), width=12),
        kept(Column("approved_on", "Утверждена", Date(), width=12)),
        kept(text("digest", "Полный код содержания", width=20, shown=False)),
        note(),
    ),
)  # fmt: skip

APPROVALS = Register(
    key="approvals",
    title="Согласования",
    noun=Noun("согласование", "согласования", "согласований"),
    accusative="согласование",
    label="school",
    identity=(("plan_version", "school"),),
    order=("plan_version", "school"),
    school="school",
    network="plan_version.plan.network",
    year="plan_version.plan.school_year",
    purpose=(
        "Ответы руководителей школ на совместный план (пп. 5.1, 5.2 Положения): кто согласовал, кто с замечаниями, "
        "от кого ответа ещё нет."
    ),
    kept=_KEPT,
    columns=(
        kept(Column("plan_version", "Версия плана", Link("plan_versions"), width=14, required=True)),
        kept(school()),
        Column("decision", "Решение", Choice((
            Option("agreed", "согласовано", ("да",), "✓"),
            Option("remarks", "согласовано с замечаниями", ("с замечаниями",), "✎"),
            Option("declined", "не согласовано", ("нет", "отказ"), "✗"),
        )), width=30),
        Column("decided_on", "Дата", Date(), ("Дата решения",), width=12),
        text("remark", "Замечания", width=40, most=4000, lines=3),
        kept(text("reopened", "Почему открыто снова", width=40, most=1000, lines=2, shown=False)),
        note(),
    ),
)  # fmt: skip
