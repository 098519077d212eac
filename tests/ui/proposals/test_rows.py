"""The table of a proposal: thousands of rows at once, and what is chosen or ticked stays so however they are shown."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from setvzaim.ui.proposals.rows import RowsModel
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
