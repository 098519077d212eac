"""Every action of the window, declared once: words, shortcut, icon, and where its keys work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from setvzaim.ui.icons import icon

if TYPE_CHECKING:
    from setvzaim.ui.page.page import RegisterPage

Scope = Literal["window", "base", "table"]
"""Where an action is of use: always, while a base is open, while the table has the focus."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What an action is called and how it is reached."""

    key: str
    text: str
    shortcut: str = ""
    sign: str = ""
    scope: Scope = "base"
    tip: str = ""
    checkable: bool = False


SPECS = (
    Spec("new", "Новая база…", "Ctrl+Shift+N", "file-plus", "window", "Создать пустую базу"),
    Spec("open", "Открыть базу…", "Ctrl+O", "folder-open", "window", "Открыть базу, которая уже есть"),
    Spec("example", "Пример района…", "", "graduation-cap", "window", "Создать базу с выдуманным районом"),
    Spec("import", "Импорт…", "Ctrl+I", "download-simple", "window", "Взять данные из файла Excel или CSV"),
    Spec(
        "export", "Выгрузить реестр…", "Ctrl+E", "upload-simple", "base", "Записать показанный реестр в Excel или CSV"
    ),
    Spec(
        "export_nameless",
        "Выгрузить без фамилий…",
        "",
        "",
        "base",
        "Записать показанный реестр, чтобы передать: вместо фамилий — код или инициалы",
    ),
    Spec("copies", "Резервные копии…", "", "files", "base", "Копии базы: сделать, посмотреть, восстановить"),
    Spec("password", "Пароль базы…", "", "", "base", "Задать, сменить или снять пароль"),
    Spec("lock_now", "Закрыть паролем", "Ctrl+L", "", "base", "Скрыть базу, пока не набран её пароль"),
    Spec("close", "Закрыть базу", "Ctrl+W", "", "base"),
    Spec("quit", "Выход", "Ctrl+Q", "", "window"),
    Spec("undo", "Отменить", "Ctrl+Z", "arrow-u-up-left", "base", "Отменить последнее изменение"),
    Spec("redo", "Вернуть", "Ctrl+Y", "arrow-u-up-right", "base", "Вернуть отменённое"),
    Spec("add", "Добавить запись", "Ctrl+N", "plus", "base"),
    Spec("edit", "Изменить", "F2", "pencil-simple", "table"),
    Spec("repeat", "Повторить запись", "Ctrl+D", "copy", "base"),
    Spec("delete", "Удалить…", "Del", "trash", "table"),
    Spec("copy", "Копировать", "Ctrl+C", "", "table"),
    Spec("paste", "Вставить", "Ctrl+V", "clipboard", "table", "Вставить таблицу поверх ячеек, начиная с текущей"),
    Spec("all", "Выделить всё", "Ctrl+A", "", "table"),
    Spec("up", "Переставить выше", "Alt+Up", "arrow-up", "base"),
    Spec("down", "Переставить ниже", "Alt+Down", "arrow-down", "base"),
    Spec("find", "Найти в таблице", "Ctrl+F", "list-magnifying-glass", "base"),
    Spec("everywhere", "Найти везде…", "Ctrl+K", "magnifying-glass", "base", "Найти во всех реестрах"),
    Spec("card", "Карточка", "F4", "sidebar-simple", "base", "Сложить или развернуть карточку"),
    Spec("unfilter", "Снять отбор", "Ctrl+Shift+L", "funnel-x", "base"),
    Spec("next_segment", "Следующий реестр вкладки", "Ctrl+PgDown", "", "base"),
    Spec("previous_segment", "Предыдущий реестр вкладки", "Ctrl+PgUp", "", "base"),
    Spec("history", "История базы…", "Ctrl+H", "clock-counter-clockwise", "base", "Что, когда и кем изменено"),
    Spec(
        "partners", "Кто кому помогает…", "Ctrl+Shift+R", "users-three", "base", "Составить пары школ по потребностям"
    ),
    Spec("centers", "Центры…", "Ctrl+Shift+E", "", "base", "Подобрать школы-центры, до которых меньше ехать"),
    Spec(
        "modes",
        "Форма мероприятий и обменов…",
        "Ctrl+Shift+M",
        "",
        "base",
        "Предложить форму — очно, дистанционно, на платформе — по правилам",
    ),
    Spec(
        "settings", "Настройки расчётов…", "", "gear", "base", "Числа, по которым программа рассчитывает и предлагает"
    ),
    Spec("complete", "Отметить выполнение…", "Ctrl+M", "check", "base", "Отметить выделенные мероприятия выполненными"),
    Spec(
        "forget", "Удалить данные педагога по запросу…", "", "", "base", "Навсегда удалить данные выбранного педагога"
    ),
    Spec("print", "Показанный реестр…", "Ctrl+P", "printer", "base", "Напечатать то, что показано"),
    Spec("papers", "Документы…", "Ctrl+Shift+P", "files", "base", "Все документы: приказы, договоры, отчёты, план"),
    Spec("print_plan", "Совместный план…", "", "list-checks", "base"),
    Spec("calendars", "Календарь школам…", "", "calendar-blank", "base", "Мероприятия каждой школы в файлах календаря"),
    Spec("guide", "Руководство", "F1", "question", "window"),
    Spec("about", "О программе", "", "info", "window"),
)

WRITING = ("import", "add", "edit", "repeat", "delete", "paste", "up", "down", "undo", "redo",
           "forget", "complete")  # fmt: skip
"""Keys of the actions that change the base: of no use in one that can only be read."""


ON_PAGE = ("export", "export_nameless", "add", "edit", "repeat", "delete", "copy", "paste", "all", "up", "down", "find",
           "card", "unfilter", "forget", "complete", "print")  # fmt: skip
"""Keys of the actions that need a register shown."""


def make_actions(parent: QObject) -> dict[str, QAction]:
    """Return the actions by their keys, not yet connected to anything."""
    actions = {}
    for spec in SPECS:
        action = QAction(spec.text, parent)
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        if spec.scope == "table":
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if spec.sign:
            action.setIcon(icon(spec.sign))
        keys = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        words = spec.tip or spec.text.rstrip("…")
        action.setToolTip(f"{words} ({keys})" if keys else words)
        action.setStatusTip(words)
        actions[spec.key] = action
    return actions


def needing(scope: Scope) -> frozenset[str]:
    """Return the keys of the actions of a scope."""
    return frozenset(spec.key for spec in SPECS if spec.scope == scope)


def suit(actions: Mapping[str, QAction], page: RegisterPage | None, *, writable: bool, paper: str = "") -> None:
    """Let the actions suit the register that is shown; with none shown, those that need one are of no use.

    `paper` is the form that prints a view shown in its place.
    """
    for key in ON_PAGE:
        if page is None:
            actions[key].setEnabled(False)
    if page is None:
        actions["add"].setText("Добавить запись")
        actions["print"].setEnabled(bool(paper))
        return
    for key in ("up", "down"):
        actions[key].setEnabled(bool(page.register.position))
    for key, home in (("forget", "staff"), ("complete", "measures")):
        actions[key].setEnabled(page.register.key == home and writable)
    actions["add"].setText(f"Добавить {page.register.accusative}")
    for key in needing("table"):
        if actions[key] not in page.table.actions():
            page.table.addAction(actions[key])
