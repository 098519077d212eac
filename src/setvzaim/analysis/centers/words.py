"""Why there are no centers, in words for the user."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from setvzaim.analysis.centers.model import NoCenters, Obstacle
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

if TYPE_CHECKING:
    from collections.abc import Callable

    from setvzaim.analysis.centers.model import Center, CenterReason, CentersProposal, CurvePoint

_CENTER = Noun("центр", "центра", "центров")
_SCHOOL = Noun("школа", "школы", "школ")
_MINUTE = Noun("минута", "минуты", "минут")
_LESS = Noun("минуту", "минуты", "минут")
PUPILS, NEEDS = "pupils", "needs"
"""What a school counts by."""
_OF = {PUPILS: "всех учеников", NEEDS: "по всем потребностям"}
_LEAST = 1e-6
"""What differs by less is equal."""


def why_no_centers(answer: NoCenters, name_of: Callable[[str], str]) -> str:
    """Say in a sentence why no centers can be proposed, and what to do; `name_of` names a school."""
    schools = ", ".join(f"«{name_of(key)}»" for key in answer.schools)
    number, limit = int(answer.number), int(answer.limit)
    match answer.obstacle:
        case Obstacle.NOTHING_TO_CHOOSE:
            return "Укажите, сколько нужно центров: хотя бы один."
        case Obstacle.TOO_FEW_ELIGIBLE:
            return (
                f"Центром может быть только {_SCHOOL.counted(number)}, а нужно {_CENTER.counted(limit)}. "
                "Разрешите другие школы или возьмите меньше центров."
            )
        case Obstacle.TOO_MANY_FIXED:
            return (
                f"Закреплено больше, чем нужно: {_CENTER.counted(number)} при числе {limit}. "
                "Открепите лишние или возьмите больше центров."
            )
        case Obstacle.FIXED_AND_FORBIDDEN:
            return f"И закреплено, и запрещено: {schools}. Оставьте что-то одно."
        case Obstacle.OUT_OF_REACH:
            return (
                f"Ни до одного возможного центра нет дороги: {schools}. Впишите расстояния или разрешите центры ближе."
            )
        case Obstacle.FITS_NOWHERE:
            return (
                f"Ни в один возможный центр не помещается: {schools}. Увеличьте вместимость или закрепите их центрами."
            )
        case Obstacle.TOO_LITTLE_CAPACITY:
            return (
                f"Не хватает мест: в центрах не больше {format_number(answer.number)}, а нужно не меньше "
                f"{format_number(answer.limit)}. Возьмите больше центров или увеличьте их вместимость."
            )
        case Obstacle.NO_DIVISION:
            return (
                "При таком числе центров не каждую школу можно прикрепить. Возьмите больше центров или снимите условия."
            )
        case Obstacle.NONE_FOUND:
            return "За отведённое время не найдено ни одного выбора. Дайте больше времени."


def how_good_centers(found: CentersProposal) -> str:
    """Say what is proven of a choice of centers."""
    if found.gap <= _LEAST:
        return "Доказано: лучше нельзя."
    return f"До лучшего не больше {math.ceil(found.gap * 100)}\u00a0%."


def why_center(center: Center, name_of: Callable[[str], str], of: str = PUPILS) -> str:
    """Say whom a center serves and what closing it would cost, in minutes of way times pupils, or needs."""
    served = ", ".join(map(name_of, center.served)) or "только себя"
    lost = f" Закрыть без замены — дорога длиннее на {longer_words(center.lost)}." if center.lost is not None else ""
    return f"Обслуживает: {served}. Дорога в один конец: {travel_words(center.travel, of)}.{lost}"


def why_needed(reason: CenterReason, name_of: Callable[[str], str]) -> str:
    """Say what is best without a center, and what is lost then."""
    if reason.instead is None or reason.lost is None:
        obstacle = f" {why_no_centers(reason.obstacle, name_of)}" if reason.obstacle is not None else ""
        return f"Без него центры выбрать нельзя.{obstacle}"
    instead = ", ".join(map(name_of, reason.instead))
    if abs(reason.lost) <= _LEAST and reason.gap <= _LEAST:
        return f"Без него можно не хуже: {instead}."
    return f"Без него лучший выбор: {instead}. {_changed(reason)}"


def why_not_chosen(reason: CenterReason, name_of: Callable[[str], str]) -> str:
    """Say what is best when another school is made a center, and what is lost then."""
    if reason.instead is None or reason.lost is None:
        obstacle = f" {why_no_centers(reason.obstacle, name_of)}" if reason.obstacle is not None else ""
        return f"Взять её центром нельзя.{obstacle}"
    instead = ", ".join(map(name_of, reason.instead))
    if abs(reason.lost) <= _LEAST and reason.gap <= _LEAST:
        return f"С ней можно не хуже: {instead}."
    return f"С ней лучший выбор: {instead}. {_changed(reason)}"


def _changed(reason: CenterReason) -> str:
    lost = reason.lost or 0.0
    if lost < 0:
        return f"Дорога станет короче на {longer_words(-lost)}: мешает только условие."
    most = "не больше чем на" if reason.gap > _LEAST else "на"
    return f"Дорога станет длиннее {most} {longer_words(lost)}."


def what_one_more_brings(point: CurvePoint, name_of: Callable[[str], str], of: str = PUPILS) -> str:
    """Say what the best choice of so many centers costs and what the last one brings."""
    head = _CENTER.counted(point.count)
    if isinstance(point.answer, NoCenters):
        return f"{head}: {why_no_centers(point.answer, name_of)}"
    saved = f", меньше на {longer_words(point.saved)}" if point.saved is not None else ""
    return f"{head}: {travel_words(point.answer.travel, of)}{saved}."


def travel_words(travel: float, of: str = PUPILS) -> str:
    """Write a travel: minutes of way of all pupils, or for all needs."""
    return f"{_MINUTE.counted(round(travel))} пути {_OF[of]}"


def longer_words(travel: float) -> str:
    """Write by how much a travel differs, after «на»."""
    return _LESS.counted(round(travel))
