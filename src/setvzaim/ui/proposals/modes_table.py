"""The table of the window «Форма»: a row for each measure and exchange, with a tick where a mode can be accepted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from setvzaim.analysis.mode_words import what_is_not_known
from setvzaim.queries.modes import ModeAnswer
from setvzaim.registers.choices import MODE
from setvzaim.ui.proposals.rows import Look
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
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def show_modes(self, answers: Sequence[ModeAnswer], key: str) -> None:
        """Show some of the answers; those without a mode have their tick at once, others only when she sets it."""
        kept, chosen = self._ticks(), self.chosen_answer
        self._shown = tuple(one for one in answers if _wanted(one, key))
        self.put([_cells(one) for one in self._shown], tickable=self._tickable(), looks=_looks(self._shown))
        clear = [at for at, one in enumerate(self._shown) if not kept.get((one.record, one.proposed), one.now is None)]
        self.rows.tick(clear, on=False)
        for at, one in enumerate(self._shown):
            if chosen is not None and one.record == chosen.record:
                self.choose(at)

    @property
    def chosen_answer(self) -> ModeAnswer | None:
        """The answer of the chosen row."""
        at = self.chosen
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @property
    def ticked(self) -> list[ModeAnswer]:
        """The answers that have a tick."""
        return [self._shown[at] for at in self.rows.ticked]

    @property
    def tickable(self) -> bool:
        """Whether any can have one."""
        return bool(self._tickable())

    def tick(self, *, wanted: bool) -> None:
        """Give every mode shown that can be accepted its tick, or take it away."""
        self.rows.tick(range(len(self._shown)), on=wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter leads to the record."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _tickable(self) -> frozenset[int]:
        return frozenset(at for at, one in enumerate(self._shown) if one.proposed is not None)

    def _ticks(self) -> dict[tuple[str, str | None], bool]:
        """Return which of the modes shown have a tick, by record and mode."""
        ticked = set(self.rows.ticked)
        return {(self._shown[at].record, self._shown[at].proposed): at in ticked for at in self._tickable()}


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


def _looks(answers: Sequence[ModeAnswer]) -> dict[tuple[int, int], Look]:
    """Return the colours of the modes, by place and column."""
    looks: dict[tuple[int, int], Look] = {}
    for at, one in enumerate(answers):
        looks[at, _NOW] = Look(one.now)
        looks[at, _PROPOSED] = Look(one.chosen.mode.value if one.chosen.mode is not None else None)
    return looks
