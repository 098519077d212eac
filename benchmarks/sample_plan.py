"""A plan of any length: invented schools and people."""

from __future__ import annotations

from setvzaim.documents.plan import PlanData, PlanMeasure, PlanSection
from setvzaim.documents.stamps import StampData, StampKind

_TITLES = (
    "Издание приказа о координаторе сети и школах-центрах сетевого взаимодействия",
    (
        "Открытые уроки учителей школы-центра для школ-партнёров с последующим самоанализом и обсуждением "
        "на заседании районного методического объединения"
    ),
    "Дистанционные консультации к основному государственному экзамену по математике силами учителей сети",
    "Перекрёстная проверка работ обучающихся между школами",
    "Совместные занятия на оборудовании центра «Точка роста»: лабораторные по химии и физике для 8–9 классов",
    "Диагностика профессиональных дефицитов педагогических работников и составление индивидуальных маршрутов",
)
_SCHOOLS = (
    "Троицкая",
    "Аршанская",
    "Вознесеновская",
    "Хар-Булукская",
    "Верхнеяшкульская",
    "Оватинская",
    "Чагортинская",
)
_PEOPLE = ("Б. С. Манджиева", "О. В. Петренко", "С. Э. Бадмаев", "Г. Н. Әрнҗәнова", "Т. А. Лиджи-Горяева")
_MODES = ("очно, на территории школы-центра", "дистанционно", "муниципальная платформа")
_TERMS = (
    "октябрь",
    "до 25 числа каждого месяца",
    "январь–февраль 2027",
    "в течение учебного года",
    "раз в четверть",
)
_RESULTS = (
    "Приказ, размещённый на сайтах школ сети",
    "Рост доли обучающихся, преодолевших минимальный порог, не менее чем на 10 % к маю 2027 года; справка",
    "Банк заданий по западающим темам; не менее 12 занятий за год",
)
_SECTIONS = (
    "Нормативное и организационное обеспечение",
    "Кадровые ресурсы и методическая помощь",
    "Работа с обучающимися",
    "Материально-техническая база",
    "Анализ эффективности и рекомендации",
)


def measure(number: int) -> PlanMeasure:
    """Make a measure; the texts of two measures differ."""
    schools = [f"МБОУ «{_SCHOOLS[(number + step) % len(_SCHOOLS)]} СОШ»" for step in range(1 + number % 4)]
    return PlanMeasure(
        title=f"{_TITLES[number % len(_TITLES)]} ({number})",
        participants=", ".join(schools),
        mode=_MODES[number % len(_MODES)],
        term=_TERMS[number % len(_TERMS)],
        responsible=f"{_PEOPLE[number % len(_PEOPLE)]}, методист; директора школ-участников",
        expected=f"{_RESULTS[number % len(_RESULTS)]} ({number})",
    )


def sample_plan(measures: int) -> PlanData:
    """Make a plan of `measures` measures in five sections."""
    size = -(-measures // len(_SECTIONS))
    sections = tuple(
        PlanSection(title=title, measures=tuple(map(measure, range(n * size, min((n + 1) * size, measures)))))
        for n, title in enumerate(_SECTIONS)
    )
    return PlanData(
        title="СОВМЕСТНЫЙ ПЛАН",
        subject="деятельности участников сетевого взаимодействия по повышению качества образования\n"
        "в школах с низкими результатами обучения и в школах, функционирующих\n"
        "в неблагоприятных социальных условиях",
        network="Целинного района Республики Калмыкия",
        school_year="2026/27",
        approved=StampData(
            kind=StampKind.APPROVED,
            post="Начальник Отдела образования администрации Целинного района",
            name="Е. П. Очирова",
        ),
        agreed=StampData(kind=StampKind.AGREED),
        sections=sections,
        signature=("Методист Отдела образования", "Б. С. Манджиева"),
        numbered_columns=True,
    )
