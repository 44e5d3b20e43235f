"""Words of what the desk expects on a bank's statement.

Source: docs/contract.md, "The bank's lines".
"""

from datetime import date

from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.domain.accounting.bank import CASH, CHEQUES, MOVE
from concierge_desk.domain.accounting.reconciling import is_card
from concierge_desk.i18n import N_


def expected_words(ref: str, part: str, lang: str) -> str:
    """Return what is expected, in words, with its number where it has one."""
    if ref.startswith(f"{MOVE}:"):
        return say(N_("Cash between the drawer and the bank"), lang)
    if is_card(ref):
        return say(N_("Card takings, {ref}"), lang, ref=ref)
    words = {
        CHEQUES: N_("Cheques paid in, {ref}"),
        CASH: N_("Cash paid in, {ref}"),
        "": N_("Paid over, {ref}"),
    }
    return say(words[part], lang, ref=ref)


def day_words(day: str, lang: str) -> str:
    """Return a day as it is said in a list."""
    return short_day(date.fromisoformat(day), lang)
