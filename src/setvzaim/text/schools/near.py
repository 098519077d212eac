"""Which names are worth comparing at all, found by their words and numbers instead of by comparing each with each.

Whatever `alike` gives a score of `OFFERED` or more shares something looked up here: a number, where one of them has no
word of its own; a word, where a slip of the pen or another ending may be between; or one says so little that it could
be any. `tests/text/test_school_names.py` holds it against comparing all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from setvzaim.text.schools.alike import adjective_stems, bare, is_adjective, noun_stems
from setvzaim.text.schools.parts import SchoolName

Placed = tuple[int, SchoolName]
_ONE_SLIP, _TWO_SLIPS = 5, 9
"""Letters of a word from which `alike` forgives one slip, and two."""
_STEM_SLIP = 6
_INITIALS = 2
"""Words of so few letters are taken for the beginning of a longer one."""


class Near:
    """Names by what they could be found by."""

    def __init__(self, names: Sequence[Placed]) -> None:
        self._names = dict(names)
        self._by_word, self._by_honour = _index(), _index()
        self._wordless_by_honour, self._wordless_by_extra = _index(), _index()
        self._by_number, self._wordless_by_number = _index(), _index()
        self._bare: set[int] = set()
        self._wordless: set[int] = set()
        self._numberless: set[int] = set()
        for at, name in names:
            self._add(at, name)

    def _add(self, at: int, name: SchoolName) -> None:
        for key in _keys(name.words):
            self._by_word[key].add(at)
        for key in _keys(name.honour):
            self._by_honour[key].add(at)
        for number in name.numbers:
            self._by_number[number].add(at)
        if not name.numbers:
            self._numberless.add(at)
        if name.words:
            return
        self._wordless.add(at)
        for key in _keys(name.honour):
            self._wordless_by_honour[key].add(at)
        for key in _keys(name.extra):
            self._wordless_by_extra[key].add(at)
        for number in name.numbers:
            self._wordless_by_number[number].add(at)
        if not name.numbers:
            self._bare.add(at)

    def to(self, name: SchoolName) -> Iterator[Placed]:
        """Give the names worth comparing with a name, in the order of the list.

        An honorific meets the words of the other name. Another honorific, and what only explains a name, count where
        one of the two has no word of its own.
        """
        found: set[int] = set()
        for key in _keys(name.words, sought=True):
            found |= self._by_word.get(key, _NONE)
            found |= self._by_honour.get(key, _NONE)
            found |= self._wordless_by_extra.get(key, _NONE)
        honours = self._wordless_by_honour if name.words else self._by_honour
        for key in _keys(name.honour, sought=True):
            found |= self._by_word.get(key, _NONE)
            found |= honours.get(key, _NONE)
        by_number = self._wordless_by_number if name.words else self._by_number
        for number in name.numbers:
            found |= by_number.get(number, _NONE)
        if not name.words:
            for key in _keys(name.extra, sought=True):
                found |= self._by_word.get(key, _NONE)
            found |= self._bare if name.numbers else self._wordless | self._numberless
        elif not name.numbers:
            found |= self._bare
        return ((at, self._names[at]) for at in sorted(found))


_NONE: frozenset[int] = frozenset()


def _index() -> defaultdict[str, set[int]]:
    return defaultdict(set)


def _keys(words: Sequence[str], *, sought: bool = False) -> set[str]:
    """Return what words are found by, or what others are sought by with them, written apart or as one."""
    return {key for word in {*words, "".join(words)} if word for key in _word_keys(word, sought)}


@lru_cache(maxsize=50_000)
def _word_keys(word: str, sought: bool) -> frozenset[str]:  # noqa: FBT001 - two sides of one thing
    """Return keys of which any two words that `alike` takes for one have one in common, one of the two being sought."""
    found = {word, f"{bare(word)}|"}
    if len(word) <= _INITIALS:
        found.add(f"{'long' if sought else 'short'} {word}")
    elif len(word) > _INITIALS + 1:
        found.update(f"{'short' if sought else 'long'} {word[:length]}" for length in range(1, _INITIALS + 1))
    if len(word) >= _ONE_SLIP - 1:
        found |= _without(word, 2 if len(word) >= _TWO_SLIPS - 1 else 1)
    for stem in adjective_stems(word) if is_adjective(word) else noun_stems(word):
        found.add(f"{stem}-")
        if len(stem) >= _STEM_SLIP - 1:
            found.update(f"{cut}-" for cut in _without(stem, 1))
    return frozenset(found)


def _without(word: str, letters: int) -> set[str]:
    """Return a word with so many letters or fewer taken out: words parted by so many slips have one of these alike."""
    found = {word}
    last: Iterable[str] = found
    for _ in range(letters):
        last = {one[:at] + one[at + 1 :] for one in last for at in range(len(one))}
        found |= last
    return found
