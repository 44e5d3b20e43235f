"""Parts of a nature away from the counter, beside those that all natures have: a partner's file, its papers.

Source: decision 0019 (a start loads what the counter needs).
"""

from dataclasses import replace
from functools import partial

from concierge_desk.counter.papers.nature_papers import papers_of
from concierge_desk.counter.papers.paper_states import owned, owned_sheet
from concierge_desk.counter.service_parts import ServiceParts
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.documents import DRAWN
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.reports.for_partner import partner_tables
from concierge_desk.mechanisms.entrusted.tables.papers import PaperLoads


def aside_of(nature: Nature, shared: ServiceParts) -> ServiceParts:
    """Return a nature's parts, with those that all natures have."""
    loads = PaperLoads(nature)
    paper = papers_of(nature, loads, DRAWN)
    whose, letter = owned(lambda sheet: sheet.order.party), owned_sheet(lambda sheet: sheet.order.party)
    documents = (
        paper("order", N_("Deposit slip"), roll=True, each=loads.orders, **whose),
        paper("tag", N_("Tag"), roll=True, counted=False, sticks=True),
        paper("slip", N_("Slip of things sent"), each=loads.slips),
        # What a letter says stands in the entries; it may be written as often as somebody does not come.
        paper("reminder", N_("Reminder letter"), counted=False, **letter),
        paper("discharge", N_("Discharge"), counted=False, **letter),
        paper("quote", N_("Quote"), each=loads.quotes, **letter),
        paper("petition", N_("Data for a request to the judge"), counted=False, **letter),
        # As things stand: what comes later in its month is not in it.
        paper("statement", N_("Statement of a partner"), counted=False),
    )
    return replace(
        shared,
        partner_tables=partial(partner_tables, code=nature.code),
        documents=documents,
        states=("entrusted_state", "entrusted_slip"),
    )
