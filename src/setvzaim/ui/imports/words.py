"""What the import window says, with numbers that agree with their nouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from setvzaim.registers import Register, register
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

if TYPE_CHECKING:
    from setvzaim.exchange import ImportPlan, PlannedRow, Subtotal

ROWS = Noun("строка", "строки", "строк")
_TOTALS = Noun("итоговая строка", "итоговые строки", "итоговых строк")
_DISAGREE = Noun("Не сходится", "Не сходятся", "Не сходятся")
_CHANGE = Noun("изменится", "изменятся", "изменятся")


@dataclass(frozen=True, slots=True)
class Sign:
    """How a verdict is shown: never by colour alone."""

    sign: str
    word: str
    """Of one row."""
    button: str
    """Of the filter."""
    counted: Noun
    """After a number in the summary."""


VERDICTS: dict[str, Sign] = {
    "new": Sign("+", "новая", "Новые", Noun("новая", "новые", "новых")),
    "changed": Sign("≠", "изменится", "Изменятся", _CHANGE),
    "unchanged": Sign("=", "без изменений", "Без изменений", Noun(*["без изменений"] * 3)),
    "refused": Sign("×", "отказ", "Отказ", Noun(*["с отказом"] * 3)),
    "total": Sign("Σ", "итоговая строка", "Итоговые", Noun("итоговая", "итоговые", "итоговых")),
    "empty": Sign("○", "пустая", "Пустые", Noun("пустая", "пустые", "пустых")),
}
"""By the code of the verdict, in the order in which they are named."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has written."""

    register: Register
    created: int
    changed: int
    refused: int

    @property
    def text(self) -> str:
        """One line for the message bar: «Импортировано: 589 школ, изменено 3»."""
        noun = self.register.noun
        if self.created:
            parts = [f"Импортировано: {noun.counted(self.created)}"]
            parts += [f"изменено {format_number(self.changed)}"] * bool(self.changed)
        elif self.changed:
            parts = [f"Изменено: {noun.counted(self.changed)}"]
        else:
            parts = ["Запомнено, как читать такой файл"]
        return ", ".join([*parts, *[f"отказано {format_number(self.refused)}"] * bool(self.refused)])


def imported(plan: ImportPlan) -> Imported:
    """Return what carrying out a plan has written."""
    counts = verdicts(plan)
    return Imported(plan.register, len(plan.writes.ids), len(plan.writes.updated), counts["refused"])


def verdicts(plan: ImportPlan) -> Counter[str]:
    """Return how many rows have each verdict."""
    return count_verdicts(plan.rows)


def count_verdicts(rows: Iterable[PlannedRow]) -> Counter[str]:
    """Return how many of some rows have each verdict, by its code."""
    return Counter(map(attrgetter("verdict"), rows))


def writes_anything(plan: ImportPlan) -> bool:
    """Tell whether carrying out the plan changes the base."""
    writes = plan.writes
    return bool(writes.ids or writes.updated or writes.headers or writes.spellings or writes.names)


def action(plan: ImportPlan | None) -> str:
    """Return the words of the main button: «Импортировать 589 школ, изменить 3»."""
    if plan is None:
        return "Импортировать"
    created, changed = len(plan.writes.ids), len(plan.writes.updated)
    if created and changed:
        return f"Импортировать {_whom(plan.register, created)}, изменить {format_number(changed)}"
    if created:
        return f"Импортировать {_whom(plan.register, created)}"
    if changed:
        return f"Изменить {_whom(plan.register, changed)}"
    return "Запомнить исправления" if writes_anything(plan) else "Импортировать"


def _whom(of: Register, count: int) -> str:
    """Put a count in the accusative: «21 школу», «2 школы», «2 педагогов»."""
    form = of.noun.after(count)
    if form == of.noun.one:
        form = of.accusative
    elif form == of.noun.few and of.accusative == of.noun.few:  # people: the accusative is the genitive
        form = of.noun.many
    return f"{format_number(count)} {form}"


def refusals(plan: ImportPlan | None) -> str:
    """Return what stands beside the main button when rows are refused, or when there is nothing to write."""
    if plan is None:
        return ""
    refused = verdicts(plan)["refused"]
    if refused:
        return f"Отказано {format_number(refused)}: {'её' if refused == 1 else 'их'} не будет."
    return "" if writes_anything(plan) else "Записывать нечего: в базе уже всё так."


def summary(plan: ImportPlan) -> str:
    """Return the line under the tabs: what becomes of all rows, and what to look at."""
    counts = verdicts(plan)
    named = [f"{format_number(counts[code])} {sign.counted.after(counts[code])}" for code, sign in VERDICTS.items()
             if counts[code]]  # fmt: skip
    lines = [f"{ROWS.counted(len(plan.rows))}: {', '.join(named)}." if named else "Строк нет."]
    if wrong := disagreeing(plan):
        lines.append(f"{_DISAGREE.after(wrong)} {_TOTALS.counted(wrong)}.")
    if plan.similar:
        lines.append(f"Похожих: {format_number(len(plan.similar))}.")
    lines += _grown(plan)
    return " ".join(lines)


def _grown(plan: ImportPlan) -> Iterator[str]:
    """Name the records of other registers that come into being with these rows."""
    counts = Counter(grown.register for grown in plan.writes.grown)
    if counts:
        named = ", ".join(register(key).noun.counted(count) for key, count in counts.items())
        yield f"Новое в других реестрах: {named}."


def tab_counts(plan: ImportPlan) -> tuple[str, str, str, str]:
    """Return what stands after the titles of the tabs: columns, rows, similar, sums."""
    named = sum(bool(label) for label in plan.header.labels)
    wrong = disagreeing(plan)
    return (
        f": {sum(column is not None for column in plan.header.joined)} из {named}",
        f": {format_number(len(plan.rows))}",
        f": {format_number(len(plan.similar))}" if plan.similar else "",
        f": ⚠ {format_number(wrong)}" if wrong else "",
    )


def disagreeing(plan: ImportPlan) -> int:
    """Return how many rows state a sum that is not the sum of their rows."""
    return len({total.row for total in plan.subtotals if not total.agrees})


def what(row: PlannedRow) -> str:
    """Return in one line what becomes of a row: its changes, or the reasons against it."""
    if row.reasons:
        return "; ".join(f"{reason.cell}: {reason.reason}" if reason.cell else reason.reason for reason in row.reasons)
    return "; ".join(f"{change.column.label}: {change.was or 'пусто'} → {change.now}" for change in row.changes)


def difference(total: Subtotal) -> str:
    """Return by how much a stated sum is more or less than the counted one."""
    more = total.stated - total.counted
    return "" if total.agrees else f"{'+' if more > 0 else '−'}{format_number(abs(round(more, 6)))}"
