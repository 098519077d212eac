"""Which records of other registers an import really makes: those that a row it keeps names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from setvzaim.exchange.judging import Updated
from setvzaim.operations.names import Grown
from setvzaim.registers import Column, Link, Links, Register, register


def needed(
    of: Register, grown: Sequence[Grown], created: Mapping[str, Sequence[object]], updated: Sequence[Updated]
) -> list[Grown]:
    """Return the records that kept rows name, with those they belong to; what others belong to comes first.

    A name in a refused row makes nothing.
    """
    by_id = {one.id: one for one in grown}
    if not by_id:
        return []
    targets = {one.register for one in grown}
    linking = [column.key for column in of.columns if _leads(column, targets)]
    named = (value for key in linking for value in created.get(key, ()))
    changed = (values[key] for _, _, values in updated for key in linking if key in values)
    found: dict[str, Grown] = {}
    for value in (*named, *changed):
        for id_ in value if isinstance(value, tuple) else (value,):
            _take(str(id_), by_id, found)
    return list(found.values())


def _take(id_: str, by_id: Mapping[str, Grown], found: dict[str, Grown]) -> None:
    """Add a record after the records it belongs to."""
    if id_ not in by_id or id_ in found:
        return
    one = by_id[id_]
    for link in register(one.register).links():
        _take(str(one.values.get(link.key)), by_id, found)
    found[id_] = one


def _leads(column: Column, targets: Iterable[str]) -> bool:
    return isinstance(column.kind, Link | Links) and column.kind.register in targets
