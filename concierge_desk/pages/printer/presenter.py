"""Presenter of the printer: waiting papers are printed by themselves, its state stands at the top.

Selling and closing never wait for it. What fails is tried again ever later, and at once where something changed: a key,
a printer that was chosen anew, a paper that is new.

Source: decisions 0025, 0063.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.errors import DeskError
from concierge_desk.i18n import N_
from concierge_desk.pages.printer.face import PrinterFace, Worked
from concierge_desk.ui.presenter.backoff import ASKED, LATEST, STEPS, Backoff
from concierge_desk.ui.presenter.paper_host import PrinterState
from concierge_desk.ui.presenter.picture import RunBeside, RunJob
from concierge_desk.ui.presenter.status import ChipText

REST_TICKS = 30
"""Seconds to the next question where nothing waits."""

_SOON_TICKS = 3
"""Seconds to the next look while a paper is at the printer."""

_SAYS_SO = frozenset({"printer.paper_out", "printer.cover_open", "printer.stopped"})
"""What a printer tells itself: it is asked again soon, which costs a question and no paper."""

_UNEXPECTED = "window.unexpected"

_STATES = {
    "": N_("ready"),
    "printer.paper_out": N_("out of paper"),
    "printer.cover_open": N_("cover open"),
    "printer.stopped": N_("stopped"),
    "printer.off": N_("does not answer"),
    "printer.cut_off": N_("fell silent"),
    "printer.not_allowed": N_("not allowed"),
    "printer.in_use": N_("in use elsewhere"),
    "printer.not_here": N_("not to be reached"),
    "printer.no_library": N_("not to be reached"),
    "printer.no_file": N_("no file"),
    "printer.no_queue": N_("no such queue"),
    "printer.queue_stopped": N_("paused"),
    "printer.no_queues": N_("printing of this PC is off"),
}


@dataclass(frozen=True, slots=True)
class SpoolState:
    """State of the printer.

    Attributes:
        is_set: There is one at this PC.
        worked: What came of the last look at it; None before the first.
        busy: It is being asked, or prints.
        ordered: The file whose paper is being ordered; empty where none is.
        told: What became of the paper that was ordered.
    """

    is_set: bool = False
    worked: Worked | None = None
    busy: bool = False
    ordered: str = ""
    told: str = ""


class Spooling:
    """Works off what waits, a tick a second."""

    def __init__(
        self, face: PrinterFace, run: RunJob, beside: RunBeside, changed: Callable[[SpoolState], None]
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk of the printer.
            run: Runs jobs of the store.
            beside: Runs the printer's, which may take seconds.
            changed: Draws the picture.
        """
        self._face = face
        self._speech = Speech(face.lang)
        self._run = run
        self._beside = beside
        self._changed = changed
        self._state = SpoolState()
        self._queued, self._looked = 0, 0
        """What was queued last, and what was when the printer was last asked."""
        self._order = ""
        """Of the paper that was ordered: ``queued``, then ``tried`` once the printer is at it."""
        self._left, self._pauses = 0, Backoff()

    @property
    def state(self) -> SpoolState:
        """State that is shown."""
        return self._state

    def use(self, address: str, *, drawer: bool = False, letters: str = "auto", width_mm: int = 0) -> None:
        """Print at an address from now on, nowhere where it is empty: see `PrinterFace.use`."""

        def used(_done: object) -> None:
            self._show(is_set=bool(address), worked=None, ordered="", told="")
            self._go_on()

        self._run(
            lambda: self._face.use(address, drawer=drawer, letters=letters, width_mm=width_mm),
            used,
            self._leave,
        )

    def tick(self) -> None:
        """Let a second pass."""
        self._left -= 1
        if self._state.is_set and not self._state.busy and self._left <= 0:
            self._work()

    def follow(self, queued: int) -> None:
        """Send at once what was just queued or ordered: a drawer is waited for. It is the place of the last one."""
        new, self._queued = queued > self._queued, queued
        if new and not self._pauses.halved:
            self._go_on()
            self.tick()

    def press(self) -> None:
        """Try at once: she put paper in."""
        self._go_on()
        self.tick()

    def try_page(
        self, out: Callable[[tuple[tuple[str, str], ...]], None], failed: Callable[[str], None]
    ) -> None:
        """Print the trial page: tell which lines are to be read, or what is wrong and what to do."""
        self._beside(
            lambda _stopping: self._face.try_page(),
            out,
            lambda failure: failed(self._face.sentence(failure.code, failure.params)),
        )

    def order(self, file: str, count: int = 1) -> None:
        """Print the paper that is shown, or so many of it; where it cannot be now, it waits."""
        if self._state.is_set and not self._state.ordered and self._face.prints(file):
            self._show(ordered=file, told=self._speech.say("It is being printed…"))
            self._run(lambda: self._face.order(file, count), self._ordered, self._not_ordered)

    def put_away(self) -> None:
        """Say no more what became of a paper: it is no more looked at."""
        if self._state.told:
            self._show(told="")

    def offers(self, file: str | None) -> bool:
        """Say whether the key prints the paper of a file."""
        return file is not None and self._state.is_set and self._face.prints(file)

    def chip(self) -> ChipText | None:
        """Return how the printer is in a few words; None where there is none."""
        state, worked = self._state, self._state.worked
        if not state.is_set:
            return None
        if worked is None:
            return ChipText(self._speech.say("Printer: {state}", state="…"), "plain")
        told = _STATES.get(worked.trouble, _STATES["printer.stopped"])
        if worked.low and not worked.trouble:
            told = N_("soon out of paper")
        parts = [self._speech.say("Printer: {state}", state=self._speech.say(told))]
        if worked.waiting:
            parts.append(self._speech.count("{count} paper waits", "{count} papers wait", worked.waiting))
        tone = "bad" if worked.trouble else "warning" if worked.low else "good"
        return ChipText(" · ".join(parts), tone)

    def stand(self, name: str) -> PrinterState | None:
        """Return how the printer is, and when it is tried next; None where there is none.

        Args:
            name: What it is called; empty where nobody knows.
        """
        state, worked = self._state, self._state.worked
        if not state.is_set:
            return None
        code = "" if worked is None else worked.trouble
        text = _STATES.get(code, _STATES["printer.stopped"]) if worked is not None else N_("is being asked")
        if worked is not None and worked.low and not code:
            text = N_("soon out of paper")
        return PrinterState(
            name or self._speech.say("Printer of rolls"),
            frozenset({"roll", "label"}),
            self._speech.say(text),
            "plain" if worked is None else "bad" if code else "warning" if worked.low else "good",
            self.sentence(),
            max(self._left, 1) if code and not state.busy else None,
        )

    def sentence(self) -> str:
        """Return what is wrong and what to do; empty where nothing is."""
        worked = self._state.worked
        if worked is None or not worked.trouble:
            return ""
        shut = self._speech.say("The drawer was not opened: use its key.") if worked.unopened else ""
        return " ".join(filter(None, (self._face.sentence(worked.trouble, {}), shut)))

    def _work(self) -> None:
        self._left, self._looked = _SOON_TICKS, self._queued
        self._order = self._order and "tried"
        self._show(busy=True)
        self._beside(self._face.work_off, self._worked, self._leave)

    def _worked(self, worked: Worked) -> None:
        if worked.trouble and worked.begun:
            self._left = self._pauses.stopped()
        elif worked.trouble:
            self._left = self._pauses.failed(ASKED if worked.trouble in _SAYS_SO else STEPS[-1])
        else:
            self._go_on()
            if not worked.waiting and self._queued == self._looked:
                self._left = REST_TICKS
        self._show(busy=False, worked=worked)
        if self._order == "tried":
            self._order = ""
            wrong = self._speech.say("The paper waits. {why}", why=self.sentence()) if worked.trouble else ""
            self._show(ordered="", told=wrong or self._speech.say("Printed."))

    def _leave(self, failure: DeskError) -> None:
        """Leave it for a moment: what keeps the store from writing is told by the next act."""
        # What nobody foresaw is told each time it happens: seldom, then.
        self._left = LATEST if failure.code == _UNEXPECTED else self._pauses.failed()
        self._show(busy=False)

    def _ordered(self, _done: object) -> None:
        self._order = "queued"
        self.press()

    def _not_ordered(self, failure: DeskError) -> None:
        self._show(ordered="", told=self._face.sentence(failure.code, failure.params))

    def _go_on(self) -> None:
        self._left = 0
        self._pauses.anew()

    def _show(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]
        self._changed(self._state)
