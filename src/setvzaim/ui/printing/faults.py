"""What has to be known before a paper is printed: what is missing, what its wording names in vain, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QVBoxLayout, QWidget

from setvzaim.ui.colours import colour

Place = tuple[str, str, str]
"""Register, record and column where something can be filled in."""
_EDIT = "wording"


class FaultsBox(QFrame):
    """Lines above the preview.

    `go_wanted` asks for the card where something is filled in, `wording_wanted` for the editor of the wording;
    `blanks_changed` tells that places for the pen are allowed, or not any more.
    """

    go_wanted = Signal(object)
    wording_wanted = Signal()
    blanks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, Place] = {}
        self.missing = self._line()
        self.unknown = self._line()
        self.notes = self._line()
        self.blanks = QCheckBox("Оставить места для ручки")
        self.blanks.setToolTip("Там, где сведений нет, будет черта, чтобы вписать их от руки")
        self.blanks.toggled.connect(self.blanks_changed)
        self.missing.linkActivated.connect(self._go)
        self.unknown.linkActivated.connect(lambda _: self.wording_wanted.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (self.unknown, self.missing, self.blanks, self.notes):
            layout.addWidget(widget)
        self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self.show_faults((), (), ())

    def show_faults(
        self,
        missing: Sequence[str],
        unknown: Sequence[str],
        notes: Sequence[str],
        places: Mapping[str, Place] | None = None,
    ) -> None:
        """Show what a paper lacks; `places` tells where some of it can be filled in."""
        self._places = dict(places or {})
        amber, red, quiet = (colour(name) for name in ("warning", "refused", "quiet"))
        tone = amber.name() if amber else ""
        named = ", ".join(self._named(name, tone) for name in missing)
        self._say(self.missing, f"Не хватает: {named}" if missing else "", tone)
        said = escape(", ".join(f"«{name}»" for name in unknown))
        tone = red.name() if red else ""
        link = f'<a href="{_EDIT}" style="color: {tone}">Исправить текст…</a>'
        self._say(self.unknown, f"В тексте формы неизвестные названия: {said}. {link}" if unknown else "", tone)
        self._say(self.notes, "<br>".join(escape(note) for note in notes), quiet.name() if quiet else "")
        self.blanks.setVisible(bool(missing))
        self.setVisible(bool(missing or unknown or notes))

    def show_for_pack(self) -> None:
        """Ask of a pack only whether places for the pen are allowed in it."""
        self.clear()
        self.blanks.setVisible(True)
        self.setVisible(True)

    def _named(self, name: str, tone: str) -> str:
        shown = escape(name)
        return f'<a href="{shown}" style="color: {tone}">{shown}</a>' if name in self._places else shown

    def _go(self, name: str) -> None:
        if place := self._places.get(name):
            self.go_wanted.emit(place)

    def _line(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        label.setTextInteractionFlags(flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard)
        return label

    def _say(self, label: QLabel, html: str, tone: str) -> None:
        label.setStyleSheet(f"color: {tone}" if tone else "")
        label.setText(html)
        label.setVisible(bool(html))
        label.setFocusPolicy(Qt.FocusPolicy.TabFocus if "<a " in html else Qt.FocusPolicy.NoFocus)
