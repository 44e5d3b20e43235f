"""Things that wait, brought by one service more: what the words of the morning and of looking iterate over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from concierge_desk import registry
from concierge_desk.counter.cards.agenda import Agenda, Due, WaitingCard
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.journal import Data

EVE = "2026-12-24"
SLOT = "2026-12-24T15:00/18:00"
KESSLER = WaitingCard("shop", "c-1", "Panier", "B1", "held", EVE, SLOT)


def register(monkeypatch: pytest.MonkeyPatch, **parts: Any) -> None:
    """Let the shop bring these parts, and every other service none of them."""
    bare = {"agenda": None, "cards": None, "recognise": None}
    services = [
        replace(service, **{**bare, **(parts if service.code == "shop" else {})})
        for service in registry.SERVICES
    ]
    monkeypatch.setattr(registry, "SERVICES", tuple(services))


def agenda(*due: Due) -> Agenda[int]:
    """A service with two lists, which reads the journal's length to say what is due."""

    def read(rows: Any) -> int:
        return int(rows.execute("SELECT count(*) FROM journal").fetchone()[0])

    def on(entries: int, day: date, calendar: OpeningCalendar) -> Sequence[Due]:
        assert entries > 0
        hours = ", ".join(slot.interval.partition("T")[2] for slot in calendar.slots(day))
        return (*due, Due("open", "-", hours, day.isoformat()))

    return Agenda({"back": "Day", "open": "Closing"}, read, on)  # type: ignore[arg-type]


def cards(*waiting: WaitingCard, name: str = "Kessler") -> Any:
    """A service where these wait for one person."""
    return lambda _rows, asked: waiting if asked == name else ()


def basket(code: str) -> Data | None:
    """A service that knows its own codes."""
    return {"basket": code.lower(), "certain": True, "owner": None} if code.lower().startswith("c-") else None
