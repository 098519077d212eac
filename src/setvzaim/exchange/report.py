"""What an import says of itself: for a machine, and in plain Russian."""

from __future__ import annotations

from collections.abc import Iterator

from setvzaim.exchange.plan import ImportPlan, Verdict
from setvzaim.text.format import format_number

_SHOWN = 20


def report(plan: ImportPlan) -> dict[str, object]:
    """Return the answer of `--json`."""
    return {
        "file": plan.path.name,
        "sheet": plan.sheet,
        "register": plan.register.key,
        "rows": len(plan.rows),
        "header_row": plan.header.first + 1,
        "columns": {
            label: column.key if column is not None else None
            for label, column in zip(plan.header.labels, plan.header.joined, strict=True)
            if label
        },
        "created": plan.count(Verdict.NEW),
        "updated": plan.count(Verdict.CHANGED),
        "unchanged": plan.count(Verdict.UNCHANGED),
        "empty": plan.count(Verdict.EMPTY),
        "refused": [
            {"row": row.number, "cell": reason.cell, "reason": reason.reason}
            for row in plan.rows
            for reason in row.reasons
        ],
        "subtotals": [
            {
                "row": total.row,
                "label": total.label,
                "column": total.column,
                "stated": _whole(total.stated),
                "counted": _whole(total.counted),
                "agrees": total.agrees,
            }
            for total in plan.subtotals
        ],
        "similar": [
            {
                "row": like.row,
                "name": like.name,
                "candidate": like.candidate,
                "record": like.record,
                "score": like.score,
                "reason": like.reason,
            }
            for like in plan.similar
        ],
        "changes": [
            {
                "row": row.number,
                "name": row.name,
                "cells": [
                    {"column": change.column.key, "cell": change.cell, "was": change.was, "now": change.now}
                    for change in row.changes
                ],
            }
            for row in plan.rows
            if row.changes
        ],
    }


def describe(plan: ImportPlan, *, dry: bool) -> Iterator[str]:
    """Give the lines of the report for a person."""
    noun = plan.register.noun
    yield f"Файл «{plan.path.name}», лист «{plan.sheet}», названия столбцов в строке {plan.header.first + 1}."
    left_out = [
        label for label, column in zip(plan.header.labels, plan.header.joined, strict=True) if label and not column
    ]
    if left_out:
        yield f"Не взяты столбцы: {', '.join(f'«{label}»' for label in left_out)}."
    verb = "Будет" if dry else "Готово"
    yield (
        f"{verb}: новых — {plan.count(Verdict.NEW)}, изменено — {plan.count(Verdict.CHANGED)}, "
        f"без изменений — {plan.count(Verdict.UNCHANGED)}, отказано — {plan.count(Verdict.REFUSED)}; "
        f"итоговых строк — {plan.count(Verdict.TOTAL)} ({plan.register.title.lower()}, {noun.many})."
    )
    refused = [(row, reason) for row in plan.rows for reason in row.reasons]
    yield from _some(f"  строка {row.number} {reason.cell}: {reason.reason}" for row, reason in refused)
    wrong = {total.row: total for total in plan.subtotals if not total.agrees}
    yield from (
        f"  строка {total.row} «{total.label}»: в столбце «{total.column}» записано {format_number(total.stated)}, "
        f"а по строкам выходит {format_number(total.counted)}"
        for total in wrong.values()
    )
    yield from _some(f"  строка {like.row} «{like.name}»: {like.reason} («{like.candidate}»)" for like in plan.similar)


def _some(lines: Iterator[str]) -> Iterator[str]:
    for place, line in enumerate(lines):
        if place == _SHOWN:
            yield "  … остальное — в окне импорта или с ключом --json"
            return
        yield line


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value
