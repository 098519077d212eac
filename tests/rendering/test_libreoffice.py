"""LibreOffice, which many schools have instead of Word and Excel, opens our files and shows the same words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from rendering.every_document import every_document
from rendering.geometry import faults
from rendering.pdf_boxes import PageBoxes, pages_of
from rendering.words import Role, check_pdf, parts_of, split
from setvzaim.documents.tree import Document
from setvzaim.queries import Context
from setvzaim.rendering import render
from setvzaim.resource_files import resource
from setvzaim.storage import Base

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")

_RUSSIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>ru-RU</value></prop></item></oor:items>
"""
"""Its settings: numbers as they are written in Russia."""


_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{0}</dir><match target="pattern">
<test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>
"""
"""Our serif for Times New Roman, which has letters of the same widths, whatever the machine has."""


_KEEPS_BADLY = "a heading is left alone"
"""LibreOffice 7.4 leaves a heading behind when it moves a paragraph of three lines whole; Word does not."""


def converted(folder: Path, papers: dict[Path, Document], suffix: str) -> Path:
    """Write papers in a format and let LibreOffice turn the files into PDF; give the folder where these lie."""
    for path, paper in papers.items():
        render(paper, path.with_suffix(suffix))
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_RUSSIAN, encoding="utf-8")
    target = folder / f"from{suffix}"
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(resource("fonts")), encoding="utf-8")
    options = [f"-env:UserInstallation={user.parent.as_uri()}", "--headless", "--convert-to", "pdf"]
    files = sorted(folder.glob(f"*{suffix}"))
    command = [str(OFFICE), *options, "--outdir", str(target), *map(str, files)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "FONTCONFIG_FILE": str(fonts)})  # fmt: skip
    if suffix == ".docx" and "could not be loaded" in done.stderr:
        pytest.skip("LibreOffice is installed without its Writer")
    lost = [file.name for file in files if not (target / file.with_suffix(".pdf").name).exists()]
    assert not lost, done.stderr
    return target


@pytest.fixture
def papers(tmp_path: Path, example: Base, context: Context) -> Iterator[dict[Path, Document]]:
    """Each document once, by the path its file shall have, without a suffix."""
    with example.read() as connection:
        chosen = dict(every_document(connection, context))
        yield {tmp_path / str(n): paper for n, paper in enumerate(chosen.values())}


def test_it_opens_every_word_file_and_lays_its_words_well(tmp_path: Path, papers: dict[Path, Document]) -> None:
    folder = converted(tmp_path, papers, ".docx")
    for path, paper in papers.items():
        file = (folder / f"{path.name}.pdf").read_bytes()
        check_pdf(file, paper)
        assert not [fault for fault in faults(file, paper.page) if _KEEPS_BADLY not in fault], paper.title


def test_it_opens_every_workbook_and_shows_its_words(tmp_path: Path, papers: dict[Path, Document]) -> None:
    folder = converted(tmp_path, papers, ".xlsx")
    for path, paper in papers.items():
        pages = pages_of((folder / f"{path.name}.pdf").read_bytes())
        assert _shown(pages) == _expected(paper, pages), paper.title


def _shown(pages: list[PageBoxes]) -> Counter[str]:
    """Count the words of the pages; LibreOffice draws short cells before long ones."""
    return Counter(_halves(word for page in pages for string in page.words for word in split(string.text)))


def _expected(paper: Document, pages: list[PageBoxes]) -> Counter[str]:
    """Count the words of the tree, the numbers of the pages, and the header which the sheet repeats on later pages."""
    parts = parts_of(paper)
    words = Counter(_halves(word for part in parts for word in part.words))
    words.update(str(number) for number in range(2, len(pages) + 1))
    headers = [part for part in parts if part.role is Role.HEADER]
    if len(headers) == 1:
        header = Counter(_halves(headers[0].words))
        starts = next(at for at, page in enumerate(pages) if header <= _shown([page]))
        words.update(list(header.elements()) * (len(pages) - starts - 1))
    return words


def _halves(words: Iterable[str]) -> Iterator[str]:
    """Part words after their hyphens, where a line may end."""
    for word in words:
        yield from re.findall("[^-]*-|[^-]+", word)
