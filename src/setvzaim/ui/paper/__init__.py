"""Papers on the screen: pages drawn as they will be printed."""

from setvzaim.ui.paper.preview import Preview

__all__ = ["Preview"]
