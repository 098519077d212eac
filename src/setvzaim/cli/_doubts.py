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
    if absent := _absent(plan):
        return (
            f"{where}: для реестра «{plan.register.title}» не хватает столбцов {absent}, без них внести нечего. "
            "Добавьте их в файл или укажите в файле соответствия (--map)."
        )
    return None


def _absent(plan: ImportPlan) -> str:
    """Name the required columns whose want makes every row of the workbook a refused one."""
    rows = [row for row in plan.rows if row.verdict not in (Verdict.TOTAL, Verdict.EMPTY)]
    if not rows or any(row.verdict is not Verdict.REFUSED for row in rows):
        return ""
    lacking = [column for column in plan.register.columns if column.required and column not in plan.header.joined]
    said = {reason.reason for row in rows[:1] for reason in row.reasons if not reason.cell}
    return ", ".join(f"«{c.label}»" for c in lacking if any(c.label.lower() in reason for reason in said))
