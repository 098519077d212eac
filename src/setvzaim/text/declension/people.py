"""Full names: which word is what, whose name it is, and the short form with initials."""

from __future__ import annotations

import re
from typing import Literal

from setvzaim.text.declension import names, surnames
from setvzaim.text.declension.cases import Case, Forms, Sex, fixed, joined

NBSP = "\u00a0"
_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+|[^\W\d_]")
_ONE_INITIAL = re.compile(r"[^\W\d_]{1,2}\.?(?:-[^\W\d_]\.)?")

Role = Literal["surname", "first", "patronymic", "initials"]
Parsed = list[tuple[str, Role]]


def parse(full: str) -> Parsed:
    """Say of each word of a full name (single spaces) what it is.

    The order is that of papers («Фамилия Имя Отчество») or that of speech («Имя Отчество Фамилия»), where known names
    show it; initials may stand before or after.
    """
    words = full.split(" ")
    if any(_INITIAL.fullmatch(word) for word in words):
        return _with_initials(words)
    return list(zip(words, _roles(words), strict=True))


def _with_initials(words: list[str]) -> Parsed:
    found: Parsed = []
    for word in words:
        if _INITIAL.fullmatch(word):
            found.append((word, "initials"))
        elif found and found[0][1] == "surname":
            found.append((word, "first"))
        else:
            found.append((word, "surname"))
    return found


def _roles(words: list[str]) -> list[Role]:
    match words:
        case [_]:
            return ["surname"]
        case [one, two]:
            return _roles_of_two(one, two)
        case [particle, *others] if particle.lower() in surnames.PARTICLES:
            return ["surname", *_roles(others)]
        case [*others, _, tail] if names.is_tail(tail):
            before: list[Role] = ["first"] if len(others) == 1 else [*_surnames(len(others) - 1), "first"]
            return [*before, "patronymic", "patronymic"]
        case [one, two, three] if names.sex_of_patronymic(two) and names.is_name(one) and not _follows(two, three):
            return ["first", "patronymic", "surname"]
        case [*_, last] if names.sex_of_patronymic(last) or len(words) == 3:
            return [*_surnames(len(words) - 2), "first", "patronymic"]
    return ["surname", *(["first"] * (len(words) - 1))]  # type: ignore[list-item]


def _follows(two: str, three: str) -> bool:
    """Return whether the last two words are a name and a patronymic in spite of all."""
    return bool(names.sex_of_patronymic(three)) and names.is_name(two)


def _surnames(count: int) -> list[Role]:
    return ["surname"] * count


def _roles_of_two(one: str, two: str) -> list[Role]:
    if names.is_name(one) and not names.is_name(two):
        second: Role = "patronymic" if names.sex_of_patronymic(two) else "surname"
        return ["first", second]
    return ["surname", "first"]


def sex_of(full: str) -> Sex | None:
    """Return the sex a full name tells, by patronymic, first name or surname; `None` if none does."""
    parsed = parse(" ".join(full.split()))
    words: dict[Role, str] = {}
    for word, role in parsed:
        words[role] = f"{words[role]} {word}" if role in words else word
    told = names.sex_of_patronymic(words["patronymic"]) if "patronymic" in words else None
    if told is None and "first" in words:
        told = names.sex_of_name(words["first"])
    if told is None and "surname" in words:
        told = surnames.sex_of_surname(words["surname"])
    if told is None and len(parsed) == 1:
        told = names.sex_of_name(full.strip()) or (Sex.FEMALE if full.strip().lower().endswith("вна") else None)
    return told


def full_name(text: str, sex: Sex | None) -> Forms:
    """Return the forms of a full name with single spaces, in the order it is written."""
    known = sex or sex_of(text)
    parsed = parse(text)
    tail = names.is_tail(parsed[-1][0])
    pieces: list[Forms] = []
    for i, (word, role) in enumerate(parsed):
        pieces += [fixed(" ")] if i else []
        pieces.append(fixed(word) if tail and role == "patronymic" else _word(word, role, known))
    return joined(pieces)


def _word(word: str, role: Role, sex: Sex | None) -> Forms:
    match role:
        case "surname":
            return surnames.surname(word, sex)
        case "first":
            return names.first_name(word, sex)
        case "patronymic":
            return names.patronymic(word, sex)
        case "initials":
            return fixed(word)


def short_name(text: str, case: Case, *, initials_first: bool, corrected: str | None = None) -> str:
    """Return surname and initials in a case, with no-break spaces: «С. Б. Манджиевой».

    `corrected` is the full name in that case as the user wants it; its surname is taken.
    """
    sex = sex_of(text)
    parsed = parse(text)
    given = corrected.split() if corrected else []
    surname: list[str] = []
    initials: list[str] = []
    for i, (word, role) in enumerate(parsed):
        if role == "surname":
            own = given[i] if len(given) == len(parsed) else None
            surname.append(own or surnames.surname(word, sex)[case])
        elif role == "initials":
            initials += [f"{found.rstrip('.')}." for found in _ONE_INITIAL.findall(word)]
        elif not names.is_tail(word):
            initials.append(_initial(word))
    both = [*initials, " ".join(surname)] if initials_first else [" ".join(surname), *initials]
    return NBSP.join(part for part in both if part)


def _initial(name: str) -> str:
    return "-".join(f"{part[0].upper()}." for part in name.split("-") if part)
