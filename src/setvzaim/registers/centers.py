"""Centers of cooperation, on schools with stable results (regulation 1.3)."""

from __future__ import annotations

from setvzaim.registers.common import in_order, network, note, personal, school, since, text, until
from setvzaim.registers.kinds import Link
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

CENTERS = Register(
    key="centers",
    title="Центры",
    noun=Noun("центр", "центра", "центров"),
    accusative="центр",
    label="name",
    identity=(("network", "school", "name"),),
    order=("name",),
    school="school",
    network="network",
    purpose=(
        "Центры сетевого взаимодействия: их создают на базе школ со стабильными результатами обучения (п. 1.3 "
        "Положения). Назначьте первую школу-центр."
    ),
    columns=(
        text("name", "Центр", "Название центра", width=40, most=500, required=True),
        network(),
        school("Школа-база"),
        text("directions", "Направления работы", "Направления", width=36, most=1000, lines=2),
        personal(text("head_name", "Руководитель центра", "Руководитель", width=26)),
        Column("order", "Приказ", Link("documents"), width=28),
        since(),
        until(),
        note(),
    ),
    rules=(in_order(),),
)
