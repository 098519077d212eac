"""The map under the hands: what is under the mouse is what is chosen, zoom holds its place, Tab goes through all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from setvzaim.documents.drawing import Ink
from setvzaim.documents.map_data import MapData, MapPair, MapSchool
from setvzaim.ui.map.shapes import ink
from setvzaim.ui.map.view import MapView
from setvzaim.ui.theme import use_theme

SCHOOLS = tuple(
    MapSchool(f"s{n}", f"Село {n}", 46 + n % 4 / 10, 44 + n // 4 / 10, 50 * n, tip=f"МБОУ № {n}") for n in range(12)
)
CROWD = tuple(MapSchool(f"c{n}", f"Хутор {n}", 46.9 + n / 1000, 44.9, 20) for n in range(8))
PAIRS = (MapPair("s0", "s5", "on_site", 1.0, "помогает"), MapPair("s7", "s9", "remote", 0.3))
DATA = MapData(SCHOOLS + CROWD, PAIRS)


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    view = MapView()
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    view.show_map(DATA)
    return view


def wheel(view: MapView, at: QPoint, notches: int) -> None:
    """Turn the wheel over a point."""
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by place only
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_click_chooses_the_school_under_it(view: MapView) -> None:
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    for school in SCHOOLS:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.place_of(school.key))
    assert chosen == [school.key for school in SCHOOLS]
    assert view.accessibleDescription() == "МБОУ № 11"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 300))
    assert len(chosen) == len(SCHOOLS), "an empty place chooses nothing"


def test_a_click_on_the_name_chooses_its_school_too(view: MapView) -> None:
    name = view.shown.names["s11"]
    at = view.mapFromScene(name.sceneBoundingRect().center())
    assert view.school_at(at) == "s11"


def test_dragging_moves_the_map_and_chooses_nothing(view: MapView) -> None:
    view.zoom_by(4.0)
    view.settle()
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    before = view.place_of("s5")
    start = QPoint(450, 300)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(view.viewport(), start + QPoint(20 * step, 12 * step))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(100, 60))
    assert view.place_of("s5") - before == QPoint(100, 60)
    assert not chosen


def test_the_wheel_holds_what_is_under_the_mouse_and_names_without_room_appear(view: MapView) -> None:
    crowd = {school.key for school in CROWD}
    assert len(crowd - view.shown.names.keys()) >= 3, "so near together they cannot all have their names"
    at = view.place_of("c0")
    under = view.mapToScene(at)
    for _ in range(17):
        wheel(view, at, 1)
    assert (view.mapFromScene(under) - at).manhattanLength() <= 2, "stretched around the mouse"
    stretched = view.place_of("c0")
    view.settle()
    places = [view.place_of(key) for key in crowd]
    across, down = sum(at.x() for at in places) / len(crowd), sum(at.y() for at in places) / len(crowd)
    assert abs(across - stretched.x()) + abs(down - stretched.y()) <= 3, "laid anew, the map has not jumped"
    assert view.zoom == pytest.approx(1.25**17, rel=1e-6)
    assert not crowd - view.shown.names.keys()
    wheel(view, at, -40)
    view.settle()
    assert view.zoom == 1.0, "never smaller than the whole"


def test_the_map_is_laid_anew_once_when_the_wheel_rests(view: MapView, qtbot: QtBot) -> None:
    marks = view.shown
    for _ in range(5):
        wheel(view, QPoint(400, 300), 1)
    assert view.shown is marks, "while it turns, the picture is only stretched"
    qtbot.waitUntil(lambda: view.shown is not marks)
    assert view.zoom == pytest.approx(1.25**5)


def test_the_chosen_school_stands_out_with_its_pairs(view: MapView) -> None:
    view.choose("s5")
    (own,) = {part.opacity() for part in view.shown.strokes["s0 s5"]}
    (other,) = {part.opacity() for part in view.shown.strokes["s7 s9"]}
    assert (own, other < 0.5) == (1.0, True)
    view.choose("s2")
    assert {part.opacity() for parts in view.shown.strokes.values() for part in parts} == {1.0}, "it has no pairs"


def test_a_click_on_a_crowd_parts_it_and_a_second_one_of_it_opens_nothing(view: MapView) -> None:
    chosen: list[str] = []
    entered: list[str] = []
    view.chosen.connect(chosen.append)
    view.entered.connect(entered.append)
    assert len(view.shown.drawn["c0"].members) == len(CROWD)
    at = view.place_of("c0")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not any(view.shown.drawn[school.key].members for school in CROWD)
    room = view.viewport().rect()
    assert all(room.contains(view.place_of(school.key)) for school in CROWD)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (chosen, entered) == ([], []), "what came under the mouse was not meant"


def test_schools_in_one_place_are_offered_by_their_names(view: MapView, qtbot: QtBot) -> None:
    """No zoom parts them: two schools of one building."""
    twins = tuple(MapSchool(f"t{n}", "Яр", 46.4, 44.4, 20 - n, tip=f"МБОУ «Яр № {n}»") for n in range(2))
    view.show_map(MapData(SCHOOLS + twins))
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.place_of("t1"))
    menu = view.findChild(QMenu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    assert [action.text() for action in menu.actions()] == ["МБОУ «Яр № 0»", "МБОУ «Яр № 1»"]
    menu.actions()[1].trigger()
    menu.close()
    assert chosen == ["t1"]
    assert view.accessibleDescription() == "МБОУ «Яр № 1»"


def test_only_the_pairs_of_one_mode_are_shown(view: MapView) -> None:
    view.show_mode("remote")
    assert set(view.shown.strokes) == {"s7 s9"}
    assert "очно" not in view.legend.accessibleDescription()
    view.show_mode(None)
    assert set(view.shown.strokes) == {"s0 s5", "s7 s9"}


def test_words_stand_behind_the_names_of_schools(view: MapView) -> None:
    view.show_beside({"s11": "12 мин"})
    assert view.shown.names["s11"].text() == "Село 11, 12 мин"


def test_tab_walks_the_schools_and_goes_on_behind_the_last(qtbot: QtBot) -> None:
    """Who uses only the keyboard comes to every school, and away again."""
    around = QWidget()
    view, after = MapView(), QPushButton("дальше")
    layout = QVBoxLayout(around)
    for part in (view, after):
        layout.addWidget(part)
    qtbot.addWidget(around)
    around.resize(700, 500)
    with qtbot.waitActive(around):
        around.show()
        around.activateWindow()
    view.show_map(replace(DATA, schools=SCHOOLS[:3]))
    view.setFocus()
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Tab)
    assert chosen == ["s0", "s1", "s2"]
    QTest.keyClick(view, Qt.Key.Key_Backtab)
    assert chosen[-1] == "s1"
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_keys_zoom_pan_and_enter_the_card(view: MapView) -> None:
    entered: list[str] = []
    view.entered.connect(entered.append)
    view.choose("s5")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert entered == ["s5"]
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    view.settle()
    assert view.zoom == pytest.approx(1.25**4)
    before = view.place_of("s5").x()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.place_of("s5").x() < before
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == 1.0


def test_a_change_of_figures_does_not_move_the_map(view: MapView) -> None:
    """Somebody types the number of pupils while another looks at one corner of the district."""
    view.zoom_by(5.0, view.place_of("s3"))
    view.settle()
    before = view.place_of("s3")
    view.show_map(replace(DATA, schools=tuple(replace(one, pupils=(one.pupils or 0) + 1) for one in DATA.schools)))
    assert (view.place_of("s3") - before).manhattanLength() <= 2
    view.show_map(replace(DATA, schools=SCHOOLS[:5]))
    assert view.zoom == 1.0, "other schools are shown whole"


def test_parts_can_be_hidden_and_the_legend_tells_only_what_is_there(view: MapView) -> None:
    assert "помогает очно" in view.legend.accessibleDescription()
    view.show_parts(pairs=False, labels=False, legend=True)
    assert not view.shown.strokes
    assert not view.shown.names
    assert "помогает" not in view.legend.accessibleDescription()
    view.show_parts(legend=False)
    assert not view.legend.isVisible()
    assert view.scale_bar.isVisible()
    assert "км" in view.scale_bar.accessibleDescription()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_and_words_stand_out_from_the_ground(qapp: QApplication, theme: str) -> None:
    assert qapp is not None
    use_theme(theme)
    try:
        ground = QGuiApplication.palette().color(QPalette.ColorRole.Base)
        for meaning in Ink:
            least = 4.5 if meaning in (Ink.TEXT, Ink.MUTED) else 3.0
            assert _contrast(ink(meaning), ground) >= least, meaning
    finally:
        use_theme("system")


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
             for part in (colour.redF(), colour.greenF(), colour.blueF())]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_a_larger_font_makes_the_whole_map_larger(view: MapView) -> None:
    view.show_map(MapData(SCHOOLS[-3:]))
    mark = view.shown.marks["s11"].boundingRect().width()
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    view.setFont(font)
    assert view.shown.marks["s11"].boundingRect().width() > 1.5 * mark


def test_an_empty_map_takes_every_key(view: MapView) -> None:
    view.show_map(MapData(()))
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_0, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
    assert view.school_at(QPoint(100, 100)) is None
    assert not view.legend.isVisible()
