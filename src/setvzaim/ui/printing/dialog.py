"""The window in which a plan or a register is made into a file to print."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from setvzaim.errors import WorldError
from setvzaim.registers import LinkTo
from setvzaim.ui.icons import icon
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.printing.columns import ColumnsBox
from setvzaim.ui.printing.papers import (
    Memory,
    Paper,
    PlanPaper,
    document,
    extent,
    offered,
    other_plans,
    usual_choices,
    usual_title,
)
from setvzaim.ui.printing.sheet import SheetBox
from setvzaim.ui.progress import ProgressStrip
from setvzaim.ui.saving import choose_target, usual_name
from setvzaim.ui.worker import Job

_WINDOW = "print/window"
_LONGEST_TITLE = 500


class PrintDialog(QDialog):
    """Lets the user choose what a paper looks like, and saves it as PDF or Excel.

    `printed` brings the file after the window has closed. What was chosen is remembered, however the window closes.
    """

    printed = Signal(Path)

    def __init__(self, office: Office, preferences: Preferences, what: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._preferences = preferences
        self._what = what
        self._memory = Memory(preferences, what)
        self._plans: tuple[LinkTo, ...] = (what.plan,) if isinstance(what, PlanPaper) else ()
        self._questions: list[Job[Any]] = []
        self._printing: Job[Path] | None = None
        self.setWindowTitle("Печать плана" if isinstance(what, PlanPaper) else f"Печать: {usual_title(what)}")
        self._make_fields()
        self._make_foot()
        self._lay_out()
        self._connect()
        self._restore()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask the base what there is to print, once the window stands."""
        super().showEvent(event)
        if not self._questions:
            self._ask_extent()
            if isinstance(self._what, PlanPaper):
                context, given = self._office.context, self._what.plan
                self._questions.append(
                    self._office.ask(lambda connection: other_plans(connection, context, given), self._offer_plans)
                )

    def reject(self) -> None:
        """Stop printing, if it is under way; otherwise close."""
        if self._printing is not None:
            self._stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Remember everything and close."""
        self._keep()
        for question in self._questions:
            question.cancel()
        super().done(result)

    def save(self, suffix: str) -> None:
        """Ask where to, and make the file (`.pdf` or `.xlsx`)."""
        if self._printing is not None:
            return
        self.message.hide()
        day = self.sheet.chosen_day()
        name = usual_name(self._written_title(), day, suffix)
        if (target := choose_target(self, self._preferences, name, suffix)) is not None:
            self._print(target, day)

    def _print(self, target: Path, day: date) -> None:
        what, title = self._what, self._written_title()
        choices = self.sheet.choices(self.columns.chosen())

        def make(connection: object, job: Job[Path]) -> Path:
            from setvzaim.rendering import render  # noqa: PLC0415 - loaded on the worker, when it is needed

            render(document(connection, what, choices, title, day), target, job.progress)
            return target

        label = "Сохраняется PDF" if target.suffix.lower() == ".pdf" else "Сохраняется Excel"
        self.strip.begin(label)
        self._printing = self._office.ask_long(make, self._succeed, label=label, failed=self._fail)

    def _stop(self) -> None:
        if self._printing is not None:
            self._printing.cancel()
            self._end()
            self.message.note("Сохранение отменено, файл не записан.")

    def _succeed(self, target: Path) -> None:
        self._end()
        self.accept()
        self.printed.emit(target)

    def _fail(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, WorldError):
            self.message.error(str(error))
        else:
            self._office.failed.emit(error)

    def _end(self) -> None:
        self._printing = None
        self.strip.end()
        self._foot.setCurrentWidget(self.extent)
        self._choices.setEnabled(True)
        self._enable()

    def _show_progress(self, job: object, share: float) -> None:
        if job is self._printing:
            self.strip.show_share(share)

    def _take_long(self) -> None:
        """Show that the work goes on, and that nothing can be changed for it any more."""
        self._foot.setCurrentWidget(self.strip)
        self._choices.setEnabled(False)
        self._enable()
        self.strip.stop_button.setFocus()

    def _make_fields(self) -> None:
        self.plan = QComboBox()
        self.plan.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.title = QLineEdit()
        self.title.setMaxLength(_LONGEST_TITLE)
        self.title.setClearButtonEnabled(True)
        self.columns = ColumnsBox(offered(self._what), usual_choices(self._what).columns)
        if not isinstance(self._what, PlanPaper):
            self.columns.usual_button.setToolTip("Те столбцы, что видны сейчас в таблице, в том же порядке")
        self.sheet = SheetBox(self._what)
        self.message = MessageBar()

    def _make_foot(self) -> None:
        self.extent = QLabel()
        self.extent.setAccessibleName("Сколько будет напечатано")
        self.strip = ProgressStrip()
        self._foot = QStackedWidget()
        self._foot.addWidget(self.extent)
        self._foot.addWidget(self.strip)
        self.reset = _button("Обычные настройки", "arrows-clockwise")
        self.reset.setToolTip("Забыть всё, что выбрано в этом окне: заголовок, столбцы, лист")
        self.pdf = _button("Сохранить как PDF…", "file-pdf")
        self.pdf.setDefault(True)
        self.excel = _button("Сохранить как Excel…", "file-xls")
        self.close_button = _button("Закрыть")

    def _lay_out(self) -> None:
        self._head = QFormLayout()
        self._head.addRow("План", self.plan)
        self._head.addRow("Заголовок", self.title)
        self._head.setRowVisible(self.plan, False)  # noqa: FBT003 - Qt's signature
        body = QHBoxLayout()
        body.addWidget(self.columns, 3)
        body.addWidget(self.sheet, 2)
        self._choices = QWidget()
        inside = QVBoxLayout(self._choices)
        inside.addLayout(self._head)
        inside.addLayout(body, 1)
        scroll = _Scroll(self._choices)
        buttons = QHBoxLayout()
        buttons.addWidget(self.reset)
        buttons.addStretch(1)
        for button in (self.pdf, self.excel, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.message)
        layout.addWidget(self._foot)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.columns.changed.connect(self._enable)
        self.sheet.changed.connect(self._enable)
        self.plan.currentIndexChanged.connect(self._take_plan)
        self.reset.clicked.connect(self._forget)
        self.pdf.clicked.connect(lambda: self.save(".pdf"))
        self.excel.clicked.connect(lambda: self.save(".xlsx"))
        self.close_button.clicked.connect(self.reject)
        self.strip.appeared.connect(self._take_long)
        self.strip.stopped.connect(self._stop)
        self._office.worker.progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)

    def _restore(self) -> None:
        choices = self._memory.choices()
        self.columns.choose(choices.columns)
        self.sheet.show_choices(choices)
        self._show_title(self._memory.title(self._what))
        self._enable()
        if not self.restoreGeometry(self._preferences.state(_WINDOW)):
            self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))
        self.title.setFocus()

    def _keep(self) -> None:
        columns = self.columns.chosen()
        if columns:
            self._memory.keep(self.sheet.choices(columns))
        self._memory.keep_title(self._what, self._written_title())
        self._preferences.keep(_WINDOW, self.saveGeometry())

    def _forget(self) -> None:
        """Go back to what is usual."""
        usual = usual_choices(self._what)
        self.columns.choose(usual.columns)
        self.sheet.show_choices(usual)
        self._show_title(usual_title(self._what))

    def _show_title(self, title: str) -> None:
        self.title.setPlaceholderText(usual_title(self._what))
        self.title.setText(title)
        self.title.setCursorPosition(0)

    def _written_title(self) -> str:
        return " ".join(self.title.text().split()) or usual_title(self._what)

    def _enable(self) -> None:
        columns = len(self.columns.chosen())
        self.sheet.show_usual(columns)
        long = self._foot.currentWidget() is self.strip
        self.pdf.setEnabled(bool(columns) and not long)
        self.excel.setEnabled(bool(columns) and not long)
        self.reset.setEnabled(not long)
        self.close_button.setEnabled(not long)

    def _offer_plans(self, plans: tuple[LinkTo, ...]) -> None:
        """Show the other plans of the network and school year, where there are any."""
        if not isinstance(self._what, PlanPaper):
            return
        self._plans = plans
        given = [plan.id for plan in plans].index(self._what.plan.id)
        self.plan.blockSignals(True)  # noqa: FBT003 - Qt's signature; nothing is chosen yet
        self.plan.addItems([plan.label for plan in plans])
        self.plan.setCurrentIndex(given)
        self.plan.blockSignals(False)  # noqa: FBT003
        self._head.setRowVisible(self.plan, len(plans) > 1)

    def _take_plan(self, at: int) -> None:
        """Print another plan; a title that was written stays with the plan it was written for."""
        self._memory.keep_title(self._what, self._written_title())
        self._what = PlanPaper(self._plans[at])
        self._show_title(self._memory.title(self._what))
        self._ask_extent()

    def _ask_extent(self) -> None:
        what = self._what
        asked = self._office.ask(
            lambda connection: extent(connection, what), self.extent.setText, key=f"print/extent {id(self)}"
        )
        self._questions.append(asked)


class _Scroll(QScrollArea):
    """Scrolls what does not fit a small screen or a large font, and otherwise asks for the room it needs."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self.setMinimumWidth(inside.minimumSizeHint().width() + bar)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole height; Qt's own hint stops at a few lines."""
        return self.widget().sizeHint().expandedTo(self.minimumSize())


def _button(text: str, sign: str = "") -> QPushButton:
    button = QPushButton(text)
    if sign:
        button.setIcon(icon(sign))
    return button
