"""Tools on loan: drills, ladders, chairs by the dozen.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from concierge_desk.i18n import N_
from concierge_desk.mechanisms import lending

SERVICE = lending.service(
    lending.Nature(
        code="tools",
        label=N_("Tools on loan"),
        icon="loans",
        group="mutual",
        prefix="o",
        vat_code="TVA_20",
        kinds="tools-kinds.csv",
        words=N_("tools"),
        stock=N_("tooling"),
        conditions="tool_condition",
        most_out=3,
        member=True,
        hold_days=3,
        taught=True,
    )
)

__all__ = ["SERVICE"]
