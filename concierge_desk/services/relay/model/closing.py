"""Statements that the relay freezes at the day's closing: one for each principal.

Source: docs/contract.md, "Audiences", "La Poste's daily file"; docs/trade.md, "Daily statement of the relay";
decision 0031.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import ClosingContext
from concierge_desk.counter.service_parts import DayReading
from concierge_desk.domain.accounting.remittance import remitted_told
from concierge_desk.domain.charge import mandate_of
from concierge_desk.domain.journal import Data, Event, Posted, facts
from concierge_desk.domain.ticket import MEANS
from concierge_desk.mechanisms.custody.model import DAMAGED, LOSE, LOST, NOT_FOUND
from concierge_desk.services.relay.model.bags.bag import CLOSED_KIND, bags_of
from concierge_desk.services.relay.model.catalogue import product_name
from concierge_desk.services.relay.model.facts.complaints import Complaint
from concierge_desk.services.relay.model.facts.leaving import DEPOSITS, RETURNS
from concierge_desk.services.relay.model.facts.stamps import pieces_of
from concierge_desk.services.relay.model.held import HeldItem, Matter
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.states import MISDELIVERED, MISROUTED
from concierge_desk.services.relay.model.stock import kinds, worth
from concierge_desk.services.relay.model.stock.worth import Prices, moved

RECEIVED = "relay.received"
HANDED_OVER = "relay.handed_over"
REFUSED = "relay.refused"
TO_POSTMAN = "relay.handed_to_postman"
DEPOSITED = "relay.deposited"
SOLD = "relay.sold"
FRANKED = "relay.franked"
STOCK_RECEIVED, STOCK_SPOILED, STOCK_COUNTED = kinds.RECEIVED, kinds.SPOILED, kinds.COUNTED
PACK_OPENED = kinds.OPENED
INCIDENT = "relay.incident_noted"
COMPLAINT = "relay.complaint_noted"
TAKEN_BACK = "relay.taken_back"
REVERSED = "relay.reversed"
REPORTED = "relay.day_reported"
SESSION_CLOSED = "session.closed"
_BEGINS = ("day.opened", "session.opened")

MATTERS = (DAMAGED, MISROUTED, NOT_FOUND, MISDELIVERED, LOST)
"""What may be the matter with an item, in the order that a statement lists it; the words of `relay_state`."""

STOCK_KINDS = frozenset({SOLD, STOCK_RECEIVED, STOCK_SPOILED, STOCK_COUNTED, PACK_OPENED})
_MOVEMENTS = frozenset(
    {RECEIVED, HANDED_OVER, REFUSED, INCIDENT, REVERSED, TO_POSTMAN, TAKEN_BACK, DEPOSITED, CLOSED_KIND}
)


@dataclass(frozen=True, slots=True)
class DayNow:
    """Figures of the tables at this moment.

    Attributes:
        held: Items in the shop, by deadline.
        stock: Stamps by product.
        par: Stamps that should be there, on this day.
        perpetual: By principal: charges since the beginning, signed and absolute.
        site: What La Poste's statement says of the shop.
        labels: What each product is called.
        away: Items that are with somebody else, by deadline.
        matters: What is to be settled of both.
        owed: By fund, what was charged since the beginning less what was paid over, in cents.
        software: Version that writes.
        complaints: Those that have not ended, and those that ended on this day, the oldest first.
        has_bags: A bag was announced here, on this day or before.
        capacity: What the shelves hold, None where nobody said it of any place.
        prices: What a piece of the stock is worth, and was at the last closing.
    """

    held: tuple[HeldItem, ...]
    stock: Mapping[str, int]
    par: Mapping[str, int]
    perpetual: Mapping[str, tuple[int, int]]
    site: Mapping[str, str]
    labels: Mapping[str, str]
    away: tuple[HeldItem, ...] = ()
    matters: tuple[Matter, ...] = ()
    owed: Mapping[str, int] = field(default_factory=dict)
    software: str | None = None
    complaints: tuple[Complaint, ...] = ()
    has_bags: bool = False
    capacity: Data | None = None
    prices: Prices = field(default_factory=Prices)


def close(closing: ClosingContext) -> tuple[Event, ...]:
    """Return a ``relay.day_reported`` for La Poste, and for each other network that had something here."""
    now: DayNow = closing.reading.state
    others = {item.principal for item in (*now.held, *now.away)} | {
        entry.aud
        for entry in closing.reading.posted
        if entry.kind in _MOVEMENTS and not _moves_nothing(entry)
    }
    return tuple(_report(closing, now, owner) for owner in (LAPOSTE, *sorted(others - {LAPOSTE})))


def _moves_nothing(entry: Posted) -> bool:
    """Say whether an entry takes back a complaint, or a bag that was announced."""
    return "complaint" in entry.data or (entry.kind == REVERSED and "bag" in entry.data)


def custody_counts(posted: Sequence[Posted]) -> dict[str, int]:
    """Return how many stays began and ended in a range of entries, less those that were taken back in it.

    An item that was lost for good is told only where there is one: it is not what a day looks like.
    """
    lost = _lost(posted)
    return {
        "received": _times(posted, RECEIVED),
        "handed_over": _times(posted, HANDED_OVER),
        "refused": _times(posted, REFUSED),
        "returned": sum(len(entry.data["items"]) for entry in posted if is_return(entry))
        - sum(entry.kind == TAKEN_BACK and entry.data["what"] == RETURNS for entry in posted),
        **({"lost": lost} if lost else {}),
    }


def standing_counts(held: int, away: int) -> dict[str, int]:
    """Return how many items are in the shop, and how many with somebody else: told only where there is one."""
    return {"held": held, **({"misdelivered": away} if away else {})}


def lost_rows(posted: Sequence[Posted]) -> list[dict[str, str | None]]:
    """Return the items that were given up in a range of entries and not found after all, as a statement lists them."""
    found: dict[str, dict[str, str | None]] = {}
    for entry in posted:
        data = entry.data
        if entry.kind == INCIDENT and data["state"] == LOST:
            lost = {"state": LOST, "since_day": entry.day}
            found[data["custody"]] = {**{name: data[name] for name in _ITEM}, **lost}
        elif entry.kind == REVERSED and data.get("incident") == LOSE:
            found.pop(data["custody"], None)
    return list(found.values())


_ITEM = ("custody", "tracking", "carrier")
_KEPT = (*_ITEM, "shelf", "state", "arrived_day", "presented_day", "deadline_day", "last_useful_slot")
"""Facts of what is in the shop, as a statement lists it."""


def _matter_rows(owner: str, matters: Sequence[Matter], own: Sequence[Posted]) -> list[dict[str, str | None]]:
    """Return all that is the matter at a closing, and what was lost for good since the last one."""
    standing = [facts(one, *_ITEM, "state", "since_day") for one in matters if one.principal == owner]
    return sorted(
        [*standing, *lost_rows(own)],
        key=lambda row: (
            MATTERS.index(str(row["state"])),
            row["since_day"],
            row["tracking"] or row["custody"],
            row["custody"],
        ),
    )


def _lost(posted: Sequence[Posted]) -> int:
    """Return the items given up, less those whose loss was taken back."""
    given_up = sum(1 for entry in posted if entry.kind == INCIDENT and entry.data["state"] == LOST)
    found_after_all = sum(
        1 for entry in posted if entry.kind == REVERSED and entry.data.get("incident") == LOSE
    )
    return given_up - found_after_all


def _times(posted: Sequence[Posted], kind: str) -> int:
    taken_back = [entry for entry in posted if entry.kind == REVERSED and entry.data["of"] == kind]
    return sum(entry.kind == kind for entry in posted) - len(taken_back)


def is_return(entry: Posted) -> bool:
    """Say whether an entry is a slip of returns."""
    return entry.kind == TO_POSTMAN and entry.data["what"] == RETURNS


def deposited(posted: Sequence[Posted]) -> int:
    """Return the pieces that were deposited; a tracked franking is not one."""
    return sum(entry.data["count"] for entry in posted if entry.kind == DEPOSITED)


def complaints(posted: Sequence[Posted]) -> int:
    """Return the complaints that were noted, less those that were none."""
    return sum(entry.data["count"] for entry in posted if entry.kind == COMPLAINT)


def departures(posted: Sequence[Posted]) -> list[dict[str, Any]]:
    """Return what left with the postman, slip by slip: how much of what, deposited on which day.

    What stayed behind is taken off its slip again; on a later day it is a row of its own, below nothing.
    """
    rows: dict[tuple[str, str, str, str], int] = {}
    for slip, left_day, item, sign in _leaving(posted):
        key = (slip, item["kind"], item.get("deposited_day") or left_day, left_day)
        rows[key] = rows.get(key, 0) + sign * item["count"]
    return [
        {"slip": slip, "kind": kind, "deposited_day": deposited_on, "left_day": left, "count": count}
        for (slip, kind, deposited_on, left), count in sorted(rows.items())
        if count
    ]


def _leaving(posted: Sequence[Posted]) -> Iterator[tuple[str, str, Mapping[str, Any], int]]:
    """Yield what left, and what did not after all: slip, day of the slip, item, and 1 or -1."""
    for entry in posted:
        data = entry.data
        if entry.kind == TO_POSTMAN and data["what"] == DEPOSITS:
            for item in data["items"]:
                yield data["slip"], str(entry.day), item, 1
        elif entry.kind == TAKEN_BACK and data["what"] == DEPOSITS:
            yield data["slip"], data["left_day"], data, -1


def stock_rows(
    posted: Sequence[Posted], stock: Mapping[str, int], par: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return the stock sheet: opening, what moved, closing, the last count and its gap, the proposed restock.

    A day's gaps add up: closing = opening + received - sold - spoiled + gap + opened. What hardly a day knows is told
    only where it happened: `opened`, pieces that packs gave or packs that were opened (below nought); `lost`, how many
    of the spoilt for another reason, by its code.
    """
    rows = []
    for product in sorted(stock.keys() | par.keys()):
        own = [entry for entry in posted if entry.data.get("product") == product]
        received, spoiled = _quantity(own, STOCK_RECEIVED), _quantity(own, STOCK_SPOILED)
        # Stamps leave on an item of another product too.
        sold = sum(pieces_of(entry, product) for entry in posted)
        counts = [entry for entry in own if entry.kind == STOCK_COUNTED]
        gap = sum(entry.data["gap"] for entry in counts)
        closing = stock.get(product, 0)
        opened = sum(moved(entry, product) for entry in posted if entry.kind == PACK_OPENED)
        rows.append(
            {
                "product": product,
                "opening": closing - received + sold + spoiled - gap - opened,
                "received": received,
                "sold": sold,
                "spoiled": spoiled,
                "counted": _last_count(counts),
                "gap": gap,
                "closing": closing,
                "restock": max(0, par.get(product, 0) - closing),
                **({"opened": opened} if opened else {}),
                **_reasons(own),
            }
        )
    return rows


def _reasons(posted: Sequence[Posted]) -> dict[str, dict[str, int]]:
    """Return how many pieces of a product left for which reason, but for those that were simply spoilt."""
    found: dict[str, int] = {}
    for entry in posted:
        if entry.kind == STOCK_SPOILED and "reason" in entry.data:
            reason = entry.data["reason"]
            found[reason] = found.get(reason, 0) + entry.data["quantity"]
    left = {reason: pieces for reason, pieces in sorted(found.items()) if pieces}
    return {"lost": left} if left else {}


def _last_count(counts: Sequence[Posted]) -> int | None:
    """Return the last count that stands; None where nothing was counted, or every count was taken back."""
    taken_back = {entry.data["corrects"] for entry in counts if "corrects" in entry.data}
    standing = [
        entry.data["counted"]
        for entry in counts
        if "corrects" not in entry.data and entry.seq not in taken_back
    ]
    return standing[-1] if standing else None


def _quantity(posted: Sequence[Posted], kind: str) -> int:
    return sum(entry.data["quantity"] for entry in posted if entry.kind == kind)


def _report(closing: ClosingContext, now: DayNow, owner: str) -> Event:
    own = [entry for entry in closing.reading.posted if entry.aud == owner]
    held = [item for item in now.held if item.principal == owner]
    away = sum(item.principal == owner for item in now.away)
    fund = mandate_of(owner)
    takings = closing.takings.get(fund, {})
    lines = [entry.data["line"]["cents"] for entry in own if "line" in entry.data]
    signed, absolute = now.perpetual.get(owner, (0, 0))
    documents = (f"bordereau:{closing.reading.day}",) if owner == LAPOSTE else ()
    return Event(
        REPORTED,
        {
            "number": closing.number,
            "day": closing.reading.day,
            "site": {**now.site, **facts(closing.context.settings, "name", "desk")},
            "charged_cents": sum(lines),
            "takings": [{"means": means, **_cents(takings, means)} for means in MEANS],
            "custody": {**custody_counts(own), **standing_counts(len(held), away)},
            "deposits": deposited(own),
            "departures": departures(own),
            "complaints": complaints(own),
            **_complaint_states(owner, now),
            "held": [facts(item, *_KEPT) for item in held],
            "incidents": _matter_rows(owner, now.matters, own),
            "stock": labelled_stock(closing.reading, now) if owner == LAPOSTE else [],
            "perpetual_cents": signed + sum(lines),
            "perpetual_abs_cents": absolute + sum(abs(cents) for cents in lines),
            "sessions": sessions(closing.reading.posted, closing.context),
            "software": now.software,
            **_straight(fund, closing),
            **remitted_told(fund, closing.reading.posted),
            # What of its money was paid over since the beginning; the rest is still owed.
            "remitted_total_cents": signed + sum(lines) - now.owed.get(fund, 0),
            "owed_cents": now.owed.get(fund, 0),
            **bags_told(own, now),
            **({"capacity": now.capacity} if owner == LAPOSTE and now.capacity is not None else {}),
        },
        aud=owner,
        documents=documents,
    )


def _complaint_states(owner: str, now: DayNow) -> dict[str, Any]:
    """Return where the complaints about a network stand; nothing where there are none."""
    rows = [facts(one, *_COMPLAINT) for one in now.complaints if one.principal == owner]
    return {"complaint_states": rows} if rows else {}


_COMPLAINT = ("complaint", "subject", "tracking", "state", "noted_day", "forwarded_day", "answer_by_day")


def bags_told(posted: Sequence[Posted], now: DayNow) -> dict[str, Any]:
    """Return what the bags of a day come to; nothing in a shop that never had one."""
    return {"bags": bags_of(posted)} if now.has_bags else {}


def _straight(fund: str, closing: ClosingContext) -> dict[str, int]:
    """Return what its own account took of the day by card and cheque; nothing where it has none."""
    cents = closing.straight.get(fund, 0)
    return {"straight_cents": cents} if cents or fund in closing.context.state.payees else {}


def sessions(posted: Sequence[Posted], context: Context) -> list[dict[str, str]]:
    """Return from when to when the counter was open, as the shop's clock showed it: ISO texts to the minute."""
    found: list[dict[str, str]] = []
    for entry in posted:
        if entry.kind in _BEGINS:
            found.append({"from": entry.local.isoformat(timespec="minutes")})
        elif entry.kind == SESSION_CLOSED and found:
            found[-1]["to"] = entry.local.isoformat(timespec="minutes")
    if found and "to" not in found[-1]:
        found[-1]["to"] = context.at.astimezone(context.zone).isoformat(timespec="minutes")
    return found


def labelled_stock(reading: DayReading, now: DayNow) -> list[dict[str, Any]]:
    """Return the stock sheet with what each product is called today: a sheet printed later says the same.

    `revalued` is told of what has another price than at the last closing.
    """
    found = []
    for row in stock_rows(reading.posted, now.stock, now.par):
        change = worth.revalued(row, reading.posted, reading.day, now.prices)
        label = product_name(row["product"], now.labels)
        found.append({**row, "label": label, **({"revalued": change} if change else {})})
    return found


def _cents(takings: Mapping[str, Mapping[str, int]], means: str) -> dict[str, int]:
    cell = takings.get(means, {"charged": 0, "refunded": 0})
    return {"charged_cents": cell["charged"], "refunded_cents": cell["refunded"]}
