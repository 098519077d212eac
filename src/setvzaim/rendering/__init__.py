"""Drawing a document tree in a format: a renderer never knows the subject, a builder never the format."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from pathlib import Path

from setvzaim.documents.tree import Document
from setvzaim.errors import WorldError
from setvzaim.rendering.job import Cancelled

__all__ = ["FORMATS", "Cancelled", "render", "render_pdf_bytes"]

FORMATS: dict[str, tuple[str, str]] = {
    ".pdf": ("setvzaim.rendering.pdf", "render_pdf"),
    ".docx": ("setvzaim.rendering.docx", "render_docx"),
    ".xlsx": ("setvzaim.rendering.xlsx", "render_xlsx"),
}
"""Suffix of the file: module (imported only when needed, they are heavy) and function."""


def render(
    document: Document,
    target: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write `document` to `target` in the format its suffix names.

    `progress` is told the share done, 0 to 1; `cancelled` is asked often and stops the work with
    `Cancelled`. Raises `WorldError` for an unknown suffix and for a file that cannot be written; then the
    old file is untouched.
    """
    entry = FORMATS.get(target.suffix.lower())
    if entry is None:
        known = ", ".join(sorted(FORMATS))
        raise WorldError(f"Файл «{target.name}»: такой вид файла не пишется. Выберите имя с окончанием {known}.")
    module, function = entry
    draw = getattr(importlib.import_module(module), function)
    draw(document, target, progress, cancelled)


def render_pdf_bytes(document: Document, progress: Callable[[float], None] | None = None) -> bytes:
    """Return `document` as a PDF in memory, to be looked at or sent to a printer."""
    from setvzaim.rendering.pdf import render_pdf  # noqa: PLC0415 - heavy

    stream = io.BytesIO()
    render_pdf(document, stream, progress)
    return stream.getvalue()
