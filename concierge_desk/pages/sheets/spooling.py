"""Spooling of sheets: what waits leaves by itself where a queue was chosen for it, a tick a second.

What fails is tried again ever later, and at once where something changed.

Source: decisions 0060, 0063.
"""

from collections.abc import Callable, Mapping

from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.errors import DeskError
from concierge_desk.i18n import N_
from concierge_desk.pages.sheets.face import SheetQueue, SheetsFace, SheetsWorked
from concierge_desk.ui.presenter.backoff import LATEST, Backoff
from concierge_desk.ui.presenter.paper_host import PrinterState
from concierge_desk.ui.presenter.picture import RunBeside, RunJob
from concierge_desk.ui.presenter.status import ChipText

REST_TICKS = 30
"""Seconds to the next look where nothing waits."""

_SOON_TICKS = 3
"""Seconds to the next look while a sheet is handed over."""


_HOLDS_TICKS = 30
"""Seconds to the next look at the queues while one of them holds what it took."""

_STATES = {
    "sheets.refused": N_("takes nothing"),
    "sheets.unknown_queue": N_("not known any more"),
    "sheets.no_queue": N_("not known any more"),
    "sheets.off": N_("printing of this PC is off"),
    "sheets.no_system": N_("not to be reached"),
    "sheets.cut_off": N_("fell silent"),
}


_HOLDS = N_("stopped")
_HELD = N_(
    "The printer {queue} keeps what it was given and prints nothing. Start it again in the settings of the system."
)
_HELD_WHY = N_(
    "The printer {queue} keeps what it was given and prints nothing ({why}). Start it again in the settings of the"
    " system."
)


class SheetSpooling:
    """Works off the sheets that wait."""

    def __init__(
        self, face: SheetsFace, run: RunJob, beside: RunBeside, changed: Callable[[SheetsWorked | None], None]
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
        self._chosen: Mapping[str, str] = {}
        self._queues: tuple[SheetQueue, ...] = ()
        self._looking, self._looked = False, 0
        self._working = False
        self._queued = 0
        self._left, self._pauses = 0, Backoff()

    @property
    def rest(self) -> bool:
        """Whether nothing is at work."""
        return not self._working

    def use(self, chosen: Mapping[str, str]) -> None:
        """Print each kind of sheet by its queue from now on."""

        def used(_done: object) -> None:
            self._chosen = {kind: queue for kind, queue in chosen.items() if queue}
            self._go_on()
            self._show(None)
            # What was noted before is written down, whatever is chosen now.
            self._work()

        self._run(lambda: self._face.use(chosen), used, lambda _failure: None)

    def tick(self) -> None:
        """Let a second pass."""
        self._left -= 1
        self._looked -= 1
        if self._held and self._looked <= 0:
            self.look()
        if self._chosen and not self._working and self._left <= 0:
            self._work()

    def follow(self, queued: int) -> None:
        """Print at once what was just queued; it is the place of the last one."""
        new, self._queued = queued > self._queued, queued
        if new and not self._pauses.halved:
            self._go_on()

    def press(self) -> None:
        """Try at once: she may just have seen to the printer."""
        self._go_on()
        self.tick()

    def look(self) -> None:
        """Ask how the queues are: what a queue holds that has stopped waits there, and nowhere else."""
        if self._looking:
            return
        self._looking, self._looked = True, _HOLDS_TICKS

        def seen(queues: tuple[SheetQueue, ...]) -> None:
            self._looking, before, self._queues = False, self._queues, queues
            if queues != before:
                self._changed(None)

        def unseen(_failure: DeskError) -> None:
            # Where the system says nothing of them, nothing of them is known.
            seen(())

        self._beside(lambda _stopping: self._face.look(), seen, unseen)

    def chip(self) -> ChipText | None:
        """Return what waits, and for what, in a few words; None where nothing is wrong."""
        worked = self._last
        if worked is not None and worked.trouble:
            told = self._speech.count("{count} sheet waits", "{count} sheets wait", worked.waiting)
            return ChipText(f"{told} · {self._named(worked.queue, self._words(worked.trouble))}", "bad")
        for queue in self._held:
            waiting = self._speech.count("{count} sheet waits", "{count} sheets wait", queue.held)
            return ChipText(f"{waiting} · {self._named(queue.name, self._speech.say(_HOLDS))}", "bad")
        return None

    def sentence(self) -> str:
        """Return what is wrong and what to do; empty where nothing is."""
        worked = self._last
        if worked is not None and worked.trouble:
            return self._why(worked.trouble, worked.queue)
        return next((self._held_words(queue) for queue in self._held), "")

    def stands(self) -> tuple[PrinterState, ...]:
        """Return how each printer of sheets is: those that were chosen, and those that hold something."""
        kinds: dict[str, set[str]] = {}
        for kind, name in self._chosen.items():
            kinds.setdefault(name, set()).add(kind)
        for queue in self._queues:
            if queue.held or (queue.default and queue.stopped):
                kinds.setdefault(queue.name, set())
        return tuple(self._stand(name, frozenset(printed)) for name, printed in kinds.items())

    def _stand(self, name: str, kinds: frozenset[str]) -> PrinterState:
        kept = {} if self._last is None else self._last.kept
        code = next((kept[kind] for kind in kinds if kind in kept), "")
        seen = next((queue for queue in self._queues if queue.name == name), None)
        if not code and seen is not None and seen.refuses:
            code = "sheets.refused"
        if code:
            left = max(self._left, 1) if kinds & kept.keys() and not self._working else None
            return PrinterState(name, kinds, self._words(code), "bad", self._why(code, name), left)
        if seen is not None and seen.stopped:
            return PrinterState(name, kinds, self._speech.say(_HOLDS), "bad", self._held_words(seen))
        if seen is not None and seen.held:
            told = self._speech.count("{count} sheet under way", "{count} sheets under way", seen.held)
            return PrinterState(name, kinds, told)
        return PrinterState(name, kinds, self._speech.say("ready"))

    @property
    def _held(self) -> tuple[SheetQueue, ...]:
        return tuple(queue for queue in self._queues if queue.stopped and queue.held)

    def _held_words(self, queue: SheetQueue) -> str:
        words = _HELD_WHY if queue.why else _HELD
        return self._speech.say(words, queue=queue.name, why=queue.why)

    def _named(self, queue: str, words: str) -> str:
        return f"{queue}\N{NO-BREAK SPACE}: {words}" if queue else words

    def _words(self, code: str) -> str:
        return self._speech.say(_STATES.get(code, _HOLDS))

    def _why(self, code: str, queue: str) -> str:
        return self._face.sentence(code, {"queue": queue} if queue else {})

    def _work(self) -> None:
        self._working, self._left = True, _SOON_TICKS
        self._beside(self._face.work_off, self._worked, self._leave)

    def _worked(self, worked: SheetsWorked) -> None:
        self._working = False
        if worked.trouble:
            self._left = self._pauses.stopped() if worked.begun else self._pauses.failed()
        else:
            self._go_on()
            self._left = REST_TICKS
        self._show(worked)

    def _leave(self, _failure: DeskError) -> None:
        """Leave it for a while: what keeps the store from writing is told by the next act."""
        self._working, self._left = False, LATEST

    def _go_on(self) -> None:
        self._left = 0
        self._pauses.anew()

    def _show(self, worked: SheetsWorked | None) -> None:
        self._last = worked
        if worked is not None and worked.printed:
            # What it took may lie there.
            self.look()
        self._changed(worked)
