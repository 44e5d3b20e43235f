"""Mandates of companies as the tables know them.

Source: docs/trade.md, "Mandates of proxies", rule 14.
"""

from dataclasses import dataclass

PROXY = "proxy"
"""Collector who comes for somebody else."""
COMPANY = "company"
RETENTION = "relay.mandate"


@dataclass(frozen=True, slots=True)
class CompanyMandate:
    """A mandate as the tables know it; days are ISO texts."""

    code: str
    valid_until: str
    ended_day: str | None
