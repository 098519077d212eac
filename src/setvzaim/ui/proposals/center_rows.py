"""The schools of a proposal of centers as rows, and what is known at once of each."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from setvzaim.analysis.centers.model import CentersProposal, NoCenters
from setvzaim.analysis.centers.words import why_center
from setvzaim.queries.centers import CentersQuestion, load_words
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

_MINUTE = Noun("минута", "минуты", "минут")


def school_rows(
    question: CentersQuestion,
    answer: CentersProposal | NoCenters,
    fixed: AbstractSet[str],
    forbidden: AbstractSet[str],
) -> list[tuple[str, ...]]:
    """Return for each school: name, pupils, needs, whether it may be a center, the condition, what is proposed."""
    served = {} if isinstance(answer, NoCenters) else dict(answer.center_of)
    rows: list[tuple[str, ...]] = []
    for site in question.problem.sites:
        key, center = site.key, served.get(site.key)
        proposed = "" if center is None else "⬢ центр" if center == key else f"→ {question.name_of(center)}"
        now = "сейчас центр; " if key in question.standing else ""
        may = f"{now}нет: {'; '.join(question.why_not[key])}" if key in question.why_not else f"{now}да"
        wish = "закреплена" if key in fixed else "запрещена" if key in forbidden else ""
        pupils = question.pupils.get(key)
        numbers = ("" if pupils is None else format_number(pupils), format_number(question.needs.get(key, 0)))
        rows.append((question.name_of(key), *numbers, may, wish, proposed))
    return rows


def what_is_known(question: CentersQuestion, answer: CentersProposal, at: int) -> list[str]:
    """Say of a school, without computing, whom it serves as a center, or who serves it and how far that is."""
    site, of = question.problem.sites[at], question.wish.weight
    center = next((one for one in answer.centers if one.key == site.key), None)
    if center is not None:
        load = load_words(question, center)
        return [why_center(center, question.name_of, of), *([load] if load else [])]
    serving = dict(answer.center_of)[site.key]
    place = next(place for place, one in enumerate(question.problem.sites) if one.key == serving)
    minutes = question.problem.minutes[at][place]
    return [f"Её обслуживает {question.name_of(serving)}: {_MINUTE.counted(round(minutes))} в один конец."]
