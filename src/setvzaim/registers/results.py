"""Results of assessments, with numerator and denominator (domain notes 2.1)."""

from __future__ import annotations

from collections.abc import Mapping

from setvzaim.registers.choices import ASSESSMENT
from setvzaim.registers.common import count, not_more, note, school, school_year, subject
from setvzaim.registers.derived import Share
from setvzaim.registers.kinds import Number
from setvzaim.registers.register import Column, Register
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

_ROUNDING = 0.01
"""How much a mean may have lost when it was rounded."""


def _possible_mean(values: Mapping[str, object]) -> str | None:
    """Those with 100 points alone make the mean at least so great: a column filled by a wrong formula shows here."""
    mean, hundred, participants = (values.get(key) for key in ("mean", "hundred", "participants"))
    if not (isinstance(mean, int | float) and isinstance(hundred, int | float) and isinstance(participants, int)):
        return None
    if participants and 0 < hundred <= participants and mean + _ROUNDING < 100 * hundred / participants:
        of = f"{format_number(hundred)} из {format_number(participants)}"
        return f"100 баллов получили {of}, а средний балл {format_number(mean)}: так не может быть"
    return None


RESULTS = Register(
    key="results",
    title="Результаты оценочных процедур",
    noun=Noun("результат", "результата", "результатов"),
    accusative="результат",
    label="assessment",
    identity=(("school", "school_year", "assessment", "subject", "grade?"),),
    order=("-school_year", "school", "assessment"),
    school="school",
    year="school_year",
    wide="subject",
    purpose=(
        "Результаты ВПР, ОГЭ, ЕГЭ и региональных работ: сколько писало и сколько не преодолело порог. По ним видно, "
        "помогла ли работа сети (п. 5.2 Положения)."
    ),
    columns=(
        school(),
        school_year(),
        Column(
            "assessment", "Процедура", ASSESSMENT, ("Вид процедуры", "Оценочная процедура"), width=14, required=True
        ),
        subject(required=True),
        Column("grade", "Класс", Number(1, 11, grouped=False), ("Параллель",), width=8),
        count("participants", "Участников", "Приняло участие", "Писали", "Количество участников", required=True),
        count("below", "Ниже порога", "Не преодолели порог", "Не преодолен min порог", "Получили «2»", width=12),
        Column("below_share", "Доля ниже порога", Share("below", "participants"), width=22),
        count("good", "На «4» и «5»", "Получили 4 и 5", width=12),
        Column("good_share", "Качество", Share("good", "participants"), width=22, shown=False),
        Column("mean", "Средний балл", Number(0, 100, 2, grouped=False), width=12),
        count("high", "Высокобалльников", "Высокобалльники (80-99 баллов)", width=12, shown=False),
        count("hundred", "По 100 баллов", "Получили 100 баллов", width=12, shown=False),
        count("confirmed", "Подтвердили отметку", "Подтвердили", width=12, shown=False),
        Column("confirmed_share", "Подтверждение", Share("confirmed", "participants"), width=22, shown=False),
        note(),
    ),
    rules=(
        not_more("below", "participants", "ниже порога больше, чем участников"),
        not_more("high", "participants", "высокобалльников больше, чем участников"),
        not_more("hundred", "participants", "получивших 100 баллов больше, чем участников"),
        _possible_mean,
        not_more("good", "participants", "«4» и «5» больше, чем участников"),
        not_more("confirmed", "participants", "подтвердивших больше, чем участников"),
    ),
)
