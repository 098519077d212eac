"""«Выгрузить в Excel или CSV»: the same file as the command line writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from setvzaim.app import run
from setvzaim.errors import WorldError
from setvzaim.exchange import Verdict, Wishes
from setvzaim.exchange.prepare import prepare
from setvzaim.queries import Context, Filter, Query
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.ui.exporting import Exported, export_register
from setvzaim.ui.office import Office
from window_support import office_over


@pytest.fixture
def office(example: Base, context: Context, qtbot: QtBot) -> Iterator[Office]:
    with office_over(example, context, qtbot) as office:
        yield office


def exported(qtbot: QtBot, office: Office, query: Query, path: Path) -> Exported:
    done: list[Exported] = []
    export_register(office, query, path, done.append)
    qtbot.waitUntil(lambda: bool(done))
    return done[0]


def cells(path: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("key", ["schools", "measures"])
def test_the_window_writes_what_the_command_writes(
    qtbot: QtBot, office: Office, example: Base, tmp_path: Path, key: str
) -> None:
    """Without it a workbook from the window cannot be imported where one from the command can."""
    query = Query(key, context=office.context)
    whole = ["--from", str(example.path), "--to"]
    window, command = tmp_path / "окно.xlsx", tmp_path / "команда.xlsx"
    assert exported(qtbot, office, query, window).path == window
    assert run(["export", key, *whole, str(command)]) == 0
    assert cells(window) == cells(command)
    window, command = tmp_path / "окно.csv", tmp_path / "команда.csv"
    exported(qtbot, office, query, window)
    assert run(["export", key, *whole, str(command)]) == 0
    assert window.read_bytes() == command.read_bytes()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_only_the_rows_asked_for_are_written_and_can_come_back(
    qtbot: QtBot, office: Office, tmp_path: Path, suffix: str
) -> None:
    """Without it schools that were filtered out are sent to somebody, or the answer cannot be imported."""
    large = Query("schools", filters=(Filter("pupils", "above", 200),), context=office.context)
    done = exported(qtbot, office, large, tmp_path / f"крупные{suffix}")
    assert 0 < done.rows < 14
    assert done.words == f"Выгружено: {register('schools').noun.counted(done.rows)}"
    with office.base.read() as connection:
        plan = prepare(connection, done.path, office.context, Wishes(register="schools"))
    assert len(plan.rows) == plan.count(Verdict.UNCHANGED) == done.rows


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_cancelled_export_leaves_the_old_file(qtbot: QtBot, office: Office, tmp_path: Path, suffix: str) -> None:
    """Without it half a register stands where the whole one was."""
    path = tmp_path / f"школы{suffix}"
    path.write_text("прежний")
    done: list[object] = []
    office.worker.started.connect(lambda job: job.cancel(), Qt.ConnectionType.DirectConnection)
    export_register(office, Query("staff", context=office.context), path, done.append, failed=done.append)
    qtbot.waitUntil(lambda: office.worker.idle)
    assert path.read_text() == "прежний"
    assert list(tmp_path.glob(f"*{suffix}*")) == [path]
    assert done == []


def test_a_place_that_cannot_be_written_is_told(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    """Without it the user believes that a file was written."""
    faults: list[BaseException] = []
    for name in ("нет/школы.xlsx", "нет/школы.csv", "школы.docx"):
        export_register(office, Query("schools"), tmp_path / name, lambda _done: None, failed=faults.append)
    qtbot.waitUntil(lambda: len(faults) == 3)
    assert [type(fault) for fault in faults] == [WorldError] * 3
    assert "можно в .xlsx или .csv" in str(faults[2])
