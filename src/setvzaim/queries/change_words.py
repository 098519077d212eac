"""Changes of a plan in words: «изменён срок мероприятия 2.3: было «октябрь», стало «ноябрь»»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from setvzaim.analysis.plan_content import Cell
from setvzaim.analysis.plan_difference import CellChange, Change, Kind
from setvzaim.queries.past import Labels
from setvzaim.registers import Date, Flag, Link, Links, register
from setvzaim.text.format import format_date

MOST = 1000
"""Letters a reason may take: what the register of approvals holds."""
_VALUE = 120
_CELL = {
    "title": "изменено название", "task": "изменена задача",
    "everyone": "изменена отметка «все школы сети»", "participants": "изменены участники",
    "mode": "изменена форма", "place": "изменено место", "term": "изменён срок", "starts_on": "изменено начало",
    "ends_on": "изменено окончание", "repeats": "изменена повторяемость", "responsible": "изменён ответственный",
    "people": "изменены ответственные из реестра", "expected": "изменён ожидаемый результат",
}  # fmt: skip
_REQUISITE = {
    "title": "изменено название плана", "network": "изменена сеть плана", "school_year": "изменён учебный год плана",
    "numbering": "изменена нумерация плана",
}  # fmt: skip
KIND = {
    Kind.ADDED: "добавлено", Kind.REMOVED: "исключено", Kind.CHANGED: "изменено", Kind.MOVED: "переставлено",
}  # fmt: skip
"""Words of a table, agreeing with «мероприятие»."""
_REGISTER = {"plan": "plans", "section": "sections", "measure": "measures"}


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One cell of a comparison: what, the word for what happened, the cell, before, now, and whom it concerns."""

    kind: Kind
    where: str
    """«Мероприятие 2.3»."""
    what: str
    """The title of the measure or section."""
    label: str
    """Of the cell; empty for what was put elsewhere."""
    was: str
    now: str
    whom: str


class Words:
    """Says changes in words, with the names of schools and people as they are called now, or were called last."""

    def __init__(self, connection: sa.Connection, everyone: frozenset[str] = frozenset()) -> None:
        self._labels = Labels(connection)
        self._everyone = everyone
        """The schools that are «все школы» together."""

    def school(self, record: str) -> str:
        """Return the name of a school, also of a deleted one."""
        return self._labels.label("schools", record) or "удалённая школа"

    def schools(self, records: Sequence[str] | frozenset[str]) -> str:
        """Return the names of schools, one after another; or that it is all of them."""
        if len(records) > 1 and self._everyone == frozenset(records):
            return "все школы сети"
        return "; ".join(sorted(map(self.school, records)))

    def cell(self, key: str, what: str, value: Cell) -> str:
        """Return a cell as it is written on paper."""
        kind = register(_REGISTER[what])[key].kind
        if isinstance(kind, Links):
            names = (self._labels.label(kind.register, one) or "удалён" for one in value or ())  # type: ignore[union-attr]
            return "; ".join(sorted(names))
        if isinstance(kind, Link):
            return self._labels.label(kind.register, str(value)) if value else ""
        if isinstance(kind, Date):
            return format_date(date.fromisoformat(str(value))) if value else ""
        return kind.write(bool(value) if isinstance(kind, Flag) else value)

    def reasons(self, changes: Sequence[Change], school: str) -> str:
        """Say what of some changes concerns a school; empty when nothing does."""
        said = [reason for change in changes if school in change.touches for reason in self.change(change)]
        kept: list[str] = []
        for at, reason in enumerate(said):
            more = f"; и ещё изменений: {len(said) - at}"
            if sum(map(len, kept)) + 2 * len(kept) + len(reason) + len(more) > MOST:
                return "; ".join(kept) + more
            kept.append(reason)
        return "; ".join(kept)

    def change(self, change: Change) -> tuple[str, ...]:
        """Say a change, a clause for each cell."""
        match change.what, change.kind:
            case "plan", _:
                return tuple(f"{_REQUISITE[cell.key]}: {self._turn(cell, 'plan')}" for cell in change.cells)
            case "section", Kind.CHANGED:
                return (f"переименован раздел {change.at}: {self._turn(change.cells[0], 'section')}",)
            case "section", Kind.MOVED:
                return (f"раздел «{change.title}» переставлен: был {change.was_at}, стал {change.now_at}",)
            case "section", _:
                return (f"{'добавлен' if change.kind is Kind.ADDED else 'исключён'} раздел «{change.title}»",)
            case _, Kind.CHANGED:
                return tuple(
                    f"{_CELL[cell.key]} мероприятия {change.at}: {self._turn(cell, 'measure')}" for cell in change.cells
                )
            case _, Kind.MOVED:
                title = _short(change.title)
                return (f"мероприятие «{title}» переставлено: было {change.was_at}, стало {change.now_at}",)
            case _:
                return (f"{KIND[change.kind]} мероприятие {change.at} «{_short(change.title)}»",)

    def rows(self, changes: Sequence[Change]) -> tuple[DiffRow, ...]:
        """Return changes as the rows of a table: one for each cell that differs."""
        return tuple(row for change in changes for row in self._rows(change))

    def _rows(self, change: Change) -> list[DiffRow]:
        names = {"plan": "План", "section": "Раздел", "measure": "Мероприятие"}
        where, whom = f"{names[change.what]} {change.at}".strip(), self.schools(change.touches)
        if change.kind is Kind.MOVED:
            return [DiffRow(change.kind, where, change.title, "Номер", change.was_at, change.now_at, whom)]
        columns = register(_REGISTER[change.what])
        return [
            DiffRow(
                change.kind, where, change.title, columns[cell.key].label,
                self.cell(cell.key, change.what, cell.was), self.cell(cell.key, change.what, cell.now), whom,
            )
            for cell in change.cells
        ]  # fmt: skip

    def _turn(self, cell: CellChange, what: str) -> str:
        was, now = (_short(self.cell(cell.key, what, value)) for value in (cell.was, cell.now))
        return f"было {_quoted(was)}, стало {_quoted(now)}"


def _short(text: str) -> str:
    return text if len(text) <= _VALUE else text[: _VALUE - 1].rstrip() + "…"


def _quoted(text: str) -> str:
    if not text:
        return "пусто"
    return text if "«" in text else f"«{text}»"
