"""Parts of a nature away from the counter: its figures of a day, its tables, its entries in words, its papers.

Source: decision 0019 (a start loads what the counter needs).
"""

from functools import partial

from concierge_desk.counter.papers.nature_papers import papers_of
from concierge_desk.counter.papers.paper_states import owned, owned_sheet
from concierge_desk.counter.service_parts import Paper, Report, ServiceParts
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.demo import demo_of
from concierge_desk.mechanisms.lending.demo.lessons import lessons_of
from concierge_desk.mechanisms.lending.documents import DRAWN
from concierge_desk.mechanisms.lending.model.figures import day_part
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.reports import lines, tellings_of
from concierge_desk.mechanisms.lending.reports.everything import everything_of
from concierge_desk.mechanisms.lending.tables import papers
from concierge_desk.mechanisms.lending.tables.looks import standing


def aside_of(nature: LendingNature) -> ServiceParts:
    """Return a nature's parts."""
    code = nature.code
    report = Report(
        part=partial(day_part, code=code),
        load=partial(standing, nature=nature),
        lines=partial(lines, code=code, trade=nature.label),
    )
    return ServiceParts(
        report=report,
        demo=demo_of(nature),
        lessons=lessons_of(nature),
        everything=everything_of(code),
        documents=_papers(nature),
        tellings=tellings_of(code),
        states=("lending_state",),
    )


def _papers(nature: LendingNature) -> tuple[Paper, ...]:
    """Return the papers of a nature."""
    loads = papers.LoanPapers(nature)
    paper = papers_of(nature, loads, DRAWN)
    whose, sheet_of = owned(lambda sheet: sheet.loan.party), owned_sheet(lambda sheet: sheet.loan.party)
    return (
        paper("loan", N_("Contract of a loan"), roll=True, each=loads.loans, **whose),
        paper("label", N_("Label"), roll=True, counted=False, sticks=True),
        paper("reminder", N_("Reminder letter"), counted=False, **whose),
        paper(
            "condition", N_("Condition before and after"), counted=False, each=loads.conditions, **sheet_of
        ),
    )
