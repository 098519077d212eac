"""What the window itself asks of a base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from setvzaim.queries.standing import Standing


def look(connection: Any) -> Standing:  # noqa: ANN401 - a connection, which the window does not know
    """Return where the user can stand.

    What the window needs only over an open base, SQLAlchemy above all, is loaded here, on the worker: until then the
    window has long been on the screen.
    """
    from setvzaim.queries.standing import standing  # noqa: PLC0415
    from setvzaim.ui.window import workspace  # noqa: F401, PLC0415 - so that the window does not wait for it

    return standing(connection)


def turns(connection: Any) -> tuple[str | None, str | None]:  # noqa: ANN401 - a connection
    """Return what would be undone and redone next."""
    from setvzaim.queries.history import redo_name, undo_name  # noqa: PLC0415 - brings SQLAlchemy

    return undo_name(connection), redo_name(connection)
