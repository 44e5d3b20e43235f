"""Papers of things lent, each drawn from its state alone: the contract, the label, the reminder, the condition both ways.

No name stands on what lies in the shop; a key's label tells nothing but its number.

Source: docs/contract.md, "Documents"; decision 0094.
"""

from collections.abc import Callable, Mapping
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import nature_papers
from concierge_desk.domain.document import Document
from concierge_desk.mechanisms.lending.documents.contract import label, loan
from concierge_desk.mechanisms.lending.documents.letters import condition, reminder
from concierge_desk.mechanisms.lending.nature import LendingNature

_DRAWN: Mapping[str, Callable[[Any, Any, Settings], nature_papers.DrawnPaper]] = {
    draw.__name__: draw for draw in (loan, label, reminder, condition)
}


def drawn_by(nature: LendingNature, name: str) -> Callable[[Any, Settings, int], Document]:
    """Return what draws a paper of a nature."""
    return nature_papers.drawn_by(_DRAWN, nature, name)
