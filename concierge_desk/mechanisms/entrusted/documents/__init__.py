"""Papers of things entrusted, each drawn from its state alone: a nature's words beside it, no table, no clock.

No name stands on what lies in the shop or goes to a partner.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-2.01, R-4.06, R-5.01, R-5.04.
"""

from collections.abc import Callable, Mapping
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import nature_papers
from concierge_desk.domain.document import Document
from concierge_desk.mechanisms.entrusted.documents.away import slip, statement
from concierge_desk.mechanisms.entrusted.documents.letters import discharge, petition, quote, reminder
from concierge_desk.mechanisms.entrusted.documents.order import order, tag
from concierge_desk.mechanisms.entrusted.nature import Nature

_DRAWN: Mapping[str, Callable[[Nature, Any, Settings], nature_papers.DrawnPaper]] = {
    draw.__name__: draw for draw in (order, tag, slip, reminder, discharge, quote, petition, statement)
}


def drawn_by(nature: Nature, name: str) -> Callable[[Any, Settings, int], Document]:
    """Return what draws a paper of a nature."""
    return nature_papers.drawn_by(_DRAWN, nature, name)
