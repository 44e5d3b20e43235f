"""``bank``: where an account of the bank stands; a statement is looked at, or taken in, and what is exact accepted.

Source: docs/contract.md, "Words", "The bank's lines"; decision 0082.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import click

from concierge_desk.cli.frame import Invocation, guarded, leave, opened
from concierge_desk.cli.options import global_options, storable
from concierge_desk.counter.bank.words import day_words, expected_words
from concierge_desk.desk import reconciliation
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.reconciliation import Reconciliation
from concierge_desk.domain.accounting.reconciling import Proposal
from concierge_desk.domain.charge import OWN_PAYEE
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.jobs.bank import statements
from concierge_desk.store.reconciling.bank import BankDue


@dataclass(frozen=True, slots=True)
class BankAsked:
    """What is asked of an account.

    Attributes:
        statement: File of the bank; None for none.
        account: Payee whose account it is.
        take_in: Take its new lines in.
        accept: Match what is the same to the cent.
    """

    statement: Path | None
    account: str
    take_in: bool
    accept: bool


@click.command("bank")
@click.argument(
    "statement",
    required=False,
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    metavar="[RELEVÉ]",
)
@click.option(
    "--account",
    default=OWN_PAYEE,
    callback=storable,
    metavar="CODE",
    help="Le compte de qui ; par défaut, le nôtre.",
)
@click.option("--take-in", is_flag=True, help="Reprendre les lignes nouvelles du relevé.")
@click.option("--accept", is_flag=True, help="Accepter les rapprochements au centime près.")
@global_options
@guarded
def bank(frame: Invocation, **asked: Any) -> None:
    """Dire où en est le compte bancaire ; regarder un relevé (OFX ou CSV), le reprendre."""
    if asked["take_in"] and asked["statement"] is None:
        raise click.UsageError(frame.say("--take-in goes with a statement."))
    _tell_bank(frame, BankAsked(**{**asked, "account": asked["account"].upper()}))


def _tell_bank(frame: Invocation, asked: BankAsked) -> None:
    told: dict[str, Any] = {"ok": True, "account": asked.account}
    with opened(frame) as desk:
        if asked.statement is not None:
            told["statement"] = _statement(frame, desk, asked.statement, asked)
        stands = _stands(desk, asked.account)
        if asked.accept:
            for one in stands.exact:
                _play(frame, desk, reconciliation.MATCH, reconciliation.fields_of(one))
            told["accepted"] = len(stands.exact)
            stands = _stands(desk, asked.account)
    told |= told_of(stands)
    frame.tell(told, lambda: "\n".join(_lines(frame, told, stands)))


def _statement(frame: Invocation, desk: Desk, path: Path, asked: BankAsked) -> dict[str, Any]:
    """Look at a statement; where it is asked for, take what is new of it in."""
    found = statements.look_at(desk, path, asked.account)
    takes = asked.take_in and found.new > 0
    if takes:
        _play(frame, desk, statements.IMPORT, statements.fields_of(found.statement, asked.account))
    return {
        "from_day": found.statement.from_day,
        "until_day": found.statement.until_day,
        "lines": len(found.statement.lines),
        "new": found.new,
        "taken_in": takes,
    }


def _stands(desk: Desk, account: str) -> Reconciliation:
    return desk.store.read(lambda rows: reconciliation.reconcile(rows, account))


def told_of(stands: Reconciliation) -> dict[str, Any]:
    """Return where an account stands, without what the bank says of its lines: codes, days, cents."""
    return {
        "from_day": None if stands.span is None else stands.span[0],
        "until_day": None if stands.span is None else stands.span[1],
        "proposed": [
            {
                "line": one.line.line,
                "day": one.line.day.isoformat(),
                "cents": one.line.cents,
                "of": [due.name for due in one.of],
                "commission_cents": one.commission_cents,
            }
            for one in stands.proposed
        ],
        "unknown": [{"line": one.line, "day": one.day, "cents": one.cents} for one in stands.unknown],
        "missing": [{"ref": one.name, "day": one.day, "cents": one.cents} for one in stands.missing],
        "waiting": [{"ref": one.name, "day": one.day, "cents": one.cents} for one in stands.waiting],
    }


def _play(frame: Invocation, desk: Desk, do: str, fields: dict[str, Any]) -> None:
    answer = desk.counter.execute({"op": desk.new_op(), "do": do, **fields}, frame.operator)
    if answer.refused is not None:
        leave(frame, answer.refused)


def _lines(frame: Invocation, told: Mapping[str, Any], stands: Reconciliation) -> Iterator[str]:
    if "statement" in told:
        taken = told["statement"]["taken_in"]
        yield frame.say(_TAKEN if taken else _LOOKED, **told["statement"])
    if "accepted" in told:
        yield frame.say("Matched to the cent: {count}", count=told["accepted"])
    parts = tuple(_parts(stands, frame.lang))
    for heading, rows in parts:
        yield frame.say(heading)
        yield from (
            f"  {day_words(day, frame.lang)}  {what}  {format_amount(cents)}" for day, what, cents in rows
        )
    if not parts:
        yield frame.say("Nothing of the bank is open.")


_LOOKED = N_("{new} lines of {lines} are new, none is taken in")
_TAKEN = N_("{new} lines of {lines} are new, and taken in")

_Row: TypeAlias = tuple[str, str, int]


def _parts(stands: Reconciliation, lang: str) -> Iterator[tuple[str, list[_Row]]]:
    """Yield each part that has rows: its heading, then day, what it is, and cents."""

    def due(one: BankDue) -> _Row:
        return one.day, expected_words(one.ref, one.part, lang), one.cents

    def proposed(one: Proposal) -> _Row:
        words = " + ".join(expected_words(part.ref, part.part, lang) for part in one.of)
        return one.line.day.isoformat(), words, one.line.cents

    lines: list[_Row] = [(one.day, one.line, one.cents) for one in stands.unknown]
    exact, kept = stands.exact, [one for one in stands.proposed if one.commission_cents]
    found = (
        (N_("Proposed: the same to the cent"), [proposed(one) for one in exact]),
        (N_("Proposed: less the bank's commission"), [proposed(one) for one in kept]),
        (N_("Arrived, unknown"), [row for row in lines if row[2] > 0]),
        (N_("Paid in, not arrived after five days"), [due(one) for one in stands.missing]),
        (N_("Paid in, on its way"), [due(one) for one in stands.waiting]),
        (N_("Left the account, not expected"), [row for row in lines if row[2] <= 0]),
    )
    yield from ((heading, rows) for heading, rows in found if rows)
