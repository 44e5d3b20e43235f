"""The post office that the relay belongs to, and the relay's number among La Poste's sites: both may be given later.

Papers of days that are over keep what they were drawn with.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.setup.site_texts import ShopText
from concierge_desk.counter.values.journal_texts import AskedTwice
from concierge_desk.counter.values.kinds import OrNull, Text
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event
from concierge_desk.services.relay.model.numbers import OFFICE

KIND = "relay.office_set"

_REGATE = re.compile(r"(?=.*[1-9])[0-9]{6}", re.ASCII)
_CLEARED = ""


@dataclass(frozen=True, slots=True)
class SetOffice:
    """The shop says which post office it belongs to, and its REGATE code; what is not given stays as it is."""

    office: Annotated[str | None, OrNull(ShopText(), _CLEARED), "Post office that the shop belongs to."] = (
        None
    )
    regate: Annotated[str | None, OrNull(Text(), _CLEARED), "REGATE code: 6 figures, not all of them 0."] = (
        None
    )
    confirmed: AskedTwice = False


def set_office(now: Data, command: SetOffice, _context: Context) -> tuple[Event, ...]:
    """Return what holds from now on, and what held until now.

    Args:
        now: What holds, by `OFFICE`.
        command: What is said anew.

    Raises:
        Refused: ``relay.regate_invalid``, ``relay.office_same``.
    """
    given = {name: value for name in OFFICE if (value := getattr(command, name)) is not None}
    if given.get("regate") and not _REGATE.fullmatch(given["regate"]):
        raise Refused("relay.regate_invalid")
    after = {**now, **given}
    if after == now:
        raise Refused("relay.office_same")
    return (Event(KIND, {**after, "before": dict(now)}),)


def take_back(now: Data, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Write back what held before, while what was said still holds.

    Raises:
        Refused: ``relay.office_changed``.
    """
    told = undone.posted.data
    if any(now[name] != told[name] for name in OFFICE):
        raise Refused("relay.office_changed")
    return (Event(KIND, {**told["before"], "before": dict(now)}),)
