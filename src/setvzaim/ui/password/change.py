"""«Пароль базы…»: set, change or take away the password."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from setvzaim.errors import WorldError
from setvzaim.ui.office import Office
from setvzaim.ui.password.fields import PasswordField, ShowBox, Wrong, add_field

if TYPE_CHECKING:
    from setvzaim.operations import Outcome
    from setvzaim.operations.password import Rewritten

_FORGOTTEN = (
    "Забытый пароль восстановить нельзя: базу не откроет никто, и те, кто сделал программу, тоже. "
    "Запишите его и храните отдельно от компьютера."
)
_PLAIN = "Сейчас базу прочтёт любой, у кого окажется её файл."
_LOCKED = "База защищена паролем. Чтобы снять его, наберите нынешний."
_COPIES = "Резервные копии получат тот же пароль. Файлы, скопированные в другие места, останутся без него."
_Operation = Callable[..., "Outcome[Rewritten]"]


class PasswordChange(QDialog):
    """Two fields for a new password, one more for the present one. `changed` brings what was done, in words."""

    changed = Signal(str)

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self.setWindowTitle("Пароль базы")
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 66)
        locked = office.base.encrypted
        form = QFormLayout()
        self.present = PasswordField("Нынешний пароль")
        if locked:
            add_field(form, self.present)
        self.new = add_field(form, PasswordField("Новый пароль"))
        self.again = add_field(form, PasswordField("Новый ещё раз"))
        form.addRow("", ShowBox([self.present, self.new, self.again]))
        self.wrong = Wrong()
        self._buttons = QDialogButtonBox()
        self.set_button = self._button("Сменить пароль" if locked else "Задать пароль", self._set)
        self.set_button.setDefault(True)
        if locked:
            self.remove_button = self._button("Снять пароль", self._remove)
        self._buttons.addButton("Отмена", QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(_words(_LOCKED if locked else _PLAIN))
        layout.addLayout(form)
        layout.addWidget(self.wrong)
        layout.addWidget(_words(_FORGOTTEN if locked else f"{_FORGOTTEN}\n\n{_COPIES}"))
        layout.addWidget(self._buttons)
        (self.present if locked else self.new).setFocus()

    def _button(self, words: str, do: Callable[[], None]) -> QPushButton:
        button = self._buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(do)
        return button

    def _set(self) -> None:
        """Set or change it, when it was typed alike twice."""
        from setvzaim.operations.password import change_password, set_password  # noqa: PLC0415 - SQLAlchemy

        new = self.new.text()
        if not new:
            self._refuse("Наберите новый пароль.", self.new)
        elif new != self.again.text():
            self._refuse("Новый пароль набран по-разному. Наберите его ещё раз.", self.again)
        elif self._office.base.encrypted:
            self._do(change_password, "Пароль сменён.", present=self.present.text(), new=new)
        else:
            self._do(set_password, "Пароль задан.", new=new)

    def _remove(self) -> None:
        from setvzaim.operations.password import remove_password  # noqa: PLC0415 - SQLAlchemy

        self._do(remove_password, "Пароль снят: базу теперь откроет любой.", present=self.present.text())

    def _do(self, operation: _Operation, words: str, **arguments: object) -> None:
        self.setEnabled(False)

        def done(rewritten: Rewritten) -> None:
            self.changed.emit(" ".join((words, *rewritten.remarks())))
            self.accept()

        self._office.do(operation, done, failed=self._failed, label="База переписывается", **arguments)

    def _failed(self, error: BaseException) -> None:
        self.setEnabled(True)
        if isinstance(error, WorldError):
            self._refuse(str(error), self.present if self._office.base.encrypted else self.new)
        else:
            self._office.failed.emit(error)

    def _refuse(self, words: str, field: PasswordField) -> None:
        self.wrong.say(words)
        self.adjustSize()
        field.selectAll()
        field.setFocus()


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
