"""The small dialog that asks for the password of a base."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from setvzaim.ui.password.fields import PasswordField, ShowBox, Wrong, add_field


class PasswordQuestion(QDialog):
    """Asks until it is told that the password was right. `given` brings what was typed."""

    given = Signal(str)

    def __init__(self, title: str, words: str, give_up: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 66)
        about = QLabel(words)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        self.field = PasswordField("Пароль")
        self.wrong = Wrong()
        self._buttons = QDialogButtonBox()
        self.open_button = self._buttons.addButton("Открыть", QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(give_up, QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self._give)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        add_field(form, self.field)
        form.addRow("", ShowBox([self.field]))
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addLayout(form)
        layout.addWidget(self.wrong)
        layout.addWidget(self._buttons)
        self.field.setFocus()

    def refuse(self, words: str) -> None:
        """Say why it was not right, and let it be typed again."""
        self._buttons.setEnabled(True)
        self.field.setEnabled(True)
        self.wrong.say(words)
        self.adjustSize()
        self.field.selectAll()
        self.field.setFocus()

    def reject(self) -> None:
        """Give up; not while the password is being tried."""
        if self._buttons.isEnabled():
            super().reject()

    def _give(self) -> None:
        if not self.field.text():
            self.refuse("Наберите пароль.")
            return
        self._buttons.setEnabled(False)
        self.field.setEnabled(False)
        self.given.emit(self.field.text())
