"""The guide and «about», in windows of their own."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QTextBrowser, QVBoxLayout, QWidget

from setvzaim import __version__
from setvzaim.resource_files import resource


class Guide(QDialog):
    """The user's guide, or another page of the help; it stays open beside the work."""

    def __init__(self, parent: QWidget, name: str = "guide.md", title: str = "Руководство") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        letters = self.fontMetrics().averageCharWidth()
        self.resize(letters * 100, letters * 90)
        text = QTextBrowser()
        text.setMarkdown(resource("help", name).read_text(encoding="utf-8"))
        text.setAccessibleName(title)
        buttons = QDialogButtonBox()
        buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)


def about(parent: QWidget) -> QMessageBox:
    """Return the window that says what this is."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "О программе", f"setvzaim {__version__}", parent=parent)
    box.setInformativeText(
        "Сетевое взаимодействие школ: реестры, ресурсы и потребности, совместный план, группы, документы.\n\n"
        "Шрифт Tinos (лицензия SIL OFL), значки Phosphor (лицензия MIT), просмотр страниц PDFium (лицензия BSD)."
    )
    box.addButton("Закрыть", QMessageBox.ButtonRole.AcceptRole)
    return box
