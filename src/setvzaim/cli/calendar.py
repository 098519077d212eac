"""Write the calendars of schools.

календари школам: мероприятия плана в файлах .ics
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from setvzaim.cli._common import answer, as_json, context_of, from_base, nameless, opened, say, warn
from setvzaim.documents.calendar import LeftOut, SchoolCalendar
from setvzaim.errors import WorldError
from setvzaim.queries import suggest
from setvzaim.queries.calendars import Calendars, calendars
from setvzaim.registers import register
from setvzaim.rendering.ics import SUFFIX, file_names, write_calendar
from setvzaim.text.fold import match_key


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--to", metavar="ПАПКА", required=True, type=Path, help="папка; для одной школы и файл .ics")
    parser.add_argument("--school", metavar="ШКОЛА", help="только эта школа")
    nameless(parser)
    as_json(parser)
    from_base(parser)


def run(arguments: Namespace) -> int:
    """Do it; 1 when some measures stand in no calendar."""
    with opened(arguments.base) as base, base.read() as connection:
        context = context_of(connection, arguments)
        school = _school(connection, arguments.school) if arguments.school else None
        found = calendars(connection, context, school=school, without_names=arguments.without_names)
    if not found.schools:
        raise WorldError("Ни одна школа не участвует в мероприятиях плана: проверьте сеть, учебный год и участников.")
    paths = _paths(found.schools, arguments.to)
    stamp = datetime.now(UTC)
    for calendar, path in zip(found.schools, paths, strict=True):
        write_calendar(calendar, path, stamp)
    left_out = {out: None for calendar in found.schools for out in calendar.left_out}
    if arguments.json:
        answer(_for_machine(found, paths))
    else:
        _tell(found, paths, tuple(left_out))
    return 1 if left_out or found.nobodys else 0


def _school(connection: sa.Connection, name: str) -> str:
    found = list(suggest(connection, "schools", name))
    exact = [link for link in found if match_key(link.label) == match_key(name)] or found
    if len(exact) != 1:
        raise WorldError(f"Школа «{name}» {'не найдена' if not exact else 'названа неоднозначно'}.")
    return exact[0].id


def _paths(schools: Sequence[SchoolCalendar], to: Path) -> list[Path]:
    """Return where each calendar goes; a folder that is not there is made."""
    if to.suffix.lower() == SUFFIX and not to.is_dir():
        if len(schools) > 1:
            raise WorldError(f"Школ несколько: назовите папку вместо файла «{to.name}» или одну школу ключом --school.")
        return [to]
    try:
        to.mkdir(exist_ok=True)
    except OSError as error:
        raise WorldError(f"Папку «{to}» создать не удалось. Назовите другую.") from error
    return [to / name for name in file_names([school.school for school in schools])]


def _tell(found: Calendars, paths: Sequence[Path], left_out: Sequence[LeftOut]) -> None:
    noun = register("measures").noun
    for calendar, path in zip(found.schools, paths, strict=True):
        say(f"{path.name}: {noun.counted(len(calendar.entries))}")
    for reason, some in (("Без дат, в календари не вошли", left_out), ("Без школ-участников", found.nobodys)):
        if some:
            warn(f"{reason}: {len(some)}")
            for out in some:
                warn(" ".join(part for part in (out.number, out.title, f"({out.term})" if out.term else "") if part))


def _for_machine(found: Calendars, paths: Sequence[Path]) -> object:
    return {
        "calendars": [
            {
                "school": calendar.school,
                "file": str(path),
                "measures": len(calendar.entries),
                "left_out": [_machine_left_out(out) for out in calendar.left_out],
            }
            for calendar, path in zip(found.schools, paths, strict=True)
        ],
        "without_schools": [_machine_left_out(out) for out in found.nobodys],
    }


def _machine_left_out(out: LeftOut) -> dict[str, str]:
    return {"number": out.number, "title": out.title, "term": out.term}
