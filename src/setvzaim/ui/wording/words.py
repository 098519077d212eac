"""The words of a paper that were put into a case; a form that is wrong is put right once for all papers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from setvzaim.documents.declining import Declined
from setvzaim.errors import Refusal
from setvzaim.operations.wording import correct_form
from setvzaim.queries.words import corrected
from setvzaim.text.declension import Case
from setvzaim.ui.colours import colour
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.office import Office

CASE_WORDS = {
    Case.NOM: "именительный", Case.GEN: "родительный", Case.DAT: "дательный", Case.ACC: "винительный",
    Case.INS: "творительный", Case.LOC: "предложный",
}  # fmt: skip
_FORM = 2


class WordsDialog(QDialog):
    """A table of the declined words: nominative, case, the form as printed, which can be changed."""

    def __init__(self, office: Office, declined: Sequence[Declined], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Склонение")
        self._office = office
        self._declined: tuple[Declined, ...] = ()
        self._filling = self._closed = False
        said = QLabel(
            "Слова этого документа, поставленные в падеж. Если форма неверна, исправьте её: "
            "программа запомнит и во всех документах будет писать так. Пустая форма возвращает обычную."
        )
        said.setWordWrap(True)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(["Слова", "Падеж", "В документе", ""])
        self.table.setAccessibleName("Слова и их формы")
        self.table.verticalHeader().hide()
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.itemChanged.connect(self._change)
        self.empty = QLabel("В этом документе нет слов, поставленных в падеж.")
        self.message = MessageBar()
        close = QPushButton("Закрыть")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        feet = QHBoxLayout()
        feet.addStretch(1)
        feet.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.message)
        layout.addLayout(feet)
        letters = self.fontMetrics().averageCharWidth()
        self.resize(letters * 130, letters * 70)
        for column, width in enumerate((44, 18, 44, 16)):
            self.table.setColumnWidth(column, letters * width)
        self.show_words(declined)

    def show_words(self, declined: Sequence[Declined]) -> None:
        """Show the words of the paper as it is now."""
        self._declined = tuple(declined)
        self._asked = self._office.ask(corrected, self._show, key=f"words {id(self)}")

    def done(self, result: int) -> None:
        """Close; no answer is taken any more."""
        self._asked.cancel()
        self._closed = True
        super().done(result)

    def _show(self, known: frozenset[tuple[str, str, str]]) -> None:
        self._filling = True
        self.table.setRowCount(len(self._declined))
        for row, word in enumerate(self._declined):
            own = (word.kind.value, word.text, word.case.value) in known
            note = "исправлено" if own else "" if word.sure else "⚠ проверьте"
            cells = [_cell(text) for text in (word.text, CASE_WORDS[word.case], word.form, note)]
            if not self._office.read_only:
                cells[_FORM].setFlags(cells[_FORM].flags() | Qt.ItemFlag.ItemIsEditable)
            if (tone := colour("changed" if own else "warning")) is not None:
                cells[-1].setForeground(tone)
            for column, cell in enumerate(cells):
                self.table.setItem(row, column, cell)
        self._filling = False
        self.table.setVisible(bool(self._declined))
        self.empty.setVisible(not self._declined)
        if self._declined and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, _FORM)

    def _change(self, item: QTableWidgetItem) -> None:
        word = self._declined[item.row()] if not self._filling else None
        if word is None or item.column() != _FORM or item.text() == word.form:
            return

        def refused(error: BaseException) -> None:
            if isinstance(error, Refusal) and not self._closed:
                self.message.error(str(error))
            else:
                self._office.failed.emit(error)

        form = " ".join(item.text().split())
        self._office.do(correct_form, failed=refused, kind=word.kind, text=word.text, case=word.case, form=form)


def _cell(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return item
