"""What the map of the network shows: schools that have coordinates, centers, exchanges in force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

import sqlalchemy as sa

from setvzaim.analysis.travel.strays import Doubt
from setvzaim.documents.map_data import MapData, MapPair, MapSchool
from setvzaim.model import TABLES
from setvzaim.queries.query import Context, Query, Row
from setvzaim.queries.rows import stream
from setvzaim.queries.travel import Ways, doubted, in_short
from setvzaim.registers import register
from setvzaim.text.plural import Noun

_LEGAL = re.compile(r"^(?:(?:М|Г|Ч|А|Н|К|Ф)[А-Я]{0,5}ОУ|ОУ|[МГ][БКА]У|АНО)\b\s*(?:ДО\b)?")
"""The legal form before the name proper: «МБОУ», «ЧОУ»."""
_QUOTES = re.compile(r"[«»„“”\"']+")
_HONOUR = re.compile(r"\s*\b(?:имени|им)\b\.?.*?(?=\s(?:с|п|г|х|ст|пос|пгт|аул)\.|$)", re.IGNORECASE)
"""In whose honour it is named; the place behind that is kept."""
_LONGEST = 36
"""So many letters of a name at most stand on the map."""
_PUPILS = Noun("ученик", "ученика", "учеников")
_SCHOOLS = Noun("школа", "школы", "школ")


def map_data(connection: sa.Connection, query: Query, day: date) -> MapData:
    """Return the map of the schools a query of their register asks for, as things stand on a day.

    A school without coordinates, or with those of another district, is left out and said to be.
    """
    of = register("schools")
    keys = ("name", "status", "pupils", "settlement", "municipality", "latitude", "longitude")
    rows = list(stream(connection, query, tuple(of[key] for key in keys)))
    wrong = {stray.of for stray in doubted(connection) if stray.doubt is Doubt.OUTSIDE}
    centers = _centers(connection, query.context, day)
    placed = [row for row in rows if row["latitude"] is not None and row["longitude"] is not None]
    shown = [row for row in placed if row.id not in wrong]
    schools = tuple(_school(row, center=row.id in centers) for row in shown)
    pairs = tuple(_pairs(connection, {row.id: str(row["name"]) for row in shown}, day))
    there = {row.id for row in shown}
    return MapData(schools, pairs, _left_out(rows, wrong), tuple(row.id for row in rows if row.id not in there))


def _left_out(rows: list[Row], wrong: set[object]) -> str:
    nowhere = sum(row["latitude"] is None or row["longitude"] is None for row in rows)
    elsewhere = sum(row.id in wrong for row in rows)
    said = []
    if nowhere:
        said.append(f"{_SCHOOLS.counted(nowhere)} без координат")
    if elsewhere:
        said.append(f"{_SCHOOLS.counted(elsewhere)} с координатами другого района")
    return f"На карте нет: {', '.join(said)}." if said else ""


def _school(row: Row, *, center: bool) -> MapSchool:
    codes = row["status"]
    pupils = row["pupils"]
    told = [str(row["name"]), row.text("status"), "центр сети" if center else ""]
    told.append(_PUPILS.counted(pupils) if isinstance(pupils, int) else "число учеников неизвестно")
    return MapSchool(
        key=row.id,
        label=_short(row),
        latitude=_number(row["latitude"]),
        longitude=_number(row["longitude"]),
        pupils=pupils if isinstance(pupils, int) else None,
        statuses=tuple(map(str, codes)) if isinstance(codes, tuple) else (),
        center=center,
        tip="\n".join(part for part in told if part),
        place=row.text("municipality"),
    )


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _short(row: Row) -> str:
    """Return a name that fits a map: the settlement without its kind, else the short name of the school."""
    settlement = re.sub(r"^(?:с|п|г|х|д|пос|пгт)\.\s*", "", row.text("settlement"))
    if settlement:
        return settlement
    return short_name(str(row["name"]))


def short_name(name: str) -> str:
    """Return the name of a school as it fits a map: without legal form, quotation marks and honours."""
    bare = " ".join(_HONOUR.sub("", _LEGAL.sub("", _QUOTES.sub(" ", name).strip())).split())
    if len(bare) > _LONGEST:
        bare = f"{bare[: _LONGEST - 1].rsplit(' ', 1)[0]}…"
    return bare or name


def _centers(connection: sa.Connection, context: Context, day: date) -> set[str]:
    table = TABLES["centers"]
    found = sa.select(table.c.school).where(
        sa.or_(table.c.since.is_(None), table.c.since <= day), sa.or_(table.c.until.is_(None), table.c.until >= day)
    )
    if context.network is not None:
        found = found.where(table.c.network == context.network)
    return set(connection.scalars(found))


def _pairs(connection: sa.Connection, names: Mapping[str, str], day: date) -> Iterator[MapPair]:
    """Give the pairs that exchange something on the day, one for each mode, the wider the more they exchange."""
    uses, needs = TABLES["resource_uses"], TABLES["needs"]
    in_force = (
        sa.select(uses.c.giver, needs.c.school, uses.c.mode, sa.func.count(), sa.func.min(needs.c.title))
        .join_from(uses, needs, uses.c.need == needs.c.id)
        .where(sa.or_(uses.c.state.is_(None), uses.c.state.in_(("agreed", "underway"))))
        .where(sa.or_(uses.c.until.is_(None), uses.c.until >= day))
        .group_by(uses.c.giver, needs.c.school, uses.c.mode)
        .order_by(uses.c.giver, needs.c.school, uses.c.mode)
    )
    rows = [row for row in connection.execute(in_force) if row[0] in names and row[1] in names]
    most = max((row[3] for row in rows), default=1)
    ways = Ways(connection) if rows else None
    modes = register("resource_uses")["mode"].kind
    for giver, taker, mode, number, title in rows:
        way = ways.between(giver, taker) if ways is not None else None
        road = in_short(way) if way else ""
        what = title if number == 1 else f"{title} и ещё {number - 1}"
        form = modes.write(mode) if mode else ""
        yield map_pair((giver, taker), names, (mode or "", form), number / most, what, road)


def map_pair(
    ends: tuple[str, str], names: Mapping[str, str], mode: tuple[str, str], weight: float, what: str, way: str
) -> MapPair:
    """Return a pair with all of it in words; `mode` is its code and the word for it."""
    giver, taker = ends
    told = (f"{names[giver]} → {names[taker]}", what, mode[1], f"Дорога: {way}" if way else "")
    return MapPair(giver, taker, mode[0], weight, "\n".join(part for part in told if part), what, way)
