"""Presenter of a calendar: the days that are shown, the rows that are left, the cell that is chosen, its card.

Source: decision 0095.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.cards.taken_days import TakenRow
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.calendar.actions import ACTIONS, CalendarAction
from concierge_desk.pages.calendar.face import CalendarFace, CalendarSheet
from concierge_desk.pages.calendar.state import FORTNIGHT, LIST, CalendarState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.request import PageRequest

_WEEK = 7


class CalendarPresenter(PagePresenter[CalendarState, CalendarAction]):
    """Presenter of a calendar: what the page shows and what its keys do, without the window."""

    actions = ACTIONS
    writes = False

    def __init__(
        self,
        face: CalendarFace,
        service: str,
        host: PageHost,
        changed: Callable[[CalendarState], None],
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            service: Code of the service whose calendar it is.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face = face
        self._service = service
        self._host = host
        self._picture = Presenter(face, CalendarState(), host.run, changed)
        self._first: date | None = None
        self._count = FORTNIGHT

    @override
    def look(self) -> None:
        """The calendar begins with today; what was typed, opened or told before is over."""
        self._first = None
        self._picture.show(typed="", late_alone=False, card=None, told=None, day="")
        self.refresh()

    @override
    def refresh(self) -> None:
        """What is shown stays where it is, as far as it is still true."""
        self._read(self.state.day)

    @override
    def leave(self) -> None:
        """Nobody's name stays on a page that is left."""
        self._picture.show(card=None)

    @override
    def press(self, name: CalendarAction) -> bool:
        self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        steps = self.state.steps_back
        self.press("back")
        return steps

    def choose(self, key: str, day: str) -> None:
        """Choose a day of a row."""
        if (key, day) != (self.state.at, self.state.day):
            self._picture.show(at=key, day=day, told=None)

    def open(self, key: str, day: str) -> None:
        """Open the card of a day of a row."""
        self.choose(key, day)
        self._open()

    def go_on(self, step: int) -> None:
        """Go on over the edge of what is shown: a week further, a day further.

        Args:
            step: 1 to the next day, -1 to the one before.
        """
        self._move(step * _WEEK, step)

    def take_room(self, count: int) -> None:
        """Show as many days as there is room for."""
        if count != self._count:
            self._count = count
            if self.state.known or self.state.busy:
                self.refresh()

    def act_on(self, place: int) -> None:
        """Ask for an act of the open card at the counter, by its place."""
        card = self.state.card
        if card is not None and place < len(card.acts):
            self._ask(card, place)

    def type(self, text: str) -> None:
        """Take a letter or a figure: rows in which it stands are left."""
        self._filter(typed=self.state.typed + text)

    def erase(self) -> None:
        """Take the last letter back."""
        self._filter(typed=self.state.typed[:-1])

    # Keys

    def _open(self) -> None:
        self._with_card(lambda _card: None)

    def _act(self) -> None:
        self._with_card(lambda card: self._ask(card, 0) if card.acts else None)

    def _late(self) -> None:
        if self.state.late or self.state.late_alone:
            self._filter(late_alone=not self.state.late_alone)
        else:
            self._picture.remark(N_("Nothing is late."), "good")

    def _back(self) -> None:
        if self.state.card is not None:
            self._picture.show(card=None, told=None)
        elif self.state.typed:
            self._filter(typed="")
        elif self.state.late_alone:
            self._filter(late_alone=False)

    def _today(self) -> None:
        self._first = None
        self._read("")

    def _list(self) -> None:
        self._host.open(LIST)

    _does: Mapping[CalendarAction, Callable[["CalendarPresenter"], None]] = {
        "open": _open,
        "act": _act,
        "before": lambda self: self._move(-_WEEK, -_WEEK),
        "today": _today,
        "after": lambda self: self._move(_WEEK, _WEEK),
        "late": _late,
        "list": _list,
        "back": _back,
    }

    # The card

    def _with_card(self, then: Callable[[Offer], None]) -> None:
        """Go on with the card of what is chosen, once it is open."""
        state, face = self.state, self._face
        row, of = state.row, (state.at, state.day)
        if row is None:
            return
        if state.card is not None and state.card_day == of:
            then(state.card)
            return
        code = f"{row.card}{state.day}"

        def found(card: Offer | None) -> None:
            if card is None:
                self._picture.remark(N_("This is not there any more."), "warning")
                self.refresh()
            else:
                self._picture.show(card=card, card_day=of, told=None)
                then(card)

        self._picture.work(lambda: face.card(code), found)

    def _ask(self, card: Offer, place: int) -> None:
        act = card.acts[place]
        if act.paper:
            self._host.ask(PageRequest(paper=act.paper))
        else:
            self._host.ask(PageRequest(card=card.ref, act=act.do, begins=True))

    # The days

    def _move(self, days: int, step: int) -> None:
        """Show the days so many further, and choose the day so many further."""
        shown = self.state.sheet.days
        if shown:
            self._first = date.fromisoformat(shown[0].day) + timedelta(days=days)
            day = date.fromisoformat(self.state.day or shown[0].day) + timedelta(days=step)
            self._read(day.isoformat())

    def _read(self, day: str) -> None:
        face, service, first, count = self._face, self._service, self._first, self._count

        def done(sheet: CalendarSheet) -> None:
            days = [one.day for one in sheet.days]
            now = next((one.day for one in sheet.days if one.is_today), days[0])
            self._picture.show(known=True, sheet=sheet, day=day if day in days else now)
            self._filter()
            self._follow_card()

        self._picture.work(lambda: face.days_of(service, first, count), done)

    def _follow_card(self) -> None:
        """Read the open card anew: it was acted on meanwhile."""
        state, face = self.state, self._face
        if state.card is not None:
            code = state.card.ref
            self._picture.work(lambda: face.card(code), lambda card: self._picture.show(card=card))

    def _filter(self, **changes: object) -> None:
        """Show the rows that are left; the chosen one stays, else the first one is chosen."""
        self._picture.show(**changes)
        state = self.state
        rows = tuple(row for row in state.sheet.rows if _is_left(row, state))
        at = state.at if any(row.key == state.at for row in rows) else rows[0].key if rows else ""
        self._picture.show(rows=rows, at=at)


def _is_left(row: TakenRow, state: CalendarState) -> bool:
    if state.late_alone and not row.late:
        return False
    return not state.typed or _plain(state.typed) in _plain(f"{row.kind} {row.title} {row.number}")


def _plain(text: str) -> str:
    return "".join(plain_words(text))
