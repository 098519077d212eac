"""Bases for the tests: made once per process, copied for each test, closed at its end."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from setvzaim.exchange.example import build_example
from setvzaim.operations.records import add
from setvzaim.operations.writing import insert_record
from setvzaim.queries import Context, Query, find
from setvzaim.registers import register
from setvzaim.storage import Base, Changes
from support import YEAR, Adder

settings.register_profile(
    "suite",
    deadline=None,  # two cores are shared by many
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the program writes for its user, backups above all, out of the user's own folder."""
    monkeypatch.setenv("SETVZAIM_DATA", str(tmp_path_factory.mktemp("data")))


@pytest.fixture(autouse=True)
def _no_key_stays_down() -> Iterator[None]:
    """Let go of Shift and Ctrl: Qt remembers those of the last key sent, and the next test would select with them."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        from PySide6.QtCore import Qt  # noqa: PLC0415 - only where there is a window
        from PySide6.QtTest import QTest  # noqa: PLC0415

        if widgets.QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
            QTest.keyRelease(widgets.QWidget(), Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty base of today's schema; copy it, do not open it."""
    path = tmp_path_factory.mktemp("empty") / "пустая.setvzaim"
    Base.create(path).close()
    return path


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Path:
    """A base with the example district; copy it, do not open it."""
    path = tmp_path_factory.mktemp("example") / "пример.setvzaim"
    shutil.copyfile(empty_file, path)
    with Base.open(path) as base:
        build_example(base)
    return path


@pytest.fixture
def base(tmp_path: Path, empty_file: Path) -> Iterator[Base]:
    """An open empty base of the test's own."""
    with Base.open(Path(shutil.copyfile(empty_file, tmp_path / empty_file.name))) as opened:
        yield opened


@pytest.fixture
def example(tmp_path: Path, example_file: Path) -> Iterator[Base]:
    """An open base of the test's own with the example district."""
    with Base.open(Path(shutil.copyfile(example_file, tmp_path / example_file.name))) as opened:
        yield opened


@pytest.fixture
def context(example: Base) -> Context:
    """The example's network in the example's school year."""
    with example.read() as connection:
        (network,) = find(connection, Query("networks"))
    return Context(network, YEAR)


@pytest.fixture
def adder(base: Base) -> Adder:
    """Adds a row to the empty base, values typed as in a card: `adder("schools", name="СОШ № 1")`.

    A row of a register that the program keeps by itself is written past the operations, which refuse it.
    """

    def make(key: str, context: Context = Context(school_year=YEAR), /, **typed: object) -> str:  # noqa: B008
        of = register(key)
        values = {column: of[column].read(value) for column, value in typed.items()}
        if of.kept:
            with base.write() as connection:
                return insert_record(Changes(connection), of, values, context)
        return add(base, of=of, values=values, context=context).value

    return make


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[..., object]:
    """The application as the program makes it, in Russian."""
    from setvzaim.ui.start import make_application  # noqa: PLC0415 - most tests need no window

    return lambda _arguments: make_application()
