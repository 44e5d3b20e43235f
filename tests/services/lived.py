"""Days that are lived for pictures: a practice desk of their own for the core and for each service.

What one of them does or draws more changes no other's codes, numbers and pictures.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from concierge_desk.counter.command.operation import Counter
from concierge_desk.counter.command.sources import Sources
from concierge_desk.counter.values.codes import Draws
from concierge_desk.desk import catalogue, commission
from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.domain.document import Document, Pair
from concierge_desk.jobs.papers import find, papers_known
from concierge_desk.store import journal

SITE = "ampere"
LONG_NAME = "Mme Marie-Antoinette de La Rochefoucauld-Doudeauville, chez M. et Mme Nguyễn-Szc"
"""Eighty characters."""

_ANCHOR = re.compile(r"[A-Z]+[0-9]+:[0-9a-f]{16}")
_HASH = re.compile(r"[0-9a-f]{64}")
_FINGERPRINT = re.compile(r"(?:[0-9a-f]{4}-){7}[0-9a-f]{4}")


@dataclass(frozen=True)
class Shop:
    """A desk, and the acts that are played at it."""

    desk: Desk

    def do(self, do: str, **fields: Any) -> Mapping[str, Any]:
        """Play an act that is accepted; return its result, with ``ticket`` and ``seq`` of its first entry.

        Raises:
            Refused: When it is not.
        """
        answer = self.desk.counter.execute({"op": self.desk.new_op(), "do": do, **fields}, None)
        if answer.refused is not None:
            raise answer.refused
        first = next(iter(answer.posted), None)
        return {"ticket": answer.ticket, "seq": first.seq if first else None, **(answer.result or {})}

    def due(self, acts: Sequence[Mapping[str, Any]]) -> int:
        """Return what acts cost: a settlement is refused for paying nothing, and says so."""
        raw = {"op": self.desk.new_op(), "do": "till.settle", "acts": acts, "payments": []}
        refused = self.desk.counter.execute(raw, None).refused
        return int(str(refused.params["due_cents"])) if refused else 0

    def op_of(self, seq: int) -> str:
        """Return the operation of an entry."""
        return self.desk.store.read(lambda rows: journal.posted(rows, seq, seq))[0].op

    def paper(self, name: str, copy: int = 0) -> Document:
        """Return a paper as it is now."""
        prefix, _, place = name.partition(":")
        paper = papers_known()[prefix]
        found = self.desk.store.read(lambda rows: find(rows, paper, place))
        return _with_settled_anchors(paper.draw(found.state, self.desk.settings, copy))


class Life:
    """A practice shop that begins on the morning of a day; codes are drawn, but always the same."""

    def __init__(self, data: Path, day: str) -> None:
        """Make the shop.

        Args:
            data: Its folder, which is not there yet.
            day: ISO date of its first day.
        """
        self._data = data
        self._dice = Random(2026)
        options = Options(data, datetime.fromisoformat(f"{day}T07:55"))
        commission.commission(options, commission.read_site_file(SITE), practice=True)

    @contextmanager
    def at(self, clock: str) -> Iterator[Shop]:
        """Open the desk at a time, such as ``2026-11-25T08:02``."""
        with open_desk(Options(self._data, datetime.fromisoformat(clock))) as desk:
            draws = Draws(self._dice.getrandbits, self._dice.randrange)
            sources = Sources(desk.clock, draws.code, catalogue.calendar, catalogue.inhabitants())
            yield Shop(replace(desk, counter=Counter(desk.store, catalogue.commands(), sources)))


def _with_settled_anchors(document: Document) -> Document:
    """Return a paper whose anchors, hashes and fingerprints are always the same: real ones hang on keys drawn by chance."""
    blocks = tuple(
        replace(block, right=_HASH.sub(_WHOLE, _FINGERPRINT.sub(_KEY, _ANCHOR.sub(_settled, block.right))))
        if isinstance(block, Pair)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


_KEY = "-".join(["0123"] * 8)
_WHOLE = "0123456789abcdef" * 4


def _settled(found: re.Match[str]) -> str:
    place = found[0].partition(":")[0]
    return f"{place}:{hashlib.sha256(place.encode()).hexdigest()[:16]}"
