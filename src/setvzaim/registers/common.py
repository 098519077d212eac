"""Columns that stand in many registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from setvzaim.registers.kinds import Date, Flag, Link, Number, SchoolYear, Text
from setvzaim.registers.register import Column, Rule
from setvzaim.text.format import format_date, format_number


def school(label: str = "Школа", key: str = "school", *, required: bool = True) -> Column:
    """Return the column that leads to a school."""
    names = ("Название школы", "Наименование ОО", "Образовательная организация", "ОО", "school_name")
    return Column(key, label, Link("schools"), names if key == "school" else (), width=28, required=required)


def network(*, required: bool = True) -> Column:
    """Return the column that leads to a network."""
    return Column("network", "Сеть", Link("networks", grows=True), width=22, required=required, shown=False)


def subject(*, required: bool = False) -> Column:
    """Return the column that leads to a school subject."""
    return Column("subject", "Предмет", Link("subjects", grows=True), ("Учебный предмет", "Дисциплина"), width=18,
                  required=required)  # fmt: skip


def school_year(*, required: bool = True) -> Column:
    """Return the column of the school year."""
    return Column("school_year", "Учебный год", SchoolYear(), ("Год",), width=12, required=required)


def since() -> Column:
    """Return the first day of validity."""
    return Column("since", "С", Date(), ("Дата начала", "Начало", "Действует с"), width=12)


def until() -> Column:
    """Return the last day of validity."""
    return Column("until", "По", Date(), ("Дата окончания", "Окончание", "Действует по"), width=12)


def count(key: str, label: str, *names: str, unit: str = "", width: int = 11, shown: bool = True, part: str = "",
          required: bool = False) -> Column:  # fmt: skip
    """Return a column of whole numbers from zero up."""
    return Column(key, label, Number(least=0, most=10_000_000), names, unit, width, required, shown, part)


def text(key: str, label: str, *names: str, width: int = 20, most: int = 250, lines: int = 1, shown: bool = True,
         required: bool = False, part: str = "", hint: str = "") -> Column:  # fmt: skip
    """Return a column of text."""
    return Column(key, label, Text(most, lines), names, "", width, required, shown, part, hint)


def personal(column: Column) -> Column:
    """Return a column marked as one that holds names of people."""
    return replace(column, personal=True)


def flag(key: str, label: str, *names: str, width: int = 10, shown: bool = True, part: str = "") -> Column:
    """Return a column of yes, no or not known."""
    return Column(key, label, Flag(), names, "", width, shown=shown, part=part)


def kept(column: Column) -> Column:
    """Return a column marked as one the program writes."""
    return replace(column, kept=True)


def note() -> Column:
    """Return the column for whatever has no place of its own."""
    return text(
        "note", "Примечание", "Комментарий", "Заметки", most=2000, lines=3, shown=False, width=30, part="Прочее"
    )


def in_order(start: str = "since", end: str = "until", about: str = "") -> Rule:
    """Return the rule that the last day does not come before the first; `about` stands before the reason."""

    def rule(values: Mapping[str, object]) -> str | None:
        first, last = values.get(start), values.get(end)
        if isinstance(first, date) and isinstance(last, date) and last < first:
            return f"{about}дата окончания {format_date(last)} раньше даты начала {format_date(first)}"
        return None

    return rule


def either(first: str, second: str, reason: str) -> Rule:
    """Return the rule that a row has one of two values at least."""
    return lambda values: reason if values.get(first) is None and values.get(second) is None else None


def not_more(part: str, whole: str, reason: str) -> Rule:
    """Return the rule that one number of the row is not greater than another."""

    def rule(values: Mapping[str, object]) -> str | None:
        few, many = values.get(part), values.get(whole)
        if isinstance(few, int | float) and isinstance(many, int | float) and few > many:
            return f"{reason}: {format_number(few)} из {format_number(many)}"
        return None

    return rule
