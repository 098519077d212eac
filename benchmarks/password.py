"""What a password costs: start, questions and import of an encrypted base against the same work on a plain one.

Start is the whole start of the program, from the process to the rows of the table on the screen; the password is handed
in at once, without the dialog in which somebody types it. Questions are those of `query.py`, the worst of them counts.
The import is that of `import_rows.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from figures import Figure, ratio, show
from query import ours as ask
from query import questions
from sample_base import make_base
from sample_book import make_book
from setvzaim.exchange import prepare
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context
from setvzaim.storage import Base
from start import _OURS, reported

ROWS, IMPORTED = 40_000, 100_000
REACH = 1.3
PASSWORD = "Степь и тюльпаны"  # noqa: S105 - of the benchmark alone
_STARTS, _REPEATS, _IMPORTS = 15, 15, 5
_KNOWN = f"""
from setvzaim import app
opened = app._open
app._open = lambda path, _: opened(path, {PASSWORD!r})
"""


def start(folder: str) -> Figure:
    """Measure the start to the first rows."""
    plain, locked = Path(folder, "plain.setvzaim"), Path(folder, "locked.setvzaim")
    subprocess.run([sys.executable, "-m", "setvzaim", "demo", str(plain)], check=True, capture_output=True)
    _lock(plain, locked)
    times = []
    for turn in range(_STARTS + 1):
        (one,) = reported(f"{_KNOWN}{_OURS}", [str(locked)], ("rows",), folder)
        (other,) = reported(_OURS, [str(plain)], ("rows",), folder)
        if turn:  # the first of each only warms the files
            times.append((one, other))
    ours, theirs = median(one for one, _ in times), median(other for _, other in times)
    value = median(one / other for one, other in times)
    return Figure("start to the first rows, encrypted / plain", value, REACH, detail=f"{ours:.2f} s and {theirs:.2f} s")


def filters(folder: str) -> Figure:
    """Measure the questions of a table."""
    plain, locked = Path(folder, "many.setvzaim"), Path(folder, "many-locked.setvzaim")
    here = make_base(plain, ROWS)
    _lock(plain, locked)
    measured = {}
    with Base.open(plain) as other, Base.open(locked, PASSWORD) as one:
        for name, query in questions(here).items():
            ask(one, query)
            ask(other, query)
            measured[name] = ratio(
                lambda q=query: ask(one, q),  # type: ignore[misc]
                lambda q=query: ask(other, q),  # type: ignore[misc]
                _REPEATS,
            )
    detail = ", ".join(f"{name} {value:.2f}" for name, (value, _, _) in measured.items())
    worst = max(value for value, _, _ in measured.values())
    return Figure(f"questions on {ROWS} schools, encrypted / plain", worst, REACH, detail=detail)


def imports(folder: str) -> Figure:
    """Measure the import of a workbook into an empty base."""
    book, plain, locked = Path(folder, "book.xlsx"), Path(folder, "to.setvzaim"), Path(folder, "to-locked.setvzaim")
    make_book(book, IMPORTED)

    def empty() -> None:
        plain.unlink(missing_ok=True)
        locked.unlink(missing_ok=True)
        Base.create(plain).close()
        Base.create(locked, PASSWORD).close()

    value, a, b = ratio(lambda: _bring_in(book, locked), lambda: _bring_in(book, plain), _IMPORTS, before=empty)
    return Figure(f"import of {IMPORTED} rows, encrypted / plain", value, REACH, detail=f"{a:.2f} s and {b:.2f} s")


def _bring_in(book: Path, path: Path) -> None:
    context = Context(school_year=2026)
    with Base.open(path, PASSWORD) as base:  # a plain one does not look at it
        with base.read() as connection:
            plan = prepare(connection, book, context)
        apply_import(base, of=plan.register, writes=plan.writes, context=context)


def _lock(plain: Path, locked: Path) -> None:
    shutil.copyfile(plain, locked)
    with Base.open(locked) as base:
        base.change_password(PASSWORD)


def main() -> list[Figure]:
    """Measure the figures of the password."""
    with tempfile.TemporaryDirectory() as folder:
        return [start(folder), filters(folder), imports(folder)]


if __name__ == "__main__":
    show(main())
