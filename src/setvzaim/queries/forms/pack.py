"""Several papers in one go: some forms, each about every record it can be about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.queries.forms.form import Form, subjects
from setvzaim.queries.query import Context
from setvzaim.registers import LinkTo
from setvzaim.text.file_names import file_name


@dataclass(frozen=True, slots=True)
class Piece:
    """One paper of a pack: the form, the record it is about (`None` for the network), the name of its file."""

    form: Form
    subject: LinkTo | None
    name: str


def pack(
    connection: sa.Connection,
    forms: Iterable[Form],
    context: Context,
    only: Mapping[str, Collection[str]] | None = None,
) -> tuple[Piece, ...]:
    """Return the papers of some forms, each name once.

    `only` names by the key of a register the records papers may be about; other registers bring all of theirs.
    """
    wanted = only or {}
    found: list[Piece] = []
    taken: dict[str, int] = {}
    for form in forms:
        about = subjects(connection, form, context) if form.subject else (None,)
        for subject in about:
            if subject is not None and subject.id not in wanted.get(form.subject, (subject.id,)):
                continue
            name = file_name(f"{form.title} — {subject.label}" if subject else form.title)
            taken[name.casefold()] = taken.get(name.casefold(), 0) + 1
            again = taken[name.casefold()]
            found.append(Piece(form, subject, name if again == 1 else f"{name} ({again})"))
    return tuple(found)
