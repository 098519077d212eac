"""Text of any kind in any case, with what the user has corrected once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from setvzaim.text.declension import names, people, surnames
from setvzaim.text.declension.cases import Case, Forms, Kind, Sex, fixed
from setvzaim.text.declension.phrases import phrase
from setvzaim.text.declension.places import place

Corrections = Mapping[tuple[Kind, str, Case], str]
"""What the user has corrected once, by kind, nominative (single spaces) and case."""

_LONGEST = 1000
"""Characters; a longer text is not the name of anything and stays."""


class Declension:
    """Puts names, posts, schools and places into a case; the user's corrections win."""

    def __init__(self, corrections: Corrections | None = None) -> None:
        self._corrections = dict(corrections or {})

    def decline(self, kind: Kind, text: str, case: Case, sex: Sex | None = None) -> str:
        """Return the text in a case with single spaces; the nominative and what is unknown as it is. Never raises."""
        text = " ".join(text.split())
        corrected = self._corrections.get((kind, text, case))
        if corrected is not None:
            return corrected
        return text if case is Case.NOM else forms(kind, text, sex)[case]

    def short_name(self, full: str, case: Case = Case.NOM, *, initials_first: bool = True) -> str:
        """Return surname and initials in a case with no-break spaces: «С. Б. Манджиевой».

        Takes full names and those with initials («Манджиева С.Б.»). A corrected full name gives its corrected surname.
        """
        full = " ".join(full.split())
        if not full:
            return ""
        corrected = self._corrections.get((Kind.FULL, full, case))
        return people.short_name(full, case, initials_first=initials_first, corrected=corrected)

    def sure(self, kind: Kind, text: str, sex: Sex | None = None) -> bool:
        """Return whether the forms come from the dictionary, a rule or the user, rather than from a guess."""
        text = " ".join(text.split())
        if any(key[:2] == (kind, text) for key in self._corrections):
            return True
        return forms(kind, text, sex).sure


@lru_cache(maxsize=8192)
def forms(kind: Kind, text: str, sex: Sex | None = None) -> Forms:
    """Return the six forms of a text with single spaces, by dictionary and rules."""
    if len(text) > _LONGEST or not any(letter.isalpha() for letter in text):
        return fixed(text, sure=not text)
    match kind:
        case Kind.FIRST:
            return names.first_name(text, sex)
        case Kind.PATRONYMIC:
            return names.patronymic(text, sex)
        case Kind.SURNAME:
            return surnames.surname(text, sex)
        case Kind.FULL:
            return people.full_name(text, sex)
        case Kind.POST:
            return phrase(text, animate=True)
        case Kind.SCHOOL:
            return phrase(text, school=True)
        case Kind.PLACE:
            return place(text)
        case Kind.PHRASE:
            return phrase(text)
