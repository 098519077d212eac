"""Methodical resources: programmes, banks of tasks, recorded lessons (regulation 5.2; domain notes 5.3)."""

from __future__ import annotations

from setvzaim.registers.common import flag, note, personal, school, subject, text
from setvzaim.registers.kinds import Choice, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

METHODS = Register(
    key="methods",
    title="Методические ресурсы",
    noun=Noun("методический ресурс", "методических ресурса", "методических ресурсов"),
    accusative="методический ресурс",
    label="title",
    identity=(("school", "title"),),
    order=("school", "title"),
    school="school",
    purpose="Методические ресурсы сети (пп. 4.3, 5.2 Положения): программы, банки заданий, записи уроков, методики.",
    columns=(
        text("title", "Название", "Наименование", width=40, most=500, required=True),
        school(),
        Column("form", "Вид", Choice((
            Option("programme", "программа"),
            Option("tasks", "банк заданий"),
            Option("lesson", "запись урока"),
            Option("method", "методика"),
            Option("other", "другое"),
        )), ("Вид ресурса",), width=16),
        subject(),
        text("grades", "Классы", "Класс", width=10),
        personal(text("author", "Автор", width=26)),
        text("medium", "Носитель", "Где лежит", width=24),
        text("terms", "Условия использования", width=28, most=500, shown=False),
        flag("shared", "Можно передать", "Доступен сети", width=14),
        note(),
    ),
)  # fmt: skip
