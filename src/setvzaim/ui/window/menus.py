"""The menu bar and the tool bar, put together from the actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from setvzaim.ui.theme import THEMES
from setvzaim.ui.window.tabs import TABS, title_of

_MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("&Файл", ("new", "open", "recent", "example", "", "import", "export", "export_nameless", "", "copies", "password",
               "lock_now", "", "close", "quit")),
    ("&Правка", ("undo", "redo", "", "add", "edit", "repeat", "delete", "", "copy", "paste", "all", "", "up", "down",
                 "", "find", "everywhere", "", "settings")),
    ("&Вид", ("tabs", "", "card", "columns", "unfilter", "next_segment", "previous_segment", "", "theme", "lock")),
    ("&Данные", ("registers", "", "partners", "centers", "modes", "", "complete", "", "history", "", "forget")),
    ("&Печать", ("print", "papers", "print_plan", "", "calendars")),
    ("&Справка", ("guide", "about")),
)  # fmt: skip
"""Menus: keys of actions and of submenus, a separator for an empty key."""


class Menus:
    """The menus of the window. `recent`, `columns` are filled when they open, `lock` by whoever locks."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Mapping[str, QAction],
        open_tab: Callable[[int], None],
        open_segment: Callable[[str], object],
        choose_theme: Callable[[str], None],
    ) -> None:
        self._window = window
        self.recent = QMenu("Недавние базы", window)
        self.columns = QMenu("Столбцы таблицы", window)
        self.theme = QMenu("Оформление", window)
        self.lock = QMenu("Закрывать базу паролем", window)
        self.needing_base: list[QAction] = [self.columns.menuAction()]
        for title, keys in _MENUS:
            menu = QMenu(title, window)  # with a parent of its own: one that addMenu makes is not kept alive
            window.menuBar().addMenu(menu)
            for key in keys:
                match key:
                    case "":
                        menu.addSeparator()
                    case "recent" | "columns" | "theme" | "lock":
                        menu.addMenu(getattr(self, key))
                    case "tabs":
                        self._add_tabs(menu, open_tab)
                    case "registers":
                        self._add_segments(menu, open_segment)
                    case _:
                        menu.addAction(actions[key])
        self._themes = QActionGroup(window)
        for key, words in THEMES.items():
            action = self.theme.addAction(words)
            action.setCheckable(True)
            action.setData(key)
            action.triggered.connect(lambda _=False, key=key: choose_theme(key))
            self._themes.addAction(action)

    def mark_theme(self, key: str) -> None:
        """Mark the theme in use."""
        for action in self._themes.actions():
            action.setChecked(action.data() == key)

    def _add_tabs(self, menu: QMenu, open_tab: Callable[[int], None]) -> None:
        for at, tab in enumerate(TABS):
            action = menu.addAction(tab.title)
            action.setShortcut(f"Ctrl+{at + 1}")
            action.triggered.connect(lambda _=False, at=at: open_tab(at))
            self.needing_base.append(action)

    def _add_segments(self, menu: QMenu, open_segment: Callable[[str], object]) -> None:
        for tab in TABS:
            if len(tab.segments) == 1:
                home = menu
            else:
                home = QMenu(tab.title, self._window)
                menu.addMenu(home)
                self.needing_base.append(home.menuAction())
            for key, _ in tab.segments:
                action = home.addAction(title_of(key))
                action.triggered.connect(lambda _=False, key=key: open_segment(key))
                self.needing_base.append(action)


def make_tool_bar(window: QMainWindow, actions: Mapping[str, QAction], standing: QWidget) -> QToolBar:
    """Return the tool bar: import and print, where the user stands, and the search over everything."""
    bar = QToolBar("Панель инструментов", window)
    bar.setObjectName("toolBar")
    bar.setMovable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    side = window.fontMetrics().height() + 2
    bar.setIconSize(QSize(side, side))
    bar.addAction(actions["undo"])
    bar.addAction(actions["redo"])
    for key in ("undo", "redo"):  # their words grow with the name of the operation; the icon says enough
        button = bar.widgetForAction(actions[key])
        if isinstance(button, QToolButton):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(actions[key].text())
    bar.addSeparator()
    bar.addAction(actions["import"])
    bar.addAction(actions["print"])
    bar.addSeparator()
    bar.addWidget(standing)
    gap = QWidget()
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(gap)
    bar.addAction(actions["everywhere"])
    for key, words in (("import", "Импорт"), ("print", "Печать"), ("everywhere", "Найти везде")):
        actions[key].setIconText(words)
    window.addToolBar(bar)
    return bar
