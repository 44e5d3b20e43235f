"""Long work as a page's presenter asks for it: beside the store's thread, told and stopped on the window's.

Source: decision 0021.
"""

from collections.abc import Callable
from typing import Any

from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.ui.kit.tasks import Cancelled, Tasks
from concierge_desk.ui.presenter.long_job import HowFar, LongJob
from concierge_desk.ui.presenter.picture import Long

_CANCELLED = "media.cancelled"


def foreseen(error: BaseException, cancelled: str) -> DeskError:
    """Return what a task ended with as a failure that has a sentence; `cancelled` is the code of a stopped one."""
    if isinstance(error, DeskError):
        return error
    return EnvironmentFailure(cancelled if isinstance(error, Cancelled) else "window.unexpected")


def long_on(tasks: Tasks) -> Long:
    """Return what runs long jobs of a window."""

    def run(
        job: LongJob[Any],
        done: Callable[[Any], None],
        failed: Callable[[DeskError], None],
        progress: HowFar,
    ) -> Callable[[], None]:
        return tasks.work(
            lambda work: job(work.tell, lambda: work.stopping),
            done,
            lambda error: failed(foreseen(error, _CANCELLED)),
            lambda told: progress(told.done, told.total),
        ).cancel

    return run
