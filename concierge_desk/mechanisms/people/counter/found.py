"""People found at the counter: by a card that is scanned, a name, a phone, a street; what may be done with somebody.

Homonyms are shown with street and stair, and none of them is chosen. A list that is seen in the shop names nobody.

Source: decision 0085.
"""

from concierge_desk.counter.cards.doors import leads
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.cards.served import Served
from concierge_desk.counter.rows import Rows
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.counter import cards
from concierge_desk.mechanisms.people.counter.acts import MORE
from concierge_desk.mechanisms.people.counter.cards import NEW
from concierge_desk.mechanisms.people.model.fields import CARD, HOUSEHOLD, PERSON, recognised
from concierge_desk.mechanisms.people.model.membership import JOIN
from concierge_desk.mechanisms.people.tables import people, search

_NEW_WORDS = N_("person people member household card record")
_MEMBER_WORDS = N_("membership join")


def found(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the person of a card or a key, or the people of a household; of a lost card, whose it was."""
    ours = _by_our_word(rows, code, now)
    if ours is not None:
        return ours
    own = code if code.startswith(f"{PERSON}-") else next(iter((recognised(code) or {}).values()), "")
    if own.startswith(f"{HOUSEHOLD}-"):
        return cards.household(rows, own, now)
    one = people.person(rows, own) if own else None
    is_card = own.startswith(f"{CARD}-")
    if one is None:
        return cards.blank(own, now) if is_card else ()
    if is_card and people.lost_day(rows, own) is not None:
        return (cards.lost(rows, one, own, now),)
    return (cards.person(rows, one, now),)


def _by_our_word(rows: Rows, code: str, now: Now) -> tuple[Offer, ...] | None:
    """Return what goes by what begins so; None for a code of anything else."""
    if code.startswith(NEW):
        return (cards.new("", now, code.removeprefix(NEW)),)
    if code.startswith(MORE):
        return cards.whole(rows, code.removeprefix(MORE), now)
    return cards.memberships(rows, now) if code == JOIN else None


def named(rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return the people who go by what was typed, the newest first; what a word of the trade leads to."""
    new = (cards.new("", now),) if leads(_NEW_WORDS, text) else ()
    member = cards.memberships(rows, now) if leads(_MEMBER_WORDS, text) else ()
    return (*cards.homonyms(rows, search.search(rows, text), now), *new, *member)


def served(rows: Rows, code: str, now: Now) -> tuple[Served, ...]:
    """Return who is served by a card: the person, the household, those whose things the person may take."""
    own = code if code.startswith(f"{PERSON}-") else (recognised(code) or {}).get("card", "")
    one = people.person(rows, own) if own else None
    if one is None or (own.startswith(f"{CARD}-") and people.lost_day(rows, own) is not None):
        return ()
    return cards.served(rows, one, now)
