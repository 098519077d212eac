"""`propose centers`: which schools become centers, what each serves, what one more brings."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from setvzaim.analysis.centers.model import Center, CentersProposal, CurvePoint, NoCenters
from setvzaim.analysis.centers.solve import centers_curve, propose_centers
from setvzaim.analysis.centers.words import (
    how_good_centers,
    what_one_more_brings,
    why_center,
    why_no_centers,
)
from setvzaim.cli._common import answer, context_of, opened, say
from setvzaim.cli._proposing import today, within
from setvzaim.errors import WorldError
from setvzaim.operations.centers import appoint_centers
from setvzaim.queries.centers import CentersQuestion, centers_question, named_schools

if TYPE_CHECKING:
    from setvzaim.queries import Context
    from setvzaim.storage import Base


def propose(arguments: Namespace) -> None:
    """Propose, say or answer it, and appoint the schools when asked to. Raises `WorldError` when there is no choice."""
    with opened(arguments.base) as base:
        with base.read() as connection:
            context = context_of(connection, arguments, this_year=True)
            question = centers_question(connection, context, arguments.count)
        fixed, forbidden = (named_schools(question.schools, names) for names in (arguments.fix, arguments.forbid))
        question = replace(question, problem=replace(question.problem, fixed=fixed, forbidden=forbidden))
        pace = within(arguments.seconds)
        found = propose_centers(question.problem, pace)
        if isinstance(found, NoCenters):
            raise WorldError(why_no_centers(found, question.name_of))
        curve = tuple(centers_curve(question.problem, arguments.curve, pace)) if arguments.curve else ()
        appointed = _appoint(base, question, found, context) if arguments.accept else None
    if arguments.json:
        answer(_machine(question, found, curve, appointed))
    else:
        say(*_lines(question, found, curve))
        if appointed is not None:
            say(f"Назначено центров: {appointed}.")


def _appoint(base: Base, question: CentersQuestion, found: CentersProposal, context: Context) -> int:
    if context.network is None:
        raise WorldError("Центры назначают в сети. Назовите её: --network СЕТЬ.")
    schools = [question.schools[key] for key in found.chosen]
    done = appoint_centers(base, schools=schools, network=context.network, context=context, since=today(context))
    return len(done.value)


def _machine(
    question: CentersQuestion, found: CentersProposal, curve: tuple[CurvePoint, ...], appointed: int | None
) -> dict[str, object]:
    said: dict[str, object] = {
        "objective": found.travel,
        "bound": found.bound,
        "gap": found.gap,
        "proven": how_good_centers(found),
        "centers": [_center(question, center) for center in found.centers],
        "notes": list(question.notes),
    }
    if curve:
        said["curve"] = [_point(question, point) for point in curve]
    if appointed is not None:
        said["appointed"] = appointed
    return said


def _center(question: CentersQuestion, center: Center) -> dict[str, object]:
    return {
        "school": question.name_of(center.key),
        "served": [question.name_of(key) for key in center.served],
        "travel": center.travel,
        "lost": center.lost,
        "center_now": center.key in question.standing,
        "reasons": [why_center(center, question.name_of)],
    }


def _point(question: CentersQuestion, point: CurvePoint) -> dict[str, object]:
    answer_ = point.answer
    if isinstance(answer_, NoCenters):
        return {"count": point.count, "reason": why_no_centers(answer_, question.name_of)}
    centers = [question.name_of(key) for key in answer_.chosen]
    return {
        "count": point.count, "objective": answer_.travel, "bound": answer_.bound, "saved": point.saved,
        "centers": centers,
    }  # fmt: skip


def _lines(question: CentersQuestion, found: CentersProposal, curve: tuple[CurvePoint, ...]) -> list[str]:
    lines = [how_good_centers(found)]
    for center in found.centers:
        now = " (уже центр)" if center.key in question.standing else ""
        lines += [f"{question.name_of(center.key)}{now}", f"  {why_center(center, question.name_of)}"]
    lines += [what_one_more_brings(point, question.name_of) for point in curve]
    return [*lines, *(f"Не известно: {note}" for note in question.notes)]
