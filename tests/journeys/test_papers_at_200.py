"""The preview on a screen of 200 %: a process of its own, since Qt reads its scale once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from setvzaim.app import parts
from setvzaim.queries.forms import form
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.printing import FormPaper, PrintDialog
from setvzaim.ui.start import make_application, make_window

base, settings, picture = (Path(name) for name in sys.argv[1:])
application = make_application()
window = make_window(parts(), Preferences(settings))
window.resize(683, 384)
window.show()

def begin():
    dialog = PrintDialog(window.office, window.preferences, FormPaper(form("cover-letter")), window)
    dialog.resize(640, 360)
    dialog.open()
    look = QTimer(dialog, interval=50)

    def done():
        if window.worker.idle and dialog.chooser.settled and dialog.preview.settled:
            look.stop()
            view = dialog.preview.view
            print(dialog.devicePixelRatioF(), view.picture_of(0).width(), view._leaves[0].place.width(),
                  dialog.width(), dialog.height())
            dialog.grab().save(str(picture))
            dialog.reject()
            window.close()
            application.quit()

    look.timeout.connect(done)
    look.start()

window.settled.connect(begin)
window.open_base(base)
QTimer.singleShot(30_000, lambda: application.exit(3))
sys.exit(application.exec())
"""


def test_pages_are_sharp_on_a_fine_screen_and_the_buttons_stay_on_it(
    example_path: Path, tmp_path: Path, pictures: Path
) -> None:
    """Without it the letters of the preview are grey smears on the new computer, or the buttons lie below its edge."""
    settings = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    arguments = [str(example_path), str(tmp_path / "window.ini"), str(pictures / "papers-200.png")]
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *arguments],
        env=settings, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ratio, dots, wide, width, height = (float(word) for word in done.stdout.split())
    assert ratio == 2
    assert abs(dots - 2 * wide) <= 2, "a dot of the picture is a dot of the screen"
    assert (width <= 960, height <= 540) == (True, True), "a screen of 1920 by 1080 has so much room at 200 %"
