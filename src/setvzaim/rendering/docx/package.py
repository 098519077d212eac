"""The Word file around the text: python-docx makes the package, we what stands in it."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

import docx
from docx.enum.section import WD_ORIENT
from docx.opc.rel import Relationships
from docx.section import Section
from docx.shared import Mm

from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import Document
from setvzaim.rendering.docx.styles import header_xml, properties_xml, settings_xml, styles_xml

_TEXT = "word/document.xml"
_END = "<w:sectPr"
_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every part in the archive: the same document gives the same bytes."""
_NEEDED = {"styles", "settings"}
"""What is kept of python-docx's template; the rest (theme, picture, lists, statistics) serves nothing here."""

Parts = dict[str, str]


def parts_of(document: Document, table_sizes: set[float]) -> Parts:
    """Make the parts of the file, by name, with an empty text; `table_sizes` are those its tables are set in."""
    word = docx.Document()
    _keep(word.part.rels, _NEEDED)
    if word.part.package is not None:
        _keep(word.part.package.rels, {"officeDocument", "core-properties"})
    _set_page(word.sections[0], document)
    shell = io.BytesIO()
    word.save(shell)
    with zipfile.ZipFile(shell) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["word/styles.xml"] = styles_xml(document, table_sizes)
    parts["word/settings.xml"] = settings_xml()
    parts["docProps/core.xml"] = properties_xml(document.title)
    if document.page.number_pages:
        (header,) = (name for name in parts if name.startswith("word/header"))
        parts[header] = header_xml()
    return parts


def _keep(relations: Relationships, kinds: set[str]) -> None:
    """Drop all parts but those of these kinds."""
    for name in [n for n, relation in relations.items() if relation.reltype.rpartition("/")[2] not in kinds]:
        del relations[name]


def _set_page(section: Section, document: Document) -> None:
    """Set the page up as the profile asks; pages are numbered from the second on."""
    rules = document.page
    landscape = rules.orientation is Orientation.LANDSCAPE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(side) for side in rules.sheet)
    margins = rules.margins
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.header_distance = section.footer_distance = Mm(rules.profile.number_offset)
    if rules.number_pages:
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = False  # makes the part of the header


@contextlib.contextmanager
def written(parts: Parts, stream: BinaryIO, media: Mapping[str, bytes]) -> Iterator[Callable[[str], object]]:
    """Write the archive with `media` among its parts; what is written meanwhile becomes the text of the document."""
    before, mark, after = parts[_TEXT].partition(_END)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name != _TEXT:
                archive.writestr(_entry(name), content.encode())
        for name, picture in media.items():
            archive.writestr(_entry(name), picture)
        with (
            archive.open(_entry(_TEXT), "w", force_zip64=True) as entry,
            io.TextIOWrapper(entry, encoding="utf-8", newline="\n") as text,
        ):
            text.write(before)
            yield text.write
            text.write(f"{mark}{after}")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
