"""Summary of a week or a month for La Poste: what it is made from, and what it says. No name is in either.

Source: docs/contract.md, "Summary for La Poste"; decision 0081.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.catalogue import PACKAGING, PREPAID
from concierge_desk.services.relay.model.facts.visits import OfficeVisit
from concierge_desk.services.relay.model.reporting.periods import Period

STAMPS, FRANKED, ELSE = "stamps", "franked", "else"
FAMILIES: Mapping[str, str] = {
    STAMPS: N_("Stamps"),
    PREPAID: N_("Prepaid envelopes"),
    PACKAGING: N_("Packaging"),
    "franked_letter": N_("Franking: letters"),
    "franked_registered": N_("Franking: registered letters"),
    "franked_parcel": N_("Franking: parcels"),
    ELSE: N_("Other sales"),
}
"""What was sold, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class SummedDay:
    """A closed day.

    Attributes:
        day: ISO date.
        number: Of its closing.
        posted: La Poste's entries of it.
    """

    day: str
    number: str
    posted: tuple[Posted, ...]


@dataclass(frozen=True, slots=True)
class PeriodState:
    """What a summary is made from.

    Attributes:
        period: The period.
        days: Its closed days, in the order of their closing; a date that was opened twice is there twice.
        anchor: Of the last closing.
        visits: The post office's visits and trainings in it.
        families: By product, its family in the catalogue.
        missed: ISO dates, up to the last entry, on which the shop was to be open and no day was closed.
    """

    period: Period
    days: tuple[SummedDay, ...]
    anchor: str
    visits: tuple[OfficeVisit, ...]
    families: Mapping[str, str]
    missed: tuple[str, ...]

    @property
    def posted(self) -> tuple[Posted, ...]:
        """The entries of its last day: a paper is drawn with the settings of that time."""
        return self.days[-1].posted


@dataclass(frozen=True, slots=True)
class HeldNow:
    """La Poste's items that are in the shop now.

    Attributes:
        day: ISO date of the last entry.
        rows: The items, as a day's statement lists them.
    """

    day: str
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Summary of a period.

    Attributes:
        period: The period.
        site: What the last statement says of the shop.
        closings: Day and number of each closing.
        missed: As of `PeriodState`.
        untold: Numbers of closings whose statement cannot be read.
        last_day: Day of the last closing: what is held, owed and complained of is as it was then.
        counts: Of items, by the name that a day's statement gives each: came, left, refused.
        deposits: Pieces that were deposited.
        departures: By kind, pieces that left with the postman.
        families: By family of `FAMILIES`, pieces sold and cents.
        takings: By means, cents charged and refunded.
        charged_cents: What was charged for La Poste.
        straight_cents: What of it its own account took by card and cheque; None where it has none.
        remitted_cents: What was paid over.
        by_bank_cents: What of it went by the bank; the rest left the drawer.
        owed_cents: What was still owed at the last closing; None in a statement that tells nothing of it.
        held: What was still here at the last closing, by deadline.
        incidents: What was the matter with items then, and what was lost in the period.
        complaints: Complaints that were open in the period, with where they stood at its end.
        complaints_noted: How many were noted.
        visits: The post office's visits and trainings.
        stock: Pieces of each product: opening, what moved, closing.
        anchor: Of the last closing.
        closed_at: Instant of the last closing.
    """

    period: Period
    site: Mapping[str, str]
    closings: tuple[tuple[str, str], ...]
    missed: tuple[str, ...]
    untold: tuple[str, ...]
    last_day: str
    counts: Mapping[str, int]
    deposits: int
    departures: Mapping[str, int]
    families: Mapping[str, tuple[int, int]]
    takings: Mapping[str, tuple[int, int]]
    charged_cents: int
    straight_cents: int | None
    remitted_cents: int
    by_bank_cents: int
    owed_cents: int | None
    held: Sequence[Mapping[str, Any]]
    incidents: Sequence[Mapping[str, Any]]
    complaints: Sequence[Mapping[str, Any]]
    complaints_noted: int
    visits: tuple[OfficeVisit, ...]
    stock: Sequence[Mapping[str, Any]]
    anchor: str
    closed_at: datetime


def family_of(product: str | None, families: Mapping[str, str], *, franked: bool) -> str:
    """Return the family that something sold is told in.

    Args:
        product: Its code, such as ``LV_20`` or ``COL``.
        families: By product, its family in the catalogue.
        franked: It was franked by weight.
    """
    code = product or ""
    family = families.get(code) or families.get(code.rpartition("_")[0])
    if franked:
        return family_told if (family_told := f"{FRANKED}_{family}") in FAMILIES else ELSE
    if family in (PREPAID, PACKAGING):
        return family
    return ELSE if family is None else STAMPS
