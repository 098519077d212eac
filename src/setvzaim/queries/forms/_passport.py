"""What a passport says of a school, list by list; what nobody knows is said, never a zero (regulation 5.2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from setvzaim.documents.facts import Facts, Value
from setvzaim.queries.forms.form import Asked
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.query import Context, Filter, Query, Row
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo
from setvzaim.text.format import format_number, format_share

UNKNOWN = "нет сведений"
_CATEGORIES = {"highest": "высшая", "first": "первая", "fits": "соответствие", "none": "без категории"}
_NO_SUBJECT = "без предмета"


def rows_about(asked: Asked, key: str, column: str = "school", *, every_year: bool = False) -> tuple[Row, ...]:
    """Return the rows of a register that lead to the school, names hidden where the paper is without names."""
    read = stream_nameless if asked.wanted.without_names else stream
    year = None if every_year else asked.context.school_year
    query = Query(key, filters=(Filter(column, "any_of", (asked.record,)),), context=Context(school_year=year))
    return tuple(read(asked.connection, query))


def told(row: Row, key: str) -> str:
    """Return a value as it is written, or that nobody knows it."""
    return row.text(key) or UNKNOWN


def statuses(asked: Asked) -> tuple[Facts, ...]:
    """Return the statuses of the school, the newest year first, each with its act."""
    return tuple(
        {
            "год": row.text("school_year"),
            "статус": row.text("category") + (f" (снят {row.text('ended_on')})" if row["ended_on"] else ""),
            "кем установлен": told(row, "authority"),
            "акт": _act(row),
        }
        for row in rows_about(asked, "statuses", every_year=True)
    )


def _act(row: Row) -> str:
    day, number = row.text("act_date"), row.text("act_number")
    return " ".join(part for part in (f"от {day}" if day else "", f"№ {number}" if number else "") if part) or UNKNOWN


def staff(asked: Asked) -> dict[str, Value]:
    """Return teachers by subject and category with vacancies, and what the teachers can give to others."""
    people = rows_about(asked, "staff")
    vacancies = [row for row in rows_about(asked, "needs") if row["vacancy"] and row["covered_on"] is None]
    subjects: dict[str, list[Row]] = defaultdict(list)
    for person in people:
        taught = person["subjects"]
        for name in [str(link) for link in taught] if isinstance(taught, tuple) else [_NO_SUBJECT]:
            subjects[name].append(person)
    open_places = Counter(row.text("subject") or _NO_SUBJECT for row in vacancies)
    return {
        "предмет": tuple(
            {
                "предмет": name,
                "педагогов": len(subjects.get(name, ())) or "нет",
                "категории": _categories(subjects.get(name, ())) or "—",
                "вакансий": open_places.get(name, 0) or "нет",
            }
            for name in sorted({*subjects, *open_places}, key=lambda name: (name == _NO_SUBJECT, name))
        ),
        "педагогов в реестре": len(people) or None,
        "категории всего": _categories(people) or None,
        "вакансий всего": len(vacancies) or "нет",
        **_offers(people),
    }


def _categories(people: Sequence[Row]) -> str:
    counts = Counter(person["category"] for person in people)
    known = [f"{label}\u00a0— {counts[code]}" for code, label in _CATEGORIES.items() if counts[code]]
    unknown = [f"{UNKNOWN}\u00a0— {counts[None]}"] if counts[None] else []
    return ", ".join(known + unknown)


def _offers(people: Sequence[Row]) -> dict[str, Value]:
    free = [hours for person in people if isinstance(hours := person["free_hours"], int | float)]
    able = [hours for hours in free if hours > 0]
    told_hours = f"{format_number(sum(able))} ч в неделю у {format_share(len(able), len(free))} педагогов"
    return {
        "свободные часы": told_hours if free else None,
        "открытые уроки": _willing(people, "open_lessons"),
        "ведут дистанционно": _willing(people, "teaches_remotely"),
        "готовы к выездам": _willing(people, "travels"),
    }


def _willing(people: Sequence[Row], key: str) -> str | None:
    """Return how many of those who were asked are willing; `None` where nobody was."""
    answers = [person[key] for person in people if person[key] is not None]
    return format_share(answers.count(True), len(answers)) if answers else None


def methods(asked: Asked) -> tuple[Facts, ...]:
    """Return the methodical resources."""
    return tuple(
        {
            "методика": row.text("title"),
            "вид методики": told(row, "form"),
            "классы": told(row, "grades"),
            "можно передать": told(row, "shared"),
        }
        for row in rows_about(asked, "methods")
    )


def equipment(asked: Asked) -> dict[str, Value]:
    """Return the material resources by category, and the lines of the internet apart."""
    rows = rows_about(asked, "equipment")
    kinds: dict[str, list[Facts]] = defaultdict(list)
    for row in rows:
        if row["category"] != "internet":
            kinds[row.text("category") or "вид не указан"].append(_thing(row))
    lines = [row for row in rows if row["category"] == "internet"]
    return {
        "вид оборудования": tuple({"вид": kind, "вещь": tuple(things)} for kind, things in kinds.items()),
        "линия интернета": tuple(
            {
                "технология": told(row, "technology"),
                "скорость по договору": _speed(row["speed"]),
                "скорость измеренная": _speed(row["measured_speed"]),
            }
            for row in lines
        ),
    }


def _thing(row: Row) -> Facts:
    return {
        "наименование": row.text("name"),
        "количество": _number(row["quantity"]),
        "исправно": _number(row["working"]),
        "можно дать": _number(row["shareable"]),
    }


def _number(value: object) -> Value:
    return value if isinstance(value, int | float) else UNKNOWN


def _speed(value: object) -> str:
    return f"{format_number(value)} Мбит/с" if isinstance(value, int | float) else UNKNOWN


def needs(asked: Asked) -> tuple[Facts, ...]:
    """Return what the school lacks."""
    return tuple(
        {
            "нужно": row.text("title"),
            "вид ресурса": row.text("resource"),
            "сколько": f"{row.text('amount')} {row.text('unit')}".strip() if row["amount"] is not None else UNKNOWN,
            "когда": f"покрыта {row.text('covered_on')}" if row["covered_on"] else told(row, "due_on"),
        }
        for row in rows_about(asked, "needs")
    )


def results(asked: Asked) -> tuple[Facts, ...]:
    """Return the results of assessments, the newest year first, with numerator and denominator."""
    return tuple(
        {
            "год": row.text("school_year"),
            "процедура": ", ".join(_procedure(row)),
            "ниже порога": told(row, "below_share"),
            "на 4 и 5": told(row, "good_share"),
        }
        for row in rows_about(asked, "results", every_year=True)
    )


def _procedure(row: Row) -> Iterator[str]:
    yield row.text("assessment")
    yield row.text("subject").lower()
    if row["grade"] is not None:
        yield f"{row.text('grade')} класс"


def part_in_network(asked: Asked) -> tuple[Facts, ...]:
    """Return where the school takes part: networks, centers, groups, movements, agreements — one line for each."""
    found = [("Сеть", row.text("network"), row.text("role")) for row in rows_about(asked, "memberships")]
    found += [("Центр на базе школы", row.text("name"), _term(row)) for row in rows_about(asked, "centers")]
    based = rows_about(asked, "groups", "base")
    found += [("Группа на базе школы", row.text("name"), _term(row)) for row in based]
    home = {row.id for row in based}
    found += _in_groups(asked, home)
    found += _moves(asked, "from_school", "to_school", "Перемещение в другую школу")
    found += _moves(asked, "to_school", "from_school", "Перемещение из другой школы")
    found += [
        (row.text("kind").capitalize(), row.text("title"), _term(row, "valid_from", "valid_until"))
        for row in rows_about(asked, "documents", "schools")
    ]
    return tuple({"в чём": kind, "название": name, "роль и срок": more or UNKNOWN} for kind, name, more in found)


def _in_groups(asked: Asked, but: set[str]) -> list[tuple[str, str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows_about(asked, "members"):
        group = row["group"]
        if isinstance(group, LinkTo) and group.id not in but:
            counts[group.id, group.label] += 1
    return [("Группа", name, f"членов от школы: {count}") for (_, name), count in counts.items()]


def _moves(asked: Asked, mine: str, other: str, kind: str) -> list[tuple[str, str, str]]:
    return [
        (kind, f"{row.text('what')} ({row.text(other)})", _term(row)) for row in rows_about(asked, "movements", mine)
    ]


def _term(row: Row, start: str = "since", end: str = "until") -> str:
    since, until = row.text(start), row.text(end)
    return " ".join(part for part in (f"с {since}" if since else "", f"по {until}" if until else "") if part)
