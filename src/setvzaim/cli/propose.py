"""Propose who helps whom, which schools become centers, which mode suits.

предложить: кто кому помогает, какие школы — центры, какая форма
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable

from setvzaim.cli._common import as_json, from_base
from setvzaim.cli._parser import DONE

_CURVE = 10


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    kinds = "partners — кто кому помогает, centers — центры, mode — форма мероприятий и обменов"
    parser.add_argument("kind", metavar="ЧТО", choices=list(_KINDS), help=kinds)
    from_base(parser)
    as_json(parser)
    parser.add_argument("--accept", action="store_true", help="принять предложенное: записать в базу")
    parser.add_argument("--plan", metavar="ПЛАН", help="partners: план для мероприятий, «-» — без них")
    parser.add_argument("--minutes", metavar="N", type=_number, help="partners: дорога в один конец не дольше, минут")
    parser.add_argument("--partners", metavar="N", type=_whole, help="partners: партнёров у школы не больше")
    parser.add_argument("--any-mode", action="store_true", help="partners: форма не по правилам, а где меньше дороги")
    parser.add_argument("--school-bus", action="store_true", help="partners: педагогов везёт автобус их школы")
    parser.add_argument(
        "--reasons", action="store_true", help="что потеряется без пары или центра, и что поможет; долго"
    )
    parser.add_argument("--count", metavar="N", type=_whole, default=2, help="centers: сколько центров, обычно 2")
    parser.add_argument("--fix", metavar="ШКОЛА", action="append", default=[], help="centers: эта школа — центр")
    parser.add_argument("--forbid", metavar="ШКОЛА", action="append", default=[], help="centers: эта школа — не центр")
    parser.add_argument("--curve", metavar="N", type=_whole, nargs="?", const=_CURVE,
                        help=f"centers: что даёт ещё один центр, до N, обычно {_CURVE}")  # fmt: skip
    parser.add_argument("--weight", choices=("pupils", "needs"), help="centers: по ученикам или по потребностям")
    limits = "centers: none — без предела, places — свободные места здания, schools — число школ"
    parser.add_argument("--capacity", choices=("none", "places", "schools"), help=limits)
    parser.add_argument("--most", metavar="N", type=_whole,
                        help="centers: школ у центра или мест, где мощность здания не известна")  # fmt: skip
    seconds = "сколько искать, обычно 20 секунд, больше чем на 100 школ — 60"
    parser.add_argument("--seconds", metavar="С", type=_number, help=seconds)


def run(arguments: Namespace) -> int:
    """Do it."""
    return _KINDS[arguments.kind](arguments)


def _number(words: str) -> float:
    try:
        value = float(words.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise ArgumentTypeError(f"«{words}» — не число")
    return value


def _whole(words: str) -> int:
    if not (words.isascii() and words.isdigit()):
        raise ArgumentTypeError(f"«{words}» — не целое число")
    return int(words)


def _partners(arguments: Namespace) -> int:
    from setvzaim.cli._propose_partners import propose  # noqa: PLC0415 - brings the solver

    propose(arguments)
    return DONE


def _centers(arguments: Namespace) -> int:
    from setvzaim.cli._propose_centers import propose  # noqa: PLC0415

    propose(arguments)
    return DONE


def _mode(arguments: Namespace) -> int:
    from setvzaim.cli._propose_mode import propose  # noqa: PLC0415

    propose(arguments)
    return DONE


_KINDS: dict[str, Callable[[Namespace], int]] = {"partners": _partners, "centers": _centers, "mode": _mode}
"""What can be proposed."""
