"""Acts on the bags that a carrier's driver brings, and on the room on the shelves.

Source: docs/contract.md, "Bags"; decision 0076.
"""

from collections.abc import Mapping

from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.service import (
    ALWAYS,
    ANY_DAY,
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    answers,
    never,
)
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.bags import bag, fullness, presence
from concierge_desk.services.relay.tables.bags import loads, looks

BAGS: tuple[AnyCommand, ...] = (
    Command(
        name="relay.announce",
        summary=N_("A carrier's bag is announced: what is taken in with it is counted against it."),
        load=loads.load_announce,
        brings=True,
        decide=bag.announce,
        answer=answers("bag", "announced"),
    ),
    Command(
        name="relay.close_bag",
        summary=N_(
            "All of a bag is scanned: what is missing and too many is told, the driver signs its slip."
        ),
        load=loads.load_close,
        decide=bag.close_bag,
        answer=bag.closed_answer,
    ),
    Command(
        name="relay.set_capacities",
        summary=N_("Places of the shelves hold so many items."),
        load=lambda rows, _command, _context: looks.capacities(rows),
        decide=fullness.set_capacities,
        answer=answers("rows", "before"),
        when=ANY_DAY,
        right=SET_UP,
    ),
    Command(
        name="relay.set_cap",
        summary=N_("A carrier agreed to bring no more than so many items from a day on."),
        load=loads.load_principals,
        decide=fullness.set_cap,
        answer=answers("carrier", "a_day", "held", "valid_from"),
        when=ANY_DAY,
        right=SET_UP,
    ),
    Command(
        name="relay.warn_full",
        summary=N_(
            "A carrier is told in writing that the shelves are full, with the figures of thirty days."
        ),
        load=loads.load_warn,
        decide=fullness.warn_full,
        answer=answers("held", "places", "cap", "full_on_day", "days"),
    ),
    Command(
        name="relay.ask_here",
        summary=N_("Whether a parcel is here is answered by its number alone; nothing is written."),
        decide=presence.ask_here,
        work=loads.ask_here,
        when=ALWAYS,
        writes=False,
    ),
)

REVERSALS: Mapping[str, AnyReversal] = {
    bag.ANNOUNCED_KIND: Reversal(bag.withdraw, loads.load_undone),
    bag.CLOSED_KIND: Reversal(bag.stays_closed),
    fullness.CAPACITIES: never("relay.set_again"),
    fullness.CAP: never("relay.set_again"),
    fullness.WARNED: never("relay.warned_stays"),
}
"""By kind, how an act is taken back."""

MESSAGES = {
    "relay.nothing_given": N_(
        "How many items does the bag hold? Give their number, or scan the list of them."
    ),
    "relay.bag_list_or_count": N_("Give the numbers of what is in the bag, or how many there are: not both."),
    "relay.twice": N_("{tracking} stands twice in the list: a number is announced once."),
    "relay.twice+place": N_("{place} is named twice: name it once."),
    "relay.bag_unknown": N_("There is no bag {bag}: read its number again."),
    "relay.bag_closed_already": N_(
        "The bag {bag} was closed on {day}. What is found of it now is taken in with it all the same."
    ),
    "relay.bag_differs": N_(
        "{missing} missing, {too_many} too many: the slip says which, the driver signs it."
    ),
    "relay.bag_open": N_(
        "{tracking} lies in the bag {bag}, which is still open: close the bag first, the driver signs its slip."
    ),
    "relay.bag_begun": N_(
        "Something of the bag {bag} was taken in already: close it, then its slip tells what was missing."
    ),
    "relay.slip_signed+bag": N_(
        "The driver has signed the slip of the bag {bag}: this stays. What is found of it now is taken in with it."
    ),
    "relay.place_full": N_("{shelf} is full: {held} items lay there already, it holds {items}."),
    "relay.over_cap": N_("{carrier}: {count} items today, {a_day} were agreed."),
    "relay.over_cap+held": N_("{carrier}: {count} items here, {held} were agreed."),
    "relay.set_again": N_("A figure that was set stays: set it as it should be."),
    "relay.warned_stays": N_("What a carrier was told stays: tell it again, with today's figures."),
}
