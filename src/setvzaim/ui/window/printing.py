"""What the window does to print: opens the dialog on what is meant, and says what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from setvzaim.registers import LinkTo
from setvzaim.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from setvzaim.ui.printing import FormPaper, RegisterPaper


class PrintDoing(QObject):
    """Prints what is shown, the plan, any form; the dialog is imported when it is first wanted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.settled.connect(self._listen)

    def shown(self) -> None:
        """Show what can be chosen for the print of the shown register, or of the picture or view in its place."""
        workspace = self._window.workspace
        page = workspace.page() if workspace is not None else None
        key = page.pictures.paper if page is not None else ""
        if not key and (paper := self._shown_register()) is not None:
            self._show(paper)
        elif workspace is not None and (key := key or workspace.paper()):
            from setvzaim.queries.forms import form  # noqa: PLC0415 - loaded when first wanted
            from setvzaim.ui.printing import FormPaper  # noqa: PLC0415

            self._show(FormPaper(form(key)))

    def plan(self) -> None:
        """Show what can be chosen for the print of the joint plan."""
        from setvzaim.queries.forms import form, subjects  # noqa: PLC0415 - loaded when first wanted
        from setvzaim.ui.printing import FormPaper  # noqa: PLC0415

        window = self._window
        office = window.office
        if office is None:
            return
        context = office.context

        def show(found: tuple[LinkTo, ...]) -> None:
            if found:
                self._show(FormPaper(form("plan"), found[0]))
            elif window.workspace is not None:
                window.workspace.open_register("plans")
                window.note("В этой сети и в этом учебном году плана ещё нет. Добавьте его здесь.")

        office.ask(lambda connection: subjects(connection, form("plan"), context), show)

    def papers(self) -> None:
        """Show the list of all forms, where she was last."""
        from setvzaim.queries.forms import all_forms  # noqa: PLC0415 - loaded when first wanted
        from setvzaim.ui.printing import LAST, FormPaper  # noqa: PLC0415

        last = self._window.preferences.text(LAST, "plan")
        self._show(FormPaper(all_forms().get(last, all_forms()["plan"])))

    def form(self, key: str, record: LinkTo) -> None:
        """Show what can be chosen for a form about a record."""
        from setvzaim.queries.forms import form  # noqa: PLC0415 - loaded when first wanted
        from setvzaim.ui.printing import FormPaper  # noqa: PLC0415

        self._show(FormPaper(form(key), record))

    def written(self, what: str, path: Path) -> None:
        """Say that a file was written and let it be opened."""
        self._window.note(f"{what} — {path.name}", "Открыть", lambda: _open(path))

    def _opened(self, path: Path) -> None:
        """Open a file with its own program, and say where it lies."""
        if _open(path):
            self._window.note(f"Открыт файл «{path.name}». Он лежит в папке {path.parent}")
        else:
            self._window.note(f"Файл сохранён в папке {path.parent}, но программы для него нет: «{path.name}».")

    def _listen(self) -> None:
        if self._window.workspace is not None:
            self._window.workspace.print_wanted.connect(self.form)

    def _shown_register(self) -> RegisterPaper | None:
        from setvzaim.ui.printing import RegisterPaper  # noqa: PLC0415 - loaded when first wanted

        workspace = self._window.workspace
        page = workspace.page() if workspace is not None else None
        if page is None:
            return None
        return RegisterPaper(page.query, page.table.shown_columns())

    def _show(self, paper: RegisterPaper | FormPaper) -> None:
        from setvzaim.ui.printing import PrintDialog  # noqa: PLC0415 - loaded when first wanted

        window = self._window
        if window.office is None or window.workspace is None:
            return
        window.leave()
        shown = self._shown_register()
        dialog = PrintDialog(window.office, window.preferences, paper, window, shown=shown)
        dialog.printed.connect(lambda path: self.written("Напечатано", path))
        dialog.opened.connect(self._opened)
        dialog.sent.connect(window.note)
        dialog.go_wanted.connect(self._go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _go(self, place: tuple[str, str, str]) -> None:
        """Show the card where something missing can be filled in, its field first."""
        workspace = self._window.workspace
        if workspace is None:
            return
        key, record, column = place
        page = workspace.open_register(key)
        page.show_record(record)
        page.card.show()
        page.card.edit_when_shown(record, column)
        self._window.note("Заполните и вернитесь к документу: Ctrl+Shift+P.")


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
