"""Facts that many forms need: the office and its network, a school, people."""

from __future__ import annotations

from setvzaim.documents.facts import Facts, Pen, Value, Words, person, words
from setvzaim.errors import WorldError
from setvzaim.queries.forms.form import Asked
from setvzaim.queries.query import Query, Row
from setvzaim.queries.rows import one, stream
from setvzaim.registers import LinkTo, register
from setvzaim.text.declension import Kind
from setvzaim.text.format import format_school_year


def record_of(asked: Asked, key: str) -> Row:
    """Return the record a paper is about. Raises `WorldError` when it is gone."""
    row = one(asked.connection, register(key), asked.record, asked.context)
    if row is None:
        raise WorldError("Записи, о которой этот документ, уже нет: её удалили. Выберите другую.")
    return row


def linked(asked: Asked, row: Row, key: str) -> Row | None:
    """Return the record a column leads to; `None` where it leads nowhere."""
    link = row[key]
    target = getattr(row.columns[[column.key for column in row.columns].index(key)].kind, "register", "")
    return one(asked.connection, register(target), link.id, asked.context) if isinstance(link, LinkTo) else None


def someone(asked: Asked, name: str | None) -> Value:
    """Return a person for a form: the name, or a place for the pen on a paper without names."""
    if name and asked.wanted.without_names:
        return Pen()
    return person(name)


def office_facts(asked: Asked, network: str | None = None) -> dict[str, Value]:
    """Return the facts of the office and of a network: that of the context where none is named.

    «отдел», «начальник», «должность начальника», «место издания», «район», «регион», «сеть», «координатор»,
    «основание сети», «учебный год», «сегодня», «дата документа».
    """
    net = network_row(asked, network)
    home = linked(asked, net, "municipality") if net else None
    year = asked.context.school_year
    return {
        "сеть": words(net.text("name")) if net else None,
        "координатор": _coordinator(asked, net.text("coordinator")) if net else None,
        "основание сети": (net.text("ground") or None) if net else None,
        "район": words(home.text("name"), Kind.PLACE) if home else None,
        "регион": words(home.text("region"), Kind.PLACE) if home else None,
        "отдел": words(home.text("office")) if home else None,
        "должность начальника": words(home.text("head_post"), Kind.POST) if home else None,
        "начальник": someone(asked, home.text("head_name")) if home else None,
        "место издания": (home.text("settlement") or None) if home else None,
        "учебный год": format_school_year(year) if year is not None else None,
        "сегодня": asked.today,
        "дата документа": asked.wanted.day,
    }


def network_row(asked: Asked, network: str | None = None) -> Row | None:
    """Return a network: the one named, that of the context, or the only one there is."""
    found = network or asked.context.network or _only_network(asked)
    return one(asked.connection, register("networks"), found) if found else None


def school_facts(asked: Asked, row: Row, of: str = "") -> dict[str, Value]:
    """Return the facts of a school under names that end in `of` («школа-база»: «руководитель школы-базы»)."""
    tail = f" {of}" if of else ""
    return {
        f"школа{tail}": Words(row.text("name"), Kind.SCHOOL),
        f"полное наименование{tail}": Words(row.text("full_name") or row.text("name"), Kind.SCHOOL),
        f"должность руководителя{tail}": words(row.text("head_post"), Kind.POST),
        f"руководитель{tail}": someone(asked, row.text("head_name")),
        f"населённый пункт{tail}": words(row.text("settlement"), Kind.PLACE),
        f"адрес{tail}": row.text("address") or None,
        f"телефон{tail}": row.text("phone") or None,
        f"почта{tail}": row.text("email") or None,
        f"реквизиты{tail}": row.text("requisites") or None,
    }


def member_schools(asked: Asked) -> tuple[tuple[Row, Row], ...]:
    """Return the memberships in force on the day, each with its school, in the order of the register."""
    found = []
    for membership in stream(asked.connection, Query("memberships", context=asked.context)):
        since, until = membership["since"], membership["until"]
        if (since is None or since <= asked.day) and (until is None or until >= asked.day):  # type: ignore[operator]
            school = linked(asked, membership, "school")
            if school is not None:
                found.append((membership, school))
    return tuple(found)


def members_facts(asked: Asked) -> tuple[Facts, ...]:
    """Return the member schools as a list for `[каждый участник]`: facts of the school and «роль»."""
    return tuple(
        {**school_facts(asked, school), "роль": membership.text("role") or None}
        for membership, school in member_schools(asked)
    )


def _coordinator(asked: Asked, text: str) -> Value:
    """Return the coordinator, written «Очиров Дольган Церенович, методист», as a person."""
    return someone(asked, text.partition(",")[0].strip())


def _only_network(asked: Asked) -> str | None:
    found = [row.id for row in stream(asked.connection, Query("networks"), register("networks").naming)]
    return found[0] if len(found) == 1 else None
