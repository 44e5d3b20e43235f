"""Life of a piece: which act leads from where to where, what is said of the others, and how an act is taken back. Pure.

Source: docs/trade.md, "Things entrusted"; decision 0093.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.partner import Partner
from concierge_desk.counter.service import Undone
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted, Warned
from concierge_desk.mechanisms.custody.model import (
    BEFORE,
    DAMAGE,
    FIND,
    LOSE,
    MISS,
    MOVE,
    REMIND,
    StateTable,
    StayRules,
)
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.nature import Nature

SEND, RECEIVE, MAKE_READY, REDO, WITHDRAW, COLLECT = (
    "send",
    "receive",
    "make_ready",
    "redo",
    "withdraw",
    "collect",
)
MAKE_READY_HERE: Final = "make_ready_here"
"""It is laid ready by the shop that works on it itself: it was never away."""
TELL: Final = "tell"
"""Its owner is told that it is ready by another half-day."""
INCIDENTS: Final = (DAMAGE, MISS, FIND, LOSE)
"""What a clerk says of a piece."""

_STAYS: Final = {state: state for state in facts.HERE}

RULES: Final = StayRules(
    service="",
    life=StateTable(
        next={
            SEND: {facts.TAKEN_IN: facts.SENT},
            RECEIVE: dict.fromkeys(facts.AWAY, facts.BACK),
            MAKE_READY: {facts.BACK: facts.READY},
            MAKE_READY_HERE: dict.fromkeys((facts.TAKEN_IN, facts.BACK), facts.READY),
            REDO: dict.fromkeys((facts.BACK, facts.READY, facts.COLLECTED), facts.TAKEN_IN),
            WITHDRAW: dict.fromkeys((facts.TAKEN_IN, facts.BACK), facts.TO_GIVE_BACK),
            COLLECT: dict.fromkeys(facts.WAITS, facts.COLLECTED),
            MOVE: _STAYS,
            REMIND: {state: state for state in facts.WAITS},
            TELL: {state: state for state in (*facts.HERE, *facts.AWAY, facts.NOT_FOUND)},
            DAMAGE: _STAYS,
            MISS: dict.fromkeys(facts.HERE, facts.NOT_FOUND),
            FIND: dict.fromkeys(facts.MISSED, BEFORE),
            LOSE: dict.fromkeys(facts.MISSED, facts.LOST),
        },
        why={},
        here=facts.HERE,
        ended=facts.GONE,
        left=facts.AWAY,
        instead={
            WITHDRAW: {**dict.fromkeys(facts.AWAY, "at_partner"), facts.READY: "done_already"},
            # Whether a workshop has it or nobody finds it here: one looks for it, and hands the others over.
            COLLECT: {**dict.fromkeys(facts.MISSED, "piece_missing"), facts.COLLECTED: "collected_already"},
        },
        of_act={
            RECEIVE: "not_sent",
            **dict.fromkeys((MAKE_READY, MAKE_READY_HERE), "not_back"),
            COLLECT: "not_ready",
            **dict.fromkeys((FIND, LOSE), "not_missing"),
        },
    ),
    moved="moved",
    reminded="reminded",
    incident_noted="incident_noted",
)
"""Stays of pieces, in words that a nature's code comes before."""

STEPS: Final = (
    *("quoted", "quote_answered", "made_ready", "redone", "withdrawn", "disputed", "dispute_settled"),
    *("collected", "received_back", "moved", "reminded", "incident_noted"),
)
"""Kinds that move pieces and nothing else: after each, pieces may stand again as they stood."""


@dataclass(frozen=True, slots=True)
class NamedPieces:
    """State that an act with pieces is decided from.

    Attributes:
        nature: What the service is.
        pieces: Those that are named, by the text that names each; of an order, all of it.
        partner: Of an act with one piece, who works on it; None where the shop does, or nobody asks.
    """

    nature: Nature
    pieces: Mapping[str, EntrustedPiece]
    partner: Partner | None = None

    @property
    def aud(self) -> str:
        """Audience of the partner; empty where the shop does the work."""
        return "" if self.partner is None else self.partner.aud

    def named(self, texts: Iterable[str]) -> tuple[EntrustedPiece, ...]:
        """Return the pieces of some texts, none of them twice.

        Raises:
            Refused: ``unknown``, ``twice``.
        """
        found: dict[str, EntrustedPiece] = {}
        for text in texts:
            piece = self.one(text)
            if piece.piece in found:
                raise Refused("twice", piece=piece.piece)
            found[piece.piece] = piece
        return tuple(found.values())

    def one(self, text: str) -> EntrustedPiece:
        """Return the piece of a text.

        Raises:
            Refused: ``unknown``.
        """
        if text not in self.pieces:
            raise Refused("unknown", of=text)
        return self.pieces[text]


def may(piece: EntrustedPiece, act: str) -> bool:
    """Say whether a piece stands where an act may be done with it."""
    return piece.state in RULES.life.next[_of(piece, act)]


def step(piece: EntrustedPiece, act: str) -> str:
    """Return the state that an act leads a piece to.

    Raises:
        Refused: ``on_slip`` while it is on a prepared slip; else what the table of states says: ``not_sent``,
            ``not_back``, ``at_partner``, ``done_already``, ``piece_missing``, ``collected_already``, ``not_ready``,
            ``not_missing``, ``not_now``.
    """
    if piece.on_slip and act != SEND:
        raise Refused("on_slip", piece=piece.piece, slip=piece.slip)
    return RULES.step(piece, _of(piece, act))


def _of(piece: EntrustedPiece, act: str) -> str:
    return MAKE_READY_HERE if act == MAKE_READY and piece.partner is None else act


@dataclass(frozen=True, slots=True)
class PieceStep:
    """What an act does to a piece.

    Attributes:
        piece: As it is.
        now: Columns that are other ones from now on.
        more: What else is told of it.
    """

    piece: EntrustedPiece
    now: Mapping[str, Any]
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> dict[str, Any]:
        """The piece as an entry tells of it: with the columns as they were, and the entry that moved it last."""
        before = {name: getattr(self.piece, name) for name in (*self.now, "last_seq")}
        named = {"piece": self.piece.piece, "code": self.piece.tag}
        return {**named, **self.more, "now": dict(self.now), "before": before}

    @property
    def after(self) -> EntrustedPiece:
        """The piece as it is from now on."""
        return replace(self.piece, **self.now)


def stepped(event: Event, *steps: PieceStep) -> tuple[Event, ...]:
    """Return the event of an act with what it does to pieces.

    Warns:
        ``refund_due`` where it makes that something is to be given back.
    """
    dues = [(step.piece.refund_due_cents, step.after.refund_due_cents) for step in steps]
    cents = sum(after for before, after in dues if after > before)
    warnings = (*event.warnings, *([Warned("refund_due", {"cents": cents})] if cents else ()))
    told = {**event.data, "pieces": [step.told for step in steps]}
    return (replace(event, data=told, warnings=warnings, about=steps[0].piece.number),)


def step_back(now: Mapping[str, EntrustedPiece], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Let pieces stand as they stood before an act, while nothing came after it.

    Raises:
        Refused: ``changed_since``.
    """
    posted, pieces = undone.posted, [now[row["piece"]] for row in undone.posted.data["pieces"]]
    moved_on = any(piece.last_seq != posted.seq for piece in pieces) or _promised_anew(now, posted)
    if moved_on or any(_paid_since(piece, posted.kind) for piece in pieces):
        raise Refused("changed_since")
    return (as_before(undone),)


def _paid_since(piece: EntrustedPiece, kind: str) -> bool:
    """Say whether money moved because of an act: a price is answered before it is paid, and reduced after what was collected."""
    if kind.endswith(".quote_answered"):
        return piece.paid_cents != 0
    # Done again, it may have been reduced after an earlier collection.
    return kind.endswith(".collected") and piece.round == 1 and piece.reduced_cents != 0


def _promised_anew(now: Mapping[str, EntrustedPiece], posted: Posted) -> bool:
    """Say whether other hours moved a promise that an act made: the one before it may lie on a day that is closed now."""
    rows = [row for row in posted.data["pieces"] if "due_slot" in row["now"]]
    return any(now[row["piece"]].due_slot != row["now"]["due_slot"] for row in rows)


def as_before(undone: Undone, later: Mapping[str, int] = MappingProxyType({}), **more: Any) -> Event:
    """Return the event that lets pieces stand as they stood before an entry.

    Args:
        undone: The entry.
        later: Of pieces to which something was done since that stays, its entry: by it what came last is known.
        more: What is told besides.
    """
    rows = [
        {"piece": row["piece"], "now": row["before"] | _last(later.get(row["piece"]))}
        for row in undone.posted.data["pieces"]
    ]
    return Event("reversed", {"of": undone.posted.kind, **more, "pieces": rows}, aud=undone.posted.aud)


def _last(seq: int | None) -> dict[str, int]:
    return {} if seq is None else {"last_seq": seq}


def answered(*names: str) -> Callable[[Sequence[Posted]], dict[str, Any]]:
    """Return what answers by fields of the last entry, those that it has; pieces by their numbers."""

    def answer(posted: Sequence[Posted]) -> dict[str, Any]:
        data = posted[-1].data
        told = {name: data[name] for name in names if name in data}
        return told | ({"pieces": [row["piece"] for row in data["pieces"]]} if "pieces" in told else {})

    return answer
