"""The window «Форма»: how measures and exchanges are to be held, by the office's rules; the person accepts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from setvzaim.errors import Refusal, WorldError
from setvzaim.operations.modes import accept_modes, accepted_modes
from setvzaim.queries.modes import ModeAnswer, exchange_modes, measure_modes
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun
from setvzaim.ui.icons import icon
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.proposals.modes_table import CHOICES, ModesTable
from setvzaim.ui.proposals.modes_words import explanation, summary

_CHOICE = 18
"""Letters of the choice that are always seen."""
_MODE = Noun("форма", "формы", "форм")


class ModesDialog(QDialog):
    """Proposes modes over the chosen network.

    `undo_wanted` asks to take back what was accepted; `go_wanted` asks for a record, `segment_wanted` for the page of
    the rules.
    """

    undo_wanted = Signal()
    go_wanted = Signal(str, str)
    segment_wanted = Signal(str)

    def __init__(self, office: Office, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._preferences = office, preferences
        self._all: tuple[ModeAnswer, ...] = ()
        self._asked = self._closed = False
        self.setWindowTitle("Форма мероприятий и обменов")
        self.choice = QComboBox()
        self.choice.setAccessibleName("Что показать")
        for key, words in CHOICES.items():
            self.choice.addItem(words, key)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(_CHOICE)
        self.choice.setCurrentIndex(max(0, self.choice.findData(preferences.text("modes/shown"))))
        self.verdict = QLabel(wordWrap=True)
        self.table = ModesTable()
        self.why = QPlainTextEdit(readOnly=True)
        self.why.setAccessibleName("Почему эта форма")
        self.messages = MessageBar()
        self.tick_all, self.tick_none = QPushButton("Отметить всё"), QPushButton("Снять отметки")
        self.rules_button = QPushButton(icon("gear"), "Правила формы…")
        self.open_button = QPushButton(icon("arrow-right"), "Открыть запись")
        self.one_button = QPushButton("Принять эту")
        self.accept_button = QPushButton(icon("check"), "Принять отмеченные")
        self._lay_out()
        self._connect()
        self.ask()

    def ask(self) -> None:
        """Hold every measure and exchange against the rules."""
        context = self._office.context

        def look(connection: Any) -> tuple[ModeAnswer, ...]:  # noqa: ANN401 - a connection for queries
            return (*measure_modes(connection, context), *exchange_modes(connection, context))

        self._asked = True
        self._office.ask(look, self._show, key=f"modes:{id(self)}", failed=self._failed)
        self._offer()

    def take(self, answers: Sequence[ModeAnswer]) -> None:
        """Accept the modes proposed for some records, in one step."""
        modes = accepted_modes(answers)
        if not modes or self._asked:
            return

        def told(count: int) -> None:
            self.messages.note(f"Записано: {_MODE.counted(count)}.", "Отменить", self.undo_wanted.emit)

        self._asked = True
        self._offer()
        self._office.do(accept_modes, told, failed=self._failed, modes=modes, context=self._office.context)

    def _show(self, found: tuple[ModeAnswer, ...]) -> None:
        if self._closed:
            return
        self._asked = False
        self._all = found
        self.verdict.setText(summary(found))
        self._narrow()

    def _narrow(self) -> None:
        key = self.choice.currentData()
        self._preferences.keep("modes/shown", key)
        self.table.show_modes(self._all, key)
        self._explain()
        self._offer()

    def _explain(self) -> None:
        one = self.table.chosen_answer
        self.why.setPlainText(explanation(one) if one is not None else "")
        self._offer()

    def _offer(self) -> None:
        """Enable what can be done now, and say how many modes would be accepted."""
        one, ticked = self.table.chosen_answer, len(self.table.ticked)
        writable = not self._office.read_only and not self._asked
        self.table.setEnabled(not self._asked)
        self.accept_button.setText(f"Принять отмеченные: {format_number(ticked)}" if ticked else "Принять отмеченные")
        self.accept_button.setEnabled(bool(ticked) and writable)
        self.one_button.setEnabled(one is not None and one.proposed is not None and writable)
        self.open_button.setEnabled(one is not None)
        for button in (self.tick_all, self.tick_none):
            button.setEnabled(self.table.tickable and not self._asked)

    def _failed(self, error: BaseException) -> None:
        if not self._closed:
            self._asked = False
            self._offer()
        if isinstance(error, WorldError | Refusal) and not self._closed:
            self.messages.error(f"{error}." if isinstance(error, Refusal) else str(error))
        else:
            self._office.failed.emit(error)

    def _open(self) -> None:
        if (one := self.table.chosen_answer) is not None:
            self.accept()
            self.go_wanted.emit(one.register, one.record)

    def _open_rules(self) -> None:
        self.accept()
        self.segment_wanted.emit("mode_rules")

    def _renew(self, _tables: frozenset[str]) -> None:
        if not self._closed:
            self.ask()

    def _leave(self) -> None:
        self._closed = True
        self._preferences.keep("modes/geometry", self.saveGeometry())

    def _connect(self) -> None:
        self.choice.activated.connect(lambda _at: self._narrow())
        self.table.chose.connect(self._explain)
        self.table.rows.ticked_changed.connect(self._offer)
        self.table.entered.connect(self._open)
        self.tick_all.clicked.connect(lambda: self.table.tick(wanted=True))
        self.tick_none.clicked.connect(lambda: self.table.tick(wanted=False))
        self.rules_button.clicked.connect(self._open_rules)
        self.open_button.clicked.connect(self._open)
        self.one_button.clicked.connect(
            lambda: self.take([self.table.chosen_answer] if self.table.chosen_answer is not None else [])
        )
        self.accept_button.clicked.connect(lambda: self.take(self.table.ticked))
        self._office.changed.connect(self._renew)
        self.finished.connect(lambda _: self._leave())

    def _lay_out(self) -> None:
        letters = self.fontMetrics().averageCharWidth()
        font = self.verdict.font()
        font.setBold(True)
        self.verdict.setFont(font)
        label, close = QLabel("Показать"), QPushButton("Закрыть")
        label.setBuddy(self.choice)
        close.clicked.connect(self.reject)
        buttons = (self.tick_all, self.tick_none, self.rules_button, self.open_button, self.one_button, close)
        for button in (*buttons, self.accept_button):
            button.setAutoDefault(False)
        top, foot = QHBoxLayout(), QHBoxLayout()
        for widget in (label, self.choice, self.tick_all, self.tick_none):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.rules_button)
        foot.addWidget(self.open_button)
        foot.addStretch(1)
        for widget in (self.one_button, self.accept_button, close):
            foot.addWidget(widget)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.why)
        splitter.setSizes([letters * 52, letters * 26])
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.verdict)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.messages)
        layout.addLayout(foot)
        self.setSizeGripEnabled(True)
        self.resize(letters * 184, letters * 98)
        if not (state := self._preferences.state("modes/geometry")).isEmpty():
            self.restoreGeometry(state)
        self.table.setFocus()
