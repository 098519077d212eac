"""The analytical note in the nine links asked for from above (regulation 5.2; domain notes 8.1, 8.3, 8.4)."""

from __future__ import annotations

from collections import Counter
from datetime import date

from setvzaim.documents.facts import Facts, Value
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import PageRules
from setvzaim.queries.forms._facts import member_schools, office_facts
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.forms.indicators import indicators_facts
from setvzaim.queries.forms.plan_report import execution_facts
from setvzaim.queries.forms.recommendations import recommendations_facts
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.plan_time import plan_time
from setvzaim.queries.query import Query, Row
from setvzaim.queries.rows import stream
from setvzaim.registers import register
from setvzaim.registers.choices import STATUS
from setvzaim.text.format import format_share


def _facts(asked: Asked) -> Facts:
    recommendations = _all(asked, "recommendations")
    measures = plan_time(asked.connection, Query("measures", context=asked.context), asked.day)
    return {
        **office_facts(asked),
        "на день": asked.day,
        **_schools(asked),
        **indicators_facts(asked),
        **execution_facts(measures),
        **_work(asked),
        **_needs(asked),
        **recommendations_facts(recommendations, asked.day),
        "проблема сети": tuple({"проблема": text} for text in _problems(recommendations)),
        "решение": tuple(_decisions(asked)),
    }


def _all(asked: Asked, key: str) -> list[Row]:
    read = stream_nameless if asked.wanted.without_names else stream
    return list(read(asked.connection, Query(key, context=asked.context)))


def _schools(asked: Asked) -> dict[str, Value]:
    """Return who is in the network: «школ в сети», and the list «статус» with the schools of each."""
    members = member_schools(asked)
    held: dict[str, list[str]] = {}
    unknown = 0
    for _, school in members:
        codes = school["status"]
        unknown += not codes
        for code in codes if isinstance(codes, tuple) else ():
            held.setdefault(code, []).append(school.text("name"))
    return {
        "школ в сети": register("schools").noun.counted(len(members)) if members else None,
        "статус": tuple(
            {"статус": option.label, "доля": format_share(len(held[option.code]), len(members)),
             "школы": "; ".join(held[option.code])}
            for option in STATUS.options if option.code in held
        ),
        "без статуса": format_share(unknown, len(members)) if unknown else None,
    }  # fmt: skip


def _work(asked: Asked) -> dict[str, Value]:
    """Return what was done together: groups, meetings, movements, agreements in force on the day, centers."""
    movements = _all(asked, "movements")
    kinds = Counter(str(row["kind"]) for row in movements)
    pupils = [row["pupils"] for row in movements if isinstance(row["pupils"], int)]
    agreements = [row for row in _all(asked, "documents") if row["kind"] in {"agreement", "network_agreement"}]
    return {
        "групп": _counted("groups", len(_all(asked, "groups"))),
        "заседаний": _counted("meetings", len(_all(asked, "meetings"))),
        "центров": _counted("centers", len(_all(asked, "centers"))),
        "перемещений учителей": kinds["teacher"] or None,
        "перемещений учеников": kinds["pupils"] or None,
        "учеников в перемещениях": sum(pupils) if pupils else None,
        "действующих договоров": sum(_in_force(row, asked.day) for row in agreements) or None,
    }


def _counted(key: str, number: int) -> str | None:
    return register(key).noun.counted(number) if number else None


def _in_force(row: Row, day: date) -> bool:
    """Tell whether an agreement is in force on a day; a draft has neither number nor date."""
    if row["number"] is None and row["issued_on"] is None:
        return False
    since, until = row["valid_from"] or row["issued_on"], row["valid_until"]
    return not (isinstance(since, date) and since > day) and not (isinstance(until, date) and until < day)


def _needs(asked: Asked) -> dict[str, Value]:
    """Return how many needs are covered, by the kinds of resources: the list «вид ресурса»."""
    rows = _all(asked, "needs")
    kinds = Counter(row.text("resource") for row in rows)
    covered = Counter(row.text("resource") for row in rows if row["covered_on"] is not None)
    return {
        "потребностей": register("needs").noun.counted(len(rows)) if rows else None,
        "покрыто потребностей": format_share(covered.total(), len(rows)) if rows else None,
        "вид ресурса": tuple({"вид": kind, "покрыто": format_share(covered[kind], kinds[kind])} for kind in kinds),
    }


def _problems(recommendations: list[Row]) -> list[str]:
    """Return the problems the recommendations name, each once."""
    return list(dict.fromkeys(text for row in recommendations if (text := row.text("problem"))))


def _decisions(asked: Asked) -> list[Facts]:
    """Return the orders of the network in the school year, the decisions of those who direct it."""
    found: list[Facts] = []
    for row in _all(asked, "documents"):
        day, year = row["issued_on"], asked.context.school_year
        inside = not isinstance(day, date) or year is None or date(year, 8, 1) <= day <= date(year + 1, 8, 31)
        if row["kind"] == "order" and inside:
            found.append({"решение": row.text("title"), "дата": row["issued_on"], "№ решения": row.text("number")})  # type: ignore[dict-item]
    return found


ANALYTICAL_NOTE = Form(
    key="analytical-note",
    title="Аналитическая справка",
    group="Отчёты",
    about="Итоги работы сети за учебный год по девяти звеньям: от целей до анализа мер (п. 5.2 Положения).",
    facts=_facts,
    personal=True,
    page=PageRules(orientation=Orientation.PORTRAIT, text_size=12),
)
