"""Selection of what a dispute is about: which entries are handed on in clear, and the range that holds them.

For a number: every entry of the principal, or of the shop's own, in which the number stands, or the code of a stay or of
a complaint that an entry says with it, or a paper about them; and what corrects one of these. For a day: all of the
principal's entries, and of the shop's own those of the day, its sessions, the drawer, and the tickets that hold his money.

Source: docs/contract.md, "A dispute file"; decision 0080.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from concierge_desk.counter.partners.known import partners_of
from concierge_desk.counter.values.codes import read_code
from concierge_desk.desk import catalogue
from concierge_desk.domain.charge import mandate_of
from concierge_desk.domain.errors import IntegrityFailure, Refused
from concierge_desk.domain.journal import Entry, Posted, anchor_of
from concierge_desk.domain.tracking import normalise
from concierge_desk.store import day as days
from concierge_desk.store import journal, ranges
from concierge_desk.store.connection import Connection
from concierge_desk.store.mentions import mentioning

KIND: Final = "dispute.exported"
"""Says that a file was made: it is about the file, and stands in none."""

_CODES = ("custody", "complaint")
"""Fields beside a number under which later entries speak of the same thing."""
_DAY = ("day.", "session.", "till.counted", "till.moved", "till.drawer_opened", "till.paid_in")
_TILL = "till."


@dataclass(frozen=True, slots=True)
class Subject:
    """What a dispute is about: a number, or a day; one of them is None.

    Attributes:
        principal: Whose.
        tracking: A carrier's number, or the code of our label.
        day: ISO date, or the number of a closing.
    """

    principal: str
    tracking: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """A closing within the range.

    Attributes:
        day: ISO date.
        number: Of the closing.
        from_seq: First entry of its range.
        seq: Its own entry, the last.
        anchor: As its papers show it.
    """

    day: str
    number: str
    from_seq: int
    seq: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Selected:
    """Entries of a dispute.

    Attributes:
        about: The number as it is kept, or the date.
        entries: The whole range: what is not in `clear` is handed on by its digest.
        clear: By number, the entries that are handed on in clear.
        closings: Those within the range, in order; an entry beyond the last is of a day that is not closed yet.
    """

    about: str
    entries: tuple[Entry, ...]
    clear: Mapping[int, Posted]
    closings: tuple[Closed, ...]


def select(rows: Connection, subject: Subject) -> Selected:
    """Return what a dispute file holds.

    Raises:
        Refused: ``partner.unknown``, ``day.unknown``, ``export.day_open``, ``export.purged``; ``dispute.nothing`` for a
            number of which the journal says nothing.
        IntegrityFailure: ``store.damaged`` when an entry of the range cannot be read any more.
    """
    if subject.principal not in partners_of(rows, catalogue.services()).known:
        raise Refused("partner.unknown", partner=subject.principal)
    return _of_number(rows, subject) if subject.day is None else _of_day(rows, subject.principal, subject.day)


def _of_number(rows: Connection, subject: Subject) -> Selected:
    number = _kept(str(subject.tracking))
    found = _followed(rows, subject.principal, number)
    if not found:
        raise Refused("dispute.nothing", principal=subject.principal, tracking=number)
    first, last = ranges.holding(rows, min(found)).first, ranges.holding(rows, max(found)).last
    entries = tuple(journal.entries(rows, first, last))
    for entry in entries:
        # What takes an act back may name its entry alone.
        posted = _read(entry) if entry.aud == subject.principal and entry.seq not in found else None
        if posted is not None and posted.data.get("corrects") in found:
            found[entry.seq] = posted
    return Selected(number, entries, dict(sorted(found.items())), closings_in(rows, entries))


def _followed(rows: Connection, principal: str, number: str) -> dict[int, Posted]:
    """Return the entries about a number; the codes and papers that they name lead to more of them."""
    terms, documents = frozenset({number}), dict[str, None]()
    while True:
        found: dict[int, Posted] = {}
        codes, papers = set(terms), dict.fromkeys(documents)
        for entry in mentioning(rows, {*terms, *documents}):
            posted = _read(entry) if entry.aud in {principal, ""} and entry.kind != KIND else None
            if posted is None or not _says(posted.data, terms, documents):
                continue
            found[entry.seq] = posted
            if entry.aud == principal:
                codes |= _beside(posted.data, terms)
                papers |= dict.fromkeys(map(str, posted.data.get("documents", ())))
        if codes == terms and papers.keys() == documents.keys():
            return found
        terms, documents = frozenset(codes), papers


def _says(value: Any, terms: frozenset[str], documents: Mapping[str, Any]) -> bool:
    """Say whether one of some codes, or a paper about them, stands anywhere in data."""
    if isinstance(value, str):
        return value in terms or value in documents or value.partition(":")[2] in terms
    if isinstance(value, Mapping):
        return any(_says(one, terms, documents) for one in value.values())
    return isinstance(value, list) and any(_says(one, terms, documents) for one in value)


def _beside(value: Mapping[str, Any], terms: frozenset[str]) -> set[str]:
    """Return the codes that stand beside a known one in the same object, at the top of an entry."""
    # Of a statement the field of that name holds figures.
    said = {name: code for name in ("tracking", *_CODES) if isinstance(code := value.get(name), str)}
    return {said[name] for name in _CODES if name in said} if terms & set(said.values()) else set()


def _of_day(rows: Connection, principal: str, day: str) -> Selected:
    numbers = days.closings_of(rows, day)
    first, last = days.day_range(rows, day)
    if last is None:
        raise Refused("export.day_open", day=days.date_of(rows, first)[0])
    began = min(days.day_range(rows, number)[0] for number in numbers)
    entries, fund = tuple(journal.entries(rows, began, last)), mandate_of(principal)
    wanted = [entry for entry in entries if _is_of_day(entry, principal, fund)]
    if any(entry.payload is None for entry in wanted):
        raise Refused("export.purged", day=day)
    clear = {entry.seq: _needed(entry) for entry in wanted}
    return Selected(days.date_of(rows, first)[0], entries, clear, closings_in(rows, entries))


def _is_of_day(entry: Entry, principal: str, fund: str) -> bool:
    """Say whether an entry of a day is the principal's, or of the drawer and the day, or of his money."""
    if entry.aud == principal:
        return True
    if entry.aud or entry.kind == KIND:
        return False
    return entry.kind.startswith(_DAY) or (
        entry.kind.startswith(_TILL) and f'"{fund}"'.encode() in (entry.payload or b"")
    )


def closings_in(rows: Connection, entries: tuple[Entry, ...]) -> tuple[Closed, ...]:
    """Return the closings that end within a range, each with all of its entries."""
    found: list[Closed] = []
    place = ranges.holding(rows, entries[0].seq)
    by_seq = {entry.seq: entry for entry in entries}
    while place.last is not None and place.last in by_seq:
        last = by_seq[place.last]
        anchor = anchor_of(last.epoch, last.seq, last.hash)
        found.append(Closed(str(place.day), str(place.number), place.first, place.last, anchor))
        after = ranges.after(rows, place)
        if after is None:
            break
        place = after
    return tuple(found)


def _kept(text: str) -> str:
    """Return a number as entries hold it: our own code, else the carrier's without its blanks."""
    try:
        own = read_code(text)
    except ValueError:
        own = None
    return own or normalise(text)


def _read(entry: Entry) -> Posted | None:
    """Return an entry decoded; None where its payload was dropped after its time.

    Raises:
        IntegrityFailure: ``store.damaged``.
    """
    return None if entry.payload is None else _needed(entry)


def _needed(entry: Entry) -> Posted:
    posted = journal.whole(entry)
    if posted is None:
        raise IntegrityFailure("store.damaged")
    return posted
