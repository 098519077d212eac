"""Groups formed to carry out the measures, their members and meetings (regulation 5.2; domain notes 6)."""

from __future__ import annotations

from setvzaim.registers.choices import MODE
from setvzaim.registers.common import in_order, network, note, personal, school, since, text, until
from setvzaim.registers.derived import Aggregate
from setvzaim.registers.kinds import Choice, Date, Link, Links, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

FORM = Choice(
    (
        Option("working", "рабочая"),
        Option("project", "проектная"),
        Option("creative", "творческая"),
        Option("problem", "проблемная"),
        Option("methodical", "межшкольное МО", ("межшкольное методическое объединение",)),
        Option("schools_pair", "школа-наставник и школа-партнёр"),
        Option("teachers_pair", "пара учителей", ("наставническая пара",)),
        Option("advice", "консультационный пункт"),
    )
)

GROUPS = Register(
    key="groups",
    title="Группы взаимодействия",
    noun=Noun("группа", "группы", "групп"),
    accusative="группу",
    label="name",
    identity=(("network", "name"),),
    order=("name",),
    school="base",
    network="network",
    whole=("members", "meetings"),
    purpose="Группы, которые создают для мероприятий плана (п. 5.2 Положения): состав по школам, приказ, заседания.",
    columns=(
        text("name", "Группа", "Название группы", width=40, most=500, required=True),
        network(),
        Column("form", "Вид", FORM, width=22),
        school("Школа-база", "base", required=False),
        Column("mode", "Форма", MODE, width=15),
        personal(text("leader", "Руководитель", width=26)),
        personal(text("secretary", "Секретарь", width=26, shown=False)),
        Column("measures", "Мероприятия", Links("measures"), width=40, shown=False,
               hint="Ради каких мероприятий плана создана"),
        Column("order", "Приказ", Link("documents"), width=26, shown=False),
        since(),
        until(),
        Column("members_count", "Членов", Aggregate("count", "members", "group"), width=9),
        note(),
    ),
    rules=(in_order(),),
)  # fmt: skip

MEMBERS = Register(
    key="members",
    title="Члены групп",
    noun=Noun("член группы", "члена группы", "членов группы"),
    accusative="члена группы",
    label="name",
    identity=(("group", "name", "since?"),),
    order=("group", "role", "name"),
    school="school",
    network="group.network",
    directory=True,
    columns=(
        Column("group", "Группа", Link("groups"), width=36, required=True),
        personal(text("name", "ФИО", width=30, required=True)),
        Column("person", "Из реестра педагогов", Link("staff"), width=30, shown=False),
        school(required=False),
        Column("role", "Роль", Choice((
            Option("leader", "руководитель"),
            Option("secretary", "секретарь"),
            Option("member", "член группы", ("участник",)),
            Option("mentor", "наставник"),
            Option("expert", "эксперт"),
        )), width=14),
        since(),
        until(),
        note(),
    ),
    rules=(in_order(),),
)  # fmt: skip

MEETINGS = Register(
    key="meetings",
    title="Заседания групп",
    noun=Noun("заседание", "заседания", "заседаний"),
    accusative="заседание",
    label="number",
    identity=(("group", "number", "held_on"),),
    order=("group", "held_on"),
    network="group.network",
    directory=True,
    columns=(
        Column("group", "Группа", Link("groups"), width=36, required=True),
        text("number", "Протокол №", "Номер протокола", width=12, required=True),
        Column("held_on", "Дата", Date(), width=12, required=True),
        Column("mode", "Форма", MODE, width=15),
        personal(text("present", "Присутствовали", width=30, most=2000, lines=3)),
        text("agenda", "Повестка", width=30, most=2000, lines=3),
        text("decided", "Решили", width=30, most=4000, lines=4),
        text("due", "Срок", width=16),
        personal(text("responsible", "Ответственный", width=24)),
    ),
)
