"""The widgets of the views that stand under the tabs beside the registers."""

from __future__ import annotations

from collections.abc import Mapping

from setvzaim.ui.overview.view import OverviewView
from setvzaim.ui.page.view import View
from setvzaim.ui.readiness import ReadinessView
from setvzaim.ui.settings.view import SettingsView
from setvzaim.ui.warned import WarningsView

WIDGETS: Mapping[str, type[View]] = {
    "overview": OverviewView,
    "readiness": ReadinessView,
    "warnings": WarningsView,
    "settings": SettingsView,
}
"""By the key of the segment."""
