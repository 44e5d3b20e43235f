"""Part of a service in the demo: its own acts, the wishes of its customers, a memory of what it did.

The demo lives plausible days through the counter's own commands. A service says what happens at its shelf;
the counter serves the queue, takes the money and closes the day; neither knows the other.

Source: docs/contract.md, "Services and the registry", "Words"; docs/trade.md, "Sessions of the week".
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any, Generic, TypeAlias, TypeVar

from concierge_desk.domain.calendar import OpeningCalendar, Slot

M = TypeVar("M")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DemoAct:
    """One command that somebody gives at the counter.

    Attributes:
        do: Its name.
        fields: Its own fields, neither ``op`` nor ``do``.
        refused: Code of the refusal it expects; None when it is to be accepted.
        certain: False where the expected refusal may just as well not come.
        taken_back: Reason for which it is taken back at once: the act was a slip of the finger.
        evening: It waits until the last customer of the session has gone.
        not_before: It waits for this instant.
    """

    do: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    refused: str | None = None
    certain: bool = True
    taken_back: str | None = None
    evening: bool = False
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class DemoAnswer:
    """Answer of the counter to an act of the demo.

    Attributes:
        refused: Code of the refusal; None when the act was accepted.
        params: What its sentence is filled with.
        entries: Places of its entries in the journal.
        ticket: Number of the ticket it made.
        result: What a caller needs next.
        drawer_cents: Cash that should lie in the drawer now, whichever service moved it.
    """

    refused: str | None
    params: Mapping[str, Any]
    entries: tuple[int, ...]
    ticket: str | None
    result: Mapping[str, Any]
    drawer_cents: int = 0


Acts: TypeAlias = Generator[DemoAct, DemoAnswer, None]
"""Acts one after the other; each is answered before the next is given."""


def paid_by_card(acts: Sequence[Mapping[str, Any]]) -> Acts:
    """Pay acts by card, whatever they come to."""
    told = yield DemoAct("till.settle", {"acts": acts, "payments": []}, refused="till.underpaid")
    card = {"means": "card", "cents": int(told.params["due_cents"])}
    yield DemoAct("till.settle", {"acts": acts, "payments": [card]})


@dataclass(frozen=True, slots=True)
class Wish:
    """A charged act that a customer asks for; it costs something.

    Attributes:
        act: As in the ``acts`` of ``till.settle``.
        returnable: The customer may come back with it.
        own: It is the shop's own money, though the service has a principal.
        once: It is paid once: nobody asks for it while a visit that holds it is set aside.
    """

    act: Mapping[str, Any]
    returnable: bool = False
    own: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Names of the demo's people, and their words: all invented, and plainly so.

    Attributes:
        people: Names of people.
        companies: Names of companies.
        remarks: What somebody types, by what it is about.
        homes: By the name of somebody, where the person lives and is called: fields of whoever keeps people.
    """

    people: tuple[str, ...]
    companies: tuple[str, ...]
    remarks: Mapping[str, tuple[str, ...]]
    homes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemoSession:
    """One session of a day, as a service's part of the demo is told of it.

    Attributes:
        slot: Its day and hours.
        is_first: The day begins with it.
        is_last: The day ends with it.
        busy: How full the shop is, in percent of an ordinary session: season and weekday.
        dice: Decides; the same seed, the same days.
        names: Who comes.
        calendar: The opening hours.
    """

    slot: Slot
    is_first: bool
    is_last: bool
    busy: int
    dice: Random
    names: Names
    calendar: OpeningCalendar

    @property
    def day(self) -> date:
        """The business day."""
        return self.slot.day

    @property
    def person(self) -> str:
        """Person of the neighbourhood, drawn at random."""
        return self.dice.choice(self.names.people)

    @property
    def company(self) -> str:
        """A company of the neighbourhood."""
        return self.dice.choice(self.names.companies)

    def remark(self, about: str) -> str:
        """Return what somebody types about something."""
        return self.dice.choice(self.names.remarks[about])

    def some(self, least: int, most: int) -> int:
        """Return how many, as full as the shop is."""
        return self.dice.randint(least, most) * self.busy // 100


def nothing_wanted(_memory: object, _session: DemoSession) -> tuple[Wish, ...]:
    """Want nothing: what the service does is never paid at the counter."""
    return ()


def no_partners(_memory: object, _session: DemoSession) -> tuple[Mapping[str, Any], ...]:
    """Work with nobody."""
    return ()


def nobody_known(_memory: object, _dice: Random) -> str | None:
    """Keep nobody."""
    return None


@dataclass(frozen=True, slots=True)
class Demo(Generic[M]):
    """A service's part of the demo. It is pure but for its memory, which stays bounded however long it lives.

    Attributes:
        begin: Makes the memory, on the eve of the first day.
        acts: Its acts of a session that stand alone, in order: commands of its own, and those of others that it names.
        wants: What one customer wants to pay for: charged acts of its own.
        known: The card of somebody whom it keeps, drawn by dice; None for nobody.
        partners: Whom it begins to work with at the beginning of a session: fields of ``partner.set``.
        uses: Commands of others without which its own mean nothing, such as to keep who borrows.
        beside: Its customers come for it alone, and what it does is drawn apart: it changes nothing of what others do.
    """

    begin: Callable[[], M]
    acts: Callable[[M, DemoSession], Acts]
    wants: Callable[[M, DemoSession], tuple[Wish, ...]] = nothing_wanted
    known: Callable[[M, Random], str | None] = nobody_known
    partners: Callable[[M, DemoSession], tuple[Mapping[str, Any], ...]] = no_partners
    uses: frozenset[str] = frozenset()
    beside: bool = False


AnyDemo: TypeAlias = Demo[Any]


_SOON = 5
"""A rare thing is shown for the first time within so many occasions: a demo of a week has everything."""


def chance(dice: Random, percent: int) -> bool:
    """Say whether something happens that does so in so many of a hundred cases."""
    return dice.randrange(100) < percent


class Rota:
    """Rota of rare things: not by chance alone, so that even a short demo shows each."""

    def __init__(self) -> None:
        """Begin with nothing done yet."""
        self._turns: dict[str, int] = {}

    def comes(self, what: str, every: int, dice: Random) -> bool:
        """Count one occasion and say whether it is the turn of something.

        Args:
            what: What it is.
            every: On how many occasions it comes once, more or less; the first time soon.
            dice: Decides when exactly.
        """
        left = self._turns.get(what)
        left = dice.randrange(min(every, _SOON)) if left is None else left
        self._turns[what] = left - 1 if left else every // 2 + dice.randrange(every)
        return left == 0


class Running:
    """Acts that are under way: what comes next is known before it is done."""

    def __init__(self, acts: Acts) -> None:
        """Begin."""
        self._acts = acts
        self.coming: DemoAct | None = next(acts, None)

    def step(self) -> Acts:
        """Do what comes next.

        Raises:
            ValueError: When nothing comes any more.
        """
        if self.coming is None:
            raise ValueError("nothing comes any more")
        told = yield self.coming
        try:
            self.coming = self._acts.send(told)
        except StopIteration:
            self.coming = None


def together(running: Sequence[Running], dice: Random, most: int) -> Acts:
    """Do a few of what comes next in each: what waits for the evening waits."""
    for acts in running:
        for _ in range(dice.randint(0, most)):
            if acts.coming is None or acts.coming.evening:
                break
            yield from acts.step()


def to_the_end(running: Sequence[Running]) -> Acts:
    """Do all that is left of each."""
    for acts in running:
        while acts.coming is not None:
            yield from acts.step()
