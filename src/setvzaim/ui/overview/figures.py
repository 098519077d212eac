"""The figures of the overview in words, and where each leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from setvzaim.queries.overview import Overview, Tally
from setvzaim.registers import register
from setvzaim.text.format import format_number, format_share
from setvzaim.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Figure:
    """Words with a figure, the meaning that colours them, and where they lead; nowhere when nothing is counted."""

    words: str
    go: Callable[[], object] | None = None
    meaning: str = ""
    """A key of `colours`; empty for the colour of a link."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile: what it is about, its main figure, and others."""

    key: str
    title: str
    main: Figure
    more: tuple[Figure, ...] = ()


_SIGNS = (
    ("low_results", "▲", "ШНОР"),
    ("adverse_conditions", "◆", "ШНСУ"),
    ("resilient", "★", "резильентные"),
    ("stable", "●", "стабильные"),
)


def tiles(found: Overview, desk: Desk) -> Iterator[Tile]:
    """Give the tiles in their order."""
    yield _schools(found, desk)
    yield _needs(found, desk)
    yield _plan(found, desk)
    yield _approvals(found, desk)
    yield Tile(
        "documents",
        "Документы",
        _figure(f"Истекают: {_n(found.expiring)}", found.expiring, "documents", "Истекают", desk, "warning"),
        (
            _figure(f"Истекли: {_n(found.expired)}", found.expired, "documents", "Истекли", desk, "refused"),
            _figure(f"Проекты без номера и даты: {_n(found.drafts)}", found.drafts, "documents", "Проекты", desk),
        ),
    )
    late = found.recommended
    yield Tile(
        "recommendations",
        "Рекомендации",
        _figure(f"Просрочено {_share(late)}", late, "recommendations", "Просроченные", desk, "refused")
        if late.of
        else Figure("Открытых нет"),
    )
    yield Tile(
        "status",
        "Статус по расчёту и по акту",
        _figure(
            f"Расходится {_share(found.differing)}", found.differing, "schools", "Статус расходится", desk, "warning"
        ),
    )
    count = found.warnings
    said = Figure(f"⚠ {format_number(count)}", lambda: desk.show_segment("warnings"), "warning") if count else None
    yield Tile("warnings", "Предупреждения", said or Figure("Нет"))


def _schools(found: Overview, desk: Desk) -> Tile:
    more = [
        _figure(f"{sign} {words}: {_n(found.by_status[code])}", found.by_status[code], "schools", words, desk, code)
        for code, sign, words in _SIGNS
        if found.by_status[code].number
    ]
    more.append(_figure(f"⬢ центры: {_n(found.centers)}", found.centers, "centers", "Центры", desk))
    total = register("schools").noun.counted(found.schools)
    return Tile("schools", "Школы", Figure(total, lambda: desk.show_all("schools")), tuple(more))


def _needs(found: Overview, desk: Desk) -> Tile:
    if not found.covered.of:
        return Tile("needs", "Потребности", Figure("Потребностей в базе нет", lambda: desk.show_register("needs")))
    covered, uncovered, helping = found.covered, found.uncovered, found.helping
    more = [
        _figure(f"Не покрыто: {_n(uncovered)}", uncovered, "needs", "Не покрытые", desk),
        _figure(f"Идёт обменов: {_n(helping)}", helping, "resource_uses", "Идут", desk),
    ]
    if uncovered.number:
        more.append(Figure("Подобрать, кто кому поможет…", lambda: desk.propose("partners")))
    return Tile("needs", "Потребности", _figure(f"Покрыто {_share(covered)}", covered, "needs", "Покрытые", desk),
                tuple(more))  # fmt: skip


def _plan(found: Overview, desk: Desk) -> Tile:
    if not found.done.of:
        return Tile("measures", "План", Figure("Мероприятий пока нет", lambda: desk.show_register("measures")))
    return Tile(
        "measures",
        "План",
        _figure(f"Выполнено {_share(found.done)}", found.done, "measures", "Выполненные", desk),
        (
            _figure(f"▲ Просрочено: {_n(found.overdue)}", found.overdue, "measures", "Просроченные", desk, "refused"),
            _figure(f"◆ Ближайшие две недели: {_n(found.coming)}", found.coming, "measures", "Ближайшие", desk),
        ),
    )


def _approvals(found: Overview, desk: Desk) -> Tile:
    agreed, late = found.agreed, found.late
    if not agreed.of:
        return Tile("approvals", "Согласование плана", Figure("План ещё не отправлен"))
    return Tile(
        "approvals",
        "Согласование плана",
        _figure(f"Согласовали {_share(agreed)}", agreed, "approvals", "Согласовали", desk),
        (_figure(f"▲ Ответ запаздывает: {_n(late)}", late, "approvals", "Ответ запаздывает", desk, "refused"),),
    )


def _figure(words: str, tally: Tally, of: str, chip: str, desk: Desk, meaning: str = "") -> Figure:
    if not tally.number:
        return Figure(words)
    return Figure(words, lambda: desk.show_only(of, tally.records, chip), meaning)


def _n(tally: Tally) -> str:
    return format_number(tally.number)


def _share(tally: Tally) -> str:
    return format_share(tally.number, tally.of or 0)
