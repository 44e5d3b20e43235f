"""Matching of a bank's lines with what the desk expects, and taking a match apart. Pure rules.

Source: docs/contract.md, "The bank's lines"; decision 0082.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.kinds import Kind, OwnCode, Text, Unreadable
from concierge_desk.counter.values.rows import Listed
from concierge_desk.domain.accounting.bank import CASH, CHEQUES, MATCHED, UNMATCHED
from concierge_desk.domain.accounting.reconciling import is_card, most_commission
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted, Warned
from concierge_desk.domain.override import override
from concierge_desk.store.reconciling.bank import BankDue, BankLine

_EXPECTED = re.compile(
    rf"([EZV]-\d{{4}}-(?:[A-Z]+-)?\d{{4,}})(?::({CHEQUES}|{CASH}))?|(move:\d{{1,12}})", re.ASCII
)
MOST = 100
"""Lines, or things expected, of one match."""


@dataclass(frozen=True, slots=True)
class NamedDue:
    """Something expected, as it is named: its ref, and of a sheet one of its parts; empty for all of them."""

    ref: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedRef(Kind):
    """Number of a sheet, a closing or a remittance, or a movement by its entry."""

    label: str = (
        f"`E-…` a paying-in sheet (`E-…:{CHEQUES}`, `E-…:{CASH}` a part of it), `Z-…` the card takings of a"
        " closing, `V-…` a remittance, `move:N` a movement by its entry"
    )

    @override
    def read(self, raw: object) -> NamedDue:
        text = Text(max_length=40, exempt=True).read(raw)
        number, _, part = text.partition(":")
        found = _EXPECTED.fullmatch(
            f"{number.upper() if number.upper() != 'MOVE' else 'move'}{_}{part.lower()}"
        )
        if found is None:
            raise Unreadable("input.bank_ref")
        return NamedDue(found[3] or found[1], found[2] or "")


@dataclass(frozen=True, slots=True)
class MatchLines:
    """Say what lines of the bank are."""

    lines: Annotated[
        tuple[str, ...], Listed(OwnCode(), least=1, most=MOST), "Codes of the lines, of one account."
    ]
    of: Annotated[
        tuple[NamedDue, ...],
        Listed(ExpectedRef(), most=MOST),
        "What they are; left out, nothing of the desk's: a rent, a grant, a member's dues.",
    ] = ()


@dataclass(frozen=True, slots=True)
class MatchState:
    """State that a match is decided from.

    Attributes:
        lines: Those of the codes that are there.
        dues: What is expected on their account under each ref that is named, in that order.
    """

    lines: tuple[BankLine, ...]
    dues: tuple[tuple[BankDue, ...], ...]


def match_lines(state: MatchState, command: MatchLines, _context: Context) -> tuple[Event, ...]:
    """Write down that lines are what was expected; a difference is told, and kept.

    Raises:
        Refused: ``bank.line_unknown``, ``bank.line_matched``, ``bank.accounts_differ``, ``bank.not_expected``,
            ``bank.due_matched``.

    Warns:
        ``bank.differs``.
    """
    lines = _lines(state.lines, command.lines)
    dues = _dues(state, command.of)
    came, expected = sum(line.cents for line in lines), sum(due.cents for due in dues)
    gap = came - expected if dues else 0
    kept = bool(dues) and all(is_card(due.ref) for due in dues) and 0 < -gap <= most_commission(expected)
    told: dict[str, Any] = {
        "account": lines[0].account,
        "lines": [line.line for line in lines],
        "of": [{"ref": due.ref, "part": due.part, "cents": due.cents} for due in dues],
        "cents": came,
        "expected_cents": expected if dues else None,
        "commission_cents": -gap if kept else 0,
    }
    warned = (Warned("bank.differs", {"gap_cents": gap}),) if gap and not kept else ()
    return (Event(MATCHED, told, warnings=warned),)


def matched_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what arrived, what was expected, and what the bank kept."""
    return {name: posted[-1].data[name] for name in ("cents", "expected_cents", "commission_cents")}


@dataclass(frozen=True, slots=True)
class Unmatch:
    """Take a match apart."""

    line: Annotated[str, OwnCode(), "Code of one of its lines."]


@dataclass(frozen=True, slots=True)
class UnmatchState:
    """State that taking a match apart is decided from.

    Attributes:
        line: The line; None where there is none of that code.
        lines: All lines of its match.
        dues: What they were matched with.
    """

    line: BankLine | None
    lines: tuple[BankLine, ...]
    dues: tuple[BankDue, ...]


def unmatch(state: UnmatchState, command: Unmatch, _context: Context) -> tuple[Event, ...]:
    """Open lines again, and what was expected.

    Raises:
        Refused: ``bank.line_unknown``, ``bank.line_open``.
    """
    if state.line is None:
        raise Refused("bank.line_unknown", line=command.line)
    if state.line.matched_seq is None:
        raise Refused("bank.line_open")
    return (_unmatched(state.line.matched_seq, state.line.account, state.lines, state.dues),)


def unmatched_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return which lines are open again."""
    return {"lines": posted[-1].data["lines"]}


def take_match_back(state: UnmatchState, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Take a match apart by what wrote it.

    Raises:
        Refused: ``bank.line_open``.
    """
    if not state.lines:
        raise Refused("bank.line_open")
    return (_unmatched(undone.posted.seq, undone.posted.data["account"], state.lines, state.dues),)


def _unmatched(seq: int, account: str, lines: Sequence[BankLine], dues: Sequence[BankDue]) -> Event:
    told = {
        "account": account,
        "matched_seq": seq,
        "cents": sum(line.cents for line in lines),
        "lines": [line.line for line in lines],
        "of": [{"ref": due.ref, "part": due.part} for due in dues],
    }
    return Event(UNMATCHED, told)


def _lines(found: Sequence[BankLine], asked: Sequence[str]) -> tuple[BankLine, ...]:
    known = {line.line: line for line in found}
    missing = next((code for code in asked if code not in known), None)
    if missing is not None:
        raise Refused("bank.line_unknown", line=missing)
    if any(line.matched_seq is not None for line in known.values()):
        raise Refused("bank.line_matched")
    if len({line.account for line in known.values()}) > 1:
        raise Refused("bank.accounts_differ")
    # Each once, however often it is named.
    return tuple(known[code] for code in dict.fromkeys(asked))


def _dues(state: MatchState, asked: Sequence[NamedDue]) -> tuple[BankDue, ...]:
    chosen: dict[str, BankDue] = {}
    for named, found in zip(asked, state.dues, strict=True):
        if not found:
            raise Refused("bank.not_expected", ref=named.ref)
        still = [due for due in found if due.matched_seq is None]
        if not still:
            raise Refused("bank.due_matched", ref=named.ref)
        chosen |= {due.name: due for due in still}
    return tuple(chosen.values())
