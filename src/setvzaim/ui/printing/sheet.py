"""What is chosen about the sheet, and about the parts of a plan or a list that stand on it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from setvzaim.documents.profiles import PROFILES, Orientation
from setvzaim.documents.register_list import usual_page
from setvzaim.ui.printing.papers import (
    LEAST_SIZE,
    MOST_COLUMNS,
    MOST_SIZE,
    Choices,
    FormPaper,
    What,
)

_ORIENTATIONS = (None, Orientation.PORTRAIT, Orientation.LANDSCAPE)
"""In the order of the field; `None` is left to the number of columns."""
_LIES = {Orientation.PORTRAIT: "книжная", Orientation.LANDSCAPE: "альбомная"}


class SheetBox(QWidget):
    """Fields for the sheet and for what is printed beside the table; `changed` tells of any of them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.orientation = QComboBox()
        self.profile = QComboBox()
        self.long_storage = QCheckBox("Хранится больше 10 лет")
        self.table_size = QSpinBox()
        self.approved = QCheckBox("Гриф УТВЕРЖДАЮ")
        self.agreed = QCheckBox("Гриф СОГЛАСОВАНО")
        self.numbered = QCheckBox("Строка с номерами столбцов")
        self.dated = QCheckBox("По состоянию на")
        self.without_names = QCheckBox("Без фамилий")
        self.day = QDateEdit(QDate.currentDate())
        self._fill()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sheet())
        layout.addWidget(self._content())
        layout.addStretch(1)
        self._connect()

    def suit(self, what: What) -> None:
        """Show the fields that mean something for a paper, and only those."""
        form = what.form if isinstance(what, FormPaper) else None
        tabular = form is None or bool(form.columns)
        self._form.setRowVisible(self.table_size, tabular)
        for box in (self.approved, self.agreed):
            box.setVisible(form is not None and form.stamps)
        self.numbered.setVisible(form is not None and bool(form.columns))
        self.without_names.setVisible(form is None or form.personal)
        self.dated.setText("По состоянию на" if form is None else "Дата документа")
        self.day.setAccessibleName(self.dated.text())
        self._dated.setVisible(form is None or form.facts is not None)

    def choices(self, columns: tuple[str, ...]) -> Choices:
        """Return what is chosen, with the columns chosen elsewhere."""
        return Choices(
            columns=columns,
            orientation=_ORIENTATIONS[self.orientation.currentIndex()],
            profile=self.profile.currentData(),
            long_storage=self.long_storage.isChecked(),
            table_size=self.table_size.value(),
            approved=self.approved.isChecked(),
            agreed=self.agreed.isChecked(),
            numbered=self.numbered.isChecked(),
            dated=self.dated.isChecked(),
            without_names=self.without_names.isChecked(),
        )

    def show_choices(self, choices: Choices) -> None:
        """Show what was chosen; the date is today's again."""
        self.orientation.setCurrentIndex(_ORIENTATIONS.index(choices.orientation))
        self.profile.setCurrentIndex(self.profile.findData(choices.profile))
        self.table_size.setValue(choices.table_size)
        for box, on in (
            (self.long_storage, choices.long_storage),
            (self.approved, choices.approved),
            (self.agreed, choices.agreed),
            (self.numbered, choices.numbered),
            (self.dated, choices.dated),
            (self.without_names, choices.without_names),
        ):
            box.setChecked(on)
        self.day.setDate(QDate.currentDate())
        self.day.setEnabled(choices.dated)

    def chosen_day(self) -> date:
        """Return the day for which a list is made."""
        shown = self.day.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_usual(self, what: What, columns: int) -> None:
        """Say how the sheet lies when nothing else is chosen: as the number of columns or the form has it."""
        if isinstance(what, FormPaper) and not what.form.columns:
            self.orientation.setItemText(0, f"Обычная: {_LIES[what.form.page.orientation]}")
        else:
            self.orientation.setItemText(0, f"По числу столбцов: {_LIES[usual_page(columns).orientation]}")

    def _fill(self) -> None:
        longest = f"По числу столбцов: {_LIES[usual_page(MOST_COLUMNS).orientation]}"  # so that there is room for it
        self.orientation.addItems([longest, "Книжная", "Альбомная"])
        for profile in PROFILES.values():
            self.profile.addItem(profile.title, profile.key)
        self.profile.setToolTip("По какой редакции стандарта оформляется документ")
        self.long_storage.setToolTip("Левое поле 30 мм вместо 20: место для подшивки")
        self.table_size.setRange(LEAST_SIZE, MOST_SIZE)
        self.table_size.setSuffix(" пт")
        self.table_size.setToolTip(
            f"Если слова не помещаются в столбцы, таблица печатается мельче, но не мельче {LEAST_SIZE} пт"
        )
        self.numbered.setToolTip("Под заголовками столбцов: 1, 2, 3 — как в официальных планах")
        self.without_names.setToolTip("Вместо фамилий — код педагога или инициалы, в грифах — черта для подписи")
        self.day.setDisplayFormat("dd.MM.yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName("По состоянию на")

    def _sheet(self) -> QGroupBox:
        box = QGroupBox("Лист")
        self._form = QFormLayout(box)
        self._form.addRow("Ориентация", self.orientation)
        self._form.addRow("Оформление", self.profile)
        self._form.addRow("Текст таблицы", self.table_size)
        self._form.addRow("", self.long_storage)
        return box

    def _content(self) -> QGroupBox:
        box = QGroupBox("Документ")
        self._dated = QWidget()
        dated = QHBoxLayout(self._dated)
        dated.setContentsMargins(0, 0, 0, 0)
        dated.addWidget(self.dated)
        dated.addWidget(self.day, 1)
        layout = QVBoxLayout(box)
        layout.addWidget(self._dated)
        for part in (self.approved, self.agreed, self.numbered, self.without_names):
            layout.addWidget(part)
        return box

    def _connect(self) -> None:
        for chosen in (self.orientation, self.profile):
            chosen.currentIndexChanged.connect(self.changed)
        for ticked in (self.long_storage, self.approved, self.agreed, self.numbered, self.dated, self.without_names):
            ticked.toggled.connect(self.changed)
        self.dated.toggled.connect(self.day.setEnabled)
        self.table_size.valueChanged.connect(self.changed)
        self.day.dateChanged.connect(self.changed)
