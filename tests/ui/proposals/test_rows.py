"""The table of a proposal: thousands of rows at once, and what is chosen or ticked stays so however they are shown."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from setvzaim.ui import colours
from setvzaim.ui.colours import colour
from setvzaim.ui.proposals.rows import SHARE, Look, RowsModel
from setvzaim.ui.proposals.tables import LinesTable, PairsTable

ROWS = [
    ("Яр", "Бор", "физика", "очно", "1\u00a0200", "5"),
    ("Ёлкино", "Яр", "химия", "дистанционно", "90", ""),
    ("Бор", "Ёлкино", "физика", "очно", "", "12,5"),
]
FRESH = frozenset({0, 2})


@pytest.fixture
def table(qtbot: QtBot) -> PairsTable:
    table = PairsTable()
    qtbot.addWidget(table)
    table.resize(900, 300)
    with qtbot.waitExposed(table):
        table.show()
    table.show_pairs(ROWS, FRESH)
    return table


def shown(table: LinesTable, column: int) -> list[str]:
    return [table.text(row, column) for row in range(table.rowCount())]


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    assert qtbot is not None
    model = RowsModel(("а", "б"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.put([("1", "2"), ("3", "4")], frozenset({1}), frozenset({1}))
    model.narrow("3")
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.tick([1], on=False)
    model.put([], frozenset())
    assert tester.model() is model


def test_it_is_sorted_as_words_and_as_numbers_and_back_again(table: PairsTable) -> None:
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert shown(table, 0) == ["Бор", "Ёлкино", "Яр"]
    table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert shown(table, 4) == ["1\u00a0200", "90", ""]
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert shown(table, 0) == ["Яр", "Ёлкино", "Бор"], "the order of the proposal"


def test_what_is_chosen_and_ticked_stays_so_when_rows_move(table: PairsTable) -> None:
    """Else another pair would be accepted than the one that was read."""
    table.choose(2)
    table.rows.tick([0], on=False)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.chosen == 2
    assert table.ticked == [2]
    table.rows.narrow("ёлк")
    assert shown(table, 0) == ["Бор", "Ёлкино"]
    assert table.chosen == 2
    table.rows.tick(table.rows.shown, on=False)
    table.rows.narrow("")
    assert table.ticked == []


def test_a_tick_is_set_by_mouse_and_by_the_space_bar_only_where_there_is_one(table: PairsTable) -> None:
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.ticked == [2]
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.ticked == [2], "what is agreed already is not accepted again"
    box = table.visualRect(table.rows.index(2, 0))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(10, box.height() // 2))
    assert table.ticked == []


def test_the_look_of_a_cell_goes_with_its_row_and_with_the_theme(
    table: PairsTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the colour of one mode, or the bar of one count, would stand beside another."""
    table.put(ROWS, looks={(2, 3): Look("on_site", bold=True, share=0.5)})
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    index = table.rows.index(table.rows.row_of(2), 3)
    assert index.row() == 0
    assert index.data(SHARE) == 0.5
    assert index.data(Qt.ItemDataRole.FontRole).bold()
    inks = []
    for dark in (False, True):
        monkeypatch.setattr(colours, "dark", lambda dark=dark: dark)
        inks.append(index.data(Qt.ItemDataRole.ForegroundRole))
        assert inks[-1] == colour("on_site")
    assert inks[0] != inks[1]
    for other in (table.rows.index(2, 3), table.rows.index(0, 2)):
        assert [other.data(role) for role in (SHARE, Qt.ItemDataRole.FontRole, Qt.ItemDataRole.ForegroundRole)] == [
            None, None, None,
        ]  # fmt: skip


def test_other_rows_are_told_once_and_not_before_all_is_theirs(table: PairsTable) -> None:
    """Whoever listens looks up what is chosen and ticked among its own rows: those of before may be more."""
    told: list[tuple[int | None, list[int], int]] = []
    table.chose.connect(lambda: told.append((table.chosen, table.ticked, table.rowCount())))
    table.choose(2)
    told.clear()
    table.show_pairs(ROWS[:1], frozenset({0}))
    assert told == [(0, [0], 1)]
    table.show_pairs([], frozenset())
    assert told[1:] == [(None, [], 0)]


@pytest.mark.parametrize("dark", [False, True])
def test_an_empty_tick_box_has_a_frame_that_is_seen(
    table: PairsTable, monkeypatch: pytest.MonkeyPatch, *, dark: bool
) -> None:
    """The style's own frame is lost on a dark ground: she would not see that a pair can be ticked at all."""
    monkeypatch.setattr(colours, "dark", lambda: dark)
    table.rows.tick([2], on=False)
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    table.itemDelegateForColumn(0).initStyleOption(option, table.rows.index(2, 0))  # type: ignore[attr-defined]
    option.rect = table.visualRect(table.rows.index(2, 0))  # type: ignore[attr-defined]
    box = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, table)
    seen = table.viewport().grab().toImage()
    corners = (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight())
    assert {seen.pixelColor(corner).name() for corner in corners} == {colour("quiet").name()}  # type: ignore[union-attr]


def test_the_table_of_a_region_is_filled_at_once(qtbot: QtBot, table: PairsTable) -> None:
    """Four thousand pairs: the window would stand still for minutes if each cell counted all ticks."""
    assert qtbot is not None
    counted: list[int] = []
    table.rows.ticked_changed.connect(lambda: counted.append(len(table.ticked)))
    rows = [(f"Школа {n}", f"Школа {n + 1}", f"Потребность {n}", "очно", str(n), "0") for n in range(4000)]
    begin = time.process_time()
    table.show_pairs(rows, frozenset(range(4000)))
    table.rows.tick(range(4000), on=False)
    assert time.process_time() - begin < 1.0
    assert counted == [4000, 0], "told once, not for each cell"
