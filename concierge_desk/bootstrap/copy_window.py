"""A copy as a window shows it: the desk as it was when the copy was made, and nothing can be written in it.

Three things hold that, one behind the other: the face names no operation, so that every act is refused before it
asks anything; the store takes no transaction; and all of it lies in a folder that is forgotten.

Source: docs/contract.md, "Options and exit statuses"; decision 0027.
"""

from dataclasses import replace
from typing import NoReturn

from concierge_desk.bootstrap.opening import lock_of, made_pages
from concierge_desk.counter.command.operation import Counter
from concierge_desk.counter.texts.copies import made_words
from concierge_desk.desk.chips import doubt_chip
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.clock import GivenClock
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import instant_of
from concierge_desk.domain.override import override
from concierge_desk.frame.pages import WindowDesk
from concierge_desk.i18n import N_, translate
from concierge_desk.jobs.copies.inspection import Inspection
from concierge_desk.jobs.page_desk import DeskParts
from concierge_desk.jobs.screen_papers import UncountedPapers
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.face import SavedVisit
from concierge_desk.ui.presenter.status import ChipText, Status

READ_ONLY = "copy.read_only"


class CopyFace(FrontFace):
    """The face of a copy: see `pages.counter.face.Face`.

    Attributes:
        made: When it was made, in words.
    """

    def __init__(self, looked: Inspection, lang: str, operator: str | None) -> None:
        """Look at a copy, as it was when it was made.

        Args:
            looked: The copy.
            lang: Language of what is shown.
            operator: Code of whoever is at the counter; the first of the copy's settings where it knows no such.

        Raises:
            EnvironmentFailure: When the store cannot be read.
        """
        desk = _as_it_was(looked)
        self._faults = looked.faults
        shop = desk.settings
        super().__init__(desk, lang, operator if operator in shop.operators else None)
        self.papers = UncountedPapers(desk, operator)
        self.made = made_words(instant_of(looked.manifest.made_at).astimezone(shop.zone), lang)

    def opened(self) -> WindowDesk:
        """Return the copy as a window takes it."""
        return WindowDesk(
            self,
            made_pages(DeskParts(self._desk, self, self._operator, copy=True)),
            copy=self.made,
            lock=lock_of(self._desk, self, self._operator),
        )

    def new_op(self) -> NoReturn:
        """Name no operation: every act asks for one first.

        Raises:
            Refused: ``copy.read_only``.
        """
        raise Refused(READ_ONLY)

    @override
    def at_counter(self) -> None:
        """Nobody is served in a copy."""

    @override
    def parked(self) -> tuple[SavedVisit, ...]:
        """Nobody is taken up again in a copy."""
        return ()

    @override
    def status(self) -> Status:
        chip = ChipText(translate(N_("Copy: {when}"), self._lang).format(when=self.made), "plain")
        found = doubt_chip([fault.code for fault in self._faults], self._lang)
        status = super().status()
        return replace(
            status,
            parked=0,
            closing=False,
            last=None,
            backup=chip,
            sets_up=False,
            doubt="",
            # What was told at the counter then, and what was found as the copy was opened.
            journal=status.journal or found,
        )


def _as_it_was(looked: Inspection) -> Desk:
    """Return the desk of a copy whose clock stands when it was made, and whose store takes nothing."""
    desk = looked.desk
    clock = GivenClock(instant_of(looked.manifest.made_at))
    sources = replace(desk.counter.sources, clock=clock)
    desk.store.only_look(READ_ONLY)
    return replace(desk, clock=clock, counter=Counter(desk.store, desk.counter.commands, sources))
