"""States that the papers of things entrusted are drawn from. Pure.

Source: docs/contract.md, "Documents"; decision 0093.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from concierge_desk.counter.partners.partner import Partner
from concierge_desk.domain.calendar import Slot
from concierge_desk.domain.held.things import HeldAdvance
from concierge_desk.domain.journal import Posted
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedOrder, EntrustedPiece
from concierge_desk.mechanisms.slips.model.slips import SlipSheet


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """An order as a paper of its own shows it.

    Attributes:
        order: The order.
        posted: The entry by which it came, or by which its price was told.
        anchor: Of that entry.
        pieces: Its pieces, as they stand; on a letter, those that it is about.
        today: Day as of which they stand, ISO: a paper knows no clock but the journal.
        partner: Who works on them; None for the shop itself.
        owner: Whose they are; None where that is not said.
        street: Where he lives; empty where nobody knows.
        typed: What was typed of pieces, by its ref.
        advances: What was paid ahead and is not used yet.
        rate: Of the tax, in hundredths of a percent; None where the money is a partner's.
    """

    order: EntrustedOrder
    posted: Posted
    anchor: str
    pieces: Sequence[EntrustedPiece]
    today: str
    partner: Partner | None = None
    owner: str | None = None
    street: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    advances: Sequence[HeldAdvance] = ()
    rate: int | None = None

    @property
    def total_cents(self) -> int:
        """What is to be paid in all."""
        return sum(piece.to_pay_cents for piece in self.pieces)

    @property
    def open_cents(self) -> int:
        """What is still to be paid, what was paid ahead taken off; below nothing what is to be given back."""
        ahead = sum(one.left_cents for one in self.advances)
        return sum(piece.open_cents for piece in self.pieces) - ahead


@dataclass(frozen=True, slots=True)
class TagSheet:
    """A piece as its tag shows it, of how many."""

    piece: EntrustedPiece
    count: int


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """A slip, and the name of who takes the pieces."""

    sheet: SlipSheet
    partner: str


@dataclass(frozen=True, slots=True)
class OrderLetter:
    """A letter about an order of which something waits, or is asked of a judge.

    Attributes:
        sheet: The order, with the pieces that the letter is about.
        level: Days after which it is written; 0 before the first of them.
        sessions: When the door is open next.
        document: Code of the document that was seen, on a discharge; None before it is signed.
    """

    sheet: OrderSheet
    level: int = 0
    sessions: Sequence[Slot] = ()
    document: str | None = None


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line of a quote: of which piece, a part or labour, the part's code where it has one, what it comes to."""

    piece: EntrustedPiece
    line: str
    code: str
    cents: int


@dataclass(frozen=True, slots=True)
class QuotePaper:
    """Prices that were told for an order, line by line."""

    sheet: OrderSheet
    lines: Sequence[QuotedLine]


@dataclass(frozen=True, slots=True)
class DueLine:
    """What became due to a partner, or no more, on a day: for which treatment of which piece, and why."""

    day: str
    piece: str
    label: str
    work: str
    round: int
    why: str
    cents: int


@dataclass(frozen=True, slots=True)
class PartnerMonth:
    """A month of a partner.

    Attributes:
        partner: Who.
        month: Such as ``2026-12``.
        today: Day as of which it is drawn, ISO: what comes later in its month is not in it.
        lines: What became due to him, by day.
        remitted_cents: What he was paid; under mandate also what went to him straight away.
        before_cents: What was owed to him before; nothing under mandate.
        charged_cents: Under mandate, what was charged for him: all that he sells here.
        refunded_cents: What of it was given back.
    """

    partner: Partner
    month: str
    today: str
    lines: Sequence[DueLine]
    remitted_cents: int = 0
    before_cents: int = 0
    charged_cents: int = 0
    refunded_cents: int = 0
