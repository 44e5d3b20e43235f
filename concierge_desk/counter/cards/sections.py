"""Sections of the settings: cards under what they are about.

Source: decisions 0039, 0065.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.groups import grouped
from concierge_desk.i18n import translate


@dataclass(frozen=True, slots=True)
class SettingsSection:
    """Cards that set up one thing.

    Attributes:
        label: What they are about, in the language asked; no other section has it.
        offers: In the order in which they were listed; at least one.
    """

    label: str
    offers: tuple[Offer, ...]


def sections_of(offers: Iterable[Offer], label_of: Callable[[str], str]) -> tuple[SettingsSection, ...]:
    """Return cards section by section, in the order in which the first card of each comes.

    Args:
        offers: Cards of the settings.
        label_of: Returns the section of a service's cards that name none, by its code.
    """
    parted = grouped(offers, lambda offer: offer.section or label_of(offer.service))
    return tuple(SettingsSection(label, found) for label, found in parted.items())


def under(section: str, offers: Iterable[Offer], lang: str) -> tuple[Offer, ...]:
    """Return cards of the settings in a section: those that name none of their own.

    Args:
        section: English source of its label.
        offers: The cards.
        lang: Language of what is shown.
    """
    label = translate(section, lang)
    return tuple(offer if offer.section else replace(offer, section=label) for offer in offers)
