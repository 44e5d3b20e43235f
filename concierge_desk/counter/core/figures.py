"""Figures of a service among what it is set up by: their cards are loaded when somebody looks at them.

Source: decisions 0019, 0065.
"""

from collections.abc import Sequence
from dataclasses import replace

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.values import AnySetting


def with_figures(part: AtCounter, service: str, settings: Sequence[AnySetting]) -> AtCounter:
    """Return a service's part of the counter that is set up by its figures too, after what it says itself."""
    if not settings:
        return part
    own = part.settings

    def shown(rows: Rows, now: Now) -> tuple[Offer, ...]:
        from concierge_desk.counter.core.settings_cards import figure_offers  # noqa: PLC0415  (on hardly any day)

        first = () if own is None else own(rows, now)
        return (*first, *figure_offers(service, settings, rows, now))

    return replace(part, settings=shown)
