"""The numbers the computations use and nobody has confirmed (domain notes, «[П]»), each declared once.

A setting is one line: its key in the base, the words, the kind with the least and the most, what is usual, the unit,
and what it does. The page of settings, the command line, the operation that keeps one and whatever computes with it
all take it from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from setvzaim.analysis.travel import Season
from setvzaim.registers.choices import CENTER_LIMIT, CENTER_WEIGHT
from setvzaim.registers.choices import SEASON as SEASONS
from setvzaim.registers.kinds import Flag, Kind, Number
from setvzaim.text.plural import Noun

T = TypeVar("T", int, float, str, bool)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A setting of the base."""

    key: str
    """Its name in the base and on the command line."""
    words: str
    kind: Kind
    """How it is read and written; its limits are the least and the most."""
    usual: T
    """What holds until the office says otherwise."""
    unit: str = ""
    hint: str = ""
    """What it does, in a sentence."""
    computed: bool = False
    """Whether the base foretells it better than `usual` where it can; then `usual` said on purpose is kept too."""

    @property
    def heading(self) -> str:
        """The words with the unit."""
        return f"{self.words}, {self.unit}" if self.unit else self.words


AnySetting = Setting[Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together, and what they are for."""

    key: str
    title: str
    purpose: str
    settings: tuple[AnySetting, ...]


CHANGED = Noun("настройку", "настройки", "настроек")
"""As what is changed is called."""
_SPEED = Number(5, 150)
_WEIGHT = Number(0.1, 100, 2)

# a line or two for each, so that they read as a table
# fmt: off
SEASON = Setting("travel/season", "Время года для расчётов", SEASONS, "dry",
    hint="По какой дороге считать время в пути: для пар, центров, формы и карты.")
FACTOR = Setting("travel/factor", "Во сколько раз дорога длиннее прямой линии", Number(1, 5, 2), 1.3, computed=True,
    hint="Для школ, расстояние между которыми не внесено, а координаты известны.")
SPEEDS = {
    Season.DRY: Setting("travel/speed/dry", "Скорость по сухой дороге", _SPEED, 60, "км/ч",
        hint="Средняя, вместе с остановками. Внесённое время в пути важнее."),
    Season.WET: Setting("travel/speed/wet", "Скорость в распутицу", _SPEED, 35, "км/ч"),
    Season.WINTER: Setting("travel/speed/winter", "Скорость зимой", _SPEED, 45, "км/ч"),
}
STRAY_TIMES = Setting("travel/stray/times", "Во сколько раз дальше сомнительная координата", Number(1.5, 20, 1), 3.0,
    hint="От середины района, чем половина остальных школ.")
STRAY_LEAST = Setting("travel/stray/least", "Ближе этого координата не сомнительна", Number(1, 1000), 40, "км",
    hint="От середины района.")

IMPORTANCE = {
    "high": Setting("needs/weight/high", "Вес при высокой важности", _WEIGHT, 3.0,
        hint="Вес потребности умножается на вес статуса школы и на срочность."),
    "medium": Setting("needs/weight/medium", "Вес при средней важности", _WEIGHT, 2.0,
        hint="И там, где важность не указана."),
    "low": Setting("needs/weight/low", "Вес при низкой важности", _WEIGHT, 1.0),
}
STATUS_WEIGHT = {
    "low_results": Setting("needs/status/low_results", "Во сколько раз важнее потребность ШНОР", _WEIGHT, 2.0,
        hint="Чем такая же потребность школы без статуса."),
    "adverse_conditions": Setting(
        "needs/status/adverse_conditions", "Во сколько раз важнее потребность ШНСУ", _WEIGHT, 1.5,
        hint="У школы с двумя статусами действует больший вес."),
}
SOON = Setting("needs/soon", "Срок близкий, когда осталось не больше", Number(0, 366), 30, "дней",
    hint="Прошедший срок — тоже близкий.")
LATER = Setting("needs/later", "Срок средний, когда осталось не больше", Number(0, 1000), 120, "дней",
    hint="Если осталось больше или срока нет, потребность не срочная.")
SOON_WEIGHT = Setting("needs/urgency/soon", "Во сколько раз важнее близкий срок", _WEIGHT, 1.5)
LATER_WEIGHT = Setting("needs/urgency/later", "Во сколько раз важнее средний срок", _WEIGHT, 1.2)

LIMIT = Setting("partners/minutes", "Дорога в один конец не дольше", Number(0, 600), 90, "мин",
    hint="Дальше очно не ездят; дистанционно и на платформе помогать можно.")
PARTNERS = Setting("partners/most", "Партнёров у школы не больше", Number(1, 50), 4,
    hint="Вместе: скольким помогает она и сколько помогают ей.")
INTERNET = Setting("partners/speed", "Для занятий хватает интернета от", Number(0.1, 1000, 1), 2.0, "Мбит/с",
    hint="У обеих школ. При более медленном помогать можно только очно.")
TRIPS = Setting("partners/trips", "Рейсов автобуса в неделю", Number(0, 70), 5,
    hint="На каждый исправный автобус с водителем.")
OWN_WAY = Setting("partners/own_way", "Педагоги ездят сами", Flag(), usual=True,
    hint="Иначе на поездку педагога тратится рейс автобуса его школы.")
BY_RULES = Setting("partners/by_rules", "Форму пары выбирают правила формы", Flag(), usual=True,
    hint="Иначе — та из возможных, при которой меньше дороги.")
CHANGE = Setting("partners/change", "Цена перемены пары", Number(0, 100, 2), 0.5,
    hint="В новых парах. Чем больше, тем меньше пар меняется при небольшой правке данных.")
EVENNESS = Setting("partners/evenness", "Цена ещё одной школы у того же помощника", Number(0, 10, 3), 0.01,
    hint="В новых парах. Чем больше, тем ровнее нагрузка тех, кто помогает.")

CENTERS_WEIGHT = Setting("centers/weight", "Дорогу к центрам считать по", CENTER_WEIGHT, "pupils",
    hint="Чем больше у школы учеников или открытых потребностей, тем ближе к ней центр.")
CENTERS_LIMIT = Setting("centers/limit", "Вместимость центра", CENTER_LIMIT, "none",
    hint="Свободные места — на сколько мощность здания больше числа учеников.")
CENTERS_PLACES = Setting("centers/places", "Мест у центра", Number(0, 10_000), 100,
    hint="Для школ, мощность здания которых не известна.")
CENTERS_SCHOOLS = Setting("centers/schools", "Школ у центра", Number(0, 200), 5,
    hint="Сколько других школ обслуживает один центр, если вместимость — число школ.")
CENTERS_INTERNET = Setting("centers/internet", "Центру нужен интернет", Flag(), usual=True,
    hint="Скорость, при которой можно вести занятия дистанционно.")
CENTERS_RESOURCES = Setting("centers/resources", "Центру есть чем делиться", Flag(), usual=True,
    hint="Педагог со свободными часами, методика или оборудование для других школ.")

AHEAD = Setting("deadlines/plan", "Ближайшие мероприятия — те, что начнутся за", Number(1, 366), 14, "дней",
    hint="В плане, на обзоре и в отчётах.")
REMIND = Setting("deadlines/answers", "Напоминать об ответе школы на план за", Number(0, 60), 3, "дней",
    hint="До срока, к которому ответ нужен.")

SECONDS = Setting("search/seconds", "Искать лучшее не дольше", Number(1, 3600), 20, "с",
    hint="Потом программа покажет найденное и скажет, сколько осталось до лучшего.")
SECONDS_LARGE = Setting("search/seconds/large", "В сети больше 100 школ — не дольше", Number(1, 3600), 60, "с")

GROUPS = (
    Group("travel", "Дорога", "Сколько ехать между школами, если это не внесено в расстояния.",
        (SEASON, FACTOR, *SPEEDS.values(), STRAY_TIMES, STRAY_LEAST)),
    Group("needs", "Важность потребностей", "Что покрыть сначала, когда на всех не хватает.",
        (*IMPORTANCE.values(), *STATUS_WEIGHT.values(), SOON, LATER, SOON_WEIGHT, LATER_WEIGHT)),
    Group("partners", "Пары школ", "Пределы и цены, по которым подбирается, кто кому помогает.",
        (LIMIT, PARTNERS, INTERNET, TRIPS, OWN_WAY, BY_RULES, CHANGE, EVENNESS)),
    Group("centers", "Центры", "Что нужно школе, чтобы стать центром, и сколько она может взять на себя.",
        (CENTERS_WEIGHT, CENTERS_LIMIT, CENTERS_PLACES, CENTERS_SCHOOLS, CENTERS_INTERNET, CENTERS_RESOURCES)),
    Group("deadlines", "Сроки", "О чём напоминать заранее.", (AHEAD, REMIND)),
    Group("search", "Время подбора", "Сколько ждать, пока программа ищет лучшее.", (SECONDS, SECONDS_LARGE)),
)
# fmt: on
"""All of them, as they stand on the page."""


def all_settings() -> Iterator[AnySetting]:
    """Give every setting, in the order of the page."""
    return (one for group in GROUPS for one in group.settings)


@cache
def _by_key() -> dict[str, AnySetting]:
    return {one.key: one for one in all_settings()}


def setting_of(key: str) -> AnySetting | None:
    """Return a setting by its key."""
    return _by_key().get(key)
