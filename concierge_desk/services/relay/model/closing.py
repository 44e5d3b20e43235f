"""What the relay freezes at the day's closing: one statement for each principal.

Source: DESIGN §4 (one fact, one entry, one audience), §6 (held list and stock are frozen);
domain.md §1.6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.service import ClosingContext
from concierge_desk.counter.totals import MEANS
from concierge_desk.domain.charge import mandate_of
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.services.relay.model.numbers import LAPOSTE

RECEIVED = "relay.received"
HANDED_OVER = "relay.handed_over"
REFUSED = "relay.refused"
TO_POSTMAN = "relay.handed_to_postman"
DEPOSITED = "relay.deposited"
SOLD = "relay.sold"
FRANKED = "relay.franked"
STOCK_RECEIVED = "relay.stock_received"
REVERSED = "relay.reversed"
REPORTED = "relay.day_reported"

_MOVEMENTS = frozenset({RECEIVED, HANDED_OVER, REFUSED, REVERSED, TO_POSTMAN, DEPOSITED})


@dataclass(frozen=True, slots=True)
class Held:
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


@dataclass(frozen=True, slots=True)
class Now:
    """What the tables say at this moment.

    Attributes:
        held: Items in the shop, by deadline.
        stock: Stamps by product.
        par: Stamps that should be there, from the site file.
        perpetual: By principal: charges since the beginning, signed and absolute.
        site: What La Poste's statement says of the shop.
    """

    held: tuple[Held, ...]
    stock: Mapping[str, int]
    par: Mapping[str, int]
    perpetual: Mapping[str, tuple[int, int]]
    site: Mapping[str, str]


def close(closing: ClosingContext) -> tuple[Event, ...]:
    """Return a ``relay.day_reported`` for La Poste, and for each other network that had something here."""
    now: Now = closing.reading.state
    others = {item.principal for item in now.held} | {
        entry.aud for entry in closing.reading.posted if entry.kind in _MOVEMENTS
    }
    return tuple(_report(closing, now, owner) for owner in (LAPOSTE, *sorted(others - {LAPOSTE})))


def custody_counts(posted: Sequence[Posted]) -> dict[str, int]:
    """Return how many stays began and ended in a range of entries, less those that were taken back in it."""
    return {
        "received": _times(posted, RECEIVED),
        "handed_over": _times(posted, HANDED_OVER),
        "refused": _times(posted, REFUSED),
        "returned": sum(len(entry.data["items"]) for entry in posted if is_return(entry)),
    }


def _times(posted: Sequence[Posted], kind: str) -> int:
    taken_back = [entry for entry in posted if entry.kind == REVERSED and entry.data["of"] == kind]
    return sum(entry.kind == kind for entry in posted) - len(taken_back)


def is_return(entry: Posted) -> bool:
    """Say whether an entry is a slip of returns."""
    return entry.kind == TO_POSTMAN and entry.data["what"] == "returns"


def deposited(posted: Sequence[Posted]) -> int:
    """Return the pieces that were deposited; a tracked franking is not one."""
    return sum(entry.data["count"] for entry in posted if entry.kind == DEPOSITED)


def stock_rows(
    posted: Sequence[Posted], stock: Mapping[str, int], par: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return the stock sheet: opening, received, sold, closing, and the proposed restock."""
    rows = []
    for product in sorted(stock.keys() | par.keys()):
        received = _quantity(posted, STOCK_RECEIVED, product)
        sold = _quantity(posted, SOLD, product)
        closing = stock.get(product, 0)
        rows.append(
            {
                "product": product,
                "opening": closing - received + sold,
                "received": received,
                "sold": sold,
                "closing": closing,
                "restock": max(0, par.get(product, 0) - closing),
            }
        )
    return rows


def _quantity(posted: Sequence[Posted], kind: str, product: str) -> int:
    return sum(
        entry.data["quantity"] for entry in posted if entry.kind == kind and entry.data["product"] == product
    )


def _report(closing: ClosingContext, now: Now, owner: str) -> Event:
    own = [entry for entry in closing.reading.posted if entry.aud == owner]
    held = [item for item in now.held if item.principal == owner]
    takings = closing.takings.get(mandate_of(owner), {})
    lines = [entry.data["line"]["cents"] for entry in own if "line" in entry.data]
    signed, absolute = now.perpetual.get(owner, (0, 0))
    documents = (f"bordereau:{closing.reading.day}",) if owner == LAPOSTE else ()
    return Event(
        REPORTED,
        {
            "number": closing.number,
            "day": closing.reading.day,
            "site": {
                **now.site,
                "name": closing.context.settings.name,
                "desk": closing.context.settings.desk,
            },
            "charged_cents": sum(lines),
            "takings": [{"means": means, **_cents(takings, means)} for means in MEANS],
            "custody": {**custody_counts(own), "held": len(held)},
            "deposits": deposited(own),
            "held": [_held_row(item) for item in held],
            "stock": stock_rows(own, now.stock, now.par) if owner == LAPOSTE else [],
            "perpetual_cents": signed + sum(lines),
            "perpetual_abs_cents": absolute + sum(abs(cents) for cents in lines),
        },
        aud=owner,
        documents=documents,
    )


def _cents(takings: Mapping[str, Mapping[str, int]], means: str) -> dict[str, int]:
    cell = takings.get(means, {"charged": 0, "refunded": 0})
    return {"charged_cents": cell["charged"], "refunded_cents": cell["refunded"]}


def _held_row(item: Held) -> dict[str, str | None]:
    return {
        "custody": item.custody,
        "tracking": item.tracking,
        "carrier": item.carrier,
        "shelf": item.shelf,
        "state": item.state,
        "arrived_day": item.arrived_day,
        "presented_day": item.presented_day,
        "deadline_day": item.deadline_day,
        "last_useful_slot": item.last_useful_slot,
    }
