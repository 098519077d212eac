"""In which mode a pair or a measure works: on site, remote, on the platform, by readable rules (regulation 4.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Mode(Enum):
    """The three modes of 4.2, by the codes of the registers."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a pair or a measure; `None` is not known, and a rule that asks for it does not fit.

    `minutes` one way; `speed` is the slower internet of the two ends, Мбит/с.
    """

    minutes: float | None = None
    speed: float | None = None
    pupils: int | None = None
    transport: bool | None = None
    immovable: bool | None = None
    """Whether it needs equipment that cannot be carried away."""
    allowed: frozenset[Mode] = frozenset(Mode)


@dataclass(frozen=True, slots=True)
class ModeRule:
    """A rule: all its conditions must hold; one that is `None` asks nothing."""

    name: str
    mode: Mode
    minutes_up_to: float | None = None
    minutes_from: float | None = None
    speed_from: float | None = None
    pupils_up_to: int | None = None
    pupils_from: int | None = None
    transport: bool | None = None
    immovable: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule held against a situation: the facts (fields of `Situation`) that speak against it, and those not known."""

    rule: ModeRule
    against: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    allowed: bool = True
    """Whether its mode is allowed at all."""

    @property
    def fits(self) -> bool | None:
        """Whether it fits; `None` where that hangs on what is not known."""
        if self.against or not self.allowed:
            return False
        return None if self.unknown else True


@dataclass(frozen=True, slots=True)
class Chosen:
    """The mode and the rule that decided; without a rule the mode is `None`.

    `judged` are the rules up to that one, in their order.
    """

    mode: Mode | None
    rule: ModeRule | None
    judged: tuple[Judged, ...] = ()

    @property
    def unsure(self) -> tuple[Judged, ...]:
        """The rules that could not be held against what is not known and would decide for another mode."""
        return tuple(one for one in self.judged if one.fits is None and one.rule.mode is not self.mode)


USUAL = (
    ModeRule("Оборудование нельзя вывезти — едут к нему", Mode.ON_SITE, immovable=True),
    ModeRule("Дорога не дольше 40 минут — очно", Mode.ON_SITE, minutes_up_to=40),
    ModeRule("Интернет у обеих школ от 10 Мбит/с — дистанционно", Mode.REMOTE, speed_from=10),
    ModeRule("Учеников не больше 15, есть транспорт, дорога не дольше 90 минут — очно", Mode.ON_SITE,
             minutes_up_to=90, pupils_up_to=15, transport=True),
    ModeRule("Остальное — на муниципальной платформе", Mode.PLATFORM),
)  # fmt: skip
"""Rules until the office has written its own; unconfirmed (domain notes 2.2), hence only a beginning."""


def choose_mode(situation: Situation, rules: Iterable[ModeRule]) -> Chosen:
    """Return the mode by the first rule that fits and whose mode is allowed."""
    judged: list[Judged] = []
    for rule in rules:
        judged.append(_judge(situation, rule))
        if judged[-1].fits:
            return Chosen(rule.mode, rule, tuple(judged))
    return Chosen(None, None, tuple(judged))


def _judge(situation: Situation, rule: ModeRule) -> Judged:
    answers = (
        ("minutes", _at_most(situation.minutes, rule.minutes_up_to)),
        ("minutes", _at_least(situation.minutes, rule.minutes_from)),
        ("speed", _at_least(situation.speed, rule.speed_from)),
        ("pupils", _at_most(situation.pupils, rule.pupils_up_to)),
        ("pupils", _at_least(situation.pupils, rule.pupils_from)),
        ("transport", _same(situation.transport, rule.transport)),
        ("immovable", _same(situation.immovable, rule.immovable)),
    )
    against, unknown = (
        tuple(dict.fromkeys(fact for fact, answer in answers if answer is wanted)) for wanted in (False, None)
    )
    return Judged(rule, against, unknown, rule.mode in situation.allowed)


def _at_most(value: float | None, limit: float | None) -> bool | None:
    return True if limit is None else None if value is None else value <= limit


def _at_least(value: float | None, limit: float | None) -> bool | None:
    return True if limit is None else None if value is None else value >= limit


def _same(value: bool | None, wanted: bool | None) -> bool | None:  # noqa: FBT001 - conditions of a rule
    return True if wanted is None else None if value is None else value is wanted
