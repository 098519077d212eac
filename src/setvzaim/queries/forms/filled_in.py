"""Where a fact that is missing on a paper can be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import sqlalchemy as sa

from setvzaim.queries.forms.form import Form
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import one, stream
from setvzaim.registers import LinkTo, register

Place: TypeAlias = tuple[str, str, str]
"""Register, record and column."""
_FILLED_IN = {
    "район": ("municipalities", "name"),
    "регион": ("municipalities", "region"),
    "отдел": ("municipalities", "office"),
    "должность начальника": ("municipalities", "head_post"),
    "начальник": ("municipalities", "head_name"),
    "место издания": ("municipalities", "settlement"),
    "сеть": ("networks", "name"),
    "координатор": ("networks", "coordinator"),
    "основание сети": ("networks", "ground"),
    "полное наименование": ("schools", "full_name"),
    "должность руководителя": ("schools", "head_post"),
    "руководитель": ("schools", "head_name"),
    "населенный пункт": ("schools", "settlement"),
    "адрес": ("schools", "address"),
    "телефон": ("schools", "phone"),
    "почта": ("schools", "email"),
    "реквизиты": ("schools", "requisites"),
}
"""Register and column in which a fact of `office_facts` and `school_facts` is filled in."""


def places(
    connection: sa.Connection, form: Form, record: str, context: Context, names: Iterable[str]
) -> dict[str, Place]:
    """Return for what is missing on a paper about a record where it can be filled in, as far as that is known."""
    found: dict[str, Place] = {}
    for name in names:
        key, column = _FILLED_IN.get(name, ("", ""))
        if key and key == form.subject:
            found[name] = (key, record, column)
        elif key in {"municipalities", "networks"} and (place := _of_network(connection, context, key, column)):
            found[name] = place
    return found


def _of_network(connection: sa.Connection, context: Context, key: str, column: str) -> Place | None:
    """Return the place in the network of the context, or in its municipality; the only one where none is chosen."""
    networks = [row.id for row in stream(connection, Query("networks"), register("networks").naming)]
    network = context.network or (networks[0] if len(networks) == 1 else None)
    net = one(connection, register("networks"), network) if network else None
    if net is None or key == "networks":
        return ("networks", net.id, column) if net else None
    home = net["municipality"]
    return (key, home.id, column) if isinstance(home, LinkTo) else ("networks", net.id, "municipality")
