"""What happens to the user's file: whole or untouched, with a plain reason."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from rendering.document_samples import document, plan, table
from setvzaim.documents.plan import plan_document
from setvzaim.documents.tree import Document, Paragraph, Row, Streamed, Table, TableColumn, TableRow
from setvzaim.errors import WorldError
from setvzaim.rendering import FORMATS, Cancelled, render
from setvzaim.rendering.files import whole_file

SUFFIXES = sorted(FORMATS)
MANY = document(table(*[Row((f"строка{n}", "")) for n in range(500)]))


def failing() -> Iterator[TableRow]:
    """Yield rows until the base fails."""
    for n in range(100):
        yield Row((f"строка{n}",))
    raise RuntimeError("the base is gone")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_file_is_written_and_nothing_lies_beside_it(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"План на год{suffix.upper()}"
    shares: list[float] = []
    render(plan_document(plan(300)), target, shares.append)
    assert target.stat().st_size > 1000
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 4


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_failure_leaves_the_old_file(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"план{suffix}"
    target.write_text("старый")
    broken = document(Table(columns=(TableColumn(title="Т"),), rows=Streamed(failing, 100)))
    with pytest.raises(RuntimeError):
        render(broken, target)
    assert target.read_text() == "старый"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cancelling_stops_soon_and_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        render(MANY, tmp_path / f"список{suffix}", None, cancelled)
    assert len(asked) == 4
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_missing_folder_is_told_in_russian(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(WorldError, match=r"^Не удалось записать файл «план.*такой папки нет"):
        render(document(Paragraph("текст")), tmp_path / "нет" / f"план{suffix}")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_folder_in_the_place_of_the_file_is_told(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"план{suffix}"
    target.mkdir()
    with pytest.raises(WorldError, match="так называется папка"):
        render(document(Paragraph("текст")), target)
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.EACCES, "открыт в другой программе"), (errno.ENOSPC, "нет места"), (errno.EIO, "Проверьте диск")],
)
def test_refusal_of_the_system_says_what_to_do(tmp_path: Path, code: int, words: str) -> None:
    target = tmp_path / "план.pdf"
    target.write_text("старый")
    with pytest.raises(WorldError, match=words):
        _refused(target, code)
    assert target.read_text() == "старый"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_half_a_character_from_a_damaged_import_harms_nothing(tmp_path: Path, suffix: str) -> None:
    half = "сл\ud800ово"
    render(Document(half, (Paragraph(half), table(Row((half, half))))), tmp_path / f"план{suffix}")


def _refused(target: Path, code: int) -> None:
    """Write a part, then let the system refuse."""
    with whole_file(target) as stream:
        stream.write(b"part")
        raise OSError(code, "refused")


def test_unknown_format_names_those_that_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"план\.odt.*\.pdf, \.xlsx"):
        render(document(), tmp_path / "план.odt")
