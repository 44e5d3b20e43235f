"""Keys in custody: a number and no name on the tag, only who is authorised takes one, what hangs is counted at the closing.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from concierge_desk.i18n import N_
from concierge_desk.mechanisms import lending

SERVICE = lending.service(
    lending.Nature(
        code="keys",
        label=N_("Keys in custody"),
        icon="key",
        group="services",
        prefix="k",
        vat_code="TVA_20",
        kinds="keys-kinds.csv",
        words=N_("custody"),
        stock=N_("keyring"),
        conditions="key_condition",
        most_out=20,
        authorised=True,
    )
)

__all__ = ["SERVICE"]
