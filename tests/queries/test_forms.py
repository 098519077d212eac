"""The set of printed forms: each whole, each made from the example district without a gap nobody knows of.

Lost when this fails: a paper that cannot be printed on the day it is to be signed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO

import pytest
import sqlalchemy as sa

from rendering.pdf_reader import assert_inside, drawn
from setvzaim.documents.filling import names_in
from setvzaim.documents.tree import Document, Heading, Note, Paragraph, Row, SectionRow, Signature, Table, plain
from setvzaim.documents.wording import Literal, read_wording
from setvzaim.errors import WorldError
from setvzaim.model import TABLES
from setvzaim.operations.wording import change_wording
from setvzaim.queries import Context
from setvzaim.queries.forms import GROUPS, Asked, Form, Wanted, all_forms, form, make, ready, subjects, worded
from setvzaim.queries.forms.pack import pack
from setvzaim.queries.wording import usual_wording
from setvzaim.registers import all_registers, register
from setvzaim.rendering.pdf import render_pdf
from setvzaim.resource_files import resource
from setvzaim.storage import Base
from setvzaim.text.format import format_value

TODAY = date(2026, 11, 24)
"""A day in the school year of the example."""
NOT_IN_THE_EXAMPLE: dict[str, set[str]] = {}
"""What the example district leaves for the pen, by form: nothing else may be missing."""
NO_SUCH_RECORD = {"network-agreement"}
"""Forms about a kind of record the example district has none of; they have tests of their own."""
WORDED = [one.key for one in all_forms().values() if one.facts is not None]
SLOWEST = 1.0
"""Seconds of work a document may take; of work, for the machine may have other things to do."""


def asked(connection: sa.Connection, context: Context, record: str = "", wanted: Wanted | None = None) -> Asked:
    """Ask for a paper of the example."""
    return Asked(connection=connection, context=context, today=TODAY, record=record, wanted=wanted or Wanted())


def about(connection: sa.Connection, one: Form, context: Context) -> list[str]:
    """Return the records a form can be about; one empty for the network."""
    return [link.id for link in subjects(connection, one, context)] if one.subject else [""]


def texts(document: Document) -> Iterator[str]:
    """Give everything a document says."""
    for block in document.blocks:
        match block:
            case Heading() | Paragraph() | Note():
                yield plain(block.text)
            case Signature(post, name):
                yield from (plain(post), plain(name))
            case Table():
                yield from (plain(column.title) for column in block.columns)
                for row in block.rows:
                    yield from _row_texts(row)
            case _:
                continue


def _row_texts(row: Row | SectionRow) -> Iterator[str]:
    if isinstance(row, SectionRow):
        yield plain(row.text)
        return
    for cell in row.cells:
        yield plain(cell) if isinstance(cell, str | tuple) else format_value(cell)


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Fail when a paper takes longer than it may."""
    start = time.thread_time()
    yield
    assert time.thread_time() - start < SLOWEST, name


def test_there_are_forms() -> None:
    assert {"plan", "order-centers", "cover-letter"} <= set(all_forms())


def test_every_wording_has_its_form_and_every_form_its_wording() -> None:
    """A wording nobody prints, or a form without one, is half a form."""
    lying = {path.name.removesuffix(".txt") for path in resource("documents").iterdir() if path.name.endswith(".txt")}
    assert lying == set(WORDED)


@pytest.mark.parametrize("one", all_forms().values(), ids=lambda one: one.key)
def test_a_form_says_what_it_is_for(one: Form) -> None:
    """The list of forms is how somebody finds the paper that is asked of him."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.key)
    assert (one.facts is None) != (one.build is None)
    assert one.group in GROUPS
    assert re.search(r"\b[1-5]\.\d\b", one.about), "the clause of the regulation"
    assert "Положени" in one.about
    assert not re.search(r"[A-Za-z]", one.title + one.about)
    assert not one.subject or one.subject in all_registers()
    assert all(key in register(one.subject) for key, _ in one.only)


@pytest.mark.parametrize("key", WORDED)
def test_a_usual_wording_is_russian_and_can_be_read(key: str) -> None:
    lines = read_wording(usual_wording(key))
    assert names_in(lines), "a form without a value is no form"
    words = [part.text for line in lines for cell in line.cells for part in cell if isinstance(part, Literal)]
    assert not [word for word in words if re.search(r"[A-Za-z]", word)]


@pytest.mark.parametrize("one", all_forms().values(), ids=lambda one: one.key)
def test_a_form_can_be_made_for_the_example(one: Form, example: Base, context: Context) -> None:
    """Nothing unknown, nothing missing but what the example leaves out, made and drawn in time."""
    with example.read() as connection:
        records = about(connection, one, context)
        for record in records:
            with timed(f"{one.key}: {record}"):
                paper = make(one, asked(connection, context, record))
                render_pdf(paper.document, BytesIO())
            assert paper.unknown == ()
            assert set(paper.missing) <= NOT_IN_THE_EXAMPLE.get(one.key, set())
            said = "\n".join(texts(paper.document))
            assert len(said) > 150, "a paper says something"
            assert "None" not in said
            assert one.build or "  " not in said
    assert bool(records) is (one.key not in NO_SUCH_RECORD)


@pytest.mark.parametrize("one", all_forms().values(), ids=lambda one: one.key)
def test_every_page_is_laid_out_as_it_should_be(one: Form, example: Base, context: Context) -> None:
    """No text in the margins, no heading parted from what it heads, no page with a signature alone."""
    with example.read() as connection:
        for record in about(connection, one, context):
            document = make(one, asked(connection, context, record)).document
            headings = [" ".join(plain(block.text).split()) for block in document.blocks if isinstance(block, Heading)]
            pages = drawn(document).pages
            for page in pages:
                if "/XObject" not in str(page["/Resources"]):  # a drawing has a frame of its own: rendering/test_figure
                    assert_inside(page, document.page)
                lines = [line for line in page.extract_text().splitlines() if line.strip()]
                assert len(lines) > 2 or len(pages) == 1, lines
                ending = " ".join(lines[-1].split())
                assert not any(heading.endswith(ending) for heading in headings), ending


@pytest.mark.parametrize("key", WORDED)
def test_an_empty_base_gives_a_paper_with_gaps_told(key: str, base: Base) -> None:
    """A form about the network is asked for before anything is known: it says what is missing, and never fails."""
    one = form(key)
    if one.subject:
        with base.read() as connection:
            assert subjects(connection, one, Context(school_year=2026)) == ()
        return
    with base.read() as connection:
        paper = make(one, asked(connection, Context(school_year=2026)))
    assert paper.missing
    with pytest.raises(WorldError, match="Не хватает сведений: «"):
        ready(paper, blanks=False)
    render_pdf(ready(paper, blanks=True).document, BytesIO())


def test_a_record_that_is_gone_is_told(example: Base, context: Context) -> None:
    with example.read() as connection:
        for one in all_forms().values():
            if one.subject:
                with pytest.raises(WorldError, match="удалили"):
                    make(one, asked(connection, context, "0" * 32))


def test_the_office_own_wording_is_printed(example: Base, context: Context) -> None:
    one = form("order-centers")
    change_wording(example, key=one.key, title=one.title, text="# РАСПОРЯЖЕНИЕ\n{сеть}\n{сетъ}")
    with example.read() as connection:
        paper = make(one, asked(connection, context))
        assert next(iter(texts(paper.document))) == "РАСПОРЯЖЕНИЕ"
        assert paper.unknown == ("сетъ",)
        with pytest.raises(WorldError, match="неизвестные названия: «сетъ»"):
            ready(paper, blanks=True)
        with pytest.raises(WorldError, match="Строка 1: фигурная скобка без пары"):
            worded(one, asked(connection, context), "{сеть")


def test_a_form_is_found_by_its_key_or_all_keys_are_named() -> None:
    with pytest.raises(WorldError, match=r"Формы «приказ» нет\. Есть: .*order-centers"):
        form("приказ")


def test_subjects_are_the_records_a_form_can_be_about(example: Base, context: Context) -> None:
    with example.read() as connection:
        assert len(subjects(connection, form("cover-letter"), context)) == 14
        for one in all_forms().values():
            for link in subjects(connection, one, context) if one.subject else ():
                table = TABLES[one.subject]
                row = connection.execute(sa.select(table).where(table.c.id == link.id)).mappings().one()
                assert all(row[key] == value for key, value in one.only)


def test_a_pack_has_every_paper_once_under_a_name_of_its_own(example: Base, context: Context) -> None:
    """Two papers of one name would be one file."""
    with example.write() as connection:
        connection.exec_driver_sql("UPDATE schools SET name = 'СОШ' WHERE rowid <= 3")
    with example.read() as connection:
        pieces = pack(connection, all_forms().values(), context)
        names = [piece.name.casefold() for piece in pieces]
        assert len(names) == len(set(names))
        assert {(piece.form.key, piece.subject.id if piece.subject else "") for piece in pieces} == {
            (one.key, link.id)
            for one in all_forms().values()
            for link in (subjects(connection, one, context) if one.subject else (_Nothing(),))
        }
        some = {link.id for link in subjects(connection, form("cover-letter"), context)[:2]}
        kept = pack(connection, [form("cover-letter"), form("order-centers")], context, {"schools": some})
        assert [piece.form.key for piece in kept] == ["cover-letter", "cover-letter", "order-centers"]


class _Nothing:
    """Stands for the network, of which a form is about no record."""

    id = ""
