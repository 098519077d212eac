"""PDF: the tree laid out by our own linear layout, drawn and embedded by reportlab's canvas.

Platypus is not used: its tables try every row again for every page, ours lay each row out once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from setvzaim.documents.tree import Block, Document, Figure, PageBreak, Signature, Spacer, Stamps, Table
from setvzaim.rendering.files import whole_file
from setvzaim.rendering.job import Job
from setvzaim.rendering.pdf.blocks import BreakFlow, Flow, GapFlow, SignatureFlow, StampsFlow, TextFlow
from setvzaim.rendering.pdf.figure import FigureFlow
from setvzaim.rendering.pdf.pager import Pager
from setvzaim.rendering.pdf.table import TableFlow

__all__ = ["render_pdf"]


def render_pdf(
    document: Document,
    target: Path | BinaryIO,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Draw `document` as PDF into a file or a stream; the same document gives the same bytes.

    `progress` is told the share done (0 to 1); `cancelled` is asked every 64 rows and stops the work with
    `Cancelled`. Raises `WorldError` when the file cannot be written; then the old one is untouched.
    """
    steps = sum(2 * block.count for block in document.blocks if isinstance(block, Table))
    job = Job(steps, progress, cancelled)
    with whole_file(target) as stream:
        pager = Pager(document, stream)
        flows = [_flow(block, pager, job) for block in document.blocks]
        for flow, tail in zip(flows, _tails(flows), strict=True):
            job.look()
            flow.draw(tail)
        job.look()
        pager.save()
    job.finish()


def _flow(block: Block, pager: Pager, job: Job) -> Flow:
    """Lay a block out for the width of the page."""
    match block:
        case Table():
            return TableFlow(block, pager, job)
        case Stamps():
            return StampsFlow(block, pager)
        case Figure():
            return FigureFlow(block, pager)
        case Signature():
            return SignatureFlow(block, pager)
        case PageBreak():
            return BreakFlow(pager)
        case Spacer():
            return GapFlow(block.height, pager)
        case _:
            return TextFlow(block, pager)


def _tails(flows: list[Flow]) -> list[float]:
    """Tell for each block what height must follow its end on the same page; empty space parts nothing."""
    tails: list[float] = []
    need, kept = 0.0, False
    for flow in reversed(flows):
        tail = need if flow.keep_next or kept else 0.0
        tails.append(tail)
        if isinstance(flow, GapFlow):
            need += flow.height
            continue
        need = flow.start_height() + (tail if tail and flow.whole else 0.0)
        kept = flow.keep_previous
    return tails[::-1]
