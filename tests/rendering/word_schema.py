"""What Word insists on and LibreOffice forgives: the order of elements, what a table and a cell must have.

The orders are those of ECMA-376 part 1 (WordprocessingML, transitional), for the elements a renderer of ours writes and
their neighbours. Word offers to repair a file that breaks them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIDES = "top left start bottom right end insideH insideV tl2br tr2bl"

ORDERS = {
    name: {child: place for place, child in enumerate(children.split())}
    for name, children in {
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents jc "
        "textDirection textAlignment outlineLvl divId cnfStyle rPr sectPr",
        "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
        "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
        "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
        "hideMark",
        "tbl": "tblPr tblGrid tr",
        "tr": "tblPrEx trPr tc",
        "tc": "tcPr p",
        "p": "pPr r",
        "r": "rPr t",
        "tblBorders": _SIDES,
        "tcBorders": _SIDES,
        "tblCellMar": _SIDES,
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
        "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
        "locked rsid pPr rPr tblPr trPr tcPr tblStylePr",
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "settings": "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop autoHyphenation "
        "evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat docVars rsids themeFontLang "
        "clrSchemeMapping decimalSymbol listSeparator",
        "compat": "doNotExpandShiftReturn compatSetting",
    }.items()
}
_MANY = {"tr", "tc", "p", "r", "t", "br", "tab", "style", "headerReference", "compatSetting", "fldSimple", "tbl"}
_SAME = {("p", "fldSimple"): "r", ("r", "br"): "t", ("r", "tab"): "t", ("tc", "tbl"): "p"}
"""Children that stand in any order among others: as what they count."""
_FREE = {"trPr": {"cantSplit", "tblHeader", "trHeight"}, "body": {"p", "tbl", "sectPr"}, "tabs": {"tab"}}


def complaints(file: bytes) -> list[str]:
    """Tell what Word would stumble over; an empty list is a good file."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        parts = [name for name in archive.namelist() if "word/" in name]
        roots = {name: ET.fromstring(archive.read(name)) for name in parts}  # noqa: S314 - written by ourselves
    found = [f"{name}: {what}" for name, root in roots.items() for what in _walk(root)]
    styles = {style.get(f"{_W}styleId") for style in roots["word/styles.xml"].iter(f"{_W}style")}
    text = roots["word/document.xml"]
    for kind in ("pStyle", "tblStyle", "rStyle"):
        used = {element.get(f"{_W}val") for element in text.iter(f"{_W}{kind}")}
        found += [f"no such style: {style}" for style in used - styles]
    return [*found, *_body(text)]


def _walk(element: ET.Element) -> Iterator[str]:
    name = element.tag.removeprefix(_W)
    children = [child.tag.removeprefix(_W) for child in element]
    if name in ORDERS:
        yield from _ordered(name, children)
    elif name in _FREE:
        yield from (f"{child} stands in {name}" for child in children if child not in _FREE[name])
    yield from _whole(name, element)
    for child in element:
        yield from _walk(child)


def _ordered(name: str, children: list[str]) -> Iterator[str]:
    order = ORDERS[name]
    places = [order.get(_SAME.get((name, child), child)) for child in children]
    known = [place for place in places if place is not None]
    yield from (f"{child} stands in {name}" for child, place in zip(children, places, strict=True) if place is None)
    if known != sorted(known):
        yield f"{name} has its children in the wrong order: {' '.join(children)}"
    yield from (f"{name} has two of {child}" for child in {*children} - _MANY if children.count(child) > 1)


def _whole(name: str, element: ET.Element) -> Iterator[str]:
    """Tell what a table or a cell lacks."""
    if name == "tc" and (not len(element) or element[-1].tag != f"{_W}p"):
        yield "a cell does not end with a paragraph"
    if name == "tr" and element.find(f"{_W}tc") is None:
        yield "a row has no cell"
    if name == "tbl":
        columns = len(element.findall(f"{_W}tblGrid/{_W}gridCol"))
        for row in element.iter(f"{_W}tr"):
            spans = row.findall(f"{_W}tc/{_W}tcPr/{_W}gridSpan")
            width = len(row.findall(f"{_W}tc")) + sum(int(span.get(f"{_W}val", "1")) - 1 for span in spans)
            if width != columns:
                yield f"a row has {width} columns instead of {columns}"


def _body(root: ET.Element) -> Iterator[str]:
    """Tell of tables that would grow together, and of a text that ends by one."""
    names = [child.tag.removeprefix(_W) for body in root.iter(f"{_W}body") for child in body]
    if names[-1:] != ["sectPr"]:
        yield "the text does not end with the page"
    for first, second in pairwise(names):
        if first == "tbl" and second != "p":
            yield f"a table is followed by {second}"
