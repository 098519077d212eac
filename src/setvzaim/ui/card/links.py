"""Fields that lead to other records: typed with suggestions, followed by a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from setvzaim.queries import suggest
from setvzaim.registers import Column, Link, Links, LinkTo, Named
from setvzaim.ui.card.editors import FieldEditor
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office

_PAUSE_MS = 80
Opener = Callable[[str, str], None]
"""Goes to a record: register key, identifier."""


class SuggestLine(QLineEdit):
    """A line that suggests the records of a register; `chosen` tells that one was taken from the list."""

    chosen = Signal()

    def __init__(self, office: Office, register: str) -> None:
        super().__init__()
        self._office = office
        self._register = register
        self._found: dict[str, LinkTo] = {}
        self._list = QStringListModel(self)
        completer = QCompleter(self._list, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(self._take)
        self.setCompleter(completer)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.setPlaceholderText("начните печатать название")

    def value(self) -> LinkTo | Named | None:
        """Return the record chosen, or what was typed as a name; `None` when the line is empty."""
        text = " ".join(self.text().split())
        return self._found.get(text) or (Named(text) if text else None)

    def put(self, link: LinkTo | None) -> None:
        """Show a record."""
        self._found = {link.label: link} if link is not None else {}
        self.setText(link.label if link is not None else "")
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the list by the arrow down."""
        if event.key() == Qt.Key.Key_Down and not self.completer().popup().isVisible():
            self._ask()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        typed = "" if self.text() in self._found else self.text()
        register = self._register
        self._office.ask(
            lambda connection: suggest(connection, register, typed), self._show, key=f"suggest:{id(self)}", urgent=True
        )

    def _show(self, links: tuple[LinkTo, ...]) -> None:
        kept = self._found.get(self.text())
        self._found = {link.label: link for link in links}
        if kept is not None:
            self._found[kept.label] = kept
        self._list.setStringList([link.label for link in links])
        if self.hasFocus() and links:
            self.completer().complete()

    def _take(self, text: str) -> None:
        with QSignalBlocker(self):
            self.setText(text)
        self.chosen.emit()


class LinkEditor(FieldEditor):
    """One record of another register."""

    def __init__(self, parent: QWidget | None, column: Column, office: Office, open_link: Opener | None) -> None:
        kind = column.kind
        if not isinstance(kind, Link):
            raise TypeError(column.key)
        self.line = SuggestLine(office, kind.register)
        super().__init__(parent, self.line, column)
        self._shown: LinkTo | None = None
        self.line.textEdited.connect(self._touch)
        self.line.chosen.connect(self._chosen)
        self.line.returnPressed.connect(self.left)
        self._go: QToolButton | None = None
        if open_link is not None:
            self._go = _small("arrow-right", f"{column.label}: перейти к записи", "Перейти к записи")
            self._go.clicked.connect(lambda: self._shown and open_link(kind.register, self._shown.id))
            self._go.setEnabled(False)
            self.beside(self._go)

    def show_value(self, value: object) -> None:
        """Show a record, or none."""
        self._shown = value if isinstance(value, LinkTo) else None
        self.line.put(self._shown)
        if self._go is not None:
            self._go.setEnabled(self._shown is not None)
        self.touched = False

    def raw(self) -> object:
        """Return the record, or the name typed."""
        return self.line.value()

    def begin(self) -> None:
        """Select everything."""
        super().begin()
        self.line.selectAll()

    def _chosen(self) -> None:
        self._touch()
        self.left.emit()


class LinksEditor(FieldEditor):
    """Several records of another register: a list with a line to add one more."""

    def __init__(self, parent: QWidget | None, column: Column, office: Office, open_link: Opener | None) -> None:
        kind = column.kind
        if not isinstance(kind, Links):
            raise TypeError(column.key)
        self._register = kind.register
        self._open = open_link
        self._links: list[LinkTo | Named] = []
        self.line = SuggestLine(office, kind.register)
        self.line.setPlaceholderText("добавить: начните печатать")
        whole = QWidget()
        self._rows = QVBoxLayout(whole)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.line)
        super().__init__(parent, whole, column)
        self.setFocusProxy(self.line)
        whole.setFocusProxy(self.line)
        whole.removeEventFilter(self)
        self.line.installEventFilter(self)
        self.line.setAccessibleName(column.heading)
        self.inner = self.line
        self.line.textEdited.connect(self._touch)
        self.line.chosen.connect(self._add)
        self.line.returnPressed.connect(self._add)

    def show_value(self, value: object) -> None:
        """Show the records."""
        self._links = list(value) if isinstance(value, tuple) else []
        self.line.put(None)
        self._draw()
        self.touched = False

    def raw(self) -> object:
        """Return the records, with what stands in the line."""
        typed = self.line.value()
        return (*self._links, *([typed] if typed is not None else []))

    def _add(self) -> None:
        typed = self.line.value()
        if typed is not None and str(typed) not in map(str, self._links):
            self._links.append(typed)
            self._touch()
        self.line.put(None)
        self._draw()
        self.left.emit()

    def _take_away(self, at: int) -> None:
        del self._links[at]
        self._touch()
        self._draw()
        self.left.emit()

    def _draw(self) -> None:
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for at, link in enumerate(self._links):
            self._rows.insertWidget(at, self._row(at, link))

    def _row(self, at: int, link: LinkTo | Named) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(2)
        words = QLabel(str(link))
        words.setWordWrap(True)
        layout.addWidget(words, 1)
        if self._open is not None and isinstance(link, LinkTo):
            go, opener = _small("arrow-right", f"Перейти: {link}", "Перейти к записи"), self._open
            go.clicked.connect(lambda: opener(self._register, link.id))
            layout.addWidget(go)
        away = _small("x", f"Убрать: {link}", "Убрать")
        away.clicked.connect(lambda: self._take_away(at))
        layout.addWidget(away)
        return row


def _small(name: str, accessible: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setAutoRaise(True)
    button.setToolTip(tip)
    button.setAccessibleName(accessible)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
