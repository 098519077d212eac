"""The order on the coordinator of the network and its centers (regulation 1.3, 5.1)."""

from __future__ import annotations

from setvzaim.documents.facts import Facts, words
from setvzaim.documents.tree import PageRules
from setvzaim.queries.forms._facts import linked, members_facts, office_facts, school_facts, someone
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.query import Query
from setvzaim.queries.rows import stream


def _facts(asked: Asked) -> Facts:
    return {**office_facts(asked), "участник": members_facts(asked), "центр": tuple(_centers(asked))}


def _centers(asked: Asked) -> list[Facts]:
    found: list[Facts] = []
    for center in stream(asked.connection, Query("centers", context=asked.context)):
        school = linked(asked, center, "school")
        found.append(
            {
                **(school_facts(asked, school) if school else {}),
                "название центра": words(center.text("name")),
                "направления": center.text("directions") or None,
                "руководитель центра": someone(asked, center.text("head_name")),
            }
        )
    return found


ORDER_CENTERS = Form(
    key="order-centers",
    title="Приказ о координаторе и центрах",
    group="Приказы",
    about="Назначает координатора сети, называет её участников и школы-центры (пп. 1.3, 5.1 Положения).",
    facts=_facts,
    page=PageRules(text_size=13),
    personal=True,
)
