"""Settings of a base: one declaration each, kept within its limits, used by whatever computes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.analysis.plan_time import State
from setvzaim.analysis.travel import Season
from setvzaim.errors import Refusal
from setvzaim.model import Base as Model
from setvzaim.operations.history import undo
from setvzaim.operations.settings import change_settings
from setvzaim.queries import Query
from setvzaim.queries.history import changes_of, operations
from setvzaim.queries.plan_time import plan_time
from setvzaim.queries.setting_list import setting_list
from setvzaim.queries.settings import Settings
from setvzaim.queries.travel import Ways, doubted
from setvzaim.registers import Choice, Flag, Number
from setvzaim.registers.settings import (
    AHEAD,
    EVENNESS,
    FACTOR,
    LIMIT,
    SEASON,
    SPEEDS,
    STRAY_LEAST,
    STRAY_TIMES,
    AnySetting,
    all_settings,
)
from setvzaim.storage import Base
from support import NOWHERE, Adder, dump, rows_of

SETTINGS = tuple(all_settings())


def kept(base: Base) -> dict[str, str]:
    table = Model.metadata.tables["settings"]
    with base.read() as connection:
        found = dict(connection.execute(sa.select(table.c.name, table.c.value)).all())
    return {key: value for key, value in found.items() if key in {one.key for one in SETTINGS}}


def read(base: Base, of: AnySetting) -> object:
    with base.read() as connection:
        return Settings(connection)[of]


@pytest.mark.parametrize("of", SETTINGS, ids=lambda one: one.key)
def test_each_declaration_is_whole(of: AnySetting) -> None:
    """One that lacks words or limits would stand on the page as a riddle, or let a speed of zero in."""
    assert of.words
    assert of.words[0].isupper()
    assert not of.hint or of.hint.endswith(".")
    assert of.kind.read(of.usual) == of.usual
    if isinstance(of.kind, Number):
        assert of.kind.least is not None
        assert of.kind.most is not None
    else:
        assert isinstance(of.kind, Choice | Flag)


def test_no_two_have_one_name() -> None:
    assert len({one.key for one in SETTINGS}) == len(SETTINGS) == len({one.words for one in SETTINGS})


@st.composite
def _changes(draw: st.DrawFn) -> dict[str, object]:
    chosen = draw(st.lists(st.sampled_from(SETTINGS), min_size=1, max_size=6, unique_by=lambda one: one.key))
    return {one.key: draw(st.one_of(st.just(""), _value(one))) for one in chosen}


def _value(of: AnySetting) -> st.SearchStrategy[object]:
    if isinstance(of.kind, Choice):
        return st.sampled_from([option.label for option in of.kind.options])
    if isinstance(of.kind, Flag):
        return st.sampled_from(["да", "нет"])
    assert isinstance(of.kind, Number)
    least, most = of.kind.least or 0, of.kind.most or 0
    if not of.kind.places:
        return st.integers(int(least), int(most))
    return st.floats(least, most).map(lambda value: str(round(value, 3)).replace(".", ","))


@given(st.lists(_changes(), min_size=1, max_size=4))
def test_any_run_of_changes_holds_what_was_typed_last_and_undoes_to_the_byte(
    empty_file: object, tmp_path_factory: pytest.TempPathFactory, runs: list[dict[str, object]]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "база.setvzaim"
    path.write_bytes(empty_file.read_bytes())  # type: ignore[attr-defined]
    by_key = {one.key: one for one in SETTINGS}
    wanted: dict[str, object] = {}
    with Base.open(path) as base:
        steps = []
        for values in runs:
            before = dump(base)
            if change_settings(base, values=values).sequence is not None:
                steps.append(before)
            wanted |= {key: by_key[key].kind.read(raw) if raw != "" else None for key, raw in values.items()}
            for key, value in wanted.items():
                assert read(base, by_key[key]) == (by_key[key].usual if value is None else value)
        for before in reversed(steps):
            undo(base)
            assert dump(base) == before


def test_one_wrong_value_keeps_none_and_says_which(base: Base) -> None:
    """Else half of what a script sets holds and nobody knows which half."""
    with pytest.raises(Refusal) as refusal:
        change_settings(base, values={LIMIT.key: "60", SPEEDS[Season.DRY].key: "0", "travel/none": "1"})
    assert set(refusal.value.faults) == {SPEEDS[Season.DRY].key, "travel/none"}
    assert kept(base) == {}


def test_the_usual_typed_is_the_usual_and_the_history_says_what_was(base: Base) -> None:
    change_settings(base, values={LIMIT.key: 60})
    change_settings(base, values={LIMIT.key: "45"})
    change_settings(base, values={LIMIT.key: "90"})
    assert kept(base) == {}
    with base.read() as connection:
        done = operations(connection)[:3]
        rows = [changes_of(connection, one.sequence)[0] for one in done]
    assert [one.name for one in done] == [f"изменить настройку «{LIMIT.words}»"] * 3
    cells = [(row.name, row.cells[0].was, row.cells[0].now) for row in rows]
    assert cells[0] == (LIMIT.words, "45", "90")
    assert cells[2] == (LIMIT.words, "90", "60")
    undo(base)
    assert read(base, LIMIT) == 45


@pytest.mark.parametrize("text", ["0", "-5", "1e9", "true", "null", "[1]", '"зима"', "NaN", "не JSON", ""])
def test_what_could_not_be_typed_is_no_setting(base: Base, text: str) -> None:
    """A speed of nought from another program would make every road endless."""
    table = Model.metadata.tables["settings"]
    of = SPEEDS[Season.WET]
    change_settings(base, values={of.key: 50})
    with base.write() as connection:
        connection.execute(sa.update(table).values(value=text).where(table.c.name == of.key))
    assert read(base, of) == of.usual
    with base.read() as connection:
        Ways(connection)


class TestUse:
    """Each setting changes what it says it changes."""

    @pytest.fixture
    def pair(self, adder: Adder) -> tuple[str, str]:
        district = adder("municipalities", name="Район")
        place = {"municipality": district, "longitude": "44"}
        return adder("schools", name="А", latitude="46", **place), adder("schools", name="Б", latitude="46,5", **place)

    @staticmethod
    def district(base: Base) -> str:
        return rows_of(base, "municipalities")[0].id

    @pytest.fixture
    def minutes(self, base: Base, pair: tuple[str, str]) -> Callable[[], float]:
        def ask() -> float:
            with base.read() as connection:
                way = Ways(connection).between(*pair)
            assert way is not None
            assert way.minutes is not None
            return way.minutes

        return ask

    def test_speed_season_and_factor_of_the_roads(self, base: Base, minutes: Callable[[], float]) -> None:
        usual = minutes()
        change_settings(base, values={SPEEDS[Season.DRY].key: 30})
        assert minutes() == pytest.approx(usual * 2)
        change_settings(base, values={SPEEDS[Season.DRY].key: "", SEASON.key: "распутица"})
        assert minutes() == pytest.approx(usual * 60 / 35)
        change_settings(base, values={SEASON.key: "", FACTOR.key: "2,6"})
        assert minutes() == pytest.approx(usual * 2)

    def test_a_factor_said_wins_over_the_measured_one_also_when_it_is_the_usual_number(
        self, base: Base, adder: Adder, pair: tuple[str, str], minutes: Callable[[], float]
    ) -> None:
        """Before, three typed distances silently took the office's own number away."""
        usual = minutes()
        third = adder("schools", name="В", latitude="46", longitude="45", municipality=self.district(base))
        fourth = adder("schools", name="Г", latitude="47", longitude="45", municipality=self.district(base))
        for start, end, kilometres in ((pair[0], third, "115"), (pair[0], fourth, "203"), (third, fourth, "167")):
            adder("distances", from_school=start, to_school=end, kilometres=kilometres)
        measured = minutes()
        assert measured == pytest.approx(usual * 1.5 / 1.3, rel=0.01)
        with base.read() as connection:
            found = setting_list(connection)
        assert found.roads.count == 3
        shown = next(one for _, group in found.groups for one in group if one.setting is FACTOR)
        assert (shown.own, shown.usual_words) == (False, "1,5 по 3 известным расстояниям")
        change_settings(base, values={FACTOR.key: "1,3"})
        assert minutes() == pytest.approx(usual)
        change_settings(base, values={FACTOR.key: ""})
        assert minutes() == pytest.approx(measured)

    def test_which_coordinates_are_doubted(self, base: Base, adder: Adder) -> None:
        district = adder("municipalities", name="Район")
        for number in range(5):
            adder("schools", name=f"Школа {number}", municipality=district, latitude=f"46,{number}", longitude="44")
        far = adder("schools", name="Далёкая", municipality=district, latitude="47", longitude="44")

        def found() -> list[object]:
            with base.read() as connection:
                return [stray.of for stray in doubted(connection)]

        assert found() == [far]
        change_settings(base, values={STRAY_LEAST.key: 100})
        assert found() == []
        change_settings(base, values={STRAY_LEAST.key: "", STRAY_TIMES.key: 6})
        assert found() == []

    def test_how_far_ahead_measures_are_coming(self, base: Base, adder: Adder) -> None:
        plan = adder("plans", title="План", network=adder("networks", name="Сеть"), school_year="2026/27")
        section = adder("sections", title="Раздел", plan=plan)
        adder("measures", plan=plan, section=section, title="Урок", starts_on="01.12.2026", ends_on="02.12.2026")

        def state() -> State:
            with base.read() as connection:
                (one,) = plan_time(connection, Query("measures", context=NOWHERE), date(2026, 11, 1))
            return one.stands.state

        assert state() is State.LATER
        change_settings(base, values={AHEAD.key: 30})
        assert state() is State.COMING


def test_a_price_may_have_three_places(base: Base) -> None:
    change_settings(base, values={EVENNESS.key: "0,005"})
    assert read(base, EVENNESS) == 0.005
