"""Fields for passwords, and what is wrong with what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit

from setvzaim.ui.colours import colour


class PasswordField(QLineEdit):
    """A field that shows dots; nobody can copy from it while it does."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setAccessibleName(name)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 36)


class ShowBox(QCheckBox):
    """Lets what is typed be seen: most wrong passwords are a wrong keyboard layout."""

    def __init__(self, fields: Sequence[PasswordField]) -> None:
        super().__init__("Показать, что набрано")
        self._fields = fields
        self.toggled.connect(self._show)

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        for field in self._fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class Wrong(QLabel):
    """Says what is wrong, in the colour of refusals; takes no place until then."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.hide()

    def say(self, text: str) -> None:
        """Say it, or nothing."""
        palette = self.palette()
        if (red := colour("refused")) is not None:
            palette.setColor(self.foregroundRole(), red)
        self.setPalette(palette)
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


def add_field(form: QFormLayout, field: PasswordField) -> PasswordField:
    """Put a field into a form under its own name."""
    label = QLabel(field.accessibleName())
    label.setBuddy(field)
    form.addRow(label, field)
    return field
