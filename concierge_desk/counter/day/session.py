"""The two halves of a business day. Pure rules.

Source: docs/contract.md, "Business day"; docs/requirements.md, R-1.32; decision 0012.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from concierge_desk.counter.context import Context
from concierge_desk.counter.till.till import CountDrawer, count_if_given
from concierge_desk.domain.day import MOST_SESSIONS, DayState
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event

Half: TypeAlias = Literal["", "goes_on", "break", "over"]
"""Where the halves of a day stand: no day is open, one goes on, the counter is on its break, both were lived."""


def half_of(state: DayState) -> Half:
    """Return where the halves of the open day stand."""
    if state.open is None:
        return ""
    if state.session_open:
        return "goes_on"
    return "break" if state.session < MOST_SESSIONS else "over"


def close_session(_state: None, command: CountDrawer, context: Context) -> tuple[Event, ...]:
    """End a session, counting the drawer if a count is given.

    Raises:
        Refused: ``session.not_open``, and as `count_if_given`.
    """
    if not context.state.session_open:
        raise Refused("session.not_open")
    counted, drawer = count_if_given(command, context), command.drawer or context.settings.drawer
    data = {
        "session": context.state.session,
        "expected_cents": context.state.held_in(drawer),
        "counted_cents": counted[0].data["counted_cents"] if counted else None,
        "gap_cents": counted[0].data["gap_cents"] if counted else None,
        "drawer": drawer,
    }
    return (*counted, Event("session.closed", data))


@dataclass(frozen=True, slots=True)
class SessionOpen:
    """Begin the second session."""


def open_session(_state: None, _command: SessionOpen, context: Context) -> tuple[Event, ...]:
    """Begin the second session.

    Raises:
        Refused: ``session.already_open``, ``session.no_third``.
    """
    if context.state.session_open:
        raise Refused("session.already_open")
    if context.state.session >= MOST_SESSIONS:
        raise Refused("session.no_third")
    return (Event("session.opened", {"session": context.state.session + 1}),)
