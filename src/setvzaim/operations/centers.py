"""Appointing the schools proposed as centers of cooperation (regulation 1.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import TABLES
from setvzaim.operations.names import Resolver
from setvzaim.operations.operation import operation
from setvzaim.operations.writing import change_record, insert_record
from setvzaim.queries import Context
from setvzaim.registers import LinkTo, register
from setvzaim.storage import Changes
from setvzaim.text.plural import Noun

_CENTERS = Noun("центр", "центра", "центров")


def _name(schools: Sequence[LinkTo], **_: object) -> str:
    return f"назначить {_CENTERS.counted(len(schools))}" if len(schools) > 1 else "назначить центр"


@operation(_name)
def appoint_centers(
    changes: Changes, *, schools: Sequence[LinkTo], network: str, context: Context, since: date
) -> tuple[str, ...]:
    """Make schools centers of a network: a center each, the role in the network, one draft order; return the centers.

    Schools that are centers already stay as they are. Raises `WorldError` when a school or the network is gone, or when
    no school is left to appoint; then nothing is written.
    """
    _refuse_gone(changes, schools, network)
    standing = _standing(changes, network, since)
    new = [school for school in schools if school.id not in standing]
    if not new:
        raise WorldError("Все эти школы уже центры этой сети: назначать некого.")
    here = Context(network, context.school_year)
    order = _order(changes, new, network, here)
    made: list[str] = []
    for school in new:
        values: dict[str, object] = {
            "name": f"Центр сетевого взаимодействия: {school.label}",
            "network": network,
            "school": school.id,
            "order": order,
            "since": since,
        }
        made.append(insert_record(changes, register("centers"), values, here))
        _give_role(changes, school, network, here, since)
    return tuple(made)


def _refuse_gone(changes: Changes, schools: Sequence[LinkTo], network: str) -> None:
    for key, wanted in (("networks", {network}), ("schools", {school.id for school in schools})):
        table = TABLES[key]
        there = set(changes.connection.execute(sa.select(table.c.id).where(table.c.id.in_(wanted))).scalars())
        if wanted - there:
            what = "Этой сети" if key == "networks" else "Одной из этих школ"
            raise WorldError(f"{what} уже нет: её удалили. Составьте предложение заново.")


def _standing(changes: Changes, network: str, day: date) -> set[str]:
    """Return the schools that are centers of the network on a day."""
    table = TABLES["centers"]
    lasting = sa.or_(table.c.until.is_(None), table.c.until >= day)
    here = sa.select(table.c.school).where(table.c.network == network, lasting)
    return set(changes.connection.execute(here).scalars())


def _order(changes: Changes, schools: Sequence[LinkTo], network: str, context: Context) -> str:
    values: dict[str, object] = {
        "title": "Приказ о создании центров сетевого взаимодействия",
        "kind": "order",
        "network": network,
        "schools": tuple(school.id for school in schools),
        "note": "Проект: впишите номер и дату, когда приказ подписан.",
    }
    return insert_record(changes, register("documents"), values, context)


def _give_role(changes: Changes, school: LinkTo, network: str, context: Context, since: date) -> None:
    """Note in the membership of a school that it is a center; a school that is no member becomes one."""
    of, table = register("memberships"), TABLES["memberships"]
    record = changes.connection.scalar(
        sa.select(table.c.id).where(table.c.network == network, table.c.school == school.id).order_by(table.c.id)
    )
    if record is None:
        values: dict[str, object] = {"network": network, "school": school.id, "role": "center", "since": since}
        insert_record(changes, of, values, context)
    else:
        change_record(changes, of, record, {"role": "center"}, context, Resolver(changes.connection, of, context))
