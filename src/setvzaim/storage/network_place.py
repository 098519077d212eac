"""Whether a file lies on another computer, where locks and sudden ends are less to be relied on."""

from __future__ import annotations

import sys
from pathlib import Path

WARNING = (
    "База лежит в сетевой папке. Если связь прервётся во время записи, база может повредиться, а двое смогут открыть "
    "её одновременно. Надёжнее держать базу на своём компьютере, а в сетевую папку складывать резервные копии."
)
_REMOTE = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "davfs", "fuse.sshfs", "fuse.gvfsd-fuse")
)
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/mounts")


def on_network(path: Path) -> bool:
    """Tell whether a file lies in a network folder, as far as the system says."""
    place = str(path.resolve())
    if place.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows alone

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.resolve().anchor) == _DRIVE_REMOTE)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return _kind(place, mounts) in _REMOTE


def _kind(place: str, mounts: str) -> str:
    """Return the kind of the file system a place lies in: that of the longest mount point above it."""
    longest, kind = "", ""
    for line in mounts.splitlines():
        point, system = [*line.split(), "", "", ""][1:3]
        point = point.replace("\\040", " ")
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(longest):
            longest, kind = point, system
    return kind
