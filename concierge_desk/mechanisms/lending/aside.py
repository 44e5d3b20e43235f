"""Parts of a nature away from the counter, beside those that all natures have: its lesson, its papers.

Source: decision 0019 (a start loads what the counter needs).
"""

from dataclasses import replace

from concierge_desk.counter.papers.nature_papers import papers_of
from concierge_desk.counter.papers.paper_states import owned, owned_sheet
from concierge_desk.counter.service_parts import ServiceParts
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.demo.lessons import lessons_of
from concierge_desk.mechanisms.lending.documents import DRAWN
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables.papers import LoanPapers


def aside_of(nature: LendingNature, shared: ServiceParts) -> ServiceParts:
    """Return a nature's parts, with those that all natures have."""
    loads = LoanPapers(nature)
    paper = papers_of(nature, loads, DRAWN)
    whose, sheet_of = owned(lambda sheet: sheet.loan.party), owned_sheet(lambda sheet: sheet.loan.party)
    both_ways = {"counted": False, "each": loads.conditions, **sheet_of}
    documents = (
        paper("loan", N_("Contract of a loan"), roll=True, each=loads.loans, **whose),
        paper("label", N_("Label"), roll=True, counted=False, sticks=True),
        paper("reminder", N_("Reminder letter"), counted=False, **whose),
        paper("condition", N_("Condition before and after"), **both_ways),
    )
    return replace(shared, lessons=lessons_of(nature), documents=documents, states=("lending_state",))
