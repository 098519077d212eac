"""Stamps of approval and agreement (гриф) from their requisites; what is missing is left for the pen.

Domain notes 4.5 and 9: УТВЕРЖДАЮ in person, or «УТВЕРЖДЁН приказом … от … № …» in the gender of the paper's
kind. Dates of different requisites are never compared here: the user enters what the paper has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from setvzaim.documents.tree import Blank, Inline, Run, Stamp, Text, runs
from setvzaim.text.format import format_value


class Gender(Enum):
    """Gender of the word for the paper: план, программа, положение."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


class StampKind(Enum):
    """What the stamp says."""

    APPROVED = "approved"
    AGREED = "agreed"


_IN_PERSON = {StampKind.APPROVED: "УТВЕРЖДАЮ", StampKind.AGREED: "СОГЛАСОВАНО"}
_BY_PAPER = {
    (StampKind.APPROVED, Gender.MASCULINE): "УТВЕРЖДЁН",
    (StampKind.APPROVED, Gender.FEMININE): "УТВЕРЖДЕНА",
    (StampKind.APPROVED, Gender.NEUTER): "УТВЕРЖДЕНО",
    (StampKind.AGREED, Gender.MASCULINE): "СОГЛАСОВАН",
    (StampKind.AGREED, Gender.FEMININE): "СОГЛАСОВАНА",
    (StampKind.AGREED, Gender.NEUTER): "СОГЛАСОВАНО",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StampData:
    """Requisites of a stamp; `None` is a place for the pen.

    `paper` names in the instrumental case what approved («приказом Отдела образования», «протоколом
    педагогического совета»); with it nobody signs, and `number` and `day` are those of that paper. Without
    it a head signs in person: `post` with the organisation, `name` as initials and surname, `day` of
    signing.
    """

    kind: StampKind
    post: str | None = None
    name: str | None = None
    paper: str | None = None
    number: str | None = None
    day: date | None = None


def stamp(data: StampData | None, gender: Gender = Gender.MASCULINE) -> Stamp | None:
    """Make the stamp of a paper whose name has `gender`; no requisites, no stamp."""
    if data is None:
        return None
    if data.paper is not None:
        number: Text = data.number or (Blank(16),)
        day, numbered = (Run("от "), *_day(data.day)), (Run("№ "), *runs(number))
        # a date for the pen fills the line of a stamp
        requisites = (day, numbered) if data.day is None else ((*day, Run(" "), *numbered),)
        return Stamp(word=_BY_PAPER[data.kind, gender], ground=(data.paper, *requisites))
    return Stamp(
        word=_IN_PERSON[data.kind],
        ground=(data.post,) if data.post else ((Blank(74),), (Blank(74),)),
        signatory=data.name or (Blank(36),),
        date=_day(data.day),
    )


def _day(day: date | None) -> tuple[Inline, ...]:
    """Write a date, or leave the day, the month and the end of the year for the pen."""
    if day is not None:
        return (Run(format_value(day)),)
    return (Run("«"), Blank(8), Run("» "), Blank(26), Run(" 20"), Blank(7), Run("\u00a0г."))
