"""Refusals to take an act back, before anybody does: the command that takes back is asked, and writes nothing.

Source: decision 0023.
"""

from concierge_desk.counter.command.decision import granted, refusal_of
from concierge_desk.counter.command.sources import context_of
from concierge_desk.counter.rights.grant import NOT_ALLOWED
from concierge_desk.counter.rights.who_may import staff_of
from concierge_desk.counter.values.codelists import codes
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import Refused
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import View


def refusal_to_take_back(desk: Desk, rows: Connection, op: str, operator: str) -> Refused | None:
    """Return why an act would not be taken back, None where it would: by whoever asks, or with somebody's approval.

    Args:
        desk: The open desk.
        rows: A reading transaction of it.
        op: The act.
        operator: Code of whoever asks.
    """
    asked = {"do": "journal.reverse", "op_of": op, "reason": codes("correction")[0]}
    view = View(rows)
    context = context_of(view, desk.counter.sources, operator)

    def refused(lender: str | None) -> Refused | None:
        return refusal_of(catalogue.commands(), rows, asked, context, granted(context, lender))

    why = refused(None)
    if why is None or why.code != NOT_ALLOWED:
        return why
    for lender in staff_of(rows, view.settings()).approvers(str(why.params["right"]), operator):
        lent = refused(lender)
        if lent is None or lent.code != NOT_ALLOWED:
            return lent
    return why
