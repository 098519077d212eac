"""Pupils and teachers who go to another school, by dates and with the ground (regulation 1.4, 4.4).

Pupils are a number, never names (domain notes 12).
"""

from __future__ import annotations

from collections.abc import Mapping

from setvzaim.registers.choices import MODE
from setvzaim.registers.common import count, in_order, note, school, since, subject, text, until
from setvzaim.registers.kinds import Choice, Link, Number, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun


def _two_schools(values: Mapping[str, object]) -> str | None:
    start = values.get("from_school")
    return "откуда и куда — одна и та же школа" if start and start == values.get("to_school") else None


MOVEMENTS = Register(
    key="movements",
    title="Перемещения",
    noun=Noun("перемещение", "перемещения", "перемещений"),
    accusative="перемещение",
    label="what",
    identity=(("kind", "from_school", "to_school", "what", "since?"),),
    order=("-since", "what"),
    school="from_school",
    purpose="Перемещения учителей и учеников между школами сети (п. 1.4 Положения): когда, куда и на каком основании.",
    columns=(
        text("what", "Содержание", "Цель", "Что", width=36, most=500, required=True),
        Column("kind", "Кто едет", Choice((
            Option("teacher", "учитель", ("педагог",)),
            Option("pupils", "ученики", ("обучающиеся", "учащиеся")),
        )), width=11, required=True),
        school("Откуда", "from_school"),
        school("Куда", "to_school"),
        Column("person", "Педагог", Link("staff"), width=28),
        count("pupils", "Учеников", width=10),
        subject(),
        Column("hours", "Часов в неделю", Number(0, 60, 1), (), "ч", 12, shown=False),
        text("days", "Дни и часы", width=18, shown=False),
        Column("mode", "Форма", MODE, width=15, shown=False),
        text("transport", "Транспорт", width=22, shown=False),
        since(),
        until(),
        Column("ground", "Документ-основание", Link("documents"), width=28, shown=False),
        text("ground_text", "Основание", "Приказ", width=28),
        note(),
    ),
    rules=(in_order(), _two_schools),
)  # fmt: skip
