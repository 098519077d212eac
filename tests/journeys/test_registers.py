"""Work in the tables: finding, sorting, filtering, changing, adding, deleting, copying."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from journeys.person import Person, leaves_of
from setvzaim.registers import LinkTo
from setvzaim.ui.card.editors import ChoiceEditor, LineEditor
from setvzaim.ui.card.links import LinkEditor, LinksEditor
from setvzaim.ui.table.filters import FilterPopup

Kept = Callable[[Path, str], list[dict[str, object]]]


def test_a_click_on_a_header_sorts_as_russians_do(at_example: Person) -> None:
    """Sorting is by Russian rules (ё by е), numbers as numbers, the second click turns it round."""
    at_example.clicks_header("pupils")
    pupils = [int(text) for text in at_example.column("pupils")]
    assert pupils == sorted(pupils)
    at_example.clicks_header("pupils")
    assert [int(text) for text in at_example.column("pupils")] == sorted(pupils, reverse=True)
    at_example.clicks_header("name")
    names = at_example.column("name")
    assert names.index("МБОУ «Озёрная СОШ»") < names.index("МБОУ «Полынновская СОШ»")
    at_example.picture("schools-sorted")


def test_search_folds_case_and_yo(at_example: Person) -> None:
    """«озерная» finds «Озёрная», and what is counted is said."""
    at_example.keys("Ctrl+F")
    with at_example.bot.waitSignal(at_example.page.ready):
        at_example.types("озерная")
    assert at_example.column("name") == ["МБОУ «Озёрная СОШ»"]
    assert at_example.page.line.counted.text() == "1 из 14"
    with at_example.bot.waitSignal(at_example.page.ready):
        at_example.types(" нигде")
    assert "ни одной строки" in at_example.page.empty.text
    at_example.picture("schools-nothing-found")
    (button,) = at_example.page.empty.findChildren(QPushButton)
    at_example.clicks(button)
    assert at_example.page.model.rowCount() == 14


def test_a_filter_is_a_chip_that_can_be_taken_away(at_example: Person) -> None:
    """Filter by status and by number, see both as chips, take one away, then all."""
    page = at_example.page
    page._filter_by(page.register["status"])
    popup = at_example.dialog(FilterPopup)
    at_example.picture("filter-status", popup)
    QTest.keyClick(at_example.focus, Qt.Key.Key_Space)
    with at_example.bot.waitSignal(page.ready):
        at_example.keys("Return")
    assert set(at_example.column("status")) == {"▲ ШНОР", "▲ ШНОР, ◆ ШНСУ"}
    page._filter_by(page.register["pupils"])
    popup = at_example.dialog(FilterPopup)
    at_example.types("сто")
    at_example.keys("Return")
    assert popup.isVisible(), "a wrong number must not close the window"
    assert "нужно число" in popup._fault.text()
    at_example.picture("filter-refused", popup)
    at_example.keys("Ctrl+A")
    at_example.types("100")
    with at_example.bot.waitSignal(page.ready):
        at_example.keys("Return")
    assert at_example.column("name") == ["МБОУ «Шарнурская СОШ»"]
    chips = [b.text() for b in page.filters.findChildren(QPushButton) if b.isVisible()]
    assert chips == ["Статус: ШНОР", "Учеников: от 100", "Снять весь отбор"]
    at_example.picture("schools-filtered")
    away = next(b for b in page.filters.findChildren(QToolButton) if "Учеников" in b.accessibleName())
    with at_example.bot.waitSignal(page.ready):
        at_example.clicks(away)
    assert page.model.rowCount() == 3
    with at_example.bot.waitSignal(page.ready):
        at_example.keys("Ctrl+Shift+L")
    assert page.model.rowCount() == 14


def test_columns_are_chosen_moved_and_kept(opens: Callable[..., Person], example_path: Path) -> None:
    """Hidden, shown and moved columns are the same at the next start."""
    person = opens(example_path)
    menu = person.page.table.header_menu(person.page.model.columns.index(person.page.register["address"]))
    next(action for action in menu.actions() if action.text() == "Скрыть столбец").trigger()
    leaves = [leaf for action in menu.actions() for leaf in leaves_of(action)]
    next(action for action in leaves if action.text() == "Телефон").trigger()
    person.page.table.horizontalHeader().moveSection(0, 2)
    shown = [column.key for column in person.page.table.shown_columns()]
    assert "address" not in shown
    assert "phone" in shown
    person.picture("schools-columns")
    person.window.close()
    again = opens(example_path)
    assert [column.key for column in again.page.table.shown_columns()] == shown


def test_a_cell_is_typed_over_and_kept(at_example: Person, example_path: Path, kept: Kept) -> None:
    """Typing on a cell changes it, Enter keeps it; a wrong value stays in the cell with the reason said."""
    at_example.clicks_cell(0, "pupils")
    at_example.types("97", into=at_example.page.table)
    at_example.keys("Return")
    at_example.bot.waitUntil(lambda: at_example.cell(0, "pupils") == "97")
    at_example.clicks_cell(0, "pupils")
    at_example.types("много", into=at_example.page.table)
    at_example.keys("Return")
    assert "нужно число" in at_example.workspace.messages.text
    at_example.bot.waitUntil(lambda: getattr(at_example.focus, "text", str)() == "много")
    at_example.picture("cell-refused")
    at_example.keys("Escape")
    at_example.bot.waitUntil(lambda: at_example.cell(0, "pupils") == "97")
    at_example.window.close()
    assert next(row for row in kept(example_path, "schools") if row["number"] == "085009")["pupils"] == 97


def test_a_change_in_the_card_is_kept_when_the_field_is_left(
    at_example: Person, example_path: Path, kept: Kept
) -> None:
    """No «save»: leaving the field keeps it. A wrong value stays in the field, the reason under it, the base as was."""
    at_example.clicks_cell(0, "name")
    form = at_example.page.card.form
    field = form.fields["pupils"]
    field.editor.begin()
    at_example.types("сто")
    at_example.keys("Tab")
    assert field.editor.raw() == "сто"
    assert "нужно число" in field.fault.text()
    assert field.fault.isVisible()
    at_example.picture("card-refused")
    assert at_example.cell(0, "pupils") == "96"
    field.editor.begin()
    at_example.types("101")
    at_example.keys("Tab")
    assert not field.fault.isVisible()
    assert at_example.cell(0, "pupils") == "101"
    phone = form.fields["phone"].editor
    phone.begin()
    at_example.types("8 (84799) 1-11-11")
    at_example.window.close()
    row = next(row for row in kept(example_path, "schools") if row["number"] == "085009")
    assert (row["pupils"], row["phone"]) == (101, "8 (84799) 1-11-11"), "closing must keep what was typed"


def test_a_new_record_is_kept_once_it_is_whole(at_example: Person) -> None:
    """Ctrl+N, type, go on by Tab: the district is filled in already, and the record is there when it can be."""
    at_example.keys("Ctrl+N")
    card = at_example.page.card
    assert card.drafting
    assert str(card.form.fields["municipality"].editor.raw()) == "Тюльпанный район"
    at_example.picture("card-new")
    at_example.types("МКОУ «Ёлочная ООШ»")
    at_example.keys("Tab")
    at_example.bot.waitUntil(lambda: "МКОУ «Ёлочная ООШ»" in at_example.page.card.title)
    at_example.wait()
    assert not card.drafting
    with at_example.bot.waitSignal(at_example.page.ready):
        at_example.window.standing.network.setCurrentIndex(0)
        at_example.window.choose_context(at_example.window.standing.context)
    at_example.wait()
    assert "МКОУ «Ёлочная ООШ»" in at_example.column("name")


def test_a_draft_that_is_left_is_offered_back(at_example: Person) -> None:
    """Nothing typed is lost: a new person without a school is offered back after another row was chosen."""
    at_example.goes_to("staff")
    at_example.keys("Ctrl+N")
    at_example.types("Нимгирова Кермен Саналовна")
    at_example.clicks_cell(2, "position")
    assert "Школа" in at_example.workspace.messages.text
    at_example.picture("draft-dropped")
    at_example.clicks(at_example.workspace.messages._action)
    card = at_example.page.card
    at_example.bot.waitUntil(lambda: card.drafting)
    assert card.form.fields["name"].editor.raw() == "Нимгирова Кермен Саналовна"
    at_example.keys("Escape")
    assert not card.drafting


def test_a_person_is_entered_by_the_code(at_example: Person) -> None:
    """Who gave no consent has no name; the card says that one of both is needed, and then calls the person so."""
    at_example.goes_to("staff")
    at_example.keys("Ctrl+N")
    card = at_example.page.card
    assert card._hint.text() == "Запишется, когда будет заполнено: ФИО или Код, Школа."
    for key, typed in (("code", "П-77"), ("school", at_example.column("school")[0])):
        card.begin_edit(key)
        at_example.types(typed)
    at_example.keys("Tab")
    at_example.wait()
    assert not card.drafting
    assert card.title == "П-77"
    at_example.picture("person-by-code")


def test_a_link_is_typed_with_suggestions(at_example: Person) -> None:
    """A school is found by a part of its name; a name that is not there is refused with the nearest ones."""
    at_example.goes_to("needs")
    at_example.clicks_cell(0, "title")
    field = at_example.page.card.form.fields["school"]
    editor = field.editor
    assert isinstance(editor, LinkEditor)
    editor.begin()
    at_example.types("озер")
    at_example.bot.waitUntil(lambda: editor.line.completer().popup().isVisible())
    at_example.picture("link-suggested")
    popup = editor.line.completer().popup()
    at_example.keys("Down", "Return", into=popup)
    at_example.wait()
    assert at_example.cell(at_example.page.model.place_of(at_example.page.table.current() or ""), "school") == (
        "МБОУ «Озёрная СОШ»"
    )
    editor.begin()
    at_example.types("МБОУ «Озорная СОШ»")
    at_example.keys("Tab")
    assert "похоже на" in field.fault.text()
    at_example.picture("link-refused")
    editor.show_value(None)
    field.refuse("")


def links_of(value: object) -> tuple[object, ...]:
    """Return the links of a column of several."""
    assert isinstance(value, tuple)
    return value


def test_several_links_are_added_and_taken_away(at_example: Person, example_path: Path, kept: Kept) -> None:
    """The schools of a measure: one more is added by its name, another is taken away."""
    at_example.goes_to("measures")
    titles = at_example.column("title")
    at_example.clicks_cell(6, "title")
    editor = at_example.page.card.form.fields["participants"].editor
    assert isinstance(editor, LinksEditor)
    before = editor.raw()
    assert isinstance(before, tuple)
    editor.begin()
    at_example.types("МБОУ «Озёрная СОШ»")
    at_example.keys("Return")
    at_example.bot.waitUntil(lambda: all(isinstance(link, LinkTo) for link in links_of(editor.raw())))
    editor._take_away(0)
    at_example.wait()
    at_example.picture("card-links")
    at_example.window.close()
    row = next(row for row in kept(example_path, "measures") if row["title"] == titles[6])
    assert [str(link) for link in links_of(row["participants"])] == [str(x) for x in before[1:]] + [
        "МБОУ «Озёрная СОШ»"
    ]


def test_several_rows_get_the_same_value_and_are_summed(at_example: Person) -> None:
    """Two schools are chosen with Shift; the foot sums them, and the card gives both the same value."""
    at_example.clicks_cell(0, "name")
    at_example.keys("Shift+Down", into=at_example.page.table)
    at_example.bot.waitUntil(lambda: "учеников 301" in at_example.page.sums.text())
    assert at_example.page.card.title == "Выделено: 2 школы"
    at_example.picture("schools-two")
    editor = at_example.page.card.form.fields["rural"].editor
    assert isinstance(editor, ChoiceEditor)
    editor.box.setFocus()
    at_example.keys("Down")
    editor.box.setCurrentIndex(2)
    editor.box.activated.emit(2)
    at_example.wait()
    at_example.bot.waitUntil(lambda: [at_example.cell(row, "rural") for row in (0, 1)] == ["нет", "нет"])


def test_deleting_names_what_went_with_it_and_takes_it_back(at_example: Person) -> None:
    """Del asks nothing: the bar says what went with the school, and «Отменить» brings all of it back."""
    at_example.clicks_cell(0, "name")
    at_example.keys("Del", into=at_example.page.table)
    at_example.bot.waitUntil(lambda: at_example.page.model.rowCount() == 13)
    said = at_example.workspace.messages.text
    assert "Удалено: школа МБОУ «Ветровская СОШ»." in said
    assert "9 педагогов" in said
    assert "5 потребностей" in said
    at_example.picture("deleted")
    at_example.clicks(at_example.workspace.messages._action)
    at_example.bot.waitUntil(lambda: at_example.page.model.rowCount() == 14)
    at_example.goes_to("staff")
    assert at_example.page.model.rowCount() == 160


def test_delete_in_a_field_deletes_a_letter_not_a_school(at_example: Person) -> None:
    """The Del key belongs to the field while the cursor is in one."""
    at_example.clicks_cell(0, "name")
    editor = at_example.page.card.form.fields["settlement"].editor
    assert isinstance(editor, LineEditor)
    editor.begin()
    at_example.keys("Home", "Del")
    assert editor.line.text() == ". Ветровка"
    assert at_example.page.model.rowCount() == 14
    assert at_example.no_dialog()


def test_rows_are_copied_as_a_table_and_pasted_back(at_example: Person) -> None:
    """What is copied pastes into Excel as cells; a column from Excel pastes over the table's cells, all or none."""
    at_example.clicks_cell(0, "pupils")
    at_example.keys("Shift+Down", "Ctrl+C", into=at_example.page.table)
    clipboard = QGuiApplication.clipboard()
    lines = [line.split("\t") for line in clipboard.text().split("\n")]
    assert lines[0][0] == "Школа"
    assert lines[1][0] == "МБОУ «Ветровская СОШ»"
    assert lines[1][3] == "96"
    assert "<td>96</td>" in clipboard.mimeData().html()
    clipboard.setText("301\t31\r\n302\t32\r\n")
    at_example.clicks_cell(0, "pupils")
    at_example.keys("Ctrl+V", into=at_example.page.table)
    at_example.bot.waitUntil(lambda: at_example.column("teachers")[:2] == ["31", "32"])
    assert at_example.column("pupils")[:2] == ["301", "302"]
    clipboard.setText("401\r\nмного\r\n")
    at_example.keys("Ctrl+V", into=at_example.page.table)
    assert "строка 2" in at_example.workspace.messages.text
    assert at_example.column("pupils")[:2] == ["301", "302"], "a wrong cell must keep the whole table out"


def test_links_and_related_records_lead_there_and_back(at_example: Person) -> None:
    """From a school to its staff, from a teacher to the school, and a new teacher knows the school already."""
    at_example.clicks_cell(0, "name")
    card = at_example.page.card
    staff = next(b for b in card.findChildren(QPushButton) if b.text() == "Педагоги: 9")
    at_example.clicks(staff)
    assert at_example.page.register.key == "staff"
    assert set(at_example.column("school")) == {"МБОУ «Ветровская СОШ»"}
    at_example.picture("staff-of-a-school")
    at_example.keys("Ctrl+N")
    assert str(at_example.page.card.form.fields["school"].editor.raw()) == "МБОУ «Ветровская СОШ»"
    at_example.keys("Escape")
    at_example.clicks_cell(0, "name")
    school = at_example.page.card.form.fields["school"].editor
    go = next(b for b in school.findChildren(QToolButton) if "перейти" in b.accessibleName())
    at_example.clicks(go)
    assert at_example.page.register.key == "schools"
    assert at_example.page.card.title == "МБОУ «Ветровская СОШ»"


def test_a_row_is_repeated(at_example: Person) -> None:
    """Ctrl+D makes a row like the current one and shows it."""
    at_example.goes_to("equipment")
    count = at_example.page.model.rowCount()
    at_example.clicks_cell(0, "name")
    at_example.keys("Ctrl+D")
    at_example.bot.waitUntil(lambda: at_example.page.model.rowCount() == count + 1)


def test_the_model_keeps_qt_s_contract(at_example: Person) -> None:
    """A model that lies to its view crashes the program: Qt's own tester watches it through sorts and filters."""
    model = at_example.page.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    at_example.clicks_header("pupils")
    at_example.keys("Ctrl+F")
    with at_example.bot.waitSignal(at_example.page.ready):
        at_example.types("сош")
    at_example.keys("Escape")
    assert tester.model() is model


def test_the_selection_stays_where_it_was_when_the_order_changes(at_example: Person) -> None:
    """After sorting, the record that was chosen is still the chosen one."""
    at_example.clicks_cell(5, "name")
    record = at_example.page.table.current()
    at_example.clicks_header("pupils")
    assert at_example.page.table.current() == record
    assert at_example.page.table.selected() == (record,)


def test_the_menu_of_a_cell_leads_to_what_it_links(at_example: Person) -> None:
    """A right click on a cell with a link offers to go there."""
    at_example.goes_to("needs")
    index = at_example.page.model.index(0, 1)
    menu = at_example.page.table.cell_menu(index)
    assert menu.actions()[0].text() == "Перейти: МБОУ «Ветровская СОШ»"
    menu.actions()[0].trigger()
    at_example.wait()
    assert at_example.page.register.key == "schools"
    assert at_example.page.table.selectionModel().hasSelection()
    assert isinstance(at_example.page.table.selectionModel(), QItemSelectionModel)
    assert at_example.page.table.visualRect(at_example.page.table.currentIndex()).topLeft() != QPoint(-1, -1)
