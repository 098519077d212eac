"""One writes, the others read and are told who writes; nothing that is left behind blocks anybody."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from setvzaim.errors import WorldError
from setvzaim.storage import Base
from setvzaim.storage.lock import Held, Holder, Lock, lock_file
from setvzaim.storage.network_place import _kind, on_network
from support import Adder, labels_of

NOW = datetime(2026, 11, 24, 13, 5)  # noqa: DTZ001 - the office's own clock
HOLD = """
import sys
from pathlib import Path
from setvzaim.storage import Base
base = Base.open(Path(sys.argv[1]))
print(base.read_only or "writes", flush=True)
sys.stdin.read()
base.close()
"""


def _other(path: Path) -> subprocess.Popen[str]:
    """Open a base in another program, which holds it until its standard input ends."""
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _said(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def test_the_second_reads_and_is_told_who_writes(base: Base, adder: Adder) -> None:
    """Two people who write into one file on a shared disk lose each other's work."""
    adder("subjects", name="Физика")
    with Base.open(base.path) as second:
        assert labels_of(second, "subjects") == ["Физика"]
        assert re.fullmatch(
            r"База уже открыта: \S+ на компьютере \S+, с \d\d:\d\d\. Пока её можно только читать\.", second.read_only
        )
        with pytest.raises(WorldError, match="Не записано"), second.write():
            pass
    adder("subjects", name="Химия")
    assert labels_of(base, "subjects") == ["Физика", "Химия"]


def test_another_program_holds_the_base_until_it_closes(base: Base) -> None:
    base.close()
    with _other(base.path) as other:
        assert _said(other) == "writes"
        with Base.open(base.path) as second:
            assert second.read_only
        other.communicate("")
    with Base.open(base.path) as alone:
        assert not alone.read_only


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_program_that_dies_blocks_nobody(base: Base, tmp_path: Path) -> None:
    """After a power cut the office works on at once, and nothing is left beside the base."""
    base.close()
    with _other(base.path) as other:
        assert _said(other) == "writes"
        other.send_signal(signal.SIGKILL)
        other.communicate()
    assert lock_file(base.path).exists()
    with Base.open(base.path) as next_one:
        assert not next_one.read_only
    assert [file.name for file in tmp_path.iterdir()] == [base.path.name]


def test_nothing_lies_beside_a_base_that_two_had_open(base: Base, tmp_path: Path) -> None:
    Base.open(base.path).close()
    assert lock_file(base.path).exists(), "the reader took the writer's lock away"
    base.close()
    assert [file.name for file in tmp_path.iterdir()] == [base.path.name]


def test_whoever_waits_does_not_take_over_a_lock_that_is_being_taken_away(tmp_path: Path) -> None:
    """Between opening the file and locking it, its holder may delete it: then two would hold two different files."""
    path = tmp_path / "база.setvzaim"
    for _ in range(3):
        first = Lock.take(path)
        first.release()
        second = Lock.take(path)
        with pytest.raises(Held):
            Lock.take(path)
        second.release()
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_the_base_is_the_base(base: Base, tmp_path: Path) -> None:
    link = tmp_path / "ярлык.setvzaim"
    link.symlink_to(base.path)
    with Base.open(link) as second:
        assert second.read_only


@pytest.mark.parametrize(
    ("holder", "said"),
    [
        (Holder("buh", "ПК-2", NOW.replace(hour=12)), "База уже открыта: buh на компьютере ПК-2, с 12:05"),
        (Holder("buh", "ПК-2", NOW.replace(day=20)), "База уже открыта: buh на компьютере ПК-2, с 20.11.2026 13:05"),
        (Holder(), "База уже открыта: другая программа"),
    ],
)  # fmt: skip
def test_who_has_it_is_said_in_words(holder: Holder, said: str) -> None:
    assert holder.words(NOW) == said


def test_a_lock_whose_words_are_spoiled_still_locks(tmp_path: Path) -> None:
    path = tmp_path / "база.setvzaim"
    lock = Lock.take(path)
    lock_file(path).write_bytes(b"\xff\xfe{")
    with pytest.raises(Held) as held:
        Lock.take(path)
    assert held.value.holder == Holder()
    lock.release()


def test_an_old_base_somebody_else_has_is_not_upgraded_under_his_hands(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "data" / "bases" / "0001.setvzaim"
    path = Path(shutil.copyfile(old, tmp_path / "старая.setvzaim"))
    with path.open("r+b") as file:
        file.seek(60)
        file.write(bytes(4))
    lock = Lock.take(path)
    before = path.read_bytes()
    with pytest.raises(WorldError, match="нужно обновить"):
        Base.open(path)
    lock.release()
    assert path.read_bytes() == before


MOUNTS = """
/dev/sda1 / ext4 rw 0 0
//server/share /mnt/Общая\\040папка cifs rw 0 0
tmpfs /mnt/Общая\\040папка/тут tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/база.setvzaim", "ext4"),
        ("/mnt/Общая папка/база.setvzaim", "cifs"),
        ("/mnt/Общая папка 2/база.setvzaim", "ext4"),
        ("/mnt/Общая папка/тут/база.setvzaim", "tmpfs"),
    ],
)
def test_a_network_folder_is_known_by_its_file_system(place: str, kind: str) -> None:
    assert _kind(place, MOUNTS) == kind


@pytest.mark.skipif(sys.platform == "win32", reason="/proc is Linux's")
def test_a_base_in_a_network_folder_says_so(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not base.on_network
    table = tmp_path / "mounts"
    table.write_text(f"server:/ {os.fspath(tmp_path.resolve())} nfs4 rw 0 0\n")
    monkeypatch.setattr("setvzaim.storage.network_place._MOUNTS", table)
    assert on_network(base.path)
    with Base.open(base.path) as again:
        assert again.on_network
