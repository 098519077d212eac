"""Printing as a person does it: by keyboard and by mouse, from opening the window to the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import QDate, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from setvzaim.operations.records import add
from setvzaim.queries import Context, Filter, Query
from setvzaim.queries.forms import form, subjects
from setvzaim.registers import LinkTo, register
from setvzaim.storage import Base
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.printing import FormPaper, PrintDialog, RegisterPaper
from setvzaim.ui.printing.papers import Choices
from support import YEAR
from window_support import Picture, new_preferences, office_over, picture_taker, type_text

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


class Saving:
    """Stands for the system's window that asks for a file: takes the name it proposes, or another one."""

    def __init__(self) -> None:
        self.asked: list[Path] = []
        self.answer: Callable[[Path], Path | None] = lambda proposed: proposed

    def __call__(self, _parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        self.asked.append(Path(start))
        answer = self.answer(Path(start))
        return (str(answer) if answer else "", "")


@pytest.fixture
def office(example: Base, context: Context, qtbot: QtBot) -> Iterator[Office]:
    with office_over(example, context, qtbot) as office:
        yield office


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return new_preferences(tmp_path)


@pytest.fixture
def picture(tmp_path: Path) -> Picture:
    return picture_taker(tmp_path)


@pytest.fixture
def saving(monkeypatch: pytest.MonkeyPatch) -> Saving:
    saving = Saving()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", saving)
    return saving


def schools(office: Office, *keys: str, filters: tuple[Filter, ...] = (), order: tuple[str, ...] = ()) -> RegisterPaper:
    of = register("schools")
    columns = tuple(of[key] for key in keys) or tuple(column for column in of.columns if column.shown)
    return RegisterPaper(Query("schools", filters=filters, order=order, context=office.context), columns)


def the_plan(office: Office) -> LinkTo:
    with office.base.read() as connection:
        return subjects(connection, form("plan"), office.context)[0]


def plan_paper(office: Office) -> FormPaper:
    return FormPaper(form("plan"), the_plan(office))


def opened(qtbot: QtBot, dialog: PrintDialog) -> PrintDialog:
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: bool(dialog.extent.text()))
    return dialog


def file_of(printed: SignalBlocker) -> Path:
    assert printed.args
    return Path(printed.args[0])


def pdf_text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


@pytest.mark.usefixtures("saving")
def test_a_register_is_printed_by_keyboard_alone(
    qtbot: QtBot, office: Office, preferences: Preferences, picture: Picture
) -> None:
    """Without it a user without a mouse does not get her list, or gets other columns than she chose."""
    dialog = opened(qtbot, PrintDialog(office, preferences, schools(office, "name", "pupils", "teachers")))
    QTest.keyClick(dialog.title, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(dialog.title, "Школы сети")
    QTest.keyClick(dialog.title, Key.Key_Tab)
    columns = dialog.columns.list
    assert columns.hasFocus()
    QTest.keyClick(columns, Key.Key_Down)
    QTest.keyClick(columns, Key.Key_Down, ALT)
    assert dialog.columns.chosen() == ("name", "teachers", "pupils")
    QTest.keyClick(columns, Key.Key_Up, ALT)
    QTest.keyClick(columns, Key.Key_Up, ALT)
    assert dialog.columns.chosen() == ("pupils", "name", "teachers")
    QTest.keyClick(columns, Key.Key_End)
    last = columns.item(columns.count() - 1).text()
    QTest.keyClick(columns, Key.Key_Space)
    assert dialog.columns.chosen()[:3] == ("pupils", "name", "teachers")
    picture(dialog, "print-register")
    with qtbot.waitSignal(dialog.printed) as printed:
        QTest.keyClick(columns, Key.Key_Return)
    path = file_of(printed)
    assert path.name == f"Школы сети {date.today().isoformat()}.pdf"  # noqa: DTZ011 - the office's own day
    assert not dialog.isVisible()
    text = pdf_text(path)
    assert text.startswith("Школы сети Сеть школ Тюльпанного района по состоянию на")
    heads = [register("schools")[key].heading for key in ("pupils", "name", "teachers")]
    assert [text.index(head) for head in (*heads, last)] == sorted(text.index(head) for head in (*heads, last))
    assert "Всего: 14 школ" in text


@pytest.mark.usefixtures("saving")
def test_excel_holds_the_rows_of_the_screen_in_its_order(
    qtbot: QtBot, office: Office, preferences: Preferences
) -> None:
    """Without it the office prints the whole register although it had picked a few schools."""
    few = (Filter("pupils", "above", 200),)
    what = schools(office, "name", "pupils", filters=few, order=("-pupils",))
    dialog = opened(qtbot, PrintDialog(office, preferences, what))
    assert dialog.extent.text().startswith("Только отобранное на экране: ")
    assert dialog.extent.text().endswith("из 14.")
    with qtbot.waitSignal(dialog.printed) as printed:
        QTest.mouseClick(dialog.excel, Qt.MouseButton.LeftButton)
    path = file_of(printed)
    sheet = load_workbook(path).active
    assert sheet is not None
    pupils = [row[1] for row in sheet.iter_rows(values_only=True) if isinstance(row[1], int)]
    assert pupils == sorted(pupils, reverse=True)
    assert 0 < len(pupils) < 14
    assert min(pupils) > 200


@pytest.mark.usefixtures("saving")
def test_a_plan_is_printed_with_the_stamps_and_columns_chosen(
    qtbot: QtBot, office: Office, preferences: Preferences, picture: Picture
) -> None:
    """Without it the plan goes to the head with a stamp that nobody will sign, or without one he must."""
    dialog = opened(qtbot, PrintDialog(office, preferences, plan_paper(office)))
    assert dialog.extent.text() == "В плане 30 мероприятий."
    assert dialog.chooser.everyone.isHidden()
    for box in (dialog.sheet.agreed, dialog.sheet.numbered, dialog.sheet.long_storage):
        box.setFocus()
        QTest.keyClick(box, Key.Key_Space)
    picture(dialog, "print-plan")
    with qtbot.waitSignal(dialog.printed) as printed:
        QTest.mouseClick(dialog.pdf, Qt.MouseButton.LeftButton)
    path = file_of(printed)
    text = pdf_text(path)
    assert "УТВЕРЖДАЮ" in text
    assert "СОГЛАСОВАНО" not in text
    assert "1 2 3 4 5 6 7 8" in text
    assert "на 2026/27 учебный год" in text


def test_what_was_chosen_is_there_the_next_time_and_can_be_reset(
    qtbot: QtBot, office: Office, preferences: Preferences
) -> None:
    """Without it the user sets the same sheet up before each printing."""
    plan = plan_paper(office)
    dialog = opened(qtbot, PrintDialog(office, preferences, plan))
    dialog.columns.move_current(1)
    dialog.sheet.approved.click()
    dialog.sheet.table_size.setValue(9)
    QTest.keyClick(dialog.sheet.orientation, Key.Key_Down)
    QTest.keyClick(dialog.sheet.profile, Key.Key_Down)
    dialog.title.setText("План на утверждение")
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    chosen = dialog.sheet.choices(dialog.columns.chosen())

    again = opened(qtbot, PrintDialog(office, preferences, plan))
    assert again.sheet.choices(again.columns.chosen()) == chosen
    assert again.title.text() == "План на утверждение"
    QTest.mouseClick(again.reset, Qt.MouseButton.LeftButton)
    assert again.sheet.approved.isChecked()
    assert again.title.text() == the_plan(office).label
    QTest.keyClick(again, Key.Key_Escape)

    last = opened(qtbot, PrintDialog(office, preferences, plan))
    assert last.sheet.choices(last.columns.chosen()) != chosen
    assert last.columns.chosen()[0] == "number"
    assert last.title.text() == the_plan(office).label


def test_columns_follow_the_screen_when_the_screen_has_changed(
    qtbot: QtBot, office: Office, preferences: Preferences
) -> None:
    """Without it the columns printed a month ago hide what the user has put into the table today."""
    dialog = opened(qtbot, PrintDialog(office, preferences, schools(office, "name", "pupils")))
    dialog.columns.choose(("pupils",))
    dialog.sheet.dated.click()
    dialog.reject()
    same = opened(qtbot, PrintDialog(office, preferences, schools(office, "name", "pupils")))
    assert same.columns.chosen() == ("pupils",)
    QTest.mouseClick(same.columns.usual_button, Qt.MouseButton.LeftButton)
    assert same.columns.chosen() == ("name", "pupils")
    other = opened(qtbot, PrintDialog(office, preferences, schools(office, "name", "teachers")))
    assert other.columns.chosen() == ("name", "teachers")
    assert not other.sheet.dated.isChecked()
    assert not other.sheet.day.isEnabled()


def test_a_column_dropped_elsewhere_is_printed_there(qtbot: QtBot, office: Office, preferences: Preferences) -> None:
    """Without it a column dropped between two others vanishes or overwrites one of them."""
    dialog = opened(qtbot, PrintDialog(office, preferences, schools(office, "name", "pupils", "teachers")))
    model = dialog.columns.list.model()
    assert model.moveRow(QModelIndex(), 2, QModelIndex(), 0)  # what Qt does when a row is dropped
    assert dialog.columns.chosen() == ("teachers", "name", "pupils")
    assert dialog.columns.list.count() == len(register("schools").columns)
    flags = dialog.columns.list.item(0).flags()
    assert not flags & Qt.ItemFlag.ItemIsDropEnabled


def test_without_columns_nothing_can_be_printed_and_the_reason_is_said(
    qtbot: QtBot, office: Office, preferences: Preferences, picture: Picture
) -> None:
    """Without it the program fails on an empty table instead of saying what is missing."""
    dialog = opened(qtbot, PrintDialog(office, preferences, schools(office, "name")))
    QTest.keyClick(dialog.columns.list, Key.Key_Space)
    assert not dialog.pdf.isEnabled()
    assert not dialog.excel.isEnabled()
    picture(dialog, "print-no-columns")
    assert dialog.columns.fault.isVisible()
    QTest.keyClick(dialog.columns.list, Key.Key_Space)
    assert dialog.pdf.isEnabled()
    assert not dialog.columns.fault.isVisible()


def test_a_file_that_cannot_be_written_is_said_in_the_window(
    qtbot: QtBot, office: Office, preferences: Preferences, saving: Saving, picture: Picture
) -> None:
    """Without it what was chosen is lost because the file was open in Excel."""
    saving.answer = lambda proposed: proposed.parent / "нет такой папки" / proposed.name
    dialog = opened(qtbot, PrintDialog(office, preferences, schools(office, "name", "pupils")))
    dialog.title.setText("Мой список")
    QTest.mouseClick(dialog.pdf, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.message.isVisible)
    assert "такой папки нет" in dialog.message.text
    picture(dialog, "print-refused")
    assert dialog.title.text() == "Мой список"
    saving.answer = lambda proposed: proposed
    with qtbot.waitSignal(dialog.printed):
        QTest.mouseClick(dialog.pdf, Qt.MouseButton.LeftButton)


def test_nothing_happens_when_the_user_thinks_better_of_it(
    qtbot: QtBot, office: Office, preferences: Preferences, saving: Saving
) -> None:
    """Without it closing the question for a file prints somewhere, or closes the window with it."""
    saving.answer = lambda _proposed: None
    dialog = opened(qtbot, PrintDialog(office, preferences, schools(office, "name")))
    with qtbot.assertNotEmitted(dialog.printed):
        QTest.mouseClick(dialog.excel, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: office.worker.idle)
    assert dialog.isVisible()
    assert not list(saving.asked[0].parent.iterdir())


@pytest.mark.usefixtures("saving")
def test_long_printing_is_shown_and_stopped(
    qtbot: QtBot,
    office: Office,
    preferences: Preferences,
    picture: Picture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without it the user waits for a hundred thousand rows that she asked for by mistake."""
    stopped: list[bool] = []

    def endless(_document: object, _target: Path, progress: Callable[[float], None]) -> None:
        try:
            while True:
                progress(0.25)
        finally:
            stopped.append(True)

    monkeypatch.setattr("setvzaim.rendering.render", endless)
    dialog = opened(qtbot, PrintDialog(office, preferences, schools(office, "name")))
    QTest.mouseClick(dialog.pdf, Qt.MouseButton.LeftButton)
    assert dialog.title.isEnabled(), "what is quick must not flicker"
    assert not dialog.strip.isVisible()
    qtbot.waitUntil(dialog.strip.isVisible)
    assert not dialog.title.isEnabled()
    picture(dialog, "print-progress")
    QTest.keyClick(dialog.strip.stop_button, Key.Key_Escape)
    assert dialog.isVisible(), "the first Esc stops, it does not close"
    assert dialog.title.isEnabled()
    assert "файл не записан" in dialog.message.text
    qtbot.waitUntil(lambda: bool(stopped))
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_another_plan_can_be_chosen(
    qtbot: QtBot, example: Base, office: Office, preferences: Preferences, picture: Picture
) -> None:
    """Without it only the newest of two plans can be printed, or under the title of the other one."""
    first = the_plan(office)
    values = {"title": "Дорожная карта", "network": office.context.network, "school_year": YEAR}
    add(example, of=register("plans"), values=values, context=office.context)
    dialog = opened(qtbot, PrintDialog(office, preferences, FormPaper(form("plan"), first)))
    qtbot.waitUntil(lambda: dialog.chooser.record.count() == 2)
    assert dialog.chooser.record.currentText() == first.label
    dialog.title.setText("Мой план")
    dialog.chooser.record.setCurrentIndex(0)
    assert dialog.chooser.record.currentText() == "Дорожная карта"
    assert dialog.title.text() == "Дорожная карта"
    qtbot.waitUntil(lambda: dialog.extent.text() == "В плане ещё нет мероприятий.")
    picture(dialog, "print-two-plans")
    dialog.chooser.record.setCurrentIndex(1)
    assert dialog.title.text() == "Мой план"
    qtbot.waitUntil(lambda: dialog.extent.text() == "В плане 30 мероприятий.")


def test_the_window_fits_a_small_screen(qtbot: QtBot, office: Office, preferences: Preferences) -> None:
    """Without it the buttons lie below the edge of a screen of 1280×720."""
    for what in (schools(office), plan_paper(office)):
        dialog = opened(qtbot, PrintDialog(office, preferences, what))
        assert dialog.width() <= 1280
        assert dialog.height() <= 680
        assert dialog.minimumSizeHint().height() <= 360, "at 200 % it scrolls"
        dialog.reject()


def test_the_size_of_the_window_is_kept(qtbot: QtBot, office: Office, preferences: Preferences) -> None:
    """Without it the user makes the window larger each time."""
    dialog = opened(qtbot, PrintDialog(office, preferences, schools(office)))
    dialog.resize(dialog.width(), dialog.height() - 60)  # the screen of the tests is small
    wanted = dialog.size()
    dialog.reject()
    again = opened(qtbot, PrintDialog(office, preferences, schools(office)))
    assert again.size() == wanted


@pytest.mark.usefixtures("saving")
def test_the_day_of_the_list_is_that_of_the_field(qtbot: QtBot, office: Office, preferences: Preferences) -> None:
    """Without it a list for the first of September says another day."""
    dialog = opened(qtbot, PrintDialog(office, preferences, schools(office, "name")))
    dialog.sheet.day.setDate(QDate(2026, 9, 1))
    with qtbot.waitSignal(dialog.printed) as printed:
        QTest.mouseClick(dialog.pdf, Qt.MouseButton.LeftButton)
    path = file_of(printed)
    assert path.name == "Школы 2026-09-01.pdf"
    assert "по состоянию на 01.09.2026" in pdf_text(path)


def test_tab_goes_through_everything_in_the_order_of_reading(
    qtbot: QtBot, office: Office, preferences: Preferences
) -> None:
    """Without it a user without a mouse loses her way, and a screen reader says «кнопка» and nothing else."""
    dialog = opened(qtbot, PrintDialog(office, preferences, plan_paper(office)))
    qtbot.waitUntil(lambda: dialog.chooser.settled and dialog.preview.settled)
    saves = ["Сохранить как PDF", "Сохранить как Word", "Сохранить как Excel"]
    foot = ["Обычные настройки", *saves, "Открыть", "Напечатать…", "Закрыть"]
    preview = ["Мельче", "Крупнее", "По ширине", "Страницы документа"]
    assert _walk(dialog, dialog.chooser.list, 15) == [
        "Документы",
        "План",
        *preview,
        *foot,
        "Что печатать",
        "Найти документ",
    ]
    dialog.face.tabs.setCurrentIndex(1)
    assert _walk(dialog, dialog.title, 12) == [
        "Заголовок", "Столбцы по порядку", "Передвинуть столбец ниже", "Обычные столбцы", "Ориентация", "Оформление",
        "Текст таблицы", "Хранится больше 10 лет", "Гриф УТВЕРЖДАЮ", "Гриф СОГЛАСОВАНО", "Строка с номерами столбцов",
        "Без фамилий",
    ]  # fmt: skip


def test_closing_at_once_leaves_nothing_behind(qtbot: QtBot, office: Office, preferences: Preferences) -> None:
    """Without it an answer that comes after the window was closed brings an error out of nowhere."""
    dialog = PrintDialog(office, preferences, plan_paper(office))
    dialog.open()
    dialog.reject()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()
    qtbot.waitUntil(lambda: office.worker.idle)


def test_settings_that_make_no_sense_are_passed_over(qtbot: QtBot, office: Office, preferences: Preferences) -> None:
    """Without it printing fails until somebody finds and deletes a file of settings."""
    nonsense: dict[str, str | list[str]] = {
        "columns": ["name", "вовсе нет"], "screen": ["name", "pupils"], "orientation": "криво", "profile": "gost-1913",
        "table_size": "огромный", "long_storage": "как-нибудь",
    }  # fmt: skip
    for key, value in nonsense.items():
        preferences.keep(f"print/schools/{key}", value)
    dialog = opened(qtbot, PrintDialog(office, preferences, schools(office, "name", "pupils")))
    assert dialog.sheet.choices(dialog.columns.chosen()) == Choices(columns=("name",))


def _buddy(dialog: PrintDialog, widget: QWidget) -> str:
    return next((label.text() for label in dialog.findChildren(QLabel) if label.buddy() is widget), "")


def _walk(dialog: PrintDialog, start: QWidget, steps: int) -> list[str]:
    """Go through the window by Tab and return what each field is called."""
    start.setFocus()
    names: list[str] = []
    while (here := QApplication.focusWidget()) is not None and len(names) < steps:
        names.append(here.accessibleName() or _buddy(dialog, here) or str(here.property("text")))
        QTest.keyClick(here, Key.Key_Tab)
    return names
