"""What a school lacks: vacancies and other needs (regulation 5.2; domain notes 3, 5.2)."""

from __future__ import annotations

from setvzaim.registers.choices import MODE, PRIORITY, RESOURCE
from setvzaim.registers.common import count, flag, note, school, subject, text
from setvzaim.registers.equipment import CATEGORY
from setvzaim.registers.kinds import Choice, Date, Number, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

RISK = Choice(
    (
        Option("equipment", "Низкий уровень оснащения школы"),
        Option("staff", "Дефицит педагогических кадров"),
        Option("competence", "Недостаточная предметная и методическая компетентность"),
        Option("special_needs", "Высокая доля обучающихся с ОВЗ"),
        Option("language", "Языковые и культурные барьеры"),
        Option("motivation", "Низкая учебная мотивация"),
        Option("wellbeing", "Пониженный уровень школьного благополучия"),
        Option("discipline", "Низкий уровень дисциплины"),
        Option("failure", "Высокая доля обучающихся с рисками неуспешности"),
        Option("parents", "Низкая вовлечённость родителей"),
    )
)
"""The ten risk factors of the project «500+» (domain notes 3)."""

NEEDS = Register(
    key="needs",
    title="Потребности",
    noun=Noun("потребность", "потребности", "потребностей"),
    accusative="потребность",
    label="title",
    identity=(("school", "title"),),
    order=("school", "resource", "title"),
    school="school",
    purpose="Чего школе не хватает (п. 5.2 Положения): вакансии, методики, оборудование. По этим строкам ищут помощь.",
    columns=(
        text("title", "Что нужно", "Потребность", "Дефицит", "Наименование", width=38, most=500, required=True),
        school(),
        Column("resource", "Вид ресурса", RESOURCE, ("Вид",), width=16, required=True),
        subject(),
        Column("category", "Вид оборудования", CATEGORY, width=18, shown=False, hint="Для материальной потребности"),
        Column("amount", "Сколько", Number(0, 1_000_000, 2), ("Количество", "Часы"), width=10),
        text("unit", "Единица", "Ед. изм.", width=10),
        Column("weight", "Важность", PRIORITY, ("Приоритет", "Значимость"), width=11),
        Column("due_on", "К какому сроку", Date(), ("Срок",), width=14),
        Column("mode", "Желательная форма", MODE, width=15, shown=False, hint="Пункт 4.2 Положения; пусто — любая"),
        count("pupils", "Касается учеников", width=12, shown=False),
        flag("vacancy", "Вакансия", width=10),
        Column("vacant_since", "Вакансия с", Date(), width=12, shown=False),
        Column("risk", "Фактор риска", RISK, width=30, shown=False),
        text("found_by", "Чем выявлена", width=24, shown=False),
        Column("covered_on", "Покрыта", Date(), ("Дата покрытия",), width=12),
        note(),
    ),
)
