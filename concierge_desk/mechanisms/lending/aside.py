"""Parts of a nature away from the counter: its figures of a day, its entries in words.

Source: decision 0019 (a start loads what the counter needs).
"""

from functools import partial

from concierge_desk.counter.service_parts import Report, ServiceParts
from concierge_desk.mechanisms.lending.model.figures import day_part
from concierge_desk.mechanisms.lending.nature import Nature
from concierge_desk.mechanisms.lending.reports import lines, tellings_of
from concierge_desk.mechanisms.lending.tables.looks import standing


def aside_of(nature: Nature) -> ServiceParts:
    """Return a nature's parts."""
    code = nature.code
    report = Report(
        part=partial(day_part, code=code),
        load=partial(standing, nature=nature),
        lines=partial(lines, code=code, trade=nature.label),
    )
    return ServiceParts(report=report, tellings=tellings_of(code))
