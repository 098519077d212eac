"""Opening the window: the application, its language and look, and what happens to mistakes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QStyleFactory

from setvzaim.ui.icons import icon
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.theme import use_theme
from setvzaim.ui.window.main_window import MainWindow, Parts

__all__ = ["MainWindow", "Parts", "make_application", "make_window", "open_window"]


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Return the application, speaking Russian; the one that is there already, if there is one."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        return application
    application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("setvzaim")
    application.setApplicationDisplayName("")
    application.setWindowIcon(icon("graduation-cap"))
    application.setStyle(QStyleFactory.create("Fusion"))
    QLocale.setDefault(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
    translator = QTranslator(application)
    if translator.load("qtbase_ru", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application


def make_window(parts: Parts, preferences: Preferences) -> MainWindow:
    """Return the window, not yet shown."""
    use_theme(preferences.text("window/theme", "system"))
    return MainWindow(parts, preferences)


def open_window(base: Path | None, parts: Parts) -> int:
    """Show the window, on a base if one is named, until it is closed; return the exit status."""
    application = make_application()
    window = make_window(parts, Preferences())

    def fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        window.fail(error)

    sys.excepthook = fault
    if base is not None:
        window.expect_base()
        QTimer.singleShot(0, lambda: window.open_base(base))  # painted first: loading SQLAlchemy would slow that down
    window.show()
    return application.exec()
