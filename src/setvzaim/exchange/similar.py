"""Rows that may be something the office has already: offered to the user, never joined silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from setvzaim.exchange.existing import Existing, Key
from setvzaim.exchange.plan import PlannedRow, Similar, Verdict
from setvzaim.registers import Column, Link, Register
from setvzaim.text.fold import match_key

_ALIKE = 0.85
_MOST_PAIRS = 100_000
"""Pairs of names compared at the most: an import of a whole country must end."""


def repeats(rows: Sequence[PlannedRow], identities: Sequence[Key | None]) -> list[Similar]:
    """Return the rows that are by their identity the same as a row above."""
    first: dict[Key, PlannedRow] = {}
    found = []
    for row, key in zip(rows, identities, strict=True):
        if key is None or row.verdict in (Verdict.TOTAL, Verdict.EMPTY, Verdict.REFUSED):
            continue
        if (above := first.setdefault(key, row)) is not row:
            reason = f"строка {row.number} повторяет строку {above.number}: название и принадлежность те же"
            found.append(Similar(row.number, row.name, above.name, None, 1.0, reason))
    return found


def similar_names(
    of: Register,
    rows: Sequence[PlannedRow],
    by_key: Mapping[str, Sequence[object]],
    existing: Existing,
    first: int,
) -> list[Similar]:
    """Return the new rows whose name is like that of a record no row has met.

    Compared are names within the same parent (the schools of a district), and equal names anywhere. `first` is
    the number of the first row.
    """
    new = [row for row in rows if row.verdict is Verdict.NEW and row.name]
    free = list(existing.free()) if new else []
    if not free:
        return []
    parent = next((column for column in of.columns if isinstance(column.kind, Link) and column.required), None)
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    by_parent: defaultdict[object, list[str]] = defaultdict(list)
    keys: dict[str, str] = {}
    for record in free:
        keys[record] = match_key(_label(of, existing, record))
        by_name[keys[record]].append(record)
        by_parent[_parent(existing, record, parent)].append(record)
    found: list[Similar] = []
    budget = _MOST_PAIRS
    for row in new:
        key = match_key(row.name)
        if same := by_name.get(key):
            where = "в другом месте" if parent is None else f"другой {parent.label.lower()}"
            found.append(_offer(of, existing, row, same[0], 1.0, f"название то же, {where}"))
            continue
        above = by_key[parent.key][row.number - first] if parent is not None and parent.key in by_key else None
        near = by_parent.get(above, [])
        budget -= len(near)
        if budget < 0:
            break
        score, record = max(((_alike(key, keys[record]), record) for record in near), default=(0.0, ""))
        if score >= _ALIKE:
            found.append(_offer(of, existing, row, record, round(score, 3), "название похоже"))
    return found


def _offer(of: Register, existing: Existing, row: PlannedRow, record: str, score: float, reason: str) -> Similar:
    return Similar(row.number, row.name, _label(of, existing, record), record, score, reason)


def _label(of: Register, existing: Existing, record: str) -> str:
    return str(existing.value(record, of[of.label]))


def _parent(existing: Existing, record: str, parent: Column | None) -> object:
    if parent is None or not existing.has(parent):
        return None
    return existing.value(record, parent)


def _alike(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 1; different numbers make different schools."""
    if _digits(one) != _digits(other):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
