"""Municipalities, networks and who is in them (regulation 1.2, 5.1)."""

from __future__ import annotations

from setvzaim.registers.common import in_order, network, note, personal, school, since, text, until
from setvzaim.registers.derived import Aggregate
from setvzaim.registers.kinds import Choice, Link, Option
from setvzaim.registers.register import Column, Register
from setvzaim.text.names import municipality_key
from setvzaim.text.plural import Noun

MUNICIPALITIES = Register(
    key="municipalities",
    title="Муниципальные образования",
    noun=Noun("район", "района", "районов"),
    accusative="район",
    label="name",
    identity=(("name",),),
    spelling=municipality_key,
    order=("name",),
    directory=True,
    columns=(
        text("name", "Название", "Район", "Муниципальное образование", width=30, required=True),
        text("region", "Регион", "Субъект", width=24, shown=False),
        text("office", "Орган управления образованием", width=40, most=500),
        text("head_post", "Должность руководителя", width=30),
        personal(text("head_name", "Руководитель (И. О. Фамилия)", width=24)),
        text("settlement", "Место издания документов", width=22, shown=False, hint="Например «с. Троицкое»"),
        Column("schools", "Школ", Aggregate("count", "schools", "municipality"), width=8),
    ),
)

NETWORKS = Register(
    key="networks",
    title="Сети",
    noun=Noun("сеть", "сети", "сетей"),
    accusative="сеть",
    label="name",
    identity=(("name",),),
    order=("name",),
    directory=True,
    columns=(
        text("name", "Название", "Сеть", width=36, required=True),
        Column("municipality", "Район", Link("municipalities", grows=True), width=24),
        text("coordinator", "Координатор", width=28),
        text("ground", "Основание", "Проект", width=36, most=500, hint="Приказ или проект, по которому создана сеть"),
        since(),
        until(),
        Column("members", "Участников", Aggregate("count", "memberships", "network"), width=11),
    ),
    rules=(in_order(),),
    whole=("memberships",),
)

ROLE = Choice(
    (
        Option("participant", "участник"),
        Option("center", "центр", ("школа-центр",)),
        Option("partner", "партнёр", ("школа-партнёр",)),
    )
)

MEMBERSHIPS = Register(
    key="memberships",
    title="Участники сетей",
    noun=Noun("участник", "участника", "участников"),
    accusative="участника",
    label="school",
    identity=(("network", "school"),),
    order=("network", "school"),
    school="school",
    network="network",
    directory=True,
    columns=(
        network(),
        school(),
        Column("role", "Роль", ROLE, width=14),
        since(),
        until(),
        note(),
    ),
    rules=(in_order(),),
)
