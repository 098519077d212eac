"""What the numbers say of the status of schools, in words: always with numerator and denominator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.analysis.status import Index, Judged, Verdict, Weighed, Why
from setvzaim.model import TABLES
from setvzaim.queries.query import Context
from setvzaim.queries.status import Rule, SchoolStatus, rule_of, statuses
from setvzaim.registers import LinkTo
from setvzaim.registers.choices import ASSESSMENT, STATUS
from setvzaim.text.format import format_number, format_school_year, format_share
from setvzaim.text.plural import Noun

NOTHING = "нет"
_PROCEDURES = Noun("процедуре", "процедурах", "процедурах")
_COUNTED = Noun("процедура", "процедуры", "процедур")
_DIFFERS = {
    Why.COMPUTED_ONLY: ("+", "по числам да, по акту нет"),
    Why.OFFICIAL_ONLY: ("−", "по акту да, по числам нет"),
    Why.NOT_KNOWN: ("?", "по акту да, проверить нечем"),
}
_SMALL = "малая выборка"


@dataclass(frozen=True, slots=True)
class Told:
    """One school: its statuses by the act and by the numbers as words, how they differ, and what it rests on.

    `proposed` are the codes of statuses the numbers say and the act does not.
    """

    school: LinkTo
    official: str
    computed: str
    differs: tuple[str, ...]
    why: tuple[str, ...]
    proposed: tuple[str, ...]
    status: SchoolStatus


def told(connection: sa.Connection, context: Context, year: int) -> tuple[Told, ...]:
    """Return what the numbers say of each school of the network in the school year that starts in `year`."""
    rule = rule_of(connection, year)
    names = {key: _labels(connection, key) for key in ("subjects", "context_indicators")}
    return tuple(_told(one, rule, names) for one in statuses(connection, context, year))


def _labels(connection: sa.Connection, key: str) -> dict[str, str]:
    table = TABLES[key]
    return {row.id: row.name for row in connection.execute(sa.select(table.c.id, table.c.name))}


def _told(one: SchoolStatus, rule: Rule, names: Mapping[str, Mapping[str, str]]) -> Told:
    order = [option.code for option in STATUS.options]
    computed = [STATUS.write(code) for code in order if code in one.hint.statuses]
    doubt = " (сомнительно)" if one.hint.doubtful and computed else ""
    differs = tuple(
        f"{_DIFFERS[one.hint.differs[code]][0]} {STATUS.write(code)}: {_DIFFERS[one.hint.differs[code]][1]}"
        for code in order
        if code in one.hint.differs
    )
    why = tuple(_why(one, rule, names))
    proposed = tuple(code for code in order if one.hint.differs.get(code) is Why.COMPUTED_ONLY)
    return Told(one.school, _codes(one.official), (", ".join(computed) or NOTHING) + doubt, differs, why, proposed, one)


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(STATUS.write(code) for code in codes) or NOTHING


def _why(one: SchoolStatus, rule: Rule, names: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    subjects = names["subjects"]
    year = format_school_year(one.results_of)
    threshold = f"{format_number(rule.low.threshold)}\u00a0%"
    reached = len(one.sign.first)
    match one.sign.verdict:
        case Verdict.LOW:
            yield f"ШНОР по результатам {year}: {_counted(reached)} из {one.known} с долей не меньше {threshold}."
        case Verdict.NOT_LOW:
            yield (
                f"Не ШНОР по результатам {year}: доля не меньше {threshold} в {_PROCEDURES.counted(reached)} из "
                f"{one.known}, а нужно {_needed(rule)}."
            )
        case Verdict.UNKNOWN if one.procedures == 0:
            yield f"Результатов за {year} нет."
        case Verdict.UNKNOWN:
            yield (
                f"По результатам {year} сказать нельзя: сколько учеников ниже порога, указано в "
                f"{_PROCEDURES.counted(one.known)} из {one.procedures}."
            )
    if reached:
        yield f"Доля не меньше {threshold}: {'; '.join(_judged(each, subjects) for each in one.sign.first)}."
    for run in one.sign.second:
        years = "; ".join(f"{format_school_year(each.outcome.year)} — {_counts(each)}" for each in run)
        yield f"Несколько лет подряд: {_procedure(run[0], subjects)}: {years}."
    if one.sign.rests_on_small:
        yield f"Без малых выборок (меньше {rule.low.small} участников) вывод был бы другим."
    if one.index is not None:
        yield from _index(one.index, rule, names["context_indicators"])


def _needed(rule: Rule) -> str:
    parts = [f"в {rule.low.assessments} за год"]
    if rule.low.years > 1:
        parts.append(f"в одной и той же {rule.low.years} года подряд")
    return (" и " if rule.low.both else " или ").join(parts)


def _counted(count: int) -> str:
    return _COUNTED.counted(count)


def _judged(one: Judged, subjects: Mapping[str, str]) -> str:
    return f"{_procedure(one, subjects)} — {_counts(one)}"


def _procedure(one: Judged, subjects: Mapping[str, str]) -> str:
    assessment, subject, grade = one.outcome.procedure
    words = f"{ASSESSMENT.write(assessment)}, {subjects.get(subject, '').lower()}"
    return f"{words}, {grade} класс" if grade is not None else words


def _counts(one: Judged) -> str:
    share = format_share(one.outcome.below or 0, one.outcome.participants)
    return f"{share}, {_SMALL}" if one.small else share


def _index(index: Index, rule: Rule, names: Mapping[str, str]) -> Iterator[str]:
    yield (
        f"Индекс контекста {format_number(round(index.value, 1))} из 100 (ШНСУ — от {format_number(rule.adverse)}): "
        f"{'; '.join(_weighed(part, names) for part in index.parts)}."
    )
    if index.missing:
        absent = ", ".join(names.get(key, "").lower() for key in index.missing)
        yield f"Не измерено: {absent}; известно {index.known * 100:.0f}\u00a0% веса показателей."


def _weighed(part: Weighed, names: Mapping[str, str]) -> str:
    one = part.measured
    value = (
        format_share(one.part, one.whole)
        if one.part is not None and one.whole is not None
        else format_number(round(one.value, 2))
    )
    scaled, weight = format_number(round(part.scaled, 1)), f"{part.weight * 100:.0f}\u00a0%"
    return f"{names.get(one.indicator, '').lower()} — {value}, {scaled} из 100, вес {weight}"
