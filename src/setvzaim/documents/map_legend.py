"""The legend of the map: what its signs and lines mean, only those that are on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from setvzaim.documents.drawing import Caption, Drawing, Ink, Item, Mark, Shape, Stroke, words_width
from setvzaim.documents.map_data import LINES, SIGNS, TEXT, UNSAID, MapData, Measure
from setvzaim.documents.network_map import network_map

_STATUSES = {
    "low_results": "ШНОР",
    "adverse_conditions": "ШНСУ",
    "resilient": "резильентная",
    "stable": "стабильная",
}
MODES = {"on_site": "очно", "remote": "дистанционно", "platform": "через платформу"}
_RADIUS = 1.7
_LINE = 4.6
_SIGN = 7.4
"""Room for the sign before its words, мм."""
_EDGE = 2.0
_SOME = "5"
"""The number in the sign for several schools."""
_BETWEEN = 6.0

Entry = tuple[tuple[Item, ...], str]
"""A sign about the point (0, 0), and its words."""


def legend(
    data: MapData,
    *,
    pairs: bool = True,
    several: bool = False,
    across: float | None = None,
    measure: Measure = words_width,
) -> Drawing:
    """Draw the legend: one under another, or in lines of at most `across` мм; `several` when signs have numbers."""
    x, y, widest = _EDGE, _EDGE + _LINE / 2, 0.0
    items: list[Item] = []
    for signs, words in _entries(data, pairs=pairs, several=several):
        long = _SIGN + measure(words, TEXT)
        if items and (across is None or x + long > across):
            x, y = _EDGE, y + _LINE
        items += (_moved(sign, x + 3.0, y) for sign in signs)
        items.append(Caption(x + _SIGN, y + TEXT * 0.35, words, TEXT))
        x += long
        widest = max(widest, x)
        x += _BETWEEN
    if not items:
        return Drawing(0.0, 0.0, ())
    return Drawing(widest + _EDGE, y + _LINE / 2 + _EDGE, tuple(items))


def map_sheet(data: MapData, width: float, height: float) -> Drawing:
    """Draw the map with its legend under it, for paper; all of it `width` × `height` мм."""
    under = legend(data, across=width)
    above = network_map(data, width, height - under.height)
    if any(isinstance(item, Mark) and item.members for item in above.items):
        under = legend(data, several=True, across=width)
        above = network_map(data, width, height - under.height)
    signs = (_moved(item, 0.0, above.height) for item in under.items)
    return Drawing(width, height, (*above.items, *signs), above.note)


def _entries(data: MapData, *, pairs: bool, several: bool) -> Iterator[Entry]:
    shown = {one.sign for one in data.schools}
    for code, shape, ink in SIGNS:
        if code in shown:
            yield (Mark(0, 0, _RADIUS, shape, ink),), _STATUSES[code]
    if "" in shown:
        yield (Mark(0, 0, _RADIUS, Shape.CIRCLE, Ink.PLAIN),), "без статуса"
    if any(one.center for one in data.schools):
        yield (Mark(0, 0, _RADIUS * 0.8, Shape.CIRCLE, Ink.PLAIN, ring=True),), "центр сети"
    if several:
        yield (Mark(0, 0, _RADIUS, Shape.CIRCLE, Ink.PLAIN, text=_SOME),), "столько школ рядом"
    if not pairs:
        return
    modes = {pair.mode if pair.mode in LINES else "" for pair in data.pairs}
    for code, words in (*MODES.items(), ("", "форма не указана")):
        if code in modes:
            ink, dashes = LINES.get(code, UNSAID)
            yield (Stroke(-2.8, 0, 2.8, 0, 0.6, ink, dashes, arrow=True),), f"помогает {words}" if code else words


def _moved(item: Item, x: float, y: float) -> Item:
    match item:
        case Mark():
            return replace(item, x=item.x + x, y=item.y + y)
        case Stroke():
            return replace(item, x1=item.x1 + x, y1=item.y1 + y, x2=item.x2 + x, y2=item.y2 + y)
        case Caption():
            return replace(item, x=item.x + x, y=item.y + y)
