"""The report on the execution of the joint plan (regulation 5.2; domain notes 8.3)."""

from __future__ import annotations

from collections.abc import Mapping

from setvzaim.analysis.plan_time import DONE, Figures, State, figures_by
from setvzaim.documents.facts import Facts, Value, words
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import PageRules
from setvzaim.queries.forms._facts import office_facts, record_of
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.plan_time import PlanMeasure, execution, of_plan, plan_time
from setvzaim.queries.query import Row
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo, register
from setvzaim.text.format import format_date, format_share
from setvzaim.text.plural import Noun

STATES = {
    State.IN_TIME: "выполнено в срок",
    State.LATE: "выполнено с опозданием",
    State.DONE: "выполнено",
    State.OVERDUE: "просрочено",
    State.COMING: "скоро",
    State.UNDERWAY: "выполняется",
    State.LATER: "впереди",
    State.NO_TERM: "срок не понят",
}
"""How a measure stands, in the words of a report."""
_DAYS = Noun("день", "дня", "дней")
NOBODY = "нет сведений"


def _facts(asked: Asked) -> Facts:
    plan = record_of(asked, "plans")
    network = plan["network"]
    measures = plan_time(asked.connection, of_plan(plan.id), asked.day)
    return {
        **office_facts(asked, network.id if isinstance(network, LinkTo) else None),
        "план": words(plan.text("title")),
        "учебный год": plan.text("school_year"),
        "на день": asked.day,
        **execution_facts(measures),
        "мероприятие": tuple(_measures(asked, measures)),
    }


def execution_facts(measures: tuple[PlanMeasure, ...]) -> dict[str, Value]:
    """Return the facts of how some measures are carried out.

    «всего мероприятий», «выполнено», «выполнено в срок», «просрочено» and so on, and the lists «раздел плана»,
    «школа плана», «форма работы» with their shares.
    """
    if not measures:
        names = ("всего мероприятий", "выполнено", "в срок", "просрочено", "выполняется", "без срока")
        return {**dict.fromkeys(names), "раздел плана": (), "школа плана": ()}
    found = execution(measures)
    whole = found.whole
    return {
        "всего мероприятий": register("measures").noun.counted(whole.total),
        "выполнено": format_share(*whole.done),
        "в срок": format_share(*whole.in_time) if whole.in_time[1] else None,
        "просрочено": whole.of(State.OVERDUE),
        "выполняется": whole.of(State.UNDERWAY, State.COMING),
        "без срока": whole.without_end or None,
        "раздел плана": _shares("раздел", {one.label: figures for one, figures in found.sections.items()}),
        "школа плана": _shares("школа", {one.label: figures for one, figures in sorted(
            found.schools.items(), key=lambda item: item[0].label)}),
    }  # fmt: skip


def _shares(name: str, found: Mapping[str, Figures]) -> tuple[Facts, ...]:
    return tuple(
        {
            name: label,
            "всего": figures.total,
            "сделано": format_share(*figures.done),
            "вовремя": format_share(*figures.in_time) if figures.in_time[1] else None,
            "просрочка": figures.of(State.OVERDUE),
        }
        for label, figures in found.items()
    )


def modes_facts(asked: Asked, measures: tuple[PlanMeasure, ...], plan: Row) -> tuple[Facts, ...]:
    """Return the shares of the modes of 4.2; measures of which nobody has said the mode are counted apart."""
    modes = {row.id: row.text("mode") or NOBODY for row in stream(asked.connection, of_plan(plan.id))}
    found = figures_by(measures, lambda one: (modes.get(one.id, NOBODY),), lambda one: one.stands)
    total = len(measures)
    return tuple(
        {"форма": mode, "доля": format_share(figures.total, total), "сделано": format_share(*figures.done)}
        for mode, figures in sorted(found.items(), key=lambda item: (item[0] == NOBODY, item[0]))
    )


def _measures(asked: Asked, measures: tuple[PlanMeasure, ...]) -> list[Facts]:
    said = {row.id: row for row in stream(asked.connection, of_plan(measures[0].plan.id))} if measures else {}
    return [
        {
            "мероприятие": measure.title,
            "№ плана": measure.number or None,
            "срок": measure.words or _term(measure) or None,
            "состояние": _state(measure),
            "выполнено когда": measure.done_on,
            "итог": said[measure.id].text("outcome") or None,
            "не выполнено": None if measure.stands.state in DONE else "да",
        }
        for measure in measures
    ]


def _term(measure: PlanMeasure) -> str:
    if measure.term is None:
        return ""
    ends = dict.fromkeys(day for day in (measure.term.starts, measure.term.ends) if day is not None)
    return " – ".join(format_date(day) for day in ends)


def _state(measure: PlanMeasure) -> str:
    word = STATES[measure.stands.state]
    return f"{word} на {_DAYS.counted(measure.stands.days or 0)}" if measure.stands.state is State.OVERDUE else word


def _whole(asked: Asked) -> Facts:
    plan = record_of(asked, "plans")
    measures = plan_time(asked.connection, of_plan(plan.id), asked.day)
    return {**_facts(asked), "форма работы": modes_facts(asked, measures, plan)}


PLAN_REPORT = Form(
    key="plan-report",
    title="Отчёт о выполнении плана",
    group="Отчёты",
    about="Сколько мероприятий плана выполнено, сколько в срок и что осталось (п. 5.2 Положения).",
    subject="plans",
    facts=_whole,
    personal=True,
    page=PageRules(orientation=Orientation.LANDSCAPE, text_size=12),
)
