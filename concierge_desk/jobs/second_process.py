"""A second process reads a store beside this one: what of a long journal can be read apart costs no time here.

Source: docs/contract.md, "Budgets"; decision 0059; https://docs.python.org/3/library/multiprocessing.html.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Final, Generic, TypeAlias, TypeVar

from concierge_desk import process
from concierge_desk.store.connection import Connection, open_for_reading

T = TypeVar("T")

Job: TypeAlias = Callable[[Connection], T]
"""Reads a store; it is named by its module, as is all that it is given."""

_LOOKS_S: Final = 0.1
"""Between two times that whoever waits is told so."""


class Apart(Generic[T]):
    """What is being read in a second process."""

    def __init__(self, answer: Pipe | None) -> None:
        """Begin to wait; for nothing, where the system gave no process."""
        self._answer = answer

    def result(self, waiting: Callable[[], None]) -> T | None:
        """Return what was read; None where the process ended without saying it.

        Args:
            waiting: Called again and again meanwhile; what it raises ends the waiting.
        """
        if self._answer is None:
            return None
        try:
            while not self._answer.poll(_LOOKS_S):
                waiting()
            read: T = self._answer.recv()
        except (EOFError, OSError):
            return None
        return read


@contextmanager
def apart(job: Job[T], path: Path, key: bytes) -> Iterator[Apart[T]]:
    """Read a store in a second process, which does not outlive this block.

    Args:
        job: What is read.
        path: The store's file.
        key: 32 raw bytes; it goes through a pipe and lies nowhere.
    """
    # A copy of this process would have its threads' locks and connections, and not its threads.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    reader = context.Process(target=_read, args=(theirs, job, path, key), daemon=True)
    with ours:
        try:
            with theirs:
                reader.start()
        except OSError:
            yield Apart(None)
            return
        try:
            yield Apart(ours)
        finally:
            reader.kill()
            reader.join()
            reader.close()


def _read(answer: Pipe, job: Job[T], path: Path, key: bytes) -> None:
    process.guard()
    # Whatever it meets is met again, and told, by whoever then reads it himself.
    with suppress(Exception), answer, closing(open_for_reading(path, key)) as rows:
        answer.send(job(rows))
