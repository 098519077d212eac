"""Spaces and dashes as a printed page has them: what belongs together is not parted at the end of a line."""

from __future__ import annotations

import re

from setvzaim.text.quotes import typographic

NBSP = "\u00a0"
_BEFORE_NUMBER = re.compile(
    r"(?<![^\s(«])(№№?|§§?|пп?\.|стр?\.|чч?\.|гл\.|разд\.|прил\.|кл\.) +(?=[\dIVX_])", re.IGNORECASE
)
_SIGN = re.compile(r"([№§]) +")
_SHORT = re.compile(r"(?<![^\s(«,])(г|с|п|пос|пгт|х|ул|пр|д|им|тел|стр|каб|кв) ?\. +(?=[«\dА-ЯЁ])")
_INITIALS = re.compile(r"(?<![^\W_])([А-ЯЁ]\.)[ \u00a0]*(?:([А-ЯЁ]\.)[ \u00a0]*)?"
                       r"(?=[А-ЯЁ][а-яё]+)")  # fmt: skip
_AFTER_SURNAME = re.compile(
    r"\b([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?) (?=[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.(?![ \u00a0]?[А-ЯЁ][а-яё]))"
)
_BETWEEN_INITIALS = re.compile(r"(?<![^\W_])([А-ЯЁ]\.) ?(?=[А-ЯЁ]\.)")
_AFTER_NUMBER = re.compile(r"(?<=\d) +(?=(?:%|‰|гг?\.|чел\.|шт\.|руб\.|тыс\.|млн|ч\b|км\b|м\b|кв\.|л\b))")
_DAY = re.compile(
    r"(?<=\d) +(?=(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-яё]*\b)"
)
_BEFORE_DASH = re.compile(r" +(?=[—–] )")
_MEETING_QUOTES = re.compile(r"([«»])\1+")
_HYPHEN = re.compile(r"(?<= )-(?= )")


def tied(text: str) -> str:
    """Return a text whose numbers, initials, abbreviations and dashes stay with what they belong to."""
    if " " not in text and "." not in text:
        return text
    text = _BEFORE_NUMBER.sub(rf"\1{NBSP}", text)
    text = _SIGN.sub(rf"\1{NBSP}", text)
    text = _SHORT.sub(rf"\1.{NBSP}", text)
    text = _BETWEEN_INITIALS.sub(rf"\1{NBSP}", text)
    text = _INITIALS.sub(_apart, text)
    text = _AFTER_SURNAME.sub(rf"\1{NBSP}", text)
    text = _AFTER_NUMBER.sub(NBSP, text)
    text = _DAY.sub(NBSP, text)
    return _BEFORE_DASH.sub(NBSP, text)


def dashed(text: str) -> str:
    """Return a text in which a hyphen between spaces is the dash that was meant."""
    return _HYPHEN.sub("—", text)


def quoted(text: str) -> str:
    """Return a text with Russian quotation marks for straight ones, and one mark where two of one shape meet.

    «школа «Тюльпан»» ends with one.
    """
    return _MEETING_QUOTES.sub(r"\1", typographic(text) if '"' in text else text)


def _apart(found: re.Match[str]) -> str:
    first, second = found.groups()
    return NBSP.join(part for part in (first, second, "") if part is not None)
