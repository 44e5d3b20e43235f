"""Words that several of the relay's papers share: days, networks, numbers, states."""

from collections.abc import Mapping
from datetime import date

from concierge_desk.counter.values.codelists import codes, label_of
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import Barcode
from concierge_desk.domain.tracking import ending
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.custody.model import DAMAGED, LOST, NOT_FOUND
from concierge_desk.services.relay.model import states
from concierge_desk.services.relay.model.papers import Shelved

STATES: Mapping[str, str] = {
    DAMAGED: N_("Damaged"),
    states.REFUSED: N_("Refused"),
    states.MISROUTED: N_("Misrouted"),
    NOT_FOUND: N_("Cannot be found"),
    states.MISDELIVERED: N_("With somebody else"),
    states.HANDED_OVER: N_("Handed over"),
    states.RETURNED: N_("Given back to the postman"),
    LOST: N_("Lost for good"),
}
"""What is said of an item that is not simply held."""

KINDS = {
    "letter": N_("Letters"),
    "registered": N_("Registered letters"),
    "parcel": N_("Parcels"),
    "prepaid_return": N_("Prepaid returns"),
    "franked": N_("Franked items"),
    "return": N_("Returned to sender"),
}
"""What leaves with the postman, counted."""

ONE = {
    "registered": N_("Registered letter"),
    "parcel": N_("Parcel"),
    "prepaid_return": N_("Prepaid return"),
    "franked": N_("Franked here"),
}
"""A single one of them that has a number."""


def day_words(day: date) -> str:
    """Return a day as it is said: ``mercredi 9 décembre``."""
    # Half of what a start may take is not spent on days that no paper of it says.
    from babel.dates import format_date  # noqa: PLC0415

    # The number of a day and its month stay on one line.
    pattern = "EEEE d'er\u00a0'MMMM" if day.day == 1 else "EEEE d'\u00a0'MMMM"
    return format_date(day, pattern, locale="fr")


def hour_text(text: str) -> str:
    """Return a time of an ISO interval as it is read: ``8:00``."""
    return text.removeprefix("0")


def until_words(shelved: Shelved) -> str:
    """Return until when an item can be collected: the end of its last useful slot, else its deadline.

    Source: docs/trade.md, rule 8.
    """
    slot = shelved.last_useful_slot
    if slot is None:
        return fr("until {day}").format(day=day_words(date.fromisoformat(shelved.stay.deadline_day)))
    day, _, hours = slot.partition("T")
    closes = hour_text(hours.partition("/")[2])
    told = fr("until {day}, {time}").format(day=day_words(date.fromisoformat(day)), time=closes)
    # Day and time are read at one glance: they stay on one line.
    return told.replace(", ", ",\u00a0")


def network_name(principal: str) -> str:
    """Return what a principal is called; its code where nothing is known of it."""
    return label_of("principal", principal, "fr")


def carrier_name(carrier: str) -> str:
    """Return what a carrier's items are called."""
    return label_of("carrier", carrier, "fr")


def owner_name(code: str) -> str:
    """Return what whoever a bag is of is called: a carrier, or a principal."""
    return label_of("carrier" if code in codes("carrier") else "principal", code, "fr")


def number_end(tracking: str | None) -> str:
    """Return how an item's number ends; our own code is none, and is not shown as if it were."""
    return fr("without a number") if tracking is None else ending(tracking)


def own_code(custody: str) -> Barcode:
    """Return the printed code of our own: the code of the stay with its check character.

    Source: docs/contract.md, "Own codes".
    """
    return Barcode(printed_code(custody))


def is_no_proof(network: str) -> str:
    """Return what every slip says: the network's own device makes the legal proof, not this paper.

    Source: docs/contract.md, "Papers seen in the shop".
    """
    return fr("Statement of the shop; it does not replace the proof of {network}.").format(network=network)
