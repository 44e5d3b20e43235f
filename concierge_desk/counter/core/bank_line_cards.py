"""Card of a line of the bank: matched by hand, told to be nothing of the desk's, taken apart. Pure but for what it is shown.

What the bank says of the line may name somebody: it stands on the page alone, which hides it, and never here.

Source: docs/contract.md, "The bank's lines"; decision 0082.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from concierge_desk.counter.bank.statement import PREFIX
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
_CODE = re.compile(rf"{PREFIX}-[0-9a-z]{{12}}")
_DAYS_BEFORE = 40
_MOST = 30


def is_line(code: str) -> bool:
    """Say whether a code is that of a line."""
    return _CODE.fullmatch(code.strip().lower()) is not None


def line_offers(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the card of a line; none where there is no such line."""
    found = bank.lines_named(rows, (code.strip().lower(),))
    return tuple(_offer(line, _dues(rows, line), now) for line in found)


def _dues(rows: Rows, line: bank.BankLine) -> tuple[bank.BankDue, ...]:
    """Return what is open and may be the line: what comes nearest to its amount first."""
    if line.matched_seq is not None:
        return ()
    since = (date.fromisoformat(line.day) - timedelta(days=_DAYS_BEFORE)).isoformat()
    found = bank.open_dues(rows, line.account, since)
    return tuple(sorted(found, key=lambda due: (abs(due.cents - line.cents), due.day, due.name))[:_MOST])


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


def _acts(line: bank.BankLine, dues: Sequence[bank.BankDue], lang: str) -> tuple[OfferedAct, ...]:
    if line.matched_seq is not None:
        return (OfferedAct(say(N_("Take apart"), lang), UNMATCH, {"line": line.line}),)
    options = tuple(
        Option(
            f"{expected_words(due.ref, due.part, lang)} · {format_amount(due.cents)}",
            due.name,
            day_words(due.day, lang),
        )
        for due in dues
    )
    what = Ask("of", say(N_("What is it? Tick all that it is made of."), lang), "ticks", options)
    known = {"lines": [line.line]}
    by_hand = (OfferedAct(say(N_("Match"), lang), MATCH, known, (what,)),) if dues else ()
    return (*by_hand, OfferedAct(say(N_("Nothing of the desk's"), lang), MATCH, known))
