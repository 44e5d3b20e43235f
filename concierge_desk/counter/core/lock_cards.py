"""Amber of the lock in the settings: said where it keeps nobody out, on the card of its time. Pure.

Source: docs/requirements.md, R-5.01; decision 0088.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.settings.lock import LOCK_AFTER_S
from concierge_desk.i18n import N_

_NOBODY = N_(
    "Nobody here has a code: after that time any key shows the names again. A code for each who keeps the counter keeps them covered."
)
_NOT_ALL = N_(
    "Not everybody here has a code: by the name of whoever has none anybody comes in. Give each of them one."
)


def warned_of_codes(offers: Iterable[Offer], codes: Collection[bool], lang: str) -> tuple[Offer, ...]:
    """Return the figures of the shop, with what is to be minded on that of the lock.

    Args:
        offers: The cards of the figures.
        codes: Of each who keeps the counter, whether they have a code.
        lang: Language of what is shown.
    """
    if all(codes):
        return tuple(offers)
    tag, rule = say(N_("without a code"), lang), say(_NOT_ALL if any(codes) else _NOBODY, lang)
    return tuple(
        replace(offer, tag=tag, tone="warning", rule=rule) if offer.ref == LOCK_AFTER_S.code else offer
        for offer in offers
    )
