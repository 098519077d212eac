"""Rows that may be something the office has already: offered to the user, never joined silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher

from setvzaim.exchange.apart import Apart
from setvzaim.exchange.existing import Existing, Key
from setvzaim.exchange.judging import spelling_of
from setvzaim.exchange.linked import ALIKE, likeliest, why
from setvzaim.exchange.plan import PlannedRow, Similar, Verdict
from setvzaim.registers import Column, Link, Register
from setvzaim.text.fold import name_key
from setvzaim.text.schools import join_names

_ALIKE = 0.85
_MOST_PAIRS = 200_000
"""Pairs of names looked at, at the most: an import of a whole country must end."""
_MOST_CAREFUL = 5_000
"""Pairs compared letter by letter."""


def repeats(of: Register, rows: Sequence[PlannedRow], identities: Sequence[Sequence[Key | None]]) -> list[Similar]:
    """Return the rows that are by their identity the same as a row above."""
    first: dict[tuple[int, Key], PlannedRow] = {}
    found = []
    for row, keys in zip(rows, identities, strict=True):
        place, key = next(((place, key) for place, key in enumerate(keys) if key is not None), (0, None))
        if key is None or row.verdict is Verdict.REFUSED:
            continue
        if (above := first.setdefault((place, key), row)) is not row:
            same = ", ".join(of[part.rstrip("?")].label.lower() for part in of.identity[place])
            reason = f"повторяет строку {above.number}: те же {same}"
            found.append(Similar(row.number, row.name, above.name, None, 1.0, reason))
    return found


def similar_names(
    of: Register,
    rows: Sequence[PlannedRow],
    by_key: Mapping[str, Sequence[object]],
    existing: Existing,
    apart: Apart,
) -> list[Similar]:
    """Return the new rows whose name is like that of a record no row has met.

    Compared are names within the same parent (the schools of a district), and equal names anywhere.
    """

    def are_apart(at: int, record: str) -> bool:
        return apart.any() and apart.are(of.key, spelling_of(of, rows[at].name, at, by_key), record)

    new = [(at, row) for at, row in enumerate(rows) if row.verdict is Verdict.NEW and row.name]
    free = list(existing.free()) if new else []
    if not free:
        return []
    parent = next((column for column in of.columns if isinstance(column.kind, Link) and column.required), None)
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    by_parent: defaultdict[object, list[str]] = defaultdict(list)
    keys: dict[str, str] = {}
    for record in free:
        keys[record] = name_key(_label(of, existing, record))
        by_name[keys[record]].append(record)
        by_parent[_parent(existing, record, parent)].append(record)
    found: list[Similar] = []
    if of.key == ALIKE and parent is not None and parent.key in by_key:
        found = _schools(of, existing, new, by_key[parent.key], by_parent, are_apart)
    offered = {one.row for one in found}
    comparison = _Comparison()
    for at, row in new:
        if row.number in offered:
            continue
        key = name_key(row.name)
        if same := [record for record in by_name.get(key, ()) if not are_apart(at, record)]:
            where = "в другом месте" if parent is None else f"другой {parent.label.lower()}"
            found.append(_offer(of, existing, row, same[0], 1.0, f"название то же, {where}"))
            continue
        above = by_key[parent.key][at] if parent is not None and parent.key in by_key else None
        if of.key == ALIKE and parent is not None:
            continue
        near = [record for record in by_parent.get(above, []) if not are_apart(at, record)]
        score, record = comparison.best(key, near, keys)
        if score >= _ALIKE:
            found.append(_offer(of, existing, row, record, round(score, 3), "название похоже"))
    return sorted(found, key=lambda one: one.row)


def _schools(
    of: Register,
    existing: Existing,
    new: Sequence[tuple[int, PlannedRow]],
    above: Sequence[object],
    free: Mapping[object, Sequence[str]],
    are_apart: Callable[[int, str], bool],
) -> list[Similar]:
    """Compare names of schools part by part, one to one within each municipality."""
    rows: defaultdict[object, list[tuple[int, PlannedRow]]] = defaultdict(list)
    for at, row in new:
        rows[above[at]].append((at, row))
    found: list[Similar] = []
    for place, own in rows.items():
        records = free.get(place, ())
        never = {
            (left, right)
            for right, (at, _) in enumerate(own)
            for left, record in enumerate(records)
            if are_apart(at, record)
        }
        labels = [_label(of, existing, record) for record in records]
        joining = join_names(labels, [row.name for _, row in own], never)
        for one in likeliest(joining):
            (_, row), record = own[one.right], records[one.left]
            found.append(
                Similar(
                    row.number, row.name, labels[one.left], record, one.score, why(one, whose="школы"),
                    sure=one.sure,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: one.row)


def _offer(of: Register, existing: Existing, row: PlannedRow, record: str, score: float, reason: str) -> Similar:
    return Similar(row.number, row.name, _label(of, existing, record), record, score, reason)


def _label(of: Register, existing: Existing, record: str) -> str:
    return str(existing.value(record, of.called_by(lambda key: existing.value(record, of[key]))))


def _parent(existing: Existing, record: str, parent: Column | None) -> object:
    if parent is None or not existing.has(parent):
        return None
    return existing.value(record, parent)


class _Comparison:
    """Compares names while there is patience left: the work is bounded, whatever the file."""

    def __init__(self) -> None:
        self._looks = _MOST_PAIRS
        self._careful = _MOST_CAREFUL

    def best(self, name: str, records: Sequence[str], keys: Mapping[str, str]) -> tuple[float, str]:
        """Return the likeliest of some records with its score, 0 to 1; different numbers make different schools."""
        best = (0.0, "")
        self._looks -= len(records)
        if self._looks < 0 or self._careful < 0:
            return best
        digits = _digits(name)
        matcher = SequenceMatcher(None, "", name, autojunk=False)
        for record in records:
            other = keys[record]
            if _digits(other) != digits or 2 * min(len(name), len(other)) < _ALIKE * (len(name) + len(other)):
                continue
            matcher.set_seq1(other)
            if matcher.quick_ratio() < _ALIKE:
                continue
            self._careful -= 1
            best = max(best, (matcher.ratio(), record))
        return best


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
