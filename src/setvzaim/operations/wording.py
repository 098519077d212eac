"""Changing the wording of forms, and the forms of words in them."""

from __future__ import annotations

import json

import sqlalchemy as sa

from setvzaim.documents.wording import BadWordingError, read_wording
from setvzaim.errors import Refusal
from setvzaim.model import Base, Setting, WordForm
from setvzaim.operations.operation import operation
from setvzaim.queries.wording import PREFIX, own_wording, usual_wording
from setvzaim.storage import Changes
from setvzaim.text.declension import Case, Kind

_SETTINGS = Base.metadata.tables[Setting.__tablename__]
_WORDS = Base.metadata.tables[WordForm.__tablename__]


@operation("изменить текст формы «{title}»")
def change_wording(changes: Changes, *, key: str, title: str, text: str) -> None:  # noqa: ARG001 - title names it
    """Keep the office's own wording of a form; the usual one takes the own copy away. Raises `Refusal`."""
    try:
        read_wording(text)
    except BadWordingError as error:
        raise Refusal({"": str(error)}) from error
    name = _SETTINGS.c.name == PREFIX + key
    if text.strip() == usual_wording(key).strip():
        changes.delete_where(_SETTINGS, name)
        return
    value = json.dumps(text, ensure_ascii=False)
    record = changes.connection.scalar(sa.select(_SETTINGS.c.id).where(name))
    if own_wording(changes.connection, key) == text:
        return
    if record is None:
        changes.insert(_SETTINGS, [{"name": PREFIX + key, "value": value}])
    else:
        changes.update(_SETTINGS, record, {"value": value})


@operation("исправить форму слова «{text}»")
def correct_form(changes: Changes, *, kind: Kind, text: str, case: Case, form: str) -> None:
    """Keep the right form of a name or phrase in a case; an empty form forgets the correction."""
    same = sa.and_(_WORDS.c.kind == kind.value, _WORDS.c.text == text, _WORDS.c.case == case.value)
    record = changes.connection.scalar(sa.select(_WORDS.c.id).where(same))
    if not form.strip():
        changes.delete_where(_WORDS, same)
    elif record is None:
        row = {"kind": kind.value, "text": text, "case": case.value, "form": form.strip()}
        changes.insert(_WORDS, [row])
    else:
        changes.update(_WORDS, record, {"form": form.strip()})
