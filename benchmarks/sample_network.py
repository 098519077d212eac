"""Networks of schools to measure proposals on: real positions where they are at hand, needs and offers made up."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from setvzaim.analysis.partners.model import ANY_MODE, Mode, Need, Offer, PartnersProblem, Rules, School
from setvzaim.analysis.solver import Floats

SHARED = Path(os.environ.get("SETVZAIM_SHARED", Path(__file__).parents[2] / "shared" / "data"))
REGISTER = SHARED / "oo1-region" / "oo1-2026-06.xlsx"
REGION = 589
SUBJECTS = 40  # school subjects and categories of methods and equipment together
_ROADS = 1.25  # road ÷ straight line
_SPEED = 50.0  # km/h
_EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Places:
    """Latitudes and longitudes in degrees, and where they are from."""

    latitude: Floats
    longitude: Floats
    source: str

    def minutes(self) -> Floats:
        """Return minutes by road between all places."""
        lat, lon = np.radians(self.latitude), np.radians(self.longitude)
        half = (
            np.sin((lat[:, None] - lat) / 2) ** 2
            + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
        )
        kilometres: Floats = 2 * _EARTH * np.arcsin(np.sqrt(np.minimum(half, 1)))
        return np.round(kilometres * _ROADS / _SPEED * 60)


def places(chance: Random) -> Places:
    """Take the schools of the register, else as many random places in a region of the same size."""
    if REGISTER.exists():
        import openpyxl  # noqa: PLC0415 - only where the register is

        sheet = openpyxl.load_workbook(REGISTER, read_only=True).worksheets[0]
        rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[11] and row[8] and row[9]]
        points = [tuple(float(str(cell).strip(" ,")) for cell in row[8:10]) for row in rows]
        if len(points) == REGION:
            latitude, longitude = np.array(points).T
            return Places(latitude, longitude, "real positions")
    points = [(chance.uniform(42.6, 43.9), chance.uniform(44.8, 46.7)) for _ in range(REGION)]
    latitude, longitude = np.array(points).T
    return Places(latitude, longitude, "random positions")


def network(minutes: Floats, needs: int, offers: int, chance: Random) -> PartnersProblem:
    """Make up what schools lack and can give."""
    some = {
        "any": ANY_MODE,
        "on site": frozenset({Mode.ON_SITE}),
        "remote": frozenset({Mode.REMOTE, Mode.PLATFORM}),
    }
    names = [f"s{i}" for i in range(len(minutes))]
    schools = [
        School(name, chance.random() < 0.8, trips=chance.choice((0, 10, 10, 20)), seats=chance.choice((22, 30)))
        for name in names
    ]

    def days() -> frozenset[int]:
        return frozenset(chance.sample(range(6), chance.randint(2, 6)))

    def mode(*shares: float) -> frozenset[Mode]:
        return some[chance.choices(("any", "on site", "remote"), shares)[0]]

    return PartnersProblem(
        schools,
        [
            Need(
                f"n{i}",
                chance.choice(names),
                f"subject {chance.randrange(SUBJECTS)}",
                chance.randint(1, 6),
                weight=chance.choice((1, 1, 1.5, 2)),
                rank=chance.randrange(3),
                modes=mode(35, 40, 25),
                days=days(),
                riders=chance.choice((0, 0, 0, 0, 12)),
            )
            for i in range(needs)
        ],
        [
            Offer(
                f"o{i}",
                chance.choice(names),
                f"subject {chance.randrange(SUBJECTS)}",
                chance.randint(1, 6),
                mode(50, 30, 20),
                days(),
            )
            for i in range(offers)
        ],
        minutes,  # type: ignore[arg-type]
        Rules(travel_limit=60, partners=25, urgency=(1.5, 1.2, 1.0)),
    )
