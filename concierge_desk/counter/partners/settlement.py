"""Settlement of what is owed to a partner on our own account: noted as paid, service by service. Pure rules, and what they read.

Source: docs/contract.md, "Partners"; decision 0093.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.known import made_partner, owed_for_work
from concierge_desk.counter.partners.partner import REGIME_OWN, Partner
from concierge_desk.counter.rights.table import ACCOUNTS
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import (
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    Service,
    Undone,
    answers,
)
from concierge_desk.counter.values.kinds import Day, cents
from concierge_desk.counter.values.partner_codes import PartnerCode
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned
from concierge_desk.i18n import N_

_MUCH = cents(1)


@dataclass(frozen=True, slots=True)
class SettlePartner:
    """Note what a partner was paid of what is owed to him."""

    partner: Annotated[str, PartnerCode(), "To whom."]
    cents: Annotated[int, _MUCH, "How much."]
    until_day: Annotated[date | None, Day(), "Last day that it is for."] = None


@dataclass(frozen=True, slots=True)
class Owing:
    """State that a settlement is decided from: the partner, and what each service owes him, in their order."""

    partner: Partner | None
    owed: Mapping[str, int]


def settle(state: Owing, command: SettlePartner, _context: Context) -> tuple[Event, ...]:
    """Take a payment off what is owed, of the first service first; what is over off the last.

    Raises:
        Refused: ``partner.unknown``, ``partner.nothing_owed`` where no service ever owed him anything.

    Warns:
        ``partner.over_settled``.
    """
    if state.partner is None:
        raise Refused("partner.unknown", partner=command.partner)
    name = state.partner.name
    if state.partner.regime != REGIME_OWN or not state.owed:
        raise Refused("partner.nothing_owed", partner=name)
    left, split = command.cents, []
    for place, (service, owed) in enumerate(state.owed.items(), start=1):
        part = left if place == len(state.owed) else min(left, max(0, owed))
        left -= part
        split += [{"service": service, "cents": part}] if part else []
    rest = sum(state.owed.values()) - command.cents
    told = {
        "partner": command.partner,
        "name": name,
        "cents": command.cents,
        "until_day": None if command.until_day is None else command.until_day.isoformat(),
        "owed_cents": rest,
        "split": split,
    }
    over = (Warned("partner.over_settled", {"partner": name, "over_cents": -rest}),) if rest < 0 else ()
    return (Event("partner.settled", told, aud=state.partner.aud, warnings=over),)


def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Owe again what was noted as paid."""
    data = undone.posted.data
    split = [{**row, "cents": -row["cents"]} for row in data["split"]]
    back = {"cents": -data["cents"], "owed_cents": None, "split": split}
    return (undone.negated("partner", "name", "until_day", **back),)


def settlement_command(services: Sequence[Service]) -> AnyCommand:
    """Return the command that notes a settlement."""

    def load(rows: Rows, command: SettlePartner, _context: Context) -> Owing:
        owed = owed_for_work(rows, services, command.partner)
        return Owing(made_partner(rows, command.partner), owed)

    return Command(
        name="partner.settle",
        summary=N_("What a partner was paid of what is owed to him is noted."),
        load=load,
        decide=settle,
        answer=answers("partner", "owed_cents"),
        right=ACCOUNTS,
    )


REVERSAL: AnyReversal = Reversal(take_back, right=ACCOUNTS)
