"""Inventory of a shelf by scanning: things seen, things missing, things that nobody expects there.

Nothing of it is written: it tells where to look, and what is found out then is an act of its own (an incident, an
arrival). What came in or went while it was going on is neither missing nor too much.

Pure rules.

Source: decision 0022.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.values.codelists import fold
from concierge_desk.counter.values.codes import read_code

Verdict: TypeAlias = Literal["seen", "again", "odd"]
"""Of a scan: it was expected; it was scanned before; it was not expected."""


NoThing: TypeAlias = Literal["", "place", "misread"]
"""Of a code that nobody knows: the label of a place; a label of ours that was not read as it is printed."""

_OURS = re.compile(r"[A-Za-z]-")
_PLACE = "a-"


@dataclass(frozen=True, slots=True)
class Inventory:
    """An inventory that is going on.

    Attributes:
        began: What lay there when it began, by `Offer.ref`.
        seen: What was ticked, in that order.
        odd: What was scanned there and nobody expected: what it is, and the code that was read.
    """

    began: tuple[str, ...]
    seen: tuple[str, ...] = ()
    odd: tuple[tuple[str, str], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that nobody expected, in the order they were scanned."""
        return tuple(code for _which, code in self.odd)

    @property
    def is_empty(self) -> bool:
        """Nothing was scanned yet."""
        return not (self.seen or self.odd)


@dataclass(frozen=True, slots=True)
class Surplus:
    """Thing on a shelf that nobody expects there.

    Attributes:
        code: As it was scanned.
        offer: What is known of it; None where nobody knows it.
    """

    code: str
    offer: Offer | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of an inventory.

    Attributes:
        seen: How many of what lies there were seen.
        missing: Was expected and not seen.
        noted: Was not seen either, as noted before.
        found: Was noted as missing, and seen.
        surplus: Lies there though nobody expects it.
    """

    seen: int = 0
    missing: tuple[Offer, ...] = ()
    noted: tuple[Offer, ...] = ()
    found: tuple[Offer, ...] = ()
    surplus: tuple[Surplus, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Nothing is left to be done."""
        return not (self.missing or self.noted or self.found or self.surplus)


def begun(shelf: Sequence[Offer]) -> Inventory:
    """Return an inventory of what lies there now."""
    return Inventory(tuple(offer.ref for offer in shelf))


def scanned(
    inventory: Inventory, code: str, offers: Sequence[Offer], shelf: Sequence[Offer]
) -> tuple[Inventory, Verdict, Offer | None]:
    """Return the inventory after a scan, what came of it, and what it is.

    Args:
        inventory: Before it.
        code: As it was read.
        offers: What the code is to every service.
        shelf: What lies there now.
    """
    refs = {offer.ref for offer in shelf}
    here = [offer for offer in offers if offer.ref in refs]
    # Two networks may have the same number: the second scan is the second item.
    fresh = next((offer for offer in here if offer.ref not in inventory.seen), None)
    if fresh is not None:
        return ticked(inventory, fresh.ref), "seen", fresh
    if here:
        return inventory, "again", here[0]
    known = offers[0] if offers else None
    which = known.ref if known is not None else code.strip().upper()
    if any(which == one for one, _code in inventory.odd):
        return inventory, "again", known
    return replace(inventory, odd=(*inventory.odd, (which, code.strip()))), "odd", known


def no_thing(code: str, shelf: Sequence[Offer]) -> NoThing:
    """Return what a code that nobody knows is, where it is nothing that could lie there; empty where it may be.

    Args:
        code: As it was read.
        shelf: What lies there now.
    """
    text = code.strip()
    if fold(text) in {fold(offer.place) for offer in shelf if offer.place}:
        return "place"
    if not _OURS.match(text):
        return ""
    try:
        own = read_code(text)
    except ValueError:
        return "misread"
    return "place" if own is not None and own.startswith(_PLACE) else ""


def ticked(inventory: Inventory, ref: str) -> Inventory:
    """Return the inventory with something seen, by whatever means."""
    if ref in inventory.seen:
        return inventory
    return replace(inventory, seen=(*inventory.seen, ref))


def unticked(inventory: Inventory, ref: str) -> Inventory:
    """Return the inventory without a tick that was made by mistake."""
    return replace(inventory, seen=tuple(one for one in inventory.seen if one != ref))


def outcome(inventory: Inventory, shelf: Sequence[Offer], odd: Mapping[str, Sequence[Offer]]) -> Outcome:
    """Return what was found, as it stands now.

    Args:
        inventory: What was scanned.
        shelf: What lies there now.
        odd: By code that nobody expected: what it is now.
    """
    expected = [offer for offer in shelf if offer.ref in inventory.began]
    unseen = [offer for offer in expected if offer.ref not in inventory.seen]
    refs = {offer.ref for offer in shelf}
    return Outcome(
        seen=sum(offer.ref in inventory.seen for offer in shelf),
        missing=tuple(offer for offer in unseen if not offer.missed),
        noted=tuple(offer for offer in unseen if offer.missed),
        found=tuple(offer for offer in expected if offer.missed and offer.ref in inventory.seen),
        surplus=tuple(
            Surplus(code, offers[0] if offers else None)
            for code, offers in odd.items()
            if not any(offer.ref in refs for offer in offers)
        ),
    )
