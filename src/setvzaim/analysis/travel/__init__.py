"""Ways between schools: kilometres and minutes, without a map of roads (regulation 1.4, 4.2)."""

from setvzaim.analysis.travel.straight import Point, straight
from setvzaim.analysis.travel.strays import Stray, strays
from setvzaim.analysis.travel.ways import Factor, Known, Own, Season, Source, Speeds, Way, calibrate, way

__all__ = [
    "Factor", "Known", "Own", "Point", "Season", "Source", "Speeds", "Stray", "Way", "calibrate", "straight", "strays",
    "way",
]  # fmt: skip
