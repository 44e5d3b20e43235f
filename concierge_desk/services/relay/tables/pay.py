"""Loads of what principals pay: rows, their statements, and the entries of a month that are paid for."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from concierge_desk.counter.context import Context, Settings
from concierge_desk.counter.service import Undone
from concierge_desk.domain.accounting.period import month_days
from concierge_desk.domain.accounting.vat_rates import rate_of
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model.catalogue import USUAL
from concierge_desk.services.relay.model.pay.minutes import time_spent
from concierge_desk.services.relay.model.pay.month import PayMonth
from concierge_desk.services.relay.model.pay.reckoning import (
    KINDS,
    Expected,
    paid_acts,
    reckon,
)
from concierge_desk.services.relay.model.pay.rows import PayBefore, PayRow, SetPay
from concierge_desk.services.relay.model.pay.statement import NoteStatement, StatementLine, StatementState
from concierge_desk.services.relay.tables.dated_settings import known_principals
from concierge_desk.services.relay.tables.prices import names_of, products
from concierge_desk.store import journal, partners, settings
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column, records


def load_pay(connection: Connection, command: SetPay, _context: Context) -> PayBefore:
    """Return what a principal pays until now, and who there is."""
    return PayBefore(pay_rows(connection, command.principal), frozenset(known_principals(connection)))


def load_set(connection: Connection, undone: Undone, _context: Context) -> PayBefore:
    """Return what a principal pays, and which entry said so last."""
    principal = undone.posted.data["principal"]
    said = connection.execute("SELECT code, valid_from, seq FROM relay_pay WHERE principal = ?", (principal,))
    last = {(code, first): seq for code, first, seq in said}
    return PayBefore(pay_rows(connection, principal), last=last)


def load_statement(connection: Connection, command: NoteStatement, _context: Context) -> StatementState:
    """Return what a principal should pay for a month, and who there is.

    Raises:
        Refused: ``vat.unknown``.
    """
    return StatementState(
        expected(connection, command.principal, command.month), frozenset(known_principals(connection))
    )


def pay_rows(connection: Connection, principal: str) -> tuple[PayRow, ...]:
    """Return what a principal pays, of all days."""
    return records(connection, PayRow, "relay_pay WHERE principal = ? ORDER BY code, valid_from", principal)


def payers(connection: Connection) -> tuple[str, ...]:
    """Return the principals of whom it is known what they pay or what they said."""
    known = "SELECT principal FROM relay_pay UNION SELECT principal FROM relay_pay_statement ORDER BY 1"
    return column(connection, known)


def statement(connection: Connection, principal: str, month: str) -> tuple[StatementLine, ...]:
    """Return what a principal said of a month; nothing where it was not noted."""
    where = "relay_pay_statement WHERE principal = ? AND month = ? ORDER BY code"
    return records(connection, StatementLine, where, principal, month)


def expected(connection: Connection, principal: str, month: str) -> Expected:
    """Return what a principal should pay for a month, by what was written until now.

    Raises:
        Refused: ``vat.unknown`` for a month of which no rate is known.
    """
    _first, last = month_days(month)
    known = products(connection)

    def family(code: str) -> str | None:
        return next((known[name].family for name in names_of(code) if name in known), None)

    @cache
    def day_of(seq: int) -> str | None:
        entry = journal.entry(connection, seq)
        return None if entry is None else entry.day

    own = [entry for entry in entries_of(connection, month, KINDS) if entry.aud == principal]
    rate = rate_of(settings.rates_on(connection, last), USUAL, last)
    return reckon(
        principal, month, pay_rows(connection, principal), tuple(paid_acts(own, family, day_of)), rate
    )


def month_of(connection: Connection, principal: str, month: str, today: date) -> PayMonth:
    """Return a month of what a principal pays, as it is shown on a day.

    Raises:
        Refused: ``relay.principal_unknown``, and as `expected`.
    """
    if principal not in known_principals(connection):
        raise Refused("relay.principal_unknown", principal=principal)
    shop = Settings.of(settings.settings_in_force(connection))
    return PayMonth(
        name=partners.names(connection).get(principal, ""),
        expected=expected(connection, principal, month),
        theirs=statement(connection, principal, month),
        spent=time_spent(entries_of(connection, month), principal),
        today=today.isoformat(),
        ours=f"{shop.name} ({shop.desk})",
    )


def entries_of(connection: Connection, month: str, kinds: Sequence[str] = ()) -> list[Posted]:
    """Return the entries of a month's days, or those of some kinds, as far as they can be read."""
    days = tuple(day.isoformat() for day in month_days(month))
    ranges = connection.execute(
        "SELECT from_seq, closed_seq FROM business_day WHERE day BETWEEN ? AND ? ORDER BY from_seq", days
    ).fetchall()
    found = [entry for first, last in ranges for entry in journal.readable(connection, first, last)[0]]
    return [entry for entry in found if not kinds or entry.kind in kinds]
