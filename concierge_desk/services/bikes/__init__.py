"""Bikes on loan: from sixteen on, their condition told part by part both ways, the number of a marked bike.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from concierge_desk.i18n import N_
from concierge_desk.mechanisms import lending

SERVICE = lending.service(
    lending.Nature(
        code="bikes",
        label=N_("Bikes on loan"),
        icon="bikefix",
        group="mutual",
        prefix="o",
        vat_code="TVA_20",
        kinds="bikes-kinds.csv",
        words=N_("cycle"),
        stock=N_("cycleshed"),
        conditions="bike_condition",
        most_out=1,
        member=True,
        parts="bike_part",
        fnuci=True,
    )
)

__all__ = ["SERVICE"]
