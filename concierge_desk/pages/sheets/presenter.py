"""Presenter of the sheet on the screen: it is printed by a key, or kept as a PDF.

Selling and closing never wait for it. What becomes of a sheet that was taken is asked as long as it is looked at.

Source: decision 0060.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.errors import DeskError
from concierge_desk.i18n import N_
from concierge_desk.pages.sheets.face import HandedOn, Kept, SheetQueue, SheetsFace
from concierge_desk.ui.presenter.paper_host import Told
from concierge_desk.ui.presenter.picture import RunBeside, RunJob

ASK_TICKS, LONGEST_TICKS = 2, 120
"""Seconds to the next question for a job, and after which nobody asks any more."""

_HANDED: Final = N_("{paper}: the printer {queue} has it.")
_ENDED: Final = N_("{paper}: the printer {queue} is done with it.")
_HELD: Final = N_(
    "{paper}: the printer {queue} keeps it and prints nothing. Start that printer again in the settings of the system."
)
_KEPT: Final = N_("{paper}: it lies in {file}.")
_WHY: Final = N_(
    "{paper}: the printer {queue} keeps it and prints nothing ({why}). Start that printer again in the settings of the"
    " system."
)


@dataclass(frozen=True, slots=True)
class SheetState:
    """State of the sheet on the screen.

    Attributes:
        file: The sheet on the screen; empty where there is none.
        queue: The printer that would print it; empty until it is known, and where there is none.
        ordered: It is being handed over.
        told: What became of it.
        taken: How many sheets a queue took.
    """

    file: str = ""
    queue: str = ""
    ordered: bool = False
    told: str = ""
    taken: int = 0


class SheetPrinting:
    """Prints the sheet on the screen."""

    def __init__(
        self, face: SheetsFace, run: RunJob, beside: RunBeside, changed: Callable[[SheetState], None]
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk of the sheets.
            run: Runs jobs of the store.
            beside: Runs what waits for the system, one after another.
            changed: Draws the picture.
        """
        self._face = face
        self._speech = Speech(face.lang)
        self._run = run
        self._beside = beside
        self._changed = changed
        self._state = SheetState()
        self._handed: HandedOn | None = None
        self._asked = 0

    @property
    def state(self) -> SheetState:
        """State that is shown."""
        return self._state

    @property
    def rest(self) -> bool:
        """Whether nothing is at work."""
        return not self._state.ordered

    def tick(self) -> None:
        """Let a second pass: ask what became of the sheet that is looked at."""
        handed, self._asked = self._handed, self._asked + 1
        if handed is None or not handed.number or self._asked % ASK_TICKS or self._asked > LONGEST_TICKS:
            return

        def answered(ended: bool) -> None:
            if ended and self._handed is handed:
                self._handed = None
                self._show(told=self._say(_ENDED, handed))

        self._beside(lambda _stopping: self._face.ended(handed.number), answered, lambda _failure: None)

    def show(self, file: str | None) -> None:
        """Know what is on the screen, and find the printer that would print it."""
        self._handed = None
        if file is None or not self._face.shows(file):
            self._show(file="", queue="", told="")
            return
        self._show(file=file, queue="", told="")

        def found(queue: SheetQueue) -> None:
            if self._state.file == file:
                self._show(queue=queue.name)

        # What is missing is told to whoever wants it printed.
        self._beside(lambda _stopping: self._face.queue_for(file), found, lambda _failure: None)

    def order(self, file: str, count: int = 1) -> None:
        """Print the sheet that is shown, or so many of it."""
        if file != self._state.file or self._state.ordered:
            return
        self._handed = None
        self._show(ordered=True, told=self._speech.say("It is being printed…"))
        self._beside(lambda _stopping: self._face.order(file, count), self._taken, self._not_taken)

    def keep(self, file: str, folder: Path | None, done: Callable[[Kept], None]) -> None:
        """Keep a paper as a PDF where she wants it, or for another program to open; it counts as a print.

        Args:
            file: The paper on the screen.
            folder: Where; None for the program that opens it.
            done: Told what lies there.
        """

        def kept(made: Kept) -> None:
            told = (
                ""
                if folder is None
                else self._speech.say(_KEPT, paper=self._paper(made.name, made.copy), file=str(made.path))
            )
            self._show(told=told)
            done(made)

        def failed(failure: DeskError) -> None:
            self._show(told=self._face.sentence(failure.code, failure.params))

        self._run(lambda: self._face.keep(file, folder), kept, failed)

    def hand_on(self, document: str, queue: str | None, told: Told) -> None:
        """Print a paper now that is not on the screen.

        Args:
            document: Its name.
            queue: The printer; None for the one of its size.
            told: Told what came of it.
        """

        def taken(handed: HandedOn) -> None:
            self._show(taken=self._state.taken + 1)
            told(self._handed_words(handed), "warning" if handed.queue.stopped else "good")

        self._beside(lambda _stopping: self._face.hand_on(document, queue), taken, self._failed_for(told))

    def keep_document(self, document: str, folder: Path, told: Told) -> None:
        """Keep a paper as a PDF that is not on the screen.

        Args:
            document: Its name.
            folder: Where it is kept.
            told: Told what came of it.
        """

        def kept(made: Kept) -> None:
            self._show(taken=self._state.taken + 1)
            told(
                self._speech.say(_KEPT, paper=self._paper(made.name, made.copy), file=str(made.path)), "good"
            )

        self._run(lambda: self._face.keep_document(document, folder), kept, self._failed_for(told))

    def _failed_for(self, told: Told) -> Callable[[DeskError], None]:
        return lambda failure: told(self._face.sentence(failure.code, failure.params), "bad")

    def tell(self, sentence: str) -> None:
        """Say something of the paper on the screen."""
        self._show(told=sentence)

    def put_away(self) -> None:
        """Say no more what became of a paper: it is no more looked at."""
        self._handed = None
        if self._state.told or self._state.file:
            self._show(file="", queue="", told="")

    def find_queues(
        self, found: Callable[[Sequence[SheetQueue]], None], failed: Callable[[str], None]
    ) -> None:
        """Find the queues there are, or tell why there are none to be found."""
        self._beside(
            lambda _stopping: self._face.queues(),
            found,
            lambda failure: failed(self._face.sentence(failure.code, failure.params)),
        )

    def _taken(self, handed: HandedOn) -> None:
        self._handed, self._asked = handed, 0
        told, taken = self._handed_words(handed), self._state.taken + 1
        self._show(ordered=False, queue=handed.queue.name, told=told, taken=taken)

    def _not_taken(self, failure: DeskError) -> None:
        self._show(ordered=False, told=self._face.sentence(failure.code, failure.params))

    def _handed_words(self, handed: HandedOn) -> str:
        words = _HANDED
        if handed.queue.stopped:
            words = _WHY if handed.queue.why else _HELD
        return self._say(words, handed)

    def _say(self, words: str, handed: HandedOn) -> str:
        paper = self._paper(handed.name, handed.copy)
        return self._speech.say(words, paper=paper, queue=handed.queue.name, why=handed.queue.why)

    def _paper(self, name: str, copy: int | None) -> str:
        if copy is None:
            return name
        told = N_("{paper}, DUPLICATA n° {copy}") if copy else N_("{paper}, original")
        return self._speech.say(told, paper=name, copy=copy)

    def _show(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._changed(self._state)
