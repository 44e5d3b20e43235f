"""Binding of approvals: jobs of the counter and of the pages run through what asks, over the window, who approves of them.

Source: decision 0087.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.override import override
from concierge_desk.frame.overlays import Overlays
from concierge_desk.ui.presenter.picture import RunJob

if TYPE_CHECKING:
    from concierge_desk.ui.presenter.approval import Approval, ApprovalFace, ApprovalState


class ApprovalBinding(RunJob):
    """Runs jobs that may play what is for others to do: they are asked.

    Attributes:
        presenter: What asks; None until the desk is open.
    """

    def __init__(self, run: RunJob, covers: Overlays) -> None:
        """Stand before what runs jobs.

        Args:
            run: Runs them.
            covers: What lies over the window for a moment.
        """
        self._run, self._covers = run, covers
        self.presenter: Approval | None = None

    def bind(self, face: "ApprovalFace") -> RunJob:
        """Ask whoever can approve at a desk that is open; return what asks."""
        from concierge_desk.ui.presenter.approval import Approval  # noqa: PLC0415  (first the window, then what its keys do)

        presenter = self.presenter = Approval(self._run, face, self._show)
        self._covers.approved.connect(presenter.give)
        self._covers.approver_picked.connect(presenter.choose)
        self._covers.unapproved.connect(presenter.leave)
        return presenter

    @override
    def __call__(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]
    ) -> None:
        (self.presenter or self._run)(job, done, failed)

    def scan(self, code: str) -> bool:
        """Give a code to whatever waits for an approval; False where nothing does."""
        return self.presenter is not None and self.presenter.scan(code)

    def look(self) -> None:
        """Ask on, or no more: somebody else may be at the counter now."""
        if self.presenter is not None:
            self.presenter.look()

    def _show(self, state: "ApprovalState | None") -> None:
        if state is not None:
            self._covers.approval.show_state(state)
        else:
            self._covers.approval.done()
