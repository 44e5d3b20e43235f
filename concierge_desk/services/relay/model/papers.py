"""States that the relay's papers are drawn from.

Source: docs/contract.md, "Documents".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model.custody import Custody


@dataclass(frozen=True, slots=True)
class Receipt:
    """A deposit's or a franking's entry and its anchor.

    Attributes:
        posted: The entry.
        anchor: Its anchor.
        correction: The entry that took it back, None while it stands.
    """

    posted: Posted
    anchor: str
    correction: Posted | None


@dataclass(frozen=True, slots=True)
class Shelved:
    """An item as its label shows it.

    Attributes:
        stay: Where it lies, and what became of it.
        last_useful_slot: The last session up to the deadline, as an ISO interval; None where there was none.
    """

    stay: Custody
    last_useful_slot: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """An item that waits, and what whoever it is for has to know.

    Attributes:
        shelved: The item.
        addressee: The name on it; None where nobody was named.
        requirement: What has to be shown, one of `identity.REQUIREMENTS`.
        at: The local time from which opening hours are told.
        calendar: The opening hours.
    """

    shelved: Shelved
    addressee: str | None
    requirement: str
    at: datetime
    calendar: OpeningCalendar


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """A slip's entry, its anchor, and whether it is prepared, signed or cancelled."""

    posted: Posted
    anchor: str
    state: str


@dataclass(frozen=True, slots=True)
class StatementDay:
    """La Poste's entries of a closed day, the anchor of its closing, and the fingerprint of the desk's key."""

    posted: tuple[Posted, ...]
    anchor: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class StockDay(StatementDay):
    """The same day, with the name of each product of the catalogue."""

    labels: Mapping[str, str]
