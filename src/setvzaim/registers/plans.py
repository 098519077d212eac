"""Joint plans, their sections and measures (regulation 3.2, 5.2; domain notes 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from setvzaim.analysis.plan_time import Dates, term_of_measure
from setvzaim.registers.choices import MODE, REPETITION, TASK
from setvzaim.registers.common import flag, in_order, network, note, personal, school_year, text
from setvzaim.registers.derived import Aggregate
from setvzaim.registers.kinds import Choice, Date, Link, Links, Number, Option
from setvzaim.registers.register import Column, Register, Remark
from setvzaim.text.plural import Noun
from setvzaim.text.spans import Repeats

NUMBERING = Choice(
    (
        Option("by_section", "1.1, 1.2 в разделе I"),
        Option("restart", "1, 2, 3 заново в каждом разделе"),
    )
)
_APPROVED, _AGREED = "Гриф УТВЕРЖДАЮ", "Гриф СОГЛАСОВАНО"

PLANS = Register(
    key="plans",
    title="Совместные планы",
    noun=Noun("план", "плана", "планов"),
    accusative="план",
    label="title",
    identity=(("network", "school_year", "title"),),
    order=("-school_year", "title"),
    network="network",
    year="school_year",
    directory=True,
    whole=("sections", "measures", "plan_versions"),
    columns=(
        text("title", "Название плана", "План", width=60, most=500, lines=2, required=True),
        network(),
        school_year(),
        Column("numbering", "Нумерация", NUMBERING, width=24),
        text("approved_by", "Кто утверждает: должность", width=40, most=500, part=_APPROVED),
        personal(text("approved_name", "Утверждает: И. О. Фамилия", width=24, part=_APPROVED)),
        text("approved_ground", "Утверждён чем", width=30, part=_APPROVED,
             hint="Например «приказом Отдела образования»; пусто — лично, с местом для подписи"),
        text("approved_number", "Номер приказа или протокола", width=12, part=_APPROVED),
        Column("approved_on", "Дата утверждения", Date(), width=14, part=_APPROVED),
        text("agreed_by", "Кто согласует: должность", width=40, most=500, part=_AGREED),
        personal(text("agreed_name", "Согласует: И. О. Фамилия", width=24, part=_AGREED)),
        Column("agreed_on", "Дата согласования", Date(), width=14, part=_AGREED),
        Column("measures", "Мероприятий", Aggregate("count", "measures", "plan"), width=12),
    ),
)  # fmt: skip

SECTIONS = Register(
    key="sections",
    title="Разделы планов",
    noun=Noun("раздел", "раздела", "разделов"),
    accusative="раздел",
    label="title",
    identity=(("plan", "title"),),
    order=("plan", "position"),
    network="plan.network",
    year="plan.school_year",
    position="position",
    position_in="plan",
    directory=True,
    whole=("measures",),
    columns=(
        Column("plan", "План", Link("plans"), width=40, required=True),
        text("title", "Название раздела", "Раздел", width=60, most=500, required=True),
        Column("position", "Порядок", Number(0, 1_000_000), width=9, shown=False),
        Column("measures", "Мероприятий", Aggregate("count", "measures", "section"), width=12),
    ),
)

_TERM, _DONE = "Срок", "Выполнение"
_NOT_UNDERSTOOD = "Даты из этих слов не понятны. Для календаря укажите начало и окончание."


def _understood(
    term: str | None, starts_on: date | None, ends_on: date | None, repeats: Repeats | None, school_year: int | None
) -> str:
    """Say which dates the words of a term stand for, where no dates are given."""
    if term is None or starts_on is not None or ends_on is not None:
        return ""
    found = term_of_measure(Dates(term, None, None, repeats, school_year))
    return f"Понято: {found}" if found is not None else _NOT_UNDERSTOOD


MEASURES = Register(
    key="measures",
    title="Мероприятия плана",
    noun=Noun("мероприятие", "мероприятия", "мероприятий"),
    accusative="мероприятие",
    label="title",
    identity=(("plan", "section", "title"),),
    order=("plan", "section.position", "position"),
    network="plan.network",
    year="plan.school_year",
    position="position",
    position_in="section",
    purpose=(
        "Совместный план действий школ сети (пп. 3.2, 5.2 Положения): разделы и мероприятия, кто участвует, где, "
        "в какой форме и к какому сроку."
    ),
    columns=(
        Column("plan", "План", Link("plans"), width=40, required=True, shown=False),
        Column("section", "Раздел", Link("sections", grows=True), width=30, required=True),
        Column("position", "Порядок", Number(0, 1_000_000), ("№", "№ п/п"), width=9, shown=False),
        text("title", "Мероприятие", "Наименование мероприятия", "Содержание работы", "Направления деятельности",
             "Мероприятия", width=44, most=2000, lines=3, required=True),
        Column("task", "Задача", TASK, ("Задача (п. 2.2)",), width=18, shown=False,
               hint="Одна из трёх задач пункта 2.2 Положения"),
        flag("everyone", "Все школы сети", shown=False, width=12),
        Column("participants", "Школы-участники", Links("schools"), ("Участники",), width=32),
        Column("mode", "Форма", MODE, ("Форма проведения",), width=15, hint="Пункт 4.2 Положения"),
        text("place", "Место", "Место проведения", width=22, shown=False),
        replace(
            text("term", "Срок", "Сроки", "Срок исполнения", width=20, part=_TERM,
                 hint="Как напечатать: «октябрь», «до 25 числа каждого месяца»"),
            remark=Remark(("term", "starts_on", "ends_on", "repeats", "plan.school_year"), _understood),
        ),
        Column("starts_on", "Начало", Date(), width=12, shown=False, part=_TERM),
        Column("ends_on", "Окончание", Date(), width=12, shown=False, part=_TERM),
        Column("repeats", "Повторяется", REPETITION, width=16, shown=False, part=_TERM),
        personal(text("responsible", "Ответственный", "Ответственные", "Ответственные лица", "Исполнитель", width=28,
                      most=1000, lines=2)),
        Column("people", "Ответственные из реестра", Links("staff"), width=30, shown=False),
        text("expected", "Ожидаемый результат", "Результаты", "Результат", "Ожидаемые результаты", width=32, most=1000,
             lines=2),
        Column("done_on", "Выполнено", Date(), ("Дата выполнения",), width=12, part=_DONE),
        text("outcome", "Отметка о выполнении", "Что сделано", width=28, most=1000, lines=2, shown=False, part=_DONE),
        Column("continues", "Продолжает", Link("measures"), width=40, shown=False, part=_DONE,
               hint="Не выполненное мероприятие прошлого плана, из которого перенесено"),
        note(),
    ),
    rules=(in_order("starts_on", "ends_on"),),
)  # fmt: skip
