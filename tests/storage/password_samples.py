"""A password, a name to look for, and where it can be read."""

from __future__ import annotations

from pathlib import Path

from setvzaim.operations.records import add
from setvzaim.queries import Context
from setvzaim.registers import LinkTo, register
from setvzaim.storage import Base

PASSWORD = "Тюльпан \"степной\" и 'Лотос' %s \\ 2026"  # noqa: S105 - of the tests alone
NAME = "Тюрбееваситова"
"""A surname found nowhere else."""


def traces(folder: Path, word: str = NAME) -> list[str]:
    """Return the files under a folder that hold a word for everyone to read."""
    signs = [word.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251")]
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += [path.name for sign in signs if sign in data]
    return found


def add_person(base: Base, name: str = NAME) -> None:
    context = Context()
    district = add(base, of=register("municipalities"), values={"name": f"Район {name}"}, context=context).value
    values: dict[str, object] = {"name": f"СОШ {name}", "municipality": LinkTo(district, "")}
    school = add(base, of=register("schools"), values=values, context=context).value
    values = {"name": name, "school": LinkTo(school, "")}
    add(base, of=register("staff"), values=values, context=context)
