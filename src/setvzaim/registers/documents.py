"""The register of legal documents: regulations, orders, agreements (regulation 3.2)."""

from __future__ import annotations

from setvzaim.registers.common import in_order, network, note, personal, text
from setvzaim.registers.kinds import Choice, Date, Link, Links, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

DOCUMENTS = Register(
    key="documents",
    title="Документы",
    noun=Noun("документ", "документа", "документов"),
    accusative="документ",
    label="title",
    identity=(("kind", "number", "issued_on"), ("title",)),
    order=("-issued_on", "title"),
    network="network",
    purpose=(
        "Документы, на которых стоит работа сети (п. 3.2 Положения): положения о сети и о центре, приказы, договоры, "
        "протоколы."
    ),
    columns=(
        text("title", "Название", "Наименование документа", "Документ", width=50, most=1000, lines=2, required=True),
        Column("kind", "Вид", Choice((
            Option("regulation", "положение"),
            Option("order", "приказ"),
            Option("agreement", "договор", ("соглашение", "договор о сотрудничестве")),
            Option("network_agreement", "договор о сетевой форме"),
            Option("minutes", "протокол"),
            Option("plan", "план"),
            Option("note", "справка"),
            Option("other", "другое"),
        )), ("Вид документа",), width=16, required=True),
        text("number", "Номер", "№ документа", width=12),
        Column("issued_on", "Дата", Date(), ("Дата документа",), width=12),
        text("issued_by", "Кем издан", "Орган", width=34, most=500),
        personal(text("signed_by", "Кто подписал", "Подписал", width=24, shown=False,
                      hint="И. О. Фамилия, как под документом")),
        network(required=False),
        Column("schools", "Школы", Links("schools"), ("Стороны",), width=34),
        Column("valid_from", "Действует с", Date(), width=12, shown=False),
        Column("valid_until", "Действует по", Date(), ("Срок действия",), width=12),
        Column("approved_on", "Дата грифа", Date(), ("Дата утверждения",), width=12, shown=False, part="Гриф",
               hint="Если документ утверждён грифом, а не только подписан"),
        personal(text("approved_by", "Кто утвердил", width=24, shown=False, part="Гриф",
                      hint="И. О. Фамилия, как в грифе")),
        Column("replaces", "Взамен", Link("documents"), width=34, shown=False),
        note(),
    ),
    rules=(in_order("valid_from", "valid_until"),),
)  # fmt: skip
