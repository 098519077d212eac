"""Set, change or take away the password of a base.

задать, сменить или снять пароль базы
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from setvzaim.cli._common import say
from setvzaim.cli._password import NEW, PRESENT, asked_twice, open_base
from setvzaim.errors import WorldError
from setvzaim.operations.password import change_password, remove_password, set_password
from setvzaim.storage import Base


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", metavar="ЧТО", choices=("set", "change", "remove"),
                        help="set — задать, change — сменить, remove — снять")  # fmt: skip
    parser.add_argument("base", metavar="БАЗА", type=Path, help="файл базы")
    parser.epilog = (
        f"Нынешний пароль берётся из переменной {PRESENT}, новый — из {NEW}; без них программа "
        "спрашивает их, а если терминала нет, читает по строке из стандартного ввода. "
        "Забытый пароль восстановить нельзя: такую базу не откроет никто."
    )


def run(arguments: Namespace) -> int:
    """Do it."""
    base, present = open_base(arguments.base)
    with base:
        if arguments.what == "set":
            _refuse_another(base)
            done = set_password(base, new=asked_twice(base.path))
            say("Пароль задан. Забытый пароль восстановить нельзя: базу не откроет никто.")
        elif present is None:
            raise WorldError(f"У базы «{base.path.name}» нет пароля. Чтобы задать его: setvzaim password set.")
        elif arguments.what == "change":
            done = change_password(base, present=present, new=asked_twice(base.path))
            say("Пароль сменён.")
        else:
            done = remove_password(base, present=present)
            say("Пароль снят: базу теперь откроет любой, у кого есть файл.")
        say("Резервные копии переписаны так же; те, что вы положили в другие места, остались прежними.")
        say(*done.value.remarks())
    return 0


def _refuse_another(base: Base) -> None:
    """Say that there is a password already before a new one is typed."""
    if base.encrypted:
        raise WorldError(f"У базы «{base.path.name}» уже есть пароль. Чтобы сменить его: setvzaim password change.")
