"""Presenter of the journal: the keys of its page, and the papers that are printed again from there.

Nothing is taken back by Enter, which scanners send, and nothing twice: what is pressed while the desk is at work
is not heard.

Source: decision 0023.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from concierge_desk.counter.texts.entry_texts import ActFilter
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.journal.actions import ACTIONS, JournalAction
from concierge_desk.pages.journal.board import JournalBoard, JournalState
from concierge_desk.pages.journal.days import Leafing
from concierge_desk.pages.journal.face import JournalFace
from concierge_desk.pages.journal.reversal import TakingBack
from concierge_desk.pages.journal.verification import Checking
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter

_FIGURES = 2
"""No act has more than 99 papers."""


class Journal(PagePresenter[JournalState, JournalAction]):
    """Presenter of the journal: what the page shows and what its keys do, without the window.

    Attributes:
        days: The list: which day, what is looked for, what is chosen.
        back: Takes the chosen act back.
        check: Verifies the whole.
    """

    actions = ACTIONS

    def __init__(self, face: JournalFace, host: PageHost, changed: Callable[[JournalState], None]) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        board = self._picture = self._board = JournalBoard(face, host.run, changed)
        self.days = Leafing(board)
        self.back = TakingBack(board, self.days)
        self.check = Checking(board, host.long)

    @override
    def look(self) -> None:
        self.days.look()

    @override
    def press(self, name: JournalAction) -> bool:
        self._does[name](self)
        return True

    def type_number(self, digit: str) -> None:
        """Take a digit: the number of a reason, or of the paper that the next key prints."""
        state = self.state
        if state.aside == "reason":
            self.back.choose(int(digit) - 1)
        elif state.aside == "act":
            self._board.show(number=(state.number + digit)[-_FIGURES:])

    def print_again(self, place: int) -> None:
        """Print a paper of the act that is chosen again."""
        board, opened = self._board, self.state.opened
        if board.state.busy or opened is None:
            return
        board.show(number="")
        if not opened.papers:
            board.remark(N_("No paper belongs to this act."), "plain")
        elif not 0 <= place < len(opened.papers):
            board.remark(N_("There is no such number in the list."), "warning")
        else:
            document = opened.papers[place].document
            board.work(lambda: board.face.paper(document), self._printed)

    def put_away(self) -> None:
        """Take the paper off the screen."""
        self._board.show(shown=None)

    @override
    def step_back(self) -> bool:
        board, state = self._board, self.state
        if state.shown is not None:
            self.put_away()
        elif self.check.is_running:
            self.check.stop()
        elif state.aside != "act":
            # What is being played is told where it was asked.
            if not state.busy:
                board.show(aside="act", verdict=None, told=None)
        elif state.number:
            board.show(number="")
        elif not state.wanted.is_all:
            self.days.seek(ActFilter())
        else:
            return False
        return True

    def _printed(self, path: Path) -> None:
        self._board.show(shown=str(path))
        self.days.read_again()

    def _dispute(self) -> None:
        """Write the file about the day that is looked at."""
        board, place = self._board, self.state.place
        if place is None or board.state.busy or self.check.is_running:
            return

        def done(paths: tuple[Path, ...]) -> None:
            words = N_("The dispute file {file} lies in the folder {folder}: hand it on as it is.")
            files = " + ".join(path.name for path in paths)
            board.remark(words, "good", file=files, folder=paths[0].parent.name)
            self.days.read_again()

        board.work(lambda: board.face.dispute(place), done)

    def _search(self) -> None:
        if not self.check.is_running:
            self._board.show(aside="act" if self.state.aside == "search" else "search", told=None)

    def _paper(self) -> None:
        number = self.state.number
        self.print_again(int(number) - 1 if number else 0)

    _does: Mapping[JournalAction, Callable[["Journal"], object]] = {
        "take_back": lambda self: self.back.press(),
        "verify": lambda self: self.check.press(),
        "search": _search,
        "print": _paper,
        "dispute": _dispute,
        "before": lambda self: self.days.step(-1),
        "after": lambda self: self.days.step(1),
        "back": step_back,
    }
