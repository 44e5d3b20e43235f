"""Shoe repair: a pair is one piece.

Source: docs/trade.md, "Things entrusted"; decision 0093.
"""

from concierge_desk.i18n import N_
from concierge_desk.mechanisms import entrusted

SERVICE = entrusted.service(
    entrusted.Nature(
        code="cobbler",
        label=N_("Shoe repair"),
        group="services",
        vat_code="TVA_20",
        works=("heel", "sole", "glue"),
        qualities=("normal",),
        place="CORDONNERIE",
        redo_days=30,
        kinds="cobbler-kinds.csv",
        reserves="cobbler_reserve",
        positions="shoe_position",
    )
)

__all__ = ["SERVICE"]
