"""The letter with which the plan goes to a school (regulation 5.1)."""

from __future__ import annotations

from setvzaim.documents.facts import Facts
from setvzaim.queries.forms._facts import office_facts, record_of, school_facts
from setvzaim.queries.forms.form import Asked, Form


def _facts(asked: Asked) -> Facts:
    return {**office_facts(asked), **school_facts(asked, record_of(asked, "schools"))}


COVER_LETTER = Form(
    key="cover-letter",
    title="Сопроводительное письмо школе",
    group="План",
    about="Письмо руководителю школы, с которым план уходит на согласование (п. 5.1 Положения).",
    subject="schools",
    facts=_facts,
    personal=True,
)
