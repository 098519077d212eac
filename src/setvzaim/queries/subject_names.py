"""Which school subjects of the base a title names: «Лаборатория по химии» names химию."""

from __future__ import annotations

import re

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.text.fold import fold

_WORD = re.compile(r"[а-я]+")
_ENDINGS = re.compile(r"(?:ия|ая|ое|ый|ий|ие|ы|и|а|я|о|ь)$")
_LEAST = 3
"""A beginning shorter than this says nothing."""


class SubjectNames:
    """The subjects of the base by the beginnings of their words; a word may stand in any case."""

    def __init__(self, connection: sa.Connection) -> None:
        table = TABLES["subjects"]
        rows = connection.execute(sa.select(table.c.id, table.c.name).order_by(table.c.id)).all()
        self.names: dict[str, str] = {row.id: row.name for row in rows}
        begins = ((row.id, tuple(_beginning(word) for word in _WORD.findall(fold(row.name)))) for row in rows)
        self._begins = [(key, words) for key, words in begins if words and min(map(len, words)) >= _LEAST]

    def subjects(self, title: str) -> tuple[str, ...]:
        """Return the subjects a title names; of two the one said in more words («физическая культура») is meant."""
        words = _WORD.findall(fold(title))
        found = [(key, begins) for key, begins in self._begins if _named(begins, words)]
        most = max((len(begins) for _, begins in found), default=0)
        return tuple(key for key, begins in found if len(begins) == most)


def _named(begins: tuple[str, ...], words: list[str]) -> bool:
    """Tell whether the words of a subject stand one after another."""
    places = range(len(words) - len(begins) + 1)
    return any(
        all(word.startswith(begin) for word, begin in zip(words[at:], begins, strict=False)) for at in places
    )  # fmt: skip


def _beginning(word: str) -> str:
    return _ENDINGS.sub("", word)
