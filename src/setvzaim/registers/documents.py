"""The register of legal documents: regulations, orders, agreements (regulation 3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from setvzaim.registers.common import in_order, network, note, personal, text
from setvzaim.registers.derived import Files, Validity
from setvzaim.registers.kinds import Choice, Date, Link, Links, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.format import format_date
from setvzaim.text.person_names import unlike_initials
from setvzaim.text.plural import Noun

_NUMBERED = {"order": "приказа", "agreement": "договора", "network_agreement": "договора", "minutes": "протокола"}
_AGREEMENTS = ("agreement", "network_agreement")


def _stamp_and_date(values: Mapping[str, object]) -> str | None:
    issued, stamped = values.get("issued_on"), values.get("approved_on")
    if not isinstance(issued, date) or not isinstance(stamped, date) or issued == stamped:
        return None
    order = "позже" if stamped > issued else "раньше"
    return f"Дата грифа {format_date(stamped)} {order} даты документа {format_date(issued)}"


def _force_and_date(values: Mapping[str, object]) -> str | None:
    issued, since = values.get("issued_on"), values.get("valid_from")
    if isinstance(issued, date) and isinstance(since, date) and since < issued:
        return f"Действует с {format_date(since)} — раньше даты документа {format_date(issued)}"
    return None


def _number_and_date(values: Mapping[str, object]) -> str | None:
    if values.get("number") is not None and values.get("issued_on") is None:
        return f"Номер {values['number']} есть, а даты нет"
    whose = _NUMBERED.get(str(values.get("kind")))
    if whose and values.get("number") is None and values.get("issued_on") is not None:
        return f"Дата есть, а номера {whose} нет"
    return None


def _parties(values: Mapping[str, object]) -> str | None:
    if values.get("kind") in _AGREEMENTS and not values.get("schools"):
        return "У договора не названы стороны: впишите школы"
    return None


def _stamp_and_signature(values: Mapping[str, object]) -> str | None:
    signed, approved = values.get("signed_by"), values.get("approved_by")
    if isinstance(signed, str) and isinstance(approved, str) and unlike_initials(signed, approved):
        return f"Инициалы разные: подписал «{signed}», утвердил «{approved}»"
    return None


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
        Column("state", "Состояние", Validity("valid_from", "valid_until", "issued_on", "replaces", "number", "kind",
                                              ("order", *_AGREEMENTS)), width=24),
        Column("files", "Файл", Files(), width=9),
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
    warnings=(_stamp_and_date, _force_and_date, _number_and_date, _parties, _stamp_and_signature),
)  # fmt: skip
