"""The money of a day in words, for a screen: what may be seen before its drawer was counted, and after.

Source: decisions 0021, 0044.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from concierge_desk.counter.texts.money_words import charged_rows, covered_rows, held_rows, kept_rows
from concierge_desk.counter.texts.paper_dates import owner_label
from concierge_desk.counter.texts.short_dates import whole_day
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk.figures import figure, how_many, in_stock
from concierge_desk.domain.accounting.balance import BALANCES
from concierge_desk.domain.charge import is_mandate
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.ticket import CASH
from concierge_desk.i18n import N_, translate
from concierge_desk.store.accounts import Account, accounts
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import closed_takings
from concierge_desk.store.partners import names
from concierge_desk.ui.presenter.figures import BigFigure, Figure, Measured

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """Facts of a day's money.

    Attributes:
        told: What `looking.status_in` says of the day.
        accounts: Those of principals.
        beside: What the same day a week ago came to, in words; empty where nobody knows.
        names: What partners are called, by code.
    """

    told: Mapping[str, Any]
    accounts: Sequence[Account]
    beside: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def money_facts(rows: Connection, told: Mapping[str, Any], lang: str) -> MoneyFacts:
    """Read what a day's figures do not say of its money.

    Args:
        rows: The store.
        told: What `looking.status_in` says of the day.
        lang: Language of what is shown.
    """
    before = date.fromisoformat(told["day"]) - _WEEK
    cents = closed_takings(rows, before.isoformat())
    beside = "" if cents is None else _amount_of(whole_day(before, lang), cents, lang)
    return MoneyFacts(told, accounts(rows), beside, names(rows))


def blind_figures(told: Mapping[str, Any], lang: str) -> Iterator[Figure]:
    """Yield what may be seen before the drawer is counted: how many, and what lies in no drawer.

    Args:
        told: What `looking.status_in` says of a day.
        lang: Language of the labels.
    """
    yield from how_many(told, lang)
    yield from in_stock(told, lang)
    for bar in taken_otherwise(told, lang):
        yield figure(bar.label, bar.value)


def blind_money(facts: MoneyFacts, lang: str) -> tuple[BigFigure, ...]:
    """Return the day's money while its drawer is still to be counted: nothing from which its cash could be worked out.

    What is owed is what was owed as the day began: what was charged since would tell of the drawer.
    """
    otherwise = sum(cents for means, cents in facts.told["means"].items() if means != CASH)
    taken = BigFigure(
        translate(N_("Taken by card and cheque"), lang),
        format_amount(otherwise),
        (translate(N_("Cash is told once the drawer was counted."), lang),),
    )
    owed = {account.fund: account.opened_cents for account in facts.accounts}
    note = translate(N_("before today, remittances deducted"), lang)
    return (taken, *_owed(owed, translate(N_("Owed to {principal}"), lang), (note,), lang, facts.names))


def counted_money(facts: MoneyFacts, lang: str) -> tuple[BigFigure, ...]:
    """Return the day's money once its drawer was counted, or may not be any more."""
    told = facts.told
    taken = BigFigure(
        translate(N_("Taken today"), lang) if told["state"] == "open" else translate(N_("Taken"), lang),
        format_amount(sum(told["means"].values())),
        tuple(note for note in (*_counted_notes(told["cash"], lang), facts.beside) if note),
    )
    today = {fund: cents for fund, cents in told["funds"].items() if is_mandate(fund)}
    owed = {account.fund: account.owed_cents for account in facts.accounts}
    charged = {fund: today.get(fund, 0) for fund in (*owed, *today)}
    left = translate(N_("still owed, remittances deducted: {amount}"), lang)
    notes = (left.format(amount=format_amount(sum(owed.values()))),)
    return (taken, *_owed(charged, translate(N_("of which {principal}'s"), lang), notes, lang, facts.names))


def _owed(
    by_fund: Mapping[str, int], label: str, notes: tuple[str, ...], lang: str, called: Mapping[str, str]
) -> tuple[BigFigure, ...]:
    """Return what is a principal's as one figure; of several their sum, with a line for each."""
    if not by_fund:
        return ()
    names = {fund: owner_label(fund, lang, called) for fund in by_fund}
    if len(by_fund) > 1:
        each = tuple(_amount_of(names[fund], cents, lang) for fund, cents in by_fund.items())
        named, notes = translate(N_("others"), lang), (*each, *notes)
    else:
        named = next(iter(names.values()))
    return (BigFigure(label.format(principal=named), format_amount(sum(by_fund.values())), notes),)


def _amount_of(what: str, cents: int, lang: str) -> str:
    return translate(N_("{what}: {amount}"), lang).format(what=what, amount=format_amount(cents))


def _counted_notes(cash: Mapping[str, Any], lang: str) -> tuple[str, ...]:
    if cash["counted_cents"] is None:
        return ()
    gap = cash["gap_cents"]
    source = N_("drawer counted: {amount}, no gap")
    if gap:
        source = (
            N_("drawer counted: {amount}, {gap} missing")
            if gap < 0
            else N_("drawer counted: {amount}, {gap} too much")
        )
    told = translate(source, lang)
    return (told.format(amount=format_amount(cash["counted_cents"]), gap=format_amount(abs(gap))),)


def taken_otherwise(told: Mapping[str, Any], lang: str) -> Iterator[Measured]:
    """Yield what was taken by other means than cash."""
    for means, cents in told["means"].items():
        if means != CASH:
            yield _measured(means, cents, lang)


def taken_by_means(told: Mapping[str, Any], lang: str) -> Iterator[Measured]:
    """Yield what was taken by each means, the greatest first."""
    for means, cents in sorted(told["means"].items(), key=lambda one: -one[1]):
        yield _measured(means, cents, lang)


def cash_figures(facts: MoneyFacts, lang: str) -> Iterator[Figure]:
    """Yield the rest: what the drawer could be reckoned from, what was counted, and whose money it is."""
    told = facts.told
    cash = told["cash"]
    yield figure(translate(N_("Float"), lang), format_amount(cash["float_cents"]))
    yield figure(translate(N_("Should lie in the drawer"), lang), format_amount(cash["expected_cents"]))
    if cash["counted_cents"] is not None:
        yield Figure(translate(N_("Counted"), lang), format_amount(cash["counted_cents"]))
        yield Figure(translate(N_("Gap"), lang), format_amount(cash["gap_cents"]))
    closing = {fund: row["closing_cents"] for fund, row in told.get(BALANCES, {}).items()}
    for label, cents in (
        *charged_rows(told, told["funds"], lang, facts.names),
        *covered_rows(told, lang),
        *held_rows(closing, lang, facts.names),
        *kept_rows(told["held"], lang),
    ):
        yield figure(label, format_amount(cents))


def _measured(means: str, cents: int, lang: str) -> Measured:
    return Measured(label_of("means", means, lang), format_amount(cents), cents)
