"""Bike repair: a price is told, of parts and labour; old parts are given back or left.

Source: docs/trade.md, "Things entrusted"; decision 0093.
"""

from concierge_desk.i18n import N_
from concierge_desk.mechanisms import entrusted

SERVICE = entrusted.service(
    entrusted.Nature(
        code="bikefix",
        label=N_("Bike repair"),
        words=N_("bike bikes bicycle"),
        group="services",
        vat_code="TVA_20",
        works=("repair",),
        qualities=("normal",),
        place="VELOS",
        redo_days=30,
        kinds="bikefix-kinds.csv",
        reserves="bikefix_reserve",
        positions="bike_position",
        quote=True,
        old_parts=True,
        fnuci=True,
    )
)

__all__ = ["SERVICE"]
