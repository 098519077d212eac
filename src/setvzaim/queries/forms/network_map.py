"""The map of the network: schools, centers, who helps whom (regulation 1.3, 4.2, 4.3)."""

from __future__ import annotations

from setvzaim.documents.map_paper import PAGE, MapPaperData, map_document
from setvzaim.queries.forms.form import Asked, Form, Paper
from setvzaim.queries.network_map import map_data
from setvzaim.queries.query import Query
from setvzaim.queries.rows import one, stream
from setvzaim.registers import register
from setvzaim.text.format import format_school_year


def _build(asked: Asked) -> Paper:
    context = asked.context
    query = Query("schools", context=context)
    network = one(asked.connection, register("networks"), context.network) if context.network else None
    names = (register("schools")["name"],)
    said = MapPaperData(
        data=map_data(asked.connection, query, asked.day),
        names={row.id: row.text("name") for row in stream(asked.connection, query, names)},
        network=network.text("name") if network else "",
        school_year=format_school_year(context.school_year) if context.school_year is not None else "",
        day=asked.day,
        page=asked.wanted.page or PAGE,
    )
    return Paper(map_document(said))


NETWORK_MAP = Form(
    key="network-map",
    title="Карта сети",
    group="Отчёты",
    about="Школы сети по статусам и величине, центры и кто кому помогает (пп. 1.3, 4.2, 4.3 Положения).",
    build=_build,
    page=PAGE,
)
