"""Dates in words, as official papers write them."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def long_date(day: date) -> str:
    """Write a date with the month in words: «5 сентября 2026 г.», its parts held together."""
    return f"{day.day}\u00a0{MONTHS[day.month - 1]} {day.year}\u00a0г."
