"""Days of the journal as one leafs through them: the search within, the act that is chosen.

Source: decision 0023.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from concierge_desk.counter.texts.entry_texts import ActFilter, amounts_of
from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.money import NotAnAmount, format_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.journal.board import JournalBoard
from concierge_desk.pages.journal.face import ActRow, JournalPlace, Lists, OpenedAct, Page

ROWS = 30
"""Rows read at a time: more than a screen shows, and little enough to be there at once."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Part of the journal that is being read.

    Attributes:
        place: The day.
        wanted: Which acts.
        before: Rows of it that are shown already, the part goes on behind them; empty where it is the first.
        rest: `Page.rest` of what is shown; None for the first.
        most: Rows at most.
        chosen: First entry of the act that stays chosen; None for the newest.
    """

    place: JournalPlace
    wanted: ActFilter
    before: tuple[ActRow, ...] = ()
    rest: int | None = None
    most: int = ROWS
    chosen: int | None = None


class Leafing:
    """The list of the journal."""

    def __init__(self, board: JournalBoard) -> None:
        """Bind the board."""
        self._board = board
        self._latest: int | None = None
        self._rest: int | None = None
        self._reading: _Part | None = None

    def look(self) -> None:
        """Read the day that is shown anew: the newest one, unless she had gone to another."""
        face = self._board.face

        def done(lists: Lists, latest: JournalPlace) -> None:
            place, before = self._board.state.place, self._latest
            self._latest = latest.first
            self._board.show(lists=lists)
            if place is None or (place.first == before and place.first != latest.first):
                self._go(latest)
            else:
                self.read_again()

        self._board.work(lambda: (face.lists(), face.latest()), lambda found: done(*found))

    def step(self, by: int) -> None:
        """Go to the day before (-1) or after (1)."""
        board, place = self._board, self._board.state.place
        if place is None or board.state.busy:
            return

        def done(found: JournalPlace | None) -> None:
            if found is not None:
                self._go(found)
            elif by < 0:
                board.remark(N_("This is the first day."), "plain")
            else:
                board.remark(N_("There is nothing after it yet."), "plain")

        board.work(lambda: board.face.beside(place, by), done)

    def go_to(self, text: str) -> None:
        """Go to a date as it is typed, such as ``24/11``."""
        board = self._board
        if board.state.busy or not text.strip():
            return

        def done(day: date | None, place: JournalPlace | None) -> None:
            if day is None:
                board.remark(N_("Type a date such as 24/11."), "warning")
            elif place is None:
                board.remark(N_("No day was opened on {day}."), "warning", day=day.isoformat())
            else:
                self._go(place)

        board.work(lambda: board.face.dated(text), lambda found: done(*found))

    def seek_amount(self, text: str) -> None:
        """Look for an amount, exact or from–to; nothing typed looks for any."""
        try:
            cents = amounts_of(text) if text.strip() else None
        except NotAnAmount:
            words = N_("Type an amount such as 12,40, or from–to such as 10–20.")
            self._board.remark(words, "warning")
        else:
            self.seek(replace(self._board.state.wanted, cents=cents))

    def seek_group(self, code: str) -> None:
        """Look for one kind of acts; nothing looks for all."""
        self.seek(replace(self._board.state.wanted, group=code))

    def seek_operator(self, code: str) -> None:
        """Look for what one person did; nobody looks for all."""
        self.seek(replace(self._board.state.wanted, by=code))

    def seek(self, wanted: ActFilter) -> None:
        """Look for something else in the day that is shown."""
        state = self._board.state
        if wanted == state.wanted or state.busy or state.place is None:
            return
        self._read(_Part(state.place, wanted), number="", told=None)

    def choose(self, first: int) -> None:
        """Choose a row, by its first entry; at the last one the rest of the day is read on."""
        state = self._board.state
        if first == state.chosen:
            return
        # What is being verified is told where it began.
        aside = state.aside if state.done is not None else "act"
        self._open(first, chosen=first, opened=None, aside=aside, number="", reason=None, words="")
        if state.rows and first == state.rows[-1].first:
            self.read_on()

    def read_on(self) -> None:
        """Read more of the day, where there is more; asked for twice, it is read once."""
        state = self._board.state
        if state.place is not None and state.more and self._reading is None:
            self._read(_Part(state.place, state.wanted, state.rows, self._rest))

    def read_again(self) -> None:
        """Read as much of the day as is shown, and the act that is chosen."""
        state = self._board.state
        if state.place is not None:
            most = max(ROWS, len(state.rows))
            self._read(_Part(state.place, state.wanted, most=most, chosen=state.chosen))

    def _go(self, place: JournalPlace) -> None:
        self._read(_Part(place, self._board.state.wanted), number="", told=None)

    def _sought(self, wanted: ActFilter) -> str:
        """Return what is looked for in words."""
        lists = self._board.state.lists
        told = [option.label for option in lists.groups if option.value == wanted.group]
        if wanted.cents is not None:
            told.append("–".join(map(format_amount, sorted(set(wanted.cents)))))
        return " · ".join([*told, *(option.label for option in lists.operators if option.value == wanted.by)])

    def _read(self, part: _Part, **changes: Any) -> None:
        """Read a part of the journal and the act that is chosen in it; until it is there, what was shown stays.

        Args:
            part: What is read; what was being read before it is not shown any more.
            changes: What is shown meanwhile.
        """
        board, self._reading = self._board, part

        def job() -> tuple[Page, OpenedAct | None]:
            asked = (part.place, part.wanted, part.rest, part.most)
            if part.before:
                return board.face.page(*asked), None
            return board.face.page_opened(*asked, part.chosen)

        def failed(failure: DeskError) -> None:
            self._reading = None
            board.refuse(failure.code, failure.params)

        board.work(job, lambda found: self._show(part, *found), failed, **changes)

    def _show(self, part: _Part, page: Page, opened: OpenedAct | None) -> None:
        board = self._board
        if part is not self._reading:
            # Something else was asked for meanwhile.
            return
        if not (page.rows or part.before) and page.rest is not None:
            # Nothing of it was in what was read for one page.
            self._read(replace(part, rest=page.rest))
            return
        self._reading, self._rest = None, page.rest
        shown: dict[str, Any] = {}
        if part.wanted != board.state.wanted:
            shown = {"wanted": part.wanted, "sought": self._sought(part.wanted)}
        # Read on, or chosen anew meanwhile: what is chosen stays.
        if not part.before and part.chosen in {None, board.state.chosen}:
            shown |= {"opened": opened, "chosen": part.chosen if opened is None else opened.first}
        rows = (*part.before, *page.rows)
        board.show(place=page.place, rows=rows, more=page.rest is not None, **shown)

    def _open(self, first: int, **changes: Any) -> None:
        """Read an act of the day; of several that were chosen meanwhile only the last is shown."""
        board, place = self._board, self._board.state.place
        if place is None:
            return

        def done(opened: OpenedAct | None) -> None:
            if board.state.chosen == first:
                board.show(opened=opened)

        board.work(lambda: board.face.opened(place, first), done, **changes)
