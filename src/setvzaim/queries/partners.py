"""Needs and offers of the base as the question who helps whom (regulation 4.2, 4.3, 5.2).

What is read how, and why:

- A need meets an offer of the same *subject*: staff and methods by school subject, equipment by its kind. Somebody who
  teaches several subjects gives his hours once, to any of them. Where both the need and the name of the equipment name
  a school subject («лаборатория по химии») it has to be the same.
- Who comes to teach travels by himself, unless the setting says that the bus of his school makes the trip.
- Amounts are whole: a need is rounded up, an offer down. A method can be copied, so it is offered to everybody.
- What nobody has said does not forbid: a teacher who has not said whether he travels may be asked. It is noted.
- The rules of the office choose the mode of a line, unless the setting leaves it to the least travel.
- Weight of a whole need is importance × status of the school; of one unit, that by the amount.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import sqlalchemy as sa

from setvzaim.analysis.partners.model import (
    ANY_DAY,
    ANY_MODE,
    Agreed,
    Keep,
    Mode,
    Need,
    Offer,
    PartnersProblem,
    Rules,
    School,
)
from setvzaim.model import BETWEEN, TABLES
from setvzaim.queries.equipped import buses, described, internet
from setvzaim.queries.modes import mode_rules
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import stream
from setvzaim.queries.settings import Settings
from setvzaim.queries.subject_names import SubjectNames
from setvzaim.queries.travel import Ways
from setvzaim.registers import LinkTo, register
from setvzaim.registers.equipment import CATEGORY
from setvzaim.registers.settings import (
    BY_RULES,
    CHANGE,
    EVENNESS,
    IMPORTANCE,
    INTERNET,
    LATER,
    LATER_WEIGHT,
    LIMIT,
    OWN_WAY,
    PARTNERS,
    SOON,
    SOON_WEIGHT,
    STATUS_WEIGHT,
    TRIPS,
)
from setvzaim.text.weekdays import weekdays

FIXED = frozenset({"laboratory", "robotics", "premises", "sport", "display", "library"})
"""Kinds of equipment to which pupils are brought, unless it may be carried away."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A need or an offer in words: which record, of which register, and what it is called."""

    register: str
    record: str
    label: str
    school: LinkTo


@dataclass(frozen=True, slots=True, eq=False)
class PartnersQuestion:
    """The problem, with the words for its keys, and what was not known while it was put together."""

    problem: PartnersProblem
    things: dict[str, Thing]
    schools: dict[str, LinkTo]
    subjects: dict[str, str]
    """The names of the subjects that pairs are vetoed for."""
    notes: tuple[str, ...]

    def name_of(self, key: str) -> str:
        """Return what a school, a need, an offer or a vetoed subject is called, by its key in the problem."""
        if key in self.schools:
            return self.schools[key].label
        return self.things[key].label if key in self.things else self.subjects[key]


def partners_question(connection: sa.Connection, context: Context, day: date) -> PartnersQuestion:
    """Return the question who helps whom in the network of the context on a day."""
    read = _Reading(connection, context, day)
    needs, offers = read.needs(), read.offers()
    agreed = read.agreed({one.key: one for one in needs}, {one.key: one for one in offers})
    ways = Ways(connection)
    schools = read.schools()
    minutes = [[_minutes(ways, one.key, other.key) for other in schools] for one in schools]
    kept = read.kept
    rules = Rules(
        travel_limit=float(kept[LIMIT]),
        partners=kept[PARTNERS],
        urgency=(kept[SOON_WEIGHT], kept[LATER_WEIGHT], 1.0),
        change=kept[CHANGE],
        evenness=kept[EVENNESS],
        own_way=kept[OWN_WAY],
    )
    said = read.pairs()
    problem = PartnersProblem(
        schools=schools,
        needs=needs,
        offers=offers,
        minutes=minutes,
        rules=rules,
        vetoes=frozenset(said.vetoes),
        agreed=agreed,
        earlier=frozenset(said.earlier) or None,
        subject_vetoes=frozenset(said.subject_vetoes),
        keeps=said.keeps,
        mode_rules=mode_rules(connection) if kept[BY_RULES] else (),
    )
    return PartnersQuestion(problem, read.things, read.links, read.subjects, tuple(read.notes()))


def _minutes(ways: Ways, start: str, end: str) -> float:
    if start == end:
        return 0.0
    found = ways.between(start, end)
    return math.inf if found is None or found.minutes is None else found.minutes


@dataclass
class Said:
    """What was said of pairs (giver, taker): must not be, must not be for a subject, shall be, and were before."""

    vetoes: set[tuple[str, str]] = field(default_factory=set)
    subject_vetoes: set[tuple[str, str, str]] = field(default_factory=set)
    keeps: list[Keep] = field(default_factory=list)
    earlier: set[tuple[str, str]] = field(default_factory=set)

    def add(self, rule: str, pair: tuple[str, str], subjects: frozenset[str] | None) -> None:
        """Add a rule, for all or for these subjects."""
        if rule == "keep":
            self.keeps.append(Keep(*pair, subjects))
            self.earlier.add(pair)
        elif subjects is None:
            self.vetoes.add(pair)
        else:
            self.subject_vetoes |= {(*pair, subject) for subject in subjects}


@dataclass
class _Reading:
    """Reads one base; keys of needs and offers are the identifiers of their records, with the subject where needed."""

    connection: sa.Connection
    context: Context
    day: date
    things: dict[str, Thing] = field(default_factory=dict)
    links: dict[str, LinkTo] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    _statuses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _unsaid: dict[str, int] = field(default_factory=dict)
    kept: Settings = field(init=False)
    _named: SubjectNames = field(init=False)

    def __post_init__(self) -> None:
        self.kept = Settings(self.connection)
        self._named = SubjectNames(self.connection)
        of = register("schools")
        for row in stream(self.connection, Query("schools", context=self.context), (of["name"], of["status"])):
            self.links[row.id] = LinkTo(row.id, str(row["name"]))
            codes = row["status"]
            self._statuses[row.id] = tuple(map(str, codes)) if isinstance(codes, tuple) else ()

    def schools(self) -> list[School]:
        """Return the schools of the network with their internet and transport."""
        least, trips = self.kept[INTERNET], self.kept[TRIPS]
        speeds, seats, told = internet(self.connection), buses(self.connection), described(self.connection)
        unknown = sum(school not in speeds for school in self.links)
        if unknown:
            self._unsaid["школ без сведений об интернете (считаем, что дистанционно нельзя)"] = unknown
        return [
            School(
                key=school,
                internet=speeds.get(school, 0.0) >= least,
                trips=trips * len(seats.get(school, ())),
                seats=max(seats.get(school, (0,))),
                speed=speeds.get(school),
                transport=True if school in seats else False if school in told else None,
            )
            for school in self.links
        ]

    def needs(self) -> list[Need]:
        """Return the needs that are still open and say how much is needed, with what the register says of them."""
        table = TABLES["needs"]
        found: list[Need] = []
        for row in self.connection.execute(sa.select(table).order_by(table.c.id)).mappings():
            if row["school"] not in self.links or row["covered_on"] is not None:
                continue
            amount = math.ceil(row["amount"]) if row["amount"] else 0
            if not amount:
                self._count("потребностей без количества (не участвуют)")
                continue
            key = row["id"]
            self.things[key] = Thing("needs", row["id"], row["title"], self.links[row["school"]])
            fixed = row["resource"] == "material" and row["category"] in FIXED
            found.append(
                Need(
                    key=key,
                    school=row["school"],
                    subject=self._subject(row) or f"need {key}",
                    amount=amount,
                    weight=self._weight(row["school"], row["weight"]) / amount,
                    rank=self._rank(row["due_on"]),
                    modes=frozenset({Mode(row["mode"])}) if row["mode"] else ANY_MODE,
                    visits=0 if row["resource"] == "methodical" else 1,  # a material is handed over once
                    riders=(row["pupils"] or 0) if fixed else 0,
                    pupils=row["pupils"],
                )
            )
        return found

    def _subject(self, row: sa.RowMapping) -> str | None:
        """Return by what a need is met: staff and methods by subject, equipment by kind and, if named, by subject."""
        if row["resource"] != "material":
            return f"{row['resource']} {row['subject']}" if row["subject"] else None
        if not row["category"]:
            return None
        named = (row["subject"],) if row["subject"] else self._named.subjects(row["title"])
        return _of_kind(row["category"], named[0] if len(named) == 1 else None)

    def offers(self) -> list[Offer]:
        """Return what the schools can give."""
        return [*self._staff(), *self._methods(), *self._equipment()]

    def agreed(self, needs: dict[str, Need], offers: dict[str, Offer]) -> list[Agreed]:
        """Return the exchanges in force whose need and giver both take part, each with an offer of the giver."""
        found: list[Agreed] = []
        for row in self._uses():
            need = needs.get(row["need"])
            if need is None:
                continue
            named = {row["staff"], row["method"], row["equipment"]} - {None}
            fitting = [one for one in offers.values() if one.school == row["giver"] and need.subject in one.subjects]
            fitting.sort(key=lambda one: self.things[one.key].record not in named)
            amount = min(need.amount, math.floor(row["amount"]) if row["amount"] else need.amount)
            if fitting and amount > 0:
                mode = Mode(row["mode"]) if row["mode"] else Mode.ON_SITE
                found.append(Agreed(fitting[0].key, need.key, amount, mode))
        return found

    def pairs(self) -> Said:
        """Return what was said of pairs; the exchanges in force are pairs of before."""
        table = TABLES["pair_rules"]
        said = Said()
        for row in self.connection.execute(sa.select(table).order_by(table.c.id)).mappings():
            pair = row["giver"], row["receiver"]
            if self.links.keys() >= set(pair):
                said.add(row["rule"], pair, None if row["subject"] is None else self._of_subject(row["subject"]))
        needs = TABLES["needs"]
        takers = dict(self.connection.execute(sa.select(needs.c.id, needs.c.school)).all())
        for row in self._uses():
            taker = takers.get(row["need"])
            if taker in self.links and taker != row["giver"]:
                said.earlier.add((row["giver"], taker))
        return said

    def _of_subject(self, subject: str) -> frozenset[str]:
        """Return all that a need of a school subject may be called here."""
        kinds = (option.code for option in CATEGORY.options)
        found = {f"staff {subject}", f"methodical {subject}", *(_of_kind(kind, subject) for kind in kinds)}
        self.subjects |= dict.fromkeys(found, self._named.names[subject])
        return frozenset(found)

    def notes(self) -> Iterator[str]:
        """Give what was not known, in words with numbers."""
        return (f"{words}: {number}" for words, number in self._unsaid.items())

    def _staff(self) -> Iterator[Offer]:
        table, taught = TABLES["staff"], BETWEEN["staff_subjects"]
        subjects: dict[str, list[str]] = {}
        for owner, target in self.connection.execute(
            sa.select(taught.c.owner, taught.c.target).order_by(taught.c.owner, taught.c.position)
        ):
            subjects.setdefault(owner, []).append(target)
        for row in self.connection.execute(sa.select(table).order_by(table.c.id)).mappings():
            hours = math.floor(row["free_hours"] or 0)
            if row["school"] not in self.links or hours < 1 or row["id"] not in subjects:
                continue
            if row["travels"] is None or row["teaches_remotely"] is None:
                self._count("педагогов, про которых не сказано, ездят ли они и ведут ли дистанционно (спросите их)")
            modes = {Mode.PLATFORM}
            modes |= {Mode.ON_SITE} if row["travels"] is not False else set()
            modes |= {Mode.REMOTE} if row["teaches_remotely"] is not False else set()
            key = row["id"]
            self.things[key] = Thing("staff", key, row["name"] or row["code"] or "педагог", self.links[row["school"]])
            first, *others = (f"staff {subject}" for subject in subjects[key])
            yield Offer(key, row["school"], first, hours, frozenset(modes), others=tuple(others))

    def _methods(self) -> Iterator[Offer]:
        table = TABLES["methods"]
        for row in self.connection.execute(sa.select(table).order_by(table.c.id)).mappings():
            if row["school"] in self.links and row["shared"] and row["subject"] is not None:
                self.things[row["id"]] = Thing("methods", row["id"], row["title"], self.links[row["school"]])
                yield Offer(row["id"], row["school"], f"methodical {row['subject']}", len(self.links))

    def _equipment(self) -> Iterator[Offer]:
        table = TABLES["equipment"]
        for row in self.connection.execute(sa.select(table).order_by(table.c.id)).mappings():
            free = row["shareable"] or 0
            if row["school"] not in self.links or free < 1 or row["category"] is None:
                continue
            self.things[row["id"]] = Thing("equipment", row["id"], row["name"], self.links[row["school"]])
            days = weekdays(row["days"] or "") or ANY_DAY
            named = self._named.subjects(row["name"]) or tuple(self._named.names)
            yield Offer(
                key=row["id"],
                school=row["school"],
                subject=_of_kind(row["category"], None),
                amount=free,
                modes=frozenset({Mode.ON_SITE}),
                days=days,
                others=tuple(_of_kind(row["category"], subject) for subject in named),
                immovable=None if row["movable"] is None else not row["movable"],
            )

    def _uses(self) -> Iterator[sa.RowMapping]:
        """Give the exchanges in force on the day."""
        table = TABLES["resource_uses"]
        for row in self.connection.execute(sa.select(table).order_by(table.c.id)).mappings():
            over = row["until"] is not None and row["until"] < self.day
            if row["giver"] in self.links and row["state"] in ("agreed", "underway", None) and not over:
                yield row

    def _weight(self, school: str, importance: str | None) -> float:
        weights = (self.kept[STATUS_WEIGHT[code]] for code in self._statuses[school] if code in STATUS_WEIGHT)
        return self.kept[IMPORTANCE.get(importance or "", IMPORTANCE["medium"])] * max(weights, default=1.0)

    def _rank(self, due: date | None) -> int:
        """Return the place of a deadline in the urgency of the rules."""
        left = None if due is None else (due - self.day).days
        if left is not None and left <= self.kept[SOON]:
            return 0
        return 1 if left is not None and left <= self.kept[LATER] else 2

    def _count(self, words: str) -> None:
        self._unsaid[words] = self._unsaid.get(words, 0) + 1


@cache
def _of_kind(category: str, subject: str | None) -> str:
    """Return what equipment of a kind is called, for a school subject or without one."""
    return f"material {category} {subject}" if subject else f"material {category}"
