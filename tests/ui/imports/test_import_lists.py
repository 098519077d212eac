"""The parts of the import window: lists that hold a whole country, decisions, words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from setvzaim.exchange import PlannedRow, Reason, Similar, Subtotal, Verdict
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.ui.imports.columns import LEFT_OUT, ColumnsModel, HeaderLine
from setvzaim.ui.imports.lists import ListModel
from setvzaim.ui.imports.mending import Mending
from setvzaim.ui.imports.rows import RowsModel, describe
from setvzaim.ui.imports.similar import SimilarModel
from setvzaim.ui.imports.totals import TotalsModel
from setvzaim.ui.imports.words import Imported
from ui.imports.import_samples import Desk, at_desk, workbook

SCHOOLS = register("schools")
pytestmark = pytest.mark.usefixtures("qapp")
STAFF = register("staff")
ROWS = [
    PlannedRow(4, Verdict.NEW, "МБОУ «Ёлкинская СОШ»"),
    PlannedRow(5, Verdict.REFUSED, "МБОУ «Степная СОШ»", reasons=(Reason("D5", "нужно число"),)),
    PlannedRow(6, Verdict.EMPTY, ""),
]
LIKE = Similar(4, "Елкинская", "Ёлкинская", "r1", 0.97, "название похоже")
REPEAT = Similar(5, "Степная", "Степная", None, 1.0, "строка 5 повторяет строку 4")


@pytest.fixture
def desk(qtbot: QtBot, base: Base, tmp_path: Path) -> Iterator[Desk]:
    for desk in at_desk(qtbot, base, tmp_path):
        desk.fill()
        yield desk


def watched(model: ListModel) -> QAbstractItemModelTester:
    """Watch a model: whatever Qt forbids fails the test."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_rows_keep_to_the_rules_of_qt_while_they_are_filtered() -> None:
    model = RowsModel()
    watch = watched(model)
    model.take(ROWS)
    model.narrow("refused", "")
    assert [row.number for row in model.shown] == [5]
    model.narrow("", "елкин")
    assert [row.number for row in model.shown] == [4], "ё is found by е"
    model.narrow("empty", "елкин")
    model.take([])
    assert model.rowCount() == 0
    assert watch.model() is model


def test_columns_similar_and_totals_keep_to_the_rules_of_qt() -> None:
    columns, similar, totals = ColumnsModel(), SimilarModel(), TotalsModel()
    watches = [watched(model) for model in (columns, similar, totals)]
    columns.take(SCHOOLS, [HeaderLine("A", "Кто", ("x",), SCHOOLS["name"], repeated=False)])
    columns.take(SCHOOLS, [HeaderLine("A", "Кто", ("x",), None, repeated=False)])
    assert columns.index(0, 3).data() == LEFT_OUT
    similar.take([LIKE, REPEAT], [])
    similar.say([LIKE, REPEAT], is_same=True)
    totals.take([Subtotal(9, "Итого", "Педагогов", 100.0, 97.0)])
    assert [watch.model().rowCount() for watch in watches] == [1, 2, 1]


def test_a_hundred_thousand_rows_are_filtered_without_a_widget_or_a_copy_of_each() -> None:
    rows = [PlannedRow(at, Verdict.NEW if at % 2 else Verdict.UNCHANGED, f"Школа № {at}") for at in range(100_000)]
    model = RowsModel()
    model.take(rows)
    assert model.shown is rows
    model.narrow("new", "")
    assert model.rowCount() == 50_000
    model.narrow("new", "99999")
    assert [row.number for row in model.shown] == [99_999]


def test_a_column_taken_by_another_header_is_given_up_by_the_first(qtbot: QtBot) -> None:
    model = ColumnsModel()
    name, other = (HeaderLine("A", "Кто", (), SCHOOLS["name"], repeated=False),
                   HeaderLine("B", "Школа полностью", (), None, repeated=False))  # fmt: skip
    model.take(SCHOOLS, [name, other])
    with qtbot.waitSignal(model.chosen) as told:
        model.setData(model.index(1, 3), "name")
    assert told.args == ["Школа полностью", "name", "Кто"]
    assert [line.column for line in model.shown] == [None, SCHOOLS["name"]]
    mending = Mending(Path("f.xlsx")).joined(*told.args)
    assert mending.wishes().columns == {"Кто": None, "Школа полностью": "name"}


def test_a_header_that_says_the_same_again_or_nothing_cannot_be_joined() -> None:
    model = ColumnsModel()
    model.take(SCHOOLS, [HeaderLine("A", "", ("1",), None, repeated=False),
                         HeaderLine("B", "Школа", (), None, repeated=True)])  # fmt: skip
    for row, words in enumerate(("нет названия", "название повторяется")):
        assert model.index(row, 3).data() == words
        assert not model.setData(model.index(row, 3), "name")


def test_another_register_or_sheet_forgets_what_was_said_for_the_former() -> None:
    said = Mending(Path("f.xlsx"), "schools", sheet="A", header_row=3).joined("Кто", "name").same([LIKE], is_same=True)
    assert said.wishes().confirmed == {4: "r1"}
    assert said.to("staff") == Mending(Path("f.xlsx"), "staff", named=True, sheet="A")
    assert said.on("B") == Mending(Path("f.xlsx"), sheet="B"), "a register that was only found is looked for again"
    assert said.to("staff").on("B").register == "staff"


@pytest.mark.parametrize(
    ("imported", "text"),
    [
        (Imported(SCHOOLS, 589, 3, 0), "Импортировано: 589 школ, изменено 3"),
        (Imported(SCHOOLS, 21, 0, 0), "Импортировано: 21 школа"),
        (Imported(STAFF, 0, 2, 1), "Изменено: 2 педагога, отказано 1"),
        (Imported(STAFF, 0, 0, 0), "Запомнено, как читать такой файл"),
    ],
)
def test_the_message_bar_says_what_was_imported(imported: Imported, text: str) -> None:
    assert imported.text == text


def test_a_cell_of_somebodys_workbook_is_shown_as_text_and_not_run() -> None:
    page = describe(PlannedRow(4, Verdict.REFUSED, "<img src=x>", reasons=(Reason("D5", "нужно <b>число</b>"),)))
    assert "<img" not in page
    assert "<b>число" not in page


def test_the_row_that_is_chosen_is_told_in_full(desk: Desk) -> None:
    rows = desk.open().dialog.rows
    rows.table.selectRow(4)
    assert "D8: нужно число, а записано «много»" in rows.details.toPlainText()
    rows.search.setText("троицкая")
    assert "МБОУ «Троицкая СОШ»" in rows.details.toPlainText()


def test_rows_are_copied_as_a_table(desk: Desk) -> None:
    table = desk.open().dialog.rows.table
    table.selectRow(4)
    table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[1].split("\t") == [
        "8", "× отказ", "МБОУ «Ещё одна СОШ»", "D8: нужно число, а записано «много»",
    ]  # fmt: skip


def test_tabs_are_reached_by_keys_and_escape_closes_without_writing(desk: Desk) -> None:
    window = desk.open()
    dialog = window.dialog
    for at in (0, 2, 3, 1):
        window.press(dialog, Qt.Key(Qt.Key.Key_1 + at), Qt.KeyboardModifier.ControlModifier)
        assert dialog.tabs.currentIndex() == at
    window.press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(window.schools()) == 4


def test_every_button_and_list_has_a_name_to_be_read_aloud(desk: Desk) -> None:
    dialog = desk.open().dialog
    assert all(button.text() or button.accessibleName() for button in dialog.findChildren(QPushButton))
    for page in (dialog.columns, dialog.rows, dialog.similar, dialog.totals):
        assert page.table.accessibleName()


def test_the_size_of_the_window_is_remembered(desk: Desk) -> None:
    dialog = desk.open().dialog
    dialog.rows.splitter.setSizes([300, 150])
    kept = dialog.rows.splitter.sizes()[1]
    dialog.reject()
    assert desk.preferences.has("import/geometry")
    assert desk.open().dialog.rows.splitter.sizes()[1] == kept


def test_reading_that_lasts_can_be_stopped_at_once_and_begun_again(desk: Desk) -> None:
    window = desk.open()
    dialog, held = window.dialog, threading.Event()
    window.worker.submit(lambda _job: held.wait(30), lambda _answer: None)
    try:
        dialog.open_file(desk.now)
        assert dialog.rows.model.rowCount() == 0, "rows of the former file do not stand under the new one's name"
        assert not dialog.write.isEnabled(), "a plan of the former file is never written for the new one"
        stop = next(button for button in dialog.progress.findChildren(QPushButton))
        window.qtbot.waitUntil(stop.isVisible, timeout=10_000)
        window.click(stop)
        assert "остановлено" in dialog.fault.text
        assert not dialog.progress.isVisible()
    finally:
        held.set()
    window.settle()
    assert dialog.plan is None
    dialog.fault.again.emit()
    window.settle()
    assert dialog.plan is not None


def test_the_window_stays_until_what_is_being_written_is_written(desk: Desk) -> None:
    window = desk.open()
    held = threading.Event()
    window.worker.submit(lambda _job: held.wait(30), lambda _answer: None)
    try:
        window.click(window.dialog.write)
        window.dialog.reject()
        assert window.dialog.isVisible()
        assert not window.imported
    finally:
        held.set()
    window.settle()
    assert [said.created for said in window.imported] == [2]
    assert not window.dialog.isVisible()


def test_a_fault_of_ours_is_reported_and_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.open()

    def broken(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("setvzaim.exchange.prepare", broken)
    window.dialog.fault.again.emit()
    window.qtbot.waitUntil(lambda: window.worker.idle)
    assert "Программа ошиблась" in window.dialog.fault.text
    assert [type(error) for error in window.errors] == [RuntimeError]
    assert not window.dialog.write.isEnabled()


def test_nothing_in_the_file_is_too_odd_to_be_shown(desk: Desk) -> None:
    rows = (("Школа", "Район", "Школа", "  "), ("Ү" * 300, "Целинный район", "x", "y"), ())
    window = desk.open(workbook(desk.folder / "х.xlsx", rows))
    assert window.verdicts() == {2: "× отказ"}
