"""Keys to copy: the piece is the model key; of a protected one the owner's card is seen, and not noted.

Source: docs/trade.md, "Things entrusted"; decision 0093.
"""

from concierge_desk.i18n import N_
from concierge_desk.mechanisms import entrusted

SERVICE = entrusted.service(
    entrusted.Nature(
        code="keycut",
        label=N_("Keys to copy"),
        # Not what is done to them: whoever types that looks for the copies of the desk.
        words=N_("keys duplicate"),
        group="services",
        vat_code="TVA_20",
        works=("copy",),
        qualities=("normal",),
        place="CLES",
        redo_days=30,
        kinds="keycut-kinds.csv",
        reserves="keycut_reserve",
        positions="key_position",
        proof=("CLE_PROTEGEE",),
    )
)

__all__ = ["SERVICE"]
