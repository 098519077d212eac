"""Ctrl+K: one search over all registers."""

from __future__ import annotations

from collections import Counter

import pytest

from setvzaim.queries import Context, Query, fetch, find
from setvzaim.queries.everywhere import Found, search_everywhere
from setvzaim.registers import all_registers, register
from setvzaim.storage import Base
from support import Adder


def _search(base: Base, text: str, context: Context = Context(), most: int = 5) -> tuple[Found, ...]:  # noqa: B008
    with base.read() as connection:
        return search_everywhere(connection, text, context, most)


@pytest.fixture
def two_schools(adder: Adder) -> tuple[str, str]:
    """Two schools of one district; the second is in a network."""
    district = adder("municipalities", name="Озёрный район")
    one = adder("schools", name="Озёрная СОШ", municipality=district)
    other = adder("schools", name="Лесная ООШ", municipality=district)
    network = adder("networks", name="Сеть")
    adder("memberships", network=network, school=other)
    return one, other


def test_case_and_yo_do_not_matter(base: Base, two_schools: tuple[str, str]) -> None:
    assert two_schools[0] in {found.id for found in _search(base, "ОЗЕРНАЯ сош")}


def test_all_words_must_occur(base: Base, two_schools: tuple[str, str]) -> None:  # noqa: ARG001
    assert not _search(base, "озёрная ооо")


def test_nothing_typed_finds_nothing(example: Base) -> None:
    assert _search(example, "  «» ") == ()


def test_rows_called_so_come_before_rows_that_mention_it(
    base: Base, adder: Adder, two_schools: tuple[str, str]
) -> None:
    """Six who have the word in their post stand before her in the alphabet."""
    for number in range(6):
        adder("staff", name=f"Абрамов Пётр {number}", school=two_schools[1], position="Озёрный патруль")
    wanted = adder("staff", name="Озёрная Яна", school=two_schools[1])
    staff = [found for found in _search(base, "озерн") if found.register == "staff"]
    assert len(staff) == 5
    assert staff[0] == Found("staff", wanted, "Озёрная Яна", "Лесная ООШ")


def test_schools_come_first_and_directories_last(example: Base) -> None:
    keys = list(dict.fromkeys(found.register for found in _search(example, "а")))
    assert keys[0] == "schools"
    directories = [all_registers()[key].directory for key in keys]
    assert directories == sorted(directories)
    assert any(directories)


def test_at_most_so_many_of_each_register(example: Base) -> None:
    counts = Counter(found.register for found in _search(example, "а", most=2))
    assert max(counts.values()) == 2


def test_a_found_row_says_where_it_belongs(base: Base, adder: Adder, two_schools: tuple[str, str]) -> None:
    one, _ = two_schools
    person = adder("staff", name="Кузнецов Илья", school=one)
    adder("deficits", person=person, area="цифровая")
    network = adder("networks", name="Вторая сеть")
    plan = adder("plans", title="План Кузнецова", network=network, school_year="2026/27")
    adder("sections", title="Раздел Кузнецова", plan=plan)
    found = {(row.register, row.label): row.belongs for row in _search(base, "кузнецов")}
    assert found["staff", "Кузнецов Илья"] == "Озёрная СОШ"
    assert found["deficits", "цифровая"] == "Озёрная СОШ"
    assert found["sections", "Раздел Кузнецова"] == "План Кузнецова"
    assert found["plans", "План Кузнецова"] == "Вторая сеть"


def test_a_school_belongs_to_its_district(base: Base, two_schools: tuple[str, str]) -> None:  # noqa: ARG001
    assert [found.belongs for found in _search(base, "лесная") if found.register == "schools"] == ["Озёрный район"]


def test_the_chosen_network_narrows_the_search(base: Base, two_schools: tuple[str, str]) -> None:
    with base.read() as connection:
        (network,) = find(connection, Query("networks"))
    assert two_schools[0] not in {found.id for found in _search(base, "озер", Context(network))}
    assert two_schools[1] in {found.id for found in _search(base, "озер", Context(network))}


@pytest.mark.parametrize("key", sorted(all_registers()))
def test_every_register_is_searched_by_what_its_rows_are_called(example: Base, key: str) -> None:
    """Each row is found under its label, in agreement with the search of its own table."""
    of = register(key)
    with example.read() as connection:
        row = fetch(connection, of, find(connection, Query(key))[:1], columns=(of[of.label],))[0]
        label = next(iter(row.texts()))
        wanted = set(find(connection, Query(key, search=label)))
        found = {
            one.id: one.label for one in search_everywhere(connection, label, Context(), 1_000) if one.register == key
        }
    assert set(found) == wanted
    if of[of.label].folded:
        assert found[row.id] == label
