"""What an import says of itself: for a machine, and in plain Russian."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

from setvzaim.exchange.plan import ImportPlan, PlannedRow, Similar, Subtotal, Verdict
from setvzaim.exchange.within import outer_columns
from setvzaim.text.format import format_number

_MANY_ALIKE, _MOST = 10, 0.8
"""How many refusals under one heading, and which share of all, say that the column is wrong and not the school."""
_SHOWN = 20
"""Lines of one kind that a person is shown."""


def report(plan: ImportPlan) -> dict[str, object]:
    """Return the answer of `--json`."""
    return {
        "file": plan.path.name,
        "sheet": plan.sheet,
        "register": plan.register.key,
        "rows": len(plan.rows),
        "header_row": plan.header.first + 1,
        "columns": _columns(plan),
        "created": plan.count(Verdict.NEW),
        "updated": plan.count(Verdict.CHANGED),
        "unchanged": plan.count(Verdict.UNCHANGED),
        "empty": plan.count(Verdict.EMPTY),
        "totals": plan.count(Verdict.TOTAL),
        "refused": [
            {"row": number, "cell": reason.cell, "reason": reason.reason}
            for number, reason in dict.fromkeys((row.number, one) for row in plan.rows for one in row.reasons)
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
                "column": like.column.key if like.column is not None else None,
                "sure": like.sure,
            }
            for like in plan.similar
        ],
        "added": [{"row": row.number, "name": row.name} for row in plan.rows if row.verdict is Verdict.NEW],
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


def _columns(plan: ImportPlan) -> dict[str, str | None]:
    """Return the column key by header; of equal headers the one that is joined counts."""
    found: dict[str, str | None] = {}
    for label, column in zip(plan.header.labels, plan.header.joined, strict=True):
        if label:
            found[label] = column.key if column is not None else found.get(label)
    return found


def describe(plan: ImportPlan, *, dry: bool) -> Iterator[str]:
    """Give the lines of the report for a person."""
    others = f" Другие листы не взяты: {', '.join(f'«{name}»' for name in plan.others)}." if plan.others else ""
    yield (
        f"Файл «{plan.path.name}», лист «{plan.sheet}», названия столбцов в строке {plan.header.first + 1}, "
        f"строк ниже — {format_number(len(plan.rows))}.{others}"
    )
    outer = {read.header for read in outer_columns(plan.register, plan.header).values()}
    if left_out := [label for label, key in _columns(plan).items() if key is None and label not in outer]:
        yield from _left_out(left_out)
    yield (
        f"{plan.register.title} ({'проверка, ничего не записано' if dry else 'записано'}): "
        f"новых — {plan.count(Verdict.NEW)}, изменено — {plan.count(Verdict.CHANGED)}, "
        f"без изменений — {plan.count(Verdict.UNCHANGED)}, отказано — {plan.count(Verdict.REFUSED)}, "
        f"итоговых строк — {plan.count(Verdict.TOTAL)}, пустых — {plan.count(Verdict.EMPTY)}."
    )
    yield from _part("Отказано:", _refused(plan))
    yield from _one_column(plan)
    yield from _part("Итоги не сходятся с суммой строк:", _wrong_sums(plan.subtotals))
    yield from _part("Похоже на повтор; программа ничего не объединяла:", map(_doubt, plan.similar))
    if any(like.record is not None for like in plan.similar):
        yield "  Та же запись — ключ --same СТРОКИ, другая — --other СТРОКИ; все с оценкой — --doubts."
    if any(row.verdict in (Verdict.CHANGED, Verdict.UNCHANGED) for row in plan.rows):
        new = (row for row in plan.rows if row.verdict is Verdict.NEW)
        yield from _part("Новые:", (f"строка {row.number} «{row.name}»" for row in new))
    yield from _part("Изменено:", (_change(row) for row in plan.rows if row.changes))


def doubts(plan: ImportPlan) -> Iterator[str]:
    """Give every resemblance with its score, in the order of the file."""
    if not plan.similar:
        yield "Похожих записей нет: каждая строка либо узнана, либо новая."
    for like in plan.similar:
        yield _doubt(like)


def _doubt(like: Similar) -> str:
    """Say what a row resembles, how much and why; the other name only where it differs."""
    other = f" («{like.candidate}»)" if like.candidate != like.name else ""
    score = f", сходство {like.score * 100:.0f}\u00a0%" if like.record is not None else ""
    sure = ", уверенно" if like.sure else ""
    return f"строка {like.row} «{like.name}»: {like.reason}{score}{sure}{other}"


def _left_out(labels: list[str]) -> Iterator[str]:
    named = ", ".join(f"«{label}»" for label in labels[:_SHOWN])
    more = f" и ещё {len(labels) - _SHOWN}" if len(labels) > _SHOWN else ""
    yield f"Не взяты столбцы: {named}{more}."


def _one_column(plan: ImportPlan) -> Iterator[str]:
    """Tell when most of what is refused for its numbers stands under one heading of a wide sheet: a wrong formula."""
    broken = [row for row in plan.rows if row.reasons and not any(reason.cell for reason in row.reasons)]
    if not plan.header.groups or not broken:
        return
    group, count = Counter(row.name.rpartition(" — ")[2] for row in broken).most_common(1)[0]
    if count >= _MANY_ALIKE and count > _MOST * len(broken):
        yield (
            f"  Отказы из-за чисел почти все — под «{group}» ({format_number(count)} из {format_number(len(broken))}): "
            "похоже, там неверен целый столбец. Не берите его: на вкладке «Столбцы» или в файле --map."
        )


def _refused(plan: ImportPlan) -> Iterator[str]:
    """Give one line for each refused cell; what is refused in every row alike takes one line together."""
    whole: dict[str, list[PlannedRow]] = {}
    told: set[str] = set()
    for row in plan.rows:
        for reason in row.reasons:
            if reason.cell and reason.cell in told:
                continue  # one cell of a wide sheet that stands in many rows
            if reason.cell:
                told.add(reason.cell)
                yield f"строка {row.number} «{row.name}», ячейка {reason.cell}: {reason.reason}"
            else:
                whole.setdefault(reason.reason, []).append(row)
    for said, found in whole.items():
        numbers = list(dict.fromkeys(row.number for row in found))
        if len(found) == 1 and found[0].name and plan.header.groups:
            yield f"строка {numbers[0]} «{found[0].name}»: {said}"
            continue
        named = ", ".join(map(str, numbers[:_SHOWN])) + (f" и ещё {len(numbers) - _SHOWN}" * (len(numbers) > _SHOWN))
        yield f"{'строка' if len(numbers) == 1 else 'строки'} {named}: {said}"


def _wrong_sums(subtotals: Iterable[Subtotal]) -> Iterator[str]:
    wrong = (total for total in subtotals if not total.agrees)
    for _, totals in itertools.groupby(wrong, key=lambda total: total.row):
        columns = list(totals)
        sums = "; ".join(
            f"«{total.column}» — {format_number(total.stated)}, а по строкам {format_number(total.counted)}"
            for total in columns
        )
        yield f"строка {columns[0].row} «{columns[0].label}»: {sums}"


def _change(row: PlannedRow) -> str:
    cells = "; ".join(
        f"{change.column.label} — {f'«{change.was}»' if change.was else 'пусто'} → «{change.now}»"
        for change in row.changes
    )
    return f"строка {row.number} «{row.name}»: {cells}"


def _part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Give a heading and the lines under it, as many as a person reads; nothing when there are none."""
    for place, line in enumerate(lines):
        if place == 0:
            yield heading
        if place == _SHOWN:
            yield "  … остальное — с ключом --json"
            return
        yield f"  {line}"


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value
