"""The register of legal documents tells what does not agree, keeps it all the same, and knows what is in force."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from setvzaim.operations.records import change
from setvzaim.queries import Filter, Query, find
from setvzaim.queries.warned import warned, warned_on
from setvzaim.queries.where import parse_where
from setvzaim.registers import LinkTo, register
from setvzaim.storage import Base
from support import NOWHERE, Adder, value_of

DOCUMENTS = register("documents")
TODAY = date.today()  # noqa: DTZ011 - the register speaks of today
RECTOR, TYPO = "Л.Д. Мунчинова", "И.Д. Мунчинова"
INSTITUTE = "БУ ДПО РК «КРИПКРО»"


def _texts(base: Base) -> list[str]:
    with base.read() as connection:
        return [one.text for one in warned(connection, TODAY)]


def test_the_oddities_of_the_regulation_itself_are_found_and_nothing_is_refused(base: Base, adder: Adder) -> None:
    """Order № 52 is of 01.03.2021, its stamp of 21.03.2021, and the rector has two initials."""
    regulation = adder(
        "documents", title="Положение о сетевом взаимодействии", kind="положение", number="52",
        issued_on="01.03.2021", issued_by=INSTITUTE, signed_by=RECTOR, approved_on="21.03.2021", approved_by=TYPO,
    )  # fmt: skip
    with base.read() as connection:
        said = warned_on(connection, DOCUMENTS, regulation, TODAY)
        assert said == warned(connection, TODAY)
    assert [(one.register, one.record, one.text) for one in said] == [
        ("documents", regulation, "Дата грифа 21.03.2021 позже даты документа 01.03.2021"),
        ("documents", regulation, "Инициалы разные: подписал «Л.Д. Мунчинова», утвердил «И.Д. Мунчинова»"),
    ]


def test_the_oddities_are_found_as_well_when_order_and_regulation_are_two_rows(base: Base, adder: Adder) -> None:
    adder("documents", title="Об утверждении положения", kind="приказ", number="52", issued_on="01.03.2021",
          issued_by=INSTITUTE, signed_by=RECTOR)  # fmt: skip
    adder("documents", title="Положение", kind="положение", approved_on="21.03.2021", issued_by=INSTITUTE,
          approved_by=TYPO)  # fmt: skip
    assert any("«Об утверждении положения» — «Л.Д. Мунчинова»" in text for text in _texts(base))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "приказ", "number": "7"}, "Номер 7 есть, а даты нет"),
        ({"kind": "приказ", "issued_on": "01.09.2026"}, "Дата есть, а номера приказа нет"),
        ({"kind": "справка", "issued_on": "01.09.2026"}, ""),
        ({"kind": "договор", "number": "7", "issued_on": "01.09.2026"}, "У договора не названы стороны: впишите школы"),
        ({"kind": "положение", "issued_on": "05.09.2026", "valid_from": "01.09.2026"},
         "Действует с 01.09.2026 — раньше даты документа 05.09.2026"),
        ({"kind": "положение", "issued_on": "05.09.2026", "approved_on": "01.09.2026"},
         "Дата грифа 01.09.2026 раньше даты документа 05.09.2026"),
        ({"kind": "положение", "issued_on": "05.09.2026", "approved_on": "05.09.2026"}, ""),
    ],
)  # fmt: skip
def test_what_a_row_alone_says(base: Base, adder: Adder, typed: dict[str, object], said: str) -> None:
    adder("documents", title="Документ", **typed)
    assert _texts(base) == ([said] if said else [])


def test_a_document_that_has_ended_is_told_while_something_leans_on_it(base: Base, adder: Adder) -> None:
    district = adder("municipalities", name="Район")
    network = adder("networks", name="Сеть")
    school = adder("schools", name="Озёрная", municipality=district)
    order = adder("documents", title="Приказ", kind="приказ", number="1", issued_on="01.09.2020",
                  valid_until="31.08.2021")  # fmt: skip
    center = adder("centers", name="Центр", network=network, school=school, order=order)
    assert _texts(base) == ["Срок истёк 31.08.2021, а на документ ещё опираются: «Центры» — 1"]
    change(base, of=register("centers"), record=center, values={"until": date(2021, 8, 31)}, context=NOWHERE)
    assert _texts(base) == []


def test_the_example_is_in_order(example: Base) -> None:
    assert _texts(example) == []


def test_a_document_is_in_force_until_it_ends_or_another_takes_its_place(base: Base, adder: Adder) -> None:
    def added(title: str, **days: int) -> str:
        typed = {key: TODAY + timedelta(days=count) for key, count in days.items()}
        return adder("documents", title=title, kind="справка", **typed)

    records = {
        "действует": added("А"),
        "истекает через 20 дней": added("Б", valid_until=20),
        "истекает сегодня": added("В", valid_until=0),
        "истёк": added("Г", valid_until=-1),
        "ещё не действует": added("Д", valid_from=1),
    }
    kind = DOCUMENTS["state"].kind
    for word, record in records.items():
        assert kind.write(value_of(base, "documents", record, "state")) == word
    old = records["действует"]
    adder("documents", title="Новый", kind="справка", replaces=LinkTo(old, ""), valid_from=TODAY + timedelta(days=1))
    assert kind.write(value_of(base, "documents", old, "state")) == "действует"
    newest = adder("documents", title="Новейший", kind="справка", replaces=LinkTo(old, ""), issued_on=TODAY)
    assert kind.write(value_of(base, "documents", old, "state")) == "утратил силу"
    assert kind.write(value_of(base, "documents", newest, "state")) == "действует"
    with base.read() as connection:
        gone = find(connection, Query("documents", filters=(Filter("state", "any_of", ("replaced", "expired")),)))
        assert set(gone) == {old, records["истёк"]}
        assert find(connection, Query("documents", filters=(parse_where(DOCUMENTS, "состояние=истекает"),))) == find(
            connection, Query("documents", filters=(Filter("state", "any_of", ("expiring",)),))
        )
        by_state = find(connection, Query("documents", order=("state",)))
    assert records["ещё не действует"] in by_state[-2:]
    assert by_state[-3] == old
