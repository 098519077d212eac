"""The lists of `tests/data/declension`: nominatives with the five other cases, made without any library.

A `.list` file says the right forms by hand: each word is put into a class, and the class gives the endings.

- `= SEX [hard] : ENDING GEN DAT ACC INS LOC` opens a class; ENDING is cut from the words that follow («+» cuts nothing)
  and each of the five is put there instead; `= = = = = =` is a class that never changes.
- `^ SEX CHANGE : ENDING GEN …` takes the words of the block above once more, with their end changed (`=` nothing,
  `+а` added, `ый>ая` replaced).
- A word beginning with `$` is put at the end of each of the other words of its line.
- `@NAME = …` names an ending with its five forms; then a line `Троицк<ая> школ<а> № 3 | …` is a phrase with endings by
  name, and what follows «|», parted by «;», are tails, each of which makes an entry.
- «·» is a space inside a word, `!` before a line of phrases marks them as hard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "declension"
CASES = ("gen", "dat", "acc", "ins", "loc")
KINDS = ("first", "patronymic", "surname", "full", "post", "school", "place")

_MACRO = re.compile(r"<([^>]+)>")
_FULL_NAMES = 520


@dataclass(frozen=True)
class Entry:
    """A nominative with its forms in the order of `CASES`."""

    kind: str
    sex: str
    hard: bool
    nominative: str
    forms: tuple[str, ...]


def entries(kind: str) -> list[Entry]:
    """Return the entries of a kind, each nominative of a sex once."""
    found = _full_names() if kind == "full" else _read(kind)
    unique = {(entry.nominative, entry.sex): entry for entry in found}
    return list(unique.values())


def rows(kind: str) -> list[tuple[str, str, str, str, str]]:
    """Return kind, gender, nominative, case and form of each row of a kind."""
    return [
        (kind, entry.sex, entry.nominative, case, form)
        for entry in entries(kind)
        for case, form in zip(CASES, entry.forms, strict=True)
    ]


def _full_names() -> list[Entry]:
    """Return full names put together of the other three lists, the hard ones with the hard ones."""
    found = []
    for sex in ("m", "f"):
        parts = [[entry for entry in entries(kind) if entry.sex == sex] for kind in ("surname", "first", "patronymic")]
        for i in range(_FULL_NAMES // 2):
            chosen = [part[(i * step) % len(part)] for part, step in zip(parts, (7, 11, 5), strict=True)]
            forms = tuple(" ".join(entry.forms[case] for entry in chosen) for case in range(5))
            nominative = " ".join(entry.nominative for entry in chosen)
            found.append(Entry("full", sex, any(entry.hard for entry in chosen), nominative, forms))
    return [*found, *_read("full")]


def _read(kind: str) -> list[Entry]:
    macros: dict[str, list[str]] = {}
    found: list[Entry] = []
    block: list[str] = []
    sex, hard, endings = "", False, [""]
    for line in (FOLDER / f"{kind}.list").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@"):
            name, _, texts = line[1:].partition(" = ")
            macros[name] = texts.split()
        elif line.startswith("="):
            head, _, tail = line.partition(" : ")
            marks = head.split()[1:]
            sex, hard, endings = marks[0].replace("-", ""), "hard" in marks, tail.split()
            block = []
        elif line.startswith("^"):
            head, _, tail = line.partition(" : ")
            _, other, change = head.split()
            found += [_word(kind, other, _changed(word, change), tail.split(), hard=hard) for word in block]
        elif endings:
            words = _words(line)
            block += words
            found += [_word(kind, sex, word, endings, hard=hard) for word in words]
        else:
            found += _phrases(kind, sex, line, macros)
    return found


def _words(line: str) -> list[str]:
    words = line.split()
    if not words[0].startswith("$"):
        return [word.replace("·", " ") for word in words]
    return [word + words[0][1:] for word in words[1:]]


def _changed(word: str, change: str) -> str:
    if change == "=":
        return word
    if change.startswith("+"):
        return word + change[1:]
    old, _, new = change.partition(">")
    return word.removesuffix(old) + new


def _word(kind: str, sex: str, word: str, endings: list[str], *, hard: bool) -> Entry:
    ending, *five = endings
    if ending == "=":
        return Entry(kind, sex, hard, word, (word,) * 5)
    cut = "" if ending == "+" else ending
    whole = word.lower() == cut
    if not word.lower().endswith(cut) or len(five) != 5:
        raise ValueError(f"{word} does not end with {cut}, or its class has not five endings")
    stem = word[: len(word) - len(cut)]
    forms = [word if end == "=" else stem + ("" if end == "-" else end) for end in five]
    return Entry(kind, sex, hard, word, tuple(form.capitalize() if whole else form for form in forms))


def _phrases(kind: str, sex: str, line: str, macros: dict[str, list[str]]) -> list[Entry]:
    hard = line.startswith("!")
    head, _, tails = line.lstrip("! ").partition(" | ")
    found = []
    for tail in tails.split("; ") if tails else [""]:
        rest = f" {tail}" if tail else ""
        six = [
            _MACRO.sub(lambda match, i=i: _ending(macros[match[1]], i), head) + rest  # type: ignore[misc]
            for i in range(6)
        ]
        found.append(Entry(kind, sex, hard, six[0], tuple(six[1:])))
    return found


def _ending(forms: list[str], case: int) -> str:
    return "" if forms[case] == "-" else forms[case]
