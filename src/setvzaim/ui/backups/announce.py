"""What is said of a base as it is opened: it can only be read, it lies in a network folder, it has no copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from setvzaim.ui.backups.keeper import untold_key
from setvzaim.ui.backups.read_only_bar import ReadOnlyBar
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences, base_key

if TYPE_CHECKING:
    from setvzaim.ui.window.workspace import Workspace


def announce(office: Office, workspace: Workspace, preferences: Preferences, again: Callable[[], None]) -> None:
    """Put a bar over a base that can only be read; warn of a network folder, once of each base.

    A copy that failed when the program was closed is told now, also once.
    """
    if office.read_only:
        bar = ReadOnlyBar(office.read_only)
        bar.again.connect(again)
        workspace.put_on_top(bar)
    said: list[str] = []
    told = f"{base_key(office.base.path)}/network-told"
    if office.base.on_network and not preferences.has(told):
        from setvzaim.operations.backups import NETWORK_WARNING  # noqa: PLC0415 - brings SQLAlchemy

        preferences.keep(told, 1)
        said.append(NETWORK_WARNING)
    if why := preferences.text(untold := untold_key(office.base.path)):
        preferences.forget(untold)
        said.append(f"При закрытии копия не сделана: {why[:1].lower()}{why[1:]}")
    if said:
        workspace.error("\n".join(said))
