"""The line over the rules of the mode: which rules hold, and the way to what they propose."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from setvzaim.analysis.modes import USUAL, ModeRule
from setvzaim.errors import WorldError
from setvzaim.operations.modes import write_usual_rules
from setvzaim.queries.modes import mode_rules
from setvzaim.text.plural import Noun
from setvzaim.ui.desk import Desk
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office

_RULE = Noun("правило", "правила", "правил")


class ModeRulesLine(QWidget):
    """While the office has no rules it names the usual ones and writes them into the register when she wants them."""

    def __init__(self, office: Office, desk: Desk) -> None:
        super().__init__()
        self._office, self._desk = office, desk
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.write = QPushButton(icon("plus"), "Записать обычные правила")
        self.propose = QPushButton("Форма мероприятий и обменов…")
        self.propose.setToolTip("Ctrl+Shift+M")
        self.write.clicked.connect(self._write)
        self.propose.clicked.connect(lambda: desk.propose("modes"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for button in (self.write, self.propose):
            button.setAutoDefault(False)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        office.changed.connect(self._changed)
        self.ask()

    def ask(self) -> None:
        """Read which rules hold."""

        def read(connection: Any) -> tuple[ModeRule, ...]:  # noqa: ANN401 - handed on to the queries
            return mode_rules(connection)

        self._office.ask(read, self._show, key=f"mode rules:{id(self)}")

    def _changed(self, tables: frozenset[str]) -> None:
        if "mode_rules" in tables:
            self.ask()

    def _show(self, rules: tuple[ModeRule, ...]) -> None:
        usual = rules is USUAL
        self.write.setVisible(usual and not self._office.read_only)
        if usual:
            named = "; ".join(f"{at}. {rule.name}" for at, rule in enumerate(rules, 1))
            self.words.setText(f"Своих правил нет, действуют обычные: {named}.")
        else:
            self.words.setText("Сверху вниз по столбцу «Порядок»: действует первое правило, которое подходит.")

    def _write(self) -> None:
        def told(count: int) -> None:
            self._desk.note(f"Записано: {_RULE.counted(count)}.", "Отменить", self._desk.undo)

        def refused(error: BaseException) -> None:
            if isinstance(error, WorldError):
                self._desk.error(str(error))
            else:
                self._office.failed.emit(error)

        self._office.do(write_usual_rules, told, failed=refused, context=self._office.context)
