"""Indicators as papers tell them: base, target, fact, and how far the target was reached (domain notes 8.3)."""

from __future__ import annotations

from setvzaim.analysis.indicators import Reached, reached
from setvzaim.documents.facts import Facts, Value
from setvzaim.queries.forms.form import Asked
from setvzaim.queries.query import Query, Row
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo, register
from setvzaim.text.format import format_number, format_share


def indicators_facts(asked: Asked) -> dict[str, Value]:
    """Return the values of the school year.

    «показатель» lists every value with what is missing said; «значений» and «значений с фактом» count them; «цель
    достигнута» counts those that reached it of those where that can be known; «источник показателя» lists each
    indicator once, with unit, source and way of getting it.
    """
    known = {row.id: row for row in stream(asked.connection, Query("indicator_definitions"))}
    rows = list(stream(asked.connection, Query("indicators", context=asked.context)))
    told = [(row, known.get(_id(row, "indicator"))) for row in rows]
    facts = sum(row["fact"] is not None for row in rows)
    steps = [_reached(row, of) for row, of in told]
    judged = [step for step in steps if step is not None and step.done is not None]
    used = dict.fromkeys(_id(row, "indicator") for row in rows)
    return {
        "значений показателей": register("indicators").noun.counted(len(rows)) if rows else None,
        "показателей с фактом": format_share(facts, len(rows)) if rows else None,
        "цель достигнута": format_share(sum(bool(step.done) for step in judged), len(judged)) if judged else None,
        "показатель": tuple(_one(row, of, step) for (row, of), step in zip(told, steps, strict=True)),
        "источник показателя": tuple(_source(known[one]) for one in used if one in known),
    }


def _id(row: Row, key: str) -> str:
    link = row[key]
    return link.id if isinstance(link, LinkTo) else ""


def _reached(row: Row, of: Row | None) -> Reached | None:
    base, target, fact = (_number(row[key]) for key in ("baseline", "target", "fact"))
    return reached(base, target, fact, lower_is_better=bool(of is not None and of["lower_is_better"]))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _one(row: Row, of: Row | None, step: Reached | None) -> Facts:
    return {
        "показатель": row.text("indicator"),
        "единица": (of.text("unit") if of is not None else "") or None,
        "чей": row.text("school") or row.text("network") or "вся сеть",
        "база": row["baseline"],  # type: ignore[dict-item]
        "цель": row["target"],  # type: ignore[dict-item]
        "факт": row["fact"],  # type: ignore[dict-item]
        "динамика": _change(row),
        "достижение": _words(step),
    }


def _change(row: Row) -> str | None:
    base, fact = _number(row["baseline"]), _number(row["fact"])
    if base is None or fact is None:
        return None
    by = round(fact - base, 2)
    return f"+{format_number(by)}" if by > 0 else format_number(by)


def _words(step: Reached | None) -> str:
    """Say how far a target was reached; what cannot be said is said too."""
    if step is None:
        return "нет сведений"
    if step.share is None:
        return "цель достигнута" if step.done else "цель не достигнута"
    return f"{format_number(round(step.share * 100))}\u00a0%"


def _source(row: Row) -> Facts:
    return {
        "показатель": row.text("name"),
        "единица": row.text("unit") or None,
        "обратный": "чем меньше, тем лучше" if row["lower_is_better"] else "чем больше, тем лучше",
        "источник": row.text("source") or None,
        "способ": row.text("method") or None,
    }
