"""What every part of the journal shares: the picture that is shown, the desk at work behind it, what is told.

Source: issue "Journée" scope 3; decision 0023.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias, TypeVar

from concierge_desk.counter.messages import fill
from concierge_desk.counter.offers import Tone
from concierge_desk.counter.telling import Wanted
from concierge_desk.counter.verdict import Verdict
from concierge_desk.domain.errors import DeskError
from concierge_desk.i18n import translate
from concierge_desk.ui.front.board import Run
from concierge_desk.ui.front.journal_face import JournalFace, Lists, Opened, Place, Row
from concierge_desk.ui.front.state import Told

T = TypeVar("T")

Aside: TypeAlias = Literal["act", "search", "reason", "verify"]
"""What stands beside the list: the act that is chosen, what is looked for, why it is taken back, the verifying."""


@dataclass(frozen=True, slots=True)
class JournalState:
    """Everything the page of the journal shows.

    Attributes:
        place: The day that is looked at; None before it was read.
        rows: What was read of it so far, the newest first.
        more: There is more of it.
        wanted: What is looked for.
        sought: The same in words; empty where nothing is left out.
        chosen: First entry of the row that is chosen; None where none is.
        opened: The act that is chosen; None while it is read.
        aside: What stands beside the list.
        lists: What can be chosen from.
        reason: Place in the list of the reason that was chosen; None before.
        words: The reason in her own words; empty where there are none.
        number: The number typed before a key.
        verdict: What verifying found last; None before.
        done: How many entries were verified, and of how many; None while none is.
        shown: Paper to show on the screen, as a file; None where there is none.
        told: The last sentence.
        busy: The desk is at work.
    """

    place: Place | None = None
    rows: tuple[Row, ...] = ()
    more: bool = False
    wanted: Wanted = field(default_factory=Wanted)
    sought: str = ""
    chosen: int | None = None
    opened: Opened | None = None
    aside: Aside = "act"
    lists: Lists = field(default_factory=Lists)
    reason: int | None = None
    words: str = ""
    number: str = ""
    verdict: Verdict | None = None
    done: tuple[int, int] | None = None
    shown: str | None = None
    told: Told | None = None
    busy: bool = False

    @property
    def reason_code(self) -> str:
        """The code of the reason that was chosen; empty before."""
        return "" if self.reason is None else str(self.lists.reasons[self.reason].value)


class JournalBoard:
    """The picture that is shown, and the jobs the desk is at."""

    def __init__(self, face: JournalFace, run: Run, changed: Callable[[JournalState], None]) -> None:
        """Bind the desk, and what draws the picture."""
        self.face = face
        self.state = JournalState()
        self._run = run
        self._changed = changed
        self._jobs = 0
        self._serial = 0

    def show(self, **changes: Any) -> None:
        """Show another picture."""
        self.state = replace(self.state, **changes)
        self._changed(self.state)

    def work(self, job: Callable[[], T], then: Callable[[T], None]) -> None:
        """Let the desk do a job, and go on with what came of it; what failed is said."""

        def done(result: T) -> None:
            self._over()
            then(result)

        def failed(failure: DeskError) -> None:
            self._over()
            self.say(self.face.sentence(failure.code, failure.params), "bad")

        self._jobs += 1
        self.show(busy=True)
        self._run(job, done, failed)

    def fill(self, source: str, **values: object) -> str:
        """Return a sentence in the language of the page."""
        return fill(translate(source, self.face.lang), values, self.face.lang)

    def tell(self, source: str, tone: Tone) -> None:
        """Say something, by its English source."""
        self.say(self.fill(source), tone)

    def say(self, text: str, tone: Tone) -> None:
        """Say something, in the language of the page."""
        self._serial += 1
        self.show(told=Told(text, tone, self._serial))

    def _over(self) -> None:
        self._jobs -= 1
        self.show(busy=self._jobs > 0)
