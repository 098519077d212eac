"""What may be wrong in the base, row by row: at the foot of the window as a number, as a page, in the card."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from setvzaim.queries.warned import WATCHED, Warned, warned
from setvzaim.registers import register
from setvzaim.text.plural import Noun
from setvzaim.ui.colours import colour
from setvzaim.ui.desk import Desk
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office
from setvzaim.ui.page.lines_view import Heading, Line, LinesView
from setvzaim.ui.page.segments import Segments

_WARNING = Noun("предупреждение", "предупреждения", "предупреждений")
_HEADINGS = (Heading("Реестр", 18), Heading("Запись"), Heading("На что обратить внимание"))
_NONE = (
    "Здесь появятся реквизиты, которые не сходятся: гриф позже приказа, разные инициалы одного человека, истёкший "
    "договор, на который ещё опираются. Это только предупреждения: записи хранятся как есть."
)


class WarningsView(LinesView):
    """The page «Предупреждения»."""

    def __init__(self, office: Office, desk: Desk, segments: Segments) -> None:
        super().__init__(office, desk, segments, "Предупреждения", _HEADINGS, 2)
        self.empty.say("Предупреждений нет", _NONE, [])

    def ask(self) -> None:
        """Look the base over."""
        today = date.today()  # noqa: DTZ011 - the office's own calendar
        self.office.ask(lambda connection: warned(connection, today), self._show, key=f"warned:{id(self)}")

    def _show(self, found: tuple[Warned, ...]) -> None:
        self.summary.setText(_WARNING.counted(len(found)) if found else "")
        self.show_lines([self._line(one) for one in found])

    def _line(self, one: Warned) -> Line:
        of = register(one.register)
        return Line(
            (of.title, one.name, f"⚠ {one.text}"),
            "warning",
            f"{one.text}. Исправьте, если это ошибка; если так и есть в документе, оставьте.",
            "Открыть запись",
            lambda: self.desk.go(one.register, one.record),
        )


class WarningsCount(QPushButton):
    """At the foot of the window: how many warnings there are; `wanted` asks to show them."""

    wanted = Signal()

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(icon("warning"), "", parent)
        self._office = office
        self.setFlat(True)
        self.setToolTip("Показать предупреждения")
        self.clicked.connect(self.wanted)
        self.hide()
        office.changed.connect(self._changed)
        self._ask()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & WATCHED:
            self._ask()

    def _ask(self) -> None:
        today = date.today()  # noqa: DTZ011 - the office's own calendar
        self._office.ask(lambda connection: len(warned(connection, today)), self._count, key=f"warned:{id(self)}")

    def _count(self, count: int) -> None:
        self.setText(_WARNING.counted(count))
        self.setVisible(count > 0)


class CardWarnings(QLabel):
    """In the card: what may be wrong with the record, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setContentsMargins(10, 0, 10, 0)
        self.hide()

    def show_warnings(self, found: tuple[Warned, ...]) -> None:
        """Show them, in amber; nothing when there are none."""
        if (amber := colour("warning")) is not None:
            self.setStyleSheet(f"color: {amber.name()}")
        self.setText("\n".join(f"⚠ {one.text}" for one in found))
        self.setVisible(bool(found))
