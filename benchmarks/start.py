"""Start to the first visible window on the example base, against a bare Qt window that imports SQLAlchemy.

Both sides are processes of their own without a screen (`QT_QPA_PLATFORM=offscreen`), timed from before they are started
until they report. Ours is `setvzaim BASE` and reports twice: when the first window has been painted, and when the table
of schools has been painted with its rows. The bare one reports when its empty window has been painted. Reports come
from an event filter that the child puts on the application before the loop begins; the program itself knows nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from figures import Figure, show

SCHOOLS = 14
REACH = 1.3
_REPEATS = 9
_PATIENCE = 60

_WATCH = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

class Watch(QObject):
    window = False

    def eventFilter(self, seen, event):
        if event.type() == QEvent.Type.Paint and isinstance(seen, QWidget):
            if not self.window:
                self.window = True
                QTimer.singleShot(0, lambda: tell("window"))
            view = seen.parent()
            if isinstance(view, QAbstractItemView) and filled(view.model()):
                QTimer.singleShot(0, lambda: tell("rows"))
        return False

def filled(model):
    return model is not None and model.rowCount() == SCHOOLS and bool(model.index(0, 0).data())

def tell(word):
    print(word, flush=True)

def watched(*_):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    return loop()

loop = QApplication.exec
QApplication.exec = QApplication.exec_ = watched
"""
_OURS = """
from setvzaim.app import run
sys.exit(run(sys.argv[1:]))
"""
_BARE = """
import sqlalchemy
from PySide6.QtWidgets import QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.show()
application.exec()
"""


def reported(program: str, arguments: list[str], words: tuple[str, ...], home: str) -> tuple[float, ...]:
    """Start a child; return the seconds after which it has reported each word."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home}
    environment |= {"XDG_STATE_HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
    code = f"SCHOOLS = {SCHOOLS}\n{_WATCH}{program}"
    start = time.perf_counter()
    found: dict[str, float] = {}
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, env=environment) as child:
        assert child.stdout is not None
        while not found.keys() >= {*words}:
            word = child.stdout.readline().decode().strip()
            if not word or time.perf_counter() - start > _PATIENCE:
                raise RuntimeError(f"the child has not reported {words}, only {found}")
            found.setdefault(word, time.perf_counter() - start)
        child.kill()
    return tuple(found[word] for word in words)


def main() -> list[Figure]:
    """Measure the figures of the start."""
    windows, rows, bare = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder, "base.setvzaim")
        subprocess.run([sys.executable, "-m", "setvzaim", "demo", str(base)], check=True, capture_output=True)
        for turn in range(_REPEATS + 1):
            window, table = reported(_OURS, [str(base)], ("window", "rows"), folder)
            (other,) = reported(_BARE, [], ("window",), folder)
            if turn:  # the first of each only warms the files
                windows.append(window)
                rows.append(table)
                bare.append(other)
    to_window = median(a / b for a, b in zip(windows, bare, strict=True))
    to_rows = median(a / b for a, b in zip(rows, bare, strict=True))
    detail = (
        f"ours {median(windows):.2f} s, bare {median(bare):.2f} s; the rows of {SCHOOLS} schools stand after "
        f"{median(rows):.2f} s ({to_rows:.2f} ×)"
    )
    return [Figure("start to the first window / bare Qt window with SQLAlchemy", to_window, REACH, detail=detail)]


if __name__ == "__main__":
    show(main())
