"""The counter: what was scanned or typed, as cards; the question that stands; what is sold most."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.cards.namesakes import how_many
from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.cards.order_of_cards import persons_of
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.favourites import Favourites
from concierge_desk.pages.counter.inputs import Chosen
from concierge_desk.pages.counter.missed_codes import MissedList
from concierge_desk.pages.counter.state import HandwrittenLine, State
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.empty_state import EmptyState
from concierge_desk.ui.kit.layouts import PAGE_MARGIN, REST, ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import ColumnBox, holder, is_made, show_part, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.status import Status, TodayList

if TYPE_CHECKING:
    # What nobody sees yet is loaded when it is made.
    from concierge_desk.pages.counter.arrivals import Arrivals
    from concierge_desk.pages.counter.idle.day_banner import DayBanner
    from concierge_desk.pages.counter.idle.today_panel import TodayPanel
    from concierge_desk.ui.page.card_layout import Turn
    from concierge_desk.ui.page.card_view import CardView
    from concierge_desk.ui.page.question_view import AskingPanel

_Part = TypeVar("_Part", bound=QWidget)


class CounterPage(ColumnBox):
    """Draws the front's picture, but for the visit.

    Attributes:
        chosen: A card, an act, an option or a missed code was pressed: the front's input, without its time.
        pressed: A button was pressed: the name of its key.
        favoured: A favourite was pressed, by place.
        typed: A key of a keypad on the screen was pressed: its sign.
        worded: A word of an answer was pressed: it joins what the scan line holds.
        led: The page of a service is asked for: its code.
        tiles: What is sold most; below the visit where the window is narrow.
        wanted: What must be seen now: a card or the question; for whoever scrolls.
        opened: A card is asked for, by its code: what it asks is asked at once.
        keyed: A key is pressed for her, by its name.
    """

    chosen = Signal(object)
    pressed = Signal(str)
    favoured = Signal(int)
    typed = Signal(str)
    worded = Signal(str)
    wanted = Signal(object)
    led = Signal(str)
    opened = Signal(str)
    keyed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[CardView] = []
        self._heading = Words("", "heading")
        self._opened = True
        self._missed = MissedList()
        self._sold = Words(say("Sold most"), "title")
        self._favourites = Favourites()
        self._empty = EmptyState(
            "scan", say("Ready"), say("Scan a parcel, an article or a card, or type three letters of a name.")
        )
        self._tiles = ColumnLayout(gap=1.75).put(self._sold, self._favourites)
        self.tiles = holder(self._tiles)
        # What goes with the first line stands below the tiles: nothing is drawn away under the finger that sells two.
        self._column = ColumnLayout(self, margin=PAGE_MARGIN, gap=1.75).put(
            self._heading, self._missed, self.tiles, self._empty, REST
        )
        self._connect()
        self._seen: object = None
        self._ready = self._narrow = self._idle = False
        self._lists: tuple[TodayList, ...] = ()
        self._caps: Mapping[str, str] = {}
        self._sold_most: tuple[Offer, ...] = ()
        self._acts = True

    @cached_property
    def _closed(self) -> "DayBanner":
        from concierge_desk.pages.counter.idle.day_banner import DayBanner  # noqa: PLC0415

        closed = DayBanner()
        closed.opened.connect(self.opened)
        closed.keyed.connect(self.keyed)
        return self._put(closed, self._heading)

    @cached_property
    def _written(self) -> Banner:
        return self._put(Banner("", "warning"), self._heading)

    @cached_property
    def _whom(self) -> Banner:
        return self._put(Banner("", "warning"), self._missed)

    @cached_property
    def _nothing(self) -> Banner:
        return self._put(Banner("", "plain"), self._missed)

    @cached_property
    def _rule(self) -> Banner:
        return self._put(Banner("", "warning"), self._below())

    @cached_property
    def _asking(self) -> "AskingPanel":
        from concierge_desk.ui.page.question_view import AskingPanel  # noqa: PLC0415

        panel = AskingPanel()
        panel.fold(self._narrow)
        panel.pressed.connect(self.pressed)
        panel.typed.connect(self.typed)
        panel.worded.connect(self.worded)
        panel.opted.connect(lambda place: self.chosen.emit(Chosen("option", place)))
        return self._put(panel, self._below())

    @cached_property
    def _arrivals(self) -> "Arrivals":
        from concierge_desk.pages.counter.arrivals import Arrivals  # noqa: PLC0415

        return self._put(Arrivals(), self._first_below())

    @cached_property
    def _today(self) -> "TodayPanel":
        from concierge_desk.pages.counter.idle.today_panel import TodayPanel  # noqa: PLC0415

        panel = TodayPanel()
        panel.led.connect(self.led)
        return self._put(panel, self._missed)

    def show_state(self, state: State, typed: str) -> None:
        """Draw a picture; what is the same as before is not drawn again."""
        self._show_written(state.written)
        self._show_heading(state)
        self._missed.show_codes(state)
        arrivals = state.mode == "arrivals"
        show_part(self, "_arrivals", arrivals)
        if arrivals:
            self._arrivals.show_state(state)
        offers = _offers_of(state)
        asks = state.whom and state.asking is None
        show_part(self, "_whom", asks)
        if asks:
            self._whom.tell(whose(state), "warning")
        self._show_cards(offers, state)
        self._show_under(state, typed)
        show_part(self, "_nothing", bool(state.nothing) and state.asking is None)
        if state.nothing:
            self._nothing.tell(state.nothing, "plain")
        idle = not offers and state.asking is None and not arrivals and not state.nothing
        self.tiles.setVisible(idle and bool(state.favourites))
        self._idle = idle and not state.heading
        self._show_today()
        self._sold_most = state.favourites
        self._favourites.show_offers(state.favourites)
        self._ready = idle and not state.heading and state.paid is None and not state.lines
        self._show_ready()
        self._want(offers, state)

    def show_typed(self, typed: str) -> None:
        """Show what a number in the scan line would answer."""
        if self._asks():
            self._asking.show_typed(typed)
            QTimer.singleShot(0, self, self._want_marked)

    def show_slash(self, acts: bool) -> None:
        """Show whether `/` acts on the chosen card now, or looks up what stands in the line."""
        if acts is not self._acts:
            self._acts = acts
            for card in self._cards:
                card.fade_keys(not acts)

    def show_status(self, status: Status) -> None:
        """Say that no day takes acts, and what to do about it."""
        self._opened = status.open
        show_part(self, "_closed", not status.open)
        if not status.open:
            self._closed.show_status(status)
        self._lists = status.today
        self._show_today()
        self._show_ready()

    def show_keys(self, caps: Mapping[str, str]) -> None:
        """Show with which key a page opens, by its code, where it is led to."""
        self._caps = caps
        self._show_today()

    def _show_today(self) -> None:
        """Show what waits while nothing else is asked; it stays with the first line, so that no tile moves for that."""
        shown = self._idle and bool(self._lists)
        show_part(self, "_today", shown)
        if shown:
            self._today.show_lists(self._lists, self._caps)

    def fold(self, narrow: bool) -> None:
        """Leave the tiles to whoever lays them below the visit, or show them at the end."""
        self._narrow = narrow
        if is_made(self, "_asking"):
            self._asking.fold(narrow)
        if not narrow and self._column.indexOf(self.tiles) < 0:
            self._column.insertWidget(self._column.indexOf(self._empty), self.tiles)
        self._tiles.set_margin((2.5, 0, 2.5, 2.5) if narrow else 0)
        self._show_ready()

    def _connect(self) -> None:
        self._favourites.chosen.connect(self.favoured)
        self._missed.seen.connect(lambda: self.chosen.emit(Chosen("missed", 0)))

    def _put(self, part: _Part, before: QWidget) -> _Part:
        """Lay out a part that was just made, and leave it hidden."""
        part.hide()
        self._column.insertWidget(self._column.indexOf(before), part)
        return part

    def _below(self) -> QWidget:
        """Return what stands below the cards."""
        return self._arrivals if is_made(self, "_arrivals") else self._first_below()

    def _first_below(self) -> QWidget:
        """Return what stands below the cards from the start: the tiles, where they are not below the visit."""
        return self.tiles if self._column.indexOf(self.tiles) >= 0 else self._empty

    def _asks(self) -> bool:
        return is_made(self, "_asking") and self._asking.isVisibleTo(self)

    def _show_written(self, written: HandwrittenLine | None) -> None:
        """Say at the top what is entered now; begun, it is seen however far down the question before it stood."""
        begun = written is not None and not (is_made(self, "_written") and self._written.isVisibleTo(self))
        show_part(self, "_written", written is not None)
        if written is not None:
            self._written.tell(written_words(written), "warning")
        if begun:
            QTimer.singleShot(0, self, lambda: self.wanted.emit(self._written))

    def _show_heading(self, state: State) -> None:
        heading = state.heading
        if state.mode == "arrivals":
            heading = say("Arrival of the bag")
        elif state.asking is not None and not heading:
            heading = state.asking.offer.title
        show_text(self._heading, heading)

    def _show_cards(self, offers: tuple[Offer, ...], state: State) -> None:
        if not (offers or self._cards):
            return
        from concierge_desk.ui.page.card_view import Dress  # noqa: PLC0415

        while len(self._cards) < len(offers):
            self._add_card()
        asked = state.asking is not None
        none = state.whom and not asked
        several = none or how_many(persons_of(offers)) > 1
        for place, card in enumerate(self._cards):
            if place >= len(offers):
                card.hide()
                continue
            selected = asked or place == state.selected
            act = state.act if selected else 0
            above = place < state.selected and not none
            turn = self._turn(state, place, above=above, none=none) if several else None
            card.show_offer(offers[place], Dress(selected, act, above, asked, turn))
            card.show()

    def _turn(self, state: State, place: int, *, above: bool, none: bool) -> "Turn":
        """Return what leads to a card among those of several people: it is chosen, nothing is handed over."""
        from concierge_desk.ui.page.card_layout import Turn  # noqa: PLC0415

        label = say("Choose")
        if not none:
            return Turn(label, ("↑" if above else "↓",))
        # While a word stands in the line, a number would be a part of it.
        return Turn(label, () if state.typing else (str(place + 1), "/"))

    def _add_card(self) -> None:
        from concierge_desk.ui.page.card_view import CardView  # noqa: PLC0415

        card, place = CardView(), len(self._cards)
        card.chosen.connect(lambda: self.chosen.emit(Chosen("card", place)))
        card.acted.connect(lambda act: self.chosen.emit(Chosen("act", act)))
        card.reached.connect(lambda: self.chosen.emit(Chosen("act", 0, card=place)))
        card.seen.connect(lambda document: self.chosen.emit(Chosen("document", document)))
        card.fade_keys(not self._acts)
        self._cards.append(card)
        self._column.insertWidget(self._column.indexOf(self._below()), card)

    def _show_under(self, state: State, typed: str) -> None:
        """Place the rule and the question right under the card they belong to."""
        offer = state.asking.offer if state.asking is not None else state.offer
        rule = offer.rule if offer is not None else ""
        place = 0 if state.asking is not None else state.selected
        if rule and rule != self._rule.text():
            self._rule.tell(rule, "warning")
        show_part(self, "_rule", bool(rule))
        show_part(self, "_asking", state.asking is not None)
        if state.asking is not None:
            self._asking.show_asking(state.asking, typed)
        if offer is not None and place < len(self._cards):
            parts = [getattr(self, part) for part in ("_rule", "_asking") if is_made(self, part)]
            self._follow(self._cards[place], *parts)

    def _follow(self, card: "CardView", *parts: QWidget) -> None:
        after: QWidget = card
        for part in parts:
            if self._column.indexOf(part) != self._column.indexOf(after) + 1:
                self._column.removeWidget(part)
                self._column.insertWidget(self._column.indexOf(after) + 1, part)
            after = part

    def _show_ready(self) -> None:
        # Above the tiles it would push them down, and go with the first line.
        above = (self._narrow and bool(self._sold_most)) or bool(self._lists)
        self._empty.setVisible(self._ready and self._opened and not above)

    def _want_marked(self) -> None:
        marked = self._asking.marked() if self._asks() else None
        if marked is not None:
            self.wanted.emit(marked)

    def _want(self, offers: tuple[Offer, ...], state: State) -> None:
        wanted = state.asking if state.asking is not None else state.offer
        if wanted is self._seen or wanted is None:
            self._seen = wanted
            return
        self._seen = wanted
        part: QWidget = self._asking if state.asking is not None else self._cards[state.selected]
        # Once it is laid out: only then is known where it stands.
        QTimer.singleShot(0, self, lambda: self.wanted.emit(part))


def written_words(written: HandwrittenLine) -> str:
    """Return what is entered now, and how it is left."""
    return say("Entry from the paper sheet: {moment}. Esc leaves it.", moment=written.words)


def whose(state: State) -> str:
    """Return why nothing is chosen, and what chooses."""
    names = how_many(persons_of(state.offers))
    told = N_("Nothing is chosen: read the name, then type the number of the card and /.")
    if names <= 1 and any(offer.together for offer in state.offers):
        told = N_("Nothing is chosen: type the number of the card and /, or choose it with an arrow.")
    elif state.veiled:
        told = N_(
            "Nothing is chosen, and names are hidden: F11 twice shows them. Else the number of the card and /."
        )
    elif names > 1 and state.typing:
        told = N_(
            "{count} different names wait under “{text}”: nothing is chosen. Press /, it asks which one."
        )
    elif names > 1:
        told = N_(
            "{count} different names wait under “{text}”. Read the first name on the document, then type the"
            " number of the card and /. None of them: Esc."
        )
    return say(told, count=names, text=state.heading)


def _offers_of(state: State) -> tuple[Offer, ...]:
    """Return the cards to draw: while a question stands, the one it is about alone."""
    return (state.asking.offer,) if state.asking is not None else state.offers
