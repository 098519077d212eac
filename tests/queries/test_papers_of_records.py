"""What the window knows of papers: which are about a record, where a gap is filled in, which words were declined."""

from __future__ import annotations

from datetime import date

from setvzaim.operations.records import change
from setvzaim.operations.wording import change_wording, correct_form
from setvzaim.queries import Context, Query, Row, find, one
from setvzaim.queries.forms import Asked, all_forms, form, forms_about, make, tried
from setvzaim.queries.forms.filled_in import places
from setvzaim.queries.forms.pack import pack
from setvzaim.queries.wording import own_wordings, usual_wording
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.text.declension import Case, Kind

DAY = date(2026, 11, 24)


def first(base: Base, key: str, context: Context) -> Row:
    with base.read() as connection:
        row = one(connection, register(key), find(connection, Query(key, context=context))[0], context)
    assert row is not None
    return row


def test_a_record_is_offered_the_forms_about_it_and_no_other(example: Base, context: Context) -> None:
    """Without it an agreement is offered for an order, or a school has no letter to print."""
    school = first(example, "schools", context)
    keys = {one.key for one in forms_about("schools", school.__getitem__)}
    assert "cover-letter" in keys
    assert all(all_forms()[key].subject == "schools" for key in keys)
    limited = [one for one in all_forms().values() if one.only]
    assert limited, "some forms are about some kinds of documents only"
    for wanted in limited:
        right, wrong = dict(wanted.only), {key: object() for key, _ in wanted.only}
        assert wanted in forms_about(wanted.subject, right.__getitem__)
        assert wanted not in forms_about(wanted.subject, wrong.__getitem__)


def test_a_gap_leads_to_the_field_it_is_filled_in(example: Base, context: Context) -> None:
    """Without it «не хватает: руководитель» leaves her to find the field herself, or leads to another school."""
    letter, school = form("cover-letter"), first(example, "schools", context)
    names = ("руководитель", "начальник", "координатор", "дата документа")
    with example.read() as connection:
        found = places(connection, letter, school.id, context, names)
        elsewhere = places(connection, form("order-centers"), "", context, names)
    assert found["руководитель"] == ("schools", school.id, "head_name")
    assert found["начальник"][0] == "municipalities"
    assert found["координатор"] == ("networks", context.network, "coordinator")
    assert "дата документа" not in found
    assert "руководитель" not in elsewhere, "the order is about no school"
    for key, record, column in found.values():
        with example.read() as connection:
            assert one(connection, register(key), record, context) is not None
        assert register(key)[column].editable


def test_a_pack_about_one_school_brings_the_others_papers_whole(example: Base, context: Context) -> None:
    """Without it a pack for one school leaves out the plan, or prints fourteen letters."""
    school = first(example, "schools", context)
    forms = (form("cover-letter"), form("order-centers"), form("plan"))
    with example.read() as connection:
        everything = pack(connection, forms, context)
        about_one = pack(connection, forms, context, {"schools": (school.id,)})
    assert len(everything) == 14 + 1 + 1
    assert [piece.form.key for piece in about_one] == ["cover-letter", "order-centers", "plan"]
    assert about_one[0].subject is not None
    assert about_one[0].subject.id == school.id


def test_declined_words_are_told_and_a_correction_is_used_everywhere(example: Base, context: Context) -> None:
    """Without it nobody knows which words the program has declined, and a wrong one cannot be put right."""
    letter, school = form("cover-letter"), first(example, "schools", context)
    name = "Бембеев Дорджи  Очирович"
    change(example, of=register("schools"), record=school.id, values={"head_name": name}, context=context)
    asked_text, wrong = "Бембеев Дорджи Очирович", "Бембееву Дорджи Очировичу"

    def heads() -> list[str]:
        with example.read() as connection:
            asked = Asked(connection=connection, context=context, today=DAY, record=school.id)
            paper = make(letter, asked)
        return [word.form for word in paper.declined if (word.kind, word.case) == (Kind.FULL, Case.DAT)]

    assert heads() == [wrong]
    correct_form(example, kind=Kind.FULL, text=asked_text, case=Case.DAT, form="Бембею Дорджи Очировичу")
    assert heads() == ["Бембею Дорджи Очировичу"]
    correct_form(example, kind=Kind.FULL, text=asked_text, case=Case.DAT, form="")
    assert heads() == [wrong]


def test_a_wording_being_written_tells_its_gaps_with_their_lines(example: Base, context: Context) -> None:
    """Without it «формы «шкоал» не знает» sends her through the whole text."""
    letter, school = form("cover-letter"), first(example, "schools", context)
    text = "Первая\n\n{школа}\n{шкоал}\n{реквизиты} {дата документа?}\n"
    change(example, of=register("schools"), record=school.id, values={"requisites": None}, context=context)
    with example.read() as connection:
        made = tried(letter, Asked(connection=connection, context=context, today=DAY, record=school.id), text)
    assert made.unknown == {"шкоал": 4}
    assert made.missing == {"реквизиты": 5}
    assert made.document.blocks


def test_forms_with_a_wording_of_the_office_are_known(example: Base) -> None:
    """Without it nobody sees that a form no longer says what the program says it does."""

    def own() -> frozenset[str]:
        with example.read() as connection:
            return own_wordings(connection)

    assert own() == frozenset()
    usual = usual_wording("cover-letter")
    change_wording(example, key="cover-letter", title="Письмо", text=f"{usual}\nИ ещё.")
    assert own() == {"cover-letter"}
    change_wording(example, key="cover-letter", title="Письмо", text=usual)
    assert own() == frozenset()
