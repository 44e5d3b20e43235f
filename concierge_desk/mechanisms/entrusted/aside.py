"""Parts of a nature away from the counter: its figures of a day, its tables, its entries in words.

Source: decision 0019 (a start loads what the counter needs).
"""

from functools import partial

from concierge_desk.counter.service_parts import Report, ServiceParts
from concierge_desk.mechanisms.entrusted.demo import demo_of
from concierge_desk.mechanisms.entrusted.model.figures import day_part
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.reports import lines, tellings_of
from concierge_desk.mechanisms.entrusted.reports.everything import everything_of
from concierge_desk.mechanisms.entrusted.reports.for_partner import partner_tables
from concierge_desk.mechanisms.entrusted.tables.looks import standing
from concierge_desk.mechanisms.entrusted.tables.names import Tables


def aside_of(nature: Nature) -> ServiceParts:
    """Return a nature's parts."""
    code = nature.code
    report = Report(
        part=partial(day_part, code=code),
        load=partial(standing, tables=Tables(code)),
        lines=partial(lines, code=code),
    )
    return ServiceParts(
        report=report,
        demo=demo_of(nature),
        partner_tables=partial(partner_tables, code=code),
        everything=everything_of(code),
        tellings=tellings_of(code),
    )
