"""The password of a base. Not in the history: it changes the file, not what the file holds."""

from __future__ import annotations

from setvzaim.errors import WorldError, WrongPassword
from setvzaim.operations.operation import Outcome
from setvzaim.storage import Base


def set_password(base: Base, *, new: str) -> Outcome[bool]:
    """Protect a base that has no password; tell whether its plain bytes are overwritten. Raises `WorldError`."""
    if base.encrypted:
        raise WorldError(f"У базы «{base.path.name}» уже есть пароль. Его можно сменить или снять.")
    return Outcome("задан пароль", base.change_password(new), frozenset(), 0)


def change_password(base: Base, *, present: str, new: str) -> Outcome[bool]:
    """Take another password in place of the present one. Raises `WorldError`, `WrongPassword` among them."""
    _check(base, present)
    return Outcome("сменён пароль", base.change_password(new), frozenset(), 0)


def remove_password(base: Base, *, present: str) -> Outcome[bool]:
    """Write the base so that everyone can open it. Raises `WorldError`, `WrongPassword` among them."""
    _check(base, present)
    return Outcome("снят пароль", base.change_password(None), frozenset(), 0)


def _check(base: Base, present: str) -> None:
    if not base.encrypted:
        raise WorldError(f"У базы «{base.path.name}» нет пароля.")
    if not base.opened_by(present):
        raise WrongPassword("Нынешний пароль не тот. Проверьте раскладку клавиатуры и заглавные буквы.")
