"""Card terminals and cheques at a closing: one alone, or of each payee its own. Pure.

Source: docs/contract.md, "Payees", "Closing record"; decisions 0062, 0074.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.till.totals import Totals
from concierge_desk.counter.values.kinds import signed_cents
from concierge_desk.counter.values.partner_codes import PayeeCode
from concierge_desk.domain.charge import OWN_PAYEE, ordered
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Warned
from concierge_desk.domain.ticket import CARD, CHEQUE

_SIGNED = signed_cents()
MOST_TERMINALS = 20


@dataclass(frozen=True, slots=True)
class TerminalTold:
    """Total of the card terminal of a payee."""

    payee: Annotated[str, PayeeCode(), "Whose terminal it is."]
    cents: Annotated[int, _SIGNED, "What it came to, what it gave back taken off."]


def terminals_told(own: int | None, others: Sequence[TerminalTold], known: Collection[str]) -> dict[str, int]:
    """Return what each terminal came to, as far as that was said.

    Args:
        own: The site's own; None where nobody said.
        others: Those of payees.
        known: Codes of the payees that there are, or that something was paid to today.

    Raises:
        Refused: ``till.payee_unknown``, ``day.terminal_twice``.
    """
    found = {} if own is None else {OWN_PAYEE: own}
    for one in others:
        if one.payee != OWN_PAYEE and one.payee not in known:
            raise Refused("till.payee_unknown", payee=one.payee)
        if one.payee in found:
            raise Refused("day.terminal_twice", payee=one.payee)
        found[one.payee] = one.cents
    return found


def card_told(terminals: Mapping[str, int], totals: Totals) -> dict[str, Any]:
    """Return what was taken by card against what the terminals say that were read; nothing where none was."""
    if not terminals:
        return {}
    expected = sum(_paid(totals, payee, CARD) for payee in terminals)
    terminal = sum(terminals.values())
    told = {"expected_cents": expected, "terminal_cents": terminal, "gap_cents": terminal - expected}
    return {CARD: told}


def payee_rows(known: Collection[str], terminals: Mapping[str, int], totals: Totals) -> list[dict[str, Any]]:
    """Return what each payee was paid by card and cheque; none where the site alone is paid.

    Args:
        known: Codes of the payees that there are.
        terminals: What terminals came to, as far as that was said.
        totals: The entries of the day, added up.
    """
    others = {*known, *totals.paid_to, *terminals} - {OWN_PAYEE}
    return [_row(payee, terminals.get(payee), totals) for payee in ordered((*others, OWN_PAYEE)) if others]


def _row(payee: str, terminal: int | None, totals: Totals) -> dict[str, Any]:
    card = _paid(totals, payee, CARD)
    return {
        "payee": payee,
        "card_cents": card,
        "cheque_cents": _paid(totals, payee, CHEQUE),
        "terminal_cents": terminal,
        "gap_cents": None if terminal is None else terminal - card,
    }


def _paid(totals: Totals, payee: str, means: str) -> int:
    return totals.paid_to.get(payee, {}).get(means, 0)


def terminals_of(closing: Mapping[str, Any]) -> dict[str, int]:
    """Return what the terminals came to, as a closing tells it."""
    if "payees" in closing:
        rows = closing["payees"]
        return {row["payee"]: row["terminal_cents"] for row in rows if row["terminal_cents"] is not None}
    return {OWN_PAYEE: closing[CARD]["terminal_cents"]} if CARD in closing else {}


def differing_cards(closing: Mapping[str, Any]) -> tuple[Warned, ...]:
    """Return which terminals differ from the day: one is not made good by another.

    Warns:
        ``day.card_differs``.
    """
    if "payees" not in closing:
        card = closing.get(CARD)
        return () if card is None or not card["gap_cents"] else (Warned("day.card_differs", card),)
    return tuple(
        Warned(
            "day.card_differs",
            {
                "expected_cents": row["card_cents"],
                "terminal_cents": row["terminal_cents"],
                "gap_cents": row["gap_cents"],
                "payee": row["payee"],
            },
        )
        for row in closing["payees"]
        if row["gap_cents"]
    )
