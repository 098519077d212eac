"""What the user has decided about a workbook so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from setvzaim.exchange import ImportPlan, Similar, Wishes


@dataclass(frozen=True)
class Mending:
    """The file, and the decisions; each method returns a new one."""

    path: Path
    register: str | None = None
    named: bool = False
    """Whether the register was said by the user and not found by the program."""
    sheet: str | None = None
    header_row: int | None = None
    """As the spreadsheet counts, from 1."""
    columns: Mapping[str, str | None] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    confirmed: Mapping[tuple[int, str], Similar] = field(default_factory=dict)
    """Rows, and names in rows, that the user says are the record they resemble."""
    apart: Mapping[tuple[int, str, str | None], Similar] = field(default_factory=dict)
    """Rows, and names in rows, that the user says are not the record they resemble."""
    zeros: bool = False
    """Whether an empty count in a wide sheet is nought."""

    def to(self, register: str) -> Mending:
        """Choose another register: nothing of what was said for the former one holds."""
        return Mending(self.path, register, named=True, sheet=self.sheet)

    def on(self, sheet: str) -> Mending:
        """Choose another sheet: a register that was found and not said is looked for again."""
        return Mending(self.path, self.register if self.named else None, self.named, sheet)

    def reading(self, sheet: str, row: int) -> Mending:
        """Keep to a sheet and a row of names that the window has proposed."""
        return replace(self, sheet=sheet, header_row=row)

    def headed(self, row: int) -> Mending:
        """Say in which row the names of the columns stand."""
        return replace(self, header_row=row)

    def joined(self, header: str, key: str | None, former: str | None = None) -> Mending:
        """Join a header to a column, or leave it out; `former` is the header that had the column until now."""
        given_up = {former: None} if former is not None and former != header else {}
        return replace(self, columns={**self.columns, **given_up, header: key})

    def filled(self, key: str, text: str) -> Mending:
        """Say what all rows have in a column the workbook lacks; an empty text takes it back."""
        rest = {known: value for known, value in self.constants.items() if known != key}
        return replace(self, constants={**rest, key: text} if text else rest)

    def same(self, similar: Sequence[Similar], *, is_same: bool) -> Mending:
        """Say whether rows are the records they resemble."""
        said = {one.key: one for one in similar}
        rest = {key: known for key, known in self.confirmed.items() if key not in said}
        records = {(*one.key, one.record) for one in similar}
        apart = {key: known for key, known in self.apart.items() if key not in records}
        return replace(self, confirmed={**rest, **said} if is_same else rest, apart=apart)

    def other(self, similar: Sequence[Similar]) -> Mending:
        """Say that rows are not the records they resemble: what is next like them is offered then."""
        said = {(*one.key, one.record): one for one in similar}
        rest = {key: known for key, known in self.confirmed.items() if (*key, known.record) not in said}
        return replace(self, confirmed=rest, apart={**self.apart, **said})

    def blank(self, *, zeros: bool) -> Mending:
        """Say whether an empty count in a wide sheet is nought."""
        return replace(self, zeros=zeros)

    def settled(self, plan: ImportPlan) -> Mending:
        """Keep to what the program found, so that mending one thing does not move another."""
        return replace(self, register=plan.register.key, sheet=plan.sheet, header_row=plan.header.first + 1)

    def wishes(self) -> Wishes:
        """Return the decisions as `prepare` takes them."""
        from setvzaim.exchange import Wishes  # noqa: PLC0415 - heavy: only when there is something to import

        wishes = Wishes(self.register, self.sheet, self.header_row, self.columns, self.constants, zeros=self.zeros)
        return wishes.accepting(self.confirmed.values()).refusing(self.apart.values())
