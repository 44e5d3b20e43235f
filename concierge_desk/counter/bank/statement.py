"""Statement of a bank: its lines are taken in once, without their words, which stand beside the journal. Pure rules.

Source: docs/contract.md, "The bank's lines"; docs/requirements.md, R-4.02; decision 0082.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.retention import Retention
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.kinds import Day, Items, Kind, Text, Unreadable, signed_cents
from concierge_desk.counter.values.partner_codes import PayeeCode
from concierge_desk.domain.accounting.bank import IMPORTED, REMOVED
from concierge_desk.domain.accounting.lines import LINE
from concierge_desk.domain.accounting.reconciling import GivenLine, new_lines
from concierge_desk.domain.barred_numbers import holds_card_number, holds_id_number
from concierge_desk.domain.charge import OWN_PAYEE
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, PersonalRecord, Posted
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_

MOST_LINES: Final = 2_000
"""Lines of one statement: a busy year of a small shop."""
RETENTION = Retention("bank.line", N_("The day the statement was taken in + 2 years"), 731)
"""How long what the bank says of a line is kept: its own statement is the voucher.

Source: docs/requirements.md, R-4.02.
"""

_LONGEST_LABEL = 160
_FIGURES = re.compile(r"\d[\d .\-/]*\d|\d")
_ID_SIGNS = 24


@dataclass(frozen=True, slots=True)
class BankLabel(Kind):
    """What a bank says of a line, cut where it goes on and on; in place of a card's or document's number stand dots."""

    label: str = f"text, cut after {_LONGEST_LABEL} characters; numbers of cards and documents are dotted out"

    @override
    def read(self, raw: object) -> str | None:
        if not isinstance(raw, str):
            raise Unreadable("input.text")
        text = raw[:_LONGEST_LABEL]
        if holds_card_number(text) or holds_id_number(text):
            text = _FIGURES.sub("…", text)
        return Text(_LONGEST_LABEL).read(text) if text.strip() else None


@dataclass(frozen=True, slots=True)
class BankStatementLine:
    """Line of a statement."""

    day: Annotated[date, Day(), "Its day at the bank."]
    cents: Annotated[int, signed_cents(), "How much: above nought what arrived, below what left."]
    id: Annotated[str | None, Text(255, exempt=True), "The bank's own, where it gives one."] = None
    label: Annotated[str | None, BankLabel(), "What the bank says of it; kept beside the journal."] = None


@dataclass(frozen=True, slots=True)
class ImportLines:
    """Take the lines of a statement in; those that are known already are left out."""

    lines: Annotated[
        tuple[BankStatementLine, ...],
        Items(group_of(BankStatementLine), least=1, most=MOST_LINES),
        "The lines, in any order.",
    ]
    account: Annotated[
        str | None, PayeeCode(), "Whose account it is, of the payees; the site's own by default."
    ] = None


@dataclass(frozen=True, slots=True)
class KnownLines:
    """State that an import is decided from: the lines of that account that are known, around the same days."""

    lines: tuple[GivenLine, ...]


def import_lines(state: KnownLines, command: ImportLines, context: Context) -> tuple[Event, ...]:
    """Write down the lines that are new.

    Raises:
        Refused: ``till.payee_unknown``, ``bank.nothing_new``.
    """
    account = known_account(command.account, context)
    fresh = new_lines(given_lines(account, command.lines), state.lines)
    if not fresh:
        raise Refused("bank.nothing_new", count=len(command.lines))
    told, personal = [], []
    for line in sorted(fresh, key=lambda one: (one.day, one.cents, one.id or "", one.label or "")):
        row: dict[str, Any] = {"line": context.draw(LINE), "day": line.day, "cents": line.cents}
        if line.id is not None:
            row["id"] = line.id
        if line.label is not None:
            row["label"] = context.draw("r")
            personal.append(PersonalRecord(row["label"], "party", line.label, RETENTION.code))
        told.append(row)
    data = {"account": account, "lines": told, "known": len(command.lines) - len(fresh)}
    return (Event(IMPORTED, data, personal=tuple(personal)),)


def given_lines(account: str, lines: Sequence[BankStatementLine]) -> tuple[GivenLine, ...]:
    """Return lines as they are compared: of the bank's id the digest, which tells nobody anything."""
    return tuple(
        GivenLine(line.day.isoformat(), line.cents, _digest(account, line.id), line.label) for line in lines
    )


def known_account(account: str | None, context: Context) -> str:
    """Return whose account is meant.

    Raises:
        Refused: ``till.payee_unknown``.
    """
    return account_among(account, context.state.payees.values())


def account_among(account: str | None, payees: Collection[str]) -> str:
    """Return whose account is meant, among the payees there are.

    Raises:
        Refused: ``till.payee_unknown``.
    """
    if account is not None and account not in {OWN_PAYEE, *payees}:
        raise Refused("till.payee_unknown", payee=account)
    return account or OWN_PAYEE


def imported_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return whose account it was, how many lines were new and how many known, and their days."""
    data = posted[-1].data
    days = [line["day"] for line in data["lines"]]
    return {
        "account": data["account"],
        "new": len(days),
        "known": data["known"],
        "from_day": min(days),
        "until_day": max(days),
    }


@dataclass(frozen=True, slots=True)
class TakenIn:
    """State that taking lines out again is decided from: how many of them are matched."""

    matched: int


def remove_lines(state: TakenIn, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Take the lines of a wrong file out again.

    Raises:
        Refused: ``bank.lines_matched``.
    """
    if state.matched:
        raise Refused("bank.lines_matched", count=state.matched)
    data = undone.posted.data
    return (Event(REMOVED, {"account": data["account"], "lines": [line["line"] for line in data["lines"]]}),)


def _digest(account: str, own: str | None) -> str | None:
    if own is None:
        return None
    # OpenSSL is loaded with the first statement, not with the window.
    import hashlib  # noqa: PLC0415

    return hashlib.sha256(f"{account}\n{own}".encode()).hexdigest()[:_ID_SIGNS]
