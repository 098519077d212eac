"""Names of files from anywhere: no folder, no trap, no program that starts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.text.file_names import LONGEST, clean_name, free_name, only_shown


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("приказ.pdf", "приказ.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\system32\\приказ 52.pdf", "приказ 52.pdf"),
        ("дого\nвор: «А»?.pdf", "дого вор «А».pdf"),
        ("con.txt", "_con.txt"),
        (" . ", "файл"),
        ("..", "файл"),
        ("приказ\u202efdp.exe", "приказ fdp.exe"),
        ("скан.pdf. ", "скан.pdf"),
    ],
)
def test_a_name_is_one_that_every_system_takes(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    clean = clean_name(name)
    assert clean
    assert clean not in (".", "..")
    assert not set(clean) & set('/\\:*?"<>|\0\n')
    assert len(clean) <= LONGEST
    assert clean_name(clean) == clean


def test_a_long_name_keeps_its_kind() -> None:
    assert clean_name("о" * 300 + ".pdf").endswith(".pdf")


@pytest.mark.parametrize(
    "kind", ["exe", "bat", "js", "lnk", "xlsm", "docm", "html", "svg", "scr", "EXE", "pdf.exe", "exe. "]
)
def test_what_does_something_when_opened_is_told(kind: str) -> None:
    assert not only_shown(f"скан.{kind}")


def test_papers_can_be_opened_and_what_has_no_kind_cannot() -> None:
    assert all(only_shown(f"скан.{kind}") for kind in ("pdf", "PDF", "docx", "xlsx", "jpg", "zip"))
    assert not only_shown("скан")


def test_a_taken_name_gets_a_number() -> None:
    assert free_name("а.pdf", ()) == "а.pdf"
    assert free_name("а.pdf", {"а.pdf", "а (2).pdf"}) == "а (3).pdf"
