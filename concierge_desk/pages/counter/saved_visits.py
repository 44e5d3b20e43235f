"""Visits as they were saved: since when, and whose.

Source: decisions 0012, 0085.
"""

from collections.abc import Callable
from datetime import tzinfo

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.texts.short_dates import short_hour
from concierge_desk.domain.journal import instant_of
from concierge_desk.domain.visit import Visit
from concierge_desk.pages.counter.face import SavedVisit


def saved_visit(
    visit: Visit, zone: tzinfo, lang: str, found: Callable[[str], tuple[Offer, ...]]
) -> SavedVisit:
    """Return a visit as the counter takes it up again.

    Args:
        visit: As it was saved.
        zone: Of the shop.
        lang: Language of what is shown.
        found: Says what a card is.
    """
    since = short_hour(instant_of(visit.saved_at).astimezone(zone).time(), lang)
    said = visit.who or {}
    card, person = said.get("card", ""), said.get("name", "")
    if card:
        person = next((offer.person or "" for offer in found(card) if offer.private), "")
    return SavedVisit(visit.visit, visit.acts, visit.step, since, card, person)
