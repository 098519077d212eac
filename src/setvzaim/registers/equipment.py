"""Material resources, transport and internet among them (regulation 5.2; domain notes 5.1-5.3)."""

from __future__ import annotations

from setvzaim.registers.common import count, flag, not_more, note, personal, school, text
from setvzaim.registers.kinds import Choice, Number, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

_TIMES, _INTERNET, _TRANSPORT = "Когда доступно", "Интернет", "Транспорт"

CATEGORY = Choice(
    (
        Option("computers", "компьютеры", ("компьютерная техника", "ноутбуки")),
        Option("display", "экраны и проекторы", ("интерактивная доска", "проектор")),
        Option("laboratory", "лаборатория", ("лабораторное оборудование",)),
        Option("robotics", "робототехника"),
        Option("sport", "спорт", ("спортивное оборудование",)),
        Option("premises", "помещение", ("кабинет", "зал")),
        Option("library", "библиотека", ("фонд библиотеки",)),
        Option("internet", "интернет", ("доступ в интернет",)),
        Option("transport", "транспорт", ("автобус", "школьный автобус")),
        Option("other", "другое"),
    )
)
"""Kinds of equipment; a material need is met by equipment of its kind."""

EQUIPMENT = Register(
    key="equipment",
    title="Материальные ресурсы",
    noun=Noun("материальный ресурс", "материальных ресурса", "материальных ресурсов"),
    accusative="материальный ресурс",
    label="name",
    identity=(("school", "name", "room?"),),
    order=("school", "category", "name"),
    school="school",
    purpose="Материально-технические ресурсы сети (п. 5.2 Положения): оборудование, помещения, транспорт, интернет.",
    columns=(
        text("name", "Наименование", "Название", "Оборудование", "Название ТСО", "Наименование объекта", width=34,
             required=True),
        school(),
        Column("category", "Вид", CATEGORY, ("Вид оборудования", "Категория"), width=20),
        count("quantity", "Количество", "Кол-во", "Количество единиц", width=12),
        count("working", "Исправно", "Из них исправно", width=10),
        text("unit", "Единица", "Ед. изм.", width=9, shown=False),
        count("shareable", "Можно дать", "Может дать другим", width=12),
        Column("year", "Год выпуска", Number(1950, 2100, grouped=False), ("Год",), width=11, shown=False),
        text("room", "Кабинет", "Помещение", "Где стоит", width=12, shown=False),
        text("days", "Дни", "Доступно по дням", width=18, shown=False, part=_TIMES),
        text("hours", "Часы", "Доступно по часам", width=14, shown=False, part=_TIMES),
        personal(text("keeper", "Ответственный", "Кто отвечает", width=24, shown=False)),
        flag("movable", "Можно вывозить", width=14),
        flag("growth_point", "«Точка роста»", width=14),
        text("technology", "Технология", width=16, shown=False, part=_INTERNET),
        Column("speed", "Скорость по договору", Number(0, 100_000, 1), ("Скорость", "Скорость интернета"), "Мбит/с", 14,
               shown=False, part=_INTERNET),
        Column("measured_speed", "Скорость измеренная", Number(0, 100_000, 1), (), "Мбит/с", 14, shown=False,
               part=_INTERNET),
        count("seats", "Мест", "Посадочных мест", width=8, shown=False, part=_TRANSPORT),
        personal(text("driver", "Водитель", width=24, shown=False, part=_TRANSPORT)),
        text("route", "Маршрут", width=28, shown=False, part=_TRANSPORT),
        Column("distance", "Длина маршрута", Number(0, 2000, 1), ("Километраж",), "км", 12, shown=False,
               part=_TRANSPORT),
        Column("fuel_limit", "Лимит ГСМ", Number(0, 100_000, 1), (), "л/мес", 12, shown=False, part=_TRANSPORT),
        note(),
    ),
    rules=(
        not_more("working", "quantity", "исправно больше, чем есть"),
        not_more("shareable", "quantity", "можно дать больше, чем есть"),
    ),
)  # fmt: skip
