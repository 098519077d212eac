"""Remove the data of one person from a base, its journal and its backups.

навсегда удалить данные педагога по его запросу
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from setvzaim.cli._common import opened, say
from setvzaim.errors import WorldError
from setvzaim.operations.forgetting import forget_person
from setvzaim.queries.mentions import called
from setvzaim.registers import register
from setvzaim.storage import Base


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("base", metavar="БАЗА", type=Path, help="файл базы")
    parser.add_argument("--person", metavar="КТО", required=True, help="ФИО полностью или код педагога")
    parser.add_argument("--copies", action="store_true",
                        help="удалить и резервные копии с этими данными, когда новая будет проверена")  # fmt: skip
    parser.add_argument("--yes", action="store_true", help="удалить: отменить это будет нельзя")


def run(arguments: Namespace) -> int:
    """Do it."""
    with opened(arguments.base) as base:
        record = _one(base, arguments.person)
        if not arguments.yes:
            raise WorldError(
                f"Данные педагога «{arguments.person}» будут удалены из базы и её истории навсегда, отменить это "
                "нельзя. Если так и нужно, повторите с ключом --yes."
            )
        done = forget_person(base, record=record, copies=arguments.copies)
        say("Данные педагога удалены из базы и её истории.", *done.value.remarks())
    return 0


def _one(base: Base, person: str) -> str:
    """Return the record of a person. Raises `WorldError` when there is none, or several."""
    of = register("staff")
    with base.read() as connection:
        found = called(connection, of, person)
    if not found:
        raise WorldError(f"Педагога «{person}» в базе нет. Назовите ФИО полностью, как в реестре, или код.")
    if len(found) > 1:
        raise WorldError(f"«{person}» — это {of.noun.counted(len(found))}, неясно, о ком речь. Назовите код.")
    return found[0]
