"""The command line in Russian, and what becomes of errors."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from setvzaim import __version__
from setvzaim.cli import COMMANDS
from setvzaim.errors import WorldError
from setvzaim.operations import Refusal

DONE, FINDINGS, UNUSABLE, BUG = 0, 1, 2, 3
"""Exit statuses: done; done with refused rows or findings; unusable call or input; a mistake of ours."""

_WORDS = (
    (r"the following arguments are required: (.+)", r"не хватает: \1"),
    (r"unrecognized arguments: (.+)", r"непонятно: \1"),
    (r"argument (\S+): expected one argument", r"после \1 нужно значение"),
    (r"argument (\S+): ignored explicit argument '(.*)'", r"после \1 не бывает значения «\2»"),
    (r"argument (\S+): («.*» — не .+)", r"\1: \2"),
    (r"argument (\S+): invalid choice: '(.*?)' \(choose from (.+)\)", r"\1: нет такого значения «\2», есть \3"),
)
"""What argparse says, in Russian. Only what our commands can bring about stands here."""


class _Help(argparse.HelpFormatter):
    """Help with a Russian first word."""

    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Begin with «Вызов:»."""
        super().add_usage(usage, actions, groups, "Вызов: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Russian and refuses in one line."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, add_help=False, formatter_class=_Help, allow_abbrev=False)
        self._positionals.title = "Что"
        self._optionals.title = "Ключи"
        self.add_argument("-h", "--help", action="help", help="показать эту подсказку")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one Russian line and leave with status 2."""
        for pattern, russian in _WORDS:
            if found := re.fullmatch(pattern, message):
                message = found.expand(russian).replace("'", "")
                break
        sys.stderr.write(f"{self.prog}: {message}. Подсказка: {self.prog} --help\n")
        sys.exit(UNUSABLE)


def command(arguments: Sequence[str]) -> int:
    """Carry out a command; return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    first = arguments[0] if arguments else "--help"
    if first in COMMANDS:
        return _carry_out(first, arguments)
    if first == "--version":
        sys.stdout.write(f"setvzaim {__version__}\n")
        return DONE
    if first in ("-h", "--help"):
        sys.stdout.write(_overview())
        return DONE
    near = difflib.get_close_matches(first, COMMANDS, 1)
    hint = f" Похоже на «{near[0]}»." if near else ""
    sys.stderr.write(f"setvzaim: нет команды «{first}».{hint} Подсказка: setvzaim --help\n")
    return UNUSABLE


def _carry_out(first: str, arguments: Sequence[str]) -> int:
    module = import_module(f"setvzaim.cli.{COMMANDS[first]}")
    parser = Parser(f"setvzaim {first}", about(first))
    module.arguments(parser)
    try:
        status = int(module.run(parser.parse_args(arguments[1:])))
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else UNUSABLE
    except (WorldError, Refusal) as refused:
        sys.stderr.write(f"setvzaim {first}: {' '.join(str(refused).split())}\n")
        return UNUSABLE
    except KeyboardInterrupt:
        sys.stderr.write("Прервано: в базу ничего не записано.\n")
        return UNUSABLE
    except BrokenPipeError:  # whoever reads has seen enough («| head»): nothing more may be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception:  # noqa: BLE001 - the last stop of a mistake of ours
        sys.stderr.write(f"Ошибка программы. Отчёт сохранён: {_save_report(arguments)}\n")
        return BUG
    else:
        return status


def about(name: str) -> str:
    """Return what a command does, in Russian: the last line of its module's docstring."""
    return (import_module(f"setvzaim.cli.{COMMANDS[name]}").__doc__ or "").strip().splitlines()[-1]


def _overview() -> str:
    lines = [
        "Вызов: setvzaim [БАЗА]       открыть окно",
        "       setvzaim КОМАНДА …    сделать без окна",
        "",
    ]
    lines += [f"  {name:<10} {about(name)}" for name in COMMANDS]
    return "\n".join([*lines, "", "Подсказка к команде: setvzaim КОМАНДА --help", ""])


def _save_report(arguments: Sequence[str]) -> Path:
    """Write what happened where the user can find it."""
    import platformdirs  # noqa: PLC0415 - needed only now

    folder = Path(platformdirs.user_state_dir("setvzaim", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "report.txt"
    path.write_text(f"setvzaim {__version__}\n{list(arguments)}\n\n{traceback.format_exc()}", encoding="utf-8")
    return path
