"""What does not agree between the legal documents of an office (regulation 3.2; domain notes 0).

The regulation itself has an order of 01.03.2021 with a stamp of 21.03.2021, and two initials of one rector. So nothing
is refused: it is told, and a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from setvzaim.text.fold import match_key
from setvzaim.text.format import format_date
from setvzaim.text.person_names import Called, differ, taken_apart, unlike_initials


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A legal document, as far as others must agree with it; what is not known is empty."""

    id: str
    title: str
    kind: str = ""
    """The word for it: «приказ»."""
    number: str = ""
    issued_on: date | None = None
    issued_by: str = ""
    signed_by: str = ""
    approved_by: str = ""
    valid_until: date | None = None
    replaces: str | None = None
    """Identifier of the document whose place it takes."""
    leaning: tuple[tuple[str, int], ...] = ()
    """How many rows of which registers, by title, are in force today and have it as their ground."""


@dataclass(frozen=True, slots=True)
class Head:
    """Who heads an organisation, by its register: «Школы», «МБОУ «Озёрная СОШ»», «Иванова А. Б.»."""

    where: str
    organisation: str
    name: str
    also: tuple[str, ...] = field(default=())
    """Other names of the organisation."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be wrong with a document."""

    paper: str
    """Identifier of the document."""
    text: str
    """A sentence without a full stop."""


def doubts(papers: Sequence[Paper], heads: Iterable[Head], day: date) -> tuple[Doubt, ...]:
    """Return what does not agree between documents, by document in their order; `day` is today."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for paper, text in (
        *_replacing(papers),
        *_ended(papers, day),
        *_numbers(papers),
        *_signatures(papers),
        *_heads(papers, heads),
    ):
        if text not in found[paper]:
            found[paper].append(text)
    return tuple(Doubt(paper.id, text) for paper in papers for text in found[paper.id])


def _replacing(papers: Sequence[Paper]) -> Iterator[tuple[str, str]]:
    by_id = {paper.id: paper for paper in papers}
    for paper in papers:
        other = by_id.get(paper.replaces or "")
        if other is None:
            continue
        if other.id == paper.id:
            yield paper.id, "Документ издан взамен самого себя"
        elif _in_circle(paper, by_id):
            yield paper.id, f"Документы заменяют друг друга по кругу: этот и «{other.title}»"
        elif paper.issued_on and other.issued_on and other.issued_on > paper.issued_on:
            yield paper.id, f"Издан взамен более позднего документа «{other.title}» от {format_date(other.issued_on)}"


def _in_circle(paper: Paper, by_id: dict[str, Paper]) -> bool:
    seen: set[str] = set()
    here: Paper | None = paper
    while here is not None and here.replaces and here.id not in seen:
        seen.add(here.id)
        here = by_id.get(here.replaces)
    return here is not None and here.id == paper.id and len(seen) > 1


def _ended(papers: Sequence[Paper], day: date) -> Iterator[tuple[str, str]]:
    for paper in papers:
        if paper.leaning and paper.valid_until is not None and paper.valid_until < day:
            leaning = ", ".join(f"«{title}» — {count}" for title, count in paper.leaning)
            yield paper.id, f"Срок истёк {format_date(paper.valid_until)}, а на документ ещё опираются: {leaning}"


def _numbers(papers: Sequence[Paper]) -> Iterator[tuple[str, str]]:
    """Give documents of one kind, issuer and year that have one number."""
    alike: defaultdict[tuple[str, str, str, int], list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.number and paper.issued_on:
            key = paper.kind, match_key(paper.number), match_key(paper.issued_by), paper.issued_on.year
            alike[key].append(paper)
    for several in alike.values():
        for paper in several:
            others = [other.title for other in several if other is not paper]
            if others:
                yield paper.id, f"Такой же номер {paper.number} в этом году у документа «{others[0]}»"


def _signatures(papers: Sequence[Paper]) -> Iterator[tuple[str, str]]:
    """Give names of one surname whose initials differ in documents of one issuer."""
    signed: defaultdict[tuple[str, str], dict[str, tuple[str, Paper]]] = defaultdict(dict)
    for paper, name, called in _called(papers):
        signed[match_key(paper.issued_by), called.surname].setdefault(called.initials, (name, paper))
    for paper, name, called in _called(papers):
        for initials, (theirs, other) in signed[match_key(paper.issued_by), called.surname].items():
            if other is not paper and differ(called.initials, initials):
                yield paper.id, f"Инициалы разные: здесь «{name}», а в документе «{other.title}» — «{theirs}»"
                break


def _called(papers: Sequence[Paper]) -> Iterator[tuple[Paper, str, Called]]:
    for paper in papers:
        for name in _names(paper) if paper.issued_by else ():
            if (called := taken_apart(name)) is not None:
                yield paper, name, called


def _names(paper: Paper) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (paper.signed_by, paper.approved_by) if name))


def _heads(papers: Sequence[Paper], heads: Iterable[Head]) -> Iterator[tuple[str, str]]:
    """Give names that differ in their initials from that of the head of the organisation that issued the document."""
    known = {match_key(name): head for head in heads if head.name for name in (head.organisation, *head.also) if name}
    for paper in papers:
        head = known.get(match_key(paper.issued_by)) if paper.issued_by else None
        for name in _names(paper) if head is not None else ():
            if head is not None and unlike_initials(name, head.name):
                yield paper.id, f"Инициалы разные: здесь «{name}», а в реестре «{head.where}» — «{head.name}»"
