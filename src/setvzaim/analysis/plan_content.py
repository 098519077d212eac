"""What the heads of schools agree to: the content of a joint plan in one form, its digest and its short code.

Regulation 5.1, 5.2. To the content belongs what a head reads and promises: title, network, school year and numbering
of the plan (orders and minutes name measures by their numbers); the sections in their order; of each measure every
cell in `MEASURE_CELLS`. Order counts as order: the numbers by which a base keeps it do not.

Not to the content belong: the day a measure was done and its outcome, notes, attached files (they come after the
signature); the stamps (whoever approves signs after the schools); the names of schools and people (a spelling mended in
a register changes no promise, and nothing that is kept for good may hold the name of a person: a record is named by its
identifier, which survives exchange).
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = "str | int | tuple[str, ...] | None"
"""Text, a number, identifiers, `True`; days as ISO text."""

REQUISITES = ("title", "network", "school_year", "numbering")
MEASURE_CELLS = (
    "title", "task", "everyone", "participants", "mode", "place", "term", "starts_on", "ends_on", "repeats",
    "responsible", "people", "expected",
)  # fmt: skip
_FORMAT = 1
"""Of the canonical form; another one would give the same plan another code."""
_ALPHABET = "2345679ACDEFHJKMNPQRTVWXYZ"
"""Digits and letters that are not taken for one another on paper: no 0 O, 1 I L, 8 B, 5 S, 6 G, U V pairs."""
_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its identifier and its cells by the keys in `MEASURE_CELLS`."""

    id: str
    cells: Mapping[str, Cell]

    def touches(self, school: str) -> bool:
        """Whether a school takes part."""
        who = self.cells["participants"]
        return bool(self.cells["everyone"]) or (isinstance(who, tuple) and school in who)


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its measures in their order."""

    id: str
    title: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A plan: its requisites by the keys in `REQUISITES`, and its sections in their order."""

    requisites: Mapping[str, Cell]
    sections: tuple[Section, ...]

    def measures(self) -> Iterator[tuple[str, Section, Measure]]:
        """Give the measures with the number each has in print and its section."""
        by_section = self.requisites["numbering"] != "restart"
        for at, section in enumerate(self.sections, 1):
            for place, measure in enumerate(section.measures, 1):
                yield (f"{at}.{place}" if by_section else f"{place} раздела {at}"), section, measure

    def participants(self) -> frozenset[str]:
        """Return the schools that are named in any measure."""
        found = (measure.cells["participants"] for _, _, measure in self.measures())
        return frozenset(school for who in found if isinstance(who, tuple) for school in who)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to agree to."""
        return not any(section.measures for section in self.sections)


def canonical(content: Content) -> bytes:
    """Return the one form of a content: JSON with sorted keys, text in NFC with single spaces, identifiers sorted."""
    plain = {
        "format": _FORMAT,
        "plan": {key: _plain(content.requisites[key]) for key in REQUISITES},
        "sections": [
            {
                "id": section.id,
                "title": _plain(section.title),
                "measures": [
                    {"id": measure.id, **{key: _plain(measure.cells[key]) for key in MEASURE_CELLS}}
                    for measure in section.measures
                ],
            }
            for section in content.sections
        ],
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_content(kept: bytes) -> Content:
    """Return the content of what `canonical` wrote. Raises `ValueError` for anything else."""
    plain = json.loads(kept)
    if plain.get("format") != _FORMAT:
        raise ValueError(f"content of a plan in format {plain.get('format')}")
    sections = [
        Section(
            one["id"],
            one["title"],
            tuple(
                Measure(measure["id"], {key: _cell(measure[key]) for key in MEASURE_CELLS})
                for measure in one["measures"]
            ),
        )
        for one in plain["sections"]
    ]
    return Content({key: _cell(plain["plan"][key]) for key in REQUISITES}, tuple(sections))


def tidy(content: Content) -> Content:
    """Return a content as its canonical form holds it, so that two can be compared."""
    return read_content(canonical(content))


def digest_of(kept: bytes) -> str:
    """Return the SHA-256 of a canonical form, in hexadecimal."""
    return hashlib.sha256(kept).hexdigest()


def code_of(digest: str) -> str:
    """Return the short code of a digest, «7K2M-9QXD»: 37 bits of it in letters that cannot be misread."""
    number = int(digest, 16)
    letters = ""
    for _ in range(_LETTERS):
        number, at = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[at]
    return f"{letters[: _LETTERS // 2]}-{letters[_LETTERS // 2 :]}"


def _plain(cell: Cell) -> object:
    match cell:
        case str():
            return " ".join(unicodedata.normalize("NFC", cell).split()) or None
        case tuple():
            return sorted(set(cell)) or None
        case False:
            return None
        case _:
            return cell


def _cell(plain: object) -> Cell:
    return tuple(plain) if isinstance(plain, list) else plain  # type: ignore[return-value]
