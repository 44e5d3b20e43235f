"""Binds the journal to its page: its keys, its jobs, the papers it shows again.

Source: decision 0023.
"""

from concierge_desk.pages.journal.face import JournalFace
from concierge_desk.pages.journal.presenter import Journal
from concierge_desk.pages.journal.view import JournalPage
from concierge_desk.ui.page.keys import PaperKeys, ShowsPapers
from concierge_desk.ui.presenter.picture import Long, RunJob


class JournalKeys(PaperKeys):
    """What the keys do on the page of the journal."""

    def __init__(self, page: JournalPage, face: JournalFace, run: RunJob, long: Long) -> None:
        """Bind the page.

        Args:
            page: What is drawn.
            face: The desk.
            run: Runs its jobs away from the window.
            long: Runs the verification beside them.
        """
        super().__init__(page)
        journal = self.journal = Journal(face, run, long, self._changed)
        for signal, to in (
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

    @property
    def _presenter(self) -> ShowsPapers:
        return self.journal

    def look(self, *, begin: bool = False) -> None:
        """Read the journal anew, and give the page the keyboard."""
        del begin
        self._page.start()
        self.journal.look()
