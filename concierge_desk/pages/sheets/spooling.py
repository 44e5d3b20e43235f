"""Spooling of sheets: what waits leaves by itself where a queue was chosen for it, a tick a second.

What fails is tried again ever later, for of each try nobody may know what came of it.

Source: decision 0060.
"""

from collections.abc import Callable, Mapping

from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.errors import DeskError
from concierge_desk.pages.sheets.face import Beside, SheetsFace, SheetsWorked
from concierge_desk.ui.presenter.picture import RunJob
from concierge_desk.ui.presenter.status import ChipText

RETRY_TICKS, REST_TICKS, LATEST_TICKS = 3, 30, 240
"""Seconds to the next look: where something new is queued, where nothing waits, and at the latest."""


class SheetSpooling:
    """Works off the sheets that wait."""

    def __init__(
        self, face: SheetsFace, run: RunJob, beside: Beside, changed: Callable[[SheetsWorked | None], None]
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk of the sheets.
            run: Runs jobs of the store.
            beside: Runs what waits for the system.
            changed: Told what came of each look; None where another queue was chosen since.
        """
        self._face = face
        self._speech = Speech(face.lang)
        self._run = run
        self._beside = beside
        self._changed = changed
        self._last: SheetsWorked | None = None
        self._chosen = False
        self._working = False
        self._queued = 0
        self._left, self._pause = 0, RETRY_TICKS

    @property
    def rest(self) -> bool:
        """Whether nothing is at work."""
        return not self._working

    def use(self, chosen: Mapping[str, str]) -> None:
        """Print each kind of sheet by its queue from now on."""

        def used(_done: object) -> None:
            self._chosen, self._left, self._pause = any(chosen.values()), 0, RETRY_TICKS
            self._show(None)
            # What was noted before is written down, whatever is chosen now.
            self._work()

        self._run(lambda: self._face.use(chosen), used, lambda _failure: None)

    def tick(self) -> None:
        """Let a second pass."""
        self._left -= 1
        if self._chosen and not self._working and self._left <= 0:
            self._work()

    def follow(self, queued: int) -> None:
        """Print at once what was just queued; it is the place of the last one."""
        new, self._queued = queued > self._queued, queued
        if new and self._pause == RETRY_TICKS:
            self._left = 0

    def press(self) -> None:
        """Try at once: she may just have seen to the printer."""
        self._left, self._pause = 0, RETRY_TICKS
        self.tick()

    def chip(self) -> ChipText | None:
        """Return what waits in a few words; None where nothing is wrong."""
        worked = self._last
        if worked is None or not worked.trouble:
            return None
        return ChipText(
            self._speech.count("{count} sheet waits", "{count} sheets wait", worked.waiting), "bad"
        )

    def sentence(self) -> str:
        """Return what is wrong and what to do; empty where nothing is."""
        worked = self._last
        if worked is None or not worked.trouble:
            return ""
        return self._face.sentence(worked.trouble, {"queue": worked.queue} if worked.queue else {})

    def _work(self) -> None:
        self._working, self._left = True, RETRY_TICKS
        self._beside(self._face.work_off, self._worked, self._leave)

    def _worked(self, worked: SheetsWorked) -> None:
        self._working = False
        if worked.trouble:
            self._pause = min(2 * self._pause, LATEST_TICKS)
            self._left = self._pause
        else:
            self._left, self._pause = REST_TICKS, RETRY_TICKS
        self._show(worked)

    def _leave(self, _failure: DeskError) -> None:
        """Leave it for a while: what keeps the store from writing is told by the next act."""
        self._working, self._left = False, LATEST_TICKS

    def _show(self, worked: SheetsWorked | None) -> None:
        self._last = worked
        self._changed(worked)
