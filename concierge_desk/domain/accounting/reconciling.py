"""Reconciliation of a bank's lines with what the desk expects: which line is new, and what each may be. Pure.

Source: docs/contract.md, "The bank's lines"; decision 0082.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, TypeAlias

LATE_DAYS: Final = 10
"""Days after which what was paid in is proposed for no line any more: it is matched by hand."""
EARLY_DAYS: Final = 10
"""Days by which a bank may have paid out before it was noted here."""
MISSING_DAYS: Final = 5
"""Days after which what was paid in and did not arrive is told."""
LONGEST_RUN: Final = 7
"""Closings that one line of card takings may be for: a week."""

_LEAST_COMMISSION_CENTS = 50
_MOST_COMMISSION_PER_CENT = 3


@dataclass(frozen=True, slots=True)
class GivenLine:
    """Line of a statement, as it is given or known.

    Attributes:
        id: The bank's own, or its digest; None where it gives none.
        label: What the bank says of it; None where nothing was said, or nobody knows any more.
    """

    day: str
    cents: int
    id: str | None = None
    label: str | None = None


def new_lines(given: Sequence[GivenLine], known: Iterable[GivenLine]) -> tuple[GivenLine, ...]:
    """Return the lines of a statement that were not taken in before; each known line answers for one of them.

    The bank's own id tells; without one day, amount and label do. A line that one file names by its id and another
    does not is the same where day and amount are: a statement fetched as OFX and as CSV is one statement.
    """
    left: _Known = {}
    for one in known:
        left.setdefault((one.day, one.cents), []).append(one)
    rest = list(given)
    # What is the same to the letter goes first: else a line that only may be the same would take its place.
    for same in (_same_id, _to_the_letter, _same_words, _one_without_id):
        rest = [line for line in rest if not _taken(line, left, same)]
    return tuple(rest)


_Same: TypeAlias = Callable[[GivenLine, GivenLine], bool]
_Known: TypeAlias = dict[tuple[str, int], list[GivenLine]]


def _taken(line: GivenLine, left: _Known, same: _Same) -> bool:
    beside = left.get((line.day, line.cents), [])
    known = next((one for one in beside if same(line, one)), None)
    if known is None:
        return False
    beside.remove(known)
    return True


def _same_id(line: GivenLine, known: GivenLine) -> bool:
    return line.id is not None and line.id == known.id


def _to_the_letter(line: GivenLine, known: GivenLine) -> bool:
    return line == known


def _same_words(line: GivenLine, known: GivenLine) -> bool:
    return None in (line.id, known.id) and line.label == known.label


def _one_without_id(line: GivenLine, known: GivenLine) -> bool:
    one_has_none = (line.id is None) != (known.id is None)
    return one_has_none or (line.id is None and None in (line.label, known.label))


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Line of the bank that is not matched; its amount in cents, below nothing where it left."""

    line: str
    day: date
    cents: int


@dataclass(frozen=True, slots=True)
class OpenDue:
    """Something that the desk expects on the statement and that is not matched.

    Attributes:
        ref: See `domain.accounting.bank.DueAtBank`; `part` and `cents` as well.
        day: Business day on which it was paid in.
    """

    ref: str
    part: str
    day: date
    cents: int

    @property
    def name(self) -> str:
        """What it is matched by."""
        return f"{self.ref}:{self.part}" if self.part else self.ref


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a line may be.

    Attributes:
        line: The line.
        of: What it would be matched with.
        commission_cents: What the bank kept of it; 0 where the amount is exact.
    """

    line: OpenLine
    of: tuple[OpenDue, ...]
    commission_cents: int = 0


def proposals(lines: Sequence[OpenLine], dues: Sequence[OpenDue]) -> tuple[Proposal, ...]:
    """Return what the lines of one account may be: each line and each thing expected in one proposal at most.

    What is exact goes before what a bank kept its commission of; of what fits equally the oldest is taken.
    """
    left = sorted(dues, key=lambda due: (due.day, due.ref, due.part))
    found: list[Proposal] = []
    open_lines = sorted(lines, key=lambda line: (line.day, line.cents, line.line))
    for fits in (_alone, _sheets, _runs, _kept):
        still = []
        for line in open_lines:
            proposal = fits(line, [due for due in left if _is_near(due, line)])
            if proposal is None:
                still.append(line)
                continue
            found.append(proposal)
            left = [due for due in left if due not in proposal.of]
        open_lines = still
    return tuple(sorted(found, key=lambda one: (one.line.day, one.line.line)))


def most_commission(cents: int) -> int:
    """Return how much of card takings a bank may have kept before it is told as a difference."""
    return max(_LEAST_COMMISSION_CENTS, cents * _MOST_COMMISSION_PER_CENT // 100)


def is_card(ref: str) -> bool:
    """Say whether something expected is the card takings of a closing."""
    return ref.startswith("Z-")


def _is_near(due: OpenDue, line: OpenLine) -> bool:
    after = (line.day - due.day).days
    return (-EARLY_DAYS if due.cents < 0 else 0) <= after <= LATE_DAYS


def _alone(line: OpenLine, near: Sequence[OpenDue]) -> Proposal | None:
    return next((Proposal(line, (due,)) for due in near if due.cents == line.cents), None)


def _sheets(line: OpenLine, near: Sequence[OpenDue]) -> Proposal | None:
    """Take cheques and cash of one sheet as one line."""
    for _ref, parts in groupby(near, key=lambda due: due.ref):
        whole = tuple(parts)
        if len(whole) > 1 and sum(due.cents for due in whole) == line.cents:
            return Proposal(line, whole)
    return None


def _runs(line: OpenLine, near: Sequence[OpenDue]) -> Proposal | None:
    """Take the card takings of several days in a row as one line."""
    fitting = (run for run in _card_runs(near, 2) if sum(due.cents for due in run) == line.cents)
    return next((Proposal(line, run) for run in fitting), None)


def _kept(line: OpenLine, near: Sequence[OpenDue]) -> Proposal | None:
    """Take card takings of which the bank kept its commission: the fewest days, then the least that was kept."""
    found = [
        (len(run), kept, run)
        for run in _card_runs(near, 1)
        if 0 < (kept := sum(due.cents for due in run) - line.cents) <= most_commission(line.cents + kept)
    ]
    if line.cents <= 0 or not found:
        return None
    _length, kept, run = min(found, key=lambda one: one[:2])
    return Proposal(line, run, kept)


def _card_runs(near: Sequence[OpenDue], least: int) -> Iterator[tuple[OpenDue, ...]]:
    cards = [due for due in near if is_card(due.ref)]
    for length in range(least, LONGEST_RUN + 1):
        for first in range(len(cards) - length + 1):
            yield tuple(cards[first : first + length])
