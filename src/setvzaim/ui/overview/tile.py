"""A tile of the overview: a title, a large figure, smaller ones; each is a link where it counts anything."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from setvzaim.ui.colours import colour
from setvzaim.ui.overview.figures import Figure, Tile

_LARGER = 1.35


class FigureLabel(QLabel):
    """A figure; Enter or a click goes where it leads."""

    def __init__(self, parent: QFrame) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self._figure = Figure("")
        self.linkActivated.connect(lambda _link: self.go())

    @property
    def words(self) -> str:
        """What it says."""
        return self._figure.words

    @property
    def leads(self) -> bool:
        """Whether it leads anywhere."""
        return self._figure.go is not None

    def show_figure(self, figure: Figure) -> None:
        """Show a figure."""
        self._figure = figure
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.LinksAccessibleByMouse if self.leads else flags.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.leads else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(figure.words)
        self.paint_words()

    def go(self) -> None:
        """Go where it leads."""
        go: Callable[[], object] | None = self._figure.go
        if go is not None:
            go()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go on Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.go()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Show that the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus() and (tint := colour("proposal")) is not None:
            painter = QPainter(self)
            painter.setPen(tint)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.end()

    def paint_words(self) -> None:
        """Write the words in the colours of light or dark."""
        words, quiet, tint = escape(self._figure.words), colour("quiet"), colour(self._figure.meaning)
        if not self.leads:
            self.setText(f'<span style="color:{quiet.name() if quiet else ""}">{words}</span>')
            return
        link = tint or colour("proposal")
        shade = link.name() if link else ""
        self.setText(f'<a href="#" style="color:{shade};text-decoration:none">{words}</a>')


class TileFrame(QFrame):
    """One tile, filled anew when the figures change."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._title = QLabel()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 7, 10, 8)
        self._layout.setSpacing(3)
        self._layout.addWidget(self._title)
        self.figures: list[FigureLabel] = []

    def show_tile(self, tile: Tile) -> None:
        """Show a tile."""
        self._title.setText(tile.title)
        self.setAccessibleName(tile.title)
        wanted = [tile.main, *tile.more]
        while len(self.figures) < len(wanted):
            self.figures.append(label := FigureLabel(self))
            if len(self.figures) == 1:
                font = label.font()
                font.setPointSizeF(font.pointSizeF() * _LARGER)
                label.setFont(font)
            self._layout.addWidget(label)
        if self._layout.itemAt(self._layout.count() - 1).spacerItem() is None:
            self._layout.addStretch(1)
        for label, figure in zip(self.figures, wanted, strict=False):
            label.show_figure(figure)
        for at, label in enumerate(self.figures):
            label.setVisible(at < len(wanted))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            for label in self.figures:
                label.paint_words()
