"""Figures of the shop as a paper tells them: a desk may have no clock but its journal.

Source: docs/contract.md, "Documents"; decision 0090.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from concierge_desk.counter.absence.sheet import HandedFigure
from concierge_desk.counter.context import Settings
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.paper_dates import owner_label
from concierge_desk.desk import catalogue
from concierge_desk.desk.figures import moved_of
from concierge_desk.domain.accounting.balance import BALANCES
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.clock import local_day
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr
from concierge_desk.store import journal, partners
from concierge_desk.store.accounts import accounts
from concierge_desk.store.day import open_date
from concierge_desk.store.settings import settings_in_force

_HELD = {
    "cautions": N_("Cautions in money"),
    "advances": N_("Paid ahead, still open"),
    "debts": N_("Owed to us on slates"),
}
_NO_BALANCE: Mapping[str, int] = {"closing_cents": 0}
_NOTHING: Mapping[str, int] = {"open": 0, "cents": 0, "cheques": 0, "cheque_cents": 0}


def shop_in(rows: Rows) -> Settings:
    """Return what the shop is now."""
    return Settings.of(settings_in_force(rows))


def today_in(rows: Rows) -> date | None:
    """Return the open day, else that of the last entry where the shop stands; None before the first entry."""
    opened, at = open_date(rows), journal.head(rows).at
    if opened is not None or at is None:
        return opened
    return local_day(at, shop_in(rows).zone)


def calendar_in(rows: Rows) -> OpeningCalendar:
    """Return the opening hours."""
    return catalogue.calendar(rows, shop_in(rows))


def standings(
    rows: Rows, now: Mapping[str, Any], before: Mapping[str, Any] | None
) -> tuple[HandedFigure, ...]:
    """Return what is here, held and owed, and the drawers, beside what it was when it was handed over.

    Args:
        rows: The store.
        now: What `status_in` says of the last day.
        before: What it says of the last day before it was handed over; None where there is none, or nothing to compare.
    """
    today = dict(_figures(now))
    then = {} if before is None else dict(_figures(before))
    owed = {account.fund: account.owed_cents for account in accounts(rows)}
    names = partners.names(rows)
    # Where money was never held for anybody, no closing tells what is owed to whom.
    was_owed = None if before is None else before.get(BALANCES)
    return (
        *(HandedFigure(label, told, then.get(label, "")) for label, told in today.items()),
        *(
            HandedFigure(
                fr("Owed to {principal}").format(principal=owner_label(fund, "fr", names)),
                format_amount(cents),
                "" if was_owed is None else format_amount(was_owed.get(fund, _NO_BALANCE)["closing_cents"]),
            )
            for fund, cents in owed.items()
        ),
    )


def _figures(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a day's figures say of what is here: as it is, or as its closing left it."""
    moved = moved_of(told)
    if moved is not None:
        yield fr("Things of others that are here"), str(moved.here)
    drawers = told["drawers"]
    for code, drawer in drawers.items():
        label = fr("Drawer {drawer}").format(drawer=code) if len(drawers) > 1 else fr("Drawer")
        counted = drawer["counted_cents"]
        holds = counted if told["state"] == "closed" and counted is not None else drawer["expected_cents"]
        yield label, format_amount(holds)
    held = told["held"]
    for name, label in _HELD.items():
        row = held.get(name, _NOTHING)
        yield fr(label), _counted(row["open"], row["cents"])
    safe = held.get("cautions", _NOTHING)
    yield fr("Cheques of cautions in the safe"), _counted(safe["cheques"], safe["cheque_cents"])
    cheques = held["cheques"]
    yield fr("Cheques for the bank"), _counted(cheques["here"], cheques["cents"])


def _counted(count: int, cents: int) -> str:
    return f"{count} · {format_amount(cents)}" if count else "0"
