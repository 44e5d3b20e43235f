"""Her hands at the copies, without a window, on a real desk and folders that pass for sticks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from concierge_desk.domain.errors import DeskError
from concierge_desk.pages.copies.desk import CopiesDesk
from concierge_desk.pages.copies.presenter import Copies
from concierge_desk.pages.copies.state import CopiesState
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.ui.presenter.handover import Handover
from concierge_desk.ui.presenter.host import PageHost
from tests.counter.desks import Play
from tests.ui.evening.hands import PASSPHRASE, Plugged, long_now
from tests.ui.front.desk import run_now


class Keeper:
    """What she presses and types; what she reads is `state`."""

    def __init__(self, face: CopiesDesk, run: Any = run_now, long: Any = long_now) -> None:
        self.face = face
        self.seen: list[CopiesState] = []
        self.copies = Copies(face, PageHost(run, long, close_for=self._go), self.seen.append)
        self.goings: list[Handover] = []
        self._why_not = ""
        self.copies.look()

    @property
    def state(self) -> CopiesState:
        return self.copies.state

    @property
    def said(self) -> str:
        return "" if self.state.told is None else self.state.told.text

    def press(self, *names: str) -> "Keeper":
        for name in names:
            self.copies.press(name)
        return self

    def words(self, words: str = PASSPHRASE) -> "Keeper":
        self.copies.give_words(words)
        return self

    def busy(self) -> "Keeper":
        """From now on the window is not closed for anything."""
        self._why_not = "The desk is still at work: in a moment, once more."
        return self

    def _go(self, going: Handover) -> str:
        if not self._why_not:
            self.goings.append(going)
        return self._why_not

    def first_copy(self) -> Path:
        """Make the first copy, with the words it asks for."""
        assert self.press("copy").state.passphrase
        self.copies.give_passphrase(PASSPHRASE, PASSPHRASE)
        return self.state.sheet.copies[0].path


@contextmanager
def at_copies(play: Play, plugged: Plugged, **ways: Any) -> Iterator[Keeper]:
    """Sit down before the copies of a desk; the clock of the test is the desk's."""
    desk = replace(play.desk, counter=play.counter, clock=play.hands)
    face = FrontFace(desk, "fr")
    try:
        yield Keeper(CopiesDesk(desk, face, system=plugged), **ways)
    finally:
        face.close()


class LongAt:
    """Runs a long job at once, and does something at its first step; Esc is heard at the next one."""

    def __init__(self, do: Callable[[], object]) -> None:
        self.do: Callable[[], object] | None = do
        self.stopped = False

    def __call__(
        self,
        job: Callable[..., Any],
        done: Callable[[Any], None],
        failed: Callable[[DeskError], None],
        progress: Callable[[int, int], None],
    ) -> Callable[[], None]:
        def step(read: int, total: int) -> None:
            progress(read, total)
            if self.do is not None:
                do, self.do = self.do, None
                do()

        try:
            result = job(step, lambda: self.stopped)
        except DeskError as failure:
            failed(failure)
        else:
            done(result)
        return lambda: None
