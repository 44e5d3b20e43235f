"""Things that wait, brought by one service more: what the words of the morning and of looking iterate over."""

from dataclasses import replace
from typing import Any

import pytest

from concierge_desk import registry
from concierge_desk.counter.cards.at_counter import AtCounter, MorningList, Search
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.domain.journal import Data

EVE = "2026-12-24"
SLOT = "2026-12-24T15:00/18:00"
LISTS = {"back": MorningList("Day"), "open": MorningList("Closing")}


def thing(ref: str, title: str = "Panier", place: str = "B1", **more: Any) -> Offer:
    """Something that a service keeps."""
    return Offer("shop", ref, title, (), place=place, **more)


KESSLER = thing("c-1", state="held", deadline_day=EVE, slot=SLOT)


def register(monkeypatch: pytest.MonkeyPatch, *, recognise: Any = None, **parts: Any) -> None:
    """Let the shop bring these parts of the counter, and every other service none of them."""
    bare = [replace(service, recognise=None, at_counter=None) for service in registry.SERVICES]
    services = [
        replace(service, recognise=recognise, at_counter=AtCounter(**parts))
        if service.code == "shop"
        else service
        for service in bare
    ]
    monkeypatch.setattr(registry, "SERVICES", tuple(services))


def agenda(*due: Offer) -> dict[str, Any]:
    """A service with two lists: these things on its shelf, and the hours of the day, which lie nowhere."""

    def hours(rows: Any, now: Now) -> tuple[Offer, ...]:
        assert rows.execute("SELECT count(*) FROM journal").fetchone()[0] > 0
        told = ", ".join(slot.interval.partition("T")[2] for slot in now.calendar.slots(now.today))
        return (thing("-", "Hours", now.today.isoformat(), short=told or "none", due="open"),)

    return {"lists": LISTS, "shelf": lambda _rows, _now: due, "morning": hours}


def cards(*waiting: Offer, name: str = "Kessler") -> Search:
    """A service where these wait for one person."""
    return lambda _rows, asked, _now: waiting if asked == name else ()


def basket(code: str) -> Data | None:
    """A service that knows its own codes."""
    return {"basket": code.lower(), "certain": True, "owner": None} if code.lower().startswith("c-") else None
