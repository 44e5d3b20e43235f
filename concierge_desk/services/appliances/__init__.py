"""Household appliances on loan: a day of rest between two loans, to clean and look at them.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from concierge_desk.i18n import N_
from concierge_desk.mechanisms import lending

SERVICE = lending.service(
    lending.Nature(
        code="appliances",
        label=N_("Appliances on loan"),
        group="mutual",
        prefix="o",
        vat_code="TVA_20",
        kinds="appliances-kinds.csv",
        words=N_("appliances"),
        stock=N_("household"),
        conditions="appliance_condition",
        most_out=2,
        member=True,
        gap_days=1,
    )
)

__all__ = ["SERVICE"]
