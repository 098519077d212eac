"""Terms as plans have them in words, understood where they can be: «октябрь», «до 25 числа каждого месяца».

There is no clock here: a month without a year is taken in the school year of the plan, 1 September to 31 August.
What is decided, because the words leave it open:

- «до 1 октября», «к 1 октября» hold that day too; «до октября» ends with September;
- «квартал» is one of the calendar year; without a year it is the one with most days in the school year, so that
  «III квартал» of 2026/27 is July to September 2027;
- «четверть» and «полугодие» are the school's, in whole months (`text.spans`); «полугодие» with a single year («I
  полугодие 2027 г.») is of the calendar year;
- «в течение года», «постоянно» and the like are the whole school year; so «до конца года» is 31 August;
- what needs another paper or another event to be known («по графику», «каникулы») stays text.
"""

from __future__ import annotations

from functools import lru_cache

from setvzaim.text.spans import Span, Term, term_of
from setvzaim.text.term_reader import TermReader
from setvzaim.text.term_words import Unclear, tokens_of, without_repeats

__all__ = ["Span", "Term", "term_of", "understand"]
_MOST = 300
"""Characters: what is longer is a story, not a term."""


@lru_cache(maxsize=4096)
def understand(text: str, school_year: int | None) -> Term | None:
    """Return what a term says, or `None` for what stays text.

    `school_year` is the calendar year in which the plan's school year starts; `None` when it is not known: then only
    terms with years of their own are understood.
    """
    if not text or len(text) > _MOST:
        return None
    try:
        every, rest = without_repeats(text)
        reader = TermReader(tokens_of(rest), school_year)
        return reader.term() if every is None else reader.repeated(every)
    except (Unclear, ValueError, OverflowError):  # a day no month has, a year no calendar has
        return None
