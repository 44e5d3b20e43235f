"""Parts of a nature away from the counter: its figures of a day, its tables, its entries in words, its papers.

Source: decision 0019 (a start loads what the counter needs).
"""

from functools import partial
from typing import Any

from concierge_desk.counter.service_parts import Paper, Report, ServiceParts
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending import documents
from concierge_desk.mechanisms.lending.demo import demo_of
from concierge_desk.mechanisms.lending.demo.lessons import lessons_of
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

    def paper(name: str, label: str, **more: Any) -> Paper:
        draw = documents.drawn_by(nature, name)
        return Paper(f"{nature.code}_{name}", getattr(loads, name), draw, label, **more)

    whose = {"whose": papers.named, "unnamed": papers.unnamed}
    both_ways = {"whose": papers.named_condition, "unnamed": papers.unnamed_condition}
    return (
        paper("loan", N_("Contract of a loan"), roll=True, each=loads.loans, **whose),
        paper("label", N_("Label"), roll=True, counted=False, sticks=True),
        paper("reminder", N_("Reminder letter"), counted=False, **whose),
        paper(
            "condition", N_("Condition before and after"), counted=False, each=loads.conditions, **both_ways
        ),
    )
