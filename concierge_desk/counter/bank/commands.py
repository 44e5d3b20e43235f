"""Commands of the bank, and how what they write is taken back.

Source: docs/contract.md, "The bank's lines"; decision 0082.
"""

from collections.abc import Mapping

from concierge_desk.counter.bank.matching import (
    MatchLines,
    MatchState,
    Unmatch,
    UnmatchState,
    match_lines,
    matched_answer,
    take_match_back,
    unmatch,
    unmatched_answer,
)
from concierge_desk.counter.bank.statement import (
    ImportLines,
    KnownLines,
    TakenIn,
    import_lines,
    imported_answer,
    known_account,
    remove_lines,
)
from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.table import ACCOUNTS
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, AnyReversal, Command, Reversal, Undone, never
from concierge_desk.domain.accounting.bank import IMPORTED, MATCHED, UNMATCHED
from concierge_desk.i18n import N_
from concierge_desk.store.reconciling import bank


def _known(rows: Rows, command: ImportLines, context: Context) -> KnownLines:
    days = [line.day.isoformat() for line in command.lines]
    return KnownLines(bank.known_lines(rows, known_account(command.account, context), min(days), max(days)))


def _named(rows: Rows, command: MatchLines, _context: Context) -> MatchState:
    lines = bank.lines_named(rows, command.lines)
    account = lines[0].account if lines else ""
    return MatchState(lines, tuple(bank.dues_named(rows, one.ref, one.part, account) for one in command.of))


def _matched(rows: Rows, command: Unmatch, _context: Context) -> UnmatchState:
    line = next(iter(bank.lines_named(rows, (command.line,))), None)
    if line is None or line.matched_seq is None:
        return UnmatchState(line, (), ())
    return _of_match(rows, line.matched_seq, line)


def _of_match(rows: Rows, seq: int, line: bank.BankLine | None = None) -> UnmatchState:
    return UnmatchState(line, bank.matched_lines(rows, seq), bank.matched_dues(rows, seq))


def _taken_in(rows: Rows, undone: Undone, _context: Context) -> TakenIn:
    lines = bank.lines_of_import(rows, undone.posted.seq)
    return TakenIn(sum(line.matched_seq is not None for line in lines))


BANK_COMMANDS: tuple[AnyCommand, ...] = (
    Command(
        name="bank.import",
        summary=N_("Lines of a bank's statement are taken in, each once."),
        load=_known,
        decide=import_lines,
        answer=imported_answer,
        when=ANY_DAY,
        right=ACCOUNTS,
    ),
    Command(
        name="bank.match",
        summary=N_(
            "Lines of the bank are what was paid in, taken by card or paid over; or nothing of the desk's."
        ),
        load=_named,
        decide=match_lines,
        answer=matched_answer,
        when=ANY_DAY,
        right=ACCOUNTS,
    ),
    Command(
        name="bank.unmatch",
        summary=N_("A match is taken apart: its lines are open again."),
        load=_matched,
        decide=unmatch,
        answer=unmatched_answer,
        when=ANY_DAY,
        right=ACCOUNTS,
    ),
)

BANK_REVERSALS: Mapping[str, AnyReversal] = {
    IMPORTED: Reversal(remove_lines, load=_taken_in, any_day=True, right=ACCOUNTS),
    MATCHED: Reversal(
        take_match_back, load=lambda rows, undone, _context: _of_match(rows, undone.posted.seq), any_day=True
    ),
    UNMATCHED: never("bank.match_again"),
}
