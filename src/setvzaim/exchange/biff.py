"""How far the cells of an Excel 97 workbook reach, told before the reader makes room for them.

A damaged cell may say that it stands in column 60 000 ([MS-XLS] knows 256), and the reader would ask for gigabytes.
"""

from __future__ import annotations

import struct

_SECTOR = 512
_LEAST = 4096
"""A stream shorter than this stands elsewhere; it holds too few cells to matter."""
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00FD, 0x00D6, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
"""Records that begin with the row and the column of a cell ([MS-XLS] 2.4)."""


def extent(data: bytes) -> tuple[int, int]:
    """Return the number of rows and columns up to the farthest cells; zeros for what is no such workbook."""
    rows = columns = 0
    stream = _workbook(data)
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind in _CELLS and length >= 4 and at + 4 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += length
    return rows, columns


def _workbook(data: bytes) -> bytes:
    """Return the stream of the cells out of its compound file ([MS-CFB] 2)."""
    size = 1 << int.from_bytes(data[30:32], "little")
    if size not in (_SECTOR, 4096) or len(data) < _SECTOR:
        return b""
    sectors = struct.unpack_from("<109I", data, 76)
    width = size // 4
    table: list[int] = []
    for sector in sectors:
        part = data[(sector + 1) * size : (sector + 2) * size]
        if len(part) == size:
            table += struct.unpack(f"<{width}I", part)
    folder = _chain(data, size, table, int.from_bytes(data[48:52], "little"))
    for at in range(0, len(folder) - 127, 128):
        name = folder[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
        length = int.from_bytes(folder[at + 120 : at + 124], "little")
        if name in ("Workbook", "Book") and length >= _LEAST:
            return _chain(data, size, table, int.from_bytes(folder[at + 116 : at + 120], "little"))[:length]
    return b""


def _chain(data: bytes, size: int, table: list[int], sector: int) -> bytes:
    """Return the sectors of a stream, one after another; a chain that turns in a circle ends."""
    parts: list[bytes] = []
    while sector < len(table) and len(parts) <= len(table):
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(parts)
