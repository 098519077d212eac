"""Run by `test_fourteenth_register` in a process of its own: `python fourteenth_register.py FOLDER`.

The page of declaration joins the package; whatever is asked then is asked of the program as it stands. The answers
are printed as JSON.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import setvzaim.registers

PAGES = Path(__file__).parents[1] / "data" / "registers"
setvzaim.registers.__path__.append(str(PAGES))

from setvzaim.exchange import Wishes, prepare  # noqa: E402 - the page must have joined before
from setvzaim.model import BETWEEN, TABLES  # noqa: E402
from setvzaim.operations import Refusal  # noqa: E402
from setvzaim.operations.imports import apply_import  # noqa: E402
from setvzaim.operations.records import add, change, remove  # noqa: E402
from setvzaim.queries import Context, Filter, Query, fetch, find  # noqa: E402
from setvzaim.queries.dependants import dependants  # noqa: E402
from setvzaim.queries.everywhere import search_everywhere  # noqa: E402
from setvzaim.queries.papers import export_document, register_document  # noqa: E402
from setvzaim.registers import Named, register  # noqa: E402
from setvzaim.rendering import render  # noqa: E402
from setvzaim.storage import Base  # noqa: E402

CONTEXT = Context(school_year=2026)
TYPED = {
    "topic": "Ёлочные задачи", "school_year": "2026/27", "subject": Named("математика"), "held_on": "5.10.2026",
    "mode": "ОЧНО", "present": "4", "invited": "5",
}  # fmt: skip


def main(folder: Path) -> dict[str, object]:
    of = register("visits")
    with Base.open(Path(shutil.copyfile(folder / "example", folder / "копия.setvzaim"))) as base:
        with base.write() as connection:  # what the revision does
            TABLES["visits"].create(connection)
            BETWEEN["visits_guests"].create(connection)
        with base.read() as connection:
            school, *_ = find(connection, Query("schools"))
            guests = find(connection, Query("staff"))[:2]
        values = {key: of[key].read(value) for key, value in TYPED.items()}
        record = add(base, of=of, values={**values, "school": school, "guests": guests}, context=CONTEXT).value
        answers: dict[str, object] = {"name": change(base, of=of, record=record, values={}, context=CONTEXT).name}
        try:
            change(base, of=of, record=record, values={"topic": None}, context=CONTEXT)
        except Refusal as refusal:
            answers["refused"] = refusal.faults
        with base.read() as connection:
            (row,) = fetch(connection, of, find(connection, Query("visits", "елочные")), CONTEXT)
            answers["texts"] = dict(zip((column.key for column in of.columns), row.texts(), strict=True))
            answers["filtered"] = len(find(connection, Query("visits", filters=(Filter("present", "above", 4),))))
            answers["everywhere"] = [found.register for found in search_everywhere(connection, "елочн", CONTEXT)]
            told = dependants(connection, register("schools"), [school]).gone
            answers["dependants"] = {other.key: number for other, number in told}["visits"]
            render(register_document(connection, Query("visits")), folder / "посещения.pdf")
            render(export_document(connection, Query("visits")), folder / "посещения.xlsx")
            again = prepare(connection, folder / "посещения.xlsx", CONTEXT, Wishes(register="visits"))
            answers["again"] = [planned.verdict.value for planned in again.rows]
        remove(base, of=of, records=[record])
        with base.read() as connection:
            plan = prepare(connection, folder / "посещения.xlsx", CONTEXT, Wishes(register="visits"))
        apply_import(base, of=of, writes=plan.writes, context=CONTEXT)
        with base.read() as connection:
            (row,) = fetch(connection, of, find(connection, Query("visits")), CONTEXT)
            answers["imported"] = dict(zip((column.key for column in of.columns), row.texts(), strict=True))
    return answers


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
