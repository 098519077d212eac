"""What a page does when one of its pictures asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from setvzaim.ui.page.beside import TABLE

if TYPE_CHECKING:
    from setvzaim.ui.page.page import RegisterPage


def listen(page: RegisterPage) -> None:
    """Let a page answer its pictures."""

    def menu(_record: str, where: QPoint) -> None:
        shown = QMenu(page)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.addAction("Изменить в карточке", page.edit)
        for words, do in page.row_actions():
            shown.addAction(words, do)
        shown.popup(where)

    def narrow(records: tuple[str, ...], said: str) -> None:
        """Show some records in the table: the picture has just said that it cannot."""
        page.pictures.turn(TABLE)
        page.filters.put_only(records, said)
        page.pictures.focus()

    def edit_field(record: str, key: str) -> None:
        if page.table.choose(record):
            page.card.setVisible(True)
            page.card.begin_edit(key)

    pictures = page.pictures
    pictures.chosen.connect(page.table.choose)
    pictures.entered.connect(lambda _record: page.edit())
    pictures.menu_wanted.connect(menu)
    pictures.narrowed.connect(narrow)
    pictures.field_wanted.connect(edit_field)
    pictures.import_wanted.connect(lambda: page.desk.bring_in(page.register))
    pictures.add_wanted.connect(page.add)
    pictures.turned.connect(lambda: page.cover() if page.model.loaded else None)
    pictures.go_wanted.connect(page.desk.go)
