"""Services and commands as records: the registry holds one for each service of the shop.

Source: docs/contract.md, "Services and the registry", "Operation"; decision 0001.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.table import SERVE, CommandRight
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.values import AnySetting
from concierge_desk.counter.site_questions import SiteQuestion
from concierge_desk.counter.texts.messages import Speller
from concierge_desk.counter.values.fields import Form, form_of
from concierge_desk.domain.booked import BookedKinds
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.clock import Instant, must_close
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.store.schema import Schema

if TYPE_CHECKING:
    from concierge_desk.counter.parties import Parties, Payable, Who
    from concierge_desk.counter.retention import Keeping
    from concierge_desk.counter.service_parts import DayReading, ServiceParts
    from concierge_desk.counter.shop_steps import ShopStep
    from concierge_desk.domain.deadlines import Deadline

C = TypeVar("C")
S = TypeVar("S")

WARNINGS = "warnings"
"""What `Command.work` returns under this name is told as warnings: codes with their parameters, never a name."""
DOCUMENTS = "documents"
"""What it returns under this name are papers that may be looked at: they stand in no entry, and none is printed by itself."""

ANY_DAY = "any"
"""The command needs no open day; while one is open it is for that day, until it wants to be closed."""
OPEN_DAY = "open"
"""The command needs an open day that is not to be closed yet."""
CLOSING_DAY = "closing"
"""The command needs an open day, and is allowed when it only wants to be closed."""
OPENING = "opening"
"""The command opens the day."""
ALWAYS = "always"
"""The command is allowed whatever the day."""


def no_state(_rows: Rows, _asked: object, _context: Context) -> None:
    """Load nothing: the decision needs only the command, or the entry that is taken back, and its context."""


def no_result(_posted: Sequence[Posted]) -> Data:
    """Answer nothing beyond the entries."""
    return {}


def no_words(_result: Data, _lang: str) -> str:
    """Say nothing of an answer."""
    return ""


def answers(*names: str) -> Callable[[Sequence[Posted]], Data]:
    """Return what answers by some fields of the last entry."""
    return lambda posted: {name: posted[-1].data[name] for name in names}


@dataclass(frozen=True, slots=True)
class Command(Generic[C, S]):
    """One act of the counter, as every face of the program plays it.

    What it refuses beside what its form and day do, and what it warns of, its functions declare in their docstrings.

    Attributes:
        name: Released name, such as ``relay.receive``.
        summary: One English sentence for the reference.
        decide: Returns the events, or raises Refused; pure.
        load: Reads the state the decision needs, inside the transaction.
        answer: The answer's ``result``, from the entries alone: the same for ever.
        work: Moves working state in the same transaction; returns what is answered beside entries: no name.
        acts: The charged acts that it pays for, decided before it; none by default.
        instant: The time its entries bear, where that is not the clock's.
        when: Which business day the command needs.
        writes: Whether an entry may come of it; what is only looked at is not screened.
        charged: Committed only within ``till.settle``.
        alone: Charged, but where no line comes of it also done alone.
        who: Whose the visit is, for the acts that it pays for.
        brings: It brings something new to its service: refused ``service.off`` while that is switched off.
        dates: It says which day it is, or what time: it happens when it is entered.
        right: What whoever plays it must be allowed.
        form: Fields and how they are read: what the command that `decide` takes declares, by default.
    """

    name: str
    summary: str
    decide: Callable[[S, C, Context], tuple[Event, ...]]
    load: Callable[[Rows, C, Context], S] = no_state  # type: ignore[assignment]
    answer: Callable[[Sequence[Posted]], Data] = no_result
    work: Callable[[Rows, C, Context], Data] | None = None
    acts: Callable[[Rows, C], Sequence[Mapping[str, Any]]] | None = None
    instant: Callable[[C, Context], Instant] | None = None
    when: str = OPEN_DAY
    writes: bool = True
    charged: bool = False
    alone: bool = False
    who: "Callable[[Rows, C], Who | None] | None" = None
    brings: bool = False
    dates: bool = False
    right: CommandRight = SERVE
    # It has one as soon as it is made.
    form: Form[C] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        """Give it the form of its command."""
        if self.form is None:
            _, command, *_ = inspect.signature(self.decide).parameters.values()
            object.__setattr__(self, "form", form_of(command.annotation))


AnyCommand: TypeAlias = Command[Any, Any]


def check_day(when: str, context: Context) -> None:
    """Refuse what the business day does not take now.

    Raises:
        Refused: ``day.not_open``, ``day.already_open``, ``day.must_close``.
    """
    state = context.state
    if when == ALWAYS:
        return
    if state.open is None:
        if when not in (ANY_DAY, OPENING):
            raise _not_open(context)
        return
    stale = must_close(date.fromisoformat(state.open.day), context.at, context.zone)
    if stale and when != CLOSING_DAY:
        raise Refused("day.must_close", day=state.open.day)
    if when == OPENING:
        raise Refused("day.already_open", day=state.open.day)


def _not_open(context: Context) -> Refused:
    """Return that no day is open; with the closing's number where today's is closed already."""
    last = context.state.last
    if last is None or last.day != context.today.isoformat():
        return Refused("day.not_open")
    return Refused("day.not_open", day=last.day, number=last.number)


@dataclass(frozen=True, slots=True)
class Undone:
    """Part of an entry that is taken back.

    Attributes:
        posted: The entry.
        quantity_thousandths: How much of a charged line; 0 where nothing was charged.
        reason: Code of why; empty while what the decision needs is read.
        together: Numbers of all entries that are taken back by the same act.
    """

    posted: Posted
    quantity_thousandths: int = 0
    reason: str = ""
    together: frozenset[int] = frozenset()

    def negated(self, *same: str, **otherwise: Any) -> Event:
        """Return the event of the same kind, for the same audience, that takes it back.

        Args:
            same: Fields that it says again.
            otherwise: Fields that it says the other way round: what counts has its sign turned.
        """
        told = {name: self.posted.data[name] for name in same}
        return Event(self.posted.kind, {**told, **otherwise}, aud=self.posted.aud)


@dataclass(frozen=True, slots=True)
class Reversal(Generic[S]):
    """Way to take back an act of one kind, in the open day.

    What counts is negated by an event of the same kind; what is a state gets a kind of its own that says
    which state comes back. The core adds `corrects`, the reason and, to a line, its ticket and money.

    Attributes:
        decide: Returns the events, or raises Refused with the reason why not; pure. For a charged kind
            exactly one event, of that kind.
        load: Reads what the decision needs.
        charged: It takes a charged line back, by the piece or whole; `till.refund` uses it.
        reasons: Codes of the list ``reversal`` that acts of this kind alone are taken back for, each with what is
            asked then; English sources. What is answered is kept as the reversal's note.
        any_day: It needs no open day: what is taken back says what the shop is.
        right: What one must be allowed beside correcting; empty for nothing more.

    Source: docs/contract.md, "Corrections"; decisions 0011, 0031.
    """

    decide: Callable[[S, Undone, Context], tuple[Event, ...]]
    load: Callable[[Rows, Undone, Context], S] = no_state  # type: ignore[assignment]
    charged: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)
    any_day: bool = False
    right: str = ""


AnyReversal: TypeAlias = Reversal[Any]


def never(code: str) -> AnyReversal:
    """Return the reversal of what is not taken back: the code says why, and what to do instead."""

    def decide(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
        raise Refused(code, day=undone.posted.day)

    decide.__doc__ = f"Refuse.\n\n    Raises:\n        Refused: ``{code}``."
    return Reversal(decide)


@dataclass(frozen=True, slots=True)
class ClosingContext:
    """Circumstances that a service's closing events are made from.

    Attributes:
        context: As for any decision.
        reading: The day so far.
        number: The closing's number, such as ``Z-2026-0001``.
        takings: Per fund, then per means, in cents: {"charged", "refunded"}.
        straight: Per fund, what went to an account of its owner by card and cheque.
    """

    context: Context
    reading: "DayReading"
    number: str
    takings: Mapping[str, Mapping[str, Mapping[str, int]]]
    straight: Mapping[str, int]


def one_thing(_posted: Posted) -> int:
    """Count an entry as one thing that moved."""
    return 1


@dataclass(frozen=True, slots=True)
class Recalendar(Generic[S]):
    """Way of a service to follow a change of the opening hours, in its transaction.

    Attributes:
        load: Reads what hangs on the hours and is still to come.
        moved: Returns the events of what moves; pure. ``context.calendar`` holds the new hours.
        things: How many things one of these entries moved; one, by default.

    Source: decision 0016.
    """

    load: Callable[[Rows], S]
    moved: Callable[[S, Context], tuple[Event, ...]]
    things: Callable[[Posted], int] = one_thing


AnyRecalendar: TypeAlias = Recalendar[Any]


def nothing_aside() -> "ServiceParts":
    """Return that nothing is needed away from the counter."""
    from concierge_desk.counter.service_parts import ServiceParts  # noqa: PLC0415  (decision 0019)

    return ServiceParts()


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts of a service.

    Attributes:
        commands: Each of them.
        reverse: By kind, how they are taken back; every kind that an act writes stands here.
        messages: English sentence of each code that they refuse or warn with.
        spellers: By the name of a parameter of these sentences that is a code, what says it as a label.
        told: (result, language) -> what is said of an answer that wrote nothing; empty for what it does not know.
    """

    commands: tuple[AnyCommand, ...] = ()
    reverse: Mapping[str, AnyReversal] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)
    spellers: Mapping[str, Speller] = field(default_factory=dict)
    told: Callable[[Data, str], str] = no_words


@dataclass(frozen=True, slots=True)
class Service:
    """One service of the shop: everything the shared mechanism needs to know of it.

    All but code, label, acts and migrations may be empty.

    Attributes:
        code: As in its kinds and its package's name.
        label: English source of its name on screen.
        acts: Its acts; where they are many what returns them, loaded with the first card that is read, or the first act.
        migrations: Its schema in the store.
        principals: Audiences its entries may carry.
        seed: Events that its part of the site file makes at ``init``.
        site_questions: What of that part is asked at a first start in the window; each may be left for later.
        first_steps: Returns what is still to be done of it in a new shop; its module is loaded when it is called.
        recognise: Says what a scanned code is to this service; None when nothing.
        recalendar: How it follows a change of the opening hours.
        deadlines: Its things that have their time, under some opening hours: what a closure does to each is told before.
        call_list: Prefix of its paper of whom to call before a closure, such as ``calls:2026-12-24/2027-01-02``.
        close: Its closing events, written before ``day.closed`` in the same transaction.
        booked: By kind, the numbers that its entries give out and the entries that they name.
        keeping: Returns `kept`; its modules are loaded when it is called.
        aside: Returns what is needed away from the counter; its modules are loaded when it is called.
        in_use: By what a kind of text asks for, such as ``place``: whether something here is called so already.
        here: The names of those for whom something waits: a text that holds one is asked for twice.
        at_counter: Its cards: what is scanned or typed, what is sold most, what waits and is due.
        holds: Whether something of a partner's is here, by his code.
        icon: Name of its picture in ``resources/icons``.
        pages: Pages of its own beside its shelf: each a `ui.page.page.Page`.
        settings: Figures of its own that the shop chooses.
        held: How many things it holds that have to leave before it can be done without.
        used: Whether it ever held one, or was set up to: until then its words lead to the page of its shelf, and the
            rail does not.
        payable: What a thing of its own costs, by its code; the acts of the visit so far may be about to make it.
        owes: What it owes partners on our own account, by code: what was noted as paid taken off.
        parties: Returns people, of the one service that keeps them.
        things_of: (rows, parties) -> codes of its things whose party is one of some: what became of them is somebody's.
    """

    code: str
    label: str
    acts: Acts | Callable[[], Acts]
    migrations: Schema
    principals: tuple[str, ...] = ()
    seed: Callable[[Mapping[str, Any], Context], tuple[Event, ...]] | None = None
    site_questions: tuple[SiteQuestion, ...] = ()
    first_steps: Callable[[], "tuple[ShopStep, ...]"] = tuple
    recognise: Callable[[str], Data | None] | None = None
    recalendar: AnyRecalendar | None = None
    deadlines: "Callable[[Rows, OpeningCalendar], Iterable[Deadline]] | None" = None
    call_list: str = ""
    close: Callable[[ClosingContext], tuple[Event, ...]] | None = None
    booked: BookedKinds = field(default_factory=dict)
    keeping: "Callable[[], Keeping] | None" = None
    aside: Callable[[], "ServiceParts"] = nothing_aside
    in_use: Mapping[str, Callable[[Rows, str], bool]] = field(default_factory=dict)
    here: Callable[[Rows], Iterable[str]] | None = None
    at_counter: AtCounter | None = None
    holds: Callable[[Rows, str], bool] | None = None
    icon: str = "card"
    pages: tuple[Any, ...] = ()
    settings: tuple[AnySetting, ...] = ()
    held: Callable[[Rows], int] | None = None
    used: Callable[[Rows], bool] | None = None
    payable: "Callable[[Rows, str, Sequence[Event]], Payable | None] | None" = None
    owes: "Callable[[Rows], Mapping[str, int]] | None" = None
    parties: "Callable[[], Parties] | None" = None
    things_of: Callable[[Rows, frozenset[str]], Iterable[str]] | None = None

    @property
    def kept(self) -> "Keeping":
        """What it keeps for a time, and how it goes."""
        from concierge_desk.counter.retention import Keeping as Nothing  # noqa: PLC0415  (decision 0019)

        return (self.keeping or Nothing)()

    @property
    def commands(self) -> tuple[AnyCommand, ...]:
        """Its commands."""
        return self._loaded.commands

    @property
    def reverse(self) -> Mapping[str, AnyReversal]:
        """By kind, how its acts are taken back."""
        return self._loaded.reverse

    @property
    def messages(self) -> Mapping[str, str]:
        """English sentence of each of its codes."""
        return self._loaded.messages

    @property
    def spellers(self) -> Mapping[str, Speller]:
        """By the name of a parameter of these sentences, what says a code as a label."""
        return self._loaded.spellers

    @property
    def told(self) -> Callable[[Data, str], str]:
        """What is said of its answers that wrote nothing."""
        return self._loaded.told

    @property
    def _loaded(self) -> Acts:
        return self.acts if isinstance(self.acts, Acts) else self.acts()
