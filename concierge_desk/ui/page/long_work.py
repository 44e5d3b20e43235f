"""Long work as a page's presenter asks for it: beside the store's thread, told and stopped on the window's.

Source: decision 0021.
"""

from collections.abc import Callable
from typing import Any

from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.ui.kit.tasks import Cancelled, Tasks, Work
from concierge_desk.ui.presenter.picture import Long

_CANCELLED = "media.cancelled"


def long_on(tasks: Tasks) -> Long:
    """Return what runs long jobs of a window."""

    def run(
        job: Callable[[Callable[[int, int], None], Callable[[], bool]], Any],
        done: Callable[[Any], None],
        failed: Callable[[DeskError], None],
        progress: Callable[[int, int], None],
    ) -> Callable[[], None]:
        def play(work: Work) -> Any:
            return job(work.tell, lambda: work.stopping)

        def not_done(error: BaseException) -> None:
            if isinstance(error, DeskError):
                failed(error)
            else:
                failed(
                    EnvironmentFailure(_CANCELLED if isinstance(error, Cancelled) else "window.unexpected")
                )

        return tasks.work(play, done, not_done, lambda told: progress(told.done, told.total)).cancel

    return run
