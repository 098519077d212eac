"""The page «Расчёты» of the tab «Настройки»: groups at the left, the settings of the chosen one beside them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from setvzaim.errors import Refusal
from setvzaim.operations.settings import change_settings
from setvzaim.queries.setting_list import SettingList, Shown, measured, setting_list
from setvzaim.registers.settings import CHANGED, FACTOR, GROUPS, Group
from setvzaim.text.format import format_number
from setvzaim.ui.desk import Desk
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office
from setvzaim.ui.page.segments import Segments
from setvzaim.ui.page.view import View
from setvzaim.ui.settings.roads import RoadsLine
from setvzaim.ui.settings.row import SettingRow

_LIST = 30
"""Letters the list of groups takes."""


class SettingsView(View):
    """Shows the settings; each is kept as soon as its field is left, and can be undone."""

    def __init__(self, office: Office, desk: Desk, segments: Segments) -> None:
        super().__init__(office, desk, segments)
        self.rows: dict[str, SettingRow] = {}
        self.resets: dict[str, QPushButton] = {}
        self.roads = RoadsLine()
        self.groups = QListWidget()
        self.groups.setAccessibleName("Группы настроек")
        self.groups.setSpacing(3)
        self.groups.setFixedWidth(self.fontMetrics().averageCharWidth() * _LIST)
        self.pages = QStackedWidget()
        for group in GROUPS:
            self.groups.addItem(QListWidgetItem(group.title))
            self.pages.addWidget(self._page(group))
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.groups)
        beside.addWidget(self.pages, 1)
        self.body.addLayout(beside, 1)
        self.groups.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.groups.setCurrentRow(0)
        self.roads.calculate.connect(lambda: self._keep({FACTOR.key: ""}))
        self.roads.distances.connect(lambda: desk.show_register("distances"))

    def ask(self) -> None:
        """Read the settings of the base."""
        self.office.ask(setting_list, self._show, key=f"settings:{id(self)}")

    def take_focus(self) -> None:
        """Let the keyboard work on the groups."""
        self.groups.setFocus()

    def leave(self) -> None:
        """Keep what is being typed."""
        for row in self.rows.values():
            row.keep()

    def _page(self, group: Group) -> QScrollArea:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(2)
        purpose = QLabel(group.purpose)
        purpose.setWordWrap(True)
        font = purpose.font()
        font.setBold(True)
        purpose.setFont(font)
        column.addWidget(purpose)
        for of in group.settings:
            row = self.rows[of.key] = SettingRow(of, self.office)
            row.typed.connect(lambda key, value: self._keep({key: value}))
            column.addWidget(row)
            if of is FACTOR:
                column.addWidget(self.roads)
        reset = self.resets[group.key] = QPushButton(icon("arrow-u-up-left"), "Вернуть обычное всей группе")
        reset.setAutoDefault(False)
        reset.clicked.connect(lambda: self._reset(group))
        column.addSpacing(8)
        column.addWidget(reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(held)
        return area

    def _show(self, found: SettingList) -> None:
        total = sum(len(shown) for _, shown in found.groups)
        changed = f"изменено вами — {format_number(found.own)}" if found.own else "все обычные"
        self.summary.setText(f"Настроек {format_number(total)}, {changed}")
        for at, (group, shown) in enumerate(found.groups):
            for one in shown:
                self.rows[one.setting.key].show_setting(one)
            self._count(at, group, shown)
        factor = next(one for _, shown in found.groups for one in shown if one.setting is FACTOR)
        self.roads.show_roads(found.roads, own=factor.own)
        if measured(found.roads):
            self.rows[FACTOR.key].reset.hide()  # the button below takes the same way
        self.roads.button.setVisible(not self.office.read_only)

    def _count(self, at: int, group: Group, shown: tuple[Shown, ...]) -> None:
        own = sum(one.own for one in shown)
        self.groups.item(at).setText(f"{group.title} · {format_number(own)}" if own else group.title)
        self.groups.item(at).setToolTip(f"Изменено настроек: {format_number(own)}" if own else group.purpose)
        self.resets[group.key].setEnabled(bool(own) and not self.office.read_only)

    def _reset(self, group: Group) -> None:
        own = [one.key for one in group.settings if self.rows[one.key].own]
        self._keep(
            dict.fromkeys(own, ""),
            f"Вернули обычное: {CHANGED.counted(len(own))}.",
        )

    def _keep(self, values: Mapping[str, object], said: str = "") -> None:
        def refused(error: BaseException) -> None:
            if not isinstance(error, Refusal):
                self.office.failed.emit(error)
                return
            for key, reason in error.faults.items():
                self.rows[key].refuse(reason)

        def told(_nothing: None) -> None:
            if said:
                self.desk.note(said, "Отменить", self.desk.undo)

        self.office.do(change_settings, told, failed=refused, values=values)
