"""The window «Центры»: which schools become centers, what each serves, what one more brings; the person appoints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from setvzaim.analysis.centers.model import CentersProposal, CurvePoint, NoCenters
from setvzaim.analysis.centers.solve import centers_curve, explain_center, explain_other, propose_centers
from setvzaim.analysis.centers.words import (
    how_good_centers,
    why_needed,
    why_no_centers,
    why_not_chosen,
)
from setvzaim.analysis.pace import Pace
from setvzaim.errors import Refusal, WorldError
from setvzaim.operations.centers import appoint_centers
from setvzaim.queries.advice import usual_seconds
from setvzaim.queries.centers import CentersQuestion, centers_question
from setvzaim.text.plural import Noun
from setvzaim.ui.icons import icon
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.progress import ProgressStrip
from setvzaim.ui.proposals.center_rows import school_rows, what_is_known
from setvzaim.ui.proposals.center_wishes import CenterWishes
from setvzaim.ui.proposals.curve import CurveTable
from setvzaim.ui.proposals.reasons import Reasons
from setvzaim.ui.proposals.solving import solved
from setvzaim.ui.proposals.tables import LinesTable
from setvzaim.ui.worker import Job

_MOST = 6
"""So many centers the curve goes beyond what is asked for."""
_CENTER = Noun("центр", "центра", "центров")
_HEADINGS = ("Школа", "Учеников", "Потребностей", "Может быть центром", "Условие", "Предложено")


@dataclass(frozen=True, slots=True)
class _Found:
    question: CentersQuestion
    answer: CentersProposal | NoCenters
    curve: tuple[CurvePoint, ...]


class CentersDialog(QDialog):
    """Proposes centers over the chosen network; `taken` says in words what was done."""

    taken = Signal(str)

    def __init__(self, office: Office, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._preferences = office, preferences
        self._job: Job[_Found] | None = None
        self._found: _Found | None = None
        self._closed = False
        self.fixed: set[str] = set()
        self.forbidden: set[str] = set()
        self.setWindowTitle("Центры")
        self.count = QSpinBox()
        self.count.setRange(1, 50)
        self.count.setValue(2)
        self.verdict = QLabel(wordWrap=True)
        self.wishes = CenterWishes(office)
        self.required = QLabel(wordWrap=True)
        self.schools = LinesTable("Школы", _HEADINGS, (40, 12, 18, 44, 13, 40), 5)
        self.why = Reasons(office, "Почему так")
        self.curve = CurveTable()
        self.strip = ProgressStrip()
        self.messages = MessageBar()
        self.fix_button = QPushButton("Закрепить школу")
        self.forbid_button = QPushButton("Запретить школу")
        self.free_button = QPushButton("Снять условие")
        self.appoint_button = QPushButton(icon("check"), "Назначить")
        self._lay_out()
        self._connect()
        self.solve()

    def solve(self) -> None:
        """Look for the best centers anew."""
        self.stop()
        self._found = None
        self.why.forget()
        self._offer()
        self.verdict.setText("Программа подбирает центры…")
        context, count = self._office.context, self.count.value()
        fixed, forbidden = frozenset(self.fixed), frozenset(self.forbidden)

        def look(connection: Any, job: Job[_Found]) -> _Found:  # noqa: ANN401 - a connection for queries
            question = centers_question(connection, context, count, fixed, forbidden)

            def answer(pace: Pace) -> _Found:
                found = propose_centers(question.problem, pace)
                most = min(count + _MOST, len(question.problem.sites))
                return _Found(question, found, tuple(centers_curve(question.problem, most, pace)))

            return solved(job, usual_seconds(connection, context), answer)

        self._job = self._office.ask_long(look, self._show, label="", failed=self._failed)
        self.strip.begin("Подбираются центры")

    def stop(self) -> None:
        """Give up what is being looked for."""
        if self._job is not None:
            self._job.cancel()
            self._rest()
            self.verdict.setText("Остановлено. Чтобы увидеть центры, измените их число или условия.")

    def appoint(self) -> None:
        """Make the proposed schools centers."""
        self.why.give_way()
        context, chosen = self._office.context, self._new()
        question = self._found.question if self._found is not None else None
        if question is None or context.network is None:
            return

        def told(made: tuple[str, ...]) -> None:
            self.taken.emit(f"Назначено: {_CENTER.counted(len(made))}. Проект приказа — во вкладке «Документы».")
            self.accept()

        self._office.do(
            appoint_centers, told, failed=self._failed, schools=[question.schools[key] for key in chosen],
            network=context.network, context=context,
            since=context.day or date.today(),  # noqa: DTZ011 - the office's own calendar
        )  # fmt: skip

    def require(self, *, fixed: bool = False, forbidden: bool = False) -> None:
        """Fix or forbid the chosen school, or free it."""
        at, found = self.schools.chosen, self._found
        if at is None or found is None:
            return
        key = found.question.problem.sites[at].key
        for kept, wanted in ((self.fixed, fixed), (self.forbidden, forbidden)):
            (kept.add if wanted else kept.discard)(key)
        self.solve()

    def _new(self) -> list[str]:
        """Return the proposed schools that are no centers yet."""
        if self._found is None or isinstance(self._found.answer, NoCenters):
            return []
        return [key for key in self._found.answer.chosen if key not in self._found.question.standing]

    def _show(self, found: _Found) -> None:
        self._rest()
        if self._closed:
            return
        self._found = found
        question, answer = found.question, found.answer
        at = self.schools.chosen
        self.schools.put(school_rows(question, answer, self.fixed, self.forbidden), frozenset({1, 2}))
        self.schools.choose(at if at is not None else self._first(question, answer))
        self.wishes.show_wish(question.wish)
        self.curve.show_curve(found.curve, self.count.value())
        notes = f" Не известно: {'; '.join(question.notes)}." if question.notes else ""
        self.required.setText(f"Центру нужно: {'; '.join(question.required)}.{notes}")
        if isinstance(answer, NoCenters):
            self.verdict.setText(why_no_centers(answer, question.name_of))
        else:
            self.verdict.setText(how_good_centers(answer))
        self._explain()
        self._offer()

    @staticmethod
    def _first(question: CentersQuestion, answer: CentersProposal | NoCenters) -> int:
        """Return the place of the first center."""
        chosen = answer.chosen if isinstance(answer, CentersProposal) else ()
        return next((at for at, site in enumerate(question.problem.sites) if site.key in chosen), 0)

    def _explain(self) -> None:
        """Say why the chosen school is a center, or is not."""
        at, found = self.schools.chosen, self._found
        if at is None or found is None:
            return
        question, answer = found.question, found.answer
        key = question.problem.sites[at].key
        known = [f"Не может быть центром: {'; '.join(question.why_not[key])}."] if key in question.why_not else []
        if isinstance(answer, NoCenters):
            self.why.setPlainText("\n".join(known))
            return
        chosen = key in answer.chosen

        def solve(pace: Pace) -> tuple[str, ...]:
            explain, say = (explain_center, why_needed) if chosen else (explain_other, why_not_chosen)
            return (say(explain(question.problem, answer, key, pace), question.name_of),)

        self.why.show_reasons((key,), (*what_is_known(question, answer, at), *known), solve)

    def _offer(self) -> None:
        """Enable what can be done now."""
        there, new = self._found is not None, len(self._new())
        self.schools.setEnabled(there)
        for button in (self.fix_button, self.forbid_button, self.free_button):
            button.setEnabled(there)
        self.appoint_button.setText(f"Назначить: {new}" if new else "Назначить")
        here = self._office.context.network is not None
        self.appoint_button.setEnabled(bool(new) and here and not self._office.read_only)
        self.appoint_button.setToolTip("" if here else "Выберите сеть вверху окна")

    def _rest(self) -> None:
        self._job = None
        self.strip.end()
        self.strip.hide()

    def _failed(self, error: BaseException) -> None:
        self._rest()
        if isinstance(error, WorldError | Refusal) and not self._closed:
            self.verdict.setText("")
            self.messages.error(f"{error}." if isinstance(error, Refusal) else str(error))
        else:
            self._office.failed.emit(error)

    def _leave(self) -> None:
        self._closed = True
        self.stop()
        self._preferences.keep("centers/geometry", self.saveGeometry())

    def _connect(self) -> None:
        self.count.valueChanged.connect(lambda _count: self.solve())
        self.wishes.changed.connect(self.solve)
        self.schools.chose.connect(self._explain)
        self.fix_button.clicked.connect(lambda: self.require(fixed=True))
        self.forbid_button.clicked.connect(lambda: self.require(forbidden=True))
        self.free_button.clicked.connect(lambda: self.require(fixed=False))
        self.appoint_button.clicked.connect(self.appoint)
        self.strip.appeared.connect(self.strip.show)
        self.strip.stopped.connect(self.stop)
        self.finished.connect(lambda _: self._leave())

    def _lay_out(self) -> None:
        letters = self.fontMetrics().averageCharWidth()
        font = self.verdict.font()
        font.setBold(True)
        self.verdict.setFont(font)
        self.strip.hide()
        label, close = QLabel("Сколько центров"), QPushButton("Закрыть")
        label.setBuddy(self.count)
        self.count.setAccessibleName(label.text())
        close.clicked.connect(self.reject)
        for button in (self.fix_button, self.forbid_button, self.free_button, close):
            button.setAutoDefault(False)
        self.appoint_button.setAutoDefault(False)  # Enter in the number must not appoint what was proposed before
        top, foot = QHBoxLayout(), QHBoxLayout()
        for widget in (label, self.count, self.fix_button, self.forbid_button, self.free_button):
            top.addWidget(widget)
        top.addStretch(1)
        foot.addStretch(1)
        foot.addWidget(self.appoint_button)
        foot.addWidget(close)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.schools)
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setChildrenCollapsible(False)
        below.addWidget(self.why)
        below.addWidget(self.curve)
        below.setSizes([letters * 100, letters * 76])
        splitter.addWidget(below)
        splitter.setSizes([letters * 50, letters * 26])
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.wishes)
        layout.addWidget(self.required)
        layout.addWidget(self.verdict)
        layout.addWidget(self.strip)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.messages)
        layout.addLayout(foot)
        self.setSizeGripEnabled(True)
        self.resize(letters * 190, letters * 104)
        if not (state := self._preferences.state("centers/geometry")).isEmpty():
            self.restoreGeometry(state)
