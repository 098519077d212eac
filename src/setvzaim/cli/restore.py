"""Put a backup in the place of a base, or show what that would change.

восстановить базу из резервной копии
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from setvzaim.cli._common import answer, as_json, say
from setvzaim.operations.backups import Difference, Preview, preview, restore
from setvzaim.text.format import format_number


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="ФАЙЛ", type=Path, help="файл резервной копии")
    parser.add_argument("--to", dest="base", metavar="БАЗА", required=True, type=Path, help="файл базы")
    parser.add_argument("--dry-run", action="store_true", help="только показать, что изменится; ничего не записывать")
    as_json(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    seen = preview(arguments.file, arguments.base)
    kept = None
    if not arguments.dry_run:
        kept = restore(arguments.file, arguments.base, datetime.now())  # noqa: DTZ005 - the office's own clock
    if arguments.json:
        registers = [asdict(one) for one in seen.differences]
        answer({"kept": str(kept) if kept else None, "comparable": seen.comparable, "registers": registers})
        return 0
    say(*_lines(seen))
    if arguments.dry_run:
        say("Ничего не записано.")
    elif kept:
        say(f"База восстановлена: {arguments.base}", f"Прежняя база сохранена: {kept}")
    else:
        say(f"База восстановлена: {arguments.base}")
    return 0


def _lines(seen: Preview) -> list[str]:
    if not seen.comparable:
        return ["Сравнить не с чем: нынешней базы нет или она не читается."]
    if not seen.differences:
        return ["Копия не отличается от базы."]
    return ["Чем копия отличается от базы:", *(line for one in seen.differences for line in _register(one))]


def _register(one: Difference) -> list[str]:
    lines = [f"{one.title}:"]
    for words, names in (("есть только в базе", one.only_here), ("есть только в копии", one.only_there)):
        if names:
            lines.append(f"  {words}, {format_number(len(names))}: {'; '.join(names)}")
    lines += [f"  {c.name}, {c.column}: в базе «{c.here}», в копии «{c.there}»" for c in one.changed]
    return lines
