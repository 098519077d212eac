"""What the print dialog looks like: its fields and buttons, and where they stand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QStyle,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from setvzaim.rendering import FORMATS
from setvzaim.ui.icons import icon
from setvzaim.ui.messages import MessageBar
from setvzaim.ui.office import Office
from setvzaim.ui.paper import Preview
from setvzaim.ui.printing.chooser import Chooser
from setvzaim.ui.printing.columns import ColumnsBox
from setvzaim.ui.printing.faults import FaultsBox
from setvzaim.ui.printing.output import format_name
from setvzaim.ui.printing.papers import FormPaper, RegisterPaper, What, usual_title
from setvzaim.ui.printing.sheet import SheetBox
from setvzaim.ui.progress import ProgressStrip

_LONGEST_TITLE = 500
_SIGNS = {".pdf": "file-pdf", ".xlsx": "file-xls", ".docx": "files"}


class Face:
    """The parts of the print dialog."""

    def __init__(self, dialog: QDialog, office: Office, what: What, shown: RegisterPaper | None) -> None:
        self._dialog = dialog
        self.chooser = Chooser(office, what, shown)
        self.title = QLineEdit()
        self.title.setMaxLength(_LONGEST_TITLE)
        self.title.setClearButtonEnabled(True)
        self.columns = ColumnsBox()
        self.sheet = SheetBox()
        self.preview = Preview(office)
        self.faults = FaultsBox()
        self.message = MessageBar()
        self.extent = QLabel()
        self.extent.setWordWrap(True)
        self.extent.setAccessibleName("Сколько будет напечатано")
        self.strip = ProgressStrip()
        self._foot = QStackedWidget()
        self._foot.addWidget(self.extent)
        self._foot.addWidget(self.strip)
        self._make_buttons()
        self._lay_out()
        self.tabs.setCurrentIndex(1 if isinstance(what, RegisterPaper) else 0)
        (self.title if isinstance(what, RegisterPaper) else self.chooser.list).setFocus()

    @property
    def long(self) -> bool:
        """Whether it is shown that something takes long."""
        return self._foot.currentWidget() is self.strip

    def show_long(self, *, long: bool) -> None:
        """Show that something takes long, or that it is over."""
        self._foot.setCurrentWidget(self.strip if long else self.extent)
        self.tabs.setEnabled(not long)

    def suit(self, what: What) -> None:
        """Show the fields of a paper, and call the window by it."""
        form = what.form if isinstance(what, FormPaper) else None
        titled = form is None or form.titled
        self._head.setRowVisible(self.title, titled)
        self.wording.setVisible(form is not None and form.facts is not None)
        usual = (
            "Обычные столбцы таблицы"
            if form is not None
            else "Те столбцы, что видны сейчас в таблице, в том же порядке"
        )
        self.columns.usual_button.setToolTip(usual)
        self._dialog.setWindowTitle(f"Печать: {form.title if form else usual_title(what)}")

    def enable(self, why_not: str, *, packed: bool, writable: bool) -> None:
        """Let the buttons be pressed, or say on them why not."""
        busy = self.long
        several = " пачку" if packed else ""
        self.print_button.setText(f"Напечатать{several}…")
        for suffix, button in self.saves.items():
            button.setText(f"{format_name(suffix)}…")
            words = f"Сохранить{several} как {format_name(suffix)}"
            button.setAccessibleName(words)
            _allow(button, why_not, words)
        _allow(self.print_button, why_not, f"Напечатать{several} на принтере")
        one = "Пачку можно сохранить или напечатать; открывают документы по одному." if packed else why_not
        _allow(self.open_button, one, "Сохранить и открыть в своей программе")
        self.reset.setEnabled(not busy)
        self.close_button.setEnabled(not busy)
        locked = "" if writable else "База открыта только для чтения: текст формы изменить нельзя."
        _allow(self.wording, "Идёт печать." if busy else locked, "Изменить текст этой формы")

    def _make_buttons(self) -> None:
        self.reset = _button("Обычные настройки", "arrows-clockwise")
        self.reset.setToolTip("Забыть всё, что выбрано для этого документа: заголовок, столбцы, лист")
        self.wording = _button("Текст формы…", "pencil-simple")
        self.print_button = _button("Напечатать…", "printer")
        self.saves = {suffix: _button(f"{format_name(suffix)}…", _SIGNS[suffix]) for suffix in FORMATS}
        self.saves[".pdf"].setDefault(True)
        self.open_button = _button("Открыть", "arrow-square-out")
        menu = QMenu(self.open_button)
        self.opens: dict[str, QAction] = {}
        for suffix in FORMATS:
            self.opens[suffix] = menu.addAction(icon(_SIGNS[suffix]), f"Открыть как {format_name(suffix)}")
        self.open_button.setMenu(menu)
        self.close_button = _button("Закрыть")

    def _lay_out(self) -> None:
        self._head = QFormLayout()
        self._head.addRow("Заголовок", self.title)
        choice = QWidget()
        beside = QVBoxLayout(choice)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.chooser, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(9, 0, 9, 9)
        foot.addWidget(self.wording)
        foot.addStretch(1)
        beside.addLayout(foot)
        options = QWidget()
        inside = QVBoxLayout(options)
        inside.addLayout(self._head)
        inside.addWidget(self.columns)
        inside.addWidget(self.sheet)
        inside.addStretch(1)
        self.tabs = QTabWidget()
        self.tabs.addTab(choice, "Документ")
        self.tabs.addTab(_Scroll(options), "Настройки")
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setAccessibleName("Что печатать")
        right = QWidget()
        sight = QVBoxLayout(right)
        sight.setContentsMargins(0, 0, 0, 0)
        sight.addWidget(self.faults)
        sight.addWidget(self.preview, 1)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.tabs)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.reset)
        buttons.addStretch(1)
        buttons.addWidget(QLabel("Сохранить как"))
        for button in self.saves.values():
            buttons.addWidget(button)
        for button in (self.open_button, self.print_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self._dialog)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.message)
        layout.addWidget(self._foot)
        layout.addLayout(buttons)


class _Scroll(QScrollArea):
    """Scrolls what does not fit a small screen or a large font, and otherwise asks for the room it needs."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self.setMinimumWidth(inside.minimumSizeHint().width() + bar)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole height; Qt's own hint stops at a few lines."""
        return self.widget().sizeHint().expandedTo(self.minimumSize())


def _button(text: str, sign: str = "") -> QPushButton:
    button = QPushButton(text)
    if sign:
        button.setIcon(icon(sign))
    return button


def _allow(button: QPushButton, why_not: str, usual: str) -> None:
    button.setEnabled(not why_not)
    button.setToolTip(why_not or usual)
