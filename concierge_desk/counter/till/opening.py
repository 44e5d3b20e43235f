"""Order to open the drawer by hand. Pure rules.

No entry is made by it: ``till.drawer_opened`` is written once the line to the printer took the pulse.

Source: docs/contract.md, "Payments and the drawer"; decision 0061.
"""

from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import Coded, label_of
from concierge_desk.counter.values.kinds import FromList
from concierge_desk.domain.journal import Data, Event
from concierge_desk.i18n import N_, translate

LIST = "drawer_opening"
"""Codes of why a drawer is opened by hand."""


_NONE = N_(
    "No drawer is opened by the printer here: F1, then 1 and F6 say that there is one. It has a key of its own."
)


@dataclass(frozen=True, slots=True)
class OpenDrawer:
    """Open the drawer although no cash comes or goes."""

    reason: Annotated[Coded, FromList(LIST), "Why."]


def open_drawer(_state: None, _command: OpenDrawer, _context: Context) -> tuple[Event, ...]:
    """Order a pulse, where a drawer is connected; no entry before it was sent."""
    return ()


def ordered_words(told: Data, lang: str) -> str:
    """Return what is said of a pulse that was ordered by hand; empty for the answer of anything else."""
    why = told.get(LIST)
    if why is None:
        return ""
    if told.get("pulse") is None:
        return translate(_NONE, lang)
    label = label_of(LIST, str(why), lang)
    words = translate(N_("The drawer opens: {why}"), lang)
    return words.format(why=label[:1].lower() + label[1:])
