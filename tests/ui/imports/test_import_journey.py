"""The import window driven as a person would; what she would lose is her office's register."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from setvzaim.operations.history import undo
from setvzaim.operations.records import remove
from setvzaim.registers import register
from setvzaim.storage import Base
from support import rows_of
from ui.imports.import_samples import DISTRICT, NOW, Desk, at_desk, workbook

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")  # of a list that drops down
NARROW = "\u202f"


@pytest.fixture
def empty_desk(qtbot: QtBot, base: Base, tmp_path: Path) -> Iterator[Desk]:
    yield from at_desk(qtbot, base, tmp_path)


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    empty_desk.fill()
    return empty_desk


def shared(name: str) -> Path:
    """Return a real file of an office, or skip."""
    beside = Path(__file__).parents[3].parent / "shared" / "data"
    path = Path(os.environ.get("SETVZAIM_SHARED") or beside) / name
    if not path.is_file():
        pytest.skip(f"{name} is not at hand: set SETVZAIM_SHARED")
    return path


def test_office_mends_what_the_program_misread_and_nothing_is_asked_twice(desk: Desk) -> None:
    window = desk.open()
    dialog = window.dialog
    assert dialog.tabs.currentWidget() is dialog.rows
    assert dialog.focusWidget() is dialog.rows.table
    assert dialog.write.text() == "Импортировать 2 школы"
    assert window.verdicts() == {
        4: "= без изменений", 5: "= без изменений", 6: "+ новая", 7: "+ новая", 8: "× отказ", 9: "Σ итоговая строка",
    }  # fmt: skip

    window.join("Сколько детей", "Учеников")
    assert window.verdicts()[4] == "≠ изменится"
    assert dialog.rows.model.index(0, 3).data() == "Учеников: 640 → 650"
    assert dialog.write.text() == "Импортировать 2 школы, изменить 1"
    desk.picture(window, "journey-mended")

    window.tick(6)
    assert window.verdicts()[6] == "≠ изменится"
    assert dialog.write.text() == "Импортировать 1 школу, изменить 2"
    assert dialog.refusals.text() == "Отказано 1: её не будет."
    desk.picture(window, "journey-confirmed")

    window.click(window.dialog.write)
    window.settle()
    assert not dialog.isVisible()
    assert [said.text for said in window.imported] == ["Импортировано: 1 школа, изменено 2, отказано 1"]
    schools = window.schools()
    assert len(schools) == 5, "the misspelt school is no fourth one, the refused one is none"
    assert schools["МБОУ «Троицкая СОШ»"]["pupils"] == 650
    assert schools["МБОУ «Вознесенновская СОШ»"]["pupils"] == 201
    assert schools["МБОУ «Новая СОШ»"]["pupils"] == 50

    again = desk.open()
    assert set(again.verdicts().values()) == {"= без изменений", "× отказ", "Σ итоговая строка"}
    assert not again.dialog.write.isEnabled()
    assert [line.column.key for line in again.dialog.columns.model.shown if line.column][2] == "pupils"
    desk.picture(again, "journey-again")


def test_a_similar_name_is_never_joined_silently(desk: Desk) -> None:
    window = desk.open()
    window.tick(6)
    window.tick(6)
    assert window.verdicts()[6] == "+ новая", "a tick that was taken back leaves the school a new one"
    window.click(window.dialog.write)
    window.settle()
    assert {"МБОУ «Вознесеновская СОШ»", "МБОУ «Вознесенновская СОШ»"} <= set(window.schools())


def test_another_record_is_said_once_and_not_asked_about_again(desk: Desk) -> None:
    """She says by Del that a like name is another school; it is remembered, and can be taken back before writing."""
    window = desk.open()
    similar = window.dialog.similar
    window.dialog.tabs.setCurrentWidget(similar)
    before = [one.row for one in similar.model.shown if one.record is not None]
    assert 6 in before
    window.part(6)
    at = [one.row for one in similar.model.shown].index(6)
    assert similar.model.index(at, 0).data() == "точно не она"
    assert not similar.part.isEnabled()
    desk.picture(window, "similar-apart")
    window.tick(6)
    assert similar.model.index(at, 0).data() == "да, это она"
    window.click(similar.part)
    window.settle()
    assert similar.model.index(at, 0).data() == "точно не она"
    assert window.verdicts()[6] == "+ новая"
    window.click(window.dialog.write)
    window.settle()
    assert {"МБОУ «Вознесеновская СОШ»", "МБОУ «Вознесенновская СОШ»"} <= set(window.schools())
    undo(desk.base)
    window = desk.open()
    assert 6 in [one.row for one in window.dialog.similar.model.shown], "undone is forgotten"
    window.part(6)
    window.click(window.dialog.write)
    window.settle()
    remove(desk.base, of=register("schools"), records=[window.schools()["МБОУ «Вознесенновская СОШ»"].id])
    again = desk.open()
    assert 6 not in [one.row for one in again.dialog.similar.model.shown]
    assert again.verdicts()[6] == "+ новая"


def test_sums_that_disagree_come_first_and_are_marked(desk: Desk) -> None:
    window = desk.open()
    window.join("Сколько детей", "Учеников")
    model = window.dialog.totals.model
    shown = [[model.index(row, at).data() for at in range(2, 7)] for row in range(model.rowCount())]
    assert shown == [
        ["⚠ не сходится", "Педагогов", "100", "97", "+3"],
        ["✓ сходится", "Сколько детей", f"1{NARROW}073", f"1{NARROW}073", ""],
    ]
    assert window.dialog.tabs.tabText(3) == "Итоги: ⚠ 1"


def test_a_district_the_file_does_not_name_is_said_once_for_all_rows(desk: Desk) -> None:
    rows = (("Название школы", "Педагогов"), ("МБОУ «Южная СОШ»", 4), ("МБОУ «Степная СОШ»", 5))
    window = desk.open(workbook(desk.folder / "без района.xlsx", rows))
    dialog = window.dialog
    assert dialog.tabs.currentWidget() is dialog.columns, "what must be mended is in front"
    assert not dialog.write.isEnabled()
    desk.picture(window, "lacking-district")
    field = dialog.columns.constants.fields["municipality"]
    assert field.findText(DISTRICT) >= 0
    dialog.top.header.setFocus()
    window.press(dialog.top.header, Qt.Key.Key_Return)
    field.setCurrentText(DISTRICT)
    field.activated.emit(field.currentIndex())
    window.settle()
    assert dialog.write.text() == "Импортировать 2 школы"
    dialog.top.header.setFocus()
    window.press(dialog.top.header, Qt.Key.Key_Return)
    window.settle()
    assert dialog.isVisible(), "Enter in a field does not import"


def test_a_value_for_all_rows_is_written_and_can_be_taken_back(desk: Desk) -> None:
    rows = (("Название школы", "Педагогов"), ("МБОУ «Южная СОШ»", 4), ("МБОУ «Степная СОШ»", 5))
    window = desk.open(workbook(desk.folder / "без района.xlsx", rows))
    field = window.dialog.columns.constants.fields["municipality"]
    for said, possible in ((DISTRICT, True), ("", False), (DISTRICT, True)):
        line = field.lineEdit()
        assert line is not None
        line.setText(said)
        window.press(line, Qt.Key.Key_Return)
        window.settle()
        assert window.dialog.write.isEnabled() == possible
    window.click(window.dialog.write)
    window.settle()
    assert str(window.schools()["МБОУ «Южная СОШ»"]["municipality"]) == DISTRICT


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("битый.xlsx", b"PK\x03\x04 nonsense" * 20, "повреждён"),
        ("пустой.xlsx", b"", "пуст"),
        ("письмо.xlsx", b"Hello", "не книга Excel"),
    ],
)
def test_a_bad_file_is_told_in_a_sentence_and_another_can_be_taken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, sentence: str
) -> None:
    bad = desk.folder / name
    bad.write_bytes(content)
    window = desk.open(bad)
    dialog = window.dialog
    assert sentence in dialog.fault.text
    assert not dialog.write.isEnabled()
    desk.picture(window, f"bad-{bad.stem}")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: ("", ""))
    window.click(dialog.top.other)
    assert sentence in dialog.fault.text, "she thought better of it"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(desk.now), ""))
    window.click(dialog.top.other)
    window.settle()
    assert dialog.fault.text == ""
    assert dialog.write.isEnabled()


def test_a_file_with_unknown_headers_can_be_joined_by_hand(desk: Desk) -> None:
    rows = ((), ("Кто", "Где", "Сколько"), ("МБОУ «Южная СОШ»", DISTRICT, 40))
    window = desk.open(workbook(desk.folder / "свой.xlsx", rows))
    dialog = window.dialog
    assert "нет названий столбцов" in dialog.fault.text
    dialog.top.register.setCurrentIndex(dialog.top.register.findData("schools"))
    dialog.top.register.activated.emit(dialog.top.register.currentIndex())
    window.settle()
    assert [line.label for line in dialog.columns.model.shown] == ["Кто", "Где", "Сколько"]
    desk.picture(window, "unknown-headers")
    for header, heading in (("Кто", "Школа"), ("Где", "Район"), ("Сколько", "Учеников")):
        window.join(header, heading)
    assert dialog.fault.text == ""
    assert dialog.tabs.currentWidget() is dialog.columns, "the user is left where she was mending"
    window.click(window.dialog.write)
    window.settle()
    assert window.schools()["МБОУ «Южная СОШ»"]["pupils"] == 40


def test_another_sheet_is_another_register_and_the_header_row_can_be_said(desk: Desk) -> None:
    staff = (("ФИО", "Школа", "Должность"), ("Иванов Иван Иванович", "МБОУ «Троицкая СОШ»", "учитель"))
    window = desk.open(workbook(desk.folder / "книга.xlsx", NOW, ("Педагоги", staff)))
    top = window.dialog.top
    assert (top.register.currentText(), top.sheet.currentText(), top.header.value()) == ("Школы", "Школы", 3)
    top.sheet.setCurrentText("Педагоги")
    top.sheet.textActivated.emit("Педагоги")
    window.settle()
    assert (top.register.currentText(), top.header.value()) == ("Педагоги", 1)
    assert window.dialog.write.text() == "Импортировать 1 педагога"
    top.sheet.textActivated.emit("Школы")
    window.settle()
    top.header.setValue(1)
    window.settle()
    assert "нет названий столбцов" in window.dialog.fault.text
    top.header.setValue(3)
    window.settle()
    assert window.dialog.write.text() == "Импортировать 2 школы"


def test_what_was_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    window = desk.open()
    window.join("Сколько детей", "Учеников")
    other = (("Школа", "Район", "Учеников"), ("МБОУ «Троицкая СОШ»", DISTRICT, 700))
    desk.bring(workbook(desk.folder / "другой.xlsx", other))
    window.click(window.dialog.write)
    window.settle()
    assert "базу изменили" in window.dialog.fault.text
    assert window.dialog.isVisible()
    assert window.schools()["МБОУ «Троицкая СОШ»"]["pupils"] == 700
    window.dialog.fault.again.emit()
    window.settle()
    assert window.dialog.rows.model.index(0, 3).data() == "Учеников: 700 → 650"


def test_the_regions_real_register_is_read_as_it_is_kept(empty_desk: Desk) -> None:
    desk, june = empty_desk, shared("oo1-region/oo1-2026-06.xlsx")
    window = desk.open(june)
    dialog = window.dialog
    assert dialog.write.text() == "Импортировать 589 школ"
    assert dialog.refusals.text() == "Отказано 3: их не будет."
    assert dialog.tabs.tabText(3) == "Итоги: ⚠ 3"
    assert dialog.rows.model.rowCount() == 610
    dialog.rows.buttons["refused"].click()
    assert sorted(window.verdicts()) == [68, 611, 613]
    desk.picture(window, "june")
    window.click(window.dialog.write)
    window.settle()
    assert window.imported[0].text == "Импортировано: 589 школ, отказано 3"
    again = desk.open(june)
    assert again.dialog.rows.model.counts["unchanged"] == 589
    assert not again.dialog.write.isEnabled()


def test_results_of_exams_come_in_with_schools_that_are_written_otherwise(empty_desk: Desk) -> None:
    """She sees which schools were not recognised, ticks the sure ones at once, and says what an empty cell means."""
    measures = ("приняло участие", "не преодолен min порог", "средний балл")
    rows = [
        ("Результаты ЕГЭ в 2025 году",),
        ("Район", "Школа", "Физика", "", "", "Химия", "", ""),
        ("", "", *measures, *measures),
        (DISTRICT, "МБОУ СОШ с. Талсай", 10, "", 51, 4, 2, 40),
        (DISTRICT, "Зуевская школа", 5, 1, 48, "", "", ""),
        ("Итого", "", 15, 1, "", 4, 2, ""),
    ]
    desk = empty_desk
    desk.bring(workbook(desk.folder / "школы.xlsx", [("Школа", "Район"), ("Талсайская СОШ", DISTRICT),
                                                      ("МКОУ «Зуевская ООШ»", DISTRICT)]))  # fmt: skip
    window = desk.open(workbook(desk.folder / "егэ.xlsx", rows))
    dialog = window.dialog
    assert dialog.plan is not None
    assert dialog.plan.register.key == "results"
    assert dialog.refusals.text() == "Отказано 3: их не будет."
    constants = {}
    for key, box in dialog.columns.constants.fields.items():
        line = box.lineEdit()
        assert line is not None
        constants[key] = line.placeholderText()
    assert constants == {"school_year": "2024/25 — подставлено само", "assessment": "ЕГЭ — подставлено само"}
    assert dialog.similar.accept.text() == "Отметить уверенные (2)"
    dialog.tabs.setCurrentWidget(dialog.similar)
    desk.picture(window, "exams-similar")
    window.click(dialog.similar.accept)
    window.settle()
    assert dialog.write.text() == "Импортировать 3 результата"
    dialog.tabs.setCurrentWidget(dialog.columns)
    dialog.columns.zeros.setFocus()
    window.press(dialog.columns.zeros, Qt.Key.Key_Space)
    window.settle()
    desk.picture(window, "exams")
    window.click(dialog.write)
    window.settle()
    assert sorted((row.text("school"), row["below"]) for row in rows_of(desk.base, "results")) == [
        ("МКОУ «Зуевская ООШ»", 1), ("Талсайская СОШ", 0), ("Талсайская СОШ", 2),
    ]  # fmt: skip
