"""Services switched on and off from a day on: ``service.switch``. What is held by one that is off can still leave.

Which of its acts bring something new, a service says itself (`Command.brings`): these are refused while it is off.

Source: decision 0065.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, Command, Reversal, Service, Undone, answers
from concierge_desk.counter.values.kinds import Code, Day, Flag
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned
from concierge_desk.i18n import N_
from concierge_desk.store import chosen

SWITCHED: Final = "service.switched"
SWITCH: Final = "service.switch"


@dataclass(frozen=True, slots=True)
class SwitchService:
    """A service is offered, or is offered no more, from a day on."""

    service: Annotated[str, Code(upper=False), "Its code, such as `shop`."]
    enabled: Annotated[bool, Flag(), "Whether it is offered."]
    from_day: Annotated[date | None, Day(), "First day; today by default, never before."]


@dataclass(frozen=True, slots=True)
class SwitchState:
    """State that a switch is decided from.

    Attributes:
        known: Whether there is such a service.
        before: Whether it is on, on that day.
        open: How many things it holds.
    """

    known: bool
    before: bool
    open: int


def switch_command(services: Sequence[Service]) -> AnyCommand:
    """Return the command that switches these services."""
    holding = {service.code: service.held for service in services}

    def load(rows: Rows, command: SwitchService, context: Context) -> SwitchState:
        known = command.service in holding
        held = holding.get(command.service)
        return SwitchState(
            known=known,
            before=chosen.is_on(rows, command.service, command.from_day or context.business_day),
            open=0 if held is None else held(rows),
        )

    return Command(
        name=SWITCH,
        summary=N_(
            "A service is offered, or is offered no more, from a day on; what it holds can still leave."
        ),
        load=load,
        decide=switch,
        answer=answers("service", "enabled", "from_day"),
        when=ANY_DAY,
        right=SET_UP,
    )


def switch(state: SwitchState, command: SwitchService, context: Context) -> tuple[Event, ...]:
    """Switch a service.

    Raises:
        Refused: ``service.unknown``, ``service.past``.

    Warns:
        ``service.things_open``.
    """
    if not state.known:
        raise Refused("service.unknown", service=command.service)
    first = command.from_day or context.business_day
    if first < context.business_day:
        raise Refused("service.past", day=first.isoformat())
    warnings: tuple[Warned, ...] = ()
    if state.open and not command.enabled:
        warnings = (Warned("service.things_open", {"service": command.service, "count": state.open}),)
    return (_switched(command.service, command.enabled, state.before, first, warnings),)


def _switched(
    service: str, enabled: bool, before: bool, first: date, warnings: tuple[Warned, ...] = ()
) -> Event:
    data = {"service": service, "enabled": enabled, "before": before, "from_day": first.isoformat()}
    return Event(SWITCHED, data, warnings=warnings)


def _load_switched(rows: Rows, undone: Undone, _context: Context) -> int | None:
    return chosen.last_switched(rows, undone.posted.data["service"])


def take_switch_back(last: int | None, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Let hold what held before, from that day on, today at the earliest: days that are over stand.

    Only what was switched last is taken back: what held before is known of nothing else.

    Raises:
        Refused: ``service.changed_since``.
    """
    data = undone.posted.data
    if last != undone.posted.seq:
        raise Refused("service.changed_since", service=data["service"])
    first = max(date.fromisoformat(data["from_day"]), context.business_day)
    return (_switched(data["service"], data["before"], data["enabled"], first),)


SWITCH_REVERSALS: Mapping[str, Reversal[int | None]] = {
    SWITCHED: Reversal(take_switch_back, _load_switched, right=SET_UP)
}
