"""What was chosen for each paper, kept between starts on this workplace."""

from __future__ import annotations

from collections.abc import Sequence

from setvzaim.documents.profiles import PROFILES, Orientation
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.printing.papers import (
    LEAST_SIZE,
    MOST_SIZE,
    Choices,
    FormPaper,
    What,
    offered,
    usual_choices,
    usual_title,
)


class Memory:
    """What was chosen for a register or a form."""

    def __init__(self, preferences: Preferences, what: What) -> None:
        self._preferences = preferences
        self._what = what
        self._name = f"print/form/{what.form.key}" if isinstance(what, FormPaper) else f"print/{what.query.register}"

    def choices(self) -> Choices:
        """Return what was chosen the last time, or the usual.

        Columns chosen here are kept as long as those on the screen are the same: who has just changed the table
        wants to print what he sees.
        """
        usual = usual_choices(self._what)
        known = dict(offered(self._what))
        columns = tuple(key for key in self._texts("columns") if key in known)
        same = self._texts("screen") == list(usual.columns)
        orientation, profile = self._text("orientation"), self._text("profile")
        return Choices(
            columns=columns if columns and same else usual.columns,
            orientation=next((one for one in Orientation if one.value == orientation), None),
            profile=profile if profile in PROFILES else usual.profile,
            long_storage=self._flag("long_storage", usual=usual.long_storage),
            table_size=min(max(self._number("table_size", usual.table_size), LEAST_SIZE), MOST_SIZE),
            approved=self._flag("approved", usual=usual.approved),
            agreed=self._flag("agreed", usual=usual.agreed),
            numbered=self._flag("numbered", usual=usual.numbered),
            dated=self._flag("dated", usual=usual.dated),
            without_names=self._flag("without_names", usual=usual.without_names),
        )

    def keep(self, choices: Choices) -> None:
        """Remember what was chosen; no columns at all are not worth remembering."""
        if choices.columns:
            self._keep("columns", choices.columns)
            self._keep("screen", usual_choices(self._what).columns)
        self._keep("orientation", choices.orientation.value if choices.orientation else "")
        self._keep("profile", choices.profile)
        for key in ("long_storage", "table_size", "approved", "agreed", "numbered", "dated", "without_names"):
            self._keep(key, int(getattr(choices, key)))

    def title(self, what: What) -> str:
        """Return the title written for this very record, or for these very rows of the register; else the usual."""
        return self._text("title") if self._text("title_of") == _subject(what) else usual_title(what)

    def keep_title(self, what: What, title: str) -> None:
        """Remember a title; the usual one is not worth remembering, it only makes this paper's own forgotten."""
        subject = _subject(what)
        if title and title != usual_title(what):
            self._keep("title", title)
            self._keep("title_of", subject)
        elif self._text("title_of") == subject:
            self._keep("title_of", "")

    def _text(self, key: str) -> str:
        return self._preferences.text(f"{self._name}/{key}")

    def _texts(self, key: str) -> list[str]:
        return self._preferences.texts(f"{self._name}/{key}")

    def _number(self, key: str, usual: int) -> int:
        return self._preferences.number(f"{self._name}/{key}", usual)

    def _flag(self, key: str, *, usual: bool) -> bool:
        return bool(self._number(key, int(usual)))

    def _keep(self, key: str, value: str | int | Sequence[str]) -> None:
        plain_value = value if isinstance(value, str | int) else list(value)
        self._preferences.keep(f"{self._name}/{key}", plain_value)


def _subject(what: What) -> str:
    """Return what a title was written for."""
    if isinstance(what, FormPaper):
        return what.record.id if what.record else what.form.key
    return f"{what.query.register} {what.query.search} {what.query.filters}"
