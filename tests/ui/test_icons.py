"""Icons are drawn where there is room, and quietly nowhere else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from setvzaim.ui.icons import _Engine, _svg, icon


@pytest.mark.usefixtures("qapp")
def test_a_button_not_laid_out_yet_asks_for_no_picture() -> None:
    """A window opened on a slow computer warned of a picture it could not draw."""
    engine = _Engine(_svg("check"))
    assert engine.pixmap(QSize(0, 16), QIcon.Mode.Normal, QIcon.State.Off).isNull()
    assert not icon("check").pixmap(16, 16).isNull()
