"""What the buttons of the print dialog do: save, open, send to a printer; one paper or a pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from setvzaim.ui import saving
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.printing import printer as system
from setvzaim.ui.printing.memory import Memory
from setvzaim.ui.printing.output import Output, Wish
from setvzaim.ui.printing.pack_summary import PackSummary, summary
from setvzaim.ui.printing.packing import PackDone, PackWanted
from setvzaim.ui.printing.papers import FormPaper, file_title

if TYPE_CHECKING:
    from setvzaim.ui.printing.dialog import PrintDialog


class Acting(QObject):
    """Carries out what the dialog is asked for."""

    def __init__(self, dialog: PrintDialog, office: Office, preferences: Preferences) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._office = office
        self._preferences = preferences
        face = dialog.face
        self.output = Output(office, face.strip, self)
        face.print_button.clicked.connect(self.print)
        for suffix, button in face.saves.items():
            button.clicked.connect(lambda _=False, suffix=suffix: self.save(suffix))
        for suffix, action in face.opens.items():
            action.triggered.connect(lambda _=False, suffix=suffix: self.open_in(suffix))

    def save(self, suffix: str) -> None:
        """Ask where to, and make the file or the files of a pack (`.pdf`, `.docx` or `.xlsx`)."""
        dialog = self._dialog
        dialog.message.hide()
        if dialog.chooser.packed:
            folder = saving.choose_folder(dialog, self._preferences, "Папка для пачки документов")
            if folder is not None:
                name = saving.usual_name("Документы", dialog.sheet.chosen_day(), "")
                self.output.save_pack(self._pack(), saving.unused(folder / name), suffix, self._packed)
            return
        target = saving.choose_target(dialog, self._preferences, self._file_name(suffix), suffix)
        if target is not None:
            self.output.save(self._wish(), target, self._saved)

    def open_in(self, suffix: str) -> None:
        """Save the paper where papers are saved, under a name nothing has yet, and let its program open it."""
        self._dialog.message.hide()
        target = saving.unused(saving.usual_folder(self._preferences) / self._file_name(suffix))
        self.output.save(self._wish(), target, self._saved_to_open)

    def print(self) -> None:
        """Ask for a printer and send the paper or the pack to it."""
        dialog = self._dialog
        dialog.message.hide()
        packed = bool(dialog.chooser.packed)
        width, height = dialog.choices().page(dialog.what).sheet
        printer = system.ask_printer(
            dialog,
            "Документы" if packed else self._name(),
            landscape=width > height and not packed,
            pages=dialog.preview.pages if dialog.preview.whole and not packed else 0,
        )
        if printer is None:
            return
        if packed:
            self.output.print_pack(self._pack(), printer, self._packed)
        else:
            self.output.print(self._wish(), printer, self._sent)

    def _name(self) -> str:
        return file_title(self._dialog.what, self._dialog.written_title())

    def _file_name(self, suffix: str) -> str:
        return saving.usual_name(self._name(), self._dialog.sheet.chosen_day(), suffix)

    def _wish(self) -> Wish:
        dialog = self._dialog
        return Wish(
            what=dialog.what,
            choices=dialog.choices(),
            title=dialog.written_title(),
            day=dialog.sheet.chosen_day(),
            context=self._office.context,
            blanks=dialog.faults.blanks.isChecked(),
        )

    def _pack(self) -> PackWanted:
        dialog = self._dialog
        dialog.keep()
        forms = dialog.chooser.packed
        return PackWanted(
            forms=forms,
            only=dialog.chooser.only,
            choices={form.key: Memory(self._preferences, FormPaper(form)).choices() for form in forms},
            day=dialog.sheet.chosen_day(),
            context=self._office.context,
            blanks=dialog.faults.blanks.isChecked(),
        )

    def _saved(self, target: Path) -> None:
        self._dialog.accept()
        self._dialog.printed.emit(target)

    def _saved_to_open(self, target: Path) -> None:
        self._dialog.accept()
        self._dialog.opened.emit(target)

    def _sent(self, sheets: int) -> None:
        self._dialog.accept()
        self._dialog.sent.emit(f"Отправлено на печать: {self._name()}, страниц: {sheets}.")

    def _packed(self, done: PackDone) -> None:
        self._dialog.message.note(summary(done))
        shown = PackSummary(done, self._dialog)
        shown.finished.connect(shown.deleteLater)
        shown.open()
