"""Cards of the posters that the law wants told where people pay. Pure.

Source: docs/requirements.md, R-2.01, R-2.03; decision 0048.
"""

from datetime import date
from typing import TYPE_CHECKING

from concierge_desk.counter.cards.doors import leads
from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.i18n import N_, translate

if TYPE_CHECKING:
    from concierge_desk.counter.papers.posters import Poster

WORDS = N_("poster posters notice law")


def poster_offers(text: str, today: date, lang: str) -> tuple[Offer, ...]:
    """Return the posters by their word, as they read today.

    Args:
        text: As typed.
        today: The day of the shop.
        lang: In which the cards are; the posters are French.
    """
    if not leads(WORDS, text):
        return ()
    # What papers are made of is loaded for who asks for one.
    from concierge_desk.counter.papers.posters import NAMES, poster_on  # noqa: PLC0415

    hanging = (poster_on(name, today) for name in NAMES)
    return tuple(_offer(read, lang) for read in hanging if read is not None)


def _offer(read: "Poster", lang: str) -> Offer:
    return Offer(
        service=SERVICE,
        ref=f"poster:{read.name}",
        title=translate(N_("Poster: {title}"), lang).format(title=read.rows[0].text),
        acts=(OfferedAct(translate(N_("Show it"), lang), paper=f"poster:{read.name}"),),
        detail=translate(N_("A sheet (A4), to hang where people pay."), lang),
    )
