"""Opening a base that has a password."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from setvzaim.errors import Damaged, WrongPassword
from setvzaim.ui.password.question import PasswordQuestion
from setvzaim.ui.window.main_window import MainWindow


class Opening(QObject):
    """Asks for the password when the window finds that it needs one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.password_wanted.connect(self.ask)

    def ask(self, path: Path) -> None:
        """Ask until the base opens or the user thinks better of it."""
        words = f"База «{path.stem}» защищена паролем."
        question = PasswordQuestion("Пароль базы", words, "Отмена", self._window)
        question.finished.connect(question.deleteLater)

        def failed(error: BaseException) -> None:
            if isinstance(error, WrongPassword):
                question.refuse(str(error))
            else:
                question.done(PasswordQuestion.DialogCode.Rejected)
                self._window.damaged.emit(path) if isinstance(error, Damaged) else self._window.fail(error)

        question.given.connect(lambda typed: self._window.open_base(path, typed, question.accept, failed))
        question.open()
