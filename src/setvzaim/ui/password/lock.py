"""Covering the window after a while without work, until the password is typed again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QWidget
from shiboken6 import isValid

from setvzaim.errors import WorldError
from setvzaim.text.plural import Noun
from setvzaim.ui.password.change import PasswordChange
from setvzaim.ui.password.question import PasswordQuestion
from setvzaim.ui.window.main_window import MainWindow

MINUTES = (0, 5, 10, 30)
"""What can be chosen; 0 is never."""
_KEY, _USUAL = "window/lock", 10
_MINUTE = Noun("минуту", "минуты", "минут")
_WORK = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseMove}
)  # fmt: skip


class Lock(QObject):
    """Watches for work while a base with a password is open, and covers the window when there was none for long.

    What is typed stays where it is: the pages and the dialogs are only hidden.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._watching = False
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self.question: PasswordQuestion | None = None
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.lock)
        self._fill(window.lock_menu)
        window.settled.connect(self.watch)

    def watch(self) -> None:
        """Begin or cease to watch, as the base and the settings have it now."""
        office = self._window.office
        minutes = self._window.preferences.number(_KEY, _USUAL)
        wanted = office is not None and office.base.encrypted and minutes > 0
        application = QApplication.instance()
        if application is not None and wanted is not self._watching:  # a filter costs a little at every event
            self._watching = wanted
            (application.installEventFilter if wanted else application.removeEventFilter)(self)
        if wanted:
            self.timer.start(minutes * 60_000)
        else:
            self.timer.stop()

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's
        """Notice work; let everything pass."""
        if event.type() in _WORK and self.question is None:
            self.timer.start()
        return False

    def change(self) -> None:
        """Show the dialog in which the password is set, changed or taken away."""
        window = self._window
        if window.office is None:
            return
        window.leave()
        dialog = PasswordChange(window.office, window)
        dialog.changed.connect(window.note)
        dialog.accepted.connect(self.watch)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def lock(self) -> None:
        """Cover the window until the password is typed."""
        window = self._window
        office = window.office
        if office is None or self.question is not None:
            return
        if not office.base.encrypted:
            window.note("У базы нет пароля, закрыть её нечем.", "Задать пароль…", self.change)
            return
        self._focus = QApplication.focusWidget()
        self._hide_others()
        window.cover()
        words = f"База «{office.base.path.stem}» закрыта паролем. Всё, что набрано, на месте."
        question = PasswordQuestion("База закрыта", words, "Закрыть базу", window)
        question.setModal(True)
        question.given.connect(self._try)
        question.accepted.connect(self._unlock)
        question.rejected.connect(self._give_up)
        question.finished.connect(question.deleteLater)
        self.question = question
        question.show()
        question.activateWindow()

    def _try(self, typed: str) -> None:
        office, question = self._window.office, self.question
        if office is None or question is None:
            return
        try:
            right = office.base.opened_by(typed)
        except WorldError:  # what can be no password at all
            right = False
        if right:
            question.accept()
        else:
            question.refuse("Пароль не подходит. Проверьте раскладку клавиатуры и заглавные буквы.")

    def _unlock(self) -> None:
        self.question = None
        self._window.uncover()
        for dialog in self._hidden:
            if isValid(dialog):
                dialog.show()
        self._hidden = []
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self.watch()

    def _give_up(self) -> None:
        self.question = None
        for dialog in self._hidden:
            if isValid(dialog):
                dialog.close()
        self._hidden = []
        self._window.close_base()
        self.watch()

    def _hide_others(self) -> None:
        """Hide what else shows the base; a question in a box is answered with no by that and not shown again."""
        for other in QApplication.topLevelWidgets():
            if other is not self._window and other.isVisible():
                other.hide()
                if isinstance(other, QDialog) and not isinstance(other, QMessageBox):
                    self._hidden.append(other)

    def _fill(self, menu: QMenu) -> None:
        chosen = self._window.preferences.number(_KEY, _USUAL)
        group = QActionGroup(menu)
        for minutes in MINUTES:
            words = f"Через {_MINUTE.counted(minutes)} без работы" if minutes else "Никогда"
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(minutes == chosen)
            action.triggered.connect(lambda _=False, minutes=minutes: self._choose(minutes))
            group.addAction(action)

    def _choose(self, minutes: int) -> None:
        self._window.preferences.keep(_KEY, minutes)
        self.watch()
