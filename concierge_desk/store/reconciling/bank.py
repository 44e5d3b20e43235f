"""Projections of the bank: lines of its statements, what the desk expects on them, which of both belong together; their loaders.

Source: docs/contract.md, "The bank's lines"; decision 0082.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concierge_desk.domain.accounting.bank import (
    IMPORTED,
    MATCHED,
    REMOVED,
    UNMATCHED,
    DueAtBank,
    dues_of,
    expected_no_more,
)
from concierge_desk.domain.accounting.reconciling import GivenLine
from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.records import personal_text
from concierge_desk.store.rows import records, write_row
from concierge_desk.store.schema import Apply

_EXPECTS = ("till.moved", "till.paid_in", "till.remitted", "day.closed")


@dataclass(frozen=True, slots=True)
class BankLine:
    """Line of a bank's statement.

    Attributes:
        line: Its code.
        account: Payee whose account it is on.
        seq: Entry that it was taken in by.
        day: Day at the bank.
        cents: Above nothing what arrived, below it what left.
        label: Ref of what the bank says of it; None where it says nothing.
        matched_seq: Entry that matched it; None while it is open.
    """

    line: str
    account: str
    seq: int
    day: str
    cents: int
    label: str | None
    matched_seq: int | None


@dataclass(frozen=True, slots=True)
class BankDue:
    """Something that the statement should show; see `domain.accounting.bank.DueAtBank`.

    Attributes:
        day: Business day.
        matched_seq: Entry that matched it; None while it is open.
    """

    ref: str
    part: str
    account: str
    seq: int
    day: str
    cents: int
    matched_seq: int | None

    @property
    def name(self) -> str:
        """What it is matched by."""
        return f"{self.ref}:{self.part}" if self.part else self.ref


def fill(connection: Connection) -> None:
    """Expect what the journal tells so far; what cannot be read any more lets nothing be expected."""
    marks = ", ".join("?" for _ in _EXPECTS)
    rows = connection.execute(
        f"SELECT seq, kind, payload FROM journal WHERE kind IN ({marks}) AND payload IS NOT NULL ORDER BY seq",  # noqa: S608
        _EXPECTS,
    ).fetchall()
    for seq, kind, payload in rows:
        try:
            told = json.loads(payload)
            found = (told["day"], expected_no_more(kind, seq, told["data"]), dues_of(kind, seq, told["data"]))
        except (ValueError, LookupError, TypeError):
            continue
        _expect(connection, seq, *found)


def apply_expected(connection: Connection, posted: Posted) -> None:
    """Expect on the statement what an entry lets it expect; what is taken back is expected no more."""
    asked = (posted.kind, posted.seq, posted.data)
    _expect(connection, posted.seq, posted.day, expected_no_more(*asked), dues_of(*asked))


def _expect(
    connection: Connection, seq: int, day: str | None, gone: int | None, dues: Iterable[DueAtBank]
) -> None:
    if gone is not None:
        _forget(connection, gone)
    for due in dues:
        told = {"ref": due.ref, "part": due.part, "account": due.account, "cents": due.cents}
        write_row(connection, "bank_due", {**told, "seq": seq, "day": day})


def _forget(connection: Connection, seq: int) -> None:
    """Expect nothing of an entry any more; a line that was matched with it is open again."""
    for (matched,) in connection.execute(
        "SELECT DISTINCT matched_seq FROM bank_due WHERE seq = ? AND matched_seq IS NOT NULL", (seq,)
    ).fetchall():
        _open_again(connection, matched)
    connection.execute("DELETE FROM bank_due WHERE seq = ?", (seq,))


def _open_again(connection: Connection, matched: int) -> None:
    for table in ("bank_line", "bank_due"):
        connection.execute(f"UPDATE {table} SET matched_seq = NULL WHERE matched_seq = ?", (matched,))  # noqa: S608


def apply_imported(connection: Connection, posted: Posted) -> None:
    """Keep the lines of a statement."""
    for row in posted.data["lines"]:
        told = {name: row.get(name) for name in ("line", "day", "cents", "id", "label")}
        write_row(connection, "bank_line", {**told, "account": posted.data["account"], "seq": posted.seq})


def apply_removed(connection: Connection, posted: Posted) -> None:
    """Let go of the lines of a statement that was a wrong one."""
    connection.execute("DELETE FROM bank_line WHERE seq = ?", (posted.data["corrects"],))


def apply_matched(connection: Connection, posted: Posted) -> None:
    """Keep which lines are what was expected."""
    data = posted.data
    for line in data["lines"]:
        connection.execute("UPDATE bank_line SET matched_seq = ? WHERE line = ?", (posted.seq, line))
    for due in data["of"]:
        connection.execute(
            "UPDATE bank_due SET matched_seq = ? WHERE ref = ? AND part = ? AND account = ?",
            (posted.seq, due["ref"], due["part"], data["account"]),
        )


def apply_unmatched(connection: Connection, posted: Posted) -> None:
    """Open again what a match said."""
    _open_again(connection, posted.data["matched_seq"])


APPLY: Mapping[str, Apply] = {
    IMPORTED: apply_imported,
    REMOVED: apply_removed,
    MATCHED: apply_matched,
    UNMATCHED: apply_unmatched,
}
"""How the kinds of the bank move its tables."""


def known_lines(connection: Connection, account: str, first: str, last: str) -> tuple[GivenLine, ...]:
    """Return the lines that are known of an account, from one day to another, with what the bank said while it is kept."""
    rows = connection.execute(
        "SELECT day, cents, id, text FROM bank_line LEFT JOIN personal ON ref = label"
        " WHERE account = ? AND day BETWEEN ? AND ? ORDER BY day, line",
        (account, first, last),
    )
    return tuple(GivenLine(*row) for row in rows)


def lines_named(connection: Connection, codes: Sequence[str]) -> tuple[BankLine, ...]:
    """Return the lines of some codes, as far as they are there, in the order in which they are named."""
    found = [records(connection, BankLine, "bank_line WHERE line = ?", code) for code in codes]
    return tuple(line for lines in found for line in lines)


def dues_named(connection: Connection, ref: str, part: str, account: str) -> tuple[BankDue, ...]:
    """Return what is expected under a ref on an account: the part that is named, else all of its parts."""
    found = records(connection, BankDue, "bank_due WHERE ref = ? AND account = ? ORDER BY part", ref, account)
    return tuple(due for due in found if part in ("", due.part))


def matched_lines(connection: Connection, seq: int) -> tuple[BankLine, ...]:
    """Return the lines that an entry matched and that still are."""
    return records(connection, BankLine, "bank_line WHERE matched_seq = ? ORDER BY day, line", seq)


def matched_dues(connection: Connection, seq: int) -> tuple[BankDue, ...]:
    """Return what an entry matched lines with and still is."""
    return records(connection, BankDue, "bank_due WHERE matched_seq = ? ORDER BY day, ref, part", seq)


def lines_of_import(connection: Connection, seq: int) -> tuple[BankLine, ...]:
    """Return the lines that an entry took in."""
    return records(connection, BankLine, "bank_line WHERE seq = ? ORDER BY day, line", seq)


def span(connection: Connection, account: str) -> tuple[str, str] | None:
    """Return the first and the last day that statements of an account tell of; None before the first of them."""
    # One at a time each is the end of an index.
    first, last = (
        connection.execute(f"SELECT {end}(day) FROM bank_line WHERE account = ?", (account,)).fetchone()[0]  # noqa: S608
        for end in ("min", "max")
    )
    return None if first is None else (first, last)


def open_lines(connection: Connection, account: str) -> tuple[BankLine, ...]:
    """Return the lines of an account that are matched with nothing."""
    return records(
        connection,
        BankLine,
        "bank_line WHERE account = ? AND matched_seq IS NULL ORDER BY day, line",
        account,
    )


def how_many_open(connection: Connection) -> int:
    """Return how many lines, of whatever account, are matched with nothing."""
    (count,) = connection.execute("SELECT count(*) FROM bank_line WHERE matched_seq IS NULL").fetchone()
    return int(count)


def open_dues(connection: Connection, account: str, since: str) -> tuple[BankDue, ...]:
    """Return what is expected on an account since a day and is matched with nothing."""
    tables = "bank_due WHERE account = ? AND day >= ? AND matched_seq IS NULL ORDER BY day, ref, part"
    return records(connection, BankDue, tables, account, since)


def last_matched(connection: Connection, account: str, most: int) -> tuple[BankLine, ...]:
    """Return the lines of an account that were matched last, those of the newest entry first."""
    tables = "bank_line WHERE account = ? AND matched_seq IS NOT NULL ORDER BY matched_seq DESC, line LIMIT ?"
    return records(connection, BankLine, tables, account, most)


def labels(connection: Connection, lines: Iterable[BankLine]) -> dict[str, str]:
    """Return what the bank says of lines, by line, while it is kept."""
    said = {line.line: personal_text(connection, line.label) for line in lines if line.label is not None}
    return {line: text for line, text in said.items() if text is not None}
