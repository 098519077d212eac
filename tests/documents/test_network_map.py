"""The map: everything inside its frame, nothing over anything else, and a status to be told without colours."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.documents.drawing import Caption, Drawing, Mark, Shape, Stroke, corners, words_width
from setvzaim.documents.map_data import MapData, MapPair, MapSchool
from setvzaim.documents.network_map import network_map

SCHOOLS = st.lists(
    st.builds(
        MapSchool,
        key=st.uuids().map(str),
        label=st.text("абвгде ", min_size=1, max_size=20),
        latitude=st.floats(45, 48),
        longitude=st.floats(41, 48),
        pupils=st.none() | st.integers(0, 2000),
        statuses=st.lists(st.sampled_from(["low_results", "adverse_conditions", "resilient", "stable"])).map(tuple),
        center=st.booleans(),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda school: school.key,
)


@given(SCHOOLS, st.floats(80, 400), st.floats(80, 300), st.data())
def test_everything_is_inside_the_frame_and_names_are_apart(
    schools: list[MapSchool], width: float, height: float, data: st.DataObject
) -> None:
    keys = st.sampled_from([school.key for school in schools])
    pairs = data.draw(st.lists(st.builds(MapPair, keys, keys, st.just("on_site"), st.floats(0, 1)), max_size=8))
    drawing = network_map(MapData(tuple(schools), tuple(pairs)), width, height)
    for item in drawing.items:
        for x, y in _ends(item):
            assert -0.01 <= x <= width + 0.01
            assert -0.01 <= y <= height + 0.01
    named = {school.label for school in schools}
    names = [item for item in drawing.items if isinstance(item, Caption) and item.text in named]
    for one, other in combinations(names, 2):
        apart_x = one.x + words_width(one.text, one.size) <= other.x + 1e-6 or (
            other.x + words_width(other.text, other.size) <= one.x + 1e-6
        )
        assert apart_x or abs(one.y - other.y) >= one.size


def _ends(item: object) -> list[tuple[float, float]]:
    match item:
        case Mark(x, y, radius):
            return [(x - radius, y - radius), (x + radius, y + radius)]
        case Stroke(x1, y1, x2, y2):
            return [(x1, y1), (x2, y2)]
        case Caption(x, y, text, size):
            return [(x, y), (x + words_width(text, size) if text else x, y - size)]
        case _:
            raise TypeError(item)


def test_a_kilometre_is_as_long_to_the_east_as_to_the_north() -> None:
    """Else near schools look far."""
    step = 0.5
    east = step / math.cos(math.radians(46 + step / 2))
    schools = (
        MapSchool("а", "А", 46, 44, 10), MapSchool("б", "Б", 46 + step, 44, 10), MapSchool("в", "В", 46, 44 + east, 10),
    )  # fmt: skip
    marks = {item.key: item for item in network_map(MapData(schools), 200, 200).items if isinstance(item, Mark)}
    north = marks["а"].y - marks["б"].y
    assert marks["в"].x - marks["а"].x == pytest.approx(north)
    assert north > 100, "the frame is used"


def test_a_status_has_a_shape_of_its_own_and_a_large_school_is_larger() -> None:
    codes = ("low_results", "adverse_conditions", "resilient", "stable")
    schools = tuple(MapSchool(code, code, 46 + n / 10, 44, 100 * (n + 1), (code,)) for n, code in enumerate(codes))
    found = {item.key: item for item in network_map(MapData(schools), 100, 100).items if isinstance(item, Mark)}
    marks = [found[code] for code in codes]
    assert [mark.shape for mark in marks] == [Shape.TRIANGLE, Shape.DIAMOND, Shape.STAR, Shape.CIRCLE]
    assert [mark.radius for mark in marks] == sorted(mark.radius for mark in marks)
    assert [len(corners(mark)) for mark in marks] == [3, 4, 10, 0]


def test_an_arrow_leads_from_edge_to_edge_and_none_where_there_is_no_room() -> None:
    schools = (MapSchool("а", "А", 46, 44, 10), MapSchool("б", "Б", 46.5, 44, 10), MapSchool("в", "В", 46.5, 44, 10))
    pairs = (MapPair("а", "б", "remote", 1), MapPair("б", "в", "on_site", 1), MapPair("а", "нет", "on_site", 1))
    drawing = network_map(MapData(schools, pairs), 100, 100)
    (arrow,) = (item for item in drawing.items if isinstance(item, Stroke) and item.arrow)
    start = next(item for item in drawing.items if isinstance(item, Mark) and item.key == "а")
    assert arrow.dashes, "remote help is told from help on site without colours"
    assert math.hypot(arrow.x1 - start.x, arrow.y1 - start.y) == pytest.approx(start.radius)


def test_no_school_is_an_empty_sheet() -> None:
    assert network_map(MapData(()), 100, 50) == Drawing(100, 50, ())


def test_every_school_of_a_crowd_is_in_exactly_one_sign_and_no_number_is_covered() -> None:
    """Six hundred schools of a region: none is lost under another, and what stands on the map can be read."""
    chance = Random(7)  # noqa: S311 - repeatable
    schools = tuple(
        MapSchool(str(n), f"Школа {n}", chance.gauss(43.3, 0.2), chance.gauss(45.7, 0.3), chance.randrange(40, 900))
        for n in range(600)
    )
    marks = [item for item in network_map(MapData(schools), 180, 120).items if isinstance(item, Mark) and item.key]
    told = [key for mark in marks for key in (mark.members or (mark.key,))]
    assert sorted(told) == sorted(school.key for school in schools)
    assert len(marks) < 300
    several = [mark for mark in marks if mark.members]
    assert all(mark.text == str(len(mark.members)) for mark in several)
    for mark, other in combinations(several, 2):
        apart = math.hypot(mark.x - other.x, mark.y - other.y)
        assert apart >= 0.95 * (mark.radius + other.radius) - 1e-6


def test_the_status_of_a_school_in_a_crowd_is_seen_and_counted() -> None:
    """Else the schools that need help most would vanish where most schools are."""
    near = [MapSchool(str(n), f"Школа {n}", 46 + n / 1000, 44, 100) for n in range(5)]
    near[3] = replace(near[3], statuses=("low_results",))
    drawing = network_map(MapData((*near, MapSchool("в", "В", 46.9, 44, 10))), 100, 100)
    marks = [item for item in drawing.items if isinstance(item, Mark)]
    crowd = next(mark for mark in marks if mark.members)
    assert crowd.tip.startswith("5 школ рядом, из них ШНОР\u00a01:")
    (sign,) = (mark for mark in marks if mark.shape is Shape.TRIANGLE)
    assert math.hypot(sign.x - crowd.x, sign.y - crowd.y) == pytest.approx(crowd.radius)


def test_help_between_two_crowds_is_one_arrow_that_tells_all_its_pairs() -> None:
    left = [MapSchool(f"л{n}", f"Л {n}", 46 + n / 1000, 44, 100) for n in range(8)]
    right = [MapSchool(f"п{n}", f"П {n}", 46 + n / 1000, 45, 100) for n in range(8)]
    pairs = (*(MapPair(f"л{n}", f"п{n}", "on_site", 0.5) for n in range(8)), MapPair("л1", "л2", "on_site", 1))
    drawing = network_map(MapData((*left, *right), pairs), 100, 100, scale=False)
    (arrow,) = (item for item in drawing.items if isinstance(item, Stroke))
    assert arrow.tip.startswith("8 пар:\nЛ 0 → П 0\n")
    assert arrow.tip.endswith("и ещё 2 пары")
    assert {"л7", "п7"} < set(arrow.key.split())


def test_how_long_a_way_is_stands_on_its_line() -> None:
    schools = (MapSchool("а", "А", 46, 44, 10), MapSchool("б", "Б", 46.5, 44.5, 10))
    pairs = (MapPair("а", "б", "on_site", 1, way="45 мин в пути"),)
    shown = {mode: {item.text for item in network_map(MapData(schools, (replace(pairs[0], mode=mode),)), 100, 100,
                                                      ways=True).items if isinstance(item, Caption)}
             for mode in ("on_site", "remote")}  # fmt: skip
    assert "45 мин в пути" in shown["on_site"]
    assert "45 мин в пути" not in shown["remote"], "nobody drives"
