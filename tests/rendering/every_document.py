"""Every document the program can make of the example base, under a name that a failing test shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sqlalchemy as sa

from queries.forms.papers import TODAY, every_paper
from setvzaim.documents.plan import Numbering, PlanColumn, plan_document
from setvzaim.documents.profiles import GOST_2016, Orientation
from setvzaim.documents.tree import Document, PageRules
from setvzaim.queries import Context, Query
from setvzaim.queries.forms import Wanted, form, subjects
from setvzaim.queries.forms.plan import plan_data
from setvzaim.queries.papers import register_document
from setvzaim.registers import all_registers


def every_document(connection: sa.Connection, context: Context) -> Iterator[tuple[str, Document]]:
    """Give each document with its name; their rows are read while they are drawn, so the connection stays open."""
    for name, paper in every_paper(connection, context):
        yield name, paper.document
    for name, paper in every_paper(connection, context, Wanted(without_names=True)):
        yield f"{name} without names", paper.document
    for plan in subjects(connection, form("plan"), context):
        yield from _plans(connection, plan.id)
    for key in all_registers():
        query = Query(key, context=context)
        yield key, register_document(connection, query, Wanted(day=TODAY))
        yield f"{key} without names", register_document(connection, query, Wanted(without_names=True))


def _plans(connection: sa.Connection, plan: str) -> Iterator[tuple[str, Document]]:
    """Give a plan in each of the ways it may be printed."""
    rules = PageRules(orientation=Orientation.PORTRAIT, profile=GOST_2016, long_storage=True, text_size=12)
    every = tuple(column.value for column in PlanColumn)
    few = ("number", "title", "term", "responsible")
    ways = {
        "plan without stamps": Wanted(approved=False, agreed=False, numbered_columns=True),
        "plan of all columns": Wanted(columns=every, numbered_columns=True),
        "plan upright": Wanted(columns=few, page=rules, title="План"),
    }
    for name, wanted in ways.items():
        yield name, plan_document(plan_data(connection, plan, wanted))
    signed = replace(plan_data(connection, plan), signature=("Методист Отдела образования", "Б. С. Манджиева"))
    yield "plan signed, numbered anew", plan_document(replace(signed, numbering=Numbering.RESTARTING))
