"""Colours that mean something, for light and dark; contrast with the table at least 4.5."""

from __future__ import annotations

from PySide6.QtGui import QColor, QGuiApplication, QPalette

_LIGHT = {
    "low_results": "#a3360a", "adverse_conditions": "#7a4a00", "resilient": "#6a2c91", "stable": "#1c6b2f",
    "expiring": "#8a5a00", "expired": "#b3261e", "replaced": "#5f6368", "there": "#1c6b2f", "partly": "#8a5a00",
    "missing": "#b3261e", "unknown": "#5f6368", "warning": "#8a5a00", "refused": "#b3261e", "proposal": "#1a56a8",
    "new": "#1c6b2f", "changed": "#1a56a8",
    "unchanged": "#5f6368", "total": "#5f6368", "empty": "#5f6368", "quiet": "#5f6368",
    "plain": "#4a5560", "on_site": "#1a56a8", "remote": "#0b6e69", "platform": "#a11a6b",
    "agreed": "#1c6b2f", "remarks": "#8a5a00", "declined": "#b3261e", "sent": "#1a56a8", "approved": "#1c6b2f",
    "revised": "#8a5a00", "draft": "#1a56a8", "added": "#1c6b2f", "removed": "#b3261e", "moved": "#5f6368",
}  # fmt: skip
_DARK = {
    "low_results": "#ff9b70", "adverse_conditions": "#f2c063", "resilient": "#d9a8f5", "stable": "#8fd6a0",
    "expiring": "#f2c063", "expired": "#ff8f87", "replaced": "#a8adb3", "there": "#8fd6a0", "partly": "#f2c063",
    "missing": "#ff8f87", "unknown": "#a8adb3", "warning": "#f2c063", "refused": "#ff8f87", "proposal": "#8ab8ff",
    "new": "#8fd6a0", "changed": "#8ab8ff",
    "unchanged": "#a8adb3", "total": "#a8adb3", "empty": "#a8adb3", "quiet": "#a8adb3",
    "plain": "#c3cad1", "on_site": "#8ab8ff", "remote": "#6fd3cc", "platform": "#ff9fd2",
    "agreed": "#8fd6a0", "remarks": "#f2c063", "declined": "#ff8f87", "sent": "#8ab8ff", "approved": "#8fd6a0",
    "revised": "#f2c063", "draft": "#8ab8ff", "added": "#8fd6a0", "removed": "#ff8f87", "moved": "#a8adb3",
}  # fmt: skip


def dark() -> bool:
    """Tell whether the window is dark now."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def colour(meaning: str) -> QColor | None:
    """Return the colour of a status or verdict; `None` for a word without one."""
    name = (_DARK if dark() else _LIGHT).get(meaning)
    return QColor(name) if name else None
