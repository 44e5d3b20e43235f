"""The life of a custody: which act leads from which state to which, and what is said of the others.

One stay of one item is in one state at a time. *Expired* is none: it is a held item on a later day.
Arriving and being put on a shelf are one act here, for an arrival names its place; what is announced
stands on the carrier's own device and is not in the shop.

Source: docs/trade.md, "Life of an item", rules 11 and 12; docs/requirements.md, R-5.02; decisions 0014, 0031.
"""

from collections.abc import Mapping

from concierge_desk.i18n import N_
from concierge_desk.mechanisms.custody.model import (
    BEFORE,
    DAMAGE,
    DAMAGED,
    FIND,
    LOSE,
    LOST,
    MISS,
    MOVE,
    NOT_FOUND,
    REMIND,
    StateTable,
    StayRules,
)

HELD = "held"
REFUSED = "refused"
MISROUTED = "misrouted"
MISDELIVERED = "misdelivered"
"""It was handed to the wrong person: on no shelf, and still in the shop's care."""
HANDED_OVER = "handed_over"
RETURNED = "returned"
CANCELLED = "cancelled"
"""The item was never here: it had been entered by mistake."""

IN_THE_SHOP = (HELD, DAMAGED, REFUSED, MISROUTED, NOT_FOUND)
"""What the shop answers for: an item that cannot be found is still in its care."""

IN_CARE = (*IN_THE_SHOP, MISDELIVERED)
"""What has not ended: it lies here, or has to come back here."""

ENDED = (HANDED_OVER, RETURNED, LOST, CANCELLED)
GOES_BACK = (REFUSED, MISROUTED)
"""Whatever the deadline, the next postman takes it."""

WRONG_PERSON = "wrong_person"
"""Why a hand-over is taken back whose item is not here."""
TO_WHOM = N_("To whom was it handed?")

HAND_OVER = "hand_over"
REFUSE = "refuse"
RETURN = "return"
TAKE_BACK = "taken_back"
MISROUTE = "misrouted"

INCIDENTS = (DAMAGE, MISS, MISROUTE, FIND, LOSE)
"""What a clerk says of an item: the words of `relay.report_incident`."""

NEXT: Mapping[str, Mapping[str, str]] = {
    HAND_OVER: {HELD: HANDED_OVER, DAMAGED: HANDED_OVER},
    REFUSE: {HELD: REFUSED, DAMAGED: REFUSED},
    MOVE: {HELD: HELD, DAMAGED: DAMAGED, REFUSED: REFUSED, MISROUTED: MISROUTED},
    REMIND: {HELD: HELD, DAMAGED: DAMAGED},
    RETURN: {HELD: RETURNED, DAMAGED: RETURNED, REFUSED: RETURNED, MISROUTED: RETURNED},
    # A damage is noted whatever becomes of the item; one that goes back anyway stays what it is.
    DAMAGE: {HELD: DAMAGED, REFUSED: REFUSED, MISROUTED: MISROUTED},
    MISROUTE: {HELD: MISROUTED, DAMAGED: MISROUTED},
    MISS: {HELD: NOT_FOUND, DAMAGED: NOT_FOUND, REFUSED: NOT_FOUND, MISROUTED: NOT_FOUND},
    FIND: {NOT_FOUND: BEFORE, MISDELIVERED: BEFORE},
    LOSE: {NOT_FOUND: LOST, MISDELIVERED: LOST},
}
"""By act: from each state that allows it, the state it leads to."""

RULES = StayRules(
    service="relay",
    life=StateTable(
        next=NEXT,
        why={
            DAMAGED: "damaged_already",
            REFUSED: "refused_already",
            MISROUTED: "misrouted_already",
            NOT_FOUND: "not_found",
            MISDELIVERED: "misdelivered",
            HANDED_OVER: "already_handed_over",
            RETURNED: "returned_already",
            LOST: "lost_already",
            CANCELLED: "unknown",
        },
        here=IN_THE_SHOP,
        ended=ENDED,
        instead={
            # Only what is missed can be found or lost: anything else that is here simply is here.
            **dict.fromkeys((FIND, LOSE), dict.fromkeys(IN_THE_SHOP, "not_missing")),
            TAKE_BACK: dict.fromkeys(IN_THE_SHOP, "still_here"),
        },
    ),
    moved="relay.moved",
    reminded="relay.reminded",
    incident_noted="relay.incident_noted",
    place="shelf",
)
"""The relay's stays, and what is answered to an act that a state does not allow."""
