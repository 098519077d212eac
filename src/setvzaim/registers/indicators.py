"""Indicators of effect, and their baseline, target and fact by school and year (domain notes 8.2, 8.3)."""

from __future__ import annotations

from setvzaim.registers.common import network, note, school, school_year, text
from setvzaim.registers.kinds import Choice, Flag, Link, Number, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

MEASURED = Register(
    key="indicator_definitions",
    title="Показатели: описание",
    noun=Noun("показатель", "показателя", "показателей"),
    accusative="показатель",
    label="name",
    identity=(("name",),),
    order=("area", "name"),
    directory=True,
    columns=(
        text("name", "Показатель", "Наименование", width=60, most=500, required=True),
        Column("area", "Группа", Choice((
            Option("results", "Результаты"),
            Option("staff", "Кадры"),
            Option("methods", "Методика"),
            Option("network", "Сеть"),
            Option("resources", "Ресурсы"),
            Option("satisfaction", "Удовлетворённость"),
            Option("recommendations", "Рекомендации"),
        )), width=18),
        text("unit", "Единица", "Ед. изм.", width=10),
        Column("lower_is_better", "Чем меньше, тем лучше", Flag(), ("Обратный",), width=14),
        text("source", "Источник данных", width=30, shown=False),
        text("method", "Способ получения", width=30, shown=False),
    ),
)  # fmt: skip

INDICATORS = Register(
    key="indicators",
    title="Показатели",
    noun=Noun("значение показателя", "значения показателя", "значений показателя"),
    accusative="значение показателя",
    label="indicator",
    identity=(("indicator", "school?", "school_year"),),
    order=("indicator", "school", "-school_year"),
    school="school",
    year="school_year",
    purpose=(
        "Показатели эффективности (п. 5.2 Положения): исходное значение, цель и факт по школам и годам. "
        "Пустая ячейка — нет данных, это не ноль."
    ),
    columns=(
        Column("indicator", "Показатель", Link("indicator_definitions", grows=True), ("Наименование показателя",),
               width=50, required=True),
        school(required=False),
        network(required=False),
        school_year(),
        Column("baseline", "База", Number(places=2), ("Исходное значение", "Было"), width=10),
        Column("target", "Цель", Number(places=2), ("Целевое значение", "План"), width=10),
        Column("fact", "Факт", Number(places=2), ("Фактическое значение", "Стало"), width=10),
        Column("part", "Числитель", Number(0, places=2), width=11, shown=False),
        Column("whole", "Знаменатель", Number(0, places=2), width=12, shown=False),
        text("source", "Источник", width=24, shown=False),
        note(),
    ),
)  # fmt: skip
