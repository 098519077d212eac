"""How the columns of a register are said in SQL: what is selected, sorted by and tested."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa

from setvzaim.model import BETWEEN, TABLES, Attachment, Base, between_name
from setvzaim.queries.query import Context, Filter
from setvzaim.registers import (
    Aggregate,
    Choice,
    Column,
    Files,
    Gathered,
    Link,
    Links,
    Presence,
    Register,
    Share,
    Validity,
    register,
)
from setvzaim.text.fold import fold

Sql: TypeAlias = "sa.ColumnElement[Any]"
_CODES = ","
_ATTACHMENTS = Base.metadata.tables[Attachment.__tablename__]


def label_of(of: Register, table: sa.FromClause, *, folded: bool = False) -> Sql:
    """Return what the rows of a register's table, or of an alias of it, are called; `folded` to sort and compare."""
    names = [table.c[(column.folded if folded else None) or column.key] for column in of.naming]
    return names[0] if len(names) == 1 else sa.func.coalesce(*names)


class Source:
    """A register's table with whatever must be joined to it, grown as columns are asked for."""

    def __init__(self, of: Register, context: Context) -> None:
        self.register = of
        self.context = context
        self.table = TABLES[of.key]
        self.today = context.day or date.today()  # noqa: DTZ011 - the office's own calendar
        self.tables: sa.FromClause = self.table
        self._joined: dict[str, sa.FromClause] = {}

    def path(self, path: str) -> Sql:
        """Return the column at the end of a path of links: «plan.school_year», «section.position», «id»."""
        links, _, last = path.rpartition(".")
        return self._walk(links)[1].c[last]

    def label(self, links: str, *, folded: bool = False) -> Sql:
        """Return what the record at the end of a path of links is called; for an empty path, the row itself."""
        return label_of(*self._walk(links), folded=folded)

    def _walk(self, links: str) -> tuple[Register, sa.FromClause]:
        """Return the register at the end of a path of links, with its table, joined."""
        here, walked = self.register, ""
        table: sa.FromClause = self.table
        for step in filter(None, links.split(".")):
            here, walked = _target(here[step]), f"{walked}.{step}"
            table = self._join(walked, table.c[step], here)
        return here, table

    def _join(self, walked: str, link: Sql, target: Register) -> sa.FromClause:
        if walked not in self._joined:
            alias = TABLES[target.key].alias(walked.strip(".").replace(".", "_") + "_")
            self.tables = self.tables.outerjoin(alias, alias.c.id == link)
            self._joined[walked] = alias
        return self._joined[walked]

    def selected(self, column: Column) -> list[Sql]:
        """Return what is selected for a column; `decode` in `rows` turns it into the value."""
        match column.kind:
            case Link():
                return [self.table.c[column.key], self.label(column.key)]
            case Links():
                return []
            case Share() as kind:
                return [self.table.c[kind.part], self.table.c[kind.whole]]
            case Aggregate() as kind:
                return [self._aggregate(kind)]
            case Gathered() as kind:
                child = TABLES[kind.register]
                codes = sa.func.aggregate_strings(child.c[kind.column], _CODES)
                return [sa.select(codes).where(*self._child_rows(kind)).scalar_subquery()]
            case Presence() as kind:
                return [self._present(kind)]
            case Files():
                return [self._files()]
            case Validity() as kind:
                return [self._validity(kind), self.table.c[kind.ends]]
            case _:
                return [self.table.c[column.key]]

    def sorted_by(self, column: Column) -> Sql:
        """Return the key a column is sorted by; text by Russian rules, choices by the order of their options."""
        match column.kind:
            case Link():
                return self.label(column.key, folded=True)
            case Links() as kind:
                between, target = BETWEEN[between_name(self.register, column)], register(kind.register)
                labels = TABLES[target.key]
                first = sa.func.min(label_of(target, labels, folded=True))
                where = (between.c.owner == self.table.c.id, labels.c.id == between.c.target)
                return sa.select(first).where(*where).scalar_subquery()
            case Share() as kind:
                part, whole = self.table.c[kind.part], self.table.c[kind.whole]
                return part * 100.0 / sa.func.nullif(whole, 0)
            case Choice() as kind:
                return _place(kind, self.table.c[column.key])
            case Validity() as kind:
                return _place(kind.choice, self._validity(kind))
            case Gathered() as kind:
                first = sa.func.min(_place(kind.choice, TABLES[kind.register].c[kind.column]))
                return sa.select(first).where(*self._child_rows(kind)).scalar_subquery()
            case _ if column.folded:
                return self.table.c[column.folded]
            case _:
                return self.selected(column)[0]

    def ordered(self, key: str) -> Sql:
        """Return one term of ORDER BY for a key or path with an optional leading minus; missing values last."""
        path = key.removeprefix("-")
        by = self.sorted_by(self.register[path]) if path in self.register else self.path(path)
        return (by.desc() if key.startswith("-") else by.asc()).nulls_last()

    def passes(self, test: Filter) -> Sql:
        """Return the condition a filter stands for."""
        column = self.register[test.column]
        match test.test:
            case "contains":
                return self._like(column, fold(str(test.value)), within=True)
            case "equals":
                return self._like(column, fold(str(test.value)))
            case "above":
                return self.sorted_by(column) > test.value
            case "below":
                return self.sorted_by(column) < test.value
            case "any_of":
                values = test.value if isinstance(test.value, tuple) else (test.value,)
                return self._any_of(column, values)
            case "between":
                least, most = test.value if isinstance(test.value, tuple) else (test.value, test.value)
                by = self.sorted_by(column)
                ends = [by >= least] if least is not None else []
                return sa.and_(sa.true(), *ends, *([by <= most] if most is not None else []))
            case "is":
                value = self.selected(column)[0] if not isinstance(column.kind, Files) else self._files() > 0
                return value.is_(True) if test.value else sa.or_(value.is_(False), value.is_(None))
            case "empty":
                return sa.not_(self._filled(column))
            case "filled":
                return self._filled(column)

    def matches(self, word: str) -> Sql:
        """Return the condition that a folded word occurs in some text of the row, or of what it links to."""
        texts = [column.folded for column in self.register.stored if column.folded]
        links = [column for column in self.register.columns if isinstance(column.kind, Link | Links)]
        return sa.or_(
            sa.false(),
            *(self.table.c[key].like(_like(word), escape="\\") for key in texts),
            *(self._like(column, word, within=True) for column in links),
        )

    def called(self, word: str) -> Sql:
        """Return the condition that a folded word occurs in what a row is called."""
        if self.register.label_else:
            return self.label("", folded=True).like(_like(word), escape="\\")
        return self._like(self.register[self.register.label], word, within=True)

    def narrowed(self) -> list[Sql]:
        """Return the conditions that the chosen network and school year put on the rows."""
        conditions: list[Sql] = []
        network, year = self.context.network, self.context.school_year
        if network is not None and self.register.network:
            conditions.append(self.path(self.register.network) == network)
        elif network is not None and self.register.school:
            members = TABLES["memberships"]
            inside = sa.select(members.c.school).where(members.c.network == network)
            school = self.path(self.register.school)
            conditions.append(sa.or_(school.in_(inside), school.is_(None)))
        if year is not None and self.register.year:
            conditions.append(self.path(self.register.year) == year)
        return conditions

    def _like(self, column: Column, text: str, *, within: bool = False) -> Sql:
        """Return the condition that a column, or what it links to, is called by a folded text, or has it within."""
        pattern = _like(text) if within else _escaped(text)
        if isinstance(column.kind, Choice | Gathered | Validity):
            choice = column.kind if isinstance(column.kind, Choice) else column.kind.choice
            words = {option.code: fold(option.label) for option in choice.options}
            codes = tuple(code for code, word in words.items() if (text in word if within else text == word))
            return self._any_of(column, codes)
        if isinstance(column.kind, Links):
            between, target = BETWEEN[between_name(self.register, column)], _target(column)
            labels = TABLES[target.key]
            name = label_of(target, labels, folded=True)
            inner = sa.select(between.c.owner).join(labels, labels.c.id == between.c.target)
            return self.table.c.id.in_(inner.where(name.like(pattern, escape="\\")))
        if isinstance(column.kind, Link):
            target = _target(column)
            labels = TABLES[target.key]
            name = label_of(target, labels, folded=True)
            return self.table.c[column.key].in_(sa.select(labels.c.id).where(name.like(pattern, escape="\\")))
        if column.folded:
            return self.table.c[column.folded].like(pattern, escape="\\")
        return sa.cast(self.selected(column)[0], sa.Text).like(pattern, escape="\\")

    def _any_of(self, column: Column, values: tuple[object, ...]) -> Sql:
        match column.kind:
            case Links():
                between = BETWEEN[between_name(self.register, column)]
                return self.table.c.id.in_(sa.select(between.c.owner).where(between.c.target.in_(values)))
            case Gathered() as kind:
                child = TABLES[kind.register]
                conditions = (*self._years(kind.year, child), child.c[kind.column].in_(values))
                return self.table.c.id.in_(sa.select(child.c[kind.link]).where(*conditions))
            case _:
                return self.selected(column)[0].in_(values)

    def _filled(self, column: Column) -> Sql:
        if isinstance(column.kind, Links):
            between = BETWEEN[between_name(self.register, column)]
            return self.table.c.id.in_(sa.select(between.c.owner))
        if isinstance(column.kind, Presence):
            return self._present(column.kind)
        if isinstance(column.kind, Files):
            return self._files() > 0
        if isinstance(column.kind, Validity):
            return sa.true()
        return sa.and_(*(part.is_not(None) for part in self.selected(column)))

    def _aggregate(self, kind: Aggregate) -> Sql:
        child = TABLES[kind.register].alias()
        value = sa.func.count() if kind.function == "count" else getattr(sa.func, kind.function)(child.c[kind.column])
        conditions = [child.c[kind.link] == self.table.c.id, *(child.c[key] == wanted for key, wanted in kind.where)]
        return sa.select(value).select_from(child).where(*conditions).scalar_subquery()

    def _files(self) -> Sql:
        here = (_ATTACHMENTS.c.register == self.register.key) & (_ATTACHMENTS.c.record == self.table.c.id)
        return sa.select(sa.func.count()).select_from(_ATTACHMENTS).where(here).scalar_subquery()

    def _validity(self, kind: Validity) -> Sql:
        """Return the code of what a row is today."""
        later, table = self.table.alias(), self.table
        since = sa.func.coalesce(later.c[kind.starts], later.c[kind.issued])
        in_place = (later.c[kind.replaces] == table.c.id) & (later.c.id != table.c.id)
        unsigned = table.c[kind.number].is_(None) & table.c[kind.issued].is_(None)
        return sa.case(
            (sa.exists().where(in_place, sa.or_(since.is_(None), since <= self.today)), "replaced"),
            (table.c[kind.kind].in_(kind.signed) & unsigned, "draft"),
            (table.c[kind.starts] > self.today, "ahead"),
            (table.c[kind.ends] < self.today, "expired"),
            (table.c[kind.ends] <= self.today + timedelta(days=kind.soon), "expiring"),
            else_="in_force",
        )

    def _child_rows(self, kind: Gathered | Presence) -> list[Sql]:
        child = TABLES[kind.register]
        return [child.c[kind.link] == self.table.c.id, *self._years(kind.year, child)]

    def _years(self, key: str, child: sa.Table) -> list[Sql]:
        """Return the condition on the school year; without a chosen year, the newest one there is."""
        if self.context.school_year is not None:
            return [child.c[key] == self.context.school_year]
        newest = child.alias()
        return [child.c[key] == sa.select(sa.func.max(newest.c[key])).scalar_subquery()]

    def _present(self, kind: Presence) -> Sql:
        child = TABLES[kind.register]
        where = (child.c[key] == wanted for key, wanted in kind.where)
        return sa.exists().where(*self._child_rows(kind), *where)


def _place(choice: Choice, code: Sql) -> Sql:
    """Return the place of a code among the options of its choice."""
    return sa.case({option.code: place for place, option in enumerate(choice.options)}, value=code)


def _target(column: Column) -> Register:
    if not isinstance(column.kind, Link | Links):
        raise TypeError(f"{column.key} is not a link")
    return register(column.kind.register)


def _like(word: str) -> str:
    return f"%{_escaped(word)}%"


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
