"""The field in which a wording is written: its signs, conditions and placeholders in colours of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from setvzaim.text.fold import fold
from setvzaim.ui.colours import colour, dark

_CONDITION = re.compile(r"\[\s*(?:каждый|каждая|каждое|если нет|если)\s+([^\[\]]+)\]")
_BLOCK = re.compile(r"\[\[([^\[\]]*)\]\]")
_PLACE = re.compile(r"\{([^{}]*)\}")
_SIGN = re.compile(r"^\s*(?:\[[^\[\]]+\]\s*)*(---|#{1,3}|>>?|<|~|=|\|[*=]?|(?:№\.)+)")
_BAR = re.compile(r"\\.|\||\*")


class WordingEdit(QPlainTextEdit):
    """A plain text with light colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Текст формы")
        self.setTabChangesFocus(True)
        self._colours = _Colours(self)
        self._faulty: frozenset[int] = frozenset()
        self._changed: frozenset[int] = frozenset()

    def know(self, names: Iterable[str]) -> None:
        """Take the names the form knows; others are shown as wrong."""
        known = frozenset(fold(name) for name in names)
        if known != self._colours.names:
            self._colours.names = known
            self._colours.rehighlight()

    def mark(self, faulty: Iterable[int], changed: Iterable[int]) -> None:
        """Tint lines (counted from 1): those with a fault, and those that differ from the usual text."""
        self._faulty, self._changed = frozenset(faulty), frozenset(changed)
        self._tint()

    def go_to(self, line: int) -> None:
        """Put the cursor into a line, counted from 1."""
        cursor = QTextCursor(self.document().findBlockByNumber(max(0, line - 1)))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def replace_all(self, text: str) -> None:
        """Put another text in place of the whole; Ctrl+Z in the field brings the former back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def insert(self, text: str, back: int = 0) -> None:
        """Write text where the cursor stands, and leave the cursor so many letters before its end."""
        cursor = self.textCursor()
        cursor.insertText(text)
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=back)
        self.setTextCursor(cursor)
        self.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take on the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colours.rehighlight()
            self._tint()

    def _tint(self) -> None:
        tints = [
            (self._changed, "#20324a" if dark() else "#e4eefb"),
            (self._faulty, "#4f2422" if dark() else "#fbe3e1"),
        ]
        selections = []
        for lines, name in tints:
            for line in lines:
                chosen: Any = QTextEdit.ExtraSelection()  # its fields are unknown to PySide's stubs
                chosen.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
                chosen.format.setBackground(QColor(name))
                chosen.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003 - Qt's signature
                selections.append(chosen)
        self.setExtraSelections(selections)


class _Colours(QSyntaxHighlighter):
    def __init__(self, editor: WordingEdit) -> None:
        super().__init__(editor.document())
        self.names: frozenset[str] = frozenset()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Colour one line."""
        if text.lstrip().startswith(("#", ">")):
            self.setFormat(0, len(text), _look("", bold=True))
        if (sign := _SIGN.match(text)) is not None:
            self.setFormat(sign.start(1), sign.end(1) - sign.start(1), _look("proposal", bold=True))
        for bar in _BAR.finditer(text):
            self.setFormat(bar.start(), len(bar.group()), _look("quiet"))
        for condition in _CONDITION.finditer(text):
            self._colour(condition, "resilient", condition.group(1))
        for block in _BLOCK.finditer(text):
            self._colour(block, "resilient", block.group(1))
        for place in _PLACE.finditer(text):
            name = place.group(1).partition(":")[0].partition("?")[0]
            self._colour(place, "stable", "" if name.strip().startswith("__") else name)

    def _colour(self, found: re.Match[str], meaning: str, name: str) -> None:
        known = not self.names or not name.strip() or fold(name) in self.names
        look = _look(meaning if known else "refused")
        look.setFontUnderline(not known)
        self.setFormat(found.start(), found.end() - found.start(), look)


def _look(meaning: str, *, bold: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    if (tone := colour(meaning)) is not None:
        look.setForeground(tone)
    if bold:
        look.setFontWeight(QFont.Weight.Bold)
    return look
