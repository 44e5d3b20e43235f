"""The first steps of an open real desk.

Source: decision 0073.
"""

from contextlib import suppress
from datetime import date
from pathlib import Path

from concierge_desk.counter.rows import Rows
from concierge_desk.domain.override import override
from concierge_desk.domain.recovery import SheetGroup
from concierge_desk.jobs import core_steps, desk_icon, first_steps
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.pages.first_steps.face import (
    AskedGroup,
    DrawnSheet,
    FirstStepsFace,
    StepRow,
    StepsRead,
)
from concierge_desk.ui.page.scan_trial import TrialBars

_TYPED_BACK = 2
"""How many groups of the recovery sheet are typed back."""

_BARS_POINTS = 180.0
"""How wide a code may be beside the list."""


class FirstStepsDesk(PageDesk, FirstStepsFace):
    """The desk of the page of the first steps."""

    _asked: tuple[SheetGroup, ...] = ()

    @override
    def steps(self) -> StepsRead:
        # What recovery asks of the store is loaded by whoever looks here.
        from concierge_desk.jobs.copies.recovery import is_set  # noqa: PLC0415

        rows = self._port.read(lambda rows, now: self._rows(rows, now.today))
        return StepsRead(rows, desk_icon.look(self._shop), is_set(self._desk))

    @override
    def bars(self) -> TrialBars:
        from concierge_desk.jobs.trial_bars import trial_bars  # noqa: PLC0415  (slow to load, needed once)

        return trial_bars(_BARS_POINTS)

    @override
    def put_off(self, code: str) -> None:
        first_steps.put_off(self._desk.folder, code, self._port.today())

    @override
    def tick(self, code: str, *, done: bool) -> None:
        first_steps.mark(self._desk.folder, code, done=done)

    @override
    def show_sheet(self, words: str) -> DrawnSheet:
        from concierge_desk.jobs.copies.recovery import show_sheet  # noqa: PLC0415  (as above)

        shown = show_sheet(self._desk, words, _TYPED_BACK)
        self._asked = shown.asked
        return DrawnSheet(shown.path, tuple(AskedGroup(group.line, group.place) for group in shown.asked))

    @override
    def compare(self, typed: tuple[str, ...]) -> tuple[bool, ...]:
        right = tuple(group.is_typed(text) for group, text in zip(self._asked, typed, strict=True))
        if right and all(right):
            first_steps.mark(self._desk.folder, core_steps.SHEET)
        return right

    @override
    def put_away(self, paper: Path) -> None:
        with suppress(OSError):
            # The folder itself is wiped when the window is closed, and when the next one opens.
            paper.unlink()

    @override
    def forget(self) -> None:
        self._asked = ()

    @override
    def make_icon(self, *, made: bool) -> None:
        if made:
            desk_icon.make(self._shop)
        else:
            desk_icon.take_away(self._shop)
        first_steps.mark(self._desk.folder, core_steps.ICON, done=made)

    @override
    def start_with_pc(self, *, starts: bool) -> None:
        desk_icon.start_with_pc(self._shop, starts=starts)

    @property
    def _shop(self) -> desk_icon.IconShop:
        settings = self._desk.settings
        return desk_icon.IconShop(self._desk.identity.desk, settings.name, self._desk.folder.root.absolute())

    def _rows(self, rows: Rows, today: date) -> tuple[StepRow, ...]:
        found = first_steps.stands(self._desk.folder, rows, today, self.lang)
        return tuple(self._row(one) for one in found)

    def _row(self, found: first_steps.StepStand) -> StepRow:
        say, step = self.speech.say, found.step
        return StepRow(
            step.code,
            say(step.title),
            say(step.about),
            say(step.why),
            step.look,
            say(step.go) if step.go else "",
            step.leads,
            step.card,
            found.told,
            found.done,
            found.marked,
            found.later,
            step.ticked,
        )
