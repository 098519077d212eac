"""Removing the data of a person who asked for it: said plainly before, and told afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QMessageBox, QVBoxLayout, QWidget

from setvzaim.operations.forgetting import Forgotten, forget_person
from setvzaim.queries.attachments import AttachedFile, files_that_go
from setvzaim.ui.office import Office
from setvzaim.ui.page.page import RegisterPage

_WORDS = (
    "Будет удалено навсегда:",
    "•  запись в реестре педагогов с дефицитами и предметами;",
    "•  ссылки на педагога в мероприятиях и перемещениях;",
    "•  ФИО в составе групп: вместо него останется «удалён по запросу»;",
    "•  всё это же в истории базы. В ней будет записано только, что данные удалены.",
)
_NAMED = 6
_AFTER = (
    "Отменить это нельзя. Тексты, набранные от руки (ответственные, протоколы), не изменятся: программа назовёт, где в "
    "них ещё встречается фамилия. Сразу будет сделана новая резервная копия."
)
_COPIES = "Удалить и прежние резервные копии, в которых есть эти данные"
_ELSEWHERE = (
    "Программа удаляет копии только из своих папок. Копии и архивы истории, которые положили в другие места, "
    "удалите сами."
)


class ForgetDialog(QDialog):
    """Says what will happen to the data of a person; `agreed` brings whether old backups go too."""

    agreed = Signal(bool)

    def __init__(self, name: str, files: Sequence[AttachedFile], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Удаление данных по запросу")
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 76)
        heading = _label(name)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.copies = QCheckBox(_COPIES)
        buttons = QDialogButtonBox()
        self.forget_button = buttons.addButton("Удалить навсегда", QDialogButtonBox.ButtonRole.DestructiveRole)
        keep = buttons.addButton("Не удалять", QDialogButtonBox.ButtonRole.RejectRole)
        self.forget_button.setAutoDefault(False)
        keep.setDefault(True)
        self.forget_button.clicked.connect(self._agree)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        words = "\n".join((*_WORDS, *_file_words(files)))
        for one in (heading, _label(words), _label(_AFTER), self.copies, _label(_ELSEWHERE), buttons):
            layout.addWidget(one)
        keep.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self.copies.isChecked())


def ask_to_forget(office: Office, page: RegisterPage, desk: QWidget, copied: Callable[[], object]) -> None:
    """Ask about the person chosen on a page; then do it, say what is left, and call `copied`."""
    records, of = page.table.selected(), page.register
    row = page.model.row(page.model.place_of(records[0])) if len(records) == 1 else None
    if row is None:
        page.desk.note("Выберите в таблице одного педагога.")
        return
    column = of.called_by(row.__getitem__)
    name = column.kind.write(row[column.key])

    def done(value: Forgotten) -> None:
        copied()
        _tell(value, desk)

    def show(files: tuple[AttachedFile, ...]) -> None:
        dialog = ForgetDialog(name, files, desk)
        dialog.agreed.connect(
            lambda copies: office.do(
                forget_person, done, label="Данные удаляются", record=records[0], copies=copies
            )
        )  # fmt: skip
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    office.ask(lambda connection: files_that_go(connection, of, records), show)


def _tell(value: Forgotten, parent: QWidget) -> None:
    """Say what is left; it stays until it is read."""
    said = QMessageBox(QMessageBox.Icon.Information, "Данные удалены", "Данные педагога удалены.", parent=parent)
    said.setInformativeText("\n\n".join(value.remarks()))
    said.addButton("Понятно", QMessageBox.ButtonRole.AcceptRole)
    said.finished.connect(said.deleteLater)
    said.open()


def _file_words(files: Sequence[AttachedFile]) -> tuple[str, ...]:
    """Say which attached files go."""
    if not files:
        return ()
    names = ", ".join(f"«{one.name}»" for one in files[:_NAMED])
    more = f" и ещё {len(files) - _NAMED}" if len(files) > _NAMED else ""
    return (f"•  приложенные к записи файлы: {names}{more}.",)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
