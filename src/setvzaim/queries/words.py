"""Words in their cases, with what the user has corrected."""

from __future__ import annotations

import sqlalchemy as sa

from setvzaim.model import WordForm
from setvzaim.text.declension import Case, Declension, Kind


def declension_of(connection: sa.Connection) -> Declension:
    """Return the rules of declension with the corrections kept in the base."""
    kept = connection.execute(sa.select(WordForm.kind, WordForm.text, WordForm.case, WordForm.form))
    return Declension({(Kind(kind), text, Case(case)): form for kind, text, case, form in kept})


def corrected(connection: sa.Connection) -> frozenset[tuple[str, str, str]]:
    """Return what the user has corrected: kind, nominative and case of each form."""
    kept = connection.execute(sa.select(WordForm.kind, WordForm.text, WordForm.case))
    return frozenset((kind, text, case) for kind, text, case in kept)
