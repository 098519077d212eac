"""The line above the table of approvals: the version, how it stands, and what can be done."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from setvzaim.operations.approval import answer, approve_plan, send_plan, start_next_version
from setvzaim.operations.next_year import start_next_year
from setvzaim.queries import Filter
from setvzaim.queries.approvals import LOCKED, Status, Version, status
from setvzaim.registers import register
from setvzaim.ui.approvals.asking import AskDialog
from setvzaim.ui.approvals.compare import CompareDialog
from setvzaim.ui.approvals.dialogs import AnswerDialog, ApproveDialog, NextYearDialog, ReminderDialog, SendDialog
from setvzaim.ui.approvals.notice import WATCHED
from setvzaim.ui.approvals.words import Offered, changed_words, instead, offered
from setvzaim.ui.colours import colour
from setvzaim.ui.icons import icon

if TYPE_CHECKING:
    from setvzaim.operations import Outcome
    from setvzaim.ui.page.page import RegisterPage

_VERSION = register("approvals")["plan_version"]


class ApprovalsLine(QWidget):
    """Shows how the chosen version stands, and lets it be sent, answered, approved and compared."""

    def __init__(self, page: RegisterPage) -> None:
        super().__init__()
        self._page, self._office, self._desk = page, page.office, page.desk
        self.state: Status | None = None
        self._choices: tuple[Offered, ...] = ()
        self._asked = False
        self.box = QComboBox()
        self.box.setAccessibleName("Версия плана")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.setMaximumWidth(self.fontMetrics().averageCharWidth() * 90)
        self.figures, self.changed = QLabel(), QLabel()
        font = self.figures.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.figures.setFont(font)
        self.changed.setWordWrap(True)
        self.send = self._button("Отправить на согласование…", "arrow-square-out", self._send)
        self.note = self._button("Отметить ответ…", "check", self._answer, "Ctrl+Enter. Ответ выделенных школ")
        self.approve = self._button("Утвердить…", "check-circle", self._approve)
        self.next = self._button("Начать следующую версию", "pencil-simple", self._start_next)
        self.compare = self._button("Сравнить версии…", "columns", self._compare)
        self.remind = self._button("Напомнить…", "copy", self._remind, "Письмо школам, от которых ждём ответа")
        self.year = self._button("План следующего года…", "arrow-right", self._next_year)
        self._build()
        QShortcut(QKeySequence("Ctrl+Return"), page, self._answer, context=_WITHIN)
        self.box.activated.connect(lambda at: self._choose(self._choices[at]))
        self._office.changed.connect(lambda tables: self.ask() if tables & WATCHED else None)
        self._office.moved.connect(self._moved)
        page.filters.changed.connect(self.ask)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask when it is first seen."""
        super().showEvent(event)
        if not self._asked:
            self.ask()

    def ask(self) -> None:
        """Ask how the version stands that the table is narrowed to; else the newest one."""
        self._asked = True
        context, today = self._office.context, date.today()  # noqa: DTZ011 - the day on the wall
        wanted = self._page.filters.single(_VERSION)

        def look(connection: Any) -> tuple[tuple[Offered, ...], int, Status | None]:  # noqa: ANN401
            choices = offered(connection, context)
            at = next((at for at, one in enumerate(choices) if one.version and one.version.id == wanted), 0)
            if not choices:
                return choices, 0, None
            chosen = choices[at]
            return choices, at, status(connection, chosen.plan.id, today, chosen.version.id if chosen.version else None)

        self._office.ask(look, lambda found: self._show(*found), key=f"approvals:{id(self)}")

    def _build(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for layout in (first, second):
            layout.setSpacing(8)
        first.addWidget(self.box)
        first.addWidget(self.figures)
        first.addStretch(1)
        for button in (self.send, self.note, self.approve, self.next, self.compare, self.remind, self.year):
            second.addWidget(button)
        second.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(6)
        down.addLayout(first)
        down.addWidget(self.changed)
        down.addLayout(second)

    def _button(self, words: str, sign: str, do: Callable[[], object], tip: str = "") -> QPushButton:
        button = QPushButton(icon(sign), words)
        button.setAutoDefault(False)
        button.setToolTip(tip or words.rstrip("…"))
        button.clicked.connect(do)
        button.setEnabled(False)
        return button

    def _moved(self) -> None:
        """Another network or year: what was chosen is not in it."""
        self._page.filters.take(_VERSION.key)
        self.ask()

    def _choose(self, choice: Offered) -> None:
        version = choice.version
        if version is None:
            self._page.filters.take(_VERSION.key)
            self.ask()
        else:
            said = f"{_VERSION.label}: {version.number}"
            self._page.filters.put(Filter(_VERSION.key, "any_of", (version.id,)), said)

    def _show(self, choices: tuple[Offered, ...], at: int, state: Status | None) -> None:
        first = not self._choices and bool(choices)
        self._choices, self.state = choices, state
        with QSignalBlocker(self.box):
            self.box.clear()
            several = len({choice.plan.id for choice in choices}) > 1
            self.box.addItems([choice.words(several=several) for choice in choices])
            self.box.setCurrentIndex(at)
        self.box.setVisible(bool(choices))
        self.figures.setText(state.figures if state and state.version else "" if choices else "Плана ещё нет")
        self._show_changes(state)
        self._page.model.say_instead(instead(state))
        self._enable(state)
        if first and choices[at].version is not None and self._page.filters.single(_VERSION) is None:
            self._choose(choices[at])

    def _show_changes(self, state: Status | None) -> None:
        said = changed_words(state)
        amber = colour("warning")
        self.changed.setStyleSheet(f"color: {amber.name()}" if amber else "")
        self.changed.setText(said)
        self.changed.setToolTip("\n".join(dict.fromkeys(one.reopened for one in state.answers if one.reopened))
                                if state else "")  # fmt: skip
        self.changed.setVisible(bool(said))

    def _enable(self, state: Status | None) -> None:
        """Let only that be done which makes sense now."""
        write = not self._office.read_only and state is not None
        version = state.version if state else None
        latest = version is not None and self._newest(version)
        out = latest and version is not None and version.state == "sent"
        locked = latest and version is not None and version.state == LOCKED
        self.send.setEnabled(write and not locked)
        self.note.setEnabled(write and latest)
        self.approve.setEnabled(bool(write and out))
        self.approve.setVisible(not locked)
        self.next.setVisible(bool(locked))
        self.next.setEnabled(write)
        self.compare.setEnabled(version is not None)
        self.remind.setEnabled(bool(out and state and state.waiting))
        self.year.setEnabled(write)

    def _newest(self, version: Version) -> bool:
        known = [one.version for one in self._choices if one.version and one.version.plan == version.plan]
        return bool(known) and known[0].id == version.id

    def _send(self) -> None:
        if (state := self.state) is not None:
            dialog = SendDialog(state, self._office, self)

            number = f"{_VERSION.label}: {state.version.number + 1 if state.version else 1}"

            def sent(version: object) -> None:
                self._page.filters.put(Filter(_VERSION.key, "any_of", (str(version),)), number)
                self._desk.note("План отправлен на согласование.", "Отменить", self._desk.undo)

            self._open(dialog, lambda: dialog.values, send_plan, sent, plan=state.plan.id)

    def _answer(self) -> None:
        state = self.state
        if state is None or state.version is None or not self.note.isEnabled():
            return
        chosen = set(self._page.table.selected())
        answers = [one for one in state.answers if one.id in chosen]
        if not answers:
            self._desk.note("Выделите в таблице школы, которые ответили.")
            return
        dialog = AnswerDialog(answers, self._office, self)
        schools = [one.school.id for one in answers]
        self._open(dialog, lambda: dialog.values, answer, lambda _: self._page.table.setFocus(),
                   version=state.version.id, schools=schools)  # fmt: skip

    def _approve(self) -> None:
        if (state := self.state) is not None:
            dialog = ApproveDialog(state, self._office, self)
            self._open(dialog, lambda: dialog.values, approve_plan,
                       lambda _: self._desk.note("План утверждён.", "Отменить", self._desk.undo),
                       plan=state.plan.id)  # fmt: skip

    def _start_next(self) -> None:
        if self.state is not None:
            said = "План снова можно изменять. Утверждённая версия действует, пока не утверждена следующая."
            self._office.do(start_next_version, lambda _: self._desk.note(said, "Отменить", self._desk.undo),
                            plan=self.state.plan.id)  # fmt: skip

    def _next_year(self) -> None:
        if self.state is not None:
            dialog = NextYearDialog(self.state.plan, self._office, self)

            def show(plan: str) -> None:
                self._desk.widen()
                self._desk.go("plans", plan)

            def begun(plan: object) -> None:
                self._desk.note("План следующего учебного года начат.", "Показать", lambda: show(str(plan)))

            self._open(dialog, lambda: dialog.values, start_next_year, begun, plan=self.state.plan.id)

    def _compare(self) -> None:
        if self.state is not None and self.state.version is not None:
            plan = self.state.plan.id
            known = tuple(one.version for one in self._choices if one.version and one.version.plan == plan)

            def written(what: str, path: Path) -> None:
                url = QUrl.fromLocalFile(str(path))
                self._desk.note(f"{what} — {path.name}", "Открыть", lambda: QDesktopServices.openUrl(url))

            CompareDialog(plan, known, self._office, self._page.preferences, self, written).open()

    def _remind(self) -> None:
        if self.state is not None:
            ReminderDialog(self.state, self).open()

    def _open(
        self,
        dialog: AskDialog,
        values: Callable[[], dict[str, object]],
        operation: Callable[..., Outcome[Any]],
        then: Callable[[Any], object],
        **known: object,
    ) -> None:
        """Show a dialog and do its operation when it is agreed to."""

        def done(value: object) -> None:
            dialog.accept()
            then(value)

        def go() -> None:
            given = {**known, **values()}
            self._office.do(functools.partial(operation, **given), done, failed=dialog.refuse)

        dialog.agreed.connect(go)
        dialog.open()


_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
