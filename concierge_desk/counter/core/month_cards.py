"""Card that closes the months that are over, before the next day is opened. Pure.

Source: docs/contract.md, "Months and fiscal years"; decision 0079.
"""

from typing import Final

from concierge_desk.counter.cards.offers import Now, Offer, OfferedAct
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.i18n import N_, translate

CLOSE: Final = "month.close"
"""The command, and what a page opens its card by."""


def month_offer(now: Now) -> Offer:
    """Return the card; what is not over yet is refused, and says until when."""
    lang = now.lang
    return Offer(
        service=SERVICE,
        ref=CLOSE,
        title=translate(N_("The month"), lang),
        acts=(OfferedAct(translate(N_("Close what is over"), lang), CLOSE),),
        detail=translate(N_("It is closed by itself too, with the first day of the next one."), lang),
    )
