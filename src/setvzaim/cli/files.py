"""Show the attached files of a base, or change how large they may be.

показать приложенные файлы и предел для них
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from setvzaim.cli._common import answer, as_json, opened, say
from setvzaim.errors import WorldError
from setvzaim.operations.attachments import limit_files
from setvzaim.queries.attachments import format_size, kept_files
from setvzaim.registers import register
from setvzaim.storage.blobs import Limits, limits, total_size
from setvzaim.text.plural import Noun

_FILE = Noun("файл", "файла", "файлов")


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("base", metavar="БАЗА", type=Path, help="файл базы")
    parser.add_argument("--limit", metavar="МБ", type=_megabytes, help="новый предел для одного файла")
    parser.add_argument("--limit-all", metavar="МБ", type=_megabytes, help="новый предел для всех файлов вместе")
    as_json(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    with opened(arguments.base) as base:
        with base.read() as connection:
            allowed = limits(connection)
        if arguments.limit or arguments.limit_all:
            one, together = arguments.limit or allowed.one_mb, arguments.limit_all or allowed.together_mb
            limit_files(base, one=one, together=together)
            allowed = Limits.of(one, together)
        with base.read() as connection:
            found, size = kept_files(connection), total_size(connection)
    if arguments.json:
        answer({
            "files": [
                {"register": one.register, "record": one.record, "of": one.of, "name": one.file.name,
                 "size": one.file.size, "digest": one.file.digest}
                for one in found
            ],
            "size": size, "limit": allowed.one, "limit_all": allowed.together,
        })  # fmt: skip
        return 0
    for one in found:
        held = "содержимого нет" if one.file.size is None else format_size(one.file.size)
        say(f"{register(one.register).title} «{one.of}»\t{one.file.name}\t{held}")
    say(
        f"Всего: {_FILE.counted(len(found))}, {format_size(size)}. Можно: один файл до {format_size(allowed.one)}, "
        f"все вместе до {format_size(allowed.together)}."
    )
    return 0


def _megabytes(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise WorldError(f"Предел «{text}» непонятен: нужно целое число мегабайт, например 30.")
    return int(text)
