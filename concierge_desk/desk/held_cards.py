"""Cards of money that is held or owed, out of the store: by the code of a thing, by its name, by a word.

Source: decisions 0038, 0084, 0085.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from concierge_desk.counter.cards.agenda import name_matcher
from concierge_desk.counter.cards.closing_count import CountedThing
from concierge_desk.counter.cards.offers import MOST_OFFERS, Now, Offer
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.core.drawer_cards import safe_offer
from concierge_desk.counter.core.held_cards import HeldThings, held_offers, old_offers
from concierge_desk.counter.core.held_doors import held_doors
from concierge_desk.counter.held.lists import SAFE_DIFFERS
from concierge_desk.counter.held.who import owner_words
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.held import REMIND_DAYS, SAFE_COUNT
from concierge_desk.counter.settings.values import in_force
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.counter.till.safe import last_count
from concierge_desk.counter.values.codes import read_code
from concierge_desk.desk import catalogue
from concierge_desk.domain.held.things import KEPT
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.store.held import things

_THING = re.compile(r"[gyu]-[0-9a-z]{12}")


def found_held(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the card of a caution, an advance or a debt by its code; what was taken for a thing, by the thing's."""
    try:
        own = read_code(code)
    except ValueError:
        return ()
    named = own or code.strip().upper()
    if own is None or _THING.fullmatch(own) is None:
        return _offers(rows, _taken_for(rows, named), now)
    caution, advance, debt = things.caution(rows, own), things.advance(rows, own), things.debt(rows, own)
    found = HeldThings(
        () if caution is None else (caution,),
        () if advance is None else (advance,),
        () if debt is None else (debt,),
    )
    return _offers(rows, found, now)


def _taken_for(rows: Rows, of: str) -> HeldThings:
    return HeldThings(
        [one for one in things.cautions_of(rows, of) if one.left_cents],
        [one for one in things.advances_of(rows, of) if one.left_cents],
    )


def named_held(rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return what goes by a word, and what is open under a name."""
    return (*held_doors(text, now), *held_by_name(rows, text, now))


def held_by_name(rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return what is held or owed of whoever is called so: somebody who is known, or a name that was typed for it."""
    is_named = name_matcher(text)
    found = open_things(rows)
    owners = _owners(rows, found.parties)
    meant = frozenset(party for party, name in owners.items() if name and is_named(name))
    return held_offers(found.of(meant), owners, now)[:MOST_OFFERS]


def open_things(rows: Rows) -> HeldThings:
    """Return all that is held or owed now."""
    return HeldThings(things.open_cautions(rows), things.open_advances(rows), things.open_debts(rows))


def held_of_person(rows: Rows, people: Iterable[str], now: Now) -> tuple[Offer, ...]:
    """Return the cards of what is held or owed of somebody.

    Args:
        rows: The store.
        people: All keys under which his links stand.
        now: See `Now`.
    """
    return _offers(rows, open_things(rows).of(frozenset(things.parties_of(rows, people))), now)


def old_held(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what the morning reminds of."""
    return tuple(old_offers(open_things(rows), in_force(rows, REMIND_DAYS), now))


def _offers(rows: Rows, found: HeldThings, now: Now) -> tuple[Offer, ...]:
    return held_offers(found, _owners(rows, found.parties), now)


def _owners(rows: Rows, parties: Iterable[str]) -> dict[str, str]:
    known = catalogue.people()
    return {party: owner_words(rows, known, party) for party in parties}


def cheques_of_cautions(rows: Rows, now: Now) -> tuple[CountedThing, ...]:
    """Return the cheques that ought to lie in the safe; none where the shop does not count them."""
    if not in_force(rows, SAFE_COUNT):
        return ()
    return tuple(
        CountedThing(
            one.code,
            format_amount(one.left_cents),
            " · ".join(filter(None, (one.of, short_day(date.fromisoformat(one.day), now.lang)))),
            (one.of,) if one.of else (),
        )
        for one in things.open_cautions(rows)
        if one.state == KEPT
    )


def safe_differed(found: Posted, now: Now) -> tuple[Offer, ...]:
    """Return that the last count of the safe found another number than ought to lie there."""
    gaps = [one["gap"] for one in last_count((found,)).values() if one["gap"]]
    if not gaps:
        return ()
    tag = say(N_("gap at the closing: {gap}"), now.lang, gap=" ".join(f"{gap:+d}" for gap in gaps))
    return (replace(safe_offer(now), due=SAFE_DIFFERS, tag=tag, tone="warning"),)
