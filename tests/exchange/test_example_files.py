"""The scans of the example open in any program, and are no burden."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from setvzaim.exchange.example_files import scan
from setvzaim.queries.attachments import content_of, kept_files
from setvzaim.storage import Base


def test_a_scan_is_a_page_with_a_picture() -> None:
    for number in range(3):
        (page,) = PdfReader(BytesIO(scan(number)), strict=True).pages
        (picture,) = page.images
        assert picture.image is None or picture.image.size == (248, 351)
    assert scan(0) != scan(1)
    assert len(scan(0)) < 4000


def test_the_example_has_scans_with_its_documents(example: Base) -> None:
    with example.read() as connection:
        files = kept_files(connection)
        assert [one.register for one in files] == ["documents"] * 6
        assert len({one.file.digest for one in files}) == 6
        for one in files:
            assert content_of(connection, one.file.id)[1].startswith(b"%PDF")
