"""Which spellings are of one municipality, in lists that nobody has put in order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from setvzaim.text.fold import fold, match_key
from setvzaim.text.names import municipality_key
from setvzaim.text.schools.alike import distance

_OFFICES = re.compile(
    r"\b(?:министерств\w*|науки|молодежн\w*|молодежи|политик\w*|социальн\w*|культур\w*|спорт\w*|дел\w*|материнств\w*|детств\w*|"
    r"казенн\w*|учреждени\w*|адм\w*страци\w*|образованием|и|по|мр|го|зато|п|пос|поселок|поселка|пгт|рп)\b\.?"
)
"""Words of the names of offices, beside those that the register of municipalities knows."""
_TOWN = re.compile(r"\bг\b|\bгород\w*|\bгородск\w*|\bпосел\w*|\bп\b|\bпгт\b|\bзато\b|\bго\b")
_DISTRICT = re.compile(r"\bрайон\w*|\bр-н\w*|\bмр\b|\bмуниципальн\w* округ\w*|\bмо\b")
_LEAST_LIKE = 6
"""Letters from which one slip of the pen does not make another municipality of a name."""


def same_places(names: Iterable[str]) -> dict[str, str]:
    """Return one key for each name, the same for all spellings of one municipality.

    A town and the district of its name stay apart; a spelling that says neither is taken for the only one there is.
    One slip of the pen is forgiven where it leaves no doubt.
    """
    said = {name: (_bare(name), _kind(name)) for name in names}
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for bare, kind in said.values():
        kinds[bare].add(kind)
    settled = {name: f"{bare} {_settled(kind, kinds[bare])}" for name, (bare, kind) in said.items()}
    mended = _mended(Counter(settled.values()))
    return {name: mended[key] for name, key in settled.items()}


def _bare(name: str) -> str:
    rest = match_key(_OFFICES.sub(" ", fold(name.replace(".", ". "))))
    return municipality_key(_OFFICES.sub(" ", fold(name.replace(".", ". ")))) if rest else match_key(name)


def _kind(name: str) -> str:
    text = fold(name.replace(".", ". "))
    return "район" if _DISTRICT.search(text) else "город" if _TOWN.search(text) else ""


def _settled(kind: str, kinds: set[str]) -> str:
    others = kinds - {""}
    return next(iter(others)) if not kind and len(others) == 1 else kind


def _mended(counts: Counter[str]) -> dict[str, str]:
    known: list[str] = []
    same: dict[str, str] = {}
    for key in sorted(counts, key=lambda key: (-counts[key], key)):
        near = [other for other in known if _slip(key, other)]
        same[key] = near[0] if len(near) == 1 else key
        if same[key] == key:
            known.append(key)
    return same


def _slip(one: str, other: str) -> bool:
    bare = one.partition(" ")[0], other.partition(" ")[0]
    alike = one.partition(" ")[2] == other.partition(" ")[2]
    return alike and min(map(len, bare)) >= _LEAST_LIKE and distance(*bare, 1) <= 1
