"""All figures: `make bench`. Each benchmark runs in a process of its own; exit status 1 when a figure is not reached.

`--write FILE` puts the table into a document, between the lines that mark its place there. Names of benchmarks run
only those: `run.py start query`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from figures import Figure

BENCHMARKS = ("start", "query", "import_rows", "journal", "xlsx_register", "pdf_plan", "docx_plan", "pack", "password")
_HERE = Path(__file__).parent
_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"
_CHILD = "import dataclasses, json, {0}; print(json.dumps([dataclasses.asdict(f) for f in {0}.main()]))"


def measure(name: str) -> list[Figure]:
    """Run one benchmark in a process of its own; raise `RuntimeError` with what it said when it fails."""
    command = [sys.executable, "-c", _CHILD.format(name)]
    done = subprocess.run(command, cwd=_HERE, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"benchmark {name} failed:\n{done.stderr}")
    return [Figure(**data) for data in json.loads(done.stdout.splitlines()[-1])]


def machine() -> str:
    """Say what the figures were measured on."""
    cores = len(os.sched_getaffinity(0))
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def table(figures: Sequence[Figure]) -> str:
    """Write figures as a Markdown table, how each was measured below it."""
    lines = ["| figure | value | reach | reached |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {f.name} | {f.shown} | ≤ {f.reach:g} {f.unit} | {'yes' if f.reached else '**no**'} |" for f in figures
    ]
    return "\n".join([*lines, "", *(f"- {figure.name}: {figure.detail}" for figure in figures if figure.detail)])


def write(path: Path, text: str) -> None:
    """Put the table into a document, in place of the one there."""
    before, _, rest = path.read_text(encoding="utf-8").partition(_BEGIN)
    _, mark, after = rest.partition(_END)
    if not mark:
        raise RuntimeError(f"{path} has no place for the table: {_BEGIN} … {_END}")
    path.write_text(f"{before}{_BEGIN}\n\n{text}\n\n{_END}{after}", encoding="utf-8")


def main() -> int:
    """Measure, print, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", metavar="BENCHMARK", help=f"all without; {', '.join(BENCHMARKS)}")
    parser.add_argument("--write", metavar="FILE", type=Path, help="document to put the table into")
    wanted = parser.parse_args()
    if unknown := set(wanted.only) - {*BENCHMARKS}:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    start = time.perf_counter()
    for name in wanted.only or BENCHMARKS:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        figures += measure(name)
    took = time.perf_counter() - start
    head = f"{date.today():%Y-%m-%d}, {machine()}; {took / 60:.1f} minutes."  # noqa: DTZ011 - a day is enough
    text = f"{head}\n\n{table(figures)}"
    print(text)
    if wanted.write is not None:
        write(wanted.write, text)
    return 0 if all(figure.reached for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
