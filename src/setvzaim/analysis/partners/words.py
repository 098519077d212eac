"""The reasons of a proposal in words for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from setvzaim.analysis.partners.model import Cause
from setvzaim.analysis.partners.reasons import Limit
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

if TYPE_CHECKING:
    from collections.abc import Callable

    from setvzaim.analysis.partners.reasons import Loosening

_MINUTE = Noun("минута", "минуты", "минут")
_TRIP = Noun("рейс", "рейса", "рейсов")
_SEAT = Noun("место", "места", "мест")
_PARTNER = Noun("партнёр", "партнёра", "партнёров")

_CAUSES = {
    Cause.NOBODY: "Никто в сети этого не предлагает.",
    Cause.TOO_FAR: "Все, у кого это есть, слишком далеко, а интернета на обоих концах нет.",
    Cause.DAYS: "Ни у кого, у кого это есть, нет общих с школой дней.",
    Cause.BARRED: "Предложения есть, но ни одно не подходит: мешают дни, форма, дорога, интернет или запрет.",
    Cause.GIVEN: "Всё, что подходит, отдано другим школам.",
    Cause.LIMIT: "Подходящее осталось, но мешает предел: число партнёров или рейсов.",
}


def why_uncovered(cause: Cause) -> str:
    """Say in a sentence why a need is not covered, or not wholly."""
    return _CAUSES[cause]


def what_would_cover(loosening: Loosening, name_of: Callable[[str], str]) -> str:
    """Say in a sentence which limit, loosened by how much, would cover a need; `name_of` names a school."""
    school = f"«{name_of(loosening.school)}»" if loosening.school is not None else ""
    more, to = loosening.to - loosening.now, loosening.to
    match loosening.limit:
        case Limit.TRAVEL:
            return f"Поможет предел дороги {_MINUTE.counted(_whole(to))} вместо {_whole(loosening.now)}."
        case Limit.INTERNET:
            return f"Поможет интернет в школе {school}."
        case Limit.VETO:
            taker = f"«{name_of(loosening.other)}»" if loosening.other is not None else ""
            return f"Поможет, если снять запрет: {school} помогает школе {taker}."
        case Limit.PARTNERS:
            return (
                f"Поможет, если разрешить школе {school} {_PARTNER.counted(_whole(to))} вместо {_whole(loosening.now)}."
            )
        case Limit.TRIPS:
            return f"Поможет, если транспорт школы {school} сделает за неделю ещё {_TRIP.counted(_whole(more))}."
        case Limit.SEATS:
            return f"Поможет транспорт школы {school} на {_SEAT.counted(_whole(to))}."
        case Limit.CAPACITY:
            return f"Поможет, если {school} сможет дать ещё {format_number(_whole(more))}."


def _whole(value: float) -> int:
    return round(value)
