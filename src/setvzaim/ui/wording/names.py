"""The names a form knows, with the values they have now; what is chosen goes into the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from setvzaim.documents.facts import Facts, Pen, Value, Words
from setvzaim.documents.filling import CASES, SHAPES, is_empty
from setvzaim.text.fold import fold
from setvzaim.text.format import format_value

_INSERT = Qt.ItemDataRole.UserRole
_CASE_NAMES = {
    "им": "именительный", "род": "родительный", "дат": "дательный", "вин": "винительный", "тв": "творительный",
    "пр": "предложный",
}  # fmt: skip


class NamesList(QWidget):
    """Names and values; `chosen` brings the text to insert, and how many letters before its end the cursor goes."""

    chosen = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Найти название")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Найти название")
        self.case = QComboBox()
        self.case.setAccessibleName("Падеж")
        for short, name in _CASE_NAMES.items():
            self.case.addItem(name, short)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["Название", "Сейчас"])
        self.list.setAccessibleName("Названия, которые знает форма")
        self.list.setToolTip("Двойной щелчок или Enter вставляет название в текст")
        self.list.setIndentation(self.fontMetrics().averageCharWidth() * 2)
        hint = QLabel(_hint())
        hint.setWordWrap(True)
        hint.setTextFormat(Qt.TextFormat.RichText)
        hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = QHBoxLayout()
        line.addWidget(QLabel("Вставлять в падеже"))
        line.addWidget(self.case, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.search)
        layout.addLayout(line)
        layout.addWidget(self.list, 1)
        layout.addWidget(hint)
        self.list.itemActivated.connect(lambda item, _column: self._choose(item))
        self.search.textChanged.connect(self._filter)

    def show_facts(self, facts: Facts) -> None:
        """Show names with their values; those of a list stand under it."""
        opened = {item.text(0) for item in self._top() if item.isExpanded()}
        self.list.clear()
        for name, value in facts.items():
            item = _item(name, value)
            self.list.addTopLevelItem(item)
            item.setExpanded(name in opened)
        self.list.setColumnWidth(0, self.fontMetrics().averageCharWidth() * 22)
        self._filter(self.search.text())

    def _choose(self, item: QTreeWidgetItem) -> None:
        text = str(item.data(0, _INSERT))
        case = str(self.case.currentData())
        if text.startswith("{") and case != "им":
            text = f"{text[:-1]}: {case}}}"
        self.chosen.emit(text, 1 if text.startswith("{") else 0)

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        for item in self._top():
            names = fold(" ".join([item.text(0), *(item.child(at).text(0) for at in range(item.childCount()))]))
            item.setHidden(not all(word in names for word in words))

    def _top(self) -> list[QTreeWidgetItem]:
        items = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        return [item for item in items if item is not None]


def names_of(facts: Facts) -> frozenset[str]:
    """Return every name that means something in a wording, those within lists included; and those of any list."""
    found = {"номер", "конец"}
    for name, value in facts.items():
        found.add(name)
        for item in _facts_in(value):
            found |= names_of(item)
    return frozenset(found)


def _item(name: str, value: Value) -> QTreeWidgetItem:
    item = QTreeWidgetItem([name, written(value)])
    item.setToolTip(1, written(value))
    items = _facts_in(value)
    blocks = isinstance(value, tuple) and bool(value) and not items
    item.setData(0, _INSERT, f"[[{name}]]" if blocks else f"[каждый {name}] " if items else f"{{{name}}}")
    if items:
        item.addChild(_item("номер", 1))
        for inner, first in items[0].items():
            item.addChild(_item(inner, first))
    return item


def _facts_in(value: Value) -> Sequence[Facts]:
    """Return the items of a list; nothing for what is none."""
    if isinstance(value, tuple | list):
        return [item for item in value if isinstance(item, Mapping)]
    return ()


def written(value: Value) -> str:
    """Write a value as the list of names shows it."""
    if is_empty(value):
        return "нет данных"
    match value:
        case Words(text, _, _):
            return text
        case Pen():
            return "место для ручки"
        case str() | int() | float() | date():
            return format_value(value)
        case _:
            items = _facts_in(value)
            return f"список, строк: {len(items)}" if items else "готовый блок"


def _hint() -> str:
    cases = ", ".join(f"<b>{short}</b>" for short in CASES if short != "им")
    shapes = "".join(f"<br><b>{shape}</b> — {words}" for shape, words in SHAPES.items())
    return (
        f"После названия через двоеточие — падеж ({cases}) и вид, через запятую: {{руководитель: дат, кратко}}{shapes}"
    )
