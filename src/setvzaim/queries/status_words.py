"""What the numbers say of the status of schools, in words: always with numerator and denominator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.analysis.status import LOW, Index, Judged, Verdict, Weighed, Why
from setvzaim.model import TABLES
from setvzaim.queries.query import Context
from setvzaim.queries.status import Rule, SchoolStatus, rule_of, statuses
from setvzaim.registers import LinkTo
from setvzaim.registers.choices import ASSESSMENT, STATUS
from setvzaim.text.format import format_date, format_number, format_school_year, format_share, inside
from setvzaim.text.plural import Noun

NOTHING, UNKNOWN = "нет", "неизвестно"
_PROCEDURES = Noun("процедуре", "процедурах", "процедурах")
_YEARS = Noun("год", "года", "лет")
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
    names = {key: _labels(connection, key, "name") for key in ("subjects", "context_indicators")}
    names["units"] = _labels(connection, "context_indicators", "unit")
    return tuple(_told(one, rule, names) for one in statuses(connection, context, year))


def _labels(connection: sa.Connection, key: str, column: str) -> dict[str, str]:
    table = TABLES[key]
    return {id_: text or "" for id_, text in connection.execute(sa.select(table.c.id, table.c[column]))}


def _told(one: SchoolStatus, rule: Rule, names: Mapping[str, Mapping[str, str]]) -> Told:
    order = [option.code for option in STATUS.options]
    computed = [STATUS.write(code) for code in order if code in one.hint.statuses]
    differs = tuple(
        f"{_DIFFERS[one.hint.differs[code]][0]} {STATUS.write(code)}: {_DIFFERS[one.hint.differs[code]][1]}"
        for code in order
        if code in one.hint.differs
    )
    why = tuple(_why(one, rule, names))
    proposed = tuple(code for code in order if one.hint.differs.get(code) is Why.COMPUTED_ONLY)
    return Told(one.school, _codes(one.official), _computed(one, computed), differs, why, proposed, one)


def _computed(one: SchoolStatus, statuses: Sequence[str]) -> str:
    """Write what the numbers say; where they cannot tell about low results, that is said and not «нет»."""
    doubt = " (сомнительно)" if one.hint.doubtful else ""
    unknown = one.sign.verdict is Verdict.UNKNOWN
    if statuses:
        return ", ".join(statuses) + doubt + (f"; {STATUS.write(LOW)} — {UNKNOWN}" if unknown else "")
    return UNKNOWN if unknown else NOTHING + doubt


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(STATUS.write(code) for code in codes) or NOTHING


def _why(one: SchoolStatus, rule: Rule, names: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    subjects = names["subjects"]
    year = format_school_year(one.results_of)
    threshold = _threshold(rule)
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
            yield f"Результатов за {format_school_year(one.results_of - 1)} и {year} нет."
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
        yield from _index(one.index, rule, names)


def rule_words(rule: Rule) -> str:
    """Say by which rule is judged, and where it is from."""
    since = f" с {format_date(rule.valid_from)}" if rule.valid_from is not None else ""
    whence = f"Правило «{rule.name}», действует{since}" if rule.name else "Обычное правило, своего в базе нет"
    ground = f" Основание: {rule.ground.rstrip('.')}." if rule.ground else ""
    return (
        f"{whence}: ШНОР — доля ниже порога не меньше {_threshold(rule)} {_needed(rule)}; выборка малая, если "
        f"участников меньше {format_number(rule.low.small)}; ШНСУ — индекс контекста от {format_number(rule.adverse)}."
        f"{ground}"
    )


def _threshold(rule: Rule) -> str:
    return f"{format_number(rule.low.threshold)}\u00a0%"


def _needed(rule: Rule) -> str:
    """Say what makes low results; a run of one year is no run, and then only the number of procedures counts."""
    parts = [f"в {_PROCEDURES.counted(rule.low.assessments)} за год"]
    if rule.low.years > 1:
        parts.append(f"в одной и той же {_YEARS.counted(rule.low.years)} подряд")
    return (" и " if rule.low.both else " или ").join(parts)


def _counted(count: int) -> str:
    return _COUNTED.counted(count)


def _judged(one: Judged, subjects: Mapping[str, str]) -> str:
    return f"{_procedure(one, subjects)} — {_counts(one)}"


def _procedure(one: Judged, subjects: Mapping[str, str]) -> str:
    assessment, subject, grade = one.outcome.procedure
    words = f"{ASSESSMENT.write(assessment)}, {inside(subjects.get(subject, ''))}"
    return f"{words}, {grade} класс" if grade is not None else words


def _counts(one: Judged) -> str:
    share = format_share(one.outcome.below or 0, one.outcome.participants)
    return f"{share}, {_SMALL}" if one.small else share


def _index(index: Index, rule: Rule, names: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    yield (
        f"Индекс контекста {format_number(round(index.value, 1))} из 100 (ШНСУ — от {format_number(rule.adverse)}): "
        f"{'; '.join(_weighed(part, names, rule.school_year) for part in index.parts)}."
    )
    if index.missing:
        absent = ", ".join(inside(names["context_indicators"].get(key, "")) for key in index.missing)
        yield f"Не измерено: {absent}; известно {index.known * 100:.0f}\u00a0% веса показателей."


def _weighed(part: Weighed, names: Mapping[str, Mapping[str, str]], year: int) -> str:
    one = part.measured
    value = (
        format_share(one.part, one.whole)
        if one.part is not None and one.whole is not None
        else f"{format_number(round(one.value, 2))} {names['units'].get(one.indicator, '')}".strip()
    )
    scaled, weight = format_number(round(part.scaled, 1)), f"{part.weight * 100:.0f}\u00a0%"
    if one.year not in (None, year):
        value += f" за {format_school_year(one.year)}"
    return f"{inside(names['context_indicators'].get(one.indicator, ''))} — {value}, {scaled} из 100, вес {weight}"
