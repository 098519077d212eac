"""Scans for the example district: pages drawn here, with lines for the text and a stamp, no larger than a letter."""

from __future__ import annotations

import math
import zlib
from datetime import date

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.operations.attachments import NewFile, attach
from setvzaim.registers import register
from setvzaim.storage import Base

_WIDTH, _HEIGHT = 248, 351
"""Dots of a page: A4 at 30 dots an inch, enough to be recognised as one."""
_PAPER, _INK, _STAMP = 250, 70, 150
_DAY = date(2026, 9, 15)
_SCANNED = (
    ("Положение о сетевом взаимодействии%", "Положение о сети, подписанное.pdf"),
    ("Положение о центре%", "Положение о центре.pdf"),
    ("Приказ об утверждении совместного плана%", "Приказ № 104.pdf"),
    ("Договор о сотрудничестве № 1", "Договор № 1 с подписями.pdf"),
    ("Договор о сотрудничестве № 2", "Договор № 2 с подписями.pdf"),
    ("Договор о сотрудничестве № 3", "Договор № 3 с подписями.pdf"),
)
"""Documents by their titles, with the names of their files."""


def attach_scans(base: Base) -> None:
    """Give some legal documents of the example their files."""
    of, table = register("documents"), TABLES["documents"]
    for number, (title, name) in enumerate(_SCANNED):
        with base.read() as connection:
            record = connection.scalars(sa.select(table.c.id).where(table.c.title.like(title))).first()
        if record is not None:
            attach(base, of=of, record=record, files=[NewFile(name, scan(number))], today=_DAY)


def scan(number: int) -> bytes:
    """Return a page as PDF; pages of other numbers look another way."""
    picture = zlib.compress(b"".join(_rows(number)), 9)
    page = "q 595 0 0 842 0 0 cm /P Do Q"
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page.encode()),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (_WIDTH, _HEIGHT, len(picture), picture),
        b"<< /XObject << /P 5 0 R >> >>",
    )
    written, places = b"%PDF-1.4\n", []
    for at, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (at, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(parts) + 1, table, len(parts) + 1, len(written))
    )


def _rows(number: int) -> list[bytes]:
    """Return the dots of a page row by row: lines of unequal words, a signature, a round stamp."""
    rows = [bytearray([_PAPER]) * _WIDTH for _ in range(_HEIGHT)]
    for line in range(24):
        length = 190 - (line * 37 + number * 53) % 60 if line % 6 == 5 else 190
        left = 34 if line % 6 else 46
        for x in range(left, 34 + length):
            if (x * 7 + line * 29 + number * 11) % 23 > 3:
                for y in (40 + line * 9, 41 + line * 9):
                    rows[y][x] = _INK
    for step in range(720):
        turn = math.radians(step / 2)
        for radius in (25.0, 22.0):
            rows[round(290 + radius * math.sin(turn))][round(150 + radius * math.cos(turn))] = _STAMP
    return [bytes(row) for row in rows]
