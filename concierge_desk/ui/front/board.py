"""What every part of the front shares: the picture that is shown, the desk at work behind it, what is told.

Source: DESIGN §2 (one act, file by file); decision 0019.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from concierge_desk.counter.messages import fill
from concierge_desk.counter.offers import Tone
from concierge_desk.domain.errors import DeskError, Param
from concierge_desk.i18n import translate
from concierge_desk.ui.front.face import Face
from concierge_desk.ui.front.state import State, Told

T = TypeVar("T")


class Run(Protocol):
    """Runs a job away from the window, and hands back what came of it where the window lives."""

    def __call__(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]
    ) -> None:
        """Run it; exactly one of the two is called, later or at once."""


class Long(Protocol):
    """Runs a long job beside the desk's work; it tells how far it is, and can be asked to stop."""

    def __call__(
        self,
        job: Callable[[Callable[[int, int], None], Callable[[], bool]], Any],
        done: Callable[[Any], None],
        failed: Callable[[DeskError], None],
        progress: Callable[[int, int], None],
    ) -> Callable[[], None]:
        """Run it, and return what asks it to stop."""


class Board:
    """The picture that is shown, and the jobs the desk is at, one after another."""

    def __init__(
        self, face: Face, run: Run, changed: Callable[[State], None], rested: Callable[[], None]
    ) -> None:
        """Bind the desk; `rested` is called when a job is over and the next input may come."""
        self.face = face
        self.state = State()
        self._run = run
        self._changed = changed
        self._rested = rested
        self._jobs = 0
        self._told = 0
        self._texts = 0

    def show(self, **changes: Any) -> None:
        """Show another picture."""
        self.state = replace(self.state, **changes)
        self._changed(self.state)

    def work(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Let the desk do a job, and go on with what came of it.

        What is typed meanwhile waits its turn.

        Args:
            job: What is done.
            then: Goes on with what it returned.
            failed: Goes on after a failure; its sentence is told where nothing is given.
        """

        def done(result: T) -> None:
            self._less()
            then(result)
            self._rest()

        def not_done(failure: DeskError) -> None:
            self._less()
            if failed is None:
                self.refuse(failure.code, failure.params)
            else:
                failed(failure)
            self._rest()

        # The job runs whatever becomes of the picture: a desk that waits for ever is worse than an old one.
        self._jobs += 1
        self.state = replace(self.state, busy=True)
        self._run(job, done, not_done)
        self._changed(self.state)

    def _less(self) -> None:
        self._jobs -= 1
        self.state = replace(self.state, busy=self._jobs > 0)

    def _rest(self) -> None:
        if self._jobs == 0:
            self._rested()

    def say(self, source: str, **values: object) -> str:
        """Return a source sentence in the language shown, filled."""
        return fill(translate(source, self.face.lang), values, self.face.lang)

    def tell(self, text: str, tone: Tone = "good", **changes: Any) -> None:
        """Show a sentence."""
        self._told += 1
        self.show(told=Told(text, tone, self._told), **changes)

    def refuse(self, code: str, params: Mapping[str, Param]) -> None:
        """Show the sentence of a refusal or failure."""
        self.tell(self.face.sentence(code, params), "bad")

    def set_text(self, text: str) -> None:
        """Let the scan line hold another text."""
        self._texts += 1
        self.show(text=text, text_serial=self._texts)
