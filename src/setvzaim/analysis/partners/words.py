"""The reasons of a proposal in words for the user."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from setvzaim.analysis.partners.model import Cause
from setvzaim.analysis.partners.reasons import Limit
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from setvzaim.analysis.partners.model import Partnership, PartnersProposal
    from setvzaim.analysis.partners.reasons import Loosening
    from setvzaim.analysis.partners.solve import PairReason

    Names = Callable[[str], str]
    """Names a school, a need or an offer by its key."""

_MINUTE = Noun("минута", "минуты", "минут")
_MORE_MINUTES = Noun("минуту", "минуты", "минут")
_TRIP = Noun("рейс", "рейса", "рейсов")
_WAY = Noun("поездка", "поездки", "поездок")
_SEAT = Noun("место", "места", "мест")
_PARTNER = Noun("партнёра", "партнёра", "партнёров")
_LEAST = 1e-6
"""What differs by less is equal."""
_LEVELS = (("coverage", "покрытию"), ("travel", "дороге"), ("network", "числу пар"))

_CAUSES = {
    Cause.NOBODY: "Никто в сети этого не предлагает.",
    Cause.TOO_FAR: "Все, у кого это есть, слишком далеко, а интернета на обоих концах нет.",
    Cause.DAYS: "Ни у кого, у кого это есть, нет общих с школой дней.",
    Cause.BARRED: "Предложения есть, но ни одно не подходит: мешают дни, форма, дорога, интернет или запрет.",
    Cause.GIVEN: "Всё, что подходит, отдано другим школам.",
    Cause.LIMIT: "Подходящее осталось, но мешает предел: число партнёров или рейсов.",
}


def why_uncovered(cause: Cause) -> str:
    """Say in a sentence why a need is not covered, or not wholly."""
    return _CAUSES[cause]


def what_would_cover(loosening: Loosening, name_of: Names) -> str:
    """Say in a sentence which limit, loosened by how much, would cover a need; `name_of` names schools and subjects."""
    school = _quoted(name_of(loosening.school)) if loosening.school is not None else ""
    more, to = loosening.to - loosening.now, loosening.to
    match loosening.limit:
        case Limit.TRAVEL:
            return f"Поможет предел дороги {_MINUTE.counted(_whole(to))} вместо {_whole(loosening.now)}."
        case Limit.INTERNET:
            return f"Поможет интернет в школе {school}."
        case Limit.VETO:
            taker = _quoted(name_of(loosening.other)) if loosening.other is not None else ""
            what = f" по предмету «{name_of(loosening.subject)}»" if loosening.subject is not None else ""
            return f"Поможет, если снять запрет{what}: {school} помогает школе {taker}."
        case Limit.PARTNERS:
            return (
                f"Поможет, если разрешить школе {school} {_PARTNER.counted(_whole(to))} вместо {_whole(loosening.now)}."
            )
        case Limit.TRIPS:
            return f"Поможет, если транспорт школы {school} сделает за неделю ещё {_TRIP.counted(_whole(more))}."
        case Limit.SEATS:
            return f"Поможет транспорт школы {school} на {_SEAT.counted(_whole(to))}."
        case Limit.CAPACITY:
            return f"Поможет, если {school} сможет дать ещё {format_number(_whole(more))}."


def _quoted(name: str) -> str:
    """Return a name in quotation marks, unless it has its own."""
    return name if "«" in name else f"«{name}»"


def what_it_covers(pair: Partnership, name_of: Names) -> str:
    """Say what a pair covers, from whose offers, and how much."""
    lines = (f"{name_of(one.need)} — {format_number(one.amount)} ({name_of(one.offer)})" for one in pair.lines)
    return f"Покрывает: {'; '.join(lines)}."


def what_it_costs(pair: Partnership) -> str:
    """Say how much travel a pair takes a week."""
    trips = sum(line.trips for line in pair.lines)
    if not trips:
        return "Дороги не требует."
    return (
        f"Дорога: {_MINUTE.counted(_whole(pair.travel / trips))} в один конец × {_WAY.counted(trips)} в неделю "
        f"= {format_number(_whole(pair.travel))} мин."
    )


def what_is_lost(reason: PairReason, proposal: PartnersProposal, name_of: Names) -> str:
    """Say what would be lost without a pair and who would then give."""
    return " ".join((*_losses(reason, proposal), *_instead(reason, proposal, name_of)))


def _losses(reason: PairReason, proposal: PartnersProposal) -> Iterator[str]:
    minutes = _whole(abs(reason.travel))
    if reason.coverage > _LEAST:
        share = 100 * reason.coverage / proposal.coverage.value
        words = f"на {share:.0f}" if share >= 1 else "меньше чем на 1"
        yield f"Без этой пары потребности покрыты хуже {words}\u00a0% (по их весу)."
        if minutes:
            yield f"Дороги {'больше' if reason.travel > 0 else 'меньше'} на {_MORE_MINUTES.counted(minutes)} в неделю."
    elif reason.travel > _LEAST:
        more = _MORE_MINUTES.counted(max(1, minutes))
        yield f"Без этой пары то же покроют другие, но дороги больше на {more} в неделю."
    elif reason.network > _LEAST:
        yield "Без этой пары то же покроют другие с той же дорогой, но пар станет больше или нагрузка менее ровной."
    else:
        yield "Без этой пары можно обойтись: то же с той же дорогой покроют другие."
    if not reason.proven:
        yield "Это оценка: за отведённое время лучшее без этой пары не доказано."


def _instead(reason: PairReason, proposal: PartnersProposal, name_of: Names) -> Iterator[str]:
    instead = dict(reason.next_givers)
    given = (line.need for own in proposal.pairs if (own.giver, own.taker) == (reason.giver, reason.taker)
             for line in own.lines)  # fmt: skip
    for need in dict.fromkeys(given):
        if need in instead:
            yield f"{name_of(need)}: тогда больше даст {', '.join(map(name_of, instead[need]))}."
        else:
            yield f"{name_of(need)}: больше никто не даст."


def how_good(proposal: PartnersProposal) -> str:
    """Say what is proven of a proposal: that nothing is better, or how far from the best it can be by which aim."""
    if not proposal.pairs and proposal.coverage.gap > _LEAST:
        return "За отведённое время ничего не найдено. Дайте больше времени или возьмите сеть меньше."
    gaps = [(aim, getattr(proposal, level).gap) for level, aim in _LEVELS]
    open_ = [f"по {aim} до лучшего не больше {math.ceil(gap * 100)}\u00a0%" for aim, gap in gaps if gap > _LEAST]
    if not open_:
        return "Доказано: лучше нельзя."
    proven = [f"по {aim}" for aim, gap in gaps if gap <= _LEAST]
    begin = f"Доказано, что лучше нельзя, {' и '.join(proven)}; " if proven else ""
    said = begin + ", ".join(open_)
    return f"{said[0].upper()}{said[1:]}."


def _whole(value: float) -> int:
    return round(value)
