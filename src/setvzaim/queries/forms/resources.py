"""The analysis of the resources of a network: needed, there, lacking, covered by whom (regulation 5.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from setvzaim.analysis.resource_grid import grid
from setvzaim.analysis.resources import (
    HOURS,
    MATERIAL,
    METHODICAL,
    STAFF,
    Coverage,
    Line,
    analyse,
    coverage,
)
from setvzaim.documents.facts import Facts
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.stamps import StampKind
from setvzaim.documents.tree import PageRules
from setvzaim.queries.forms._facts import member_schools, network_row, office_facts
from setvzaim.queries.forms._resource_grid import grid_tables
from setvzaim.queries.forms._stamps import by_head, office_of, stamp_facts
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.query import Row
from setvzaim.queries.resources import hours, need_of, rows_of, school_of, shared, stocks_of, things
from setvzaim.registers.choices import RESOURCE
from setvzaim.text.format import format_number, format_share
from setvzaim.text.plural import Noun
from setvzaim.text.typography import NBSP

_UNKNOWN = "нет сведений"
_KINDS = {STAFF: "Кадровые ресурсы", METHODICAL: "Методические ресурсы", MATERIAL: "Материально-технические ресурсы"}
_MATERIALS = Noun("материал", "материала", "материалов")
_SCHOOLS = Noun("школа", "школы", "школ")
_MOST = 4
"""Sources and schools named in a cell; of the others the number."""


def _facts(asked: Asked) -> Facts:
    facts = office_facts(asked)
    names = {school.id: school.text("name") for _, school in member_schools(asked)}
    rows = {key: rows_of(asked.connection, asked.context, key) for key in ("needs", "staff", "methods", "equipment")}
    needs = tuple(map(need_of, rows["needs"]))
    offers = (*hours(rows["staff"]), *shared(rows["methods"]), *things(rows["equipment"]))
    names |= {school_of(row): row.text("school") for each in rows.values() for row in each}
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in analyse(needs, offers):
        lines[line.resource].append(line)
    return {
        **facts,
        **stamp_facts(asked, approved=by_head(asked, StampKind.APPROVED, office_of(asked, network_row(asked)))),
        "день": asked.day,
        "школ в анализе": _SCHOOLS.counted(len(names)) if names else None,
        "вид ресурсов": tuple(
            {"вид": _KINDS.get(kind, kind), "строка": tuple(_shown(line, names) for line in each)}
            for kind, each in lines.items()
        ),
        "покрытие": tuple(map(_covered, coverage(needs))),
        "свод": grid_tables(grid(needs, offers, stocks_of(rows)), sorted(names.items(), key=_by_name), _KINDS),
        "школа сети": tuple(_of_school(school, name, rows) for school, name in sorted(names.items(), key=_by_name)),
    }


def _by_name(item: tuple[str, str]) -> str:
    return item[1]


def _shown(line: Line, names: dict[str, str]) -> Facts:
    counted = f"{_amount(line.needed, line.unit)} ({_tied(_SCHOOLS.counted(len(line.schools)))})"
    if line.told < line.needs:
        counted += f"; количество указано в {format_share(line.told, line.needs)} потребностей"
    return {
        "что": line.what,
        "необходимо": counted,
        "имеется": _offered(line, line.offered) if line.offered is not None else _nothing(line),
        "недостает": _lacking(line),
        "доля": _share(line),
        "кому": _some([names[school] for school in line.schools]),
        "чем покрыть": _some([f"{names[school]} — {_tied(_offered(line, amount))}" for school, amount in line.sources])
        or _nothing(line),
    }


def _nothing(line: Line) -> str:
    return "в сети не найдено" if line.sought else "по реестру не установить"


def _tied(text: str) -> str:
    return text.replace(" ", NBSP)


def _amount(value: float | None, unit: str) -> str:
    return f"{_plain(value)} {unit}".strip() if value is not None else _UNKNOWN


def _plain(value: float) -> str:
    return format_number(_whole(value))


def _offered(line: Line, amount: float) -> str:
    if line.resource == METHODICAL:
        return _MATERIALS.counted(int(amount))
    return f"{_plain(amount)} {HOURS if line.resource == STAFF else 'шт.'}"


def _lacking(line: Line) -> str:
    if line.lacking is not None:
        return _amount(line.lacking, line.unit) if line.lacking else "покрывается"
    if line.needed is None:
        return _UNKNOWN
    return "сравнить нельзя: другие единицы" if line.sought else "по реестру не установить"


def _share(line: Line) -> str:
    """Write how much of what is needed the network can give itself."""
    if line.needed is None or line.lacking is None:
        return "—"
    return format_share(_whole(max(0.0, line.needed - line.lacking)), _whole(line.needed))


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def _some(texts: Sequence[str]) -> str:
    more = len(texts) - _MOST
    return "; ".join(texts[:_MOST]) + (f" {_tied(f'и ещё {more}')}" if more > 0 else "")


def _covered(each: Coverage) -> Facts:
    return {"вид": RESOURCE.write(each.resource), "покрыто": format_share(each.covered, each.needs)}


def _of_school(school: str, name: str, rows: dict[str, tuple[Row, ...]]) -> Facts:
    needs, staff, methods, equipment = (
        [row for row in rows[key] if school_of(row) == school] for key in ("needs", "staff", "methods", "equipment")
    )
    free = [hours for row in staff if isinstance(hours := row["free_hours"], int | float)]
    able = [hours for hours in free if hours > 0]
    things = [row for row in equipment if isinstance(row["shareable"], int) and isinstance(row["quantity"], int)]
    open_needs = [row for row in needs if row["covered_on"] is None]
    return {
        "школа": name,
        "потребностей": f"{len(open_needs)} из {len(needs)}" if needs else _UNKNOWN,
        "вакансий": str(sum(1 for row in open_needs if row["vacancy"])) if needs else _UNKNOWN,
        "часов": f"{_plain(sum(able))} {HOURS} у {len(able)} из {len(free)} педагогов" if free else _UNKNOWN,
        "материалов": format_share(sum(1 for row in methods if row["shared"]), len(methods)) if methods else _UNKNOWN,
        "оборудования": f"{sum(1 for row in things if row['shareable'])} из {len(things)}" if things else _UNKNOWN,
    }


RESOURCES = Form(
    key="resources",
    title="Анализ ресурсов сети",
    group="Отчёты",
    about="Что необходимо, что имеется, чего недостаёт и чем это покрыть внутри сети (п. 5.2 Положения).",
    facts=_facts,
    page=PageRules(orientation=Orientation.LANDSCAPE),
    stamps=True,
    personal=True,
)
