"""The window in which the wording of a form is changed, with the paper beside it as it will be printed."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from setvzaim.documents.declining import Declined
from setvzaim.documents.wording import BadWordingError, read_wording
from setvzaim.errors import Refusal, WorldError
from setvzaim.operations.wording import change_wording
from setvzaim.queries.forms import Asked, Tried, tried
from setvzaim.queries.wording import own_wording, usual_wording
from setvzaim.ui.colours import colour
from setvzaim.ui.icons import icon
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.office import Office
from setvzaim.ui.paper import Preview
from setvzaim.ui.preferences import Preferences, base_key
from setvzaim.ui.printing.papers import Choices, FormPaper, asked_for, usual_title
from setvzaim.ui.wording.difference import differences
from setvzaim.ui.wording.editor import WordingEdit
from setvzaim.ui.wording.names import NamesList, names_of
from setvzaim.ui.wording.words import WordsDialog

_WINDOW, _SPLIT = "wording/window", "wording/split"
_PAUSE_MS = 150
_LINE = Qt.ItemDataRole.UserRole


class WordingDialog(QDialog):
    """Edits the wording of a form. What is written and not kept is there again the next time on this workplace."""

    def __init__(
        self,
        office: Office,
        preferences: Preferences,
        what: FormPaper,
        choices: Choices,
        day: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._office, self._preferences = office, preferences
        self._what, self._choices, self._day = what, choices, day
        self._form = what.form
        self._usual = usual_wording(self._form.key)
        self._kept: str | None = None
        """What is in the base now; `None` until it was read."""
        self._declined: tuple[Declined, ...] = ()
        self._words: WordsDialog | None = None
        self._faulty: list[int] = []
        self._changed: list[int] = []
        self._closed = False
        self._read = ""
        """The text as it was read last."""
        self._reading = office.ask(lambda connection: own_wording(connection, self._form.key), self._begin)
        self.setWindowTitle(f"Текст формы: {self._form.title}")
        self.editor = WordingEdit()
        self.names = NamesList()
        self.preview = Preview(office)
        self.faults = _LineList("Замечания")
        self.changes = _LineList("Отличия от обычного текста")
        self.message = MessageBar()
        self._make_buttons()
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._connect()

    @property
    def settled(self) -> bool:
        """Whether what is shown is that of the text as it is written."""
        return self._kept is not None and not self._pause.isActive() and self.preview.settled

    def done(self, result: int) -> None:
        """Keep what was written and not yet kept for the next time, and close."""
        text = self.editor.toPlainText()
        if self._kept is not None and text != self._kept:
            self._preferences.keep(self._draft_key(), text)
        else:
            self._preferences.forget(self._draft_key())
        self._preferences.keep(_WINDOW, self.saveGeometry())
        self._preferences.keep(_SPLIT, self.splitter.saveState())
        self._closed = True
        self._pause.stop()
        self._reading.cancel()
        self.preview.stop()
        super().done(result)

    def keep(self) -> None:
        """Keep the text in the base."""
        text = self.editor.toPlainText()

        def kept(_value: object) -> None:
            if self._closed:
                return
            self._kept = text
            self._enable()
            self.message.note("Записано. Так форма будет печататься у всех, кто работает с этой базой.")

        self._office.do(
            change_wording, kept, failed=self._refused, key=self._form.key, title=self._form.title, text=text
        )

    def back_to_usual(self) -> None:
        """Put the usual text back, in the field and in the base; both can be undone."""
        self.editor.replace_all(self._usual)
        self.keep()

    def show_words(self) -> None:
        """Show the words that were put into a case."""
        self._words = WordsDialog(self._office, self._declined, self)
        self._words.finished.connect(self._forget_words)
        self._words.open()

    def show_help(self) -> None:
        """Show how a wording is written."""
        from setvzaim.ui.window.help import Guide  # noqa: PLC0415 - seldom wanted

        Guide(self, "wording.md", "Как пишется текст формы").show()

    def _forget_words(self) -> None:
        if self._words is not None:
            self._words.deleteLater()
            self._words = None

    def _begin(self, own: str | None) -> None:
        """Show the text of the base, or what was written here the last time and not kept."""
        self._kept = self._usual if own is None else own
        draft = self._preferences.text(self._draft_key())
        self.editor.setPlainText(draft or self._kept)
        if draft and draft != self._kept:
            self.message.note("Это незаписанная правка прошлого раза.", "Убрать её", self._drop_draft)
        self._written()

    def _drop_draft(self) -> None:
        self.editor.replace_all(self._kept or self._usual)

    def _draft_key(self) -> str:
        return f"{base_key(self._office.base.path)}/wording/{self._form.key}"

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._typed)
        self._pause.timeout.connect(self._written)
        self.names.chosen.connect(self.editor.insert)
        self.preview.made.connect(self._made)
        for shown in (self.faults, self.changes):
            shown.itemClicked.connect(self._go)
            shown.itemActivated.connect(self._go)
        self.usual.clicked.connect(self.back_to_usual)
        self.words.clicked.connect(self.show_words)
        self.help.clicked.connect(self.show_help)
        self.save.clicked.connect(self.keep)
        self.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.show_help)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save.click)
        self._office.changed.connect(lambda _tables: self._written())

    def _typed(self) -> None:
        """Wait for a pause in the typing; colours alone, which Qt tells of too, are no change."""
        if self.editor.toPlainText() != self._read:
            self._pause.start()

    def _written(self) -> None:
        """Read what is written: say at once what is wrong with it, and make the paper anew."""
        if self._kept is None or self._closed:
            return
        self._pause.stop()
        text = self._read = self.editor.toPlainText()
        self._show_changes(text)
        self._enable()
        try:
            read_wording(text)
        except BadWordingError as error:
            self._show_faults([(_line_of(str(error)), str(error))])
            return
        form, what, choices, day = self._form, self._what, self._choices, self._day
        context, title = self._office.context, usual_title(what)

        def make(connection: Any) -> Tried:  # noqa: ANN401 - handed on to the queries
            asked: Asked = asked_for(connection, what, choices, title, day, context)
            try:
                return tried(form, asked, text)
            except BadWordingError as error:
                raise WorldError(str(error)) from error

        self.preview.ask(make)

    def _made(self, made: Tried) -> None:
        self._declined = made.paper.declined
        self.words.setEnabled(True)
        if self._words is not None:
            self._words.show_words(self._declined)
        self.names.show_facts(made.facts)
        self.editor.know(names_of(made.facts))
        found = [(line, f"Строка {line}: формы «{name}» не знает.") for name, line in made.unknown.items()]
        found += [(line, f"Строка {line}: «{name}» — нет данных.") for name, line in made.missing.items()]
        self._show_faults(sorted(found), wrong=len(made.unknown))

    def _show_faults(self, found: list[tuple[int, str]], wrong: int | None = None) -> None:
        wrong = len(found) if wrong is None else wrong
        self.faults.show_lines(found, "refused" if wrong else "warning")
        self.tabs.setTabText(0, f"Замечания: {len(found)}" if found else "Замечаний нет")
        self._faulty = [line for line, _ in found]
        self._mark()

    def _show_changes(self, text: str) -> None:
        found = differences(self._usual, text)
        self.changes.show_lines([(one.number, f"{one.sign} {one.text}") for one in found], "changed")
        self.tabs.setTabText(1, f"Отличия от обычного: {len(found)}" if found else "Обычный текст")
        self._changed = [one.number for one in found if one.sign == "+"]
        self._mark()

    def _mark(self) -> None:
        self.editor.mark(self._faulty, self._changed)

    def _go(self, item: QListWidgetItem) -> None:
        self.editor.go_to(int(item.data(_LINE)))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refusal | WorldError) and not self._closed:
            self.message.error(f"Не записано. {error}")
        else:
            self._office.failed.emit(error)

    def _enable(self) -> None:
        text = self.editor.toPlainText()
        self.save.setEnabled(self._kept is not None and text != self._kept)
        same = text.strip() == self._usual.strip() and (self._kept or "").strip() == self._usual.strip()
        self.usual.setEnabled(not same)

    def _make_buttons(self) -> None:
        self.usual = _button("Вернуть обычный текст", "arrow-u-up-left")
        self.words = _button("Склонение…", "books")
        self.words.setToolTip("Слова, поставленные в падеж: проверить и исправить")
        self.words.setEnabled(False)
        self.help = _button("Справка", "question")
        self.help.setToolTip("Как пишется текст формы (F1)")
        self.save = _button("Записать", "floppy-disk")
        self.save.setToolTip("Записать текст в базу (Ctrl+S)")
        self.save.setDefault(True)
        self.close_button = _button("Закрыть")

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.addTab(self.faults, "Замечания")
        self.tabs.addTab(self.changes, "Отличия")
        writing = QSplitter(Qt.Orientation.Vertical)
        writing.setChildrenCollapsible(False)
        writing.addWidget(self.editor)
        writing.addWidget(self.tabs)
        writing.setStretchFactor(0, 3)
        writing.setStretchFactor(1, 1)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        for widget in (writing, self.names, self.preview):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(2, 3)
        record = self._what.record
        head = QLabel(f"{self._form.title} — {record.label}" if record else self._form.title)
        head.setToolTip(self._form.about)
        buttons = QHBoxLayout()
        for button in (self.usual, self.words, self.help):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.save, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.message)
        layout.addLayout(buttons)
        letters = self.fontMetrics().averageCharWidth()
        if not self.restoreGeometry(self._preferences.state(_WINDOW)):
            room = self.screen().availableSize()
            self.resize(min(letters * 220, room.width() - 40), min(letters * 118, room.height() - 60))
        if not self.splitter.restoreState(self._preferences.state(_SPLIT)):
            self.splitter.setSizes([letters * 80, letters * 50, letters * 80])
        self.editor.setFocus()


class _LineList(QListWidget):
    """Sentences about lines of the text; choosing one goes there."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)

    def show_lines(self, found: list[tuple[int, str]], meaning: str) -> None:
        self.clear()
        tone = colour(meaning)
        for line, words in found:
            item = QListWidgetItem(words)
            item.setData(_LINE, line)
            if tone is not None:
                item.setForeground(tone)
            self.addItem(item)


def _line_of(words: str) -> int:
    """Return the line a sentence «Строка 5: …» speaks of."""
    found = re.search(r"\d+", words)
    return int(found.group()) if found else 1


def _button(text: str, sign: str = "") -> QPushButton:
    button = QPushButton(text)
    if sign:
        button.setIcon(icon(sign))
    return button
