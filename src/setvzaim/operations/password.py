"""The password of a base. Not in the history: it changes the file, not what the file holds."""

from __future__ import annotations

from dataclasses import dataclass

from setvzaim.errors import WorldError, WrongPassword
from setvzaim.operations.operation import Outcome
from setvzaim.storage import Base
from setvzaim.storage.backup import rekey_copies
from setvzaim.text.plural import Noun

_COPIES = Noun("резервная копия", "резервные копии", "резервных копий")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A base and its backups were written anew."""

    wiped: bool
    """Whether the plain bytes of before, if there were any, are overwritten on the disk."""
    left: int
    """Backups that could not be written anew and open as before."""

    def remarks(self) -> tuple[str, ...]:
        """Return what the user should know besides, in sentences; nothing when all went as it should."""
        found = []
        if self.left:
            found.append(f"Не переписано: {_COPIES.counted(self.left)}. Они открываются, как прежде: удалите их.")
        if not self.wiped:
            found.append("Прежние байты файла на диске не стёрты: их можно найти, пока поверх не записано другое.")
        return tuple(found)


def set_password(base: Base, *, new: str) -> Outcome[Rewritten]:
    """Protect a base that has no password, and its backups. Raises `WorldError`."""
    if base.encrypted:
        raise WorldError(f"У базы «{base.path.name}» уже есть пароль. Его можно сменить или снять.")
    return _rewrite(base, "задан пароль", new)


def change_password(base: Base, *, present: str, new: str) -> Outcome[Rewritten]:
    """Take another password in place of the present one. Raises `WorldError`, `WrongPassword` among them."""
    _check(base, present)
    return _rewrite(base, "сменён пароль", new)


def remove_password(base: Base, *, present: str) -> Outcome[Rewritten]:
    """Write the base so that everyone can open it. Raises `WorldError`, `WrongPassword` among them."""
    _check(base, present)
    return _rewrite(base, "снят пароль", None)


def _rewrite(base: Base, name: str, new: str | None) -> Outcome[Rewritten]:
    wiped = base.change_password(new)
    return Outcome(name, Rewritten(wiped, rekey_copies(base.path, new)), frozenset(), 0)


def _check(base: Base, present: str) -> None:
    if not base.encrypted:
        raise WorldError(f"У базы «{base.path.name}» нет пароля.")
    if not base.opened_by(present):
        raise WrongPassword("Нынешний пароль не тот. Проверьте раскладку клавиатуры и заглавные буквы.")
