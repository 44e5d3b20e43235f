"""Desk behind a page that makes copies."""

from functools import cached_property
from typing import TYPE_CHECKING

from concierge_desk.domain.override import override
from concierge_desk.jobs.page_desk import MachineDesk
from concierge_desk.ui.presenter.long_job import HowFar, Stopping
from concierge_desk.ui.presenter.sticks_face import CopyMade, Stick, SticksFace

if TYPE_CHECKING:
    from concierge_desk.jobs.copies.sticks import Sticks


class StickDesk(MachineDesk, SticksFace):
    """The desk behind a page that makes copies."""

    @cached_property
    def _sticks(self) -> "Sticks":
        # What finds sticks is not loaded for a page that looks for none.
        from concierge_desk.jobs.copies.sticks import Sticks  # noqa: PLC0415

        return Sticks(self._desk, self._named_operator, self._system)

    @override
    def sticks(self) -> tuple[Stick, ...]:
        return self._sticks.plugged()

    @override
    def back_up(self, stick: Stick, passphrase: str | None, step: HowFar, stopping: Stopping) -> CopyMade:
        return self._sticks.back_up(stick, passphrase, step, stopping)
