"""Cards of people at the counter: by a card that is scanned, a name, a phone, a street; what may be done with somebody.

Homonyms are shown with street and stair, and none of them is chosen. A list that is seen in the shop names nobody.

Source: decision 0085.
"""

from concierge_desk.counter.cards.offers import AtCounter, Door, Now, Offer
from concierge_desk.counter.cards.served import Served
from concierge_desk.counter.rows import Rows
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.counter import cards
from concierge_desk.mechanisms.people.model.fields import PERSON, recognised
from concierge_desk.mechanisms.people.model.membership import JOIN
from concierge_desk.mechanisms.people.tables import people, search

DOOR = "people.new"


def found(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the person of a card or a key, or the people of a household; of a lost card, whose it was."""
    own = code if code.startswith(f"{PERSON}-") else next(iter((recognised(code) or {}).values()), "")
    if code == JOIN:
        return cards.memberships(now)
    if own.startswith("f-"):
        return cards.household(rows, own, now)
    one = people.person(rows, own) if own else None
    if one is None:
        return cards.blank(own, now) if own.startswith("p-") else ()
    if own.startswith("p-") and people.lost_day(rows, own) is not None:
        return (cards.lost(rows, one, own, now),)
    return (cards.person(rows, one, now),)


def named(rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return the people who go by what was typed, the newest first."""
    return cards.homonyms(rows, search.search(rows, text), now)


def served(rows: Rows, code: str, now: Now) -> tuple[Served, ...]:
    """Return who is served by a card: the person, the household, those whose things the person may take."""
    own = code if code.startswith(f"{PERSON}-") else (recognised(code) or {}).get("card", "")
    one = people.person(rows, own) if own else None
    if one is None or (own.startswith("p-") and people.lost_day(rows, own) is not None):
        return ()
    return cards.served(rows, one, now)


def new_person(_rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how somebody is kept."""
    return (cards.new("", now),)


AT_COUNTER = AtCounter(
    found=found,
    named=named,
    served=served,
    words=N_("people person members"),
    doors=(
        Door(DOOR, N_("A new person"), N_("person people member household card record"), new_person),
        Door(
            "people.member",
            N_("A membership"),
            N_("membership join"),
            lambda _rows, now: cards.memberships(now),
        ),
    ),
)
