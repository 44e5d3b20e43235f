"""Items in the shop's care, and what is the matter with them, as lists have them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeldItem:
    """An item in the shop, as lists show it; days are ISO texts."""

    custody: str
    principal: str
    carrier: str
    tracking: str | None
    shelf: str
    state: str
    arrived_day: str
    presented_day: str | None
    deadline_day: str
    last_useful_slot: str | None
    reminded_day: str | None = None
    slip: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """Incident of an item, since an ISO day."""

    principal: str
    custody: str
    tracking: str | None
    carrier: str
    state: str
    since_day: str
