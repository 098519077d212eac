"""The window «Кто кому помогает»: pairs of schools with their reasons; the person decides which are accepted."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from setvzaim.errors import Refusal, WorldError
from setvzaim.operations.partners import accept_pairs
from setvzaim.queries.advice import PartnersAdvice, advise_partners, usual_seconds
from setvzaim.registers import LinkTo
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun
from setvzaim.ui.icons import icon
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.progress import ProgressStrip
from setvzaim.ui.proposals.found import Found, find
from setvzaim.ui.proposals.limits import LimitsLine
from setvzaim.ui.proposals.pairs import PairsPane
from setvzaim.ui.proposals.reasons import Reasons
from setvzaim.ui.proposals.solving import Clock, solved
from setvzaim.ui.proposals.tables import LinesTable
from setvzaim.ui.worker import Job

_TICK_MS = 250
_PAIR = Noun("пара", "пары", "пар")
_EXCHANGE = Noun("обмен", "обмена", "обменов")
_TABLE_SHARE, _MAP_SHARE = 0.6, 0.78
"""Shares of the height that a table or a map of the pairs has."""
_NO_PLAN = "не записывать"


class PartnersDialog(QDialog):
    """Proposes pairs over the chosen network; `taken` says in words what was accepted."""

    taken = Signal(str)

    def __init__(self, office: Office, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._preferences = office, preferences
        self._job: Job[Found] | None = None
        self._found: Found | None = None
        self._closed = False
        self._clock = Clock()
        self.setWindowTitle("Кто кому помогает")
        self.limits = LimitsLine(office)
        self.verdict = QLabel()
        self.pane = PairsPane()
        self.pairs = self.pane.table
        self.uncovered = LinesTable(
            "Не покрытые потребности", ("Потребность", "Школа", "Не хватает", "Почему"), (34, 30, 14, 40), 3
        )
        self.why, self.why_not = Reasons(office, "Почему эта пара"), Reasons(office, "Что помогло бы")
        self.unknown = QPlainTextEdit(readOnly=True)
        self.strip = ProgressStrip()
        self.messages = MessageBar()
        self.plan = QComboBox()
        self.again_button = QPushButton(icon("arrows-clockwise"), "Составить заново")
        self.accept_button = QPushButton(icon("check"), "Принять выбранное")
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._lay_out()
        self._connect()
        self.solve()

    def solve(self) -> None:
        """Look for the best pairs anew."""
        self.stop()
        self._found = None  # what was found under other limits is not to be accepted any more
        self._offer()
        self.verdict.setText("Программа подбирает пары…")
        office, context = self._office, self._office.context
        day = context.day or date.today()  # noqa: DTZ011 - the office's own calendar
        clock = self._clock = Clock()

        def look(connection: Any, job: Job[Found]) -> Found:  # noqa: ANN401 - a connection for queries
            seconds = usual_seconds(connection, context)

            def advise() -> PartnersAdvice:
                return solved(job, seconds, lambda pace: advise_partners(connection, context, day, pace), clock)

            return find(connection, context, day, advise)

        self._job = office.ask_long(look, self._show, label="", failed=self._failed)
        self.strip.begin("Подбираются пары")
        self._ticking.start()

    def stop(self) -> None:
        """Give up what is being looked for."""
        if self._job is not None:
            self._job.cancel()
            self._rest()
            self.verdict.setText("Остановлено. Чтобы увидеть пары, нажмите «Составить заново».")
        self.why.forget()
        self.why_not.forget()

    def take(self) -> None:
        """Accept the pairs that have a tick."""
        if self._found is None:
            return
        self._give_way()
        pairs = [self._found.fresh[at] for at in self.pairs.ticked]
        context = self._office.context

        def told(made: tuple[str, ...]) -> None:
            self.taken.emit(f"Принято: {_PAIR.counted(len(pairs))}, {_EXCHANGE.counted(len(made))}.")
            self.accept()

        self._office.do(
            accept_pairs, told, failed=self._failed, label="Записываются пары", pairs=pairs,
            plan=self.plan.currentData(), context=context,
            since=context.day or date.today(),  # noqa: DTZ011 - the office's own calendar
        )  # fmt: skip

    def _give_way(self) -> None:
        self.why.give_way()
        self.why_not.give_way()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter in a limit keep the limit, and not accept what was proposed under the old one."""
        focus = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and focus is not None and self.limits.isAncestorOf(focus):
            return
        super().keyPressEvent(event)

    def _show(self, found: Found) -> None:
        self._rest()
        if self._closed:
            return
        advice, self._found = found.advice, found
        self.limits.show_limits(found.limits)
        count = len(advice.proposal.pairs)
        self.verdict.setText(f"{_PAIR.counted(count)}. {advice.good}" if count else f"Пар нет. {advice.good}")
        self.pane.show_pairs(found.pairs, frozenset(found.fresh), found.ends, found.map)
        self.uncovered.put(found.uncovered, frozenset({2}))
        notes = (*advice.not_kept, *advice.question.notes)
        self.unknown.setPlainText("\n".join(notes) or "Всё, что нужно для подбора, известно.")
        for at, (words, number) in enumerate(
            (("Почему эта пара", None), ("Не покрыто", len(advice.proposal.uncovered)), ("Не известно", len(notes)))
        ):
            self.tabs.setTabText(at, words if number is None else f"{words}: {format_number(number)}")
        self._show_plans(found.plans)
        self._why()
        self._why_not()
        self._offer()

    def _show_plans(self, plans: tuple[LinkTo, ...]) -> None:
        kept = self.plan.currentData() if self.plan.count() else None
        self.plan.clear()
        for link in plans:
            self.plan.addItem(link.label, link.id)
        self.plan.addItem(_NO_PLAN, None)
        self.plan.setCurrentIndex(max(0, self.plan.findData(kept)) if kept is not None else 0)

    def _why(self) -> None:
        """Give the reasons of the chosen pair, what is lost without it when that has been computed."""
        at, found = self.pairs.chosen, self._found
        if at is None or found is None or at >= len(found.advice.proposal.pairs):
            self.why.forget()
            return
        advice, pair = found.advice, found.advice.proposal.pairs[at]
        self.why.show_reasons((pair.giver, pair.taker), advice.why(pair), lambda pace: (advice.without(pair, pace),))

    def _why_not(self) -> None:
        at, found = self.uncovered.chosen, self._found
        if at is None or found is None or at >= len(found.advice.proposal.uncovered):
            self.why_not.forget()
            return
        advice, one = found.advice, found.advice.proposal.uncovered[at]
        self.why_not.show_reasons((one.need,), (advice.why_not(one),), lambda pace: advice.would_cover(one, pace))

    def _offer(self) -> None:
        """Say on the button how many pairs would be accepted."""
        ticked = len(self.pairs.ticked) if self._found is not None else 0
        self.pane.setEnabled(self._found is not None)
        self.accept_button.setText(f"Принять выбранное: {format_number(ticked)}" if ticked else "Принять выбранное")
        self.accept_button.setEnabled(bool(ticked) and not self._office.read_only)

    def _rest(self) -> None:
        self._job = None
        self._ticking.stop()
        self.strip.end()
        self.strip.hide()

    def _failed(self, error: BaseException) -> None:
        self._rest()
        if isinstance(error, WorldError | Refusal) and not self._closed:
            self._why()
            self._why_not()
            self.messages.error(f"{error}." if isinstance(error, Refusal) else str(error))
        else:
            self._office.failed.emit(error)

    def _leave(self) -> None:
        self._closed = True
        self.stop()
        self._preferences.keep("partners/geometry", self.saveGeometry())

    def _connect(self) -> None:
        self.limits.keeping.connect(self._give_way)
        self.limits.changed.connect(self.solve)
        self.again_button.clicked.connect(self.solve)
        self.accept_button.clicked.connect(self.take)
        self.strip.appeared.connect(self.strip.show)
        self.strip.stopped.connect(self.stop)
        self._ticking.timeout.connect(lambda: self.strip.show_share(self._clock.share))
        self.pane.chose.connect(self._why)
        self.pane.ticked_changed.connect(self._offer)
        self.uncovered.chose.connect(self._why_not)
        self.finished.connect(lambda _: self._leave())

    def _lay_out(self) -> None:
        letters = self.fontMetrics().averageCharWidth()
        font = self.verdict.font()
        font.setBold(True)
        self.verdict.setFont(font)
        self.strip.hide()
        self.unknown.setAccessibleName("Что не известно")
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(self.uncovered)
        below.addWidget(self.why_not)
        below.setSizes([letters * 120, letters * 56])
        self.tabs = QTabWidget()
        for widget, words in ((self.why, "Почему эта пара"), (below, "Не покрыто"), (self.unknown, "Не известно")):
            self.tabs.addTab(widget, words)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.pane)
        splitter.addWidget(self.tabs)
        self._make_room(splitter, on_map=False)
        self.pane.turned.connect(lambda on_map: self._make_room(splitter, on_map=on_map))
        layout = QVBoxLayout(self)
        layout.addWidget(self.limits)
        layout.addWidget(self.verdict)
        layout.addWidget(self.strip)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.messages)
        layout.addLayout(self._buttons())
        self.setSizeGripEnabled(True)
        self.resize(letters * 200, letters * 100)
        if not (state := self._preferences.state("partners/geometry")).isEmpty():
            self.restoreGeometry(state)

    def _make_room(self, splitter: QSplitter, *, on_map: bool) -> None:
        """Give a map more of the height than a table."""
        height = max(splitter.height(), self.fontMetrics().averageCharWidth() * 66)
        above = int(height * (_MAP_SHARE if on_map else _TABLE_SHARE))
        splitter.setSizes([above, height - above])

    def _buttons(self) -> QHBoxLayout:
        close = QPushButton("Закрыть")
        close.clicked.connect(self.reject)
        label = QLabel("Мероприятия — в план")
        label.setBuddy(self.plan)
        self.plan.setAccessibleName(label.text())
        self.plan.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.plan.setMinimumContentsLength(36)
        for button in (self.again_button, close):
            button.setAutoDefault(False)
        self.accept_button.setDefault(True)
        line = QHBoxLayout()
        line.addWidget(self.again_button)
        line.addStretch(1)
        for widget in (label, self.plan, self.accept_button, close):
            line.addWidget(widget)
        return line
