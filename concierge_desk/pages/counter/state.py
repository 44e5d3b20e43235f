"""State of the counter: one unmoving picture after another, drawn by the window as it is.

Source: docs/contract.md, "Operation"; decision 0019.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.cards.order_of_cards import persons_of
from concierge_desk.pages.counter.face import Means
from concierge_desk.pages.counter.paid import Paid
from concierge_desk.ui.presenter.asking import Asking, Sought, Undo
from concierge_desk.ui.presenter.prices import NOTHING, Priced, PricedLine
from concierge_desk.ui.presenter.told import Message

Mode: TypeAlias = Literal["counter", "arrivals"]


@dataclass(frozen=True, slots=True)
class Paying:
    """Money that is being taken by another means than cash.

    Attributes:
        means: Ways to pay, chosen by number.
        cents: What is paid by it.
        selected: Place of the one that is confirmed next.
        amounts: What is paid by each, where each is a payee's part; empty where all of them pay the same.
        follows: It was offered after another part was taken: cash may be taken instead without leaving it.
        back: It is given back, by any of the means.
    """

    means: tuple[Means, ...]
    cents: int
    selected: int = 0
    amounts: tuple[int, ...] = ()
    follows: bool = False
    back: bool = False

    def cents_by(self, place: int) -> int:
        """Return what is paid by one of the ways."""
        return self.amounts[place] if self.amounts else self.cents


@dataclass(frozen=True, slots=True)
class Part:
    """Part of the sum to be paid by another means, before the rest is taken.

    Attributes:
        means: By which.
        cents: How much; below nothing what is given back.
        details: What was noted of a cheque, by field; a cut loses it.
    """

    means: Means
    cents: int
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HandwrittenLine:
    """Line of a paper sheet that is entered now.

    Attributes:
        code: Its code.
        at: When it happened: the local minute, in ISO form.
        words: The same, as it is said.
    """

    code: str
    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose the visit is.

    Attributes:
        card: By which the desk knows the person: a card, or the key.
        name: As it is shown.
        visit: Code of the visit; of another one it says nothing.
    """

    card: str
    name: str
    visit: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """A code that nobody knew, or that could not be acted on: listed until it was seen.

    Attributes:
        code: As it was scanned.
        text: Why, in a sentence.
        times: How often it was scanned.
    """

    code: str
    text: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class State:
    """Everything the counter page shows.

    Attributes:
        mode: The counter, or the arrivals of the carrier's bag.
        heading: What was scanned or typed, above the cards; empty where nothing was.
        nothing: Why no card stands under it, in a sentence; empty where one does.
        offers: Cards, the most urgent first.
        selected: Place of the chosen card; beyond the last where none is chosen.
        act: Place of its chosen act; beyond the last where none is chosen.
        sought: How the cards were found.
        past: A visit ended since they were: whose they are is not whoever stands there now.
        typing: The cards are what goes by a word that the scan line still holds.
        favourites: What is sold most, by Shift and a function key.
        asking: The act that is being asked for.
        paying: Another means that is being chosen.
        giving: What is given in cash is being pressed, by notes and figures.
        parts: What is paid by other means already, of the visit at the counter.
        visit: Code of the visit at the counter; None while nobody is served.
        priced: Its lines and money.
        line: Place of the line that `−` takes away; the last one by default.
        paid: Money that was taken or given back last.
        papers: Those of the act that was done last and stands alone, until something else is looked up.
        told: The last sentence.
        undo: What F9 takes back.
        kept: Why F9 does not take back what was done last, in a sentence; empty where it does, or nothing was done.
        missed: Codes that were not seen yet.
        waiting: Codes that were scanned during a question: read when it is answered.
        parked: Visits set aside.
        written: Line of a paper sheet on which stood what is done now; None where it happens now.
        busy: The desk is at work: what is typed now waits its turn. Nothing of the picture: no part of it is drawn
            otherwise meanwhile.
        text: What the scan line is to hold; read with `text_serial`.
        text_serial: Grows when the front changes the text itself.
        shown: Paper to show on the screen, as a file; None where there is none.
        arrived: What was taken in from the bag, the last one first.
        running: What the run of arrivals goes into, the one meant first.
        veiled: Names and numbers are left out of it.
        served: Whose the visit was said to be last; see `whose_visit`.
    """

    mode: Mode = "counter"
    heading: str = ""
    nothing: str = ""
    offers: tuple[Offer, ...] = ()
    selected: int = 0
    act: int = 0
    sought: Sought | None = None
    past: bool = False
    typing: bool = False
    favourites: tuple[Offer, ...] = ()
    asking: Asking | None = None
    paying: Paying | None = None
    giving: bool = False
    parts: tuple[Part, ...] = ()
    visit: str | None = None
    priced: Priced = NOTHING
    line: int | None = None
    paid: Paid | None = None
    papers: tuple[str, ...] = ()
    told: Message | None = None
    undo: Undo | None = None
    kept: str = ""
    missed: tuple[Missed, ...] = ()
    waiting: tuple[str, ...] = ()
    parked: int = 0
    written: HandwrittenLine | None = None
    busy: bool = field(default=False, compare=False)
    text: str = ""
    text_serial: int = 0
    shown: str | None = None
    arrived: tuple[str, ...] = ()
    running: tuple[Offer, ...] = ()
    veiled: bool = False
    served: Whom | None = None

    @property
    def whose_visit(self) -> Whom | None:
        """Whose the visit at the counter is; None where nobody said."""
        served = self.served
        return served if served is not None and served.visit == self.visit else None

    @property
    def lines(self) -> tuple[PricedLine, ...]:
        """Lines of the visit."""
        return self.priced.lines

    def is_sought_by(self, number: str) -> bool:
        """Say whether a number is the end by which what is shown was found: it is no answer then."""
        return bool(number) and self.typing and self.sought is not None and self.sought.text == number

    @property
    def rests(self) -> bool:
        """Nothing is shown, asked or paid that Enter may be meant for."""
        return not (self.offers or self.asking or self.paying or self.giving or self.shown or self.missed)

    @property
    def rest_cents(self) -> int:
        """Sum still to be paid."""
        return self.priced.rest_cents - sum(part.cents for part in self.parts)

    @property
    def offer(self) -> Offer | None:
        """The chosen card; None where none is."""
        return self.offers[self.selected] if self.selected < len(self.offers) else None

    @property
    def whom(self) -> bool:
        """Whether somebody's things are shown and it is still to be said whose are meant."""
        return self.selected >= len(self.offers) and bool(persons_of(self.offers))

    @property
    def chosen(self) -> OfferedAct | None:
        """The chosen act of the chosen card."""
        offer = self.offer
        return offer.acts[self.act] if offer is not None and self.act < len(offer.acts) else None
