"""Services that are offered: asked before each act."""

from concierge_desk.counter.context import Context
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import AnyCommand
from concierge_desk.domain.errors import Refused
from concierge_desk.store import chosen


def require_on(rows: Rows, command: AnyCommand, context: Context) -> None:
    """Refuse a command that brings something new while its service is off.

    Raises:
        Refused: ``service.off``.
    """
    service = command.name.partition(".")[0]
    if not chosen.is_on(rows, service, context.business_day):
        raise Refused("service.off", service=service)
