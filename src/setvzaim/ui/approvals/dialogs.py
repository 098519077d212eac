"""The dialogs of an approval: sending, noting answers, approving, the next year, a letter that reminds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from setvzaim.queries.approvals import Answer, Status
from setvzaim.registers import Choice, LinkTo, register
from setvzaim.text.approval import reminder
from setvzaim.text.plural import Noun
from setvzaim.ui.approvals.asking import AskDialog, day_field
from setvzaim.ui.office import Office

_DAYS_TO_ANSWER = 10
_SCHOOLS = Noun("школы", "школ", "школ")
_NAMED = 6


class SendDialog(AskDialog):
    """Asks on which day a plan is sent and until when the schools shall answer."""

    def __init__(self, state: Status, office: Office, parent: QWidget) -> None:
        super().__init__("Отправить план на согласование", "Отправить", _sending(state), office, parent)
        today = QDate.currentDate()
        self.sent = day_field(today, "День отправки")
        self.due = day_field(today.addDays(_DAYS_TO_ANSWER), "Ответить до")
        self.fields.addRow("День отправки", self.sent)
        self.fields.addRow("Ответить до", self.due)

    @property
    def values(self) -> dict[str, object]:
        """What `send_plan` is given."""
        return {"sent_on": self.sent.date().toPython(), "due_on": self.due.date().toPython()}


class AnswerDialog(AskDialog):
    """Asks what some schools answered."""

    def __init__(self, answers: Sequence[Answer], office: Office, parent: QWidget) -> None:
        super().__init__("Отметить ответ", "Записать", _named([one.school for one in answers]), office, parent)
        self._group = QButtonGroup(self)
        self.choices: dict[str | None, QRadioButton] = {}
        kind = register("approvals")["decision"].kind
        options = [(one.code, f"{one.sign} {one.label}") for one in kind.options] if isinstance(kind, Choice) else []
        line = QVBoxLayout()
        for code, words in [*options, (None, "ответа ещё нет")]:
            button = QRadioButton(words)
            self._group.addButton(button)
            self.choices[code] = button
            line.addWidget(button)
        only = answers[0] if len(answers) == 1 else None
        self.choices[only.decision if only and only.stands else "agreed"].setChecked(True)
        self.day = day_field(_qdate(only.decided_on if only and only.stands else None), "Дата ответа")
        self.remark = QPlainTextEdit(only.remark if only else "")
        self.remark.setTabChangesFocus(True)
        self.remark.setAccessibleName("Замечания")
        self.remark.setMaximumHeight(self.fontMetrics().lineSpacing() * 5)
        self.fields.addRow("Решение", line)
        self.fields.addRow("Дата", self.day)
        self.fields.addRow("Замечания", self.remark)
        self.choices["agreed"].setFocus()

    @property
    def values(self) -> dict[str, object]:
        """What `answer` is given."""
        decision = next(code for code, button in self.choices.items() if button.isChecked())
        return {"decision": decision, "decided_on": self.day.date().toPython(), "remark": self.remark.toPlainText()}


class ApproveDialog(AskDialog):
    """Asks on which day a plan is approved, and why, where not every school agreed."""

    def __init__(self, state: Status, office: Office, parent: QWidget) -> None:
        words = f"{state.version.words if state.version else ''}.\n{state.figures}."
        after = "После утверждения план не изменяют: можно отмечать выполнение или начать следующую версию."
        super().__init__("Утвердить план", "Утвердить", f"{words}\n{after}", office, parent)
        self.day = day_field(QDate.currentDate(), "Дата утверждения")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Почему без согласия всех школ")
        self.fields.addRow("Дата утверждения", self.day)
        if not state.agreed_by_all:
            self.fields.addRow("Почему без согласия всех школ", self.reason)

    @property
    def values(self) -> dict[str, object]:
        """What `approve_plan` is given."""
        return {"approved_on": self.day.date().toPython(), "reason": self.reason.text()}


class NextYearDialog(AskDialog):
    """Asks what of a plan goes into the next year's."""

    def __init__(self, plan: LinkTo, office: Office, parent: QWidget) -> None:
        words = (
            f"Из плана «{plan.label}» будет сделан план следующего учебного года: разделы и мероприятия, даты и годы в "
            "сроках на год позже. Отметки о выполнении останутся в прошлом плане, невыполненное будет помечено."
        )
        super().__init__("План следующего года", "Начать", words, office, parent)
        self.without_done = QCheckBox("Выполненные мероприятия не переносить")
        self.fields.addRow(self.without_done)

    @property
    def values(self) -> dict[str, object]:
        """What `start_next_year` is given."""
        return {"without_done": self.without_done.isChecked()}


class ReminderDialog(QDialog):
    """Shows a letter to the schools that have not answered, to be copied into an e-mail."""

    def __init__(self, state: Status, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Напомнить школам")
        version = state.version
        schools = [answer.school.label for answer in state.waiting]
        words, due = (version.words, version.due_on) if version else ("", None)
        self.text = QPlainTextEdit(reminder(state.plan.label, words, due, schools))
        self.text.setAccessibleName("Текст письма")
        letters = self.fontMetrics().averageCharWidth()
        self.resize(letters * 92, self.fontMetrics().lineSpacing() * (18 + len(schools)))
        buttons = QDialogButtonBox()
        self.copy_button = buttons.addButton("Скопировать", QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy_button.setDefault(True)
        buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text, 1)
        under = QHBoxLayout()
        under.addWidget(buttons)
        layout.addLayout(under)
        self.finished.connect(self.deleteLater)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.accept()


def _sending(state: Status) -> str:
    """Say what sending will do."""
    if state.version is None:
        return f"План «{state.plan.label}» получит версию 1 и код. Спросят все школы сети."
    said = f"План «{state.plan.label}» получит версию {state.version.number + 1} и новый код."
    again = [answer.school for answer in state.answers if answer.reopened]
    if not state.changes:
        return f"{said} После версии {state.version.number} план не изменялся."
    if not again:
        return f"{said} Изменения не касаются школ, которые уже ответили: их ответы останутся."
    who = f"{_SCHOOLS.counted(len(again))}, которых касаются изменения: {_named(again)}"
    return f"{said} Заново спросят {who}. Остальные ответы останутся."


def _named(schools: Sequence[LinkTo]) -> str:
    names = ", ".join(school.label for school in schools[:_NAMED])
    more = len(schools) - _NAMED
    return f"{names} и ещё {more}" if more > 0 else names


def _qdate(day: date | None) -> QDate:
    return QDate(day.year, day.month, day.day) if day else QDate.currentDate()
