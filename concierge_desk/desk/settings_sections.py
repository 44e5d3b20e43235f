"""Settings of a desk, section by section: what the shop and its services are set up by.

Source: decisions 0039, 0065.
"""

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.cards.sections import SettingsSection, sections_of
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue
from concierge_desk.desk.core_cards import settings_offers
from concierge_desk.i18n import N_, translate


def settings_sections(rows: Rows, now: Now) -> tuple[SettingsSection, ...]:
    """Return what can be set up; a card that names no section stands in its service's, of the core in the shop's.

    Args:
        rows: The running transaction.
        now: The day, the language.
    """
    named = {service.code: translate(service.label, now.lang) for service in catalogue.services()}
    shop = translate(N_("The shop"), now.lang)
    return sections_of(now.marked(settings_offers(rows, now)), lambda service: named.get(service, shop))
