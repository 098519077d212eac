"""The printed forms of the office, each declared once (mechanism 3).

A module of this package that holds a `Form` needs no further mention: it is found here by being here. Its wording lies
in `resources/documents/`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from setvzaim.errors import WorldError
from setvzaim.queries.forms.form import GROUPS, Asked, Form, Paper, Tried, Wanted, make, ready, subjects, tried, worded

__all__ = [
    "GROUPS", "Asked", "Form", "Paper", "Tried", "Wanted", "all_forms", "form", "forms_about", "make", "ready",
    "subjects", "tried", "worded",
]  # fmt: skip


@cache
def all_forms() -> dict[str, Form]:
    """Return every form by its key, by groups and then by title."""
    found: list[Form] = []
    for info in pkgutil.iter_modules(__path__):
        found += [thing for thing in vars(import_module(f"{__name__}.{info.name}")).values() if isinstance(thing, Form)]
    found.sort(key=lambda one: (GROUPS.index(one.group), one.title))
    return {one.key: one for one in found}


def form(key: str) -> Form:
    """Return a form by its key. Raises `WorldError` with the keys there are."""
    try:
        return all_forms()[key]
    except KeyError:
        raise WorldError(f"Формы «{key}» нет. Есть: {', '.join(all_forms())}.") from None


def forms_about(register: str, value_of: Callable[[str], object]) -> tuple[Form, ...]:
    """Return the forms that can be about a record of a register; `value_of` gives its values by their keys."""
    return tuple(
        one
        for one in all_forms().values()
        if one.subject == register and all(value_of(key) == wanted for key, wanted in one.only)
    )
