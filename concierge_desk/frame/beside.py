"""Jobs of the printers, as their presenters run them: beside the store's thread, their failures told in our codes.

Source: docs/contract.md, "Processes and threads"; decisions 0025, 0060.
"""

from collections.abc import Callable
from typing import Any

from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.presenter.picture import RunBeside


def beside(tasks: Tasks, *, sheets: bool = False) -> RunBeside:
    """Return what runs jobs of the printer of rolls, or else of the queues that sheets leave by."""

    def run(
        job: Callable[[Callable[[], bool]], Any],
        done: Callable[[Any], None],
        failed: Callable[[DeskError], None],
    ) -> None:
        def told(error: BaseException) -> None:
            failed(error if isinstance(error, DeskError) else EnvironmentFailure("window.unexpected"))

        tasks.print(lambda work: job(lambda: work.stopping), done, told, sheets=sheets)

    return run
