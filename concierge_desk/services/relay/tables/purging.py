"""Purging of the relay: which entries may lose what they say, a period after the things that they tell of ended.

A thing goes when it has ended and everything that its first entry names goes with it; an entry goes when everything
that it names goes. What stays moves nothing that is gone: made anew, the tables are the same.

Source: docs/contract.md, "Dropped payloads"; docs/requirements.md, R-4.02; decision 0086.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from concierge_desk.counter.retention import DueEntries
from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import Data, Posted, posted_of
from concierge_desk.mechanisms.slips.model import PREPARED
from concierge_desk.services.relay.model.facts import custody, leaving, mandates, reminders
from concierge_desk.store.connection import Connection
from concierge_desk.store.privacy.periods import but_those

CUSTODY, OUTGOING, ON_SLIP, IN_BAG, COMPLAINT = "custody", "outgoing", "slip", "bag", "complaint"
ITSELF, OLD = "itself", "old"
"""What an entry tells of; the last but one is the entry alone, the last a complaint of an older version without a number."""

Thing: TypeAlias = tuple[str, Any]

_SLIPS: Final = frozenset({"relay.slip_prepared", "relay.handed_to_postman"})
_COMPARED: Final = "relay.compared"
_NOTED: Final = "relay.complaint_noted"

ended_stays = but_those(
    custody.RETENTION, "SELECT party FROM relay_custody WHERE closed_day IS NULL OR closed_day > :day"
)
"""Names of whom items were for that have left, and of those who fetched them."""

ended_addresses = but_those(
    reminders.RETENTION, "SELECT email FROM relay_custody WHERE closed_day IS NULL OR closed_day > :day"
)

ended_mandates = but_those(
    mandates.RETENTION,
    "SELECT company FROM relay_mandate WHERE COALESCE(ended_day, valid_until) > :day"
    " UNION SELECT holder FROM relay_mandate WHERE COALESCE(ended_day, valid_until) > :day",
)


@dataclass(slots=True)
class _Told:
    """What entries that may go some day tell of.

    Attributes:
        of: By entry, its things.
        numbers: By entry, the number that it gave out.
        last: By thing, the last day on which an entry told of it.
        needs: By thing, what goes with it or before it.
    """

    of: dict[int, tuple[Thing, ...]] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    last: dict[Thing, str] = field(default_factory=dict)
    needs: dict[Thing, set[Thing]] = field(default_factory=dict)

    def add(self, posted: Posted, complaints: Mapping[str, int]) -> None:
        """Take in an entry."""
        things = _things(posted, complaints)
        self.of[posted.seq] = things
        for thing in things:
            self.last[thing] = posted.day or posted.at[:10]
        if posted.kind in _SLIPS or posted.kind == "relay.received":
            # A slip goes with all that is on it, an item after its bag.
            self.needs.setdefault(things[0], set()).update(things[1:])
        number = next(
            (posted.data[name] for name in _NUMBERS.get(posted.kind, ()) if name in posted.data), None
        )
        if number is not None and "corrects" not in posted.data:
            self.numbers[posted.seq] = number


_NUMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(_SLIPS, ("slip",)),
    "relay.announced": ("bag",),
    _NOTED: ("complaint",),
}


def _things(posted: Posted, complaints: Mapping[str, int]) -> tuple[Thing, ...]:
    """Return what an entry tells of; of a slip itself first, of an arrival the item."""
    told = _TOLD_BY.get(posted.kind)
    if told is not None:
        return told(posted.seq, posted.data)
    data = posted.data
    if "complaint" in data:
        return ((COMPLAINT, complaints.get(data["complaint"])),)
    if data.get("custody") is not None:
        bag = data.get("bag")
        return ((CUSTODY, data["custody"]), *([] if bag is None else [(IN_BAG, bag)]))
    # A bag, or a slip that was cancelled: nothing else is told of without an item.
    return ((ON_SLIP, data["slip"]),) if "slip" in data else ((IN_BAG, data["bag"]),)


def _of_slip(_seq: int, data: Data) -> tuple[Thing, ...]:
    returns = data["what"] == leaving.RETURNS
    return ((ON_SLIP, data["slip"]), *[_item(item, returns=returns) for item in data["items"]])


def _taken_back(_seq: int, data: Data) -> tuple[Thing, ...]:
    item = data["custody"]
    return ((CUSTODY, item),) if item is not None else ((OUTGOING, data["entry"]),)


def _noted(seq: int, data: Data) -> tuple[Thing, ...]:
    known = data.get("corrects", seq)
    return ((COMPLAINT if "corrects" in data or "complaint" in data else OLD, known),)


_TOLD_BY: Final[Mapping[str, Callable[[int, Data], tuple[Thing, ...]]]] = {
    **dict.fromkeys(_SLIPS, _of_slip),
    _COMPARED: lambda seq, _data: ((ITSELF, seq),),
    "relay.slots_moved": lambda _seq, data: tuple((CUSTODY, row["custody"]) for row in data["rows"]),
    "relay.deposited": lambda seq, data: ((OUTGOING, data.get("corrects", seq)),),
    "relay.taken_back": _taken_back,
    _NOTED: _noted,
}


def _item(item: Mapping[str, Any], *, returns: bool) -> Thing:
    return (CUSTODY, item["custody"]) if returns else (OUTGOING, item["seq"])


def due_entries(kinds: Iterable[str]) -> Callable[[Connection, str], DueEntries]:
    """Return what tells which entries may go: those of these kinds that tell of things that ended by a day, and of nothing else."""
    known = tuple(sorted(kinds))
    marks = ", ".join("?" * len(known))
    asked = (
        f"SELECT seq, aud, payload FROM journal WHERE payload IS NOT NULL AND kind IN ({marks}) ORDER BY seq"  # noqa: S608
    )

    def due(connection: Connection, day: str) -> DueEntries:
        first = connection.execute("SELECT min(day) FROM business_day").fetchone()[0]
        if first is None or first > day:
            return DueEntries(frozenset())
        told = _Told()
        complaints = dict(connection.execute("SELECT complaint, seq FROM relay_complaint").fetchall())
        # Once a month; whatever was told of a thing later counts, so nothing is left out.
        for row in connection.execute(asked, known):
            told.add(_read(*row), complaints)
        over = _over(connection, told, day)
        seqs = frozenset(seq for seq, things in told.of.items() if over.issuperset(things))
        return DueEntries(seqs, _last_numbers(told, seqs), _carried(told, seqs))

    return due


def _read(seq: int, aud: str, payload: bytes) -> Posted:
    """Return an entry. Raises IntegrityFailure: where one cannot be read, nothing is let go of."""
    try:
        return posted_of(seq, aud, payload)
    except NotCanonical as error:
        raise IntegrityFailure("store.damaged") from error


def _over(connection: Connection, told: _Told, day: str) -> frozenset[Thing]:
    """Return the things that ended by a day, but those that something else still needs."""
    standing = _standing(connection, day)
    ended = {
        thing
        for thing, last in told.last.items()
        if thing[0] != OLD and thing not in standing and last <= day
    }
    # Bags first, then what came in them, then the slips that it left on.
    for of in (IN_BAG, CUSTODY, OUTGOING, ON_SLIP):
        ended -= {thing for thing in ended if thing[0] == of and not told.needs.get(thing, set()) <= ended}
    return frozenset(ended)


def _standing(connection: Connection, day: str) -> frozenset[Thing]:
    """Return what has not ended by a day; an item that somebody complains of has not."""
    of = {
        CUSTODY: "SELECT custody FROM relay_custody LEFT JOIN (SELECT DISTINCT tracking AS asked FROM relay_complaint"
        " WHERE closed_day IS NULL) ON asked = tracking"
        " WHERE closed_day IS NULL OR closed_day > :day OR asked IS NOT NULL",
        OUTGOING: "SELECT seq FROM relay_outgoing WHERE left_day IS NULL OR left_day > :day",
        ON_SLIP: f"SELECT number FROM relay_slip WHERE state = '{PREPARED}' OR day > :day",  # noqa: S608
        IN_BAG: "SELECT bag FROM relay_bag WHERE closed_day IS NULL OR closed_day > :day",
        COMPLAINT: "SELECT seq FROM relay_complaint WHERE closed_day IS NULL OR closed_day > :day",
    }
    return frozenset(
        (kind, key) for kind, sql in of.items() for (key,) in connection.execute(sql, {"day": day}).fetchall()
    )


def _last_numbers(told: _Told, seqs: frozenset[int]) -> tuple[str, ...]:
    """Return the last number of each series and year that is not told any more."""
    last: dict[str, tuple[int, str]] = {}
    for seq in sorted(seqs & told.numbers.keys()):
        number = told.numbers[seq]
        series, year, *_epoch, place = number.split("-")
        last[f"{series}-{year}"] = max(last.get(f"{series}-{year}", (0, "")), (int(place), number))
    return tuple(number for _place, number in last.values())


def _carried(told: _Told, seqs: frozenset[int]) -> dict[str, list[int]]:
    """Return the franked items of which it is not told any more that they left: their own entries stay, they bear money."""
    left = {key for seq in seqs for kind, key in told.of[seq] if kind == OUTGOING}
    franked = sorted(key for key in left if key not in told.of)
    return {"outgoing": franked} if franked else {}


def dropped(connection: Connection, posted: Posted) -> None:
    """Delete the rows of what is told no more; where tables are made anew, entries that are gone made none."""
    data = posted.data
    gone = "(SELECT journal.seq FROM journal WHERE journal.seq BETWEEN :first AND :last AND payload IS NULL)"
    span = {"first": data["from"], "last": data["to"]}
    # A bag that was closed is told of by its end, whatever came of what was in it; another one by its beginning alone.
    ended = f"(closed_seq IN {gone} OR (closed_seq IS NULL AND last_seq IN {gone}))"
    bags = f"SELECT bag FROM relay_bag WHERE {ended}"  # noqa: S608
    for rows in (
        f"relay_incident WHERE seq IN {gone}",
        f"relay_outgoing WHERE seq IN {gone}",
        f"relay_complaint WHERE seq IN {gone}",
        f"relay_slip WHERE seq IN {gone}",
        f"relay_bag_number WHERE bag IN ({bags})",
        f"relay_bag WHERE {ended}",
        f"relay_custody WHERE received_seq IN {gone}",
    ):
        connection.execute(f"DELETE FROM {rows}", span)  # noqa: S608
    left = data.get("carried", {}).get("relay", {}).get("outgoing", ())
    connection.executemany("DELETE FROM relay_outgoing WHERE seq = ?", [(seq,) for seq in left])
