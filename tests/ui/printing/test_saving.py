"""The name a file is saved under."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from setvzaim.ui.preferences import Preferences
from setvzaim.ui.saving import choose_target, usual_folder, usual_name
from window_support import new_preferences

DAY = date(2026, 11, 24)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return new_preferences(tmp_path)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Школы", "Школы 2026-11-24.pdf"),
        ("План: 1/2\nна «год»?", "План 1 2 на «год» 2026-11-24.pdf"),
        ("ред. от 01.09", "ред от 01 09 2026-11-24.pdf"),
        (" * ", "Документ 2026-11-24.pdf"),
    ],
)
def test_a_title_becomes_a_name_that_windows_takes(title: str, name: str) -> None:
    """Without it the save window refuses the name that the program itself proposes."""
    assert usual_name(title, DAY, ".pdf") == name


def test_a_long_title_is_cut_at_a_word() -> None:
    """Without it a long title makes a path that Windows cannot open."""
    name = usual_name("Мероприятие " * 40, DAY, ".xlsx")
    assert len(name) < 120
    assert name.endswith("Мероприятие 2026-11-24.xlsx")


def test_a_missing_suffix_is_put_and_nothing_is_written_over_unasked(
    qtbot: QtBot, tmp_path: Path, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it «план» typed without its suffix writes over план.pdf without a question."""
    folder = tmp_path / "Печать"
    (folder / "план.pdf").write_text("старый")
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(start)
        return (str(folder / "план") if len(asked) == 1 else start, "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert choose_target(parent, preferences, "Школы.pdf", ".pdf") == folder / "план.pdf"
    assert asked == [str(folder / "Школы.pdf"), str(folder / "план.pdf")]


def test_the_folder_is_remembered_while_it_is_there(
    qtbot: QtBot, tmp_path: Path, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it the user walks to her folder each time, or is sent to one on a stick that is gone."""
    other = tmp_path / "другая"
    other.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(other / "а.pdf"), ""))
    parent = QWidget()
    qtbot.addWidget(parent)
    choose_target(parent, preferences, "Школы.pdf", ".pdf")
    assert usual_folder(preferences) == other
    other.rmdir()
    assert usual_folder(preferences) != other
