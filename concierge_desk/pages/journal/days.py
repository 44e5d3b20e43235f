"""Days of the journal as one leafs through them: the search within, the act that is chosen.

Source: decision 0023.
"""

from dataclasses import replace
from datetime import date

from concierge_desk.counter.texts.entry_texts import ActFilter, amounts_of
from concierge_desk.domain.money import NotAnAmount, format_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.journal.board import JournalBoard
from concierge_desk.pages.journal.face import ActRow, JournalPlace, Lists, OpenedAct, Page

ROWS = 50
"""Rows read at a time."""


class Leafing:
    """The list of the journal."""

    def __init__(self, board: JournalBoard) -> None:
        """Bind the board."""
        self._board = board
        self._latest: int | None = None
        self._rest: int | None = None

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
        if wanted != state.wanted and not state.busy:
            self._board.show(wanted=wanted, sought=self._sought(wanted))
            self._begin()

    def choose(self, first: int) -> None:
        """Choose a row, by its first entry; at the last one the rest of the day is read on."""
        state = self._board.state
        if first == state.chosen:
            return
        # What is being verified is told where it began.
        aside = state.aside if state.done is not None else "act"
        self._board.show(chosen=first, opened=None, aside=aside, number="", reason=None, words="")
        self._open()
        if state.rows and first == state.rows[-1].first:
            self.read_on()

    def read_on(self) -> None:
        """Read more of the day, where there is more."""
        state = self._board.state
        if state.more:
            self._read(self._rest, state.rows, ROWS)

    def read_again(self) -> None:
        """Read as much of the day as is shown, and the act that is chosen."""
        self._read(None, (), max(ROWS, len(self._board.state.rows)))
        self._open()

    def _go(self, place: JournalPlace) -> None:
        self._board.show(place=place, told=None)
        self._begin()

    def _begin(self) -> None:
        self._board.show(rows=(), more=False, chosen=None, opened=None, number="", told=None)
        self._read(None, (), ROWS)

    def _sought(self, wanted: ActFilter) -> str:
        """Return what is looked for in words."""
        lists = self._board.state.lists
        told = [option.label for option in lists.groups if option.value == wanted.group]
        if wanted.cents is not None:
            told.append("–".join(map(format_amount, sorted(set(wanted.cents)))))
        return " · ".join([*told, *(option.label for option in lists.operators if option.value == wanted.by)])

    def _read(self, rest: int | None, before: tuple[ActRow, ...], most: int) -> None:
        board, place, wanted = self._board, self._board.state.place, self._board.state.wanted
        if place is None:
            return
        # Asked for once: what comes puts it right.
        board.show(more=False)

        def done(page: Page) -> None:
            now, chosen = board.state.place, board.state.chosen
            if now is None or (now.first, board.state.wanted) != (place.first, wanted):
                return
            rows = (*before, *page.rows)
            self._rest = page.rest
            newest = rows[0].first if rows else None
            board.show(
                place=page.place,
                rows=rows,
                more=page.rest is not None,
                chosen=newest if chosen is None else chosen,
            )
            if not rows and page.rest is not None:
                # Nothing of it was in what was read for one page.
                self._read(page.rest, (), most)
            elif chosen is None:
                self._open()

        board.work(lambda: board.face.page(place, wanted, rest, most), done)

    def _open(self) -> None:
        """Read the act that is chosen; of several that were chosen meanwhile only the last is shown."""
        board, place, first = self._board, self._board.state.place, self._board.state.chosen
        if place is None or first is None:
            return

        def done(opened: OpenedAct | None) -> None:
            if board.state.chosen == first:
                board.show(opened=opened)

        board.work(lambda: board.face.opened(place, first), done)
