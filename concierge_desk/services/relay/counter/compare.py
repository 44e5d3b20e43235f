"""Cards of a comparison with La Poste: the totals of its own terminal are typed, each that is not there is left out.

What stands here is not shown before: nobody types it off the screen.

Source: docs/trade.md, "Their statuses and ours"; decision 0080.
"""

from functools import cache
from typing import Literal

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.cards.words import say
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.numbers import LAPOSTE

SERVICE = "relay"
PAGE = "statuses"
_COUNTED = {
    "received": N_("How many items received does their terminal say?"),
    "handed_over": N_("How many items handed over?"),
    "refused": N_("How many items refused?"),
    "returned": N_("How many items given back to the postman?"),
    "deposited_letter": N_("How many letters deposited?"),
    "deposited_registered": N_("How many registered letters deposited?"),
    "deposited_parcel": N_("How many parcels deposited?"),
    "deposited_prepaid_return": N_("How many prepaid returns deposited?"),
}
_SOLD = {
    "stamps": N_("What do stamps come to on their terminal, in euros?"),
    "prepaid": N_("What do prepaid envelopes come to?"),
    "packaging": N_("What does packaging come to?"),
    "franking": N_("What does franking come to?"),
}
"""What is asked of each act, in the order of a terminal's own ticket."""


def comparisons(now: Now) -> tuple[Offer, ...]:
    """Return the cards: what came and went, what was sold."""
    return _cards(now.lang)


@cache
def _cards(lang: str) -> tuple[Offer, ...]:
    counted = tuple(_asked(act, words, "count", lang) for act, words in _COUNTED.items())
    sold = tuple(_asked(f"{act}_cents", words, "cents", lang) for act, words in _SOLD.items())
    return (
        _card("items", N_("Items on La Poste's terminal"), counted, lang),
        _card("sales", N_("Sales on La Poste's terminal"), sold, lang),
        Offer(
            SERVICE,
            "relay.compare:file",
            say("La Poste's file of statuses", lang),
            (OfferedAct(say("Look for the file", lang), leads=PAGE),),
            detail=say("Where they think that their items are, held against what is here.", lang),
        ),
    )


def _asked(field: str, words: str, kind: Literal["count", "cents"], lang: str) -> Ask:
    return Ask(f"rows.{field}", say(words, lang), kind, optional=True)


def _card(ref: str, title: str, asks: tuple[Ask, ...], lang: str) -> Offer:
    return Offer(
        SERVICE,
        f"relay.compare:{ref}",
        say(title, lang),
        (OfferedAct(say("Compare", lang), "relay.compare", {"carrier": LAPOSTE}, asks),),
        detail=say("Type what their ticket of the day says; Enter passes over what it does not.", lang),
    )
