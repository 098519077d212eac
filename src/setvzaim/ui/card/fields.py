"""Which field a column is typed in."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from setvzaim.registers import Choice, Column, Date, Derived, Flag, Link, Links, SchoolYear, Text
from setvzaim.text.format import format_school_year
from setvzaim.ui.card.editors import ChoiceEditor, DateEditor, FieldEditor, FixedValue, LineEditor, LinesEditor
from setvzaim.ui.card.links import LinkEditor, LinksEditor, Opener
from setvzaim.ui.office import Office


def make_editor(
    column: Column,
    office: Office,
    parent: QWidget | None = None,
    *,
    compact: bool = False,
    open_link: Opener | None = None,
) -> FieldEditor:
    """Return the field for a column; `compact` is for the cell of a table."""
    match column.kind:
        case kind if column.kept or isinstance(kind, Derived):
            return FixedValue(parent, column)
        case Link():
            return LinkEditor(parent, column, office, None if compact else open_link)
        case Links():
            return LinksEditor(parent, column, office, open_link)
        case Choice() as kind:
            return ChoiceEditor(parent, column, [(option.code, option.label) for option in kind.options])
        case Flag():
            return ChoiceEditor(parent, column, [(True, "да"), (False, "нет")])
        case SchoolYear():
            now = date.today().year  # noqa: DTZ011 - the office's own calendar
            return ChoiceEditor(parent, column, [(y, format_school_year(y)) for y in range(now + 2, now - 9, -1)])
        case Date():
            return DateEditor(parent, column)
        case Text(lines=lines) if lines > 1:
            return LinesEditor(parent, column, lines)
        case _:
            return LineEditor(parent, column)
