"""The table of the window «Форма»: a row for each measure and exchange, with a tick where a mode can be accepted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent

from setvzaim.analysis.mode_words import what_is_not_known
from setvzaim.queries.modes import ModeAnswer
from setvzaim.registers.choices import MODE
from setvzaim.ui.colours import colour
from setvzaim.ui.proposals.tables import LinesTable

CHOICES = {
    "all": "Все",
    "measures": "Мероприятия плана",
    "resource_uses": "Обмены ресурсами",
    "open": "Без формы",
    "other": "Не по правилам",
    "unsure": "Может измениться",
}
"""What can be shown, by the key in the preferences."""
_KIND = {"measures": "мероприятие", "resource_uses": "обмен"}
_HEADINGS = ("Что", "Вид", "Сейчас", "По правилам", "Правило", "Не известно")
_NOW, _PROPOSED = 2, 3


class ModesTable(LinesTable):
    """`entered` tells that Enter or a double click wants the record."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__("Форма мероприятий и обменов", _HEADINGS, (40, 16, 18, 18, 44, 34), 0)
        self._shown: tuple[ModeAnswer, ...] = ()
        self._frame_ticks()
        self.cellDoubleClicked.connect(lambda *_: self.entered.emit())

    def show_modes(self, answers: Sequence[ModeAnswer], key: str) -> None:
        """Show some of the answers; those without a mode have their tick at once, others only when she sets it."""
        kept, chosen = self._ticks(), self.chosen_answer
        with QSignalBlocker(self):
            self._shown = tuple(one for one in answers if _wanted(one, key))
            self.put([_cells(one) for one in self._shown])
            for at, one in enumerate(self._shown):
                item = self.item(at, 0)
                if one.proposed is not None and item is not None:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    ticked = kept.get((one.record, one.proposed), one.now is None)
                    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            again = [at for at, one in enumerate(self._shown) if chosen is not None and one.record == chosen.record]
            for at in again:
                self.selectRow(at)
        self._paint()

    @property
    def chosen_answer(self) -> ModeAnswer | None:
        """The answer of the chosen row."""
        at = self.chosen
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @property
    def ticked(self) -> list[ModeAnswer]:
        """The answers that have a tick."""
        return [one for one, (_, ticked) in zip(self._tickable(), self._ticks().items(), strict=True) if ticked]

    @property
    def tickable(self) -> bool:
        """Whether any can have one."""
        return bool(self._tickable())

    def tick(self, *, wanted: bool) -> None:
        """Give every mode shown that can be accepted its tick, or take it away."""
        state = Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
        for at, one in enumerate(self._shown):
            item = self.item(at, 0)
            if one.proposed is not None and item is not None:
                item.setCheckState(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter leads to the record; the space bar sets the tick from any cell."""
        item = self.item(self.currentRow(), 0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Space and item is not None and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            ticked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._frame_ticks()
            self._paint()

    def _frame_ticks(self) -> None:
        """Give empty boxes a frame that is seen: the style draws them darker than a dark ground."""
        ink = colour("quiet")
        self.setStyleSheet(f"QTableView::indicator:unchecked {{ border: 1px solid {ink.name() if ink else ''}; }}")

    def _tickable(self) -> list[ModeAnswer]:
        return [one for one in self._shown if one.proposed is not None]

    def _ticks(self) -> dict[tuple[str, str], bool]:
        """Return which of the modes shown have a tick, by record and mode."""
        found: dict[tuple[str, str], bool] = {}
        for at, one in enumerate(self._shown):
            item = self.item(at, 0)
            if one.proposed is not None and item is not None:
                found[one.record, one.proposed] = item.checkState() is Qt.CheckState.Checked
        return found

    def _paint(self) -> None:
        with QSignalBlocker(self):
            for at, one in enumerate(self._shown):
                proposed = None if one.chosen.mode is None else one.chosen.mode.value
                for column, code in ((_NOW, one.now), (_PROPOSED, proposed)):
                    item = self.item(at, column)
                    ink = colour(code) if code is not None else None
                    if item is not None and ink is not None:
                        item.setForeground(QBrush(ink))


def _wanted(one: ModeAnswer, key: str) -> bool:
    match key:
        case "open":
            return one.now is None
        case "other":
            return one.now is not None and one.proposed is not None
        case "unsure":
            return bool(one.chosen.unsure)
        case "measures" | "resource_uses":
            return one.register == key
        case _:
            return True


def _cells(one: ModeAnswer) -> tuple[str, ...]:
    mode, rule = one.chosen.mode, one.chosen.rule
    return (
        one.label,
        _KIND[one.register],
        MODE.write(one.now) or "не выбрана",
        MODE.write(mode.value) if mode is not None else "—",
        rule.name if rule is not None else one.why.split(":")[0].rstrip("."),
        ", ".join(what_is_not_known(one.chosen)),
    )
