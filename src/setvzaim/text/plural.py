"""Numbers that agree with their nouns."""

from __future__ import annotations

from dataclasses import dataclass

from setvzaim.text.format import format_number


@dataclass(frozen=True, slots=True)
class Noun:
    """The three forms a Russian noun takes after a number: 1 школа, 2 школы, 5 школ."""

    one: str
    few: str
    many: str

    def after(self, count: int) -> str:
        """Return the form that stands after `count`."""
        tail = abs(count) % 100
        if 11 <= tail <= 14:
            return self.many
        match tail % 10:
            case 1:
                return self.one
            case 2 | 3 | 4:
                return self.few
            case _:
                return self.many

    def counted(self, count: int) -> str:
        """Return the number with its noun: «589 школ»."""
        return f"{format_number(count)} {self.after(count)}"
