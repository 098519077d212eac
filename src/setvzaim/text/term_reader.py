"""Reading the tokens of a term: dates, months, their parts, quarters, ranges and lists of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from setvzaim.text.parse import parse_date
from setvzaim.text.spans import Repeats, Span, Term, month, months, parts
from setvzaim.text.spans import school_year as whole_year
from setvzaim.text.term_words import Token, Unclear

_DAY = timedelta(days=1)
_LAST = 99
_BETWEEN = ("-", "to", ",", "and")
_PIECES: Mapping[str, Mapping[int, tuple[int, int]]] = {
    "quarter": {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12)},
    "term": {1: (9, 10), 2: (11, 12), 3: (1, 3), 4: (4, 5)},
    "half": {1: (9, 12), 2: (1, 5)},
}
"""First and last month of what is numbered; «четверть» and «полугодие» as in `spans.quarter`, `spans.half`."""
_THIRDS = {1: (1, 10), 2: (11, 20), 3: (21, 31), _LAST: (21, 31)}
_SIDES = {"start": 1, "middle": 2, "end": 3}


@dataclass(frozen=True, slots=True)
class _Period:
    """A stretch of days that may still want its year: `first` is its first month."""

    first: int
    span: Callable[[int], Span]
    year: int | None = None
    said: Callable[[int], Span] | None = None
    """What it means when a single year is said of it, where that differs."""

    def at(self, year: int, *, said: bool) -> Span:
        return (self.said or self.span)(year) if said else self.span(year)


class TermReader:
    """Reads tokens from left to right; raises `Unclear` for what is no term, `ValueError` for days that are not."""

    def __init__(self, tokens: list[Token], school_year: int | None) -> None:
        named = {int(value) for kind, value in tokens if kind == "school year"}
        if len(named) > 1:
            raise Unclear
        self._year = named.pop() if named else school_year
        self._tokens = [token for token in tokens if token[0] != "school year"]
        self._named = len(self._tokens) < len(tokens)
        self._at = 0

    def term(self) -> Term:
        """Read a term without repetition."""
        if (self._over() and self._named) or self._take("whole"):
            whole = self._whole()
            found = Term(whole.starts, whole.ends, None, (whole,))
        elif self._take("until"):
            last = self._deadline()
            found = Term(None, last, None, (Span(last, last),))
        else:
            found = self._spans()
        if not self._over():
            raise Unclear
        return found

    def repeated(self, every: Repeats) -> Term:
        """Read what stands beside «ежемесячно» and the like: nothing, days of the month, the time it goes on."""
        days = self._days_of_month() if every == "monthly" else None
        self._take(",")
        term = None if self._over() else self.term()
        if term is not None and term.starts is not None and term.ends is not None:
            wholes = term.occurrences
        else:
            year = self._whole()
            starts, ends = (term.starts, term.ends) if term is not None else (None, None)
            wholes = (Span(starts or year.starts, ends or year.ends),)
        pieces = sorted({piece for whole in wholes for piece in parts(whole, every)})
        if days is not None:
            pieces = [piece for part in pieces if (piece := _days(part, *days)) is not None]
        if not pieces:
            raise Unclear
        return Term(pieces[0].starts, max(piece.ends for piece in pieces), every, tuple(pieces))

    def _whole(self) -> Span:
        if self._year is None:
            raise Unclear
        return whole_year(self._year)

    def _days_of_month(self) -> tuple[int, int] | None:
        """Read «до 25 числа», «5 числа», «с 1 по 10 число»; nothing is read where that does not stand there."""
        until = self._take("until")
        if not until:
            self._take("from")
        first = self._number()
        second = self._number() if first is not None and (self._take("to") or self._take("-")) else None
        if first is None or not self._take("day number"):
            self._at = 0
            return None
        if not 1 <= first <= (second or 31) <= 31:
            raise Unclear
        return (1, first) if until else (first, second or first)

    def _deadline(self) -> date:
        """Read what stands after «до», «к», «не позднее»: the last day that is still in time."""
        at_end = self._take("end")
        if at_end and (self._take("whole") or (self._over() and self._named)):
            return self._whole().ends
        if at_end:
            self._at -= self._peek() == "month"  # «конец мая» is the last third of May, and ends with it
        day = self._peek() == "date" or (self._peek() == "number" and self._peek(1) == "month")
        (span,) = self._dated([self._period()])
        return span.ends if at_end or day else span.starts - _DAY

    def _spans(self) -> Term:
        """Read periods and ranges of periods, parted by commas and «и»."""
        found: list[tuple[_Period, _Period | None]] = []
        while True:
            since = self._take("from")
            first = self._short_period() or self._period()
            if self._take("-") or self._take("to") or (since and self._take("until")):
                found.append((first, self._period()))
            elif since:
                (span,) = self._dated([first])
                if found or not self._over():
                    raise Unclear
                return Term(span.starts, None, None, (Span(span.starts, span.starts),))
            else:
                found.append((first, None))
            if not (self._take(",") or self._take("and")):
                break
        spans = tuple(sorted(set(self._resolved(found))))
        return Term(spans[0].starts, max(span.ends for span in spans), None, spans)

    def _short_period(self) -> _Period | None:
        """Read a number whose word stands later: the day of «1 – 20 декабря», the quarter of «I – II кварталы»."""
        kinds = [kind for kind, _ in self._tokens[self._at :]]
        if kinds[:1] != ["number"] or kinds[1:2] == [] or kinds[1] not in _BETWEEN:
            return None
        ahead = next((at for at, kind in enumerate(kinds) if kind not in ("number", *_BETWEEN)), None)
        if ahead is None:
            return None
        here, number = self._at, int(self._next("number"))
        self._at += ahead - 1
        period = self._numbered(number)
        self._at = here + 1
        return period

    def _period(self) -> _Period:
        """Read one period: a date, a month, a part of a month, a quarter, a half-year."""
        match self._peek():
            case "date":
                return self._date(self._next("date"))
            case "month":
                number = int(self._next("month"))
                return _Period(number, lambda year: month(year, number), self._year_said())
            case "start" | "middle" | "end" as side:
                self._next(side)
                return self._third(_SIDES[side])
            case "last":
                self._next("last")
                return self._numbered(_LAST)
            case "year":
                year = int(self._next("year"))
                return _Period(1, lambda year: months(year, 1, 12), year)
            case _:
                return self._numbered(int(self._next("number")))

    def _numbered(self, number: int) -> _Period:
        """Read the word that a number belongs to."""
        match self._peek():
            case "month":
                in_month = int(self._next("month"))
                return _Period(in_month, lambda year: _one(date(year, in_month, number)), self._year_said())
            case "decade" if number in _THIRDS:
                self._next("decade")
                return self._third(number)
            case "week":
                self._next("week")
                of_month = int(self._next("month"))
                return _Period(of_month, lambda year: _week(month(year, of_month), number), self._year_said())
            case "quarter" | "term" | "half" as kind if number in _PIECES[kind]:
                self._next(kind)
                first, last = _PIECES[kind][number]
                begins = number * 6 - 5
                said = (lambda year: months(year, begins, begins + 5)) if kind == "half" else None
                return _Period(first, lambda year: months(year, first, last), self._year_said(), said)
            case _:
                raise Unclear

    def _third(self, third: int) -> _Period:
        of_month = int(self._next("month"))
        first, last = _THIRDS[third]
        return _Period(of_month, lambda year: _sure(_days(month(year, of_month), first, last)), self._year_said())

    def _date(self, written: str) -> _Period:
        if written.count(".") == 2:
            day = parse_date(written)
            if day is None:
                raise Unclear
            return _Period(day.month, lambda _year: _one(day), day.year)
        number, in_month = map(int, written.split("."))
        return _Period(in_month, lambda year: _one(date(year, in_month, number)), self._year_said())

    def _resolved(self, found: list[tuple[_Period, _Period | None]]) -> list[Span]:
        spans = iter(self._dated([period for pair in found for period in pair if period is not None]))
        result = []
        for first, last in found:
            begins = next(spans)
            if last is None:
                result.append(begins)
                continue
            ends = next(spans)
            if ends.ends < begins.starts and first.year is None:  # «август – сентябрь», «ноябрь – март 2027»
                begins = first.at(begins.starts.year - 1, said=False)
            elif ends.ends < begins.starts and last.year is None:  # «декабрь 2026 – январь»
                ends = last.at(ends.starts.year + 1, said=False)
            result.append(Span(begins.starts, ends.ends))
        return result

    def _dated(self, periods: list[_Period]) -> list[Span]:
        """Give each period its year: its own, that of the next one that has one, or that of the school year."""
        spans: list[Span] = []
        following: int | None = None
        for period in reversed(periods):
            following = period.year or following
            said = following is not None
            spans.append(period.at(following if following is not None else self._usual(period), said=said))
        return spans[::-1]

    def _usual(self, period: _Period) -> int:
        if self._year is None:
            raise Unclear
        return self._year if period.first >= 9 else self._year + 1

    def _year_said(self) -> int | None:
        return int(self._next("year")) if self._peek() == "year" else None

    def _number(self) -> int | None:
        return int(self._next("number")) if self._peek() == "number" else None

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at][0] if at < len(self._tokens) else ""

    def _take(self, kind: str) -> bool:
        found = self._peek() == kind
        self._at += found
        return found

    def _next(self, kind: str) -> str:
        if self._peek() != kind:
            raise Unclear
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _over(self) -> bool:
        return self._at >= len(self._tokens)


def _one(day: date) -> Span:
    return Span(day, day)


def _sure(span: Span | None) -> Span:
    if span is None:
        raise Unclear
    return span


def _days(part: Span, first: int, last: int) -> Span | None:
    """Return days of the month a part lies in, cut to the part; days the month has not are left out."""
    whole = month(part.starts.year, part.starts.month)
    starts = whole.starts + _DAY * (first - 1)
    ends = min(whole.starts + _DAY * (last - 1), whole.ends)
    return Span(starts, ends).within(part) if starts <= ends else None


def _week(whole: Span, number: int) -> Span:
    """Return a week of a month, Monday to Sunday cut to the month; the first and last have four days in it at least."""
    if number == _LAST:
        monday = whole.ends - _DAY * whole.ends.weekday() - _DAY * 7 * (whole.ends.weekday() < 3)
    else:
        monday = whole.starts - _DAY * whole.starts.weekday() + _DAY * 7 * (whole.starts.weekday() > 3)
        monday += _DAY * 7 * (number - 1)
    return _sure(Span(monday, monday + _DAY * 6).within(whole))
