"""Refusals to take an act back, before anybody does: the command that takes back is asked, and writes nothing.

Source: decision 0023.
"""

from concierge_desk.counter.command.decision import refusal_of
from concierge_desk.counter.command.identity import granted
from concierge_desk.counter.command.sources import context_of
from concierge_desk.counter.values.codelists import codes
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import Refused
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import View


def refusal_to_take_back(desk: Desk, rows: Connection, op: str, operator: str) -> Refused | None:
    """Return why an act would not be taken back, None where it would.

    Args:
        desk: The open desk.
        rows: A reading transaction of it.
        op: The act.
        operator: Code of whoever asks.
    """
    asked = {"do": "journal.reverse", "op_of": op, "reason": codes("correction")[0]}
    context = context_of(View(rows), desk.counter.sources, operator)
    return refusal_of(catalogue.commands(), rows, asked, context, granted(context, None))
