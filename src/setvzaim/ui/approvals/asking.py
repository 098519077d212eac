"""What the dialogs of an approval have in common: a few fields, the reason of a refusal, two buttons."""

from __future__ import annotations

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from setvzaim.errors import Refusal, WorldError
from setvzaim.ui.colours import colour
from setvzaim.ui.office import Office

_LETTERS = 74


class AskDialog(QDialog):
    """A dialog over one operation. It stays open until the operation is done; what is typed is never lost.

    `agreed` asks for the operation; whoever does it calls `accept`, or `refuse` with what went wrong.
    """

    agreed = Signal()

    def __init__(self, title: str, verb: str, words: str, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._at: QWidget | None = None
        """Where the keyboard was when it was agreed to."""
        self.setWindowTitle(title)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.fields = QFormLayout()
        self.fault = _label("")
        self.fault.hide()
        buttons = QDialogButtonBox()
        self.go_button = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go_button.setDefault(True)
        buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        self.words = _label(words)
        for one in (self.words, self.fields, self.fault, buttons):
            layout.addLayout(one) if isinstance(one, QFormLayout) else layout.addWidget(one)
        self.finished.connect(self.deleteLater)

    def refuse(self, error: BaseException) -> None:
        """Say under the fields why it was not done."""
        self.go_button.setEnabled(True)
        if self._at is not None:
            self._at.setFocus()
        if not isinstance(error, Refusal | WorldError):
            self.reject()
            self._office.failed.emit(error)
            return
        text = "; ".join(error.faults.values()) if isinstance(error, Refusal) else str(error)
        red = colour("refused")
        self.fault.setStyleSheet(f"color: {red.name()}" if red else "")
        self.fault.setText(f"{text[0].upper()}{text[1:]}".rstrip(".") + ".")
        self.fault.show()
        self.adjustSize()

    def _agree(self) -> None:
        self._at = self.focusWidget()
        self.go_button.setEnabled(False)
        self.agreed.emit()


def day_field(day: QDate, name: str) -> QDateEdit:
    """Return a field for a day, which can be typed or chosen."""
    field = QDateEdit(day)
    field.setDisplayFormat("dd.MM.yyyy")
    field.setCalendarPopup(True)
    field.setAccessibleName(name)
    return field


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
