"""Putting words into a case while a form is filled, and remembering which: so that they can be looked over."""

from __future__ import annotations

from dataclasses import dataclass

from setvzaim.text.declension import Case, Declension, Kind, Sex


@dataclass(frozen=True, slots=True)
class Declined:
    """Words that were put into a case: what they are, and how they stand on the paper.

    `sure` is False where no rule and nobody's correction says so and the form is a guess.
    """

    kind: Kind
    text: str
    case: Case
    form: str
    sure: bool


class Declining:
    """The rules of declension, which keep what they were asked for."""

    def __init__(self, declension: Declension) -> None:
        self._declension = declension
        self._found: dict[tuple[Kind, str, Case], Declined] = {}

    @property
    def found(self) -> tuple[Declined, ...]:
        """The words put into a case other than the nominative, each once, in the order in which they were."""
        return tuple(self._found.values())

    def decline(self, kind: Kind, text: str, case: Case, sex: Sex | None = None) -> str:
        """Return words in a case."""
        text = " ".join(text.split())
        form = self._declension.decline(kind, text, case, sex)
        if case is not Case.NOM:
            sure = self._declension.sure(kind, text, sex)
            self._found.setdefault((kind, text, case), Declined(kind, text, case, form, sure))
        return form

    def short_name(self, full: str, case: Case, *, initials_first: bool) -> str:
        """Return surname and initials in a case; it is the full name that is remembered and can be corrected."""
        self.decline(Kind.FULL, full, case)
        return self._declension.short_name(full, case, initials_first=initials_first)
