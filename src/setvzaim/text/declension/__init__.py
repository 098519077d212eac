"""A stand-in until the rules are here: everything stays in the nominative."""

from __future__ import annotations

from collections.abc import Mapping

from setvzaim.text.declension.cases import Case, Kind, Sex

__all__ = ["Case", "Corrections", "Declension", "Kind", "Sex"]

Corrections = Mapping[tuple[Kind, str, Case], str]


class Declension:
    def __init__(self, corrections: Corrections | None = None) -> None:
        self._corrections = corrections or {}

    def decline(self, kind: Kind, text: str, case: Case, sex: Sex | None = None) -> str:  # noqa: ARG002
        return self._corrections.get((kind, text, case), text)

    def sure(self, kind: Kind, text: str, sex: Sex | None = None) -> bool:  # noqa: ARG002
        return True

    def short_name(self, full: str, case: Case = Case.NOM, *, initials_first: bool = True) -> str:  # noqa: ARG002
        parts = full.split()
        short = "\u00a0".join(f"{part[0]}." for part in parts[1:])
        return f"{short}\u00a0{parts[0]}" if initials_first else f"{parts[0]}\u00a0{short}"
