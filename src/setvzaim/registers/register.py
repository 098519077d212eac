"""What a register is: a list of columns, declared once.

From the declaration come the table in the base, the table on the screen, the card to enter and change a row, the
filters, the import from Excel, the export to Excel, the printed list and the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from setvzaim.registers.derived import Derived, Presence
from setvzaim.registers.kinds import Kind, Link, Links, Refused, Text, is_blank
from setvzaim.text.fold import match_key, name_key
from setvzaim.text.plural import Noun

Rule = Callable[[Mapping[str, object]], str | None]
"""Looks at the values of a whole row by column key; returns the reason for a refusal, or `None`."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the program says under the field of a column, from what stands in the row and where its links lead."""

    paths: tuple[str, ...]
    """Keys of the row, or paths of links: «term», «plan.school_year»."""
    say: Callable[..., str]
    """Takes the stored value of each path, `None` where there is none; an empty text says nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the same on the screen, in Excel, in print and in the base."""

    key: str
    """English, the same in the base and in `--json`."""
    label: str
    """Russian, the header of the table and the label of the field."""
    kind: Kind
    names: tuple[str, ...] = ()
    """Other headers it goes by in the workbooks of offices and schools."""
    unit: str = ""
    width: int = 14
    """Of the column in a table, in characters."""
    required: bool = False
    shown: bool = True
    """In the table before the user chose columns; the card always has it."""
    part: str = ""
    """The heading it stands under in the card."""
    hint: str = ""
    """What the field is for, in a sentence, where the label does not say it."""
    personal: bool = False
    """Whether it holds the name of a person, which a paper «without names» does not show."""
    kept: bool = False
    """Whether an operation of its own writes it: nobody types it, and no workbook brings it."""
    remark: Remark | None = None

    @property
    def stored(self) -> bool:
        """Whether the base has a column of this key; the others are worked out or stand in a table between."""
        return not isinstance(self.kind, Derived | Presence | Links)

    @property
    def own(self) -> bool:
        """Whether it holds a value of its own, not one worked out from other rows."""
        return not isinstance(self.kind, Derived)

    @property
    def editable(self) -> bool:
        """Whether somebody types it."""
        return self.own and not self.kept

    @property
    def folded(self) -> str | None:
        """The column of the base that holds the folded text for sorting and searching, if this is text."""
        return f"{self.key}_fold" if isinstance(self.kind, Text) else None

    @property
    def headers(self) -> frozenset[str]:
        """Every header this column answers to, as match keys."""
        return frozenset(match_key(name) for name in (self.label, self.key, *self.names))

    @property
    def heading(self) -> str:
        """The label with its unit: «Скорость, Мбит/с»."""
        return f"{self.label}, {self.unit}" if self.unit else self.label

    def read(self, raw: object) -> object:
        """Return the value to store for what was typed; `None` for an empty cell; raise `Refused`."""
        if is_blank(raw):
            if self.required:
                raise Refused(f"не заполнено: {self.label.lower()}")
            return None
        return self.kind.read(raw)


@dataclass(frozen=True)
class Register:
    """One register of the office."""

    key: str
    """The name on the command line, and of the table in the base."""
    title: str
    noun: Noun
    """«школа, школы, школ», for counts."""
    accusative: str
    """«школу», for «добавить …» and «удалить …»."""
    columns: tuple[Column, ...]
    label: str
    """Key of the column by which a row is called where it is linked."""
    label_else: str = ""
    """Key of the column by which a row is called that has no label (a person kept by a code)."""
    identity: tuple[tuple[str, ...], ...] = ()
    """Keys that make two rows the same on import: the first group of which all are filled is used.

    A key that ends in «?» may be empty and then equals another empty one.
    """
    spelling: Callable[[str], str] = name_key
    """The key by which two labels are the same name, however they are written."""
    order: tuple[str, ...] = ()
    """Keys by which rows are sorted until the user says otherwise; a leading minus turns the order round."""
    purpose: str = ""
    """What belongs here and why, with the clause of the regulation: shown while the register is empty."""
    school: str = ""
    """Path of links to the school of a row («plan.network» style), by which a network narrows the register."""
    network: str = ""
    """Path of links to the network of a row, where the register belongs to a network directly."""
    year: str = ""
    """Path to the school year of a row, by which the chosen school year narrows the register."""
    alias: str = ""
    """Key of the column that a row is called by on a paper «without names», where it is filled."""
    position: str = ""
    """Key of the column that keeps the order the user gives by dragging, within the rows of `position_in`."""
    position_in: str = ""
    wide: str = ""
    """Key of the column whose values stand over groups of columns in the workbooks of offices: a sheet with the
    subjects side by side, the same measures under each, is read as a row for each subject."""
    rules: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()
    """What is told of a row that is kept all the same: requisites that do not agree. They see links as `LinkTo`."""
    whole: tuple[str, ...] = ()
    """Registers whose rows are parts of a row of this one and are deleted with it."""
    kept: str = ""
    """How its rows come about, in a sentence, where the program keeps them: then nobody adds, repeats or deletes rows,
    and no workbook brings any. Columns that are not `kept` are still typed."""
    directory: bool = False
    """A short list of words other registers link to, without a tab of its own."""

    def __getitem__(self, key: str) -> Column:
        """Return a column by its key; raise `KeyError`."""
        return self._by_key[key]

    def __contains__(self, key: str) -> bool:
        """Whether there is such a column."""
        return key in self._by_key

    @cached_property
    def _by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def stored(self) -> tuple[Column, ...]:
        """The columns that stand in the register's own table."""
        return tuple(column for column in self.columns if column.stored)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column stands in the values of a row."""
        return {column.key: place for place, column in enumerate(self.columns)}

    @cached_property
    def naming(self) -> tuple[Column, ...]:
        """The columns by which a row is called: by the first of them that is filled."""
        return tuple(self[key] for key in (self.label, self.label_else) if key)

    def called_by(self, value: Callable[[str], object]) -> Column:
        """Return the column by which a row is called; `value` gives what the row holds under a key."""
        return next((column for column in self.naming if value(column.key) is not None), self[self.label])

    def links(self) -> tuple[Column, ...]:
        """Return the columns that lead to one record of another register."""
        return tuple(column for column in self.columns if isinstance(column.kind, Link))

    def doubts(self, values: Mapping[str, object]) -> tuple[str, ...]:
        """Return what may be wrong with a row, a sentence each; it is kept all the same."""
        return tuple(doubt for warning in self.warnings if (doubt := warning(values)))

    def check(self, values: Mapping[str, object]) -> dict[str, str]:
        """Return the reasons for which a row cannot be kept, by column key; rules of the row stand under ''."""
        faults = {
            column.key: f"не заполнено: {column.label.lower()}"
            for column in self.columns
            if column.required and column.key in values and values[column.key] in (None, "", ())
        }
        for rule in self.rules:
            if reason := rule(values):
                faults.setdefault("", reason)
        return faults
