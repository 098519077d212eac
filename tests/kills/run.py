"""Kill a program at random moments of writing, importing, undoing, migrating, backing up and restoring; look at it.

After each kill: every operation that was reported done is there, every one reported undone is not, the one under way is
there wholly or not at all, the history says the same as the records, the base opens for writing and is whole, copies
that have their name are whole, and nothing lies beside the base. Run as a program: `run.py KILLS [SEED]`, it writes
what it saw as JSON. Unix only: SIGKILL and fork.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kills.victim import ROWS, work
from setvzaim.queries.soundness import findings
from setvzaim.storage import Base, raw
from setvzaim.storage.base import SCHEMA

FINISHED = 5
"""A program is left alive until it has finished a number of operations below this: so a busy machine kills as late."""
LONGEST = 0.1
"""Seconds it is left alive after that, at most."""
EACH = 20
"""Kills after which a fresh base is taken, so that imports stay quick."""
IN_EFFECT = "SELECT count(*) FROM journal WHERE kind = 'do' AND undone_by IS NULL"
RECORDS = {"write": "запись {}", "attach": "файл {}", "import": "ввоз {}"}
"""How the records of an operation are called."""


@dataclass(frozen=True)
class Told:
    """What must be in a base by what was reported: operations by kind and number, in the order they took effect."""

    effect: tuple[tuple[str, int], ...] = ()
    undone: tuple[tuple[str, int], ...] = ()
    """Those that can be done again, the last one first to go."""

    def after(self, kind: str, number: int) -> Told:
        """Return what must be there after one more operation."""
        match kind:
            case "write" | "attach" | "import":
                return Told((*self.effect, (kind, number)))
            case "undo" if self.effect:
                return Told(self.effect[:-1], (*self.undone, self.effect[-1]))
            case "redo" if self.undone:
                return Told((*self.effect, self.undone[-1]), self.undone[:-1])
            case _:
                return self

    def records(self) -> Counter[str]:
        """Return how many records there must be of each operation."""
        return Counter({RECORDS[kind].format(number): ROWS if kind == "import" else 1 for kind, number in self.effect})


class Killing:
    """One base and what was reported done in it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder = folder
        self.path = folder / "база.setvzaim"
        self.chance = chance
        self.number = 1
        self.told = Told()
        self.done = 0
        self.revision = 0
        self.faults: list[str] = []
        self.hit: Counter[str] = Counter()
        folder.mkdir()
        with Base.create(self.path) as base, base.write() as connection:
            connection.exec_driver_sql("INSERT INTO settings (id, version, name, value) VALUES ('r', 1, 'revision', 0)")

    def once(self) -> None:
        """Let a program work for a moment, kill it, look."""
        said = self._killed(self.chance.random(), self.chance.uniform(0, LONGEST))
        under_way = ("", 0)
        for line in said:
            match line.split():
                case ["start", kind, number]:
                    under_way = (kind, int(number))
                    self.number = int(number) + 1
                case ["done", kind, number]:
                    self.told = self.told.after(kind, int(number))
                    self.done += 1
                    self.revision = int(number) if kind == "migrate" else self.revision
                    under_way = ("", 0)
                case ["fault", *words]:
                    self.faults.append(" ".join(words))
        self.hit[under_way[0] or "between"] += 1
        if self.path.with_name(self.path.name + "-journal").exists():
            self.hit["with a journal left"] += 1
        self._look(*under_way)

    def _killed(self, seed: float, seconds: float) -> list[str]:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            self._live(writing, seed)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as said:
            lines: list[str] = []
            wanted = self.chance.randrange(FINISHED)
            while sum(line.startswith("done") for line in lines) < wanted and (line := said.readline()):
                lines.append(line)
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return [*lines, *said.read().splitlines()]

    def _live(self, writing: int, seed: float) -> None:
        def say(line: str) -> None:
            os.write(writing, f"{line}\n".encode())

        try:
            work(self.path, int(seed * 1e9), self.number, say)
        except BaseException as error:  # noqa: BLE001 - told to whoever kills
            say(f"fault {type(error).__name__}: {error}")
        finally:
            os._exit(1)

    def _look(self, kind: str, number: int) -> None:
        try:
            with Base.open(self.path) as base, base.read() as connection:
                if base.read_only:
                    self.faults.append(f"{kind}: cannot be written: {base.read_only}")
                names = Counter(connection.exec_driver_sql("SELECT name FROM subjects").scalars())
                revision = connection.exec_driver_sql("SELECT value FROM settings").scalar_one()
                in_effect = connection.exec_driver_sql(IN_EFFECT).scalar_one()
                files = (one for one in findings(connection) if one.reason.startswith("приложенный файл"))
                self.faults += [f"{kind}: {one.name}: {one.reason}" for one in files]
                schema = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        except Exception as error:  # noqa: BLE001 - counted
            self.faults.append(f"{kind}: does not open: {error}")
            return
        if int(revision) != self.revision and (kind, int(revision)) != ("migrate", number):
            self.faults.append(f"{kind}: revision {revision} instead of {self.revision}")
        self.revision = int(revision)
        if schema != SCHEMA:
            self.faults.append(f"{kind}: schema {schema}")
        self._compare(names, in_effect, kind, number)
        self._look_at_files(kind)

    def _compare(self, names: Counter[str], in_effect: int, kind: str, number: int) -> None:
        """Compare the base with what was reported; what was under way may be there wholly, and then counts."""
        found = Counter(name.split(" строка")[0] for name in names.elements())
        after = self.told.after(kind, number)
        if after != self.told and found == after.records():
            self.told = after
            self.done += 1
        if found != (wanted := self.told.records()):
            self.faults.append(f"{kind}: {dict(found - wanted)} too much, {dict(wanted - found)} lost")
        if in_effect != len(self.told.effect):
            self.faults.append(f"{kind}: the history has {in_effect} in effect instead of {len(self.told.effect)}")

    def _look_at_files(self, kind: str) -> None:
        beside = self.folder / "рядом"
        whole = [self.path, *self.folder.glob("*до восстановления*.setvzaim"), *beside.rglob("*.setvzaim")]
        self.faults += [f"{kind}: {path.name} is not whole" for path in whole if raw.faults(path)]
        left = {path.name for path in self.folder.iterdir()} - {path.name for path in (*whole, beside)}
        left = {name for name in left if not name.endswith(".setvzaim.часть")}  # of a copy: swept by the next one
        self.faults += [f"{kind}: {name} lies beside the base" for name in left]


def kill(times: int, seed: int) -> dict[str, object]:
    """Kill so many times; return what was seen."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    faults: list[str] = []
    hit: Counter[str] = Counter()
    done = 0
    root = Path(tempfile.mkdtemp(prefix="kills-"))
    os.environ["SETVZAIM_DATA"] = str(root / "data")
    try:
        for start in range(0, times, EACH):
            killing = Killing(root / str(start), chance)
            for _ in range(min(EACH, times - start)):
                killing.once()
            faults += killing.faults
            hit += killing.hit
            done += killing.done
            with contextlib.suppress(OSError):
                shutil.rmtree(root / str(start))
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return {"kills": times, "seed": seed, "done": done, "hit": dict(sorted(hit.items())), "faults": faults}


if __name__ == "__main__":
    seen = kill(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6))
    sys.stdout.write(json.dumps(seen, ensure_ascii=False, indent=1) + "\n")
    sys.exit(bool(seen["faults"]))
