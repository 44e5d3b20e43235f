"""Card of a line of the bank: matched by hand, told to be nothing of the desk's, taken apart. Pure but for what it is shown.

What the bank says of the line may name somebody: it stands on the page alone, which hides it, and never here.

Source: docs/contract.md, "The bank's lines"; decision 0082.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from concierge_desk.counter.bank.words import day_words, expected_words
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.messages import say
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.store.reconciling import bank

MATCH: Final = "bank.match"
UNMATCH: Final = "bank.unmatch"
_DAYS_BEFORE = 40
_MOST = 9
"""As many as have a figure to be chosen by."""


def line_offers(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the card of a line; none where there is no such line."""
    found = bank.lines_named(rows, (code.strip().lower(),))
    return tuple(_offer(line, _dues(rows, line), now) for line in found)


def _dues(rows: Rows, line: bank.BankLine) -> tuple[bank.BankDue, ...]:
    """Return what is open on the account of a line and may be it."""
    if line.matched_seq is not None:
        return ()
    since = (date.fromisoformat(line.day) - timedelta(days=_DAYS_BEFORE)).isoformat()
    return bank.open_dues(rows, line.account, since)


def _offer(line: bank.BankLine, dues: Sequence[bank.BankDue], now: Now) -> Offer:
    lang = now.lang
    amount = format_amount(line.cents)
    return Offer(
        service=SERVICE,
        ref=line.line,
        title=say(N_("Line of the bank: {amount}"), lang, amount=amount),
        detail=say(N_("On the statement on {day}"), lang, day=day_words(line.day, lang)),
        acts=_acts(line, dues, lang),
        tag="" if line.matched_seq is None else say(N_("matched"), lang),
    )


def _choices(line: bank.BankLine, dues: Sequence[bank.BankDue], lang: str) -> list[tuple[str, str, int, str]]:
    """Return what a line may be, the nearest to its amount first: words, name, cents and day; a sheet also as a whole."""
    found = [(expected_words(due.ref, due.part, lang), due.name, due.cents, due.day) for due in dues]
    for ref, parts in groupby(sorted(dues, key=lambda due: due.ref), key=lambda due: due.ref):
        both = tuple(parts)
        if len(both) > 1:
            cents = sum(due.cents for due in both)
            found.append((say(N_("The whole sheet {ref}"), lang, ref=ref), ref, cents, both[0].day))
    return sorted(found, key=lambda one: (abs(one[2] - line.cents), one[3], one[1]))[:_MOST]


def _acts(line: bank.BankLine, dues: Sequence[bank.BankDue], lang: str) -> tuple[OfferedAct, ...]:
    if line.matched_seq is not None:
        return (OfferedAct(say(N_("Take apart"), lang), UNMATCH, {"line": line.line}),)
    options = tuple(
        Option(f"{words} · {format_amount(cents)}", name, day_words(day, lang))
        for words, name, cents, day in _choices(line, dues, lang)
    )
    what = Ask("of", say(N_("What is it?"), lang), "choice", options)
    known = {"lines": [line.line]}
    by_hand = (OfferedAct(say(N_("Match"), lang), MATCH, known, (what,)),) if dues else ()
    return (*by_hand, OfferedAct(say(N_("Nothing of the desk's"), lang), MATCH, known))
