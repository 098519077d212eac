"""One setting on the page: its words, its field, what is usual, and the way back to that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from setvzaim.queries.setting_list import Shown
from setvzaim.registers import Column, Refused
from setvzaim.registers.kinds import is_blank
from setvzaim.registers.settings import AnySetting
from setvzaim.ui.card.editors import ChoiceEditor, FieldEditor
from setvzaim.ui.card.fields import make_editor
from setvzaim.ui.colours import colour
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office

_WORDS, _FIELD, _CHOICE = 54, 12, 22
"""Letters the words and the fields of numbers and of choices take."""


class SettingRow(QWidget):
    """`typed` brings the key and a value that can be kept; an empty one makes the setting the usual one again."""

    typed = Signal(str, object)

    def __init__(self, of: AnySetting, office: Office) -> None:
        super().__init__()
        self.of = of
        self._office = office
        self._shown: Shown | None = None
        self.words, self.hint, self.unit, self.usual, self.fault = (QLabel() for _ in range(5))
        self.words.setText(of.words)
        self.hint.setText(of.hint)
        self.unit.setText(of.unit)
        self.editor: FieldEditor = make_editor(Column(of.key, of.words, of.kind, unit=of.unit, hint=of.hint), office)
        if isinstance(self.editor, ChoiceEditor):
            self.editor.box.removeItem(0)  # a setting always has a value
        self.words.setBuddy(self.editor.inner)
        self.reset = QPushButton(icon("arrow-u-up-left"), "Вернуть обычное")
        self.reset.setAccessibleName(f"{of.words}: вернуть обычное")
        self.reset.setAutoDefault(False)
        self.editor.left.connect(self.keep)
        self.reset.clicked.connect(lambda: self.typed.emit(of.key, ""))
        self._lay_out()

    @property
    def own(self) -> bool:
        """Whether the office has said it itself."""
        return self._shown is not None and self._shown.own

    def show_setting(self, shown: Shown) -> None:
        """Show what holds; what is being typed stays."""
        self._shown = shown
        if not self.editor.touched:
            self.editor.show_value(shown.value)
            self.refuse("")
        self.reset.setVisible(shown.own and not self._office.read_only)
        self.editor.setEnabled(not self._office.read_only)
        self.usual.setText(f"обычно {shown.usual_words}" if shown.own else "")
        self._paint()

    def keep(self) -> None:
        """Keep what was typed, or say under the field why it cannot be kept."""
        if not self.editor.touched or self._shown is None:
            return
        raw = self.editor.raw()
        try:
            value = "" if is_blank(raw) else self.of.kind.read(raw)
        except Refused as refused:
            self.refuse(str(refused))
            return
        self.refuse("")
        self.editor.touched = False
        if value == self._shown.value or (value == "" and not self._shown.own):
            self.editor.show_value(self._shown.value)
        else:
            self.typed.emit(self.of.key, value)

    def refuse(self, reason: str) -> None:
        """Say under the field why the value is not kept; an empty reason takes that away."""
        self.fault.setText(f"Не записано: {reason}" if reason else "")
        self.fault.setVisible(bool(reason))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc gives up what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.editor.touched and self._shown is not None:
            self.editor.show_value(self._shown.value)
            self.refuse("")
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._paint()

    def _paint(self) -> None:
        for label, meaning in ((self.hint, "quiet"), (self.usual, "changed"), (self.fault, "refused")):
            ink = colour(meaning)
            label.setStyleSheet(f"color: {ink.name()}" if ink is not None else "")

    def _lay_out(self) -> None:
        letters = self.fontMetrics().averageCharWidth()
        for label in (self.words, self.hint, self.fault):
            label.setWordWrap(True)
        self.words.setFixedWidth(letters * _WORDS)
        self.editor.setFixedWidth(letters * (_CHOICE if isinstance(self.editor, ChoiceEditor) else _FIELD))
        self.fault.setAccessibleName(f"{self.of.words}: почему не записано")
        self.fault.hide()
        self.hint.setVisible(bool(self.of.hint))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(letters)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.words, 0, 0)
        grid.addWidget(self.editor, 0, 1)
        grid.addWidget(self.unit, 0, 2)
        grid.addWidget(self.usual, 0, 3)
        grid.addWidget(self.reset, 0, 4)
        grid.addWidget(self.fault, 1, 1, 1, 5)
        grid.addWidget(self.hint, 2, 0, 1, 6)
        grid.setColumnStretch(5, 1)
