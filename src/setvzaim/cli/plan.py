"""The approval of the joint plan: send a version, note answers, approve, compare, see how it stands.

согласование плана: отправить, отметить ответ, утвердить, сравнить, состояние
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from setvzaim.cli._common import answer as tell
from setvzaim.cli._common import as_json, context_of, from_base, opened, say
from setvzaim.cli._parser import DONE, FINDINGS
from setvzaim.errors import WorldError
from setvzaim.operations.approval import answer, approve_plan, send_plan, start_next_version
from setvzaim.operations.next_year import start_next_year
from setvzaim.queries import Query, find
from setvzaim.queries.approvals import Answer, Status, Version, named_plan, newest, status, versions
from setvzaim.queries.change_words import DiffRow
from setvzaim.queries.forms.plan_diff import comparison
from setvzaim.registers import LinkTo, register
from setvzaim.rendering import render
from setvzaim.storage import Base
from setvzaim.text.fold import match_key
from setvzaim.text.format import format_date
from setvzaim.text.parse import parse_date

_DECISION = register("approvals")["decision"].kind


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", metavar="ЧТО", choices=list(_WAYS), help=", ".join(_WAYS))
    parser.add_argument("--plan", metavar="НАЗВАНИЕ", help="какой план, если их несколько")
    parser.add_argument("--day", metavar="ДАТА", help="день отправки, ответа или утверждения; обычно сегодня")
    parser.add_argument("--due", metavar="ДАТА", help="send: к какому дню ответить")
    parser.add_argument(
        "--school", metavar="ШКОЛА", action="append", default=[], help="answer: чей ответ; можно несколько"
    )
    parser.add_argument("--decision", metavar="РЕШЕНИЕ", help="answer: согласовано, с замечаниями, не согласовано")
    parser.add_argument("--remark", metavar="ТЕКСТ", default="", help="answer: замечания")
    parser.add_argument(
        "--reason", metavar="ТЕКСТ", default="", help="approve: почему утверждён без согласия всех школ"
    )
    parser.add_argument("--was", metavar="ВЕРСИЯ", type=int, help="diff: номер прежней версии; обычно новейшая")
    parser.add_argument("--now", metavar="ВЕРСИЯ", type=int, help="diff: номер новой версии; обычно план, как он есть")
    parser.add_argument("--to", metavar="ФАЙЛ", type=Path, help="diff: записать и документ .pdf, .xlsx или .docx")
    parser.add_argument("--without-done", action="store_true", help="next-year: без выполненных мероприятий")
    from_base(parser)
    as_json(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    with opened(arguments.base) as base:
        with base.read() as connection:
            plan = _plan(connection, arguments)
        return _WAYS[arguments.what](base, plan, arguments)


def _plan(connection: sa.Connection, arguments: Namespace) -> LinkTo:
    plans = find(connection, Query("plans", context=context_of(connection, arguments)))
    found = [named_plan(connection, id_) for id_ in plans]
    if arguments.plan:
        wanted = match_key(arguments.plan)
        found = [one for one in found if match_key(one.label) == wanted] or [
            one for one in found if wanted in match_key(one.label)
        ]
    if not found:
        raise WorldError("Такого плана в базе нет. Проверьте название, сеть и учебный год.")
    if len(found) > 1:
        names = ", ".join(dict.fromkeys(f"«{one.label}»" for one in found))
        raise WorldError(f"Планов несколько: {names}. Назовите нужный ключами --plan, --network и --school-year.")
    return found[0]


def _day(text: str | None) -> date:
    day = parse_date(text) if text else date.today()  # noqa: DTZ011 - the day on the wall
    if day is None:
        raise WorldError(f"Дата «{text}» непонятна: нужно, например, 05.09.2026.")
    return day


def _send(base: Base, plan: LinkTo, arguments: Namespace) -> int:
    due = _day(arguments.due) if arguments.due else None
    send_plan(base, plan=plan.id, sent_on=_day(arguments.day), due_on=due)
    return _status(base, plan, arguments)


def _answer(base: Base, plan: LinkTo, arguments: Namespace) -> int:
    if not arguments.school or not arguments.decision:
        raise WorldError("Назовите школу (--school) и решение (--decision).")
    with base.read() as connection:
        state = status(connection, plan.id, _day(arguments.day))
    if state.version is None:
        raise WorldError(f"План «{plan.label}» на согласование не отправляли. Отправьте его: setvzaim plan send.")
    schools = [_asked(state, name) for name in arguments.school]
    try:
        decision = str(_DECISION.read(arguments.decision))
    except ValueError as error:
        raise WorldError(f"Решение: {error}.") from error
    answer(base, version=state.version.id, schools=schools, decision=decision, decided_on=_day(arguments.day),
           remark=arguments.remark)  # fmt: skip
    return _status(base, plan, arguments)


def _asked(state: Status, name: str) -> str:
    wanted = match_key(name)
    found = [one.school for one in state.answers if match_key(one.school.label) == wanted] or [
        one.school for one in state.answers if wanted in match_key(one.school.label)
    ]
    if len(found) != 1:
        why = "неясно, какая это школа" if found else "такой школы об этой версии не спрашивали"
        raise WorldError(f"«{name}»: {why}. Спрашивали: {', '.join(one.school.label for one in state.answers)}.")
    return found[0].id


def _approve(base: Base, plan: LinkTo, arguments: Namespace) -> int:
    approve_plan(base, plan=plan.id, approved_on=_day(arguments.day), reason=arguments.reason)
    return _status(base, plan, arguments)


def _next_version(base: Base, plan: LinkTo, arguments: Namespace) -> int:
    start_next_version(base, plan=plan.id)
    return _status(base, plan, arguments)


def _next_year(base: Base, plan: LinkTo, arguments: Namespace) -> int:
    made = start_next_year(base, plan=plan.id, without_done=arguments.without_done).value
    with base.read() as connection:
        new = named_plan(connection, made)
    if arguments.json:
        tell({"plan": new.label, "id": new.id})
    else:
        say(f"Начат план следующего года: «{new.label}».")
    return DONE


def _diff(base: Base, plan: LinkTo, arguments: Namespace) -> int:
    with base.read() as connection:
        last = newest(connection, plan.id)
        if last is None:
            raise WorldError(f"План «{plan.label}» на согласование не отправляли: сравнивать не с чем.")
        found = comparison(connection, plan.id, arguments.was or last.number, arguments.now, _day(arguments.day))
        if arguments.to:
            render(found.document(), arguments.to)
    if arguments.json:
        tell({"plan": plan.label, "was": found.was, "now": found.now, "changes": [_machine(row) for row in found.rows]})
        return DONE
    say(f"Было: {found.was}", f"Стало: {found.now}")
    for row in found.rows:
        say(f"{row.where}: {row.label}: «{row.was}» → «{row.now}»" + (f" ({row.whom})" if row.whom else ""))
    if not found.rows:
        say("Различий нет.")
    if arguments.to:
        say(f"Напечатано: {arguments.to}")
    return DONE


def _machine(row: DiffRow) -> dict[str, str]:
    return {"kind": row.kind.value, "where": row.where, "what": row.what, "cell": row.label, "was": row.was,
            "now": row.now, "schools": row.whom}  # fmt: skip


def _status(base: Base, plan: LinkTo, arguments: Namespace) -> int:
    """Tell how it stands; the exit status says whether somebody is late or must be asked again."""
    day = date.today()  # noqa: DTZ011 - the day on the wall
    with base.read() as connection:
        state, known = status(connection, plan.id, day), versions(connection, plan.id)
    if arguments.json:
        tell(_as_machine(state, known))
    else:
        _tell_person(state)
    asked_again = any(one.reopened for one in state.answers)
    wanted = arguments.what == "status" and state.version is not None and state.version.state == "sent"
    return FINDINGS if wanted and (state.late or asked_again or state.changes) else DONE


def _tell_person(state: Status) -> None:
    if state.version is None:
        say(f"План «{state.plan.label}» на согласование ещё не отправляли.")
        return
    word = register("plan_versions")["state"].kind.write(state.version.state)
    say(f"План «{state.plan.label}». {state.version.words}: {word}.")
    say(f"{state.figures}.")
    for one in state.answers:
        said = _DECISION.write(one.decision) if one.stands else "ждём ответа"
        day = f" {format_date(one.decided_on)}" if one.stands and one.decided_on else ""
        late = f", просрочено дней: {one.late}" if one.late else ""
        why = f"; открыто снова: {one.reopened}" if one.reopened else ""
        say(f"  {one.school.label}: {said}{day}{late}{why}")
    if state.changes:
        names = "; ".join(school.label for school in state.touched) or "школ не касается"
        say(f"План изменён после отправки: {names}.")
    if state.joined:
        say(f"В сети новые школы, их не спрашивали: {'; '.join(school.label for school in state.joined)}.")


def _as_machine(state: Status, known: tuple[Version, ...]) -> dict[str, object]:
    return {
        "plan": state.plan.label,
        "version": None if state.version is None else _of_version(state.version),
        "versions": [_of_version(one) for one in known],
        "asked": len(state.answers),
        "agreed": state.count("agreed"),
        "remarks": state.count("remarks"),
        "declined": state.count("declined"),
        "waiting": len(state.waiting),
        "late": state.late,
        "changed": bool(state.changes),
        "touched": [school.label for school in state.touched],
        "joined": [school.label for school in state.joined],
        "schools": [_of_answer(one) for one in state.answers],
    }


def _of_version(version: Version) -> dict[str, object]:
    return {
        "number": version.number,
        "code": version.code,
        "digest": version.digest,
        "state": version.state,
        "sent_on": version.sent_on and version.sent_on.isoformat(),
        "due_on": version.due_on and version.due_on.isoformat(),
        "approved_on": version.approved_on and version.approved_on.isoformat(),
    }


def _of_answer(one: Answer) -> dict[str, object]:
    return {
        "school": one.school.label,
        "id": one.school.id,
        "decision": one.decision if one.stands else None,
        "decided_on": one.decided_on.isoformat() if one.stands and one.decided_on else None,
        "remark": one.remark or None,
        "reopened": one.reopened or None,
        "late": one.late,
    }


_WAYS: dict[str, Callable[[Base, LinkTo, Namespace], int]] = {
    "send": _send,
    "answer": _answer,
    "approve": _approve,
    "diff": _diff,
    "status": _status,
    "next-version": _next_version,
    "next-year": _next_year,
}
