"""What is doubtful in an import from the command line: what the user decides, and when it had better not be done."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Sequence

from setvzaim.errors import WorldError
from setvzaim.exchange import ImportPlan, Verdict, Wishes

_SHOWN = 20
_LEAST_SHARE = 1 / 3
"""Share of the named columns that must be joined for a guess of the register to stand."""


def rows(text: str) -> list[int]:
    """Read numbers of rows, «20,76»."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part.isdecimal() for part in parts):
        raise ArgumentTypeError(f"«{text}» — не номера строк через запятую, как 20,76")
    return [int(part) for part in parts]


def decided(plan: ImportPlan, wishes: Wishes, *, same: Sequence[int], other: Sequence[int], sure: bool) -> Wishes:
    """Return the wishes with what the user says of resemblances. Raises `WorldError` for a row without one.

    What was said of a row by its number comes before `sure`, which takes all that is beyond doubt.
    """
    if both := sorted({*same} & {*other}):
        raise WorldError(f"О строке {both[0]} сказано и «та же запись», и «другая». Оставьте одно.")
    told = {*same, *other}
    yes = [like for like in plan.similar if like.row in same or (sure and like.sure and like.row not in told)]
    no = [like for like in plan.similar if like.row in other]
    _known(plan, told)
    return wishes.accepting(yes).refusing(no)


def _known(plan: ImportPlan, told: set[int]) -> None:
    offered = {like.row for like in plan.similar if like.record is not None}
    if strange := sorted(told - offered):
        there = ", ".join(map(str, sorted(offered)[:_SHOWN]))
        more = f" Похожие есть у строк: {there}." if there else " Похожих в этом файле нет."
        raise WorldError(f"Строка {strange[0]} ни на какую запись не похожа.{more}")


def objection(plan: ImportPlan) -> str | None:
    """Return in one Russian line why the import makes no sense as it stands, or `None`.

    The register was guessed from too little, or no row can be kept for want of a whole column.
    """
    where = f"Файл «{plan.path.name}», лист «{plan.sheet}»"
    named = sum(bool(label) for label in plan.header.labels)
    known = sum(column is not None for column in plan.header.joined)
    if plan.guessed and known < named * _LEAST_SHARE:
        return (
            f"{where}: из {named} столбцов узнано только {known}, неясно, что это за реестр. Если это "
            f"«{plan.register.title}», назовите его: --register {plan.register.key}."
        )
    if plan.rivals:
        keys = ", ".join(f"{of.key} — «{of.title}»" for of in (plan.register, *plan.rivals))
        return f"{where}: подходит несколько реестров. Назовите нужный ключом --register: {keys}."
    if _no_school_known(plan):
        return (
            f"{where}: ни одной школы этого файла в базе нет, внести результаты некуда. Сначала внесите школы, можно с "
            "этого же листа: --register schools."
        )
    if absent := _absent(plan):
        return (
            f"{where}: для реестра «{plan.register.title}» не хватает столбцов {absent}, без них внести нечего. "
            "Добавьте их в файл или укажите в файле соответствия (--map)."
        )
    return None


def _no_school_known(plan: ImportPlan) -> bool:
    """Tell whether a wide sheet brings nothing because all its schools are strange to the base, even by likeness."""
    rows = [row for row in plan.rows if row.verdict not in (Verdict.TOTAL, Verdict.EMPTY)]
    strange = all(row.reasons and row.reasons[0].reason.startswith("нет такой записи") for row in rows)
    return bool(plan.header.groups and rows) and strange and not plan.similar


def _absent(plan: ImportPlan) -> str:
    """Name the required columns whose want makes every row of the workbook a refused one."""
    rows = [row for row in plan.rows if row.verdict not in (Verdict.TOTAL, Verdict.EMPTY)]
    if not rows or any(row.verdict is not Verdict.REFUSED for row in rows):
        return ""
    lacking = [column for column in plan.register.columns if column.required and column not in plan.header.joined]
    said = {reason.reason for row in rows[:1] for reason in row.reasons if not reason.cell}
    return ", ".join(f"«{c.label}»" for c in lacking if any(c.label.lower() in reason for reason in said))
