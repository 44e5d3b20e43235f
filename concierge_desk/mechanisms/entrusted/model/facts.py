"""Facts of what is entrusted, as tables keep them and cards read them: pieces, orders, slips, prices, rounds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.slips.model import SlipRow

TAKEN_IN, SENT, MISSING, BACK, READY, TO_GIVE_BACK, COLLECTED, NOT_FOUND, LOST, CANCELLED = (
    "taken_in",
    "sent",
    "missing",
    "back",
    "ready",
    "to_give_back",
    "collected",
    "not_found",
    "lost",
    "cancelled",
)
"""Where a piece stands; what is cancelled was never here."""
HERE: Final = (TAKEN_IN, BACK, READY, TO_GIVE_BACK)
"""It lies in the shop."""
WAITS: Final = (READY, TO_GIVE_BACK)
"""It may be collected."""
AWAY: Final = (SENT, MISSING)
"""Whoever works on it has it, or should."""
MISSED: Final = (MISSING, NOT_FOUND)
"""It is looked for."""
GONE: Final = (COLLECTED, LOST, CANCELLED)
"""It has ended."""

UNTREATED, WITHDRAWN = "untreated", "withdrawn"
"""Why nothing is to be paid for a piece, beside that it is lost or was never here."""
TREATED: Final = "treated"

OPEN, ACCEPTED, REFUSED = "open", "accepted", "refused"
"""A quote, or a dispute, that waits; what was said to a quote."""

LEVELS: Final = (30, 90, 180, 330)
"""Days after which somebody is told that a piece waits.

Source: docs/requirements.md, R-5.04.
"""


@dataclass(frozen=True, slots=True)
class EntrustedPiece:
    """A piece, by the columns of its row.

    Attributes:
        piece: Its number, such as ``D-2026-000001/2``.
        tag: Code on its tag, ``e-…``.
        number: Of its order.
        n: Its place in the order.
        partner: Who works on it; None where the shop does.
        reserves: Each as ``stain:front``, or ``stain`` alone.
        cents: The price that holds.
        paid_cents: What was paid for it, what was given back taken off.
        reduced_cents: What a refund after collection took off its price.
        partner_cents: The partner's price.
        void: Why nothing is to be paid; None where the price is.
        before: State that it had before it was missed, or lost.
        slip: It is on it, or left with it.
        principal: An order's entries are the shop's own.
        closed_seq: Which entry ended it is asked of nobody: `last_seq` says what came last.
        ends_with_it: What is kept beside outlives it: a period says how long.
        round: Which treatment this is.
        begun: Local time at which its promise was made.
        paper_slot: As the paper says.
        reckoned_slot: As it was reckoned then.
        due_slot: As it holds now.
        told_slot: As its owner knows it: on the paper, then as somebody told it.
        back_slot: Of the slip that it left with.
        quote_partner_cents: What the price that was told leaves to the partner, from when it is accepted; None as before.
        quote_lines: Of the price that was told: ``labour::2000 part:BOUTON:150``; None where none was.
        dispute: ``open`` while it waits, then how it ended; None without one.
        withheld_cents: What a dispute keeps from the partner.
        last_seq: The entry that moved it last.
    """

    piece: str
    tag: str
    number: str
    n: int
    partner: str | None
    kind: str
    label: str
    work: str
    quality: str
    colour: str | None
    fabric: str | None
    accessories: tuple[str, ...]
    reserves: tuple[str, ...]
    declared_cents: int | None
    age_years: int | None
    value_cents: int | None
    cents: int
    partner_cents: int
    paid_cents: int
    reduced_cents: int
    compensated_cents: int
    void: str | None
    state: str
    before: str | None
    place: str
    slip: str | None
    on_slip: bool
    round: int
    begun: str
    paper_slot: str | None
    reckoned_slot: str | None
    due_slot: str | None
    told_slot: str | None
    back_slot: str | None
    taken_day: str
    sent_day: str | None
    back_day: str | None
    ready_day: str | None
    collected_day: str | None
    reminded_day: str | None
    reminded_level: int | None
    quote: str | None
    quote_cents: int | None
    quote_partner_cents: int | None
    quote_lines: str | None
    dispute: str | None
    withheld_cents: int
    brand: str | None
    note: str | None
    fnuci: str | None
    last_seq: int

    principal: ClassVar[str] = ""
    closed_seq: ClassVar[None] = None
    ends_with_it: ClassVar[tuple[str, ...]] = ()

    @property
    def called(self) -> Mapping[str, str]:
        """What a refusal calls it, and what its entries do."""
        return {"piece": self.piece}

    identity = called

    @property
    def card(self) -> str:
        """It is found with its order."""
        return self.number

    @property
    def closed_day(self) -> str | None:
        """When it was collected."""
        return self.collected_day

    @property
    def is_worked_on(self) -> bool:
        """Its work is not done yet, and nobody went back on it."""
        return self.state not in WAITS and self.back_day is None and self.ready_day is None

    @property
    def is_moved(self) -> bool:
        """It is ready by another half-day than its owner knows of."""
        return self.state not in GONE and self.due_slot != self.told_slot

    @property
    def to_pay_cents(self) -> int:
        """What is to be paid for it in all."""
        return 0 if self.void is not None else self.cents - self.reduced_cents

    @property
    def open_cents(self) -> int:
        """What is still to be paid; below nothing what is to be given back."""
        return self.to_pay_cents - self.paid_cents

    @property
    def refund_due_cents(self) -> int:
        """What is to be given back."""
        return max(0, -self.open_cents)


@dataclass(frozen=True, slots=True)
class EntrustedOrder:
    """An order, by the columns of its row."""

    number: str
    seq: int
    day: str
    party: str
    partner: str | None
    quality: str
    member: bool
    promised_slot: str | None


@dataclass(frozen=True, slots=True)
class PartnerSlip(SlipRow):
    """A slip, by the columns of its row; `pieces` are those that left with it."""

    partner: str
    back_slot: str | None
    pieces: int


@dataclass(frozen=True, slots=True)
class KindRow:
    """What may be entrusted, from a day on.

    Attributes:
        tags: Kinds of its pieces, where it makes several.
        works: What is mostly done to it, the first where nobody says; empty for whatever the nature does.
    """

    kind: str
    valid_from: str
    label: str
    tags: tuple[str, ...]
    bareme_cents: int | None
    works: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceRow:
    """Prices of a work, from a day on; `partner` is whose work, empty for anybody's."""

    kind: str
    work: str
    quality: str
    partner: str
    valid_from: str
    public_cents: int
    member_cents: int
    partner_cents: int


@dataclass(frozen=True, slots=True)
class RoundRow:
    """Rounds of a partner, from a day on: ``tuesday:last``, ``normal:3``; of the shop's own work the lead days alone."""

    partner: str
    valid_from: str
    rounds: tuple[str, ...]
    lead_days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BaremeRow:
    """What is taken off a value from an age on."""

    age_years: int
    percent_off: int


def value_of(kind_cents: int | None, age_years: int | None, bareme: Iterable[BaremeRow]) -> int | None:
    """Return what the trade's list gives for a piece of an age; None where it does not know it."""
    if kind_cents is None:
        return None
    held = [row.percent_off for row in bareme if row.age_years <= (age_years or 0)]
    return kind_cents * (100 - max(held, default=0)) // 100


def work_of(kind: KindRow, nature: Nature) -> str:
    """Return what is done to a piece of a kind where nobody says."""
    return (*kind.works, *nature.works)[0]


def price_on(
    rows: Iterable[PriceRow], asked: tuple[str, str, str], day: str, partner: str | None = None
) -> PriceRow | None:
    """Return the price of a day of what is asked, kind, work and quality: the partner's own before anybody's."""
    held = [
        row
        for row in rows
        if (row.kind, row.work, row.quality) == asked
        and row.valid_from <= day
        and row.partner in ("", partner or "")
    ]
    # Of one first day the last one holds: the shop's own come after those that the program ships.
    return max(reversed(held), key=lambda row: (row.partner != "", row.valid_from), default=None)
