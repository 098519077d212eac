"""The widgets of the views that stand under the tabs beside the registers."""

from __future__ import annotations

from collections.abc import Mapping

from setvzaim.ui.page.view import View
from setvzaim.ui.readiness import ReadinessView
from setvzaim.ui.remarks import RemarksView

WIDGETS: Mapping[str, type[View]] = {"readiness": ReadinessView, "remarks": RemarksView}
"""By the key of the segment."""
