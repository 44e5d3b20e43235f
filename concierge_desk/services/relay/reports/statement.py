"""La Poste's statement of a closed day in words, from its entries alone; pure.

Source: docs/contract.md, "La Poste's daily file"; docs/trade.md, "Daily statement of the relay".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.custody.model import LOSE
from concierge_desk.services.relay.model import closing
from concierge_desk.services.relay.model.facts.leaving import RETURNS
from concierge_desk.services.relay.model.papers import Movement, Operation, Statement
from concierge_desk.services.relay.model.spelling import country_name
from concierge_desk.services.relay.model.weights import weight
from concierge_desk.services.relay.reports import bag_rows, movement_rows, operation_rows, reported

_DEPOSITS = {
    "letter": N_("Letters"),
    "registered": N_("Registered letter"),
    "parcel": N_("Parcel"),
    "prepaid_return": N_("Prepaid return"),
}


def statement_of(posted: Sequence[Posted]) -> Statement:
    """Return the statement of a closed day.

    Args:
        posted: La Poste's entries of the day.

    Raises:
        LookupError: When they hold no frozen statement.
    """
    frozen = reported(posted)
    entries = {entry.seq: entry.data for entry in posted}
    return Statement(
        reported=frozen,
        operations=tuple(_operation(row, entries) for row in operation_rows(posted)),
        movements=tuple(map(_movement, movement_rows(posted))),
        undone=_undone(posted),
        franked=_franked(posted),
        bags=tuple(bag_rows(posted)),
    )


def _operation(row: Mapping[str, Any], entries: Mapping[int, Data]) -> Operation:
    return Operation(
        word=row["operation_fr"],
        what=_what(row, entries[row["seq"]]),
        tracking=row["tracking"],
        quantity=row["quantity"],
        cents=row["amount"],
        ticket=row["ticket"],
        corrects=row["corrects"] is not None,
        happened=row["happened_at_local"],
        at=row["at_local"],
        seq=row["seq"],
        product=row["product"],
    )


def _what(row: Mapping[str, Any], data: Data) -> str:
    """Return what an operation was done with: in the words of the row, where to and how heavy; a deposit as one piece."""
    if row["product"] in _DEPOSITS:
        return fr(_DEPOSITS[row["product"]])
    heavy = weight(row["weight_g"], "fr") if row["weight_g"] else ""
    return ", ".join(filter(None, (row["product_fr"], _destination(data), heavy)))


def _destination(data: Data) -> str:
    """Return where an item goes that leaves the country: by its name, by its zone where none was said."""
    if data.get("country"):
        return country_name(data["country"], "fr")
    zone = data.get("zone")
    return fr("zone {zone}").format(zone=zone) if zone and zone not in _AT_HOME else ""


_AT_HOME = ("FR", "INT")
"""Zones that what the product is called says already."""


def _movement(row: Mapping[str, Any]) -> Movement:
    word = row["movement"]
    more = _MORE.get(word)
    told = row[more] or "" if more else ""
    if told and more == "reason":
        told = label_of("refusal", told, "fr")
    return Movement(
        word,
        row["tracking"] or row["custody"],
        row["carrier"],
        told,
        happened=row["happened_at_local"],
        at=row["at_local"],
        seq=row["seq"],
    )


_MORE = {"arrivee": "shelf", "refus": "reason", "retour": "slip", "reprise": "slip"}
"""By the word of a movement, the column that says more of it."""


def _undone(posted: Sequence[Posted]) -> dict[str, int]:
    """Return how many acts of earlier days were taken back, by what they are counted as."""
    own = {entry.seq for entry in posted}
    slips = {entry.data["slip"] for entry in posted if closing.is_return(entry)}
    found: dict[str, int] = {}
    for entry in posted:
        data = entry.data
        if entry.kind == closing.REVERSED and data.get("corrects") not in own:
            name = _COUNTED.get(data["of"]) or _COUNTED.get(data.get("incident", ""))
        elif entry.kind == closing.TAKEN_BACK and data["what"] == RETURNS and data["slip"] not in slips:
            name = "returned"
        else:
            name = None
        if name is not None:
            found[name] = found.get(name, 0) + 1
    return found


_COUNTED = {
    closing.RECEIVED: "received",
    closing.HANDED_OVER: "handed_over",
    closing.REFUSED: "refused",
    LOSE: "lost",
}


def _franked(posted: Sequence[Posted]) -> int:
    """Return the items that were franked and wait for the postman: what was withdrawn goes home with its sender."""
    franked = [entry.data for entry in posted if entry.kind == closing.FRANKED]
    return sum(data["pieces"] for data in franked if "corrects" not in data or data["withdrawn"])
