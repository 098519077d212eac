"""What is printed: the list of papers, and the record a paper is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFormLayout,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from setvzaim.queries.forms import GROUPS, Form, all_forms
from setvzaim.registers import LinkTo, register
from setvzaim.text.fold import fold
from setvzaim.ui.office import Office
from setvzaim.ui.printing.papers import FormPaper, RegisterPaper, What, records, usual_title
from setvzaim.ui.worker import Job

_KEY = Qt.ItemDataRole.UserRole
_REGISTER = "/register"
_ROOM = 6
_SHOWN = Qt.CheckState.Checked


class Chooser(QWidget):
    """The papers by groups, found by typing; ticked ones make a pack. `changed` tells that another is chosen.

    `pack_changed` tells of what is ticked, and whether the paper is wanted for every record.
    """

    changed = Signal()
    pack_changed = Signal()

    def __init__(self, office: Office, what: What, shown: RegisterPaper | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._shown = what if isinstance(what, RegisterPaper) else shown
        self._form: Form | None = None
        self._chosen: dict[str, LinkTo] = {}
        """The record chosen last, by register."""
        self._found: tuple[LinkTo, ...] = ()
        self._answered = False
        self._asked: Job[tuple[LinkTo, ...]] | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText("Найти документ")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Найти документ")
        self.list = QTreeWidget()
        self.record = QComboBox()
        self.everyone = QCheckBox()
        self.about = QLabel()
        self.about.setWordWrap(True)
        self._build()
        self._fill()
        if isinstance(what, FormPaper) and what.record is not None:
            self._chosen[what.form.subject] = what.record
        self._select(_REGISTER if isinstance(what, RegisterPaper) else what.form.key)

    @property
    def what(self) -> What:
        """The paper chosen."""
        if self._form is None and self._shown is not None:
            return self._shown
        form = self._form or next(iter(all_forms().values()))
        return FormPaper(form, self._chosen.get(form.subject) if form.subject else None)

    @property
    def packed(self) -> tuple[Form, ...]:
        """The forms of the pack; none when one paper is wanted."""
        ticked = tuple(all_forms()[key] for key, item in self._items() if item.checkState(0) == _SHOWN)
        if ticked:
            return ticked
        return (self._form,) if self._form is not None and self._form.subject and self.everyone.isChecked() else ()

    @property
    def only(self) -> Mapping[str, tuple[str, ...]]:
        """Of which registers a pack is about one record only, and which."""
        if self.everyone.isChecked():
            return {}
        return {key: (record.id,) for key, record in self._chosen.items()}

    @property
    def nothing_to_choose(self) -> bool:
        """Whether the paper is about a record and there is none."""
        return self._form is not None and bool(self._form.subject) and self._answered and not self._found

    @property
    def settled(self) -> bool:
        """Whether the records are known."""
        return self._answered

    @property
    def searching(self) -> bool:
        """Whether the user is typing what to look for."""
        return self.search.hasFocus() or self.record.hasFocus()

    def ask(self) -> None:
        """Ask the base for the records the paper can be about."""
        form = self._form
        if form is None or not form.subject:
            self._show_records((), None)
            return
        given, context = self._chosen.get(form.subject), self._office.context

        def question(connection: Any) -> tuple[LinkTo, ...]:  # noqa: ANN401 - handed on to the queries
            return records(connection, form, context, given)

        key = f"print/records {id(self)}"
        self._asked = self._office.ask(question, lambda found: self._show_records(found, form), key=key)

    def stop(self) -> None:
        """Take no answer any more: the window goes."""
        if self._asked is not None:
            self._asked.cancel()

    def mark_own(self, keys: frozenset[str]) -> None:
        """Mark the forms whose wording the office has changed."""
        for key, item in self._items():
            title = all_forms()[key].title
            own = key in keys
            item.setText(0, f"{title} · изменён" if own else title)
            about = all_forms()[key].about
            item.setToolTip(0, f"{about}\nТекст этой формы изменён отделом." if own else about)

    def _build(self) -> None:
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(self.fontMetrics().averageCharWidth())
        self.list.setAccessibleName("Документы")
        self.list.setToolTip("Пробел отмечает документ: отмеченные печатаются пачкой")
        self.list.setUniformRowHeights(True)
        self.record.setEditable(True)
        self.record.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.record.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.record.setMinimumContentsLength(20)
        self.record.setMaxVisibleItems(20)
        completer = self.record.completer() or QCompleter(self.record)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._rows = QFormLayout()
        self._rows.addRow("О чём", self.record)
        self._rows.addRow("", self.everyone)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._rows)
        layout.addWidget(self.about)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._to_list)
        self.list.currentItemChanged.connect(lambda *_: self._take())
        self.list.itemChanged.connect(lambda *_: self.pack_changed.emit())
        self.record.currentIndexChanged.connect(self._take_record)
        if (line := self.record.lineEdit()) is not None:
            line.editingFinished.connect(self._show_chosen)
        self.everyone.toggled.connect(lambda _: self.pack_changed.emit())

    def _fill(self) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature; nothing is chosen yet
        if self._shown is not None:
            item = QTreeWidgetItem([f"Показанный реестр: {usual_title(self._shown)}"])
            item.setData(0, _KEY, _REGISTER)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.list.addTopLevelItem(item)
        for group in GROUPS:
            forms = [form for form in all_forms().values() if form.group == group]
            if not forms:
                continue
            head = QTreeWidgetItem([group])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            self.list.addTopLevelItem(head)
            for form in forms:
                item = QTreeWidgetItem([form.title])
                item.setData(0, _KEY, form.key)
                item.setCheckState(0, Qt.CheckState.Unchecked)
                item.setToolTip(0, form.about)
                head.addChild(item)
        self.list.expandAll()
        high = QSize(0, self.fontMetrics().height() + _ROOM)
        walk = QTreeWidgetItemIterator(self.list)
        while (item := walk.value()) is not None:
            item.setSizeHint(0, high)
            walk += 1
        self.list.blockSignals(False)  # noqa: FBT003

    def _items(self) -> list[tuple[str, QTreeWidgetItem]]:
        found = []
        walk = QTreeWidgetItemIterator(self.list)
        while (item := walk.value()) is not None:
            key = item.data(0, _KEY)
            if key and key != _REGISTER:
                found.append((str(key), item))
            walk += 1
        return found

    def _select(self, key: str) -> None:
        walk = QTreeWidgetItemIterator(self.list)
        while (item := walk.value()) is not None:
            if item.data(0, _KEY) == key:
                self.list.setCurrentItem(item)
                return
            walk += 1

    def _filter(self, text: str) -> None:
        """Show the papers whose title or use has all the words typed."""
        words = fold(text).split()
        for at in range(self.list.topLevelItemCount()):
            head = self.list.topLevelItem(at)
            if head is None or not head.childCount():
                continue
            left = 0
            for place in range(head.childCount()):
                item = head.child(place)
                said = fold(f"{item.text(0)} {item.toolTip(0)} {head.text(0)}")
                item.setHidden(not all(word in said for word in words))
                left += not item.isHidden()
            head.setHidden(not left)

    def _to_list(self) -> None:
        """Go on with the first paper found."""
        found = [item for _, item in self._items() if not item.isHidden()]
        if found and self.search.text().strip():
            self.list.setCurrentItem(found[0])
        QTimer.singleShot(0, self.list.setFocus)  # once Enter was dealt with: the list would take it for its own

    def _take(self) -> None:
        item = self.list.currentItem()
        key = item.data(0, _KEY) if item is not None else None
        if key is None:
            return
        self._form = None if key == _REGISTER else all_forms()[str(key)]
        self.about.setText("")
        self._found, self._answered = (), False
        self.ask()
        self.changed.emit()

    def _show_records(self, found: tuple[LinkTo, ...], form: Form | None) -> None:
        if form is not self._form and form is not None:
            return
        self._found, self._answered = found, True
        several = form is not None and bool(form.subject)
        self._rows.setRowVisible(self.record, several)
        self._rows.setRowVisible(self.everyone, several and len(found) > 1)
        if form is None or not several:
            return
        of = register(form.subject)
        self._rows.labelForField(self.record).setText(of.noun.one.capitalize())  # type: ignore[attr-defined]
        self.everyone.setText(f"Для всех, в пачке: {of.noun.counted(len(found))}")
        before = self._chosen.get(form.subject)
        at = next((at for at, one in enumerate(found) if before and one.id == before.id), 0)
        self.record.blockSignals(True)  # noqa: FBT003 - Qt's signature; it is taken below
        self.record.clear()
        self.record.addItems([one.label for one in found])
        self.record.setCurrentIndex(at if found else -1)
        self.record.blockSignals(False)  # noqa: FBT003
        self._show_beginning()
        if not found:
            self.about.setText(f"В выбранных сети и учебном году нет записей: {of.title.lower()}.")
            self._chosen.pop(form.subject, None)
            self.changed.emit()
        elif before is None or found[at].id != before.id:
            self._take_record(at)

    def _take_record(self, at: int) -> None:
        if self._form is None or not 0 <= at < len(self._found):
            return
        self._chosen[self._form.subject] = self._found[at]
        self._show_beginning()
        self.changed.emit()

    def _show_chosen(self) -> None:
        """Show the record that is chosen again where what was typed names none."""
        if self.record.findText(self.record.currentText()) < 0:
            self.record.setEditText(self.record.itemText(self.record.currentIndex()))
            self._show_beginning()

    def _show_beginning(self) -> None:
        """Show the beginning of a long name, and all of it in words beside the mouse."""
        if (line := self.record.lineEdit()) is not None:
            line.setCursorPosition(0)
        self.record.setToolTip(self.record.currentText())
