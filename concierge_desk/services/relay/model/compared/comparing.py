"""Comparison of a principal's view with ours: where its items are, what its own terminal counted on a day. Pure.

Nothing is moved by it: what differs is told and kept, and somebody looks at it.

Source: docs/trade.md, "Their statuses and ours"; decision 0080.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.kinds import Choice, FromList, Integer, Text
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted, Warned
from concierge_desk.domain.override import override
from concierge_desk.services.relay.model.compared.figures import ACTS, SOLD
from concierge_desk.services.relay.model.compared.statuses import AGREEING, plain
from concierge_desk.services.relay.model.kinds import ComplaintNumber
from concierge_desk.services.relay.model.numbers import read_number
from concierge_desk.services.relay.model.states import IN_THE_SHOP

KIND: Final = "relay.compared"
_MOST = 1_000_000
_MOST_CENTS = 100_000_000
_CENTS = "_cents"
NEVER_HERE: Final = "none"
"""What stands here of a number that never came."""


@dataclass(frozen=True, slots=True)
class ActTotals(Rows):
    """Rows, or totals by act in one object: ``{"received": 12, "stamps": 40, "stamps_cents": 6080}``."""

    @property
    @override
    def label(self) -> str:
        return f"{Rows(self.kind).label}, or an object of acts, each with its count, `<act>_cents` with its cents"

    @override
    def read(self, raw: object) -> tuple[Any, ...]:
        if isinstance(raw, dict) and raw and not raw.keys() & {"tracking", "status", "act", "count"}:
            acts = dict.fromkeys(str(name).removesuffix(_CENTS) for name in raw)
            raw = [
                {
                    "act": act,
                    **({"count": raw[act]} if act in raw else {}),
                    **({"cents": raw[act + _CENTS]} if act + _CENTS in raw else {}),
                }
                for act in acts
            ]
        return Rows(self.kind, self.least, self.most).read(raw)


@dataclass(frozen=True, slots=True)
class TheirRow:
    """What a principal says: of an item by its number, or of all acts of a kind on the day."""

    tracking: Annotated[str | None, ComplaintNumber(), "Number of an item; its status with it."]
    status: Annotated[str | None, Text(max_length=100), "Its status, by code or label."]
    act: Annotated[str | None, Choice(ACTS), "An act; how many with it."]
    count: Annotated[int | None, Integer(0, _MOST, "pieces"), "How many their terminal counts today."]
    cents: Annotated[
        int | None, Integer(-_MOST_CENTS, _MOST_CENTS, "cents"), "What they come to, of what is sold."
    ]


@dataclass(frozen=True, slots=True)
class Compare:
    """A principal's view is compared with ours."""

    carrier: Annotated[
        Coded, FromList("carrier", closed=True, also="principal"), "Whose items; a principal: all of his."
    ]
    rows: Annotated[tuple[TheirRow, ...], ActTotals(group_of(TheirRow)), "What they say."]


@dataclass(frozen=True, slots=True)
class OurView:
    """What stands here.

    Attributes:
        principal: Whose items the carrier's are; None where the shop takes none of them.
        states: By number of the rows, the state of its last stay; what never came is not there.
        leaving: Numbers that were handed in here.
        held: Numbers of the carrier's items that are in the shop.
        figures: Pieces and cents of the open day, by act.
        statuses: What each status means.
    """

    principal: str | None
    states: Mapping[str, str] = field(default_factory=dict)
    leaving: frozenset[str] = frozenset()
    held: tuple[str, ...] = ()
    figures: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)


def compare(view: OurView, command: Compare, _context: Context) -> tuple[Event, ...]:
    """Compare what they say with what stands here.

    Raises:
        Refused: ``relay.carrier_off``, ``relay.compare_row``; ``relay.no_number`` for words in place of a number.

    Warns:
        ``relay.status_unknown``.
    """
    if view.principal is None:
        raise Refused("relay.carrier_off", carrier=command.carrier.code)
    for line, row in enumerate(command.rows, start=1):
        _require_one_thing(line, row)
    said = {read_number(row.tracking).number: str(row.status) for row in command.rows if row.tracking}
    meant = {number: view.statuses.get(plain(status)) for number, status in said.items()}
    unknown = sum(meaning is None for meaning in meant.values())
    found: dict[str, list[Any]] = {"agree": [], "ours": [], "theirs": [], "differ": []}
    for number, meaning in meant.items():
        if meaning is not None:
            state = view.states.get(number)
            verdict = _verdict(meaning, state, leaves=number in view.leaving)
            differs = {"tracking": number, "ours": state or NEVER_HERE, "theirs": meaning}
            found[verdict].append(differs if verdict == "differ" else number)
    acts = [_act(row, view.figures) for row in _last_of_each(command.rows)]
    apart = [row for row in acts if _differs(row)]
    data = {
        "carrier": command.carrier.code,
        "principal": view.principal,
        "agree": len(found["agree"]) + len(acts) - len(apart),
        "ours": found["ours"],
        "theirs": found["theirs"],
        "differ": [*found["differ"], *apart],
        "absent": [number for number in view.held if number not in said] if said else [],
        "unknown": unknown,
        **({"acts": acts} if acts else {}),
    }
    warnings = (Warned("relay.status_unknown", {"count": unknown}),) if unknown else ()
    return (Event("relay.compared", data, aud=view.principal, warnings=warnings),)


def compared_answer(posted: Sequence[Posted]) -> Data:
    """Return what agrees, what is here by us alone, by them alone, and what is said otherwise."""
    data = posted[-1].data
    return {name: data[name] for name in ("agree", "ours", "theirs", "differ", "absent", "unknown")}


def differences(data: Data) -> int:
    """Return how much of a comparison differs."""
    return len(data["ours"]) + len(data["theirs"]) + len(data["differ"])


def _require_one_thing(line: int, row: TheirRow) -> None:
    """Make sure that a row is about an item and its status, or an act and what is said of it."""
    of_item = row.tracking is not None and row.status is not None
    of_act = row.act is not None and (row.count is not None or row.cents is not None)
    mixed = row.act is not None or row.count is not None or row.cents is not None
    both = (row.tracking is not None or row.status is not None) and mixed
    costs_nothing = row.cents is not None and row.act not in SOLD
    if both or of_item == of_act or costs_nothing:
        raise Refused("relay.compare_row", line=line)


def _last_of_each(rows: Iterable[TheirRow]) -> list[TheirRow]:
    """Return one row for each act: who says it twice means the second."""
    return list({row.act: row for row in rows if row.act is not None}.values())


def _verdict(meaning: str, state: str | None, *, leaves: bool) -> str:
    """Say whether a status agrees with where an item is, or who of both has it here."""
    if state is None and leaves:
        return "theirs" if meaning == "available" else "agree"
    if state is None and meaning == "coming":
        return "agree"
    if state in AGREEING.get(meaning, ()):
        return "agree"
    here = state in IN_THE_SHOP
    if meaning == "available" and not here:
        return "theirs"
    return "ours" if here and meaning in {"delivered", "returned", "coming"} else "differ"


def _act(row: TheirRow, figures: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    pieces, cents = figures[str(row.act)]
    return {
        "act": row.act,
        **({} if row.count is None else {"ours": pieces, "theirs": row.count}),
        **({} if row.cents is None else {"ours_cents": cents, "theirs_cents": row.cents}),
    }


def _differs(row: Mapping[str, Any]) -> bool:
    return row.get("ours") != row.get("theirs") or row.get("ours_cents") != row.get("theirs_cents")
