"""How a result of the search over everything is shown in a list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from setvzaim.queries.everywhere import Found
from setvzaim.registers import register
from setvzaim.text.matches import matches
from setvzaim.ui.colours import colour

FOUND = Qt.ItemDataRole.UserRole
"""Role: register and record of a result, nothing for a heading."""
_RANGES = Qt.ItemDataRole.UserRole + 1
_PAD = 8


def heading(title: str) -> QListWidgetItem:
    """Return the line above a group of results, which cannot be chosen."""
    item = QListWidgetItem(title)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def result(found: Found, text: str) -> QListWidgetItem:
    """Return the line of a result of a search for `text`."""
    item = QListWidgetItem(found.label)
    item.setData(FOUND, (found.register, found.id))
    item.setData(_RANGES, (found.belongs, matches(found.label, text)))
    whole = " — ".join(part for part in (found.label, found.belongs) if part)
    item.setToolTip(whole)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{register(found.register).title}: {whole}")
    return item


class FoundLine(QStyledItemDelegate):
    """Draws a result: what it is called with the words of the search bold, and what it belongs to at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Give headings of groups a little more room above."""
        room = 7 if index.data(FOUND) is not None else 12
        return QSize(0, option.fontMetrics.height() + room)  # type: ignore[attr-defined]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line."""
        style: Any = option
        painter.save()
        if index.data(FOUND) is None:
            self._heading(painter, style, str(index.data()))
        else:
            self._result(painter, style, index)
        painter.restore()

    def _heading(self, painter: QPainter, option: Any, title: str) -> None:  # noqa: ANN401 - Qt's options are untyped
        painter.setPen(colour("quiet") or option.palette.color(QPalette.ColorRole.Text))
        area = option.rect.adjusted(_PAD, 0, -_PAD, -3)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), title)

    def _result(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: ANN401
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, option.palette.highlight())
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        pen = option.palette.color(role)
        belongs, ranges = index.data(_RANGES)
        area = option.rect.adjusted(2 * _PAD, 0, -_PAD, 0)
        painter.setPen(pen if chosen else (colour("quiet") or pen))
        called = str(index.data())
        room = max(area.width() * 2 // 5, area.width() * 19 // 20 - option.fontMetrics.horizontalAdvance(called))
        right = option.fontMetrics.elidedText(belongs, Qt.TextElideMode.ElideRight, room)
        metrics = option.fontMetrics
        base = area.top() + (area.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(area.right() - metrics.horizontalAdvance(right), base, right)
        painter.setPen(pen)
        taken = option.fontMetrics.horizontalAdvance(right) + 2 * _PAD if right else 0
        self._label(painter, option, area.adjusted(0, 0, -taken, 0), base, called, ranges)

    def _label(self, painter: QPainter, option: Any, area: Any, base: int, text: str, ranges: Any) -> None:  # noqa: ANN401
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() * 19 // 20)
        layout = QTextLayout(shown, option.font)
        formats = []
        for start, end in ranges:
            part: Any = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, min(end, len(shown)) - start, bold
            if part.length > 0:
                formats.append(part)
        layout.setFormats(formats)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width())
        layout.endLayout()
        painter.setClipRect(area)
        layout.draw(painter, QPointF(area.left(), base - line.ascent()))
