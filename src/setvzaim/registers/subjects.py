"""School subjects."""

from __future__ import annotations

from setvzaim.registers.common import text
from setvzaim.registers.register import Register
from setvzaim.text.plural import Noun

SUBJECTS = Register(
    key="subjects",
    title="Предметы",
    noun=Noun("предмет", "предмета", "предметов"),
    accusative="предмет",
    label="name",
    identity=(("name",),),
    order=("name",),
    directory=True,
    columns=(text("name", "Предмет", "Название", width=30, required=True),),
)
