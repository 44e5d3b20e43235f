"""A charge as entries write it: the line of a ticket, and of the note before it.

Source: docs/contract.md, "Ticket lines and VAT"; docs/requirements.md, R-1.10.
"""

from typing import Any

from concierge_desk.domain.charge import Charge, bears_tax
from concierge_desk.domain.journal import all_facts
from concierge_desk.domain.vat import VatLine, vat_included


def line_data(charge: Charge, share: VatLine) -> dict[str, Any]:
    """Return everything a line says of its price.

    Args:
        charge: What it costs.
        share: Its part of the tax of the whole.
    """
    told = all_facts(charge)
    del told["came_by"], told["cheque"]
    # A line says these only where there is something to say: nearly none has.
    for mark in ("covers", "pair"):
        if not told[mark]:
            del told[mark]
    if told["stored_vat"] is None:
        del told["stored_vat"]
    return {
        **told,
        "unit_ht_cents": charge.unit_cents - _own_vat(charge),
        "ht_cents": share.ht_cents,
        "vat_cents": share.vat_cents,
    }


def _own_vat(charge: Charge) -> int:
    if charge.stored_vat is not None:
        return charge.stored_vat
    return vat_included(charge.unit_cents, charge.rate) if bears_tax(charge.fund, charge.regime) else 0
