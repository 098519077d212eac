"""Agreements of schools: of cooperation, and on the network form of education (regulation 3.2, 4.3; domain notes 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from setvzaim.documents.facts import Facts, Value
from setvzaim.documents.tree import PageRules
from setvzaim.model import TABLES
from setvzaim.queries.forms._facts import office_facts, record_of, school_facts
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.query import Filter, Query, Row
from setvzaim.queries.rows import fetch, stream
from setvzaim.registers import LinkTo, register
from setvzaim.text.declension import Sex, sex_of

_ACTING = {Sex.MALE: "действующего", Sex.FEMALE: "действующей"}


def _facts(asked: Asked) -> Facts:
    agreement = record_of(asked, "documents")
    linked = agreement["schools"]
    parties = linked if isinstance(linked, tuple) else ()
    schools = fetch(asked.connection, register("schools"), [link.id for link in parties], asked.context)
    issued, since = agreement["issued_on"], agreement["valid_from"]
    network = agreement["network"]
    resources = tuple(_resources(asked, agreement.id))
    moves = tuple(_exchange(asked, {link.id for link in parties}))
    return {
        **office_facts(asked, network.id if isinstance(network, LinkTo) else None),
        "номер договора": agreement.text("number") or None,
        "дата договора": issued or None,  # type: ignore[dict-item]
        "действует с": (since or issued) or None,  # type: ignore[dict-item]
        "действует по": agreement["valid_until"] or None,  # type: ignore[dict-item]
        "сторона": tuple(_party(asked, row, number) for number, row in enumerate(schools, 1)),
        "ресурс": resources,
        "обмен": moves,
        "перечень": "есть" if resources or moves else None,
        "пункт о поездках": "2.4." if resources else "2.3.",
        "предмет договора": agreement.text("note") or None,
    }


def _party(asked: Asked, row: Row, number: int) -> Facts:
    head = row.text("head_name")
    sex = sex_of(head) if head else None
    acting = _ACTING[sex] if sex is not None else "действующего (действующей)"
    return {**school_facts(asked, row), "сторона №": number, "действующий": acting}


def _resources(asked: Asked, agreement: str) -> Iterator[Facts]:
    """Give the exchanges that rest on the agreement and are not given up: who gives what to whom, how much, how."""
    of, needs = register("resource_uses"), TABLES["needs"]
    school_of = dict(asked.connection.execute(sa.select(needs.c.id, needs.c.school)).all())
    unit_of = dict(asked.connection.execute(sa.select(needs.c.id, needs.c.unit)).all())
    resting = Query(of.key, filters=(Filter("agreement", "any_of", (agreement,)),), order=("giver", "need"))
    read = stream_nameless if asked.wanted.without_names else stream
    rows = [row for row in read(asked.connection, resting) if row["state"] != "declined"]
    takers = {school_of[need.id] for row in rows if isinstance(need := row["need"], LinkTo)}
    names = {row.id: row.text("name") for row in fetch(asked.connection, register("schools"), list(takers))}
    for row in rows:
        need = row["need"]
        if not isinstance(need, LinkTo):
            continue
        thing = next((text for key in ("staff", "method", "equipment") if (text := row.text(key))), "")
        yield {
            "кто даёт": row.text("giver"),
            "кому": names[school_of[need.id]],
            "что": need.label,
            "чем": thing or None,
            "сколько": " ".join(part for part in (row.text("amount"), unit_of[need.id] or "") if part) or None,
            "форма": row.text("mode") or None,
        }


def _exchange(asked: Asked, parties: Iterable[str]) -> list[Facts]:
    """Return what the parties already give each other: movements from one of them to another."""
    inside = set(parties)
    found: list[Facts] = []
    for row in stream(asked.connection, Query("movements", context=asked.context)):
        start, end = row["from_school"], row["to_school"]
        if not (isinstance(start, LinkTo) and isinstance(end, LinkTo) and {start.id, end.id} <= inside):
            continue
        ends: Value = " – ".join(text for text in (row.text("since"), row.text("until")) if text) or None
        found.append(
            {
                "что": row.text("what"),
                "кто едет": row.text("kind"),
                "откуда": start.label,
                "куда": end.label,
                "когда": ends,
                "дни": row.text("days") or None,
            }
        )
    return found


AGREEMENT = Form(
    key="agreement",
    title="Договор о сотрудничестве",
    group="Договоры",
    about="Договор школ сети об обмене ресурсами без зачисления учеников (пп. 3.2, 4.3 Положения).",
    subject="documents",
    only=(("kind", "agreement"),),
    facts=_facts,
    personal=True,
    page=PageRules(text_size=12, line_spacing=1.0),
)

NETWORK_AGREEMENT = Form(
    key="network-agreement",
    title="Договор о сетевой форме",
    group="Договоры",
    about=(
        "Договор о сетевой форме реализации образовательной программы с частями примерной формы "
        "(приказ от 05.08.2020 № 882/391; пп. 1.4, 4.1 Положения)."
    ),
    subject="documents",
    only=(("kind", "network_agreement"),),
    facts=_facts,
    personal=True,
    page=PageRules(text_size=12, line_spacing=1.0),
)
