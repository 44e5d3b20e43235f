"""Sewing: garments are altered and mended, in the shop or at a workshop.

Source: docs/trade.md, "Things entrusted"; decision 0093.
"""

from concierge_desk.i18n import N_
from concierge_desk.mechanisms import entrusted

SERVICE = entrusted.service(
    entrusted.Nature(
        code="sewing",
        label=N_("Sewing"),
        group="services",
        vat_code="TVA_20",
        works=("hem", "zip", "lining", "adjust"),
        qualities=("normal",),
        place="COUTURE",
        redo_days=30,
        kinds="sewing-kinds.csv",
        reserves="sewing_reserve",
        positions="garment_position",
        own_work=True,
        quote=True,
    )
)

__all__ = ["SERVICE"]
