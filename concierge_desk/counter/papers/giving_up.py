"""Paper that nobody waits for any more: given up with a reason, instead of printed. Pure rules.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-1.21; decision 0063.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.kinds import FromList, Kind, NoteText, Unreadable
from concierge_desk.domain.charge import GIVEN_UP
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.domain.override import override

LIST = "paper_given_up"
"""Codes of why a paper is not printed."""

_OF_SOMEBODY = re.compile(r"(?P<kind>[^:]+):[pif]-.*")
"""A paper that is named by a person's card, by somebody's key or by a household."""
_NAME = re.compile(r"[a-z_]{1,40}:[A-Za-z0-9-]{1,60}")


@dataclass(frozen=True, slots=True)
class PaperName(Kind):
    """Name of a paper: no words, for it stands in the journal."""

    label: str = "paper, as `print` takes it"

    @override
    def read(self, raw: object) -> str:
        if not isinstance(raw, str) or not _NAME.fullmatch(raw):
            raise Unreadable("input.paper")
        return raw


@dataclass(frozen=True, slots=True)
class GiveUpPaper:
    """Print a paper no more that waits for a printer."""

    document: Annotated[str, PaperName(), "The paper, such as `ticket:T-2026-000001`."]
    reason: Annotated[Coded, FromList(LIST), "Why."]
    note: Annotated[str | None, NoteText(), "What is said with it; kept beside the journal."] = None

    @property
    def told(self) -> Coded:
        """The reason with the words typed with it."""
        words = [text for text in (self.reason.note, self.note) if text is not None]
        return Coded(self.reason.code, " · ".join(words) or None)


def give_up_paper(waits: bool, command: GiveUpPaper, context: Context) -> tuple[Event, ...]:
    """Say that a paper is not printed, and why.

    Args:
        waits: It waits for a printer, and none is at it.
        command: Which paper, and why.
        context: See `Context`.

    Raises:
        Refused: ``paper.not_waiting``.
    """
    if not waits:
        raise Refused("paper.not_waiting", document=command.document)
    reason, personal = noted(command.told, context.draw("n"))
    told = {"document": _told(command.document), "reason": reason["code"], "note": reason["note"]}
    return (Event(GIVEN_UP, told, personal=personal),)


def _told(document: str) -> str:
    """Return a paper as an entry names it: of somebody's own the kind alone, so that no acts are joined by it."""
    found = _OF_SOMEBODY.fullmatch(document)
    return document if found is None else found["kind"]
