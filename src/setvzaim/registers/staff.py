"""Staff of the schools: the first of the three kinds of resources (regulation 5.2; domain notes 5.3, 12).

No passport, insurance number, address or birthday: the least that the work needs.
"""

from __future__ import annotations

from setvzaim.registers.choices import PRIORITY
from setvzaim.registers.common import count, either, flag, in_order, note, personal, school, text
from setvzaim.registers.kinds import Choice, Date, Flag, Link, Links, Number, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

EDUCATION = Choice(
    (
        Option("higher_pedagogical", "высшее педагогическое", ("высшее пед.",)),
        Option("higher", "высшее"),
        Option("secondary", "среднее профессиональное", ("спо", "среднее специальное")),
        Option("student", "получает образование", ("студент",)),
    )
)
CATEGORY = Choice(
    (
        Option("highest", "высшая", ("вкк", "высшая категория")),
        Option("first", "первая", ("1кк", "первая категория", "1")),
        Option("fits", "соответствие", ("соответствие занимаемой должности", "сзд")),
        Option("none", "без категории", ("нет", "б/к")),
    )
)
_QUALIFICATION, _OFFER, _PERSONAL = "Квалификация", "Чем может поделиться", "Персональные данные"

STAFF = Register(
    key="staff",
    title="Педагоги",
    noun=Noun("педагог", "педагога", "педагогов"),
    accusative="педагога",
    label="name",
    label_else="code",
    alias="code",
    identity=(("code",), ("school", "name")),
    order=("school", "name", "code"),
    school="school",
    purpose="Кадровые ресурсы сети (п. 5.2 Положения): кто что ведёт, у кого есть свободные часы, кому нужна помощь.",
    whole=("deficits",),
    rules=(
        either("name", "code", "нужно ФИО или код"),
        in_order("consent_on", "consent_until", "согласие: "),
    ),
    columns=(
        personal(text("name", "ФИО", "Фамилия, имя, отчество", "Ф.И.О.", "ФИО педагога", "Педагог", width=32,
                      hint="Пусто, если человек не дал согласия: тогда его называют по коду")),
        school(),
        text("position", "Должность", width=18),
        Column("subjects", "Предметы", Links("subjects", grows=True), ("Предмет", "Преподаваемые предметы"), width=26),
        Column("category", "Категория", CATEGORY, ("Квалификационная категория",), width=14),
        Column("free_hours", "Свободные часы", Number(0, 60, 1), ("Свободных часов",), "ч/нед", 14, part=_OFFER,
               hint="Сколько часов в неделю может дать другим школам"),
        text("code", "Код", "Код педагога", width=10, hint="Вместо фамилии: в бумагах «без фамилий» и у кого нет ФИО"),
        Column("load_hours", "Нагрузка", Number(0, 80, 1), ("Часов",), "ч/нед", 12, shown=False),
        Column("rate", "Ставка", Number(0, 3, 2), width=8, shown=False),
        Column("education", "Образование", EDUCATION, width=22, shown=False, part=_QUALIFICATION),
        Column("category_until", "Категория до", Date(), ("Срок категории",), width=13, shown=False,
               part=_QUALIFICATION),
        count("experience", "Общий стаж", "Стаж", unit="лет", shown=False, part=_QUALIFICATION),
        count("teaching_experience", "Педагогический стаж", "Пед. стаж", unit="лет", shown=False, part=_QUALIFICATION),
        text("courses", "Курсы", "Повышение квалификации", width=36, most=1000, lines=2, shown=False,
             part=_QUALIFICATION),
        Column("courses_hours", "Часов курсов", Number(0, 2000), width=12, shown=False, part=_QUALIFICATION),
        Column("courses_year", "Год курсов", Number(1980, 2100, grouped=False), width=11, shown=False,
               part=_QUALIFICATION),
        flag("open_lessons", "Открытые уроки", shown=False, width=14, part=_OFFER),
        flag("teaches_remotely", "Ведёт дистанционно", "Дистанционно", shown=False, width=14, part=_OFFER),
        flag("travels", "Готов к выездам", "Выезд", shown=False, width=14, part=_OFFER),
        Column("consent_on", "Согласие от", Date(), ("Дата согласия",), width=13, shown=False, part=_PERSONAL,
               hint="Когда подписано согласие на обработку персональных данных; само согласие хранится на бумаге"),
        Column("consent_until", "Согласие до", Date(), ("Срок согласия",), width=13, shown=False, part=_PERSONAL,
               hint="Последний день, на который дано согласие; пусто — срок не назван"),
        Column("consent_withdrawn_on", "Согласие отозвано", Date(), ("Дата отзыва согласия",), width=16, shown=False,
               part=_PERSONAL, hint="Когда человек отозвал согласие; после этого оставьте ему только код"),
        note(),
    ),
)  # fmt: skip

DEFICITS = Register(
    key="deficits",
    title="Дефициты педагогов",
    noun=Noun("дефицит", "дефицита", "дефицитов"),
    accusative="дефицит",
    label="area",
    identity=(("person", "area", "found_on?"),),
    order=("person", "area"),
    school="person.school",
    directory=True,
    columns=(
        Column("person", "Педагог", Link("staff"), ("ФИО",), width=30, required=True),
        Column("area", "Область", Choice((
            Option("subject", "предметная"),
            Option("methodical", "методическая"),
            Option("psychological", "психолого-педагогическая"),
            Option("communicative", "коммуникативная"),
            Option("digital", "цифровая"),
        )), width=24, required=True),
        Column("level", "Выраженность", PRIORITY, ("Уровень",), width=14),
        text("found_by", "Чем выявлен", width=24),
        Column("found_on", "Дата", Date(), width=12),
        text("assigned", "Что назначено", width=30, most=500),
        Column("closed", "Закрыт", Flag(), width=8),
    ),
)  # fmt: skip
