"""Marking measures as carried out: a small window for the day and the result, and taking the mark away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QWidget

from setvzaim.operations.completion import complete, reopen
from setvzaim.queries import Row, fetch
from setvzaim.registers import Refused, register
from setvzaim.ui.card.fields import make_editor
from setvzaim.ui.colours import colour
from setvzaim.ui.desk import Desk
from setvzaim.ui.office import Office
from setvzaim.ui.page.beside import Action
from setvzaim.ui.plan_time.look import today

_KEYS = ("done_on", "outcome")


class CompletionDialog(QDialog):
    """Asks when some measures were carried out and with what result; `agreed` brings both."""

    agreed = Signal(object, object)

    def __init__(self, office: Office, what: str, outcome: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Отметить выполнение")
        of = register("measures")
        self._columns = [of[key] for key in _KEYS]
        self.day, self.outcome = (make_editor(column, office, self) for column in self._columns)
        self.day.show_value(today())
        self.outcome.show_value(outcome)
        self._fault = QLabel()
        self._fault.setWordWrap(True)
        self._fault.hide()
        said = QLabel(what)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.mark_button = buttons.addButton("Отметить", QDialogButtonBox.ButtonRole.AcceptRole)
        self.mark_button.setDefault(True)
        buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        layout = QGridLayout(self)
        layout.addWidget(said, 0, 0, 1, 2)
        for at, (words, editor) in enumerate((("Когда выполнено", self.day), ("Что сделано", self.outcome)), 1):
            label = QLabel(words)
            label.setBuddy(editor.inner)
            layout.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(editor, at, 1)
        layout.addWidget(self._fault, 3, 0, 1, 2)
        layout.addWidget(buttons, 4, 0, 1, 2)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self.day.begin()

    def _agree(self) -> None:
        try:
            day = self._columns[0].read(self.day.raw())
            outcome = self._columns[1].read(self.outcome.raw())
            if day is None:
                raise Refused("Напишите, когда выполнено")  # noqa: TRY301 - shown in the same place as the others
        except Refused as refusal:
            red = colour("refused")
            self._fault.setStyleSheet(f"color: {red.name()}" if red else "")
            self._fault.setText(f"{str(refusal).capitalize()}.")
            self._fault.show()
            return
        self.accept()
        self.agreed.emit(day, outcome)


def completion_actions(office: Office, desk: Desk, records: Sequence[str], parent: QWidget) -> Sequence[Action]:
    """Return the actions on some measures; none in a base that can only be read."""
    if office.read_only or not records:
        return ()
    return (
        ("Отметить выполнение…", lambda: ask_to_complete(office, desk, records, parent)),
        ("Снять отметку о выполнении", lambda: take_mark_away(office, desk, records)),
    )


def ask_to_complete(office: Office, desk: Desk, records: Sequence[str], parent: QWidget) -> None:
    """Ask for day and result, then mark the measures."""
    of = register("measures")
    columns = (of["title"], of["outcome"])

    def ask(rows: Sequence[Row]) -> None:
        if not rows:
            return
        only = rows[0] if len(rows) == 1 else None
        what = f"«{only['title']}»" if only is not None else f"Выделено: {of.noun.counted(len(rows))}"
        dialog = CompletionDialog(office, what, str(only["outcome"] or "") if only is not None else "", parent)
        dialog.agreed.connect(mark)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def mark(day: date, outcome: str | None) -> None:
        office.do(
            complete,
            lambda _: desk.note(f"Отмечено выполнение: {of.noun.counted(len(records))}.", "Отменить", desk.undo),
            records=records,
            done_on=day,
            outcome=outcome,
        )

    office.ask(lambda connection: fetch(connection, of, records, columns=columns), ask)


def take_mark_away(office: Office, desk: Desk, records: Sequence[str]) -> None:
    """Take the day of completion away."""
    noun = register("measures").noun
    office.do(
        reopen,
        lambda _: desk.note(f"Снята отметка о выполнении: {noun.counted(len(records))}.", "Отменить", desk.undo),
        records=records,
    )
