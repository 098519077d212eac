"""What is done to the rows of a page: cells, deleting, repeating, pasting, moving."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication

from setvzaim.operations import Refusal
from setvzaim.operations.records import change, change_block, duplicate, place, remove
from setvzaim.queries.dependants import Dependants, dependants
from setvzaim.registers import Column, Refused
from setvzaim.ui.desk import Desk
from setvzaim.ui.table.clipboard import cells_of, without_header
from setvzaim.ui.table.delegate import CellDelegate
from setvzaim.ui.table.view import RegisterTable


class Changing:
    """The operations of a page on the rows of its table."""

    def __init__(self, table: RegisterTable, desk: Desk, show_record: Callable[[str], None]) -> None:
        self._table = table
        self._rows = table.rows
        self._of = table.rows.register
        self._office = table.rows.office
        self._desk = desk
        self._show_record = show_record
        table.setItemDelegate(CellDelegate(table, table.rows, self.commit))

    def commit(self, record: str, column: Column, raw: object) -> bool:
        """Keep what was typed into a cell; tell whether it could be read."""
        try:
            value = column.read(raw)
        except Refused as refusal:
            self._desk.error(f"{column.label}: {refusal}. Esc вернёт прежнее значение.")
            return False
        self._office.do(
            change, failed=self._refused, of=self._of, record=record, values={column.key: value},
            context=self._office.context,
        )  # fmt: skip
        return True

    def delete(self) -> None:
        """Delete the selected rows, say what went with them, and offer to take that back."""
        records = self._table.selected()
        if not records or self._kept():
            return
        of, what = self._of, self._what(records)

        def go(depending: Dependants) -> None:
            said = f"Удалено: {what}. {depending_words(depending)}".strip()
            self._office.do(
                remove, lambda _: self._desk.note(said, "Отменить", self._desk.undo), failed=self._refused,
                of=of, records=records,
            )  # fmt: skip

        self._office.ask(lambda connection: dependants(connection, of, records), go)

    def repeat(self) -> None:
        """Add a row like the current one."""
        record = self._table.current()
        if record is not None and not self._kept():
            self._office.do(
                duplicate, self._show_record, failed=self._refused, of=self._of, record=record,
                context=self._office.context,
            )  # fmt: skip

    def _kept(self) -> bool:
        """Say, where the program keeps the rows, how they come about."""
        if self._of.kept:
            self._desk.note(f"{self._of.kept} По одной их не добавляют и не удаляют.")
        return bool(self._of.kept)

    def paste(self) -> None:
        """Write the table on the clipboard over the cells from the current one on."""
        table, model = self._table, self._rows
        index = table.currentIndex()
        shown = table.shown_columns()
        cells = without_header(cells_of(QGuiApplication.clipboard().text()), shown)
        if not cells or not index.isValid():
            return
        start = shown.index(model.columns[index.column()]) if model.columns[index.column()] in shown else 0
        block, rows = shown[start:], []
        records = model.ids[index.row() : index.row() + len(cells)]
        for record, line in zip(records, cells, strict=False):
            values: dict[str, object] = {}
            for column, cell in zip(block, line, strict=False):
                if not column.editable:
                    continue
                try:
                    values[column.key] = column.read(cell)
                except Refused as refusal:
                    number = model.place_of(record) + 1
                    self._desk.error(f"Не вставлено: строка {number}, столбец «{column.label}»: {refusal}.")
                    return
            rows.append((record, values))
        over = len(cells) - len(rows)

        def done(_value: object) -> None:
            left = f" Ниже таблица кончилась, не вошло строк: {over}. Новые строки берите из файла." if over else ""
            self._desk.note(f"Вставлено в {self._of.noun.counted(len(rows))}.{left}")

        self._office.do(change_block, done, failed=self._refused, of=self._of, rows=rows, context=self._office.context)

    def place(self, records: Sequence[str], before: str | None) -> None:
        """Put rows before another one, or last in their group."""
        self._office.do(place, failed=self._refused, of=self._of, records=list(records), before=before)

    def shift(self, step: int) -> None:
        """Move the selected rows up (-1) or down (1) by one place."""
        model, records = self._rows, self._table.selected()
        if not model.movable or not records:
            return
        places = [model.place_of(record) for record in records]
        if step < 0 and places[0] > 0:
            self._step(records, places[0] - 1, above=True)
        elif step > 0 and places[-1] + 1 < len(model.ids):
            self._step(records, places[-1] + 1, above=False)

    def _step(self, records: Sequence[str], over: int, *, above: bool) -> None:
        """Move rows over their neighbour; into another group they enter at its near end."""
        model = self._rows
        neighbour = model.ids[over]
        same = model.home(neighbour) == model.home(records[0])
        before = neighbour if same is above else None
        after = neighbour if same is not above else None
        self._office.do(
            place, failed=self._refused, of=self._of, records=list(records), before=before, after=after
        )  # fmt: skip

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            reasons = [
                f"{self._of[key].label}: {reason}" if key in self._of else reason
                for key, reason in error.faults.items()
            ]
            row = f"«{error.row}»: " if error.row else ""
            self._desk.error(f"Не записано. {row}{'; '.join(reasons)}.")
        else:
            self._office.failed.emit(error)

    def _what(self, records: Sequence[str]) -> str:
        of = self._of
        if len(records) > 1:
            return of.noun.counted(len(records))
        row = self._rows.row(self._rows.place_of(records[0]))
        label = (column := of.called_by(row.__getitem__)).kind.write(row[column.key]) if row is not None else ""
        quoted = label if "«" in label else f"«{label}»" if label else ""
        return f"{of.noun.one} {quoted}".strip()


def depending_words(depending: Dependants) -> str:
    """Say what is deleted with some rows and where links become empty."""
    parts = []
    if depending.gone:
        gone = ", ".join(of.noun.counted(count) for of, count in depending.gone)
        parts.append(f"Вместе с этим: {gone}.")
    if depending.emptied:
        emptied = ", ".join(f"«{of.title}» — {count}" for of, count in depending.emptied)
        parts.append(f"Ссылки стали пустыми в реестрах: {emptied}.")
    return " ".join(parts)
