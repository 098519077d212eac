"""The numbers of the analysis of resources as words."""

from __future__ import annotations

from collections.abc import Sequence

from setvzaim.analysis.resource_grid import Category, Cell
from setvzaim.analysis.resources import METHODICAL, Coverage
from setvzaim.registers.choices import RESOURCE
from setvzaim.text.format import format_number, format_share
from setvzaim.text.plural import Noun

_NEEDS = Noun("потребность", "потребности", "потребностей")
UNKNOWN = "не указано"


def amount(value: float | None, unit: str = "") -> str:
    """Write an amount with its unit; what nobody knows is said so."""
    if value is None:
        return UNKNOWN
    return f"{format_number(_whole(value))} {unit}".strip()


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
    if cell.has is not None:
        parts.append(f"имеется {amount(cell.has, category.unit)}")
    if cell.needs:
        vacant = f", из них вакансий {cell.vacancies}" if cell.vacancies else ""
        parts.append(f"нужно ещё {amount(cell.needed, category.unit)} ({_NEEDS.counted(cell.needs)}{vacant})")
    if cell.spare is not None:
        parts.append(f"может дать {amount(cell.spare)}")
    return "; ".join(parts) or "нет ни потребности, ни предложения"


def summary(categories: Sequence[Category], covered: Sequence[Coverage]) -> str:
    """Say how the network stands as a whole: what it lacks, vacancies, and what is covered already."""
    wanted = [one for one in categories if one.needs]
    if not wanted and not covered:
        return "Потребностей нет"
    lacking = sum(bool(one.lacking) for one in wanted)
    parts = [f"Сети не хватает: {format_share(lacking, len(wanted))} видов ресурсов", "; вакансий "]
    parts.append(format_number(sum(one.vacancies for one in wanted)))
    shares = ", ".join(f"{RESOURCE.write(one.resource)} — {format_share(one.covered, one.needs)}" for one in covered)
    return "".join(parts) + (f"; покрыто потребностей: {shares}" if shares else "")


def for_school(category: Category, cell: Cell) -> float | None:
    """Return what a school would still lack if all that others can lend came to it; `None` where nobody can tell."""
    if cell.needed is None or category.lacking is None:
        return None
    if category.resource == METHODICAL and category.available:
        return 0.0
    return max(0.0, cell.needed - (category.available or 0.0))


def coverable(category: Category) -> str:
    """Write how much of what is needed the network can cover itself, with its denominator."""
    if category.coverable is None or category.needed is None:
        return "—"
    return format_share(_whole(category.coverable), _whole(category.needed))


def _whole(value: float) -> float:
    return int(value) if value == int(value) else round(value, 2)


def network(category: Category) -> str:
    """Say how a category stands in the network."""
    if not category.needs:
        return f"никому не нужно, можно дать {amount(category.available, category.unit)}"
    available = "никто не предлагает" if category.available is None else f"могут дать {amount(category.available)}"
    if category.lacking is None:
        end = "сравнить нельзя"
    elif category.lacking:
        end = f"не хватает {amount(category.lacking, category.unit)}, можно покрыть {coverable(category)}"
    else:
        end = f"хватает, останется {amount(category.surplus)}" if category.surplus is not None else "хватает"
    return f"нужно {amount(category.needed, category.unit)}; {available}; {end}"


def short_name(name: str) -> str:
    """Return what heads a column: «МБОУ «Зуевская СОШ имени А. Б. Ванькаева»» is «Зуевская СОШ»."""
    inner = name.partition("«")[2].rpartition("»")[0] or name.partition('"')[2].rpartition('"')[0] or name
    return inner.partition(" имени ")[0].partition(" им. ")[0].strip() or name
