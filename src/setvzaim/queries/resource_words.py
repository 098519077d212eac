"""The numbers of the analysis of resources as words."""

from __future__ import annotations

from setvzaim.analysis.resource_grid import Category, Cell
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

_NEEDS = Noun("потребность", "потребности", "потребностей")
UNKNOWN = "не указано"


def amount(value: float | None, unit: str = "") -> str:
    """Write an amount with its unit; what nobody knows is said so."""
    if value is None:
        return UNKNOWN
    return f"{format_number(int(value) if value == int(value) else round(value, 2))} {unit}".strip()


def short(cell: Cell) -> str:
    """Write a cell of the grid: «−4» needed, «+6» that can be lent, «−?» a need of which nobody said how much."""
    parts = []
    if cell.needs:
        parts.append(f"−{amount(cell.needed) if cell.needed is not None else '?'}")
    if cell.spare is not None:
        parts.append(f"+{amount(cell.spare)}")
    return " ".join(parts)


def sentence(cell: Cell, category: Category) -> str:
    """Say what a cell means."""
    parts = []
    if cell.needs:
        vacant = f", из них вакансий {cell.vacancies}" if cell.vacancies else ""
        parts.append(f"нужно {amount(cell.needed, category.unit)} ({_NEEDS.counted(cell.needs)}{vacant})")
    if cell.spare is not None:
        parts.append(f"может дать {amount(cell.spare)}")
    return "; ".join(parts) or "нет ни потребности, ни предложения"


def network(category: Category) -> str:
    """Say how a category stands in the network."""
    if not category.needs:
        return f"никому не нужно, можно дать {amount(category.available, category.unit)}"
    available = "никто не предлагает" if category.available is None else f"могут дать {amount(category.available)}"
    if category.lacking is None:
        end = "сравнить нельзя"
    elif category.lacking:
        end = f"не хватает {amount(category.lacking, category.unit)}"
    else:
        end = f"хватает, останется {amount(category.surplus)}" if category.surplus is not None else "хватает"
    return f"нужно {amount(category.needed, category.unit)}; {available}; {end}"
