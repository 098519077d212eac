"""Pages as pictures, for the preview and for the printer."""

from __future__ import annotations

import pytest

from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import Document, Heading, PageBreak, PageRules, Paragraph
from setvzaim.rendering import render_pdf_bytes
from setvzaim.rendering.raster import Picture, draw_page, draw_stripes, page_sizes


def two_pages(orientation: Orientation = Orientation.PORTRAIT) -> bytes:
    blocks = (Heading(1, "ПРИКАЗ"), Paragraph("О сети школ. " * 40), PageBreak(), Paragraph("Вторая страница"))
    return render_pdf_bytes(Document("Приказ", blocks, PageRules(orientation=orientation)))


def rows(picture: Picture) -> list[bytes]:
    """Return the pixels of each row, without what only fills it up."""
    return [picture.pixels[y * picture.stride :][: picture.width * 4] for y in range(picture.height)]


@pytest.mark.parametrize(
    ("orientation", "size"), [(Orientation.PORTRAIT, (595, 842)), (Orientation.LANDSCAPE, (842, 595))]
)
def test_every_page_is_counted_as_it_lies(orientation: Orientation, size: tuple[int, int]) -> None:
    """Without it a plan across the sheet is shown or printed upright and cut off."""
    sizes = page_sizes(two_pages(orientation))
    assert [(round(width), round(height)) for width, height in sizes] == [size, size]


def test_a_page_is_drawn_at_the_size_of_the_screen_with_its_words() -> None:
    """Without it the preview is blank, or blurred on a screen of 200 %."""
    pdf = two_pages()
    once, twice = draw_page(pdf, 0, 96), draw_page(pdf, 0, 192)
    assert (once.width, once.height) == (794, 1123)
    assert twice.width == pytest.approx(once.width * 2, abs=1)
    ink = [row for row in rows(once) if min(row[::4]) < 128]
    assert len(ink) > 50
    margin = rows(once)[: round(15 / 25.4 * 96)]
    assert all(min(row[::4]) == 255 for row in margin), "nothing stands in the upper margin of the first page"
    assert draw_page(pdf, 1, 96).pixels != once.pixels


def test_stripes_for_the_printer_make_the_whole_page_without_seams() -> None:
    """Without it a white line goes through the printed text wherever two stripes meet."""
    pdf = two_pages()
    whole = rows(draw_page(pdf, 0, 150))
    seen: dict[int, bytes] = {}
    for stripe in draw_stripes(pdf, 0, 150, 400):
        assert stripe.height <= 402
        for at, row in enumerate(rows(stripe)):
            seen[stripe.top + at] = row
    assert set(range(len(whole))) <= set(seen)
    ink = {at for at, row in enumerate(whole) if min(row[::4]) < 100}
    again = {at for at, row in seen.items() if min(row[::4]) < 100}
    assert len(ink ^ again) <= 4, "rounding may move an edge of a line by a row, no more"
