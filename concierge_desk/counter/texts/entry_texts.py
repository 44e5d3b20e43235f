"""The journal in words: what an entry of each kind says to a neighbour, and one act for each operation. Pure.

Source: decision 0023.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, TypeAlias

from concierge_desk.counter.texts.short_dates import said_moment
from concierge_desk.domain.inscriptions import without_words
from concierge_desk.domain.journal import Entry, Posted
from concierge_desk.domain.money import NotAnAmount, format_amount, parse_amount
from concierge_desk.domain.ticket import SoldTicket
from concierge_desk.i18n import N_, translate

SALES, DRAWER, DAY, OTHER = "sales", "drawer", "day", "other"
GROUPS: Mapping[str, str] = {
    SALES: N_("Sales and tickets"),
    DRAWER: N_("The drawer"),
    DAY: N_("Opening and closing"),
    OTHER: N_("Everything else"),
}
"""What the core's kinds are looked for under; a service's own kinds are looked for under its name."""

BESIDE = 0
"""It only goes with another entry of its operation, such as the line of a ticket."""
ACT = 1
"""It is an act by itself."""
LEADS = 2
"""It says what the whole operation was, such as the closing of a day."""

Fate: TypeAlias = Literal["", "taken_back", "refunded", "partly", "means"]
"""What became of an act since: nothing, taken back, its money given back, some of it, paid by another means."""

FATES: Mapping[Fate, str] = {
    "taken_back": N_("Taken back"),
    "refunded": N_("Money given back"),
    "partly": N_("Some money given back"),
    "means": N_("Means of payment corrected"),
}


def no_amount(_posted: Posted) -> int | None:
    """Say that no money is in it."""
    return None


@dataclass(frozen=True, slots=True)
class Telling:
    """Wording of an entry of one kind: never with a name, for lists are seen in the shop.

    Attributes:
        say: (entry, language) -> a sentence; pure.
        group: One of `GROUPS`; the service's own by default.
        cents: What it comes to, None where no money is in it; pure.
        weight: ``BESIDE``, ``ACT`` or ``LEADS``.
        words: By the place of its ref in the entry, such as ``proxy.id_note``, what a sentence that was typed is
            called; English sources.
    """

    say: Callable[[Posted, str], str]
    group: str = ""
    cents: Callable[[Posted], int | None] = no_amount
    weight: int = ACT
    words: Mapping[str, str] = field(default_factory=dict)


Tellings: TypeAlias = Mapping[str, Telling]


def always(message: str) -> Callable[[Posted, str], str]:
    """Return what tells every entry of a kind by the same sentence."""
    return lambda _posted, lang: translate(message, lang)


def told(posted: Posted, tellings: Tellings, lang: str) -> str:
    """Return what an entry says, without a name; of one that takes an act back, what it takes back."""
    telling = tellings[posted.kind]
    said = without_words(telling.say(posted, lang))
    if "reversal" in posted.data:
        said = translate(N_("Taken back · {act}"), lang).format(act=said)
    if posted.happened is None or telling.weight == BESIDE:
        return said
    return translate(N_("{act} · on paper at {moment}"), lang).format(
        act=said, moment=said_moment(posted.happened, posted.local.date(), lang)
    )


def lead_of(posted: Sequence[Posted], tellings: Tellings) -> Posted:
    """Return the entry that says what the whole of an operation was: the heaviest, of equal ones the last.

    Raises:
        ValueError: There is none.
    """
    return max(reversed(posted), key=lambda entry: tellings[entry.kind].weight)


def outcome(posted: Sequence[Posted], tellings: Tellings, lang: str) -> str:
    """Return what an operation did, with what it came to: ``Sorti de la caisse : dépense · −12,40 €``."""
    lead = lead_of(posted, tellings)
    said, cents = told(lead, tellings, lang), tellings[lead.kind].cents(lead)
    return said if cents is None else f"{said} · {format_amount(cents)}"


def paper_name(document: str, papers: Mapping[str, str], lang: str) -> str:
    """Return what a paper is called, with its number where it bears one: ``Ticket T-2026-000012``.

    Args:
        document: As a printer is asked for it, ``ticket:T-2026-000012``.
        papers: What each paper is called, by its prefix: English sources.
        lang: Language of the name.
    """
    prefix, _, place = document.partition(":")
    name = translate(papers[prefix], lang)
    # Codes of ours are for scanners.
    return f"{name} {place}" if place[1:2] == "-" and place[:1].isupper() else name


@dataclass(frozen=True, slots=True)
class DescribedAct:
    """Act in words: all that one operation wrote.

    Attributes:
        lines: Its entries, in order: more than one only where all of them can be read.
        posted: The same, decoded; empty where the entry cannot be read any more, or was erased.
    """

    lines: tuple[Entry, ...]
    posted: tuple[Posted, ...]

    @property
    def first(self) -> int:
        """Number of its first entry."""
        return self.lines[0].seq

    @property
    def last(self) -> int:
        """Number of its last entry."""
        return self.lines[-1].seq

    @property
    def is_erased(self) -> bool:
        """Whether its details were erased after their time."""
        return self.lines[0].payload is None

    def lead(self, tellings: Tellings) -> Posted:
        """Return the entry that says what the whole was, see `lead_of`.

        Raises:
            ValueError: It cannot be read.
        """
        return lead_of(self.posted, tellings)

    def groups(self, tellings: Tellings) -> frozenset[str]:
        """Return what it is looked for under: what only goes with another entry counts for nothing."""
        told_of = [tellings[entry.kind] for entry in self.posted]
        return frozenset(one.group for one in told_of if one.weight > BESIDE)

    def cents(self, tellings: Tellings) -> int | None:
        """Return what it comes to, None where no money is in it."""
        if not self.posted:
            return None
        lead = self.lead(tellings)
        return tellings[lead.kind].cents(lead)


def acts_of(entries: Iterable[tuple[Entry, Posted | None]]) -> Iterator[DescribedAct]:
    """Yield the acts of entries that are read from the last to the first: the newest act first."""

    def operation(pair: tuple[Entry, Posted | None]) -> tuple[str, int]:
        entry, posted = pair
        # What cannot be read stands alone: nobody knows what it belonged to.
        return ("", entry.seq) if posted is None else (posted.op, 0)

    for _op, pairs in groupby(entries, key=operation):
        found = list(pairs)[::-1]
        yield DescribedAct(
            tuple(entry for entry, _posted in found),
            tuple(posted for _entry, posted in found if posted is not None),
        )


def fate_of(corrected: frozenset[int], sold: SoldTicket | None) -> Fate:
    """Return what became of an act.

    Args:
        corrected: Which of its entries were corrected since.
        sold: Its ticket, where it made one, with what was refunded of it.
    """
    if not corrected:
        return ""
    if sold is None:
        return "taken_back"
    if any(line.refunded_thousandths for line in sold.lines):
        return "partly" if any(line.left_thousandths for line in sold.lines) else "refunded"
    return "means"


@dataclass(frozen=True, slots=True)
class ActFilter:
    """Filter of acts; nothing said takes all of them.

    Attributes:
        group: One of `GROUPS`, or a service's code.
        cents: Least and most, whether the money came or went.
        by: Code of whoever did it.
    """

    group: str = ""
    cents: tuple[int, int] | None = None
    by: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == ActFilter()

    def takes(self, act: DescribedAct, tellings: Tellings) -> bool:
        """Say whether an act is looked for; what cannot be read is shown only where nothing is left out."""
        if self.is_all:
            return True
        if not act.posted:
            return False
        return (
            (not self.group or self.group in act.groups(tellings))
            and (not self.by or act.posted[0].by == self.by)
            and self._takes_cents(act.cents(tellings))
        )

    def _takes_cents(self, cents: int | None) -> bool:
        if self.cents is None:
            return True
        least, most = self.cents
        return cents is not None and least <= abs(cents) <= most


_TO = re.compile(r"\s*(?:-|\N{EN DASH}|\N{EM DASH}|\bà\b|\bto\b)\s*")


def amounts_of(text: str) -> tuple[int, int]:
    """Return the least and most that a typed text means: ``12,40``, or from–to: ``10-20``, ``10 à 20``.

    Raises:
        NotAnAmount: For anything else.
    """
    parts: Sequence[str] = _TO.split(text.strip())
    found = [parse_amount(part) for part in parts]
    if len(found) > 2:
        raise NotAnAmount(text)
    return min(found), max(found)
