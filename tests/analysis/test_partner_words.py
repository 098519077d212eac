"""What is said of a proposal is what was computed, in Russian a methodist can read out."""

from __future__ import annotations

import pytest

from setvzaim.analysis.mode_words import why_mode
from setvzaim.analysis.modes import USUAL, Situation, choose_mode
from setvzaim.analysis.partners.model import Level, Line, Mode, Partnership, PartnersProposal
from setvzaim.analysis.partners.solve import PairReason
from setvzaim.analysis.partners.words import how_good, what_is_lost, what_it_costs, what_it_covers

NAMES = {"a": "Школа А", "b": "Школа Б", "c": "Школа В", "n": "Физика", "m": "Химия", "o": "Иванова И. И."}
BEST = Level(10.0, 10.0)


def pair(*lines: Line) -> Partnership:
    return Partnership("a", "b", lines, 5.0, sum(line.travel for line in lines), agreed=False)


ON_SITE = Line("o", "n", 2, Mode.ON_SITE, 2, 90.0)
REMOTE = Line("o", "m", 1, Mode.REMOTE, 0, 0.0)


def proposal(coverage: Level = BEST, travel: Level = BEST, network: Level = BEST) -> PartnersProposal:
    return PartnersProposal((pair(ON_SITE, REMOTE),), (), coverage, travel, network)


def test_what_is_covered_and_what_it_costs() -> None:
    assert what_it_covers(pair(ON_SITE, REMOTE), NAMES.__getitem__) == (
        "Покрывает: Физика — 2 (Иванова И. И.); Химия — 1 (Иванова И. И.)."
    )
    assert what_it_costs(pair(ON_SITE, REMOTE)) == "Дорога: 45 минут в один конец × 2 поездки в неделю = 90 мин."
    assert what_it_costs(pair(REMOTE)) == "Дороги не требует."


@pytest.mark.parametrize(
    ("coverage", "travel", "network", "words"),
    [
        (3.0, 12.0, 0.0, "Без этой пары потребности покрыты хуже на 30\u00a0% (по их весу). Дороги больше на 12 минут"),
        (0.05, -1.0, 0.0, "покрыты хуже меньше чем на 1\u00a0% (по их весу). Дороги меньше на 1 минуту"),
        (0.0, 21.0, -1.0, "Без этой пары то же покроют другие, но дороги больше на 21 минуту в неделю."),
        (0.0, 0.0, 1.0, "но пар станет больше или нагрузка менее ровной."),
        (0.0, 0.0, 0.0, "Без этой пары можно обойтись"),
    ],
)
def test_what_is_lost_without_a_pair(coverage: float, travel: float, network: float, words: str) -> None:
    reason = PairReason("a", "b", coverage, travel, network, (("n", ("c",)),), proven=True)
    said = what_is_lost(reason, proposal(), NAMES.__getitem__)
    assert words in said
    assert said.endswith("Физика: тогда больше даст Школа В. Химия: больше никто не даст.")


def test_what_is_not_proven_is_said() -> None:
    reason = PairReason("a", "b", 0.0, 5.0, 0.0, (), proven=False)
    assert "не доказано" in what_is_lost(reason, proposal(), NAMES.__getitem__)


def test_the_bound_is_said_in_words() -> None:
    assert how_good(proposal()) == "Доказано: лучше нельзя."
    assert how_good(proposal(network=Level(100.0, 97.5))) == (
        "Доказано, что лучше нельзя, по покрытию и по дороге; по числу пар до лучшего не больше 3\u00a0%."
    )
    far = Level(9.0, 10.0)
    nothing = PartnersProposal((), (), Level(0.0, 10.0), BEST, BEST)
    assert how_good(nothing).startswith("За отведённое время ничего не найдено.")
    assert how_good(proposal(far, far, far)).startswith("По покрытию до лучшего не больше 10\u00a0%, по дороге до")


def test_the_rule_and_what_is_not_known_are_named() -> None:
    near = Situation(minutes=30, immovable=False)
    assert why_mode(choose_mode(near, USUAL)) == "Правило: «Дорога не дольше 40 минут — очно»."
    vague = Situation(minutes=60)
    assert why_mode(choose_mode(vague, USUAL)) == (
        "Правило: «Остальное — на муниципальной платформе». Может измениться: не известно, "
        "какой интернет у обеих школ, сколько учеников, есть ли транспорт, можно ли вывезти оборудование."
    )
    assert why_mode(choose_mode(vague, ())) == "Ни одно правило не подошло."
