"""Tasks off the window's thread: one thread for the store, one for long work, one for each kind of printer.

Nobody waits: a job goes in, its answer comes by a call on the window's thread. What a service foresaw
(`DeskError`) is the caller's to tell; what nobody foresaw is logged without anybody's data, and told once more
by `Tasks.unexpected`.

Source: docs/contract.md, "Failures", "Set-up and code rules".
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from concierge_desk.domain.errors import DeskError, failure_of_system, places_of

LOG = logging.getLogger("concierge_desk.tasks")

_Result = TypeVar("_Result")


class Cancelled(Exception):
    """A long work was asked to stop, and did between two of its steps."""


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """Progress of a long work.

    Attributes:
        done: Steps done.
        total: Steps there are; 0 while nobody knows.
        text: What is being done, in the language of whoever waits.
    """

    done: int
    total: int
    text: str = ""


class Work:
    """A long work, from both sides: the window may cancel it, the work tells how far it is."""

    def __init__(self, told: Callable[[TaskProgress], None]) -> None:
        self._told = told
        self._stop = threading.Event()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask it to stop at its next step; what it did until then it tidies up itself."""
        self._stop.set()

    def step(self, done: int, total: int = 0, text: str = "") -> None:
        """Tell how far it is, from within the work.

        Raises:
            Cancelled: It was asked to stop: tidy up and let it pass.
        """
        if self._stop.is_set():
            raise Cancelled
        self.tell(done, total, text)

    def tell(self, done: int, total: int = 0, text: str = "") -> None:
        """Tell how far it is, where the work itself looks at `stopping`."""
        self._told(TaskProgress(done, total, text))


@dataclass(frozen=True, slots=True)
class _Asked:
    future: Future[Any]
    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None


class Tasks(QObject):
    """Runs jobs in the order given and brings their results to the thread it was made on.

    Attributes:
        unexpected: A failure that nobody foresaw, or that nobody asked to be told of; after it was logged.
        busy: The store has work (True), has none left (False).
    """

    unexpected = Signal(object)
    busy = Signal(bool)
    _here = Signal(object)
    """Brings a call from the worker's thread to the window's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="window-store")
        self._long = ThreadPoolExecutor(max_workers=1, thread_name_prefix="window-long")
        self._printer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="window-printer")
        self._sheets = ThreadPoolExecutor(max_workers=1, thread_name_prefix="window-sheets")
        self._deliveries = ThreadPoolExecutor(max_workers=1, thread_name_prefix="window-deliveries")
        self._works: set[Work] = set()
        self._waiting = {"store": 0, "long": 0, "printer": 0, "sheets": 0, "leaving": 0}
        self._closed = False
        self._here.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether every job was done and every result delivered; nobody waits for the printer."""
        return not self._waiting["store"] and not self._waiting["long"]

    @property
    def at_length(self) -> bool:
        """Whether something long is under way."""
        return self._waiting["long"] > 0

    def run(
        self,
        job: Callable[[], _Result],
        done: Callable[[_Result], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Future[_Result]:
        """Play a job on the store's thread, after all that were given before.

        Args:
            job: Touches the store, never a widget.
            done: Gets what it returned, on the window's thread.
            failed: Gets what it raised, on the window's thread; what nobody foresaw too, after it was logged.

        Returns:
            What becomes of it: told even where the window was closed before.

        Raises:
            RuntimeError: The window was closed.
        """
        future = self._store.submit(job)
        self._waiting["store"] += 1
        if self._waiting["store"] == 1:
            self.busy.emit(True)
        self._follow("store", _Asked(future, done, failed))
        return future

    def work(
        self,
        job: Callable[[Work], _Result],
        done: Callable[[_Result], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        progress: Callable[[TaskProgress], None] | None = None,
    ) -> Work:
        """Play a long job beside the store's thread; it tells its progress and can be cancelled.

        Args:
            job: Calls `Work.step` between its steps.
            done: Gets what it returned, on the window's thread.
            failed: Gets what it raised, on the window's thread: `Cancelled` where it was cancelled.
            progress: Gets how far it is, on the window's thread.

        Returns:
            The work, to cancel it.

        Raises:
            RuntimeError: The window was closed.
        """
        work = Work(lambda told: self._here.emit(partial(progress, told)) if progress is not None else None)
        self._begin("long", self._long.submit(self._alone, job, work), work, (done, failed))
        return work

    def print(
        self,
        job: Callable[[Work], _Result],
        done: Callable[[_Result], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        sheets: bool = False,
    ) -> Work:
        """Play a job of a printer, beside the store's thread and beside what takes long.

        Args:
            job: Looks at `Work.stopping` between its papers.
            done: Gets what it returned, on the window's thread.
            failed: Gets what it raised, on the window's thread.
            sheets: It is of the queues that sheets leave by: the printer of rolls holds none of them back.

        Returns:
            The work, to stop it.

        Raises:
            RuntimeError: The window was closed.
        """
        work = Work(lambda _told: None)
        queue, pool = ("sheets", self._sheets) if sheets else ("printer", self._printer)
        self._begin(queue, pool.submit(self._alone, job, work), work, (done, failed))
        return work

    def deliver(
        self,
        job: Callable[[Work], _Result],
        done: Callable[[_Result], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Work:
        """Play what leaves this PC, beside everything else: a server may take minutes.

        Args:
            job: Looks at `Work.stopping` all the time.
            done: Gets what it returned, on the window's thread.
            failed: Gets what it raised, on the window's thread.

        Returns:
            The work, to stop it.

        Raises:
            RuntimeError: The window was closed.
        """
        work = Work(lambda _told: None)
        self._begin("leaving", self._deliveries.submit(self._alone, job, work), work, (done, failed))
        return work

    def wait_idle(self, timeout_ms: int = 10_000) -> None:
        """Turn the event loop until everything was delivered, what results asked for included: for tests.

        Raises:
            TimeoutError: Something is still at work.
        """
        loop = QEventLoop()
        deadline = QTimer()
        deadline.setSingleShot(True)
        deadline.start(timeout_ms)
        while not self.idle:
            if not deadline.isActive():
                raise TimeoutError
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def close(self) -> None:
        """Let the store finish what it was given, ask long work to stop, and wait for both.

        What comes out of it is no longer delivered: the window is gone. A failure is still logged.
        """
        self._closed = True
        for work in tuple(self._works):
            work.cancel()
        # The printers first: they write down what came out of them.
        self._printer.shutdown(wait=True, cancel_futures=True)
        self._sheets.shutdown(wait=True, cancel_futures=True)
        self._deliveries.shutdown(wait=True, cancel_futures=True)
        self._store.shutdown(wait=True)
        self._long.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _alone(job: Callable[[Work], _Result], work: Work) -> _Result:
        if work.stopping:
            raise Cancelled
        return job(work)

    def _begin(
        self,
        queue: str,
        future: Future[_Result],
        work: Work,
        told: tuple[Callable[[_Result], None] | None, Callable[[BaseException], None] | None],
    ) -> None:
        self._works.add(work)
        self._waiting[queue] += 1
        future.add_done_callback(lambda _future: self._works.discard(work))
        self._follow(queue, _Asked(future, *told))

    def _follow(self, queue: str, asked: _Asked) -> None:
        asked.future.add_done_callback(lambda _future: self._ended(queue, asked))

    def _ended(self, queue: str, asked: _Asked) -> None:
        # On the worker's thread: a failure is in the log even when no window is left to tell it.
        error = _failure(asked.future)
        if error is not None and not isinstance(error, DeskError | Cancelled):
            _log(error)
        if isinstance(error, OSError):
            # A disk that fails at a place where nobody expects it is a disk that fails.
            error = failure_of_system(error) or error
        self._here.emit(partial(self._deliver, queue, asked, error))

    def _call(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()

    def _deliver(self, queue: str, asked: _Asked, error: BaseException | None) -> None:
        try:
            self._tell(asked, error)
        finally:
            self._waiting[queue] -= 1
            if queue == "store" and not self._waiting[queue]:
                self.busy.emit(False)

    def _tell(self, asked: _Asked, error: BaseException | None) -> None:
        if error is None:
            if asked.done is not None:
                asked.done(asked.future.result())
            return
        if asked.failed is not None:
            asked.failed(error)
        foreseen = isinstance(error, Cancelled) or (isinstance(error, DeskError) and asked.failed is not None)
        if not foreseen:
            self.unexpected.emit(error)


def _failure(future: Future[Any]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError:
        return Cancelled()


def _log(error: BaseException) -> None:
    # The message may hold a name: only kind and place are kept.
    LOG.error("unexpected %s at %s", type(error).__name__, places_of(error.__traceback__))
