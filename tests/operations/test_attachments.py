"""Files with records: nothing is lost, doubled or renamed by itself, and all of it can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from setvzaim.errors import WorldError
from setvzaim.operations.attachments import Attached, NewFile, attach, detach, limit_files, rename
from setvzaim.operations.forgetting import forget_person
from setvzaim.operations.history import StoodUpon, redo, undo, undo_one
from setvzaim.operations.records import remove
from setvzaim.queries.attachments import content_of, files_of, files_that_go
from setvzaim.queries.history import operations
from setvzaim.queries.journal_check import journal_findings
from setvzaim.queries.soundness import findings
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.storage.blobs import megabytes, total_size
from support import Adder

DOCUMENTS, STAFF = register("documents"), register("staff")
DAY = date(2026, 11, 24)


@pytest.fixture
def order(adder: Adder) -> str:
    """A legal document in the empty base."""
    return adder("documents", title="Приказ № 7", kind="приказ")


def _attach(base: Base, record: str, *files: Path | NewFile) -> Attached:
    return attach(base, of=DOCUMENTS, record=record, files=files, today=DAY).value


def _names(base: Base, record: str) -> list[str]:
    with base.read() as connection:
        return [one.name for one in files_of(connection, DOCUMENTS, record)]


def _sound(base: Base) -> None:
    with base.read() as connection:
        assert not [*findings(connection), *journal_findings(connection)]


def test_files_are_kept_as_they_are_and_by_their_names(base: Base, order: str, tmp_path: Path) -> None:
    path = tmp_path / "приказ 7.pdf"
    path.write_bytes(b"%PDF")
    done = _attach(base, order, path, NewFile("снимок.png", b"png"))
    with base.read() as connection:
        kept = files_of(connection, DOCUMENTS, order)
        assert [(one.name, one.size, one.added_on) for one in kept] == [
            ("приказ 7.pdf", 4, DAY), ("снимок.png", 3, DAY),
        ]  # fmt: skip
        assert content_of(connection, done.ids[0]) == ("приказ 7.pdf", b"%PDF")
        (line, *_) = operations(connection)
    assert (line.name, line.about) == ("приложить 2 файла", "Приказ № 7")


def test_the_same_content_is_not_kept_with_a_record_twice_and_is_told_elsewhere(
    base: Base, order: str, adder: Adder
) -> None:
    _attach(base, order, NewFile("а.pdf", b"1"))
    again = _attach(base, order, NewFile("б.pdf", b"1"), NewFile("в.pdf", b"2"), NewFile("г.pdf", b"2"))
    assert (again.names, again.doubles, again.elsewhere) == (("в.pdf",), ("б.pdf", "г.pdf"), ())
    other = adder("documents", title="Договор", kind="договор")
    assert _attach(base, other, NewFile("а.pdf", b"1")).elsewhere == ("Приказ № 7",)
    assert _names(base, order) == ["а.pdf", "в.pdf"]


def test_two_files_of_one_name_stay_two(base: Base, order: str) -> None:
    _attach(base, order, NewFile("скан.pdf", b"1"))
    _attach(base, order, NewFile("C:\\сканы\\скан.pdf", b"2"))
    assert _names(base, order) == ["скан.pdf", "скан (2).pdf"]


def test_taking_away_and_deleting_the_record_can_be_undone(base: Base, order: str) -> None:
    (file,) = _attach(base, order, NewFile("скан.pdf", b"1")).ids
    detach(base, files=[file])
    assert _names(base, order) == []
    undo(base)
    assert _names(base, order) == ["скан.pdf"]
    remove(base, of=DOCUMENTS, records=[order])
    _sound(base)
    undo(base)
    assert _names(base, order) == ["скан.pdf"]
    undo(base)
    assert _names(base, order) == []
    redo(base)
    with base.read() as connection:
        assert content_of(connection, file) == ("скан.pdf", b"1")
    _sound(base)


def test_what_was_added_is_not_undone_without_the_file_attached_to_it(base: Base, order: str) -> None:
    """Otherwise the file would be with no record, and nobody would ever see it again."""
    with base.read() as connection:
        (added, *_) = operations(connection)
    _attach(base, order, NewFile("скан.pdf", b"1"))
    with pytest.raises(StoodUpon, match="приложить файл"):
        undo_one(base, added.sequence)
    undo_one(base, added.sequence, with_later=True)
    _sound(base)


def test_taking_a_file_away_is_not_undone_while_its_record_is_gone(base: Base, order: str) -> None:
    (file,) = _attach(base, order, NewFile("скан.pdf", b"1")).ids
    taken = detach(base, files=[file])
    remove(base, of=DOCUMENTS, records=[order])
    assert taken.sequence is not None
    with pytest.raises(StoodUpon, match="удалить документ"):
        undo_one(base, taken.sequence)
    undo_one(base, taken.sequence, with_later=True)
    assert _names(base, order) == ["скан.pdf"]
    _sound(base)


def test_a_renamed_file_stays_what_it_is(base: Base, order: str) -> None:
    (file, _) = _attach(base, order, NewFile("скан.pdf", b"1"), NewFile("приказ.pdf", b"2")).ids
    assert rename(base, file=file, name="приказ").value == "приказ (2).pdf"
    assert rename(base, file=file, name="../приказ.exe").value == "приказ.exe.pdf"
    undo(base)
    assert _names(base, order) == ["приказ (2).pdf", "приказ.pdf"]


def test_too_much_is_refused_whole_with_size_and_limit(base: Base, order: str, tmp_path: Path) -> None:
    limit_files(base, one=1, together=2)
    large = tmp_path / "скан.pdf"
    large.write_bytes(b"1" * 1_500_000)
    with pytest.raises(WorldError, match=r"«скан\.pdf» — 1,5 МБ, а можно не больше 1 МБ.*150 точек"):
        _attach(base, order, NewFile("мал.pdf", b"1"), large)
    with pytest.raises(WorldError, match=r"1,5 МБ"):
        _attach(base, order, NewFile("скан.pdf", b"1" * 1_500_000))
    assert _names(base, order) == []
    _attach(base, order, *(NewFile(f"{n}.pdf", bytes([n]) * 900_000) for n in range(2)))
    with pytest.raises(WorldError, match=r"займут 2,7 МБ, а можно не больше 2 МБ"):
        _attach(base, order, NewFile("3.pdf", b"3" * 900_000))
    with base.read() as connection:
        assert total_size(connection) == 1_800_000
    limit_files(base, one=1, together=3)
    _attach(base, order, NewFile("3.pdf", b"3" * 900_000))


def test_limits_that_mean_nothing_are_refused(base: Base) -> None:
    with pytest.raises(WorldError, match="Предел"):
        limit_files(base, one=5, together=4)


def test_files_that_cannot_be_taken_are_refused_in_words(base: Base, order: str, tmp_path: Path) -> None:
    empty = tmp_path / "пусто.pdf"
    empty.touch()
    for path, said in ((tmp_path, "папка"), (tmp_path / "нет.pdf", "не читается"), (empty, "пустой")):
        with pytest.raises(WorldError, match=said):
            _attach(base, order, path)
    with pytest.raises(WorldError, match="уже нет"):
        _attach(base, "0" * 32, NewFile("а.pdf", b"1"))
    with pytest.raises(WorldError, match="уже нет"):
        detach(base, files=["0" * 32])


def test_the_files_of_a_person_go_with_the_person(base: Base, adder: Adder, order: str) -> None:
    """Neither the row, nor the journal, nor the bytes stay; files of others do."""
    district = adder("municipalities", name="Район")
    school = adder("schools", name="Озёрная", municipality=district)
    person = adder("staff", name="Тюльпанникова Зоя Юрьевна", school=school)
    deficit = adder("deficits", person=person, area="предметная")
    attach(base, of=STAFF, record=person, files=[NewFile("согласие.pdf", b"hidden consent")])
    gone = attach(base, of=STAFF, record=person, files=[NewFile("снято.pdf", b"hidden once")]).value.ids
    detach(base, files=gone)
    attach(base, of=register("deficits"), record=deficit, files=[NewFile("диагностика.pdf", b"hidden test")])
    _attach(base, order, NewFile("о Тюльпанниковой.pdf", b"order"))
    with base.read() as connection:
        going = [one.name for one in files_that_go(connection, STAFF, [person])]
    assert going == ["согласие.pdf", "диагностика.pdf"]
    done = forget_person(base, record=person).value
    assert done.in_files == 1
    assert any("названиях приложенных файлов" in said for said in done.remarks())
    with base.read() as connection:
        assert total_size(connection) == len(b"order")
    assert b"hidden" not in base.path.read_bytes()
    _sound(base)


@pytest.mark.parametrize(("size", "said"), [(0, "0 Б"), (999, "999 Б"), (48_400, "48 КБ"), (2_000_000, "2 МБ"),
                                            (2_449_000, "2,4 МБ")])  # fmt: skip
def test_sizes_are_said_as_people_read_them(size: int, said: str) -> None:
    assert megabytes(size) == said
