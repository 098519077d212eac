"""Regulations of the municipality: on the network, and on a center (regulation 3.2; domain notes 7)."""

from __future__ import annotations

from setvzaim.documents.facts import Facts, Words, words
from setvzaim.documents.stamps import Gender, StampKind
from setvzaim.queries.forms._facts import linked, members_facts, office_facts, record_of, school_facts, someone
from setvzaim.queries.forms._stamps import by_head, by_order_of, stamp_facts
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.query import Query
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo


def _network(asked: Asked) -> Facts:
    facts = office_facts(asked)
    centers = [
        {"название центра": words(row.text("name")), "школа центра": row.text("school") or None}
        for row in stream(asked.connection, Query("centers", context=asked.context))
    ]
    return {
        **facts,
        **_approved(asked, facts),
        "участник": members_facts(asked),
        "центр": tuple(centers),
    }


def _center(asked: Asked) -> Facts:
    center = record_of(asked, "centers")
    school, network = linked(asked, center, "school"), center["network"]
    facts = office_facts(asked, network.id if isinstance(network, LinkTo) else None)
    name = school.text("name") if school else ""
    agreed = by_head(asked, StampKind.AGREED, school, name)
    return {
        **facts,
        **(school_facts(asked, school) if school else {}),
        **_approved(asked, facts),
        "гриф согласования": stamp_facts(asked, agreed=agreed)["гриф согласования"],
        "название центра": words(center.text("name")),
        "направление": tuple({"направление центра": line} for line in _directions(center.text("directions"))),
        "руководитель центра": someone(asked, center.text("head_name")),
        "центр с": center["since"] or None,  # type: ignore[dict-item]
    }


def _approved(asked: Asked, facts: Facts) -> Facts:
    office = facts["отдел"]
    name = office.text if isinstance(office, Words) else None
    return stamp_facts(asked, approved=by_order_of(asked, name), gender=Gender.NEUTER)


def _directions(text: str) -> list[str]:
    return [part.strip().rstrip(".") for line in text.splitlines() for part in line.split(";") if part.strip(" .")]


REGULATION_NETWORK = Form(
    key="regulation-network",
    title="Положение о сетевом взаимодействии",
    group="Положения",
    about="Муниципальное положение о сети: цели, участники, организация, механизм (п. 3.2 Положения).",
    facts=_network,
    gender=Gender.NEUTER,
    stamps=True,
)
REGULATION_CENTER = Form(
    key="regulation-center",
    title="Положение о центре сетевого взаимодействия",
    group="Положения",
    about="Положение о центре на базе школы: задачи, функции, управление, отчётность (пп. 1.3, 3.2 Положения).",
    subject="centers",
    facts=_center,
    gender=Gender.NEUTER,
    stamps=True,
    personal=True,
)
