"""The preview: a paper made and drawn on the worker, shown with its pages' number and size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from setvzaim.errors import WorldError
from setvzaim.text.format import format_number
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office
from setvzaim.ui.paper.pages import PagesView
from setvzaim.ui.worker import Job

if TYPE_CHECKING:
    from setvzaim.documents.tree import Document
    from setvzaim.rendering.raster import Picture

ROWS_SHOWN = 300
"""Rows of tables laid out for the preview."""
_PAUSE_MS = 200
_SAID_AFTER_MS = 300


class HasDocument(Protocol):
    """A paper: a document, with whatever else is told of it."""

    @property
    def document(self) -> Document:
        """What is printed."""


Make = Callable[[Any], HasDocument]
"""Makes a paper from a connection; on the worker. Raises `WorldError`."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A paper that was made for the preview: its beginning as PDF, with the sizes of the pages."""

    paper: HasDocument
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    shown: int
    rows: int


class Preview(QWidget):
    """Shows a paper as it will be printed. `made` brings the paper, `failed` why it could not be made.

    What is shown stays until the next is there. A later question takes the place of an earlier one, which stops.
    """

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._make: Make | None = None
        self._job: Job[Any] | None = None
        self._drawing: Job[Any] | None = None
        self._pdf = b""
        self.view = PagesView()
        self.said = QLabel()
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setWordWrap(True)
        self.said.setMargin(24)
        self.place = QLabel()
        self.place.setAccessibleName("Страница")
        self.cut = QLabel()
        self.cut.setWordWrap(True)
        self.cut.hide()
        self._scale = QLabel()
        self._scale.setAccessibleName("Масштаб")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.said)
        self._stack.addWidget(self.view)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        self._late = QTimer(self, singleShot=True, interval=_SAID_AFTER_MS)
        self._late.timeout.connect(lambda: self._show_place("обновляется…"))
        self._lay_out()
        self.view.wanted.connect(self._draw)
        self.view.turned.connect(lambda page, of: self._show_place(f"{page} из {of}" if of else ""))
        self.view.zoomed.connect(self._show_scale)

    @property
    def settled(self) -> bool:
        """Whether what is shown is up to date and sharp."""
        under_way = self._pause.isActive() or self._job is not None or self._drawing is not None
        return not under_way and (self._stack.currentWidget() is self.said or self.view.settled)

    @property
    def pdf(self) -> bytes:
        """What is shown, as PDF; nothing while there is none."""
        return self._pdf

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self.view.count

    @property
    def whole(self) -> bool:
        """Whether all of the paper is shown, and not only its beginning."""
        return self._stack.currentWidget() is self.view and self.cut.isHidden()

    def ask(self, make: Make) -> None:
        """Make and show a paper after a short pause, in which another question may come."""
        self._make = make
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._pause.start()

    def say(self, words: str) -> None:
        """Show words instead of pages."""
        self.stop()
        self._pdf = b""
        self.said.setText(words)
        self.view.show_pages(())
        self.cut.hide()
        self._stack.setCurrentWidget(self.said)
        self._enable()

    def stop(self) -> None:
        """Make nothing any more; what is under way leaves no trace."""
        self._pause.stop()
        self._late.stop()
        for job in (self._job, self._drawing):
            if job is not None:
                job.cancel()
        self._job = self._drawing = None

    def _begin(self) -> None:
        make = self._make
        if make is None:
            return

        def work(connection: Any, job: Job[_Made]) -> _Made:  # noqa: ANN401 - handed on to the queries
            from setvzaim.documents.excerpt import excerpt  # noqa: PLC0415 - loaded on the worker
            from setvzaim.rendering import render_pdf_bytes  # noqa: PLC0415
            from setvzaim.rendering.raster import page_sizes  # noqa: PLC0415

            paper = make(connection)
            job.progress(0.1)
            part = excerpt(paper.document, ROWS_SHOWN)
            pdf = render_pdf_bytes(part.document, job.progress)
            return _Made(paper, pdf, page_sizes(pdf), part.shown, part.rows)

        if not self._late.isActive():
            self._late.start()
        self._job = self._office.ask_long(
            work, self._take, label="", key=f"preview {id(self)}", failed=self._refuse
        )  # fmt: skip

    def _take(self, made: _Made) -> None:
        self._job = None
        self._late.stop()
        self._pdf = made.pdf
        self._stack.setCurrentWidget(self.view)
        cut = made.shown < made.rows
        if cut:
            shown, rows = format_number(made.shown), format_number(made.rows)
            self.cut.setText(f"Показано начало: {shown} строк из {rows}. Напечатаны будут все.")
        self.cut.setVisible(cut)
        self.view.show_pages(made.sizes)
        self._enable()
        self.made.emit(made.paper)

    def _refuse(self, error: BaseException) -> None:
        self._job = None
        self._late.stop()
        if isinstance(error, WorldError):
            self.say(str(error))
            self.failed.emit(str(error))
        else:
            self._office.failed.emit(error)

    def _draw(self, pages: tuple[int, ...], dots: float) -> None:
        """Draw pages on the worker, before whatever waits there; those asked for earlier are asked for again."""
        pdf = self._pdf

        def work(job: Job[Any]) -> list[tuple[int, Picture]]:
            from setvzaim.rendering.raster import draw_page  # noqa: PLC0415 - loaded on the worker

            drawn = []
            for at, page in enumerate(pages):
                job.progress(at / len(pages))
                drawn.append((page, draw_page(pdf, page, dots)))
            return drawn

        def show(drawn: list[tuple[int, Picture]]) -> None:
            if pdf is not self._pdf:
                return  # of the paper before; that of the present one are asked for already
            self._drawing = None
            for page, found in drawn:
                kind = QImage.Format.Format_RGB32
                self.view.put(page, QImage(found.pixels, found.width, found.height, found.stride, kind).copy(), dots)

        key = f"pages {id(self)}"
        self._drawing = self._office.worker.submit(work, show, failed=self._office.failed.emit, key=key, urgent=True)

    def _show_place(self, words: str) -> None:
        self.place.setText(words)

    def _show_scale(self, zoom: float) -> None:
        self._scale.setText(f"{zoom * 100:.0f}\u00a0%")
        self.fit.setChecked(self.view.fits_width)

    def _enable(self) -> None:
        shown = self._stack.currentWidget() is self.view
        for button in (self.smaller, self.larger, self.fit):
            button.setEnabled(shown)

    def _lay_out(self) -> None:
        self.smaller = _button("minus-circle", "Мельче (Ctrl+−)", lambda: self.view.step(-1))
        self.larger = _button("plus-circle", "Крупнее (Ctrl++)", lambda: self.view.step(1))
        self.fit = QToolButton()
        self.fit.setText("По ширине")
        self.fit.setAutoRaise(True)
        self.fit.setCheckable(True)
        self.fit.setToolTip("Страница во всю ширину (Ctrl+0)")
        self.fit.clicked.connect(self.view.fit_width)
        self._scale.setMinimumWidth(self.fontMetrics().horizontalAdvance("400 %"))
        self._scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = QHBoxLayout()
        line.addWidget(self.place)
        line.addStretch(1)
        for widget in (self.smaller, self._scale, self.larger, self.fit):
            line.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.cut)
        layout.addWidget(self._stack, 1)
        self._enable()


def _button(sign: str, words: str, do: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(sign))
    button.setAutoRaise(True)
    button.setToolTip(words)
    button.setAccessibleName(words.partition(" (")[0])
    button.clicked.connect(do)
    return button
