"""Ways: the word of somebody who has driven it wins; the rest is foretold from measured roads."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.analysis.travel import Factor, Known, Own, Point, Season, Source, Speeds, calibrate, straight, strays, way
from setvzaim.analysis.travel.strays import Doubt

SHARED = Path(os.environ.get("SETVZAIM_SHARED", Path(__file__).parents[3] / "shared" / "data"))
KALMYKIA = SHARED / "geonames-kalmykia"
needs_real = pytest.mark.skipif(not KALMYKIA.is_dir(), reason="the settlements of Kalmykia are not on this machine")
ELISTA, YASHKUL = Point(46.3078, 44.2558), Point(46.1717, 45.3397)
POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def test_a_straight_line_is_that_of_the_globe() -> None:
    assert straight(Point(0, 0), Point(0, 180)) == pytest.approx(20015.1, abs=0.1)
    assert straight(Point(0, 0), Point(1, 0)) == pytest.approx(111.195, abs=0.001)
    assert straight(ELISTA, YASHKUL) == pytest.approx(84.6, abs=0.2)


@given(POINTS, POINTS, POINTS)
def test_it_is_a_distance(one: Point, two: Point, three: Point) -> None:
    assert straight(one, one) == 0
    assert straight(one, two) == pytest.approx(straight(two, one))
    assert straight(one, three) <= straight(one, two) + straight(two, three) + 1e-6


class TestWay:
    FACTOR, SPEEDS = Factor(1.2), Speeds({Season.DRY: 60, Season.WET: 35, Season.WINTER: 45})

    def go(self, *own: Own, season: Season = Season.DRY, start: Point | None = ELISTA):  # type: ignore[no-untyped-def]
        return way(start, YASHKUL, own, self.FACTOR, self.SPEEDS, season)

    def test_nothing_said_is_the_straight_line_times_the_factor(self) -> None:
        found = self.go()
        assert (found.source, found.kilometres) == (Source.ESTIMATED, pytest.approx(101.5, abs=0.3))
        assert found.minutes == pytest.approx(found.kilometres)
        assert self.go(season=Season.WET).minutes > found.minutes

    def test_what_somebody_said_wins_and_his_word_for_the_season_first(self) -> None:
        year, wet = Own(kilometres=91, minutes=75), Own(minutes=140, season=Season.WET)
        assert (self.go(year, wet).minutes, self.go(year, wet).source) == (75, Source.OWN)
        thaw = self.go(year, wet, season=Season.WET)
        assert (thaw.kilometres, thaw.minutes) == (91, 140)
        assert self.go(Own(kilometres=90)).minutes == 90

    def test_a_closed_road_is_closed_in_its_season_only(self) -> None:
        closed = Own(season=Season.WET, closed=True)
        assert self.go(closed, season=Season.WET).closed
        assert not self.go(closed).closed

    def test_where_a_place_is_not_known_nothing_is_made_up(self) -> None:
        assert self.go(start=None) is None
        assert self.go(Own(minutes=10), start=None).minutes == 10


def test_few_roads_leave_the_usual_factor() -> None:
    assert calibrate([Known(ELISTA, YASHKUL, 91)] * 2, usual=1.4) == Factor(1.4, 2)


@needs_real
def test_the_factor_of_kalmykia_lies_among_its_measured_roads() -> None:
    """Ratios known of it: Элиста-Яшкуль 1.07, Элиста-Городовиковск 1.30, Юста-Элиста 1.33."""
    places = {name: point for name, _, point in _settlements()}
    with (KALMYKIA / "road_distances_kalmykia.csv").open(encoding="utf-8") as file:
        roads = [
            Known(places[row["from"]], places[row["to"]], float(row["road_km"]))
            for row in csv.DictReader(file)
            if row["from"] in places and row["to"] in places
        ]
    factor = calibrate(roads, 1.3)
    assert factor.count >= 6
    assert factor.low is not None
    assert factor.high is not None
    assert factor.error is not None
    assert 1.0 <= factor.low <= factor.value <= factor.high <= 1.35
    assert factor.error < 0.1


@needs_real
def test_coordinates_in_another_district_are_found() -> None:
    """Комсомольский of Чернозёмельский district stands 208 km away in the file; Яшкуль stands right."""
    found = {stray.of: stray for stray in strays(_settlements(), 3, 40) if stray.doubt is Doubt.OUTSIDE}
    assert found["Комсомольский"].kilometres == pytest.approx(207.5, abs=1)
    assert found["Комсомольский"].nearest == "ЮСТИНСКИЙ РАЙОН"
    assert "Яшкуль" not in found


def test_two_schools_in_one_place_are_asked_about_once_each() -> None:
    here = Point(46, 44)
    rows = [(n, "Район", Point(46 + n / 100, 44)) for n in range(5)] + [("а", "Район", here), ("б", "Район", here)]
    shared = [stray.of for stray in strays(rows, 3, 40) if stray.doubt is Doubt.SHARED]
    assert shared == [0, "а", "б"]


def _settlements() -> list[tuple[str, str, Point]]:
    with (KALMYKIA / "geonames_postal_RU_kalmykia_2016.tsv").open(encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return [(row[2], row[5], Point(float(row[9]), float(row[10]))) for row in rows]
