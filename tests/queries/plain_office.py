"""An office in plain Python, and how a query is answered there: what the base is compared with."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from setvzaim.operations.writing import insert_record
from setvzaim.queries import Context, Filter, Query
from setvzaim.registers import (
    Aggregate,
    Choice,
    Column,
    Gathered,
    Link,
    Links,
    LinkTo,
    Presence,
    Register,
    Share,
    Text,
    register,
)
from setvzaim.storage import Base, Changes
from setvzaim.text.fold import fold

NAMES = [
    "Ёлка",
    "ель",
    "Енот",
    "Ежи",
    "Жук_1",
    "100% школа",
    "COШ № 3",
    "СОШ № 3",
    "сош «Озёрная»",
    "Ә́дүчи",
    "а",
    "Я\\я",
]
YEARS = (2025, 2026)
YES_NO = (True, False)
Values = dict[str, Any]


@dataclass
class Office:
    """Rows by register and identifier; links are identifiers."""

    rows: dict[str, dict[str, Values]] = field(default_factory=dict)

    def add(self, changes: Changes, key: str, **values: object) -> str:
        """Add a row to the base and to the plain office."""
        id_ = insert_record(changes, register(key), values, Context())
        self.rows.setdefault(key, {})[id_] = {column.key: values.get(column.key) for column in register(key).columns}
        return id_

    def label(self, key: str, id_: str) -> str:
        """Return what a row is called."""
        return str(self.rows[key][id_][register(key).label])

    def narrowed(self, of: Register, context: Context) -> list[str]:
        """Return the rows within the chosen network and school year."""
        return [id_ for id_ in self.rows[of.key] if self._within(of, id_, context)]

    def _within(self, of: Register, id_: str, context: Context) -> bool:
        row = self.rows[of.key][id_]
        if context.school_year is not None and of.year and row[of.year] != context.school_year:
            return False
        if context.network is None or not of.school:
            return True
        if of.network:
            return bool(row[of.network] == context.network)
        school = id_ if of.school == "id" else row[of.school]
        members = (row for row in self.rows["memberships"].values() if row["network"] == context.network)
        return school is None or school in {row["school"] for row in members}

    def value(self, of: Register, id_: str, column: Column, context: Context) -> object:
        """Return what a table shows of a column."""
        row = self.rows[of.key][id_]
        raw = row[column.key]
        match column.kind:
            case Link(target):
                return None if raw is None else LinkTo(raw, self.label(target, raw))
            case Links(target):
                return tuple(LinkTo(one, self.label(target, one)) for one in raw) if raw else None
            case Share(part, whole):
                return None if row[part] is None or row[whole] is None else (row[part], row[whole])
            case Aggregate() as kind:
                return self._aggregate(kind, id_)
            case Gathered(child, link, gathered, choice):
                codes = {other[gathered] for other in self._year(child, context) if other[link] == id_}
                return tuple(option.code for option in choice.options if option.code in codes) or None
            case Presence(register=child, link=link, where=where):
                wanted = {link: id_, **dict(where)}
                rows = self._year(child, context)
                return any(all(other[k] == v for k, v in wanted.items()) for other in rows) or None
            case _:
                return raw

    def _aggregate(self, kind: Aggregate, id_: str) -> object:
        rows = [row for row in self.rows[kind.register].values() if row[kind.link] == id_]
        rows = [row for row in rows if all(row[key] == wanted for key, wanted in kind.where)]
        if kind.function == "count":
            return len(rows)
        numbers = [row[kind.column] for row in rows if row[kind.column] is not None]
        return (max(numbers) if kind.function == "max" else sum(numbers)) if numbers else None

    def _year(self, key: str, context: Context) -> list[Values]:
        """Return the rows of the chosen school year, else of the newest one."""
        rows = list(self.rows[key].values())
        year = context.school_year or max(row["school_year"] for row in rows)
        return [row for row in rows if row["school_year"] == year]

    def find(self, query: Query) -> list[str]:
        """Answer a query."""
        of = register(query.register)
        words = fold(query.search).split()
        found = [
            id_
            for id_ in self.narrowed(of, query.context)
            if all(any(word in text for text in self._texts(of, id_)) for word in words)
            and all(self._passes(of, id_, test, query.context) for test in query.filters)
        ]
        found.sort()
        for key in reversed(query.order):
            self._sort(found, of, key, query.context)
        return found

    def _sort(self, found: list[str], of: Register, key: str, context: Context) -> None:
        keys = {
            id_: self.sort_key(of[key.removeprefix("-")], self.value(of, id_, of[key.removeprefix("-")], context))
            for id_ in found
        }
        filled = [id_ for id_ in found if keys[id_] is not None]
        missing = [id_ for id_ in found if keys[id_] is None]
        filled.sort(key=lambda id_: keys[id_], reverse=key.startswith("-"))
        found[:] = [*filled, *missing]

    def sort_key(self, column: Column, value: Any) -> Any:  # noqa: ANN401 - a value of any kind
        """Return the key by which a value is sorted; `None` stands last in either direction."""
        match column.kind, value:
            case Presence(), _:
                return bool(value)
            case _, None:
                return None
            case Choice(options), _:
                return [option.code for option in options].index(str(value))
            case Gathered(choice=choice), (first, *_):
                return [option.code for option in choice.options].index(first)
            case Links(), tuple():
                return min(fold(str(link)) for link in value)
            case Share(), (part, whole):
                return part * 100.0 / whole if whole else None
            case ((Text() | Link()), _):
                return fold(str(value))
            case _:
                return value

    def _texts(self, of: Register, id_: str) -> list[str]:
        texts = []
        for column in of.columns:
            if isinstance(column.kind, Text | Link | Links):
                texts += _words(column, self.value(of, id_, column, Context()))
        return texts

    def _passes(self, of: Register, id_: str, test: Filter, context: Context) -> bool:
        column = of[test.column]
        value = self.value(of, id_, column, context)
        key = self.sort_key(column, value)
        wanted: Any = test.value
        match test.test:
            case "contains":
                return any(fold(wanted) in word for word in _words(column, value))
            case "equals":
                return fold(wanted) in _words(column, value)
            case "any_of":
                return bool(_codes(value) & set(wanted))
            case "between":
                least, most = wanted
                unbound = least is None and most is None
                return unbound or (
                    key is not None and (least is None or key >= least) and (most is None or key <= most)
                )
            case "above":
                return key is not None and key > wanted
            case "below":
                return key is not None and key < wanted
            case "is":
                return bool(value) is wanted
            case "empty":
                return value is None
            case "filled":
                return value is not None


def _words(column: Column, value: object) -> list[str]:
    """Return the folded texts by which a value is called."""
    if value is None:
        return []
    if isinstance(column.kind, Gathered):
        labels = {option.code: option.label for option in column.kind.choice.options}
        return [fold(labels[code]) for code in value] if isinstance(value, tuple) else []
    parts = value if isinstance(value, tuple) else (value,)
    return [fold(column.kind.write(part) if isinstance(column.kind, Choice) else str(part)) for part in parts]


def _codes(value: object) -> set[object]:
    parts = value if isinstance(value, tuple) else () if value is None else (value,)
    return {part.id if isinstance(part, LinkTo) else part for part in parts}


def fill(base: Base) -> Office:
    """Fill a base and a plain office with the same rows, gaps and odd names among them."""
    office = Office()
    with base.write() as connection:
        filling = _Filling(office, Changes(connection))
        schools = filling.schools()
        filling.networks(schools)
        filling.statuses(schools)
        filling.resources(schools)
        filling.rest(schools)
    return office


class _Filling:
    """Makes rows by dice that always fall alike."""

    def __init__(self, office: Office, changes: Changes) -> None:
        self.office = office
        self.changes = changes
        self.dice = random.Random(7)  # noqa: S311 - no secret

    def add(self, key: str, **values: object) -> str:
        return self.office.add(self.changes, key, **values)

    def one(self, *values: Any) -> Any:  # noqa: ANN401
        return self.dice.choice(values)

    def maybe(self, *values: Any) -> Any:  # noqa: ANN401
        return self.dice.choice([None, *values])

    def schools(self) -> list[str]:
        districts = [
            self.add("municipalities", name=name) for name in ("Ёлкинский район", "Ежовский", "Яшкульское РМО")
        ]
        return [
            self.add(
                "schools",
                name=self.one(*NAMES) + self.one("", " ж", " ё"),
                municipality=self.one(*districts),
                pupils=self.maybe(0, 5, 5, 120, 1500),
                rural=self.maybe(*YES_NO),
                address=self.maybe(*NAMES),
            )
            for _ in range(24)
        ]

    def networks(self, schools: Sequence[str]) -> None:
        for name in ("Сеть А", "Сеть Б"):
            network = self.add("networks", name=name)
            for school in self.dice.sample(schools, 9):
                self.add("memberships", network=network, school=school)

    def statuses(self, schools: Sequence[str]) -> None:
        categories = ("low_results", "adverse_conditions", "resilient", "stable")
        for school in schools:
            for year in YEARS:
                for category in self.dice.sample(categories, self.one(0, 1, 2)):
                    self.add("statuses", school=school, school_year=year, category=category)

    def resources(self, schools: Sequence[str]) -> None:
        subjects = [self.add("subjects", name=name) for name in ("Физика", "ёлочное дело", "Алгебра")]
        for _ in range(40):
            self.add("equipment", name=self.one(*NAMES), school=self.one(*schools), speed=self.maybe(1.0, 10.0, 100.0))
            self.add(
                "staff",
                name=self.one(*NAMES),
                school=self.one(*schools),
                subjects=tuple(self.dice.sample(subjects, self.one(0, 1, 2, 3))),
                category=self.maybe("highest", "first", "none"),
                category_until=self.maybe(date(2026, 9, 1), date(2027, 5, 31)),
                free_hours=self.maybe(0.0, 2.5, 18.0),
                travels=self.maybe(*YES_NO),
            )
            participants = self.one(0, 5, 20)
            self.add(
                "results",
                school=self.one(*schools),
                school_year=self.one(*YEARS),
                assessment=self.one("vpr", "ege"),
                subject=self.one(*subjects),
                grade=self.maybe(4, 9),
                participants=participants,
                below=self.maybe(0, participants // 2, participants),
                mean=self.maybe(3.5, 4.0),
            )

    def rest(self, schools: Sequence[str]) -> None:
        for _ in range(12):
            self.add("needs", title=self.one(*NAMES), school=self.one(*schools), resource="staff")
            school, year = self.maybe(*schools), self.one(*YEARS)
            self.add("recommendations", text=self.one(*NAMES), addressee="Директор", school=school, school_year=year)


def like_the_base(office: Office, of: Register, id_: str, context: Context) -> Mapping[str, object]:
    """Return all values of a row, as a table shows them."""
    return {column.key: office.value(of, id_, column, context) for column in of.columns}
