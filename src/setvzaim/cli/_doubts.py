"""When an import had better not be done from the command line, where nobody can look at it first."""

from __future__ import annotations

from setvzaim.exchange import ImportPlan, Verdict

_LEAST_SHARE = 1 / 3
"""Share of the named columns that must be joined for a guess of the register to stand."""


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
