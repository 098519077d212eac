"""Who helps whom: resources in use, ways between schools, what was said of pairs (regulation 1.4, 4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Mapping

from setvzaim.registers.choices import MODE, SEASON
from setvzaim.registers.common import flag, in_order, note, school, since, subject, text, until
from setvzaim.registers.kinds import Choice, Date, Link, Number, Option
from setvzaim.registers.register import Column, Register, Rule
from setvzaim.text.plural import Noun


def _two_schools(start: str, end: str, reason: str) -> Rule:
    def rule(values: Mapping[str, object]) -> str | None:
        one = values.get(start)
        return reason if one and one == values.get(end) else None

    return rule


RESOURCE_USES = Register(
    key="resource_uses",
    title="Обмен ресурсами",
    noun=Noun("обмен", "обмена", "обменов"),
    accusative="обмен",
    label="need",
    identity=(("need", "giver", "staff?", "method?", "equipment?", "since?"),),
    order=("giver", "need"),
    school="giver",
    purpose=(
        "Какой ресурс одной школы покрывает потребность другой (п. 4.3 Положения): сколько, в какой форме, с какого "
        "дня. Строки появляются, когда вы принимаете предложение программы, или вносятся вручную."
    ),
    columns=(
        Column("need", "Потребность", Link("needs"), ("Что покрывает",), width=34, required=True),
        school("Кто даёт", "giver"),
        Column("staff", "Педагог", Link("staff"), width=26),
        Column("method", "Методический ресурс", Link("methods"), width=26, shown=False),
        Column("equipment", "Материальный ресурс", Link("equipment"), width=26, shown=False),
        Column("amount", "Сколько", Number(0, 1_000_000, 2), ("Количество", "Часы"), width=10),
        Column("mode", "Форма", MODE, width=15, hint="Пункт 4.2 Положения"),
        Column("state", "Состояние", Choice((
            Option("agreed", "согласован"),
            Option("underway", "идёт"),
            Option("finished", "завершён"),
            Option("declined", "не состоялся"),
        )), width=14),
        since(),
        until(),
        Column("agreement", "Договор", Link("documents"), width=26, shown=False),
        Column("measure", "Мероприятие плана", Link("measures"), width=34, shown=False),
        text("why", "Почему эта пара", width=40, most=2000, lines=3, shown=False),
        note(),
    ),
    rules=(in_order(),),
)  # fmt: skip

DISTANCES = Register(
    key="distances",
    title="Расстояния",
    noun=Noun("расстояние", "расстояния", "расстояний"),
    accusative="расстояние",
    label="from_school",
    identity=(("from_school", "to_school", "season?"),),
    order=("from_school", "to_school"),
    school="from_school",
    directory=True,
    columns=(
        school("Откуда", "from_school"),
        school("Куда", "to_school"),
        Column("kilometres", "Километров", Number(0, 3000, 1), ("Расстояние", "км"), "км", 11),
        Column("minutes", "Минут в пути", Number(0, 2880), ("Время в пути", "мин"), "мин", 12),
        Column("season", "Время года", SEASON, width=14, hint="Пусто — в любое время года"),
        flag("closed", "Проезда нет", width=12),
        text("source", "Откуда известно", width=26),
    ),
    rules=(_two_schools("from_school", "to_school", "откуда и куда — одна и та же школа"),),
)  # fmt: skip

PAIR_RULES = Register(
    key="pair_rules",
    title="Условия пар",
    noun=Noun("условие", "условия", "условий"),
    accusative="условие",
    purpose=(
        "Какие пары школ программа должна сохранить и какие не должна ставить вместе, и почему (п. 4.3 Положения)."
    ),
    label="giver",
    identity=(("giver", "receiver", "subject?"),),
    order=("giver", "receiver"),
    school="giver",
    directory=True,
    columns=(
        school("Кто даёт", "giver"),
        school("Кто получает", "receiver"),
        subject(),
        Column("rule", "Условие", Choice((
            Option("keep", "сохранить пару"),
            Option("veto", "не ставить вместе"),
        )), width=20, required=True),
        text("reason", "Почему", width=40, most=500),
        Column("since", "С", Date(), width=12),
    ),
    rules=(_two_schools("giver", "receiver", "школа не может помогать самой себе"),),
)  # fmt: skip

MODE_RULES = Register(
    key="mode_rules",
    title="Правила выбора формы",
    noun=Noun("правило", "правила", "правил"),
    accusative="правило",
    label="name",
    identity=(("name",),),
    order=("position", "name"),
    directory=True,
    purpose=(
        "Правила, по которым программа предлагает форму мероприятиям и обменам (п. 4.2 Положения): действует первое "
        "подходящее. Пока своих правил нет, действуют обычные; запишите их сюда, чтобы изменить."
    ),
    columns=(
        text("name", "Правило", width=50, most=500, required=True),
        Column("position", "Порядок", Number(0, 1000), width=9, hint="Действует первое подходящее правило"),
        Column("mode", "Форма", MODE, width=15, required=True, hint="Пункт 4.2 Положения"),
        Column("minutes_up_to", "Дорога не дольше", Number(0, 2880), (), "мин", 14),
        Column("minutes_from", "Дорога не короче", Number(0, 2880), (), "мин", 14),
        Column("speed_from", "Интернет у обеих не медленнее", Number(0, 100_000, 1), (), "Мбит/с", 18),
        Column("pupils_up_to", "Учеников не больше", Number(0, 10_000), width=14),
        Column("pupils_from", "Учеников не меньше", Number(0, 10_000), width=14),
        flag("transport", "Есть транспорт", width=14),
        flag("immovable", "Оборудование нельзя вывезти", width=18),
        note(),
    ),
)
