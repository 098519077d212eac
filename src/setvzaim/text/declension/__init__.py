"""Russian declension of names, posts, schools, places and noun phrases."""

from __future__ import annotations

from setvzaim.text.declension.cases import Case, Kind, Sex
from setvzaim.text.declension.engine import Corrections, Declension
from setvzaim.text.declension.people import sex_of

__all__ = ["Case", "Corrections", "Declension", "Kind", "Sex", "sex_of"]
