"""The import window: a workbook is looked at and mended until it reads right, and only then written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from setvzaim.registers import register as register_of
from setvzaim.ui.imports import words
from setvzaim.ui.imports.columns_tab import ColumnsTab
from setvzaim.ui.imports.fault import FaultStrip
from setvzaim.ui.imports.mending import Mending
from setvzaim.ui.imports.planner import Planner, Study
from setvzaim.ui.imports.rows import RowsTab
from setvzaim.ui.imports.similar import SimilarTab
from setvzaim.ui.imports.top import TopLine, choose_file
from setvzaim.ui.imports.totals import TotalsTab
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.progress import ProgressStrip

if TYPE_CHECKING:
    from setvzaim.exchange import ImportPlan, SheetTop, Similar

_GEOMETRY, _SPLITTER, _FOLDER = "import/geometry", "import/splitter", "import/folder"
_TITLES = ("Столбцы", "Строки", "Похожие", "Итоги")
_STOPPED = "Чтение остановлено. Прочитайте файл снова или выберите другой."
_BY_HAND = "Если столбцы названы иначе, скажите сами на вкладке «Столбцы», что куда берётся."
_BROKEN = "Программа ошиблась, читая этот файл. В базу ничего не записано. Выберите другой файл или закройте окно."


class ImportDialog(QDialog):
    """Shows what importing a workbook would do, takes the user's corrections, and writes it as one operation.

    `imported` brings an `Imported` after the rows were written; the dialog closes by itself then.
    """

    imported = Signal(object)

    def __init__(
        self,
        office: Office,
        preferences: Preferences,
        path: Path,
        register: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Импорт")
        self.setSizeGripEnabled(True)
        self._office = office
        self._preferences = preferences
        self._start_register = register
        self._plan: ImportPlan | None = None
        self._fresh = True
        self._proposed: tuple[str, int] | None = None
        """Sheet and header row shown for joining by hand, while there is no plan."""
        self.planner = Planner(office, self)
        self.top = TopLine()
        self.fault = FaultStrip()
        self.columns = ColumnsTab(self.planner.suggest)
        self.rows = RowsTab()
        self.similar = SimilarTab()
        self.totals = TotalsTab()
        self.tabs = QTabWidget()
        self.progress = ProgressStrip()
        self.progress.hide()
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.refusals = QLabel()
        self.write = QPushButton()
        self.leave = QPushButton("Закрыть")
        self._lay_out()
        self._connect()
        self._restore()
        self.open_file(path)

    @property
    def plan(self) -> ImportPlan | None:
        """What the button would write; `None` while it is being worked out or cannot be."""
        return self._plan

    def open_file(self, path: Path) -> None:
        """Look at another workbook; nothing that was said about the former one holds."""
        self._preferences.keep(_FOLDER, str(path.parent))
        self._fresh = True
        self.top.show_file(path, self._start_register)
        self.columns.clear()
        mending = self._opened(path)
        self._empty(mending)
        self._study(mending)

    def done(self, result: int) -> None:
        """Close, unless rows are just being written; what was being worked out is let go."""
        if self.planner.writing:
            return
        self.planner.stop()
        self._preferences.keep(_GEOMETRY, self.saveGeometry())
        self._preferences.keep(_SPLITTER, self.rows.splitter.saveState())
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter imports, but not out of a field that is being filled in."""
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enters and isinstance(self.focusWidget(), QAbstractSpinBox | QComboBox | QLineEdit):
            event.accept()
            return
        super().keyPressEvent(event)

    def _opened(self, path: Path) -> Mending:
        return Mending(path, self._start_register, named=self._start_register is not None)

    def _lay_out(self) -> None:
        for at, tab in enumerate((self.columns, self.rows, self.similar, self.totals)):
            self.tabs.addTab(tab, _TITLES[at])
            self.tabs.setTabToolTip(at, f"{_TITLES[at]} (Ctrl+{at + 1})")
        self.tabs.setCurrentWidget(self.rows)
        self.write.setDefault(True)
        self.leave.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.progress, 1)
        buttons.addWidget(self.refusals)
        buttons.addWidget(self.write)
        buttons.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.addWidget(self.top)
        layout.addWidget(self.fault)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.summary)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.top.file_wanted.connect(self._other_file)
        self.top.register_chosen.connect(lambda key: self._study(self._mending.to(key)))
        self.top.sheet_chosen.connect(lambda name: self._study(self._mending.on(name)))
        self.top.header_chosen.connect(lambda row: self._study(self._mending.headed(row)))
        self.columns.chosen.connect(self._join)
        self.columns.filled.connect(lambda key, text: self._study(self._mending.filled(key, text)))
        self.columns.blanked.connect(lambda zeros: self._study(self._mending.blank(zeros=zeros)))
        self.similar.model.said.connect(self._say_same)
        self.similar.model.parted.connect(self._say_other)
        self.fault.again.connect(lambda: self._study(self._mending))
        self.fault.other_file.connect(self._other_file)
        self.progress.stopped.connect(self._stop)
        self.progress.appeared.connect(self.progress.show)
        self.planner.studied.connect(self._show)
        self.planner.progressed.connect(self.progress.show_share)
        self.planner.written.connect(self._written)
        self.planner.refused.connect(self._refused)
        self.planner.broken.connect(self._broken)
        self.write.clicked.connect(self._write)
        self.leave.clicked.connect(self.reject)
        for at in range(len(_TITLES)):
            QShortcut(QKeySequence(f"Ctrl+{at + 1}"), self, lambda at=at: self._go_to(at))

    def _restore(self) -> None:
        if not self.restoreGeometry(self._preferences.state(_GEOMETRY)):
            metrics = self.fontMetrics()
            available = self.screen().availableSize()
            width, height = metrics.averageCharWidth() * 150, metrics.height() * 38
            self.resize(min(width, available.width() - 40), min(height, available.height() - 60))
        self.rows.splitter.restoreState(self._preferences.state(_SPLITTER))

    def _study(self, mending: Mending) -> None:
        """Work out again what would happen; until then there is nothing to write."""
        self._mending = mending
        self._set_plan(None)
        self.fault.hide()
        self.progress.begin("Читается файл")
        self.planner.study(mending)

    def _show(self, study: Study) -> None:
        """Show what came of it."""
        self._end_progress()
        top = self._top_of(study)
        if study.plan is None:
            self._show_fault(study, top)
            return
        plan = study.plan
        self.tabs.setEnabled(True)
        self._proposed = None
        self._mending = study.mending.settled(plan)
        self.top.show_found(plan.register.key, [one.name for one in study.tops], plan.sheet, plan.header.first + 1)
        self.columns.show_plan(plan, top, study.mending.constants)
        self.rows.show_rows(plan.rows)
        self.similar.show_similar(plan.similar, study.mending.confirmed.values(), study.mending.apart.values())
        self.totals.show_totals(plan.subtotals)
        self._name_tabs(plan)
        self._set_plan(plan)
        if self._fresh:
            self._fresh = False
            lacking = self.columns.constants.lacking and words.verdicts(plan)["refused"]
            self._go_to(0 if lacking else 1)

    def _top_of(self, study: Study) -> SheetTop | None:
        sheet = study.plan.sheet if study.plan is not None else study.mending.sheet
        return next((top for top in study.tops if sheet in (None, top.name)), None)

    def _show_fault(self, study: Study, top: SheetTop | None) -> None:
        """Say why there is no plan, and show as much of the sheet as helps to mend it."""
        mending = study.mending
        fault = study.fault
        row = mending.header_row
        if mending.register is None or top is None:
            self.columns.clear()
        elif not mending.constants:  # with them it is a value that was refused, and the columns stay as they are
            row = row or top.wordiest() + 1
            self._proposed = (top.name, row)
            self.columns.show_header(register_of(mending.register), top, row - 1, mending.columns)
            self._fresh = False
            self._go_to(0)
            fault = f"{fault} {_BY_HAND}"
        self.fault.say(fault)
        self.tabs.setEnabled(bool(study.tops))
        sheets = [one.name for one in study.tops]
        self.top.show_found(mending.register, sheets, top.name if top else None, row)
        self._empty(mending)

    def _empty(self, mending: Mending) -> None:
        """Show no rows: there is no plan, or it is of another file."""
        self.rows.show_rows(())
        self.similar.show_similar((), mending.confirmed.values(), mending.apart.values())
        self.totals.show_totals(())
        self._name_tabs(None)

    def _name_tabs(self, plan: ImportPlan | None) -> None:
        """Say on each tab how much of it there is, or wants looking at."""
        for at, title in enumerate(_TITLES):
            self.tabs.setTabText(at, title + (words.tab_counts(plan)[at] if plan is not None else ""))

    def _set_plan(self, plan: ImportPlan | None) -> None:
        self._plan = plan
        self.write.setText(words.action(plan))
        self.write.setEnabled(plan is not None and words.writes_anything(plan))
        self.refusals.setText(words.refusals(plan))
        self.summary.setText(words.summary(plan) if plan is not None else "")

    def _go_to(self, at: int) -> None:
        self.tabs.setCurrentIndex(at)
        page = self.tabs.currentWidget()
        if isinstance(page, ColumnsTab | RowsTab | SimilarTab | TotalsTab):
            page.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _join(self, header: str, key: str | None, former: str | None) -> None:
        mending = self._mending if self._proposed is None else self._mending.reading(*self._proposed)
        self._study(mending.joined(header, key, former))

    def _say_other(self, similar: Sequence[Similar]) -> None:
        self._study(self._mending.other(similar))

    def _say_same(self, similar: Sequence[Similar], is_same: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._study(self._mending.same(similar, is_same=is_same))

    def _other_file(self) -> None:
        if path := choose_file(self, self._preferences.text(_FOLDER)):
            self.open_file(path)

    def _end_progress(self) -> None:
        self.progress.end()
        self.progress.hide()

    def _stop(self) -> None:
        self.planner.stop()
        self._end_progress()
        self.fault.say(_STOPPED)

    def _write(self) -> None:
        if self._plan is None:
            return
        plan = self._plan
        self._set_writing(writing=True)
        self.planner.write(plan)

    def _set_writing(self, *, writing: bool) -> None:
        for widget in (self.top, self.tabs, self.write, self.leave):
            widget.setEnabled(not writing)
        if writing:
            self.progress.begin("Записывается", stoppable=False)
        else:
            self._end_progress()

    def _written(self, plan: ImportPlan) -> None:
        self._set_writing(writing=False)
        self.accept()
        self.imported.emit(words.imported(plan))

    def _refused(self, sentence: str) -> None:
        self._set_writing(writing=False)
        self._set_plan(None)
        self.fault.say(sentence)

    def _broken(self, error: BaseException) -> None:
        self._refused(_BROKEN)
        self._office.failed.emit(error)
