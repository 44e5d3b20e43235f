"""Dry cleaning: garments go to a workshop, and come back clean.

Source: docs/trade.md, "Things entrusted"; decision 0093.
"""

from concierge_desk.i18n import N_
from concierge_desk.mechanisms import entrusted

SERVICE = entrusted.service(
    entrusted.Nature(
        code="pressing",
        label=N_("Dry cleaning"),
        group="services",
        vat_code="TVA_20",
        works=("clean", "iron"),
        qualities=("normal", "express"),
        place="PRESSING",
        redo_days=30,
        kinds="pressing-kinds.csv",
        prices="pressing-prices.csv",
        bareme="pressing-bareme.csv",
        reserves="pressing_reserve",
        positions="garment_position",
    )
)

__all__ = ["SERVICE"]
