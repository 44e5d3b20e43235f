"""Status of a desk: what the frame of the window shows all day.

Source: decision 0019.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChipText:
    """A short state at the top: text and tone (``good``, ``warning``, ``bad``, ``plain``)."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class LastTicket:
    """The ticket of the open day that was settled last: its number, what it came to, the hour as it is shown."""

    number: str
    due_cents: int
    hour: str


@dataclass(frozen=True, slots=True)
class TodayList:
    """A list of the morning that holds something; no name stands in it.

    Attributes:
        service: Code of the page that it leads to, its service's; of a card, where it has none.
        label: What is to be done, in the language asked.
        count: How many things are in it, 1 or more.
        places: Where the first of them lie, the most urgent first.
        tag: Of the most urgent one: a few words that matter most, such as until when; empty without.
        tone: Of the tag: ``good``, ``warning``, ``bad``, ``plain``.
    """

    service: str
    label: str
    count: int
    places: str
    tag: str
    tone: str


@dataclass(frozen=True, slots=True)
class Status:
    """Status of the desk that the window's frame shows all day.

    Attributes:
        shop: Name of the shop.
        operator: Name of whoever is at the counter.
        day: Whether the day is open, and until when.
        backup: Age of the last good copy.
        open: A day is open that takes acts.
        practice: Everything is an exercise.
        waiting: By service code, how many things wait.
        parked: Visits set aside.
        to_close: A day is open that is to be closed before anything else.
        last: The ticket that was settled last; None where the open day has none.
        sets_up: It may be left for a real shop that is to be set up: it is none itself.
        real_there: That real shop is there already.
        closing: A closing was begun, and not finished yet.
        queued: Place of the paper that was queued for the printer last, and of the pulse for its drawer, added up:
            another number, something new to be sent.
        spools: There was a printer when papers were last looked after.
        sheets: A kind of sheet is printed by itself, or one was being handed to its queue when that was last looked at.
        closed: Number of today's closing; empty while today is not closed.
        doubt: What the PC says and where the journal stops, where a day cannot be opened before somebody says which
            date is right; empty while they agree.
        today: What is to be done today, what is late first.
        lesson: What is to be done in the lesson that is under way, in one line; empty where none is.
        journal: Something was found that does not hold; None where nothing was.
        delivers: A report is to leave now.
        undelivered: That reports stand still until somebody sees to them; None where none does.
        off: Codes of the pages that lead nowhere: their service is switched off, and holds nothing any more.
        unused: Codes of the pages that have no place in the rail yet: their service was never used.
        lock_after_s: Seconds without input after which names are covered; 0 where they never are.
    """

    shop: str
    operator: str
    day: ChipText
    backup: ChipText
    open: bool
    practice: bool
    waiting: Mapping[str, int]
    parked: int
    to_close: bool = False
    last: LastTicket | None = None
    sets_up: bool = False
    real_there: bool = False
    closing: bool = False
    queued: int = 0
    spools: bool = False
    sheets: bool = False
    closed: str = ""
    doubt: str = ""
    today: tuple[TodayList, ...] = ()
    lesson: str = ""
    journal: ChipText | None = None
    delivers: bool = False
    undelivered: ChipText | None = None
    off: frozenset[str] = frozenset()
    unused: frozenset[str] = frozenset()
    lock_after_s: int = 0

    @property
    def enter_opens(self) -> bool:
        """Enter alone asks for the opening of a day: never for that of a closed one once more."""
        return not (self.open or self.to_close or (self.closed and not self.doubt))
