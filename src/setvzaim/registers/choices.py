"""The named values that several registers share, each with its source."""

from __future__ import annotations

from setvzaim.registers.kinds import Choice, Option

STATUS = Choice(
    (
        Option("low_results", "ШНОР", ("школа с низкими результатами",), "▲"),
        Option("adverse_conditions", "ШНСУ", ("школа в неблагоприятных социальных условиях",), "◆"),
        Option("resilient", "резильентная", (), "★"),
        Option("stable", "стабильная", ("стабильные результаты",), "●"),
    )
)
"""Status of a school in a school year (regulation 1.1, 1.3); a school may have several at once."""

MODE = Choice(
    (
        Option("on_site", "очно", ("на территории школы", "выезд")),
        Option("remote", "дистанционно", ("дистанционная", "онлайн")),
        Option("platform", "на платформе", ("платформа", "муниципальная платформа")),
    )
)
"""Mode of cooperation (regulation 4.2)."""

TASK = Choice(
    (
        Option("exchange", "Обмен опытом", ("взаимообмен педагогическим опытом", "1")),
        Option("approaches", "Новые подходы", ("новые подходы к организации", "2")),
        Option("socialisation", "Социализация и адаптация", ("социализация", "адаптация", "3")),
    )
)
"""The three tasks of the network (regulation 2.2)."""

RESOURCE = Choice(
    (
        Option("staff", "кадровый", ("кадры", "кадровые")),
        Option("methodical", "методический", ("методика", "методические")),
        Option("material", "материальный", ("материально-технический", "материальные", "техника")),
    )
)
"""The three kinds of resources (regulation 5.2)."""

ASSESSMENT = Choice(
    (
        Option("vpr", "ВПР", ("всероссийская проверочная работа",)),
        Option("oge", "ОГЭ", ("основной государственный экзамен", "гиа-9")),
        Option("ege", "ЕГЭ", ("единый государственный экзамен", "гиа-11")),
        Option("regional", "региональная", ("региональная работа", "рдр", "диагностическая работа")),
    )
)
"""Kinds of assessment (domain notes 2.1)."""

SEASON = Choice((Option("dry", "сухая дорога"), Option("wet", "распутица"), Option("winter", "зима")))
"""When a way is driven; the codes are those of `analysis.travel.Season`."""

CENTER_WEIGHT = Choice((Option("pupils", "ученикам"), Option("needs", "потребностям")))
"""By what a school counts when centers are chosen."""

CENTER_LIMIT = Choice(
    (Option("none", "без предела"), Option("places", "свободные места"), Option("schools", "число школ"))
)
"""What limits how much a center serves."""

PRIORITY = Choice(
    (Option("high", "высокая", ("3",)), Option("medium", "средняя", ("2",)), Option("low", "низкая", ("1",)))
)

REPETITION = Choice(
    (
        Option("weekly", "каждую неделю", ("еженедельно",)),
        Option("monthly", "каждый месяц", ("ежемесячно",)),
        Option("quarterly", "каждую четверть", ("раз в четверть",)),
        Option("calendar_quarterly", "каждый квартал", ("ежеквартально", "раз в квартал")),
        Option("half_yearly", "каждое полугодие", ("раз в полугодие",)),
        Option("yearly", "каждый год", ("ежегодно",)),
    )
)
"""How often a measure comes back; a quarter («четверть») is the school's, «квартал» the calendar's (`text.spans`)."""
