"""Binds the journal to its page: its keys, its jobs, the papers it shows again.

Source: issue "Journée" scope 3; decision 0023.
"""

from concierge_desk.ui.front.journal import Journal
from concierge_desk.ui.front.journal_board import JournalState
from concierge_desk.ui.front.journal_face import JournalFace
from concierge_desk.ui.front.picture import Long, Run
from concierge_desk.ui.shell.journal_page import JournalPage
from concierge_desk.ui.shell.page_keys import PaperKeys


class JournalKeys(PaperKeys):
    """What the keys do on the page of the journal."""

    def __init__(self, page: JournalPage, face: JournalFace, run: Run, long: Long) -> None:
        """Bind the page.

        Args:
            page: What is drawn.
            face: The desk.
            run: Runs its jobs away from the window.
            long: Runs the verification beside them.
        """
        super().__init__(page)
        self._page = page
        self.journal = Journal(face, run, long, self._changed)
        self._connect()

    def look(self) -> None:
        """Read the journal anew, and give the page the keyboard."""
        self._page.start()
        self.journal.look()

    @property
    def busy(self) -> bool:
        """Whether the desk is at work for the page."""
        return self.journal.state.busy

    def leave(self) -> None:
        """Another page is opened: no paper stays behind it."""
        self.journal.put_away()

    def put_away(self) -> None:
        """Take the paper off the screen."""
        self.journal.put_away()

    def step_back(self) -> bool:
        """See `PageKeys`."""
        return self.journal.step_back()

    def _press(self, name: str) -> None:
        if name == "escape":
            self.escaped.emit()
        else:
            self.journal.press(name)

    def _changed(self, state: JournalState) -> None:
        self._page.show_state(state)
        self._hold(state.shown)
        self._hear(state.told)

    def _connect(self) -> None:
        page, journal = self._page, self.journal
        for signal, to in (
            (page.pressed, self._press),
            (page.numbered, journal.type_number),
            (page.chosen, journal.days.choose),
            (page.went_on, journal.days.read_on),
            (page.printed, journal.print_again),
            (page.dated, journal.days.go_to),
            (page.amounted, journal.days.seek_amount),
            (page.grouped, journal.days.seek_group),
            (page.operated, journal.days.seek_operator),
            (page.reasoned, journal.back.choose),
            (page.worded, journal.back.word),
        ):
            signal.connect(to)
