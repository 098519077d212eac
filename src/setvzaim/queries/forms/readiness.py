"""How far the network is what the regulation wants, clause by clause (regulation 1.3-5.2)."""

from __future__ import annotations

from setvzaim.documents.readiness import PAGE, ReadinessData, readiness_document
from setvzaim.queries.forms.form import Asked, Form, Paper
from setvzaim.queries.readiness import ready
from setvzaim.queries.rows import one
from setvzaim.registers import register
from setvzaim.text.format import format_school_year


def _build(asked: Asked) -> Paper:
    context = asked.context
    network = one(asked.connection, register("networks"), context.network) if context.network else None
    data = ReadinessData(
        findings=ready(asked.connection, context, asked.day),
        network=network.text("name") if network else "",
        school_year=format_school_year(context.school_year) if context.school_year is not None else "",
        day=asked.day,
        page=asked.wanted.page or PAGE,
    )
    return Paper(readiness_document(data))


READINESS = Form(
    key="readiness",
    title="Готовность по пунктам Положения",
    group="Отчёты",
    about="По пунктам Положения (1.3–5.2): что есть, чего не хватает, что сделать и кому.",
    build=_build,
    page=PAGE,
)
