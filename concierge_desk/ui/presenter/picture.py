"""Presenter of any page: the state that is shown, the desk at work behind it, the messages.

Source: docs/contract.md, "One act, file by file"; decisions 0019, 0021.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.errors import DeskError, Param
from concierge_desk.ui.actions import Actions
from concierge_desk.ui.presenter.long_job import HowFar, LongJob
from concierge_desk.ui.presenter.told import Message

T = TypeVar("T")


class RunJob(Protocol):
    """Runs a job away from the window, and hands back what came of it where the window lives."""

    def __call__(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]
    ) -> None:
        """Run it; exactly one of the two is called, later or at once."""


class RunBeside(Protocol):
    """Runs a job beside the desk's own work; whoever waits for it can be told to go."""

    def __call__(
        self,
        job: Callable[[Callable[[], bool]], Any],
        done: Callable[[Any], None],
        failed: Callable[[DeskError], None],
    ) -> None:
        """Run it, handing it what says that it should stop; exactly one of the two is called, later."""


class Long(Protocol):
    """Runs a long job beside the desk's work; it tells how far it is, and can be asked to stop."""

    def __call__(
        self,
        job: LongJob[Any],
        done: Callable[[Any], None],
        failed: Callable[[DeskError], None],
        progress: HowFar,
    ) -> Callable[[], None]:
        """Run it, and return what asks it to stop."""


class Speaks(Protocol):
    """A desk with a language."""

    @property
    def lang(self) -> str:
        """Language of what is shown."""

    def sentence(self, code: str, params: Mapping[str, Param]) -> str:
        """Return the sentence of a code."""


F = TypeVar("F", bound=Speaks)
A = TypeVar("A", bound=str)
S = TypeVar("S", bound=Any)
"""A frozen dataclass that has ``busy`` and ``told``."""


class Presenter(Generic[F, S]):
    """The picture that is shown, and the jobs the desk is at, one after another.

    Attributes:
        face: The desk.
        speech: What is said in its language.
        state: What is shown.
    """

    def __init__(
        self,
        face: F,
        state: S,
        run: RunJob,
        changed: Callable[[S], None],
        rested: Callable[[], None] = lambda: None,
    ) -> None:
        """Bind the desk and the first picture.

        Args:
            face: The desk.
            state: What is shown first.
            run: Runs its jobs.
            changed: Draws.
            rested: Called when all jobs are over and drawn.
        """
        self.face = face
        self.speech = Speech(face.lang)
        self.state = state
        self._run = run
        self._changed = changed
        self._rested = rested
        self._jobs = 0
        self._told = 0
        self._goes_on = 0

    def show(self, **changes: Any) -> None:
        """Show another picture."""
        self.state = replace(self.state, **changes)
        self._draw()

    def work(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
        **changes: Any,
    ) -> None:
        """Let the desk do a job, and go on with what came of it.

        That it rests is shown together with what came of it: nobody acts on the picture from before.

        Args:
            job: What is done.
            then: Goes on with what it returned.
            failed: Goes on after a failure; its sentence is told where nothing is given.
            changes: What is shown meanwhile, drawn together with the desk being at work.
        """

        def done(result: T) -> None:
            self._come_back(lambda: then(result))

        def not_done(failure: DeskError) -> None:
            if failed is None:
                self._come_back(lambda: self.refuse(failure.code, failure.params))
            else:
                self._come_back(lambda: failed(failure))

        # The job runs whatever becomes of the picture: a desk that waits for ever is worse than an old one.
        self._jobs += 1
        self.state = replace(self.state, busy=True, **changes)
        self._run(job, done, not_done)
        self._draw()

    def say(self, source: str, **values: object) -> str:
        """Return a source sentence in the language shown, filled."""
        return self.speech.say(source, **values)

    def tell(self, text: str, tone: Tone = "good", *, who: str = "", **changes: Any) -> None:
        """Show a sentence, and beside it what it changed; whoever hears it hears first whose thing it is about."""
        self._told += 1
        self.show(told=Message(text, tone, self._told, who), **changes)

    def remark(self, source: str, tone: Tone, **values: object) -> None:
        """Show a source sentence in the language shown, filled."""
        self.tell(self.say(source, **values), tone)

    def refuse(self, code: str, params: Mapping[str, Param], tone: Tone = "bad") -> None:
        """Show the sentence of a refusal or failure."""
        self.tell(self.face.sentence(code, params), tone)

    def _come_back(self, go_on: Callable[[], None]) -> None:
        """Go on with what came of a job, then draw all that it changed in one picture."""
        self._jobs -= 1
        self.state = replace(self.state, busy=self._jobs > 0)
        self._goes_on += 1
        try:
            go_on()
        finally:
            self._goes_on -= 1
            self._draw()
            if self._jobs == 0:
                self._rested()

    def _draw(self) -> None:
        """Draw the picture, unless more of it is still to come."""
        if not self._goes_on:
            self._changed(self.state)


class Shown(Generic[S]):
    """Part of a page with a state: whoever draws the page reads it, and its keys change it."""

    _picture: Presenter[Any, S]

    @property
    def state(self) -> S:
        """State that is shown."""
        return self._picture.state

    def forget(self) -> None:
        """Say nothing more of what was done: something else is asked."""
        if self.state.told is not None:
            self._picture.show(told=None)


class PagePresenter(Shown[S], Generic[S, A]):
    """Presenter of a page: what it shows and what its keys do; a page says which of it differs from what is here.

    Attributes:
        actions: What can be done here, each by its key, as things stand.
        writes: What it tells is told of something that was done, which the frame shows too.
    """

    actions: Actions[A]
    writes = True

    def look(self) -> None:
        """Read what is shown anew: the page was opened."""

    def begin(self) -> None:
        """Look, and go on at once with what is owed there: the key of the page was pressed, not the rail."""
        self.look()

    def refresh(self) -> None:
        """Read anew what another process may have changed; what is being typed goes on where it was."""
        self.look()

    def follow(self) -> None:
        """Read anew the figures that an act at the counter changes, beside whatever is done here."""

    def press(self, _name: A) -> bool:
        """Do what is asked for, by its name in the table of actions; False where it cannot be done now."""
        return False

    def scan(self, _code: str) -> bool:
        """Take a scan; False where it is one for the counter."""
        return False

    def step_back(self) -> bool:
        """Step back: what Esc does; False where there is nothing to step back from."""
        return False

    def leave(self) -> None:
        """Let go of what is shown for this page alone: another one is opened."""
        self.put_away()

    def put_away(self) -> None:
        """Take a paper of the page off the screen."""

    def stop(self) -> None:
        """Keep what was typed, and ask the desk for nothing any more: the window is closed."""
        self.leave()

    def stays(self) -> str:
        """Return why the window should not be closed for something else now, as an English source; empty where it may."""
        return ""

    def tick(self) -> None:
        """See what has changed by itself: a second has passed."""


@runtime_checkable
class TurnsTo(Protocol):
    """A presenter of a page that has parts, each by its name."""

    def turn_to(self, part: str, came_from: str) -> None:
        """Show a part, before the page is looked at.

        Args:
            part: Its name.
            came_from: Code of the page that stepping back leads to; empty for the counter.
        """
