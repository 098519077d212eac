"""What every view is given: the open base, the worker, and where the user stands."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from setvzaim.queries import Context
from setvzaim.ui.worker import Job, Worker

if TYPE_CHECKING:
    from setvzaim.operations import Outcome

T = TypeVar("T")


class OpenBase(Protocol):
    """What a view may know of an open base: it is handed on to queries and operations."""

    path: Path
    read_only: str
    """Why it can only be read, in Russian; empty when it can be written."""
    on_network: bool

    @property
    def encrypted(self) -> bool:
        """Whether it has a password."""

    def opened_by(self, password: str) -> bool:
        """Tell whether a password is its own. Raises `WorldError` for what can be none."""

    def read(self) -> AbstractContextManager[Any]:
        """Give a connection for queries."""

    def close(self) -> None:
        """Let go of the file."""


class Office(QObject):
    """The open base as the views see it.

    `changed` tells which tables an operation has touched; `moved` that another network or school year was chosen;
    `failed` brings an exception that no view took; `done` names every operation that was carried out.
    """

    changed = Signal(frozenset)
    moved = Signal()
    failed = Signal(object)
    done = Signal(object)

    def __init__(self, base: OpenBase, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.base = base
        self.worker = worker
        self._context = Context()
        self._retired = False

    def retire(self) -> None:
        """Finish what was asked for without delivering it, because the views go; what fails is still told."""
        self._retired = True

    @property
    def read_only(self) -> str:
        """Why the base can only be read, in Russian; empty when it can be written."""
        return self.base.read_only

    @property
    def context(self) -> Context:
        """The network and school year chosen at the top of the window."""
        return self._context

    def move(self, context: Context) -> None:
        """Choose another network or school year."""
        if context != self._context:
            self._context = context
            self.moved.emit()

    def ask(
        self,
        question: Callable[[Any], T],
        then: Callable[[T], None],
        *,
        key: str = "",
        label: str = "",
        urgent: bool = False,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Job[T]:
        """Read: `question(connection)` runs on the worker, `then(answer)` in the window."""

        def work(_job: Job[T]) -> T:
            with self.base.read() as connection:
                return question(connection)

        return self._submit(work, then, failed, key=key, label=label, urgent=urgent)

    def ask_long(
        self,
        question: Callable[[Any, Job[T]], T],
        then: Callable[[T], None],
        *,
        label: str,
        key: str = "",
        urgent: bool = False,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Job[T]:
        """Read for long: as `ask`, but the question is given its job too, to say how far it is and to be stopped."""

        def work(job: Job[T]) -> T:
            with self.base.read() as connection:
                return question(connection, job)

        return self._submit(work, then, failed, label=label, key=key, urgent=urgent)

    def do(
        self,
        operation: Callable[..., Outcome[T]],
        /,
        then: Callable[[T], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
        label: str = "",
        **arguments: object,
    ) -> Job[Outcome[T]]:
        """Write: the operation runs on the worker; the window learns what changed, then `then(value)` runs.

        A `Refusal` or any other exception goes to `failed`.
        """

        def deliver(outcome: Outcome[T]) -> None:
            self.changed.emit(outcome.touched)
            self.done.emit(outcome)
            if then is not None:
                then(outcome.value)

        return self._submit(lambda _job: operation(self.base, **arguments), deliver, failed, label=label)

    def _submit(
        self,
        work: Callable[[Job[T]], T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None,
        *,
        key: str = "",
        label: str = "",
        urgent: bool = False,
    ) -> Job[T]:
        def deliver(answer: T) -> None:
            if not self._retired:
                then(answer)

        def refuse(error: BaseException) -> None:
            (self.failed.emit if failed is None or self._retired else failed)(error)

        return self.worker.submit(work, deliver, failed=refuse, key=key, label=label, urgent=urgent)
