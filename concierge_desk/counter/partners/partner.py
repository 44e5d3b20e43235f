"""Partners: whose money a fund holds and who reads entries of his own; pure.

Source: docs/contract.md, "Partners"; decisions 0065, 0069.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from concierge_desk.domain.charge import ACCOUNT, ADVANCE, CAUTION, OWN, Charge, is_mandate, mandate_of
from concierge_desk.domain.charge import REGIME_MANDATE as TRANSPARENT
from concierge_desk.domain.errors import Refused

REGIME_OWN, REGIME_MANDATE = "own", "mandate"
"""Sold on our account, or in his name and for his."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What of his sales is ours, from a day on: hundredths of a percent."""

    commission_bp: int
    valid_from: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner as he is now.

    Attributes:
        partner: His code, for good.
        name: As papers print it.
        regime: ``own`` or ``mandate``.
        audience: Whether he reads entries of his own, and gets a statement.
        form: Legal form; None where it was not given.
        ess: Whether he belongs to the social and solidarity economy.
        terms: By first day, the earliest first.
        contact: Ref of what stands beside the journal; None where nothing does.
        retired_from: ISO date from which nothing new is done for him; None while he stays.
        seq: The entry that made him what he is; None for one that only a service names.
    """

    partner: str
    name: str
    regime: str = REGIME_MANDATE
    audience: bool = True
    form: str | None = None
    ess: bool = False
    terms: tuple[Terms, ...] = ()
    contact: str | None = None
    retired_from: str | None = None
    seq: int | None = None

    @property
    def fund(self) -> str:
        """Whose money is taken for what is his."""
        return mandate_of(self.partner) if self.regime == REGIME_MANDATE else OWN

    @property
    def aud(self) -> str:
        """Audience of the entries of what is his."""
        return self.partner if self.audience else ""

    def is_retired(self, day: date) -> bool:
        """Say whether nothing new is done for him on a day."""
        return self.retired_from is not None and self.retired_from <= day.isoformat()

    def commission_bp(self, day: date) -> int | None:
        """Return what of his sales of a day is ours; None where nothing was agreed."""
        held = [row.commission_bp for row in self.terms if row.valid_from <= day.isoformat()]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Partners:
    """Every partner by his code: those that services name, and those who were made."""

    known: Mapping[str, Partner] = field(default_factory=dict)

    @classmethod
    def of(cls, named: Iterable[Partner], made: Iterable[Partner]) -> "Partners":
        """Return partners; who was made stands in the place of one that a service names."""
        return cls({partner.partner: partner for partner in (*named, *made)})

    @property
    def funds(self) -> tuple[str, ...]:
        """Every fund: our own, what is held for customers or owed by them, and one for each mandate, by code."""
        mandates = {partner.fund for partner in self.known.values()} - {OWN}
        return (OWN, ADVANCE, ACCOUNT, CAUTION, *sorted(mandates))

    def whose(self, fund: str) -> Partner | None:
        """Return whose money a fund holds; None for our own and for customers'."""
        return self.known.get(fund.partition(":")[2]) if is_mandate(fund) else None


def require_in_force(partner: Partner | None, code: str, day: date) -> Partner:
    """Return a partner for whom something new is done.

    Raises:
        Refused: ``partner.unknown``, ``partner.retired``.
    """
    if partner is None:
        raise Refused("partner.unknown", partner=code)
    require_not_retired(partner.partner, [partner.partner] if partner.is_retired(day) else (), partner.name)
    return partner


def require_not_retired(code: str, retired: Collection[str], name: str | None = None) -> None:
    """Refuse what is new for somebody for whom nothing new is done.

    Raises:
        Refused: ``partner.retired``.
    """
    if code in retired:
        raise Refused("partner.retired", partner=name or code)


def for_partner(piece: Charge, partner: Partner) -> Charge:
    """Return a line of the shop's as it is charged for a partner: under mandate his money, and none of our tax."""
    if partner.regime == REGIME_OWN:
        return piece
    return replace(piece, fund=partner.fund, regime=TRANSPARENT, on_behalf=partner.name)
