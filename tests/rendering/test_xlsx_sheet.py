"""The Excel file: real values, a sheet ready to print, and nothing that a spreadsheet would run."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rendering.document_samples import document, plan, table
from setvzaim.documents.plan import plan_document
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import (
    Blank,
    Cell,
    Document,
    Heading,
    Kind,
    Note,
    PageBreak,
    PageRules,
    Paragraph,
    Row,
    Run,
    SectionRow,
    Signature,
    Spacer,
    Table,
    TableColumn,
)
from setvzaim.rendering.xlsx import render_xlsx
from setvzaim.rendering.xlsx.cells import CUT_MARK, LONGEST_TEXT
from setvzaim.rendering.xlsx.sheet import count_lines

XML_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def opened(made: Document) -> Workbook:
    """Write a workbook in memory and open it; a warning of openpyxl is a failure."""
    stream = io.BytesIO()
    render_xlsx(made, stream)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return load_workbook(stream)


def sheet_of(made: Document) -> Worksheet:
    """Open the only sheet."""
    book = opened(made)
    assert len(book.sheetnames) == 1
    return book.active


def one_cell(value: Cell, column: TableColumn | None = None) -> Any:  # noqa: ANN401 - a cell of openpyxl
    """Write one value and give its cell."""
    only = Table(columns=(column or TableColumn(title="Т"),), rows=(Row((value,)),))
    return sheet_of(document(only))["A2"]


@pytest.mark.parametrize(
    ("value", "column", "number_format"),
    [
        (1234567, TableColumn(title="Т", kind=Kind.NUMBER), "#,##0"),
        (2026, TableColumn(title="Т", kind=Kind.NUMBER, grouping=False), "0"),
        (12.5, TableColumn(title="Т", kind=Kind.NUMBER, decimals=1), "#,##0.0"),
        (0.125, TableColumn(title="Т", kind=Kind.NUMBER), "General"),
        (datetime(2026, 9, 1), TableColumn(title="Т", kind=Kind.DATE), "DD.MM.YYYY HH:MM"),  # noqa: DTZ001
    ],
)
def test_numbers_and_dates_are_real(value: float, column: TableColumn, number_format: str) -> None:
    cell = one_cell(value, column)
    assert cell.value == value
    assert cell.number_format == number_format


def test_date_is_a_date_shown_as_the_office_writes_it() -> None:
    cell = one_cell(date(2026, 9, 1), TableColumn(title="Т", kind=Kind.DATE))
    assert cell.is_date
    assert cell.value == datetime(2026, 9, 1)  # noqa: DTZ001
    assert cell.number_format == "DD.MM.YYYY"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        (True, "да"),
        (False, "нет"),
        (float("inf"), "—"),
        (float("nan"), "—"),
        (10**18, "1000000000000000000"),
        (date(1812, 9, 7), "07.09.1812"),
        ((Run("от "), Blank(10)), "от _____"),
        ("#N/A", "#N/A"),
    ],
)
def test_what_excel_cannot_hold_is_text(value: Cell, shown: str | None) -> None:
    cell = one_cell(value)
    assert cell.value == shown
    assert shown is None or cell.data_type == "s"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\n=", "=\x00"])
def test_text_like_a_formula_stays_text(start: str) -> None:
    cell = one_cell(f'{start}HYPERLINK("http://x","y")')
    assert cell.data_type in {"s", "inlineStr"}
    assert cell.quotePrefix


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", "=", "+", "-", "@", "\t", "\r"]))
def test_any_text_comes_back_and_is_no_formula(text: str, start: str) -> None:
    given_text = start + text
    made = Document(
        given_text,
        (
            Heading(1, given_text),
            Paragraph(given_text),
            table(
                SectionRow(given_text),
                Row((given_text, (Run(given_text), Blank(5)))),
                Row((given_text, 1), bold=True),
            ),
            Note(given_text),
            Signature(given_text, given_text),
        ),
    )
    sheet = sheet_of(made)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    kept = XML_ILLEGAL.sub("", given_text.replace("\r\n", "\n").replace("\r", "\n"))
    if not re.search("_x[0-9A-Fa-f]{4}_", kept):
        assert (sheet["A1"].value or "") == kept


def test_text_longer_than_a_cell_is_cut_with_a_mark() -> None:
    cell = one_cell("ы" * 40_000)
    assert len(cell.value) == LONGEST_TEXT
    assert cell.value.endswith(CUT_MARK)
    pairs = one_cell("😀" * 20_000).value
    assert len(pairs.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert one_cell("😀" * 10_000).value == "😀" * 10_000


def test_text_like_an_escape_of_excel_is_kept_as_it_is() -> None:
    stream = io.BytesIO()
    render_xlsx(document(Paragraph("_x0041_")), stream)
    with zipfile.ZipFile(stream) as parts:
        assert b"_x005F_x0041_" in parts.read("xl/worksheets/sheet1.xml")


def test_plan_is_ready_to_print() -> None:
    made = plan_document(plan(20))
    sheet = sheet_of(made)
    header = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "№ п/п")
    assert sheet.print_title_rows == f"${header}:${header + 1}"
    assert sheet.freeze_panes == f"A{header + 2}"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    margins = sheet.page_margins
    found = [margins.left, margins.right, margins.top, margins.bottom]
    assert [side * 25.4 for side in found] == pytest.approx([20, 10, 20, 20])
    assert sheet.oddHeader.center.text == "&P"
    assert sheet.HeaderFooter.differentFirst
    assert sheet.cell(header, 2).font.bold
    assert sheet.cell(header, 2).border.left.style == "thin"
    assert sheet.cell(header, 2).alignment.wrap_text
    merged = {str(reference) for reference in sheet.merged_cells.ranges}
    assert f"A{header + 2}:H{header + 2}" in merged  # the first section
    assert sheet.cell(header + 2, 1).value == "I. раздел0"
    assert sheet["A1"].value == "СОГЛАСОВАНО"
    assert "УТВЕРЖДАЮ" in {cell.value for cell in sheet[1]}
    assert sheet.title == "СОВМЕСТНЫЙ ПЛАН Целинного район"


def test_merged_stretches_never_overlap() -> None:
    made = plan_document(plan(20))
    taken: set[tuple[int, int]] = set()
    for found in sheet_of(made).merged_cells.ranges:
        cells = {(row, column) for row, column in found.cells}
        assert not taken & cells
        taken |= cells


@pytest.mark.parametrize("columns", [1, 2, 3, 6])
def test_a_paper_of_any_width_opens(columns: int) -> None:
    cells: tuple[Cell, ...] = tuple(range(columns))
    made = plan_document(plan(3))
    whole = document(*made.blocks[:2], table(Row(cells), columns=columns), Spacer(2), PageBreak(), *made.blocks[-1:])
    sheet = sheet_of(whole)
    assert sheet.row_breaks.brk
    assert sheet.max_column <= max(columns, 8)


def test_portrait_letter_without_a_table_opens() -> None:
    sheet = sheet_of(document(Heading(1, "Письмо"), Paragraph("Текст " * 100), page=PageRules()))
    assert sheet.page_setup.orientation == Orientation.PORTRAIT.value
    assert sheet.row_dimensions[2].height > 15 * 5  # merged text is not fitted by Excel
    assert sheet.print_title_rows in {None, ""}


def test_lines_of_a_cell_are_counted() -> None:
    assert count_lines("слово", 10) == 1
    assert count_lines("слово слово слово", 11) == 2
    assert count_lines("один\nдва", 10) == 2
    assert count_lines("ы" * 35, 10) == 4
