"""A pack of papers: made one after another, into a folder or to the printer; what lacks something is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from setvzaim.documents.tree import Document
from setvzaim.errors import WorldError
from setvzaim.queries import Context
from setvzaim.queries.forms import Form, ready
from setvzaim.queries.forms.pack import Piece, pack
from setvzaim.rendering import render
from setvzaim.ui.printing.papers import Choices, FormPaper, paper, usual_title
from setvzaim.ui.printing.printer import Sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class PackWanted:
    """What a pack consists of: forms, of which registers only one record, and how each form is printed."""

    forms: tuple[Form, ...]
    only: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, Choices]
    """By the key of the form."""
    day: date
    context: Context
    blanks: bool


@dataclass(slots=True)
class PackDone:
    """How a pack went: names of what was printed, and of what was left out with the reason."""

    folder: Path | None = None
    printed: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


Tell = Callable[[str, float], None]
"""Told which paper is made and the share done; stops the work by raising."""
_Put = Callable[[Piece, Document, Callable[[float], None]], None]


def save_pack(connection: Any, wanted: PackWanted, folder: Path, suffix: str, tell: Tell) -> PackDone:  # noqa: ANN401
    """Save every paper of a pack into a folder, which is made."""
    done = PackDone(folder)

    def put(piece: Piece, document: Document, progress: Callable[[float], None]) -> None:
        if not folder.is_dir():
            _make(folder)
        render(document, folder / f"{piece.name}{suffix}", progress)

    _go_through(connection, wanted, done, tell, put)
    return done


def print_pack(connection: Any, wanted: PackWanted, sheets: Sheets, tell: Tell) -> PackDone:  # noqa: ANN401
    """Send every paper of a pack to a printer, one after another."""
    from setvzaim.rendering import render_pdf_bytes  # noqa: PLC0415 - heavy

    done = PackDone()

    def put(_piece: Piece, document: Document, progress: Callable[[float], None]) -> None:
        sheets.draw(render_pdf_bytes(document, progress), progress, ranged=False)

    try:
        _go_through(connection, wanted, done, tell, put)
        sheets.end()
    except BaseException:
        sheets.abort()
        raise
    return done


def _go_through(connection: Any, wanted: PackWanted, done: PackDone, tell: Tell, put: _Put) -> None:  # noqa: ANN401
    pieces = pack(connection, wanted.forms, wanted.context, wanted.only)
    for at, piece in enumerate(pieces):
        tell(piece.name, at / len(pieces))
        try:
            document = _document(connection, wanted, piece)
        except WorldError as error:
            done.left.append((piece.name, str(error)))
            continue
        put(piece, document, _part(tell, piece.name, at, len(pieces)))
        done.printed.append(piece.name)


def _part(tell: Tell, name: str, at: int, of: int) -> Callable[[float], None]:
    """Return what is told the share of one paper and tells that of the whole pack."""
    return lambda share: tell(name, (at + share) / of)


def _document(connection: Any, wanted: PackWanted, piece: Piece) -> Document:  # noqa: ANN401
    what = FormPaper(piece.form, piece.subject)
    choices = wanted.choices[piece.form.key]
    made = paper(connection, what, choices, usual_title(what), wanted.day, wanted.context)
    return ready(made, blanks=wanted.blanks).document


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise WorldError(f"Не удалось создать папку «{folder}»: {error.strerror}. Выберите другую.") from error
