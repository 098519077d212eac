"""The settings of the computations: found by the menu and by keys, kept at once, refused in words, undone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from journeys.person import Person, leaves_of
from setvzaim.operations.settings import change_settings
from setvzaim.queries.settings import Settings
from setvzaim.registers.settings import FACTOR, GROUPS, LIMIT, PARTNERS, SEASON, AnySetting
from setvzaim.storage import Base
from setvzaim.ui.proposals.partners import PartnersDialog
from setvzaim.ui.settings.row import SettingRow
from setvzaim.ui.settings.view import SettingsView


def page_of(person: Person) -> SettingsView:
    """The page of settings, reached by its entry in the menu «Правка»."""
    (entry,) = (
        action
        for menu in person.window.menuBar().actions()
        for action in leaves_of(menu)
        if action.text() == "Настройки расчётов…"
    )
    entry.trigger()
    return shown(person)


def shown(person: Person) -> SettingsView:
    person.wait()
    view = person.workspace.shown()
    assert isinstance(view, SettingsView)
    person.bot.waitUntil(lambda: bool(view.summary.text()))
    return view


def kept(path: Path, of: AnySetting) -> object:
    """What the next start finds in the base; `None` for the usual."""
    with Base.open(path) as base, base.read() as connection:
        return Settings(connection).own(of)


def types_into(person: Person, row: SettingRow, text: str) -> None:
    row.editor.begin()
    person.keys("Ctrl+A", into=row.editor.inner)
    person.types(text, into=row.editor.inner)
    person.keys("Return", into=row.editor.inner)


def test_every_setting_is_there_by_keys_with_words_and_limits(at_example: Person) -> None:
    """Ctrl+9 opens the tab, arrows walk the groups, Tab walks the fields: she needs no mouse."""
    person = at_example
    person.keys("Ctrl+9")
    view = shown(person)
    view.take_focus()
    for at, group in enumerate(GROUPS):
        assert view.groups.currentRow() == at
        for of in group.settings:
            row = view.rows[of.key]
            assert row.words.isVisible()
            assert row.editor.inner.accessibleName().startswith(of.words)
            assert not row.reset.isVisible(), f"{of.key} has not been changed"
        person.keys("Down")
    person.keys("Tab")
    assert person.focus in {row.editor.inner for row in view.rows.values()}


def test_a_number_is_kept_at_once_used_by_the_proposal_and_taken_back(at_example: Person, example_path: Path) -> None:
    person = at_example
    view = page_of(person)
    view.groups.setCurrentRow([group.key for group in GROUPS].index("partners"))
    row = view.rows[LIMIT.key]
    types_into(person, row, "60")
    assert row.usual.text() == "обычно 90"
    assert "изменено вами — 1" in view.summary.text()
    assert view.groups.currentItem().text() == "Пары школ · 1"
    person.picture("settings-partners")
    person.keys("Ctrl+Shift+R")
    dialog = person.dialog(PartnersDialog)
    person.bot.waitUntil(lambda: dialog._job is None, timeout=60_000)
    assert dialog.limits.minutes.value() == 60, "the window of pairs holds the same number"
    dialog.reject()
    person.wait()
    person.keys("Ctrl+Z", into=person.window)
    assert row.editor.raw() == "90"
    types_into(person, row, "45")
    person.clicks(row.reset)
    assert row.editor.raw() == "90"
    assert not row.reset.isVisible()
    person.window.close_base()
    person.wait()
    assert kept(example_path, LIMIT) is None


def test_what_cannot_be_is_said_under_the_field_and_the_base_keeps_the_old(
    at_example: Person, example_path: Path
) -> None:
    person = at_example
    view = page_of(person)
    view.groups.setCurrentRow([group.key for group in GROUPS].index("partners"))
    row = view.rows[LIMIT.key]
    for wrong, reason in (("много", "нужно число"), ("1000", "больше наибольшего"), ("12,5", "нужно целое")):
        types_into(person, row, wrong)
        assert reason in row.fault.text()
        assert row.fault.isVisible()
        assert row.editor.raw() == wrong, "what she typed stays for her to mend"
    person.picture("settings-refused")
    person.keys("Escape", into=row.editor.inner)
    assert (row.editor.raw(), row.fault.isVisible()) == ("90", False)
    types_into(person, row, "60")
    row.editor.begin()
    person.types("7", into=row.editor.inner)  # over all of it; the window is closed before the field is left
    person.window.close_base()
    person.wait()
    assert kept(example_path, LIMIT) == 7


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_factor_of_the_roads_is_said_and_calculated_again(
    at_example: Person, example_path: Path, theme: str
) -> None:
    """The number by five measured roads is better than a guess: one button takes it back, and says what it rests on."""
    person = at_example
    person.window._choose_theme(theme)
    view = page_of(person)
    row = view.rows[FACTOR.key]
    assert row.editor.raw() == "1,23"
    assert "По известным расстояниям (5)" in view.roads.words.text()
    assert not view.roads.button.isEnabled()
    types_into(person, row, "1,5")
    assert "Сейчас действует другое число" in view.roads.words.text()
    person.picture(f"settings-roads {theme}")
    person.clicks(view.roads.button)
    assert row.editor.raw() == "1,23"
    choice = view.rows[SEASON.key].editor
    person.keys("Down", into=choice.inner)
    person.wait()
    assert view.rows[SEASON.key].usual.text() == "обычно сухая дорога"
    person.clicks(view.resets["travel"])
    assert "Вернули обычное: 1 настройку." in person.workspace.messages.text
    person.clicks(person.workspace.messages._action)
    person.window.close_base()
    person.wait()
    assert kept(example_path, SEASON) == "wet", "taking the return back brings her own choice back"
    person.window._choose_theme("light")


def test_rules_stand_beside_the_settings_and_not_over_the_pages_of_work(at_example: Person) -> None:
    person = at_example
    for key in ("status_rules", "mode_rules", "pair_rules", "context_indicators"):
        page = person.goes_to(key)
        assert "settings" in page.line.segments.buttons
        assert person.workspace.tabs.tabText(person.workspace.tabs.currentIndex()) == "Настройки"
    person.clicks(person.page.line.segments.buttons["settings"])
    shown(person)


def test_what_a_base_holds_that_could_not_be_typed_is_the_usual(at_example: Person, example_path: Path) -> None:
    """A base written by another program must not make the roads endless: the usual number holds."""
    person = at_example
    person.window.close_base()
    person.wait()
    with Base.open(example_path) as base:
        change_settings(base, values={PARTNERS.key: "3"})
        with base.write() as connection:
            connection.exec_driver_sql("UPDATE settings SET value = '-5' WHERE name = 'partners/most'")
        with base.read() as connection:
            assert Settings(connection)[PARTNERS] == 4


def test_in_a_base_somebody_else_writes_everything_is_seen_and_nothing_can_be_typed(
    opens: Callable[..., Person], example_path: Path
) -> None:
    with Base.open(example_path) as base:
        change_settings(base, values={PARTNERS.key: "3"})
        person = opens(example_path)
        assert person.window.office is not None
        assert person.window.office.read_only
        view = page_of(person)
        view.groups.setCurrentRow([group.key for group in GROUPS].index("partners"))
        row = view.rows[PARTNERS.key]
        assert (row.editor.raw(), row.usual.text()) == ("3", "обычно 4")
        assert not row.editor.isEnabled()
        assert not row.reset.isVisible()
        assert not view.resets["partners"].isEnabled()
        person.picture("settings-read-only")


_SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from setvzaim.app import parts
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.proposals.modes import ModesDialog
from setvzaim.ui.start import make_application, make_window

base, settings, folder, theme = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
application = make_application()
preferences = Preferences(settings)
preferences.keep("window/theme", theme)
window = make_window(parts(), preferences)
window.resize(683, 384)
window.show()

def begin():
    view = window.workspace.open_segment("settings")
    steps = iter((*range(view.groups.count()), None))
    look = QTimer(window, interval=60)
    seen = []

    def turn():
        if not window.worker.idle:
            return
        if seen:
            window.grab().save(str(folder / f"settings-200-{seen[-1]} {theme}.png"))
        at = next(steps)
        if at is not None:
            view.groups.setCurrentRow(at)
            seen.append(at)
            return
        look.stop()
        print(max(area.horizontalScrollBar().maximum() for area in map(view.pages.widget, seen)))
        dialog = ModesDialog(window.office, window.preferences, window)
        dialog.resize(660, 370)
        dialog.open()

        def taken():
            if window.worker.idle:
                last.stop()
                dialog.grab().save(str(folder / f"modes-200 {theme}.png"))
                print(dialog.width(), dialog.height())
                dialog.reject()
                window.close()
                application.quit()

        last = QTimer(dialog, interval=150)
        last.timeout.connect(taken)
        last.start()

    look.timeout.connect(turn)
    look.start()

window.settled.connect(begin)
window.open_base(base)
QTimer.singleShot(60_000, lambda: application.exit(3))
sys.exit(application.exec())
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_is_on_a_small_screen_at_200_per_cent(
    example_path: Path, tmp_path: Path, pictures: Path, theme: str
) -> None:
    """Without it a field or a button lies past the edge of the laptop at school."""
    settings = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    arguments = [str(example_path), str(tmp_path / "window.ini"), str(pictures), theme]
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *arguments],
        env=settings, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    aside, size = done.stdout.splitlines()
    assert int(aside) == 0, "a setting has to be scrolled sideways"
    width, height = map(int, size.split())
    assert width <= 683
    assert height <= 384
