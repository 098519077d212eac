"""Light, dark, or as the system has it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from setvzaim.ui.colours import dark

THEMES = {"system": "Как в системе", "light": "Светлое", "dark": "Тёмное"}
_SCHEMES = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
_ROLES = QPalette.ColorRole
_DARK = {
    _ROLES.Window: "#37393d", _ROLES.WindowText: "#e8eaed", _ROLES.Base: "#1f2124", _ROLES.AlternateBase: "#26292c",
    _ROLES.Text: "#e8eaed", _ROLES.Button: "#4a4d52", _ROLES.ButtonText: "#e8eaed", _ROLES.BrightText: "#ffffff",
    _ROLES.Highlight: "#2f5f9e", _ROLES.HighlightedText: "#ffffff", _ROLES.ToolTipBase: "#33363a",
    _ROLES.ToolTipText: "#e8eaed", _ROLES.PlaceholderText: "#9aa0a6", _ROLES.Link: "#8ab8ff",
    _ROLES.LinkVisited: "#c9a8ff", _ROLES.Light: "#62666c", _ROLES.Midlight: "#54585d", _ROLES.Mid: "#6c7076",
    _ROLES.Dark: "#17181a", _ROLES.Shadow: "#000000",
}  # fmt: skip
_LIGHT = {
    _ROLES.Window: "#f0f0f0", _ROLES.WindowText: "#1c1c1c", _ROLES.Base: "#ffffff", _ROLES.AlternateBase: "#f6f7f9",
    _ROLES.Text: "#1c1c1c", _ROLES.Button: "#f3f3f3", _ROLES.ButtonText: "#1c1c1c", _ROLES.BrightText: "#000000",
    _ROLES.Highlight: "#1a5fb4", _ROLES.HighlightedText: "#ffffff", _ROLES.ToolTipBase: "#fffbe6",
    _ROLES.ToolTipText: "#1c1c1c", _ROLES.PlaceholderText: "#6b7075", _ROLES.Link: "#1a56a8",
    _ROLES.LinkVisited: "#6a2c91", _ROLES.Light: "#ffffff", _ROLES.Midlight: "#e6e6e6", _ROLES.Mid: "#b4b4b4",
    _ROLES.Dark: "#9a9a9a", _ROLES.Shadow: "#6b6b6b",
}  # fmt: skip
_BOX_EDGE = "#c4c8cc"
"""Fusion draws the edge of a tick box as a darker shade of the window: on a dark one nothing is left to be seen."""
_DISABLED = (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText)


def use_theme(name: str) -> None:
    """Use a theme: one of `THEMES`. Where the system cannot change its colours, ours are put on."""
    wanted = _SCHEMES.get(name, Qt.ColorScheme.Unknown)
    QGuiApplication.styleHints().setColorScheme(wanted)
    QGuiApplication.setPalette(QPalette())
    if wanted != Qt.ColorScheme.Unknown and dark() is not (wanted == Qt.ColorScheme.Dark):
        QGuiApplication.setPalette(_palette(_DARK if wanted == Qt.ColorScheme.Dark else _LIGHT))
    boxes = QPalette()
    if dark():
        boxes.setColor(_ROLES.Window, QColor(_BOX_EDGE))
    for kind in ("QCheckBox", "QListWidget", "QTreeWidget"):
        QApplication.setPalette(boxes, kind)  # type: ignore[arg-type]  # PySide's stub asks for bytes, which it refuses


def _palette(colours: dict[QPalette.ColorRole, str]) -> QPalette:
    palette = QPalette()
    for role, name in colours.items():
        palette.setColor(role, QColor(name))
    faint = QColor("#80868b")
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette
