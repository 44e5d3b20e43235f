"""Entries before they are sealed: made from events in one place.

Source: docs/contract.md, "Payload".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from concierge_desk.domain.clock import offset_text
from concierge_desk.domain.journal import Event, instant_text


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it is sealed: everything of its payload but salt, desk and epoch."""

    kind: str
    aud: str
    data: Mapping[str, Any]
    day: str | None
    op: str
    by: str
    at: str
    tz: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """Facts that all entries of one operation share.

    Attributes:
        op: The operation's id.
        by: Code of whoever is at the counter.
        at: Their instant.
        zone: Time zone of the shop.
        day: The open business day, None without one.
    """

    op: str
    by: str
    at: datetime
    zone: tzinfo
    day: str | None

    def draft(self, event: Event) -> Draft:
        """Return an event as the entry it becomes; the entry that opens a day belongs to it."""
        opened = event.data["day"] if event.kind == "day.opened" else None
        return Draft(
            kind=event.kind,
            aud=event.aud,
            data=data_of(event),
            day=opened or self.day,
            op=self.op,
            by=self.by,
            at=instant_text(self.at),
            tz=offset_text(self.at, self.zone),
        )


def data_of(event: Event) -> dict[str, Any]:
    """Return the ``data`` object of an event's payload."""
    data = dict(event.data)
    if event.warnings:
        data["warnings"] = [{"code": item.code, "params": dict(item.params)} for item in event.warnings]
    if event.documents:
        data["documents"] = list(event.documents)
    if event.corrects is not None:
        data["corrects"] = event.corrects
    return data
