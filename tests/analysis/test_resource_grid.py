"""The grid of needs and offers: a number that hides whose it is, or counts one thing twice, misleads the office."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from setvzaim.analysis.resource_grid import grid
from setvzaim.analysis.resources import MATERIAL, STAFF, Need, Offer, Stock

MATHS = Need(school="a", resource=STAFF, title="Учитель математики", subject="Математика", amount=6, unit="ч/нед",
             vacancy=True, record=("needs", "n1"))  # fmt: skip
HOURS = Offer(school="b", resource=STAFF, name="", amount=4, subjects=("Математика",), record=("staff", "t1"))


def test_a_need_meets_what_others_can_lend() -> None:
    own = Offer(school="a", resource=STAFF, name="", amount=2, subjects=("Математика",), record=("staff", "t2"))
    (maths,) = grid([MATHS], [HOURS, own])
    assert (maths.needed, maths.available, maths.lacking, maths.surplus, maths.vacancies) == (6, 4, 2, 0, 1)
    assert {cell.school: (cell.needs, cell.needed, cell.spare, cell.records) for cell in maths.cells} == {
        "a": (1, 6, 2, (("needs", "n1"), ("staff", "t2"))),
        "b": (0, None, 4, (("staff", "t1"),)),
    }


def test_what_nobody_needs_stands_apart_and_what_is_covered_is_gone() -> None:
    lens = Offer(school="b", resource=MATERIAL, name="Микроскоп", amount=3, record=("equipment", "e1"))
    done = Need(school="a", resource=STAFF, title="Физика", subject="Физика", amount=3, unit="ч/нед", covered=True)
    found = grid([done], [lens, HOURS])
    assert [(one.what, one.needs, one.needed, one.available, one.surplus) for one in found] == [
        ("Математика", 0, None, 4, 4),
        ("Микроскоп", 0, None, 3, 3),
    ]


def test_hours_of_two_subjects_stand_under_both_and_all_that_is_there_beside_them() -> None:
    """A teacher of maths and drawing who is needed for maths has hours of drawing still; what is kept counts too."""
    both = Offer(school="b", resource=STAFF, name="", amount=4, subjects=("Математика", "Черчение"))
    stocks = [
        Stock(
            school="b", resource=STAFF, name="", amount=22, subjects=("Математика", "Черчение"), record=("staff", "t1")
        ),
        Stock(school="a", resource=STAFF, name="", amount=None, subjects=("Математика",), record=("staff", "t3")),
    ]
    maths, drawing = grid([MATHS], [both], stocks)
    assert (maths.available, maths.coverable, maths.has) == (4, 4, 22)
    assert (drawing.what, drawing.needs, drawing.surplus, drawing.has) == ("Черчение", 0, 4, 22)
    lacking, giving = (next(cell for cell in maths.cells if cell.school == school) for school in "ab")
    assert (lacking.has, lacking.having) == (None, (("staff", "t3"),)), "an unknown load is not nought"
    assert (giving.has, giving.spare) == (22, 4)


def test_a_need_without_an_amount_is_not_nought() -> None:
    (maths,) = grid([Need(school="a", resource=STAFF, title="Учитель", subject="Математика")], [HOURS])
    assert (maths.needed, maths.lacking, maths.surplus) == (None, None, None)
    assert maths.cells[0].needs == 1


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(("Математика", "Физика")), st.integers(1, 9)), max_size=8
    ),
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(("Математика", "Физика")), st.integers(1, 9)), max_size=8
    ),
)
def test_every_hour_is_counted_once(wanted: list[tuple[str, str, int]], given_: list[tuple[str, str, int]]) -> None:
    needs = [
        Need(school=school, resource=STAFF, title="Учитель", subject=subject, amount=amount, unit="ч/нед")
        for school, subject, amount in wanted
    ]
    offers = [
        Offer(school=school, resource=STAFF, name="", amount=amount, subjects=(subject,))
        for school, subject, amount in given_
    ]
    found = grid(needs, offers)
    assert sum(one.needed or 0 for one in found) == sum(amount for _, _, amount in wanted)
    assert sum(cell.spare or 0 for one in found for cell in one.cells) == sum(amount for _, _, amount in given_)
    for one in found:
        cells = sum(cell.needed or 0 for cell in one.cells)
        assert cells == (one.needed or 0)
