"""A page of a tab that shows no register: what is worked out from all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from setvzaim.ui.desk import Desk
from setvzaim.ui.office import Office
from setvzaim.ui.page.segments import Segments


class View(QWidget):
    """A line with what there is at a glance and the segments, and a body below it.

    `ask` is called when it is first seen, and again when anything in the base has changed or another network or school
    year was chosen; while nobody looks that waits.
    """

    paper = ""
    """Key of the form that prints what is shown; empty where nothing does."""

    def __init__(self, office: Office, desk: Desk, segments: Segments) -> None:
        super().__init__()
        self.office = office
        self.desk = desk
        self.segments = segments
        self.summary = QLabel()
        self._stale = True
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self.line.addWidget(self.summary)
        self.line.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(8, 8, 8, 4)
        self.body.setSpacing(6)
        if segments.apart:
            self.body.addWidget(segments, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self.line.addWidget(segments)
        self.body.addLayout(self.line)
        office.changed.connect(lambda _tables: self.refresh())
        office.moved.connect(self.refresh)

    def ask(self) -> None:
        """Ask the base for what is shown."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Let the keyboard work on the body."""
        raise NotImplementedError

    def leave(self) -> None:
        """Keep what is being typed; most views have nothing to type."""

    def refresh(self) -> None:
        """Ask again; while nobody looks, when somebody does."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.ask()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what is not known yet."""
        super().showEvent(event)
        if not event.spontaneous():
            self.segments.settle()
            if self._stale:
                self.refresh()
