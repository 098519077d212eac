"""What is said while the user waits."""

from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from setvzaim.ui.progress import ProgressStrip, time_left


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "около 1 с"), (4.1, "около 5 с"), (59, "около 59 с"), (61, "около 2 мин")]
)
def test_time_left_is_rough(seconds: float, words: str) -> None:
    """Without it the user reads «4,1283 с», or «0 с» for the whole last second."""
    assert time_left(seconds).replace("\u00a0", " ") == words


def test_share_and_time_are_told_after_two_seconds(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a time worked out from a tenth of a second jumps about before one's eyes."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    (label,) = strip.findChildren(QLabel)
    strip.begin("Сохраняется PDF")
    now[0] += 1
    strip.show_share(0.1)
    assert label.text() == "Сохраняется PDF…"
    now[0] += 2
    strip.show_share(0.25)
    assert label.text().replace("\u00a0", " ") == "Сохраняется PDF: 25 %, осталось около 9 с"
    strip.end()


def test_quick_work_is_never_shown(qtbot: QtBot) -> None:
    """Without it a bar flashes up for each short list."""
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Сохраняется PDF")
    strip.end()
    with qtbot.assertNotEmitted(strip.appeared, wait=400):
        pass
