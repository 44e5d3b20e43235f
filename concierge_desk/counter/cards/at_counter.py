"""Part that a service has in the counter: what it finds, lists, offers behind doors; cards themselves are `offers`.

Source: docs/contract.md, "One act, file by file"; decision 0019.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from concierge_desk.counter.cards.closing_count import ClosingCount
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.cards.taken_days import TakenDays
from concierge_desk.counter.rows import Rows

if TYPE_CHECKING:
    from concierge_desk.counter.cards.served import Served

Search: TypeAlias = Callable[[Rows, str, Now], tuple[Offer, ...]]
Showing: TypeAlias = Callable[[Rows, Now], tuple[Offer, ...]]


def no_offers(_rows: Rows, _text: str, _now: Now) -> tuple[Offer, ...]:
    """Offer nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class MorningList:
    """A list of the morning: things that are all waiting for the same to be done.

    Attributes:
        label: English source of its name.
        act: Command that it stands for: it is chosen on the cards of its things. Empty where the first act is.
        beside: Its things are none that lie in the shop: `day morning` tells it beside the lists of those.
        leads: Code of the card that it leads to, where that is another one than `AtCounter.leads`.
        rare: It is told only while something stands in it.
    """

    label: str
    act: str = ""
    beside: bool = False
    leads: str = ""
    rare: bool = False


def no_things(_rows: Rows, _people: Sequence[str], _now: Now) -> tuple[Offer, ...]:
    """Have nothing of anybody."""
    return ()


def nobody_served(_rows: Rows, _code: str, _now: Now) -> "tuple[Served, ...]":
    """Know no person by a code."""
    return ()


@dataclass(frozen=True, slots=True)
class Door:
    """Way to what can be done whoever stands there.

    Attributes:
        code: What a page opens it by: ``<service>.<name>``.
        label: English source: what its button says.
        words: English source of the words that it goes by, parted by spaces: all that people try.
        offers: (rows, now) -> the cards behind it; none where it is of no use now.
    """

    code: str
    label: str
    words: str
    offers: Showing


@dataclass(frozen=True, slots=True)
class AtCounter:
    """A service's part of the counter.

    Attributes:
        found: (rows, code, now) -> what a code is, scanned or typed whole; exact, never "as if".
        named: (rows, text, now) -> what goes by a name or a word typed; the most likely first.
        awaited: (rows, name, now) -> what is open for whoever is named, `MOST_OFFERS` at most; never what is over or kept.
        arrives: (rows, code, now) -> how a code of the carrier's bag is taken in, in a run of scans.
        running: (rows, now) -> what a run of scans goes into, the one meant first.
        favourites: (rows, now) -> what is sold most, each by a key; the order never changes by itself.
        waiting: (rows, now) -> how many things wait, for the rail.
        shelf: (rows, now) -> all that waits, and what is `Offer.away`, most urgent first, for the service's page.
        words: English source of the words that its page goes by, parted by spaces; empty for none.
        lists: Its lists of the morning, by code, in their order: what is `Offer.due` stands in them.
        morning: (rows, now) -> what lies on no shelf and is due, such as a slip to sign, or has an `Offer.incident`, such
            as a complaint; None where nothing is.
        owners: English source of the name of the order by `Offer.owner`; empty where everything is one owner's.
        collector: English source of what whoever takes things away from the shelf is called; empty where nobody comes.
        misses: Command that says that a thing on the shelf cannot be found, was found again, is damaged; empty without.
        doors: What can be done whoever stands there, in the order of its buttons.
        settings: (rows, now) -> what of it is set up: cards whose acts change how the service works from now on, none
            of them charged.
        free_places: (rows) -> its places on which nothing lies, in the order they are filled.
        compares: Code of the door behind which a day is held against what somebody else counted; empty for none.
        leads: Code of the card that its lists of the morning lead to, where it has no page.
        served: (rows, code, now) -> who is served by a person's card, the others for whom things may be given to that one.
        theirs: (rows, keys, now) -> the open things of somebody, by the keys that parties are tied to.
        follows: (rows, what an act answered, now) -> what that act leaves to be done at once; a first act that is charged
            and asks nothing becomes lines of the visit.
        days: (rows, now, first day, last day) -> which of its things are taken on these days, for its calendar; None where
            its things have no days.
        counts: What is counted before a day is closed, each a step of the closing.
        then: (charged act) -> by what the card is found that is shown once it is paid: what was paid is handed over.
    """

    found: Search = no_offers
    named: Search = no_offers
    awaited: Search = no_offers
    arrives: Search = no_offers
    running: Showing | None = None
    favourites: Showing | None = None
    waiting: Callable[[Rows, Now], int] | None = None
    shelf: Showing | None = None
    words: str = ""
    lists: Mapping[str, MorningList] = field(default_factory=dict)
    morning: Showing | None = None
    owners: str = ""
    collector: str = ""
    misses: str = ""
    doors: tuple[Door, ...] = ()
    settings: Showing | None = None
    free_places: Callable[[Rows], tuple[str, ...]] | None = None
    compares: str = ""
    leads: str = ""
    served: "Callable[[Rows, str, Now], tuple[Served, ...]]" = nobody_served
    theirs: Callable[[Rows, Sequence[str], Now], tuple[Offer, ...]] = no_things
    follows: Search = no_offers
    days: TakenDays | None = None
    counts: tuple[ClosingCount, ...] = ()
    then: Callable[[Mapping[str, Any]], str] = field(default=lambda _act: "")

    @property
    def has_page(self) -> bool:
        """It has a page in the window: of its shelf, of its lists of the morning or of its doors alone."""
        return self.keeps or bool(self.doors)

    @property
    def keeps(self) -> bool:
        """Something may wait with it."""
        return self.shelf is not None or bool(self.lists)
