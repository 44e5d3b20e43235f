"""Figures of a day by what a principal's own terminal counts: pieces, and cents of what was sold. Pure, from entries.

Source: docs/trade.md, "Their statuses and ours"; decision 0080.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model import closing
from concierge_desk.services.relay.model.catalogue import PACKAGING, PREPAID, Product
from concierge_desk.services.relay.model.deposits import DEPOSIT_KINDS

CUSTODY: Final = ("received", "handed_over", "refused", "returned")
SOLD: Final = ("stamps", "prepaid", "packaging", "franking")
"""What is sold: pieces and cents; refunds are taken off both."""
DEPOSITED: Final = {kind: f"deposited_{kind}" for kind in DEPOSIT_KINDS}
ACTS: Final = (*CUSTODY, *DEPOSITED.values(), *SOLD)
"""What may be compared, in the order in which it is asked."""


def figures_of(posted: Sequence[Posted], products: Mapping[str, Product]) -> dict[str, tuple[int, int]]:
    """Return pieces and cents of each act.

    Args:
        posted: A principal's entries of a day.
        products: The catalogue, by code; a stamp of a band is found by what stands before its band.
    """
    counts = closing.custody_counts(posted)
    found = {**dict.fromkeys(ACTS, (0, 0)), **{name: (counts[name], 0) for name in CUSTODY}}
    for entry in posted:
        data = entry.data
        if entry.kind == closing.DEPOSITED:
            act, pieces, cents = DEPOSITED[data["kind"]], data["count"], 0
        elif entry.kind == closing.SOLD:
            act, pieces, cents = _sold(data["product"], products), data["quantity"], data["line"]["cents"]
        elif entry.kind == closing.FRANKED:
            act, cents = "franking", data["line"]["cents"]
            pieces = -1 if "corrects" in data else 1
        else:
            continue
        before = found[act]
        found[act] = before[0] + pieces, before[1] + cents
    return found


def _sold(code: str, products: Mapping[str, Product]) -> str:
    product = products.get(code) or products.get(code.rpartition("_")[0])
    family = None if product is None else product.family
    return {PREPAID: "prepaid", PACKAGING: "packaging"}.get(str(family), "stamps")
