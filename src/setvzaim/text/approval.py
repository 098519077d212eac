"""How the approval of a plan stands, in words: for the window, the command line and a letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from setvzaim.text.format import format_date
from setvzaim.text.plural import Noun

_FROM = Noun("школы", "школ", "школ")


def figures(agreed: int, remarks: int, declined: int, waiting: int, late: int) -> str:
    """Write «Согласовали 9 из 14 · с замечаниями 1 · не согласовали 1 · ждём 3 (просрочено 2)», without zeros."""
    said = [f"Согласовали {agreed} из {agreed + remarks + declined + waiting}"]
    said += [f"с замечаниями {remarks}"] if remarks else []
    said += [f"не согласовали {declined}"] if declined else []
    if waiting:
        said.append(f"ждём {waiting}" + (f" (просрочено {late})" if late else ""))
    return " · ".join(said)


def waiting_line(count: int, due_on: date | None, today: date) -> str:
    """Write «Ждём ответа от 2 школ, срок был 01.10.2026», or until when it is to be given."""
    said = f"Ждём ответа от {_FROM.counted(count)}"
    if due_on is None:
        return said
    return f"{said}, {'срок был' if due_on < today else 'ответить до'} {format_date(due_on)}"


def reminder(plan: str, version: str, due_on: date | None, schools: Sequence[str]) -> str:
    """Write a letter that reminds schools of their answer, to be copied into an e-mail."""
    term = f" Срок ответа — {format_date(due_on)}." if due_on else ""
    names = "\n".join(f"— {school};" for school in schools)
    return (
        "Уважаемые коллеги!\n\n"
        f"Ждём ваше решение по плану «{plan}». {version}.{term}\n"
        "Ответа пока нет от школ:\n"
        f"{names.removesuffix(';')}.\n\n"
        "Пришлите подписанный лист согласования: согласовано, согласовано с замечаниями (приложите их) или "
        "не согласовано (напишите почему)."
    )
