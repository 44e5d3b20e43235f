"""Change of what the shop is: name, legal mentions, address, numbers, region, hours of its year, roll. Pure rules.

Older papers keep what they were drawn with: each entry says the whole, and a paper is drawn with that of its own.

Source: docs/contract.md, "Words"; decision 0065.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.day.followers import Followers, States
from concierge_desk.counter.day.holidays import holidays_of
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import (
    ANY_DAY,
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    Service,
    Undone,
)
from concierge_desk.counter.setup import whole
from concierge_desk.counter.setup.site_texts import Lines, ShopText, Siret, VatNumber
from concierge_desk.counter.values.journal_texts import AskedTwice
from concierge_desk.counter.values.kinds import Integer, OrNull, Text
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.i18n import N_
from concierge_desk.store import settings

_CLEARED = ""
"""What was given as null: it is left out from then on."""


@dataclass(frozen=True, slots=True)
class ChangeSite:
    """The shop is called otherwise, has moved, has another number; what is not given stays as it is."""

    name: Annotated[str | None, ShopText(), "Trading name."] = None
    legal: Annotated[tuple[str, ...] | None, Lines(), "Legal name, form and capital."] = None
    address: Annotated[tuple[str, ...] | None, Lines(), "Lines of the address."] = None
    siret: Annotated[str | None, Siret(), "SIRET; a real shop's own."] = None
    rcs: Annotated[str | None, OrNull(ShopText(), _CLEARED), "Town of the register of companies."] = None
    vat_number: Annotated[
        str | None, OrNull(VatNumber(), _CLEARED), "Number for the VAT, of the company of the SIRET."
    ] = None
    timezone: Annotated[str | None, Text(), "Time zone, such as `Europe/Paris`."] = None
    holidays: Annotated[str | None, Text(), "Region of the holidays, such as `FR-6AE`."] = None
    fiscal_year_start: Annotated[str | None, Text(), "First day of the fiscal year, MM-DD."] = None
    roll_mm: Annotated[int | None, Integer(58, 80, "mm"), "Width of the roll: 58 or 80."] = None
    confirmed: AskedTwice = False

    def given(self) -> dict[str, Any]:
        """Return the fields that were given, texts and lists as settings hold them."""
        # What reads them is not loaded before one is changed.
        from concierge_desk.counter.setup.desk_fields import FIELDS  # noqa: PLC0415

        found = {name: getattr(self, name) for name in FIELDS}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in found.items()
            if value is not None
        }


@dataclass(frozen=True, slots=True)
class SiteState:
    """The whole of what the shop is now, and what of each service hangs on its hours."""

    now: Data
    held: States


def site_command(services: Sequence[Service]) -> AnyCommand:
    """Return the command that changes what the shop is; the services follow where its holidays are others."""
    followers = Followers.of(services)

    def load(rows: Rows, command: ChangeSite, _context: Context) -> SiteState:
        held = {} if command.holidays is None else followers.load(rows)
        return SiteState(settings.settings_in_force(rows), held)

    def decide(state: SiteState, command: ChangeSite, context: Context) -> tuple[Event, ...]:
        event = change_site(state.now, command, context)
        if "holidays" not in event.data[whole.CHANGED]:
            return (event,)
        calendar = replace(context.calendar, holidays=holidays_of(event.data["holidays"]))
        return followers.after(event, calendar, state.held, context)

    def answer(posted: Sequence[Posted]) -> Data:
        return {"changed": posted[0].data[whole.CHANGED], "moved": followers.moved(posted[1:])}

    decide.__doc__ = change_site.__doc__
    return Command(
        name="site.change",
        summary=N_("What the shop is changes from now on; older papers keep what they were drawn with."),
        load=load,
        decide=decide,
        answer=answer,
        when=ANY_DAY,
        right=SET_UP,
    )


def change_site(now: Data, command: ChangeSite, context: Context) -> Event:
    """Return what the shop is from now on.

    Raises:
        Refused: ``site.siret_invalid``, ``site.vat_number_invalid``, ``site.field_invalid``, ``site.nothing_changed``.
    """
    from concierge_desk.counter.setup.desk_fields import (  # noqa: PLC0415  (as above)
        FIELDS,
        NO_SIRET,
        BadField,
        checked,
    )

    given = command.given()
    raw = {name: now[name] for name in FIELDS if name in now} | given
    try:
        read = checked({name: value for name, value in raw.items() if value != _CLEARED})
    except BadField as error:
        raise Refused(_INVALID.get(error.name, "site.field_invalid"), field=error.name) from error
    if "siret" in given and read["siret"] == NO_SIRET and not context.settings.practice:
        raise Refused("site.siret_invalid", field="siret")
    values = {name: read.get(name) for name in given}
    if not whole.differing(now, values):
        raise Refused("site.nothing_changed")
    return whole.written_anew(now, {name: values[name] for name in whole.differing(now, values)})


_INVALID = {"siret": "site.siret_invalid", "vat_number": "site.vat_number_invalid"}


def _write_back(now: Data, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Write back what a change took away, while what it wrote still holds.

    Raises:
        Refused: ``site.change_again``, ``site.changed_since``.
    """
    told = undone.posted.data
    if "holidays" in told[whole.CHANGED]:
        # The services have moved what they hold, and follow the next change in the same way.
        raise Refused("site.change_again")
    if any(now.get(name) != told.get(name) for name in told[whole.CHANGED]):
        raise Refused("site.changed_since")
    event = whole.written_anew(now, {name: told[whole.BEFORE][name] for name in told[whole.CHANGED]})
    of_whom = {name: told[name] for name in (whole.OPERATOR,) if name in told}
    return (replace(event, data={**event.data, **of_whom}),)


SITE_REVERSALS: dict[str, AnyReversal] = {
    whole.KIND: Reversal(
        _write_back, load=lambda rows, _undone, _context: settings.settings_in_force(rows), right=SET_UP
    ),
}
