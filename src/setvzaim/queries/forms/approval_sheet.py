"""The sheet of approval of a joint plan (regulation 5.1)."""

from __future__ import annotations

from dataclasses import replace

from setvzaim.documents.approval_sheet import ApprovalSheetData, SheetRow, approval_sheet
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import PageRules
from setvzaim.queries.approvals import Answer, Status, status
from setvzaim.queries.forms._facts import record_of
from setvzaim.queries.forms.form import Asked, Form, Paper
from setvzaim.queries.plan_content import members
from setvzaim.queries.rows import fetch
from setvzaim.queries.words import declension_of
from setvzaim.registers import LinkTo, register

_DECISION = register("approvals")["decision"].kind


def _build(asked: Asked) -> Paper:
    plan = record_of(asked, "plans")
    state = status(asked.connection, plan.id, asked.day)
    network = plan["network"]
    data = ApprovalSheetData(
        plan=plan.text("title"),
        network=plan.text("network"),
        school_year=plan.text("school_year"),
        version=state.version.words if state.version else "",
        rows=_rows(asked, state, network.id if isinstance(network, LinkTo) else None),
        page=asked.wanted.page,
    )
    return Paper(approval_sheet(data), notes=_notes(state))


def _rows(asked: Asked, state: Status, network: str | None) -> tuple[SheetRow, ...]:
    """Return a row for every school that was asked; before the plan is sent, for every school of the network."""
    answers = {answer.school.id: answer for answer in state.answers}
    ids = list(answers) if state.version else list(members(asked.connection, network, asked.day))
    declension = declension_of(asked.connection)
    of = register("schools")
    found = []
    for row in fetch(asked.connection, of, ids, columns=tuple(of[key] for key in ("name", "head_post", "head_name"))):
        name = "" if asked.wanted.without_names else row.text("head_name")
        head = declension.short_name(name) if name else ""
        asked_of = SheetRow(school=row.text("name"), post=row.text("head_post"), head=head)
        found.append(_answered(asked_of, answers.get(row.id)))
    return tuple(found)


def _answered(row: SheetRow, answer: Answer | None) -> SheetRow:
    if answer is None or not answer.stands:
        return row
    return replace(row, decision=_DECISION.write(answer.decision), day=answer.decided_on, remark=answer.remark)


def _notes(state: Status) -> tuple[str, ...]:
    if state.version is None:
        return ("План на согласование ещё не отправляли: на листе нет номера версии и кода.",)
    if state.changes:
        return (f"План изменён после версии {state.version.number}, а лист — о ней. Отправьте следующую версию.",)
    return ()


APPROVAL_SHEET = Form(
    key="approval-sheet",
    title="Лист согласования плана",
    group="План",
    about="Все школы сети с решением, датой и местом для подписи руководителя (п. 5.1 Положения).",
    subject="plans",
    build=_build,
    page=PageRules(orientation=Orientation.LANDSCAPE),
    personal=True,
)
