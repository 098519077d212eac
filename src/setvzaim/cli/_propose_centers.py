"""`propose centers`: which schools become centers, what each serves, what one more brings."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from setvzaim.analysis.centers.model import Center, CenterReason, CentersProposal, CurvePoint, NoCenters
from setvzaim.analysis.centers.solve import centers_curve, explain_center, propose_centers
from setvzaim.analysis.centers.words import (
    how_good_centers,
    what_one_more_brings,
    why_center,
    why_needed,
    why_no_centers,
)
from setvzaim.cli._common import answer, context_of, opened, say
from setvzaim.cli._proposing import today, within
from setvzaim.errors import WorldError
from setvzaim.operations.centers import appoint_centers
from setvzaim.queries.advice import usual_seconds
from setvzaim.queries.centers import (
    CentersQuestion,
    CentersWish,
    centers_question,
    centers_wish,
    load_words,
    named_schools,
)

if TYPE_CHECKING:
    from setvzaim.queries import Context
    from setvzaim.storage import Base


@dataclass(frozen=True, slots=True)
class _Answer:
    question: CentersQuestion
    found: CentersProposal
    curve: tuple[CurvePoint, ...]
    without: dict[str, CenterReason]


def propose(arguments: Namespace) -> None:
    """Propose, say or answer it, and appoint the schools when asked to. Raises `WorldError` when there is no choice."""
    with opened(arguments.base) as base:
        with base.read() as connection:
            context = context_of(connection, arguments, this_year=True)
            wish = _wish(centers_wish(connection), arguments)
            question = centers_question(connection, context, arguments.count, wish=wish)
            usual = usual_seconds(connection, context)
        seconds = usual if arguments.seconds is None else arguments.seconds
        fixed, forbidden = (named_schools(question.schools, names) for names in (arguments.fix, arguments.forbid))
        question = replace(question, problem=replace(question.problem, fixed=fixed, forbidden=forbidden))
        said = _answered(question, arguments, seconds)
        appointed = _appoint(base, question, said.found, context) if arguments.accept else None
    if arguments.json:
        answer(_machine(said, appointed))
    else:
        say(*_lines(said))
        if appointed is not None:
            say(f"Назначено центров: {appointed}.")


def _wish(wish: CentersWish, arguments: Namespace) -> CentersWish:
    """Put what the call says over what the base says."""
    wish = replace(wish, weight=arguments.weight or wish.weight, limit=arguments.capacity or wish.limit)
    most = arguments.most
    if most is None:
        return wish
    return replace(wish, schools=most) if wish.limit == "schools" else replace(wish, places=most)


def _answered(question: CentersQuestion, arguments: Namespace, seconds: float) -> _Answer:
    problem, pace = question.problem, within(seconds)
    found = propose_centers(problem, pace)
    if isinstance(found, NoCenters):
        raise WorldError(why_no_centers(found, question.name_of))
    curve = tuple(centers_curve(problem, arguments.curve, pace)) if arguments.curve else ()
    asked = found.chosen if arguments.reasons else ()
    return _Answer(question, found, curve, {key: explain_center(problem, found, key, pace) for key in asked})


def _appoint(base: Base, question: CentersQuestion, found: CentersProposal, context: Context) -> int:
    if context.network is None:
        raise WorldError("Центры назначают в сети. Назовите её: --network СЕТЬ.")
    new = [key for key in found.chosen if key not in question.standing]
    schools = [question.schools[key] for key in new or found.chosen]  # with none new it is refused in words
    done = appoint_centers(base, schools=schools, network=context.network, context=context, since=today(context))
    return len(done.value)


def _machine(answered: _Answer, appointed: int | None) -> dict[str, object]:
    question, found = answered.question, answered.found
    said: dict[str, object] = {
        "objective": found.travel,
        "bound": found.bound,
        "gap": found.gap,
        "proven": how_good_centers(found),
        "weight": question.wish.weight,
        "capacity": question.wish.limit,
        "centers": [_center(answered, center) for center in found.centers],
        "required": list(question.required),
        "not_eligible": [
            {"school": question.name_of(key), "reasons": list(reasons)} for key, reasons in question.why_not.items()
        ],
        "notes": list(question.notes),
    }
    if answered.curve:
        said["curve"] = [_point(question, point) for point in answered.curve]
    if appointed is not None:
        said["appointed"] = appointed
    return said


def _center(answered: _Answer, center: Center) -> dict[str, object]:
    question, reason = answered.question, answered.without.get(center.key)
    said: dict[str, object] = {
        "school": question.name_of(center.key),
        "served": [question.name_of(key) for key in center.served],
        "travel": center.travel,
        "lost": center.lost,
        "capacity": question.room(center.key),
        "taken": center.taken,
        "center_now": center.key in question.standing,
        "reasons": _reasons(answered, center),
    }
    if reason is not None:
        instead = None if reason.instead is None else [question.name_of(key) for key in reason.instead]
        said["without"] = {"centers": instead, "lost": reason.lost, "gap": reason.gap}
    return said


def _reasons(answered: _Answer, center: Center) -> list[str]:
    question, reason = answered.question, answered.without.get(center.key)
    words = [why_center(center, question.name_of, question.wish.weight)]
    words += [load_words(question, center)] if question.wish.limit != "none" else []
    return words + ([why_needed(reason, question.name_of)] if reason is not None else [])


def _point(question: CentersQuestion, point: CurvePoint) -> dict[str, object]:
    answer_ = point.answer
    if isinstance(answer_, NoCenters):
        return {"count": point.count, "reason": why_no_centers(answer_, question.name_of)}
    centers = [question.name_of(key) for key in answer_.chosen]
    return {
        "count": point.count, "objective": answer_.travel, "bound": answer_.bound, "saved": point.saved,
        "centers": centers,
    }  # fmt: skip


def _lines(answered: _Answer) -> list[str]:
    question = answered.question
    lines = [how_good_centers(answered.found)]
    for center in answered.found.centers:
        now = " (уже центр)" if center.key in question.standing else ""
        lines += [f"{question.name_of(center.key)}{now}", *(f"  {words}" for words in _reasons(answered, center))]
    lines += [what_one_more_brings(point, question.name_of, question.wish.weight) for point in answered.curve]
    lines.append(f"Центру нужно: {'; '.join(question.required)}.")
    lines += [f"Не может быть центром {question.name_of(key)}: {'; '.join(reasons)}."
              for key, reasons in question.why_not.items()]  # fmt: skip
    return [*lines, *(f"Не известно: {note}" for note in question.notes)]
