"""Readiness on paper says what the page says."""

from __future__ import annotations

from queries.forms.papers import TODAY, made, words_of
from setvzaim.queries import Context
from setvzaim.queries.forms import form
from setvzaim.queries.readiness import ready
from setvzaim.storage import Base


def test_the_paper_holds_every_finding_with_its_facts(example: Base, context: Context) -> None:
    with example.read() as connection:
        words = words_of(made(connection, form("readiness"), context).document)
        found = ready(connection, context, TODAY)
    assert "Сеть школ Тюльпанного района, 2026/27 учебный год" in words
    for one in found:
        assert one.demand in words
        assert one.todo in words
        for fact in one.facts:
            assert fact.words.replace("\u00a0", " ").replace("\u202f", " ") in words
    assert f"Всего {len(found)} требований" in words
