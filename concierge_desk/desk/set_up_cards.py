"""Cards by which the shop is set up, under what each group of them is called; loaded when somebody looks at them.

Source: decisions 0039, 0065.
"""

from collections import Counter
from collections.abc import Mapping

from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.cards.sections import under
from concierge_desk.counter.core.code_cards import CodesSet, code_offers
from concierge_desk.counter.core.delivery_cards import LeavingFile, delivery_offers
from concierge_desk.counter.core.drawer_settings import drawer_settings
from concierge_desk.counter.core.hours_cards import hours_offers, vat_offers
from concierge_desk.counter.core.lock_cards import warned_of_codes
from concierge_desk.counter.core.partner_cards import partner_offers
from concierge_desk.counter.core.privacy_cards import looked_offer, papers_offer
from concierge_desk.counter.core.settings_cards import figure_offers, switch_offers
from concierge_desk.counter.core.shop_cards import shop_offers
from concierge_desk.counter.core.staff_cards import staff_offers
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.deliveries.fields import LETTERS
from concierge_desk.counter.deliveries.names import export_name
from concierge_desk.counter.partners.known import made_partners, partners_of
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.core import CORE_SETTINGS
from concierge_desk.desk import catalogue
from concierge_desk.desk.partner_files import exports_in
from concierge_desk.i18n import N_
from concierge_desk.store import partners, records, settings
from concierge_desk.store.drawers import layout
from concierge_desk.store.leaving import deliveries
from concierge_desk.store.staff import codes


def set_up_offers(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what can be set up of the shop: what it is, who keeps it, its hours, rates, figures, services."""
    shop = settings.settings_in_force(rows)
    names = {code: records.operator_name(rows, shop, code) for code in shop["operators"]}
    coded = {code: CodesSet(codes.has_code(rows, code), codes.has_badge(rows, code)) for code in names}
    keeps = (*staff_offers(shop, names, now), *code_offers(names, coded, now))
    asked = [found.code for found in coded.values()]
    figures = warned_of_codes(figure_offers(SERVICE, CORE_SETTINGS, rows, now), asked, now.lang)
    funds, laid = partners_of(rows, catalogue.services()).funds, layout(rows)
    return (
        *under(N_("The shop"), shop_offers(now), now.lang),
        *under(N_("Who keeps the counter"), keeps, now.lang),
        *under(N_("Opening hours"), hours_offers(now, _call_lists()), now.lang),
        *under(N_("VAT rates"), vat_offers(settings.rates_on(rows, now.today), now), now.lang),
        *under(N_("Partners"), partner_offers(made_partners(rows), now, _owed(rows)), now.lang),
        *under(N_("Drawers"), drawer_settings(funds, laid, partners.names(rows), now), now.lang),
        *under(N_("Figures"), figures, now.lang),
        *under(N_("Services"), switch_offers(catalogue.service_labels(), rows, now), now.lang),
        *under(N_("Deliveries"), delivery_offers(_leaving(rows, now), now), now.lang),
        *under(N_("Personal data"), (papers_offer(now), looked_offer(now)), now.lang),
    )


def _owed(rows: Rows) -> Mapping[str, int]:
    """Return what is owed to each partner for his work, over all services."""
    owed: Counter[str] = Counter()
    for service in catalogue.services():
        owed.update({} if service.owes is None else service.owes(rows))
    return owed


def _call_lists() -> tuple[str, ...]:
    """Return the papers that say whom to call before a closure."""
    return tuple(service.call_list for service in catalogue.services() if service.call_list)


def _leaving(rows: Rows, now: Now) -> tuple[LeavingFile, ...]:
    """Return every daily file, and by which way it leaves."""
    by_export = {row.export: row.channel for row in deliveries.channels(rows)}
    files = (
        LeavingFile(export.code, export.called(now.lang), by_export.get(export.code))
        for export in exports_in(rows)
    )
    return (*files, LeavingFile(LETTERS, export_name(LETTERS, now.lang), by_export.get(LETTERS)))
