"""Cells as XML of a worksheet: real numbers and dates, and text that can never become a formula."""

from __future__ import annotations

import math
import re
from datetime import date, datetime

from setvzaim.documents.tree import Cell, TableColumn, plain
from setvzaim.rendering.printable import escaped, legal
from setvzaim.rendering.values import cell_text
from setvzaim.rendering.xlsx.styles import Styles

LONGEST_TEXT = 32_767
"""Characters a cell of Excel holds (counted in UTF-16)."""
CUT_MARK = " […текст обрезан: в ячейке Excel не больше 32 767 знаков]"
_EXACT = 10**15
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a day that never was, 29.02.1900; earlier dates are written as text."""

_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS = frozenset("=+-@\t\n|%")


def text_xml(reference: str, text: str, styles: Styles, style: str) -> str:
    """Write text into the cell `reference` («B7»), as a string whatever it begins with."""
    text = safe_text(text)
    if not text:
        return f'<c r="{reference}" s="{styles.number(style)}"/>'
    quoted = text[0] in _FORMULA_STARTS or text.lstrip()[:1] in _FORMULA_STARTS
    number = styles.number(style, quoted=quoted)
    space = ' xml:space="preserve"' if text[0] in " \t\n" or text[-1] in " \t\n" or "\n" in text else ""
    text = escaped(text)
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    return f'<c r="{reference}" s="{number}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def safe_text(text: str) -> str:
    """Remove characters that XML forbids; cut what is longer than a cell holds and say so at the end."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = legal(text)
    if len(text) * 2 > LONGEST_TEXT and len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        room = (LONGEST_TEXT - len(CUT_MARK)) * 2
        text = text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT_MARK
    return text


def value_xml(reference: str, column: TableColumn, value: Cell, styles: Styles, *, bold: bool = False) -> str:
    """Write the value of a table cell: a number or a date where Excel can hold it exactly, else text."""
    style = f"{'total' if bold else 'cell'}:{column.alignment.value}"
    if value is None:
        return f'<c r="{reference}" s="{styles.number(style)}"/>'
    if isinstance(value, date):
        return _date_xml(reference, column, value, styles, style)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        if abs(value) >= _EXACT and isinstance(value, int):
            return text_xml(reference, str(value), styles, style)
        number = styles.number(f"{style}:{number_format(column, value)}")
        return f'<c r="{reference}" s="{number}"><v>{value!r}</v></c>'
    return text_xml(reference, plain(cell_text(column, value)), styles, style)


def _date_xml(reference: str, column: TableColumn, value: date, styles: Styles, style: str) -> str:
    """Write a date, with its time when it has one, as the serial number of a day."""
    if isinstance(value, datetime):
        day, zone = value.date(), value.tzinfo
        part = (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
        shape = "DD.MM.YYYY HH:MM"
    else:
        day, zone, part, shape = value, None, 0, "DD.MM.YYYY"
    if day < _FIRST_DAY or zone is not None:
        return text_xml(reference, plain(cell_text(column, value)), styles, style)
    serial = day.toordinal() - _EPOCH + part
    return f'<c r="{reference}" s="{styles.number(f"{style}:{shape}")}"><v>{serial!r}</v></c>'


def number_format(column: TableColumn, value: float) -> str:
    """Choose the format of a number as Excel keeps it; the reader's locale decides the signs."""
    if column.decimals is not None:
        digits = f"0.{'0' * column.decimals}" if column.decimals else "0"
        return f"#,##{digits}" if column.grouping else digits
    if isinstance(value, int):
        return "#,##0" if column.grouping else "0"
    if column.grouping and abs(value) >= 1000:  # the usual format parts no thousands
        decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
        return f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return "General"
