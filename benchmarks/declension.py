"""The share of right forms of declension on a list: `python benchmarks/declension.py FILE.tsv`.

The list has the columns kind, gender, nominative, case and form, parted by tabulators, with a header line. Gender (m,
f) may be empty; kind is first, patronymic, surname, full, post, school or place; case is gen, dat, acc, ins or loc.
«|» in a form parts forms that are all right. Letter case and runs of spaces do not count. A form that differs only by е
for ё is wrong in the column «right» and right in the column «with ё = е»; the list of wrong forms marks it.

Without a file the lists of the tests are measured; `--markdown` prints the table of `docs/declension.md`.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from declension_lists import KINDS, entries, rows
from setvzaim.text.declension import Case, Declension, Kind, Sex

_COLUMNS = ("kind", "gender", "nominative", "case", "form")
_SEXES = {
    **dict.fromkeys(("m", "masc", "male", "м", "муж"), Sex.MALE),
    **dict.fromkeys(("f", "femn", "fem", "female", "ж", "жен"), Sex.FEMALE),
}
_CASES = [case for case in Case if case is not Case.NOM]

Row = tuple[str, str, str, str, str]


class UnreadableError(Exception):
    """A list that cannot be read; the text says why in one line."""


@dataclass(frozen=True)
class Result:
    """One form: what was asked and what came; `equal` is right, `alike` is right but for ё."""

    row: Row
    got: str
    equal: bool
    alike: bool


def read(path: Path) -> tuple[list[Row], list[str]]:
    """Read a list: UTF-8 with or without a mark, any line ends, columns in any order.

    Returns the rows, and in words those that say nothing that can be measured. Raises `UnreadableError` if all do.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UnreadableError(f"{path}: is not UTF-8 text") from None
    header = [_cell(name).lower() for name in lines[0].split("\t")]
    missing = [name for name in _COLUMNS if name not in header and name != "gender"]
    if missing:
        raise UnreadableError(f"{path}: the header line has no column {', '.join(missing)}")
    places = [header.index(name) if name in header else -1 for name in _COLUMNS]
    found: list[Row] = []
    skipped: list[str] = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            row = _row(line, places)
            wrong = _fault(row)
            if wrong:
                skipped.append(f"line {number}: {wrong}")
            else:
                found.append(row)
    if not found:
        why = skipped[0] if skipped else "there are no rows below the header"
        raise UnreadableError(f"{path}: {why}")
    return found, skipped


def _row(line: str, places: Sequence[int]) -> Row:
    cells = [_cell(cell) for cell in line.split("\t")]
    kind, gender, nominative, case, form = (cells[i] if 0 <= i < len(cells) else "" for i in places)
    return kind.lower(), gender.lower(), nominative, case.lower(), form


def _fault(row: Row) -> str:
    """Return why a row cannot be measured, or an empty text."""
    kind, _, nominative, case, form = row
    if kind not in {each.value for each in Kind}:
        return f"unknown kind «{kind}»"
    if case not in {each.value for each in Case}:
        return f"unknown case «{case}»"
    if not nominative or not form:
        return "nominative or form is missing"
    return ""


def _cell(text: str) -> str:
    """Return a cell with single spaces, and without the quotes a spreadsheet puts around a cell with quotes in it."""
    text = " ".join(text.split())
    inner = text[1:-1]
    if len(text) > 2 and text[0] == text[-1] == '"' and '""' in inner and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return text


def measure(list_rows: Iterable[Row]) -> list[Result]:
    """Put each nominative into its case and compare."""
    declension = Declension()
    results = []
    for row in list_rows:
        kind, gender, nominative, case, form = row
        got = declension.decline(Kind(kind), nominative, Case(case), _SEXES.get(gender))
        right = {_plain(each) for each in form.split("|")}
        equal = _plain(got) in right
        alike = _plain(got).replace("ё", "е") in {each.replace("ё", "е") for each in right}
        results.append(Result(row, got, equal, alike))
    return results


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def shares(results: Iterable[Result]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return right, right with ё = е, and all by kind and case; the case «all» is the sum of a kind."""
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for result in results:
        kind, _, _, case, _ = result.row
        for key in ((kind, case), (kind, "all")):
            found[key][0] += result.equal
            found[key][1] += result.alike
            found[key][2] += 1
    return {key: (a, b, c) for key, (a, b, c) in found.items()}


def report(results: Sequence[Result]) -> str:
    """Return the shares as a table, and below it the wrong forms."""
    found = shares(results)
    lines = [f"{'kind':<11} {'case':<4} {'right':>13} {'share':>8}  with ё = е"]
    for kind in [kind.value for kind in Kind]:
        for case in [*(case.value for case in Case), "all"]:
            if (kind, case) in found:
                right, alike, whole = found[kind, case]
                parted = f"{right}/{whole}"
                lines.append(
                    f"{kind:<11} {case:<4} {parted:>13} {right / whole:>8.2%}  {alike}/{whole} {alike / whole:.2%}"
                )
    wrong = [result for result in results if not result.equal]
    lines.append(f"\nwrong forms: {len(wrong)}")
    for result in wrong:
        kind, gender, nominative, case, form = result.row
        mark = "  (only ё)" if result.alike else ""
        lines.append(f"{kind} {case} {gender or '-'}: {nominative} -> {result.got}, right: {form}{mark}")
    return "\n".join(lines)


def markdown() -> str:
    """Return the table of the documentation: the lists of the tests, all entries and the hard ones."""
    lines = [
        "| kind | entries | " + " | ".join(case.value for case in _CASES) + " | all | hard entries | hard, all |",
        "|" + " --- |" * 10,
    ]
    for kind in KINDS:
        found = shares(measure(rows(kind)))
        hard = {(entry.nominative, entry.sex) for entry in entries(kind) if entry.hard}
        marked = shares(measure(row for row in rows(kind) if (row[2], row[1]) in hard))
        cells = [_share(found[kind, case]) for case in [*(case.value for case in _CASES), "all"]]
        last = _share(marked[kind, "all"]) if hard else "–"
        lines.append(f"| {kind} | {len(entries(kind))} | {' | '.join(cells)} | {len(hard)} | {last} |")
    return "\n".join(lines)


def _share(counts: tuple[int, int, int]) -> str:
    right, _, whole = counts
    return f"{right}/{whole} ({right / whole:.2%})"


def main() -> int:
    """Measure a list, or those of the tests."""
    parser = argparse.ArgumentParser(description="Share of right forms of declension.")
    parser.add_argument("file", nargs="*", type=Path, help="tab-separated: kind, gender, nominative, case, form")
    parser.add_argument("--markdown", action="store_true", help="print the table of docs/declension.md")
    options = parser.parse_args()
    if options.markdown:
        print(markdown())
        return 0
    found = [] if options.file else [row for kind in KINDS for row in rows(kind)]
    skipped: list[str] = []
    try:
        for path in options.file:
            more, faults = read(path)
            found += more
            skipped += [f"{path}, {fault}" for fault in faults]
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return 2
    print(report(measure(found)))
    if skipped:
        print(f"\nrows not measured: {len(skipped)}", *skipped, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
