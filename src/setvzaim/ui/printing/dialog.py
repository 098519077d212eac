"""The window in which a paper is chosen, seen as it will be printed, and printed, saved or opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from setvzaim.queries.forms import Paper
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.printing.acting import Acting
from setvzaim.ui.printing.face import Face
from setvzaim.ui.printing.faults import Place
from setvzaim.ui.printing.memory import Memory
from setvzaim.ui.printing.papers import (
    Choices,
    FormPaper,
    RegisterPaper,
    What,
    extent,
    offered,
    pack_extent,
    paper,
    usual_choices,
    usual_title,
)
from setvzaim.ui.worker import Job

_WINDOW = "print/window"
_SPLIT = "print/split"
LAST = "print/last"
"""Preference: the key of the form that was shown last."""


class PrintDialog(QDialog):
    """Lets the user choose a paper and what it looks like, and prints, saves or opens it.

    `printed` brings a file that was saved, `opened` one that was also opened, `sent` says what went to the printer:
    each after the window has closed. `go_wanted` brings the place where something missing can be filled in. What was
    chosen is remembered, however the window closes.
    """

    printed = Signal(Path)
    opened = Signal(Path)
    sent = Signal(str)
    go_wanted = Signal(object)

    def __init__(
        self,
        office: Office,
        preferences: Preferences,
        what: What,
        parent: QWidget | None = None,
        *,
        shown: RegisterPaper | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._preferences = preferences
        self._what = what
        self._paper: Paper | None = None
        self._asked = False
        self._restoring = True
        self._questions: list[Job[Any]] = []
        self.face = Face(self, office, what, shown)
        self.chooser, self.columns, self.sheet = self.face.chooser, self.face.columns, self.face.sheet
        self.title, self.preview, self.faults = self.face.title, self.face.preview, self.face.faults
        self.message, self.extent, self.strip = self.face.message, self.face.extent, self.face.strip
        self.pdf, self.excel = self.face.saves[".pdf"], self.face.saves[".xlsx"]
        self.reset = self.face.reset
        self.acting = Acting(self, office, preferences)
        self.output = self.acting.output
        self._connect()
        self._show_paper(what)
        self._restore_window()

    @property
    def what(self) -> What:
        """The paper that is shown."""
        return self._what

    def choices(self) -> Choices:
        """Return what is chosen about the paper."""
        return self.sheet.choices(self.columns.chosen())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask the base what there is to print, once the window stands."""
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self.chooser.ask()
            self._ask_own()
            self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the default button, but not while something is being looked for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chooser.searching:
            event.accept()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Stop printing, if it is under way; otherwise close."""
        if self.output.busy:
            self.output.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Remember everything and close."""
        self.keep()
        self._preferences.keep(_WINDOW, self.saveGeometry())
        self._preferences.keep(_SPLIT, self.face.splitter.saveState())
        self._asked = False
        self.preview.stop()
        self.chooser.stop()
        for question in self._questions:
            question.cancel()
        super().done(result)

    def edit_wording(self) -> None:
        """Show the editor of the wording of the form."""
        from setvzaim.ui.wording import WordingDialog  # noqa: PLC0415 - seldom wanted

        if isinstance(self._what, FormPaper) and self._what.settled:
            choices, day = self.choices(), self.sheet.chosen_day()
            dialog = WordingDialog(self._office, self._preferences, self._what, choices, day, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _connect(self) -> None:
        face = self.face
        self.chooser.changed.connect(self._take)
        self.chooser.pack_changed.connect(self._repack)
        self.columns.changed.connect(self._changed)
        self.sheet.changed.connect(self._changed)
        self.title.textChanged.connect(self._changed)
        self.faults.blanks_changed.connect(self._enable)
        self.faults.go_wanted.connect(self._go)
        self.faults.wording_wanted.connect(self.edit_wording)
        self.preview.made.connect(self._made)
        self.preview.failed.connect(self._not_made)
        face.reset.clicked.connect(self._forget)
        face.wording.clicked.connect(self.edit_wording)
        face.close_button.clicked.connect(self.reject)
        self.strip.appeared.connect(self._take_long)
        self.output.ended.connect(self._end)
        self.output.failed.connect(self.message.error)
        self.output.stopped.connect(self.message.note)
        self._office.changed.connect(self._changed_in_base)

    def _restore_window(self) -> None:
        letters = self.fontMetrics().averageCharWidth()
        if not self.restoreGeometry(self._preferences.state(_WINDOW)):
            room = self.screen().availableSize()
            self.resize(min(letters * 190, room.width() - 40), min(letters * 110, room.height() - 60))
        if not self.face.splitter.restoreState(self._preferences.state(_SPLIT)):
            self.face.splitter.setSizes([letters * 70, letters * 120])

    def _take(self) -> None:
        """Show another paper; what was chosen for the one before is remembered."""
        what = self.chooser.what
        if what == self._what:
            self._refresh()
            return
        same = isinstance(what, FormPaper) and isinstance(self._what, FormPaper) and what.form == self._what.form
        if same:
            Memory(self._preferences, self._what).keep_title(self._what, self.written_title())
            self._what = what
            self._show_title(Memory(self._preferences, what).title(what))
        else:
            self.keep()
            self.faults.blanks.setChecked(False)
            self._show_paper(what)
        if isinstance(what, FormPaper):
            self._preferences.keep(LAST, what.form.key)
        self._paper = None
        self._refresh()

    def _show_paper(self, what: What) -> None:
        """Show the choices of a paper."""
        self._restoring = True
        self._what = what
        memory = Memory(self._preferences, what)
        choices = memory.choices()
        self.columns.offer(offered(what), usual_choices(what).columns, choices.columns)
        self.sheet.show_choices(choices)
        self.sheet.suit(what)
        self._show_title(memory.title(what))
        self.face.suit(what)
        self._restoring = False
        self._enable()

    def keep(self) -> None:
        """Remember what was chosen for the paper."""
        memory = Memory(self._preferences, self._what)
        memory.keep(self.choices())
        memory.keep_title(self._what, self.written_title())

    def _forget(self) -> None:
        """Go back to what is usual."""
        usual = usual_choices(self._what)
        self.columns.choose(usual.columns)
        self.sheet.show_choices(usual)
        self._show_title(usual_title(self._what))
        self._changed()

    def _show_title(self, title: str) -> None:
        self.title.setPlaceholderText(usual_title(self._what))
        self.title.setText(title)
        self.title.setCursorPosition(0)

    def written_title(self) -> str:
        """Return the title, the usual one where none is written."""
        return " ".join(self.title.text().split()) or usual_title(self._what)

    def _changed(self) -> None:
        if not self._restoring:
            self._enable()
            self._refresh()

    def _changed_in_base(self, _tables: frozenset[str]) -> None:
        if self._asked:
            self._ask_own()
            self._refresh()

    def _repack(self) -> None:
        self._paper_faults()
        self._ask_extent()
        self._enable()

    def _refresh(self) -> None:
        """Make the preview anew, and say how much there is."""
        if not self._asked:
            return
        what = self._what
        if isinstance(what, FormPaper) and not what.settled:
            self._paper = None
            if self.chooser.nothing_to_choose:
                self.preview.say("Показать нечего: записей, о которых этот документ, ещё нет.")
            self.faults.clear()
        elif self.columns.lacking:
            self.preview.say("Отметьте хотя бы один столбец.")
        else:
            choices, title, day = (
                self.sheet.choices(self.columns.chosen()),
                self.written_title(),
                self.sheet.chosen_day(),
            )
            context = self._office.context
            self.preview.ask(lambda connection: paper(connection, what, choices, title, day, context))
        self._ask_extent()
        self._enable()

    def _made(self, made: Paper) -> None:
        self._paper = made
        self._paper_faults()
        self._enable()

    def _not_made(self, _why: str) -> None:
        self._paper = None
        self.faults.clear()
        self._enable()

    def _paper_faults(self) -> None:
        """Say what the paper lacks, and find out where it can be filled in."""
        if self.chooser.packed:
            self.faults.show_for_pack()
            return
        made, what = self._paper, self._what
        if made is None:
            self.faults.clear()
            return
        self.faults.show_faults(made.missing, made.unknown, made.notes)
        if not made.missing or not isinstance(what, FormPaper):
            return
        context = self._office.context

        def find(connection: Any) -> dict[str, Place]:  # noqa: ANN401 - handed on to the queries
            from setvzaim.queries.forms.filled_in import places  # noqa: PLC0415 - used on the worker

            return places(connection, what.form, what.record.id if what.record else "", context, made.missing)

        def show(found: dict[str, Place]) -> None:
            if self._paper is made and not self.chooser.packed:
                self.faults.show_faults(made.missing, made.unknown, made.notes, found)

        self._questions.append(self._office.ask(find, show, key=f"print/places {id(self)}"))

    def _go(self, place: Place) -> None:
        self.reject()
        self.go_wanted.emit(place)

    def _enable(self) -> None:
        self.sheet.show_usual(self._what, len(self.columns.chosen()))
        self.face.enable(self._why_not(), packed=bool(self.chooser.packed), writable=not self._office.read_only)

    def _why_not(self) -> str:
        """Return why nothing can be printed now; nothing when it can."""
        if self.output.busy and self.face.long:
            return "Идёт печать."
        if self.chooser.packed:
            return ""
        if isinstance(self._what, FormPaper) and not self._what.settled:
            return "Сначала выберите, о чём документ."
        if self.columns.lacking:
            return "Отметьте хотя бы один столбец."
        made = self._paper
        if made is not None and made.unknown:
            return "В тексте формы есть неизвестные названия. Исправьте текст."
        if made is not None and made.missing and not self.faults.blanks.isChecked():
            return "Не хватает сведений. Заполните их или отметьте «Оставить места для ручки»."
        return ""

    def _take_long(self) -> None:
        """Show that the work goes on, and that nothing can be changed for it any more."""
        self.face.show_long(long=True)
        self._enable()
        self.strip.stop_button.setFocus()

    def _end(self) -> None:
        self.face.show_long(long=False)
        self._enable()

    def _ask_own(self) -> None:
        from setvzaim.queries.wording import own_wordings  # noqa: PLC0415 - used on the worker

        self._questions.append(self._office.ask(own_wordings, self.chooser.mark_own, key=f"print/own {id(self)}"))

    def _ask_extent(self) -> None:
        what, packed, only, context = self._what, self.chooser.packed, dict(self.chooser.only), self._office.context

        def question(connection: Any) -> str:  # noqa: ANN401 - handed on to the queries
            return pack_extent(connection, packed, context, only) if packed else extent(connection, what)

        key = f"print/extent {id(self)}"
        self._questions.append(self._office.ask(question, self.extent.setText, key=key))
