"""Why there are no centers, in words for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from setvzaim.analysis.centers.model import Obstacle
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

if TYPE_CHECKING:
    from collections.abc import Callable

    from setvzaim.analysis.centers.model import NoCenters

_CENTER = Noun("центр", "центра", "центров")
_SCHOOL = Noun("школа", "школы", "школ")


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
        case Obstacle.TOO_LITTLE_CAPACITY:
            return (
                f"Не хватает мест: в центрах не больше {format_number(answer.number)}, а нужно не меньше "
                f"{format_number(answer.limit)}. Возьмите больше центров или увеличьте их вместимость."
            )
        case Obstacle.NO_DIVISION:
            return "При таком числе центров не каждую школу можно прикрепить. Возьмите больше центров."
        case Obstacle.NONE_FOUND:
            return "За отведённое время не найдено ни одного выбора. Дайте больше времени."
