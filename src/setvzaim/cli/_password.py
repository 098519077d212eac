"""Where a command takes a password from: the environment, a question, standard input; never from its arguments."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from setvzaim.errors import PasswordNeeded, WorldError
from setvzaim.storage import Base

PRESENT, NEW = "SETVZAIM_PASSWORD", "SETVZAIM_NEW_PASSWORD"


def open_base(path: Path) -> tuple[Base, str | None]:
    """Open a base, asking for its password if it has one; return the password too. Raises `WorldError`."""
    try:
        return Base.open(path), None
    except PasswordNeeded as needed:
        password = asked(PRESENT, f"Пароль базы «{path.name}»: ", str(needed))
        return Base.open(path, password), password


def asked_twice(path: Path) -> str:
    """Return a new password; who types it, types it twice. Raises `WorldError`."""
    question = f"Новый пароль базы «{path.name}»: "
    password = asked(NEW, question, "Новый пароль не задан.")
    if NEW not in os.environ and sys.stdin.isatty() and getpass.getpass("Ещё раз: ") != password:
        raise WorldError("Пароль набран по-разному. База осталась прежней: повторите.")
    return password


def asked(variable: str, question: str, missing: str) -> str:
    """Return a password from a variable, a person at the terminal, or the next line of standard input."""
    if (password := os.environ.get(variable)) is not None:
        return password
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(question)
    line = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    if not line:
        raise PasswordNeeded(f"{missing} Его берут из переменной {variable} или из стандартного ввода, строкой.")
    return line
