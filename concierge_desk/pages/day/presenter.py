"""Presenter of the day's page: what its keys do, as the day stands; the evening at the drawer is the rest of it.

Source: decisions 0021, 0026.
"""

from collections.abc import Callable, Mapping

from concierge_desk.counter.core import drawer_cards
from concierge_desk.counter.core.day_cards import CLOCK, OPENING
from concierge_desk.counter.core.remit_cards import REMIT
from concierge_desk.domain.override import override
from concierge_desk.pages.day.actions import CLOSING, OVERVIEW, DayAction, offered
from concierge_desk.pages.day.evening import Evening
from concierge_desk.pages.day.face import DayFace, DaySummary
from concierge_desk.pages.day.state import EveningState, can_compare
from concierge_desk.ui.actions import Actions
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter
from concierge_desk.ui.presenter.request import PARKED, PageRequest


class DayPresenter(PagePresenter[EveningState, DayAction]):
    """Presenter of the day: what the page shows and what its keys do, without the window.

    Attributes:
        evening: The closing, step by step, and the opening.
    """

    def __init__(
        self, face: DayFace, host: PageHost, copies: str, changed: Callable[[EveningState], None]
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            copies: Code of the page where older copies are.
            changed: Draws the picture.
        """
        self._host = host
        self._copies = copies
        self._stopped = False
        self.evening = Evening(face, host.run, host.long, changed)

    @property
    @override
    def actions(self) -> Actions[DayAction]:  # type: ignore[override]  # the closing has its own
        """While the day is closed, the closing's."""
        return CLOSING if self.state.is_open else OVERVIEW

    @property
    @override
    def state(self) -> EveningState:
        return self.evening.state

    @override
    def look(self) -> None:
        self.evening.look()

    @override
    def begin(self) -> None:
        """One key leads to the closing; the day's figures are one Esc further."""
        self.evening.look(then=self._go_on)

    @override
    def refresh(self) -> None:
        self.evening.look(beside=True)

    follow = refresh

    @override
    def press(self, name: DayAction) -> bool:
        if name in {"cash", "break", "remit"}:
            return self._open_card(name)
        self._does[name](self)
        return True

    @override
    def scan(self, code: str) -> bool:
        """See a thing that is looked for; anything else is for the counter."""
        return self.evening.there.scan(code)

    @override
    def step_back(self) -> bool:
        return self.evening.back()

    @override
    def leave(self) -> None:
        """What was told here is over; a closing that was only looked at is none that is under way."""
        if self.state.is_only_looked_at:
            self.evening.back()
        self.evening.forget()

    @override
    def stop(self) -> None:
        self.evening.keep_typed()
        self._stopped = True

    def keep_typed(self) -> None:
        """Write down what was typed so far, as long as the window is open."""
        if not self._stopped:
            self.evening.keep_typed()

    @override
    def tick(self) -> None:
        """A stick is waited for at the last step."""
        self.evening.look_for_sticks()

    def _forward(self) -> None:
        if self._asks_date():
            self._host.ask(PageRequest(card=OPENING))
        else:
            self.evening.forward()

    _does: Mapping[DayAction, Callable[["DayPresenter"], object]] = {
        "forward": _forward,
        "compare": lambda self: self._compare(),
        "back": step_back,
        "recount": lambda self: self.evening.recount(),
        "reason": lambda self: self.evening.ask_reason(),
        "all_here": lambda self: self._all_here(),
        "older_copies": lambda self: self._host.open(self._copies),
        "resume": lambda self: self._host.ask(PageRequest(card=PARKED)),
        "passage": lambda self: self._host.count_in(),
    }

    def _all_here(self) -> None:
        """Tick whatever is asked for now: the cheques, or what a service keeps."""
        self.evening.check.tick_all()
        self.evening.there.tick_all()

    def _compare(self) -> None:
        """Hold the day against what somebody else counted; the closing goes on where it stood."""
        if can_compare(self.state):
            self._host.ask(PageRequest(card=self.state.sheet.compares))

    def _go_on(self) -> None:
        sheet = self.state.sheet
        if sheet.open and not self.state.is_open and not sheet.doubt:
            self.evening.forward()

    def _open_card(self, name: DayAction) -> bool:
        """Open at the counter what is done with the day; False where it cannot be done now."""
        sheet = self.state.sheet
        can = name in offered(sheet)
        if can:
            self._host.ask(PageRequest(card=_card(name, sheet)))
        return can

    def _asks_date(self) -> bool:
        """Say whether a day would be opened whose date somebody has to choose first."""
        sheet = self.state.sheet
        owed = sheet.step == "report"
        return bool(sheet.doubt) and sheet.to_open and not (self.state.is_open or self.state.busy or owed)


def _card(name: DayAction, sheet: DaySummary) -> str:
    """Return the card that a key of the page opens, as the day stands."""
    if name == "cash":
        return drawer_cards.MOVE
    if name == "remit":
        return REMIT
    if sheet.doubt:
        # A day that was left open is not opened anew: its clock is set right.
        return CLOCK
    return OPENING if sheet.reopens else drawer_cards.BREAK
