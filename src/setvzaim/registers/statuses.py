"""Statuses of schools by school year, with the act that set them (domain notes 2)."""

from __future__ import annotations

from setvzaim.registers.choices import STATUS
from setvzaim.registers.common import note, school, school_year, text
from setvzaim.registers.kinds import Date
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

STATUSES = Register(
    key="statuses",
    title="Статусы школ",
    noun=Noun("статус", "статуса", "статусов"),
    accusative="статус",
    label="category",
    identity=(("school", "school_year", "category"),),
    order=("-school_year", "category"),
    school="school",
    year="school_year",
    directory=True,
    purpose=(
        "Статусы школ по учебным годам и акты, которыми они установлены (пп. 1.1, 1.3 Положения). Что о статусах "
        "говорят результаты и контекст, показывает кнопка «По числам»."
    ),
    columns=(
        school(),
        school_year(),
        Column("category", "Статус", STATUS, width=16, required=True),
        text("authority", "Кем установлен", "Орган", width=30),
        Column("act_date", "Дата акта", Date(), ("Дата",), width=12),
        text("act_number", "Номер акта", "Номер", width=12),
        Column("ended_on", "Снят", Date(), ("Дата выхода",), width=12),
        note(),
    ),
)
