"""Names that are looked at outside an act: noted after they are shown, told to whoever is responsible.

Source: docs/requirements.md, R-4.14; decision 0091.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.privacy.looks import PAPER, Looks
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.clock import instant_for
from concierge_desk.domain.errors import DeskError, Refused
from concierge_desk.store import journal
from concierge_desk.store.staff import looked
from concierge_desk.store.staff.looked import NamesLookedAt
from concierge_desk.store.unit import Unit

if TYPE_CHECKING:
    from concierge_desk.counter.service_parts import Paper

LOG = logging.getLogger("concierge_desk.looked")


class NamesLooked:
    """Notes looks at names on an open desk: whoever shows names says so here."""

    def __init__(self, desk: Desk, operator: str | None = None) -> None:
        """Note what is shown by a desk.

        Args:
            desk: The open desk; it outlives this.
            operator: Code of whoever was named when the program was started; the first of the settings by default.
        """
        self._desk, self._operator = desk, operator

    def note(self, kind: str) -> None:
        """Note a look, and go on meanwhile: nobody who is shown something waits for it."""
        self._write((self._line(kind),))

    def note_now(self, kind: str) -> None:
        """Note a look before what it shows is told: the program ends then.

        A disk that takes nothing is logged, and the names are told all the same: somebody is served by them.
        """
        line, looks = self._line(kind), self._looks
        try:
            self._desk.store.write(lambda unit: looked.note(unit.rows, line))
        except Refused:
            # It is only looked at.
            return
        except DeskError as failure:
            self._not_noted((line,), failure)
        looks.noted[line.operator, line.kind] = line.at

    def seen(self, kind: str, text: str, offers: Sequence[Offer]) -> None:
        """Hold a look at cards, until an act follows or none does any more; cards that name nobody are none."""
        if any(offer.person for offer in offers):
            self._write(self._looks.seen(self._line(kind), text, offers))

    def acted(self, raw: Mapping[str, Any], answer: Answer) -> None:
        """Let an act stand for the look that it came of: its entry says who did it."""
        if not self._looks.held or answer.refused is not None:
            return
        try:
            at = self._line("").at
        except DeskError as failure:
            # The act is written: what is told of a look makes no failure of it.
            LOG.warning("after an act: %s", failure.code)
            return
        self._write(self._looks.acted(raw, at, written=bool(answer.posted)))

    def over(self) -> None:
        """Note the looks that nothing followed for long."""
        if self._looks.held:
            self._write(self._looks.over(self._line("").at))

    def all_over(self) -> None:
        """Note the looks that nothing followed: the window is closed."""
        self._write(self._looks.all_over())

    @property
    def _looks(self) -> Looks:
        return self._desk.counter.sources.looks

    def _line(self, kind: str) -> NamesLookedAt:
        last = self._desk.store.read(journal.head).at
        return NamesLookedAt(self._desk.present(self._operator), instant_for(self._desk.clock, last).at, kind)

    def _write(self, lines: Iterable[NamesLookedAt]) -> None:
        looks = self._looks
        new = tuple(line for line in lines if looks.is_new(line))
        if not new:
            return
        looks.noted |= {(line.operator, line.kind): line.at for line in new}
        # One by one: the store's thread may put back another meanwhile.
        kept = (*[looks.missed.pop() for _ in range(len(looks.missed))], *new)

        def write(unit: Unit) -> None:
            for line in kept:
                looked.note(unit.rows, line)

        self._desk.store.write_later(write, lambda failure: self._not_noted(kept, failure))

    def _not_noted(self, lines: Iterable[NamesLookedAt], failure: DeskError) -> None:
        """Keep lines until the next one is noted; the doctor tells how many there are."""
        LOG.warning("who looked at names is not noted yet: %s", failure.code)
        self._looks.missed.extend(lines)


def look_of(paper: "Paper", copy: int) -> str:
    """Return as what a look at a paper is noted; empty where it names nobody, or belongs to its act still.

    Source: decision 0091.
    """
    if paper.names is None:
        return ""
    return paper.names or (PAPER if paper.unnamed is not None and (copy or not paper.counted) else "")
