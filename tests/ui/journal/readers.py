"""Her hands at the journal, without a window, on a real desk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from concierge_desk.domain.errors import DeskError
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.journal.board import JournalState
from concierge_desk.pages.journal.desk import JournalDesk
from concierge_desk.pages.journal.face import ActRow
from concierge_desk.pages.journal.presenter import Journal
from concierge_desk.ui.presenter.host import PageHost
from tests.counter.desks import Play
from tests.ui.evening.hands import long_now
from tests.ui.front.desk import run_now


class Reader:
    """What she presses and types; what she reads is `state`."""

    def __init__(self, face: JournalDesk, run: Any = run_now, long: Any = long_now) -> None:
        self.face = face
        self.seen: list[JournalState] = []
        self.journal = Journal(face, PageHost(run, long), self.seen.append)
        self.journal.look()

    @property
    def state(self) -> JournalState:
        return self.journal.state

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.state.rows]

    @property
    def said(self) -> str:
        return "" if self.state.told is None else self.state.told.text

    def row(self, words: str) -> ActRow:
        """The newest row that says these words."""
        return next(row for row in self.state.rows if words in row.title)

    def choose(self, words: str) -> "Reader":
        self.journal.days.choose(self.row(words).first)
        return self

    def press(self, *names: str) -> "Reader":
        for name in names:
            if name.isdecimal():
                self.journal.type_number(name)
            else:
                self.journal.press(name)
        return self


@contextmanager
def at_journal(play: Play, lang: str = "fr", operator: str | None = None, **ways: Any) -> Iterator[Reader]:
    """Sit down before the journal of a desk; the clock of the test is the desk's."""
    desk = replace(play.desk, counter=play.counter, clock=play.hands)
    face = FrontFace(desk, lang, operator)
    try:
        yield Reader(JournalDesk(desk, face, operator), **ways)
    finally:
        face.close()


class LongLater:
    """Keeps a long job until the test lets it run, and tells it to stop where it was asked to."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []
        self.stopped = False
        self.runs: Callable[[], None] = lambda: None

    def __call__(
        self,
        job: Callable[..., Any],
        done: Callable[[Any], None],
        failed: Callable[[DeskError], None],
        progress: Callable[[int, int], None],
    ) -> Callable[[], None]:
        def step(read: int, total: int) -> None:
            self.told.append((read, total))
            progress(read, total)

        def run() -> None:
            try:
                result = job(step, lambda: self.stopped)
            except DeskError as failure:
                failed(failure)
            else:
                done(result)

        def stop() -> None:
            self.stopped = True

        self.runs = run
        return stop
