"""Stamps that any wording can place: `[[гриф утверждения]]`, `[[гриф согласования]]` (domain notes 4.5, 9).

Placed one under the other they stand level with each other. What is not known in them is left for the pen; a stamp the
user does not want is not there.
"""

from __future__ import annotations

from setvzaim.documents.facts import Value
from setvzaim.documents.stamps import Gender, StampData, StampKind, stamp
from setvzaim.documents.tree import Stamps
from setvzaim.queries.forms._facts import linked
from setvzaim.queries.forms.form import Asked
from setvzaim.queries.query import Row
from setvzaim.queries.words import declension_of
from setvzaim.text.declension import Case, Kind


def stamp_facts(
    asked: Asked, *, approved: StampData | None = None, agreed: StampData | None = None,
    gender: Gender = Gender.MASCULINE,
) -> dict[str, Value]:  # fmt: skip
    """Return the facts «гриф утверждения» and «гриф согласования»: empty where none is wanted."""
    right = stamp(approved, gender) if asked.wanted.approved else None
    left = stamp(agreed, gender) if asked.wanted.agreed else None
    return {
        "гриф утверждения": (Stamps(right=right),) if right else (),
        "гриф согласования": (Stamps(left=left),) if left else (),
    }


def by_order_of(asked: Asked, office: str | None) -> StampData:
    """Return the stamp of a paper that an order of the office approves; its number is put in by the pen."""
    if not office:
        return StampData(kind=StampKind.APPROVED)
    genitive = declension_of(asked.connection).decline(Kind.PHRASE, office, Case.GEN)
    return StampData(kind=StampKind.APPROVED, paper=f"приказом {genitive}", day=asked.wanted.day)


def by_head(asked: Asked, kind: StampKind, row: Row | None, organisation: str = "") -> StampData:
    """Return the stamp that the head of a school or of an office (a row with a head) puts in person."""
    post, name = (row.text("head_post"), row.text("head_name")) if row is not None else ("", "")
    short = declension_of(asked.connection).short_name(name) if name and not asked.wanted.without_names else None
    return StampData(kind=kind, post=f"{post} {organisation}".strip() if post else None, name=short)


def office_of(asked: Asked, network: Row | None) -> Row | None:
    """Return the municipality of a network: the row of its office and head."""
    return linked(asked, network, "municipality") if network is not None else None
