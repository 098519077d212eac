"""How backups are called."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from setvzaim.text.format import format_number, format_value
from setvzaim.text.plural import Noun

if TYPE_CHECKING:
    from setvzaim.operations.backups import CopiesState, Difference

RECORD = Noun("запись", "записи", "записей")
GONE = Noun("пропадёт", "пропадут", "пропадёт")
BACK = Noun("вернётся", "вернутся", "вернётся")
FORMER = Noun("станет прежней", "станут прежними", "станут прежними")
_MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
           "декабря")  # fmt: skip


def when(moment: datetime, now: datetime) -> str:
    """Write a moment as in an office: «сегодня 12:30», «вчера 12:30», «2 ноября 12:30», «02.11.2025 12:30»."""
    days = (now.date() - moment.date()).days
    if days in (0, 1):
        return f"{('сегодня', 'вчера')[days]} {moment:%H:%M}"
    return f"{day(moment, now)} {moment:%H:%M}"


def day(moment: datetime, now: datetime) -> str:
    """Write a day: «сегодня», «2 ноября», «02.11.2025»."""
    if moment.date() == now.date():
        return "сегодня"
    if moment.year == now.year:
        return f"{moment.day} {_MONTHS[moment.month - 1]}"
    return format_value(moment.date())


def status(state: CopiesState, now: datetime) -> str:
    """Say in the status line what backups there are: «Копия: сегодня 12:30, проверена 2 ноября»."""
    if not state.copies:
        return "Копий пока нет"
    proved = f"проверена {day(state.proved, now)}" if state.proved else "не проверена"
    return f"Копия: {when(state.copies[0].made, now)}, {proved}"


def size(path_bytes: int) -> str:
    """Write a size in megabytes."""
    return f"{format_number(round(path_bytes / 1_000_000, 1))}\u00a0МБ"


def folder_words(folder: Path) -> str:
    """Write a folder, with a sign where it is not there now."""
    return str(folder) if folder.is_dir() else f"{folder} (сейчас недоступна)"


def lost(one: Difference) -> str:
    """Say what a restore changes in a register, in short: «пропадёт: 2, вернётся: 1, изменится: 3»."""
    parts = (("пропадёт", len(one.only_here)), ("вернётся", len(one.only_there)), ("изменится", len(one.changed)))
    return ", ".join(f"{word}: {format_number(count)}" for word, count in parts if count)
