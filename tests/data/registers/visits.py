"""A register that the program does not have: what a fourteenth one costs is this page."""

from __future__ import annotations

from setvzaim.registers.choices import MODE
from setvzaim.registers.common import count, in_order, network, note, school, school_year, since, subject, text, until
from setvzaim.registers.derived import Share
from setvzaim.registers.kinds import Date, Links
from setvzaim.registers.register import Column, Register
from setvzaim.text.plural import Noun

VISITS = Register(
    key="visits",
    title="Взаимопосещения",
    noun=Noun("посещение", "посещения", "посещений"),
    accusative="посещение",
    label="topic",
    identity=(("school", "topic", "held_on?"),),
    order=("-held_on", "topic"),
    school="school",
    year="school_year",
    purpose="Кто у кого был на уроке.",
    columns=(
        text("topic", "Тема урока", "Тема", width=40, required=True),
        school("У кого"),
        school_year(),
        network(required=False),
        subject(),
        Column("held_on", "Дата", Date(), ("Дата урока",), width=12),
        Column("mode", "Форма", MODE, width=14),
        Column("guests", "Кто был", Links("staff"), ("Гости",), width=30),
        count("present", "Пришло", "Присутствовало"),
        count("invited", "Приглашено"),
        Column("turnout", "Явка", Share("present", "invited"), width=20),
        since(),
        until(),
        note(),
    ),
    rules=(in_order(),),
)
