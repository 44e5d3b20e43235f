"""States of papers: the parts of them that papers of several services are drawn from, and whose they are.

Source: docs/contract.md, "Documents"; decision 0086.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.hours import opening_calendar
from concierge_desk.counter.held.who import owner_words
from concierge_desk.counter.papers.note import ERASED
from concierge_desk.counter.parties import Parties
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.calendar import Slot
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.store import journal, records
from concierge_desk.store.held import parties as links
from concierge_desk.store.settings import settings_in_force

_WEEK = 7


def entry_of(rows: Rows, seq: int, document: str) -> Posted:
    """Return the entry that a paper tells.

    Raises:
        Refused: ``print.erased``.
    """
    posted = journal.posted(rows, seq, seq)
    if not posted:
        raise Refused("print.erased", document=document)
    return posted[0]


def typed_words(rows: Rows, refs: Iterable[str | None]) -> dict[str, str]:
    """Return what was typed, by its refs: `ERASED` for what is kept no more."""
    return {ref: records.personal_text(rows, ref) or ERASED for ref in refs if ref is not None}


def sessions_after(rows: Rows, day: date) -> tuple[Slot, ...]:
    """Return when the door is open in the week after a day."""
    calendar = opening_calendar(rows, Settings.of(settings_in_force(rows)))
    return tuple(slot for n in range(1, _WEEK + 1) for slot in calendar.slots(day + timedelta(days=n)))


def owned(party: Callable[[Any], str]) -> dict[str, Any]:
    """Return what of a `Paper` names whose its state is, and takes that and what was typed off again.

    Args:
        party: (state) -> ref of whose it is.
    """

    def named(rows: Rows, parties: Parties, state: Any) -> Any:
        ref = party(state)
        person = links.person_of(rows, ref)
        street = "" if person is None else parties.known(rows, person).street
        return replace(state, owner=owner_words(rows, parties, ref) or ERASED, street=street)

    def unnamed(state: Any) -> Any:
        return replace(state, owner=None, street="", typed=dict.fromkeys(state.typed, ERASED))

    return {"whose": named, "unnamed": unnamed}


def owned_sheet(party: Callable[[Any], str]) -> dict[str, Any]:
    """Return the same of a state that holds the sheet which says whose it is."""
    sheet = owned(party)
    return {
        "whose": lambda rows, parties, state: replace(
            state, sheet=sheet["whose"](rows, parties, state.sheet)
        ),
        "unnamed": lambda state: replace(state, sheet=sheet["unnamed"](state.sheet)),
    }
