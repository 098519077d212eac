"""The approval of a joint plan by every school of the network, bound to what was sent (regulation 5.1, 5.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from setvzaim.analysis.plan_content import Content, canonical, code_of
from setvzaim.analysis.plan_difference import Change, difference
from setvzaim.errors import Refusal, WorldError
from setvzaim.model import TABLES
from setvzaim.operations.approved import refused
from setvzaim.operations.operation import operation
from setvzaim.operations.writing import stored_values
from setvzaim.queries.approvals import LOCKED, Version, named_plan, newest, status, versions
from setvzaim.queries.change_words import Words
from setvzaim.queries.plan_content import content_now, content_of, members
from setvzaim.registers import register
from setvzaim.storage import Changes
from setvzaim.text.format import format_date
from setvzaim.text.plural import Noun

VERSIONS, APPROVALS = register("plan_versions"), register("approvals")
_IN_VERSION = " в версии "
"""Stands in the note of an answer that was given to an older version: «согласовано в версии 1»."""
_ANSWERS = Noun("ответ школы", "ответа школ", "ответов школ")


@operation("отправить план на согласование")
def send_plan(changes: Changes, *, plan: str, sent_on: date, due_on: date | None = None) -> str:
    """Make the next version of a plan: its content is kept for good, every school of the network is asked.

    An answer given before stays where nothing that concerns its school has changed since; the others are open again and
    say why. Returns the version. Raises `Refusal` for a plan that is empty, approved or the same as its newest version,
    and when the network has no schools on that day.
    """
    connection = changes.connection
    title, content = named_plan(connection, plan).label, content_now(connection, plan)
    schools = members(connection, content.requisites["network"], sent_on)
    last = newest(connection, plan)
    if reason := _not_to_send(title, content, schools, sent_on, due_on):
        raise Refusal(reason)
    if last is not None:
        _refuse_same(changes, title, content, schools, last)
    digest = changes.keep_blob(canonical(content))
    number = last.number + 1 if last else 1
    row = {"plan": plan, "number": number, "code": code_of(digest), "state": "sent", "sent_on": sent_on,
           "due_on": due_on, "approved_on": None, "digest": digest, "note": None}  # fmt: skip
    answers = _carried(changes, plan, content, schools)
    (version,) = changes.insert(TABLES["plan_versions"], [stored_values(VERSIONS, row)])
    changes.insert(
        TABLES["approvals"],
        [stored_values(APPROVALS, {"plan_version": version, "school": one, **answers[one]}) for one in schools],
    )
    _replace(changes, plan, {"sent"}, number)
    return version


@operation(lambda schools, decision, **_: f"{'отметить' if decision else 'снять'} {_said(len(schools))}")
def answer(
    changes: Changes, *, version: str, schools: Sequence[str], decision: str | None, decided_on: date | None = None,
    remark: str = "",
) -> None:  # fmt: skip
    """Keep what schools answered to a version: «agreed», «remarks», «declined»; `None` takes an answer back.

    Raises `Refusal` when the version is no more the newest one of its plan, or the day is before it was sent, and
    `WorldError` when a school was not asked.
    """
    asked = _version(changes, version)
    latest = newest(changes.connection, asked.plan)
    if latest is None or latest.id != version:
        instead = f"версией {latest.number}" if latest else "другой"
        raise Refusal({"": f"Версия {asked.number} заменена {instead}: отметьте ответ в ней"})
    if decision and decided_on and asked.sent_on and decided_on < asked.sent_on:
        raise Refusal({"decided_on": f"ответ {format_date(decided_on)} раньше, чем план отправлен: "
                                     f"{format_date(asked.sent_on)}"})  # fmt: skip
    table = TABLES["approvals"]
    found = sa.select(table.c.id, table.c.school).where(table.c.plan_version == version, table.c.school.in_(schools))
    rows = {school: id_ for id_, school in changes.connection.execute(found)}
    if missing := [school for school in schools if school not in rows]:
        name = Words(changes.connection).school(missing[0])
        raise WorldError(f"Школу «{name}» об этой версии не спрашивали: её не было в сети, когда план отправили.")
    values = {
        "decision": decision,
        "decided_on": decided_on if decision else None,
        "remark": (remark.strip() or None) if decision else None,
        **({"reopened": None} if decision else {}),
    }
    changes.update_many(table, [{"id": rows[school], **stored_values(APPROVALS, values)} for school in schools])
    carried = sa.select(table.c.id).where(table.c.id.in_(rows.values()), table.c.note.like(f"%{_IN_VERSION}%"))
    gone = stored_values(APPROVALS, {"note": None})
    changes.update_many(table, [{"id": id_, **gone} for id_ in changes.connection.scalars(carried)])


@operation("утвердить план")
def approve_plan(changes: Changes, *, plan: str, approved_on: date, reason: str = "") -> str:
    """Approve the newest version of a plan, from now on unchangeable; return it. Older versions are replaced.

    Raises `Refusal` when it was never sent, is approved, was changed since, or not every school agreed and no `reason`
    says why it is approved nevertheless.
    """
    state = status(changes.connection, plan, approved_on)
    version = state.version
    if version is None or version.state != "sent":
        why = "ещё не отправляли на согласование" if version is None else f"уже утверждён (версия {version.number})"
        raise Refusal({"": f"План «{state.plan.label}» {why}"})
    if state.changes:
        raise Refusal({"": f"План изменён после версии {version.number}, а утверждают то, что согласовано. Отправьте "
                           "следующую версию или отмените изменения"})  # fmt: skip
    if not state.agreed_by_all and not reason.strip():
        agreed = state.count("agreed") + state.count("remarks")
        raise Refusal({"reason": f"согласовали не все школы: {agreed} из {len(state.answers)}. Чтобы утвердить всё "
                                 "равно, напишите почему"})  # fmt: skip
    note = f"Утверждена без согласия всех школ: {reason.strip()}" if not state.agreed_by_all else version.note
    values = {"state": LOCKED, "approved_on": approved_on, "note": note}
    changes.update(TABLES["plan_versions"], version.id, stored_values(VERSIONS, values))
    changes.update(TABLES["plans"], plan, {"approved_on": approved_on})
    _replace(changes, plan, {"sent", "approved", "revised"}, version.number)
    return version.id


@operation("начать следующую версию плана")
def start_next_version(changes: Changes, *, plan: str) -> None:
    """Let an approved plan be changed again; the approved version stays in force until the next one is approved.

    Raises `Refusal` when the plan is not approved.
    """
    last = newest(changes.connection, plan)
    if last is None or last.state != LOCKED:
        raise Refusal({"": "План не утверждён, его можно изменять и так"})
    changes.update(TABLES["plan_versions"], last.id, {"state": "revised"})


def _said(count: int) -> str:
    return "ответ школы" if count == 1 else _ANSWERS.counted(count)


def _not_to_send(
    title: str, content: Content, schools: Sequence[str], sent_on: date, due_on: date | None
) -> dict[str, str]:
    """Return why a plan cannot be sent, by the field to mend."""
    if content.empty:
        return {"": f"В плане «{title}» нет ни одного мероприятия, согласовывать нечего. Добавьте мероприятия"}
    if not schools:
        return {"": f"В сети плана «{title}» на {format_date(sent_on)} нет ни одной школы. Добавьте участников сети"}
    if due_on is not None and due_on < sent_on:
        return {"due_on": f"срок ответа {format_date(due_on)} раньше дня отправки {format_date(sent_on)}"}
    return {}


def _refuse_same(changes: Changes, title: str, content: Content, schools: Sequence[str], last: Version) -> None:
    """Refuse to send what was sent already, unless a school has joined since that has not been asked."""
    if last.state == LOCKED:
        raise refused(title, last.number)
    if content != content_of(changes.connection, last.digest):
        return
    table = TABLES["approvals"]
    asked = set(changes.connection.scalars(sa.select(table.c.school).where(table.c.plan_version == last.id)))
    if asked.issuperset(schools):
        raise Refusal({"": f"План «{title}» тот же, что в версии {last.number} (код {last.code}): отправлять нечего"})


@dataclass(frozen=True, slots=True)
class _Given:
    """The latest answer of a school to any version."""

    version: Version
    decision: str
    decided_on: date | None
    remark: str | None
    note: str | None


def _carried(
    changes: Changes, plan: str, content: Content, schools: Sequence[str]
) -> Mapping[str, Mapping[str, object]]:
    """Return what stands in the approvals of the next version at once, by school."""
    connection, words = changes.connection, Words(changes.connection)
    given = _given(changes, plan)
    since: dict[str, tuple[Change, ...]] = {}
    for one in {last.version.id: last.version for last in given.values()}.values():
        since[one.id] = difference(content_of(connection, one.digest), content, schools)
    choice = APPROVALS["decision"].kind
    found: dict[str, Mapping[str, object]] = {}
    for school in schools:
        last = given.get(school)
        row: dict[str, object] = dict.fromkeys(("decision", "decided_on", "remark", "reopened", "note"))
        if last is not None and (why := words.reasons(since[last.version.id], school)):
            row["reopened"] = why
        elif last is not None:
            note = last.note if last.note and _IN_VERSION in last.note else ""
            where = note or f"{choice.write(last.decision)}{_IN_VERSION}{last.version.number}"
            row |= {"decision": last.decision, "decided_on": last.decided_on, "remark": last.remark, "note": where}
        found[school] = row
    return found


def _given(changes: Changes, plan: str) -> dict[str, _Given]:
    """Return the latest answer of each school, whichever version it was given to."""
    table = TABLES["approvals"]
    known = {version.id: version for version in versions(changes.connection, plan)}
    keys = ("plan_version", "school", "decision", "decided_on", "remark", "note")
    asked = sa.select(*(table.c[key] for key in keys)).where(
        table.c.plan_version.in_(known), table.c.decision.is_not(None)
    )
    found: dict[str, _Given] = {}
    for version, school, *rest in changes.connection.execute(asked):
        if school not in found or found[school].version.number < known[version].number:
            found[school] = _Given(known[version], *rest)
    return found


def _replace(changes: Changes, plan: str, states: set[str], number: int) -> None:
    """Mark the older versions that are in one of these states as replaced."""
    older = [one for one in versions(changes.connection, plan) if one.number < number and one.state in states]
    changes.update_many(TABLES["plan_versions"], [{"id": one.id, "state": "replaced"} for one in older])


def _version(changes: Changes, version: str) -> Version:
    table = TABLES["plan_versions"]
    plan = changes.connection.execute(sa.select(table.c.plan).where(table.c.id == version)).scalar()
    if plan is None:
        raise WorldError("Этой версии плана уже нет. Откройте план ещё раз.")
    return next(one for one in versions(changes.connection, plan) if one.id == version)
