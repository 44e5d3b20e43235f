"""States of reports: what each service's report reads that the entries of a day do not say.

Source: docs/contract.md, "Services and the registry".
"""

from collections.abc import Sequence
from typing import Any

from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import Service


def report_states(services: Sequence[Service], rows: Rows) -> dict[str, Any]:
    """Return what each service's report reads that the entries of a day do not say, by service."""
    reports = {service.code: service.aside().report for service in services}
    return {code: report.load(rows) for code, report in reports.items() if report is not None}
