"""Cards of the core at the counter: settled tickets by number or word; by a word the day, its drawer, posters.

Source: decisions 0012, 0039.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.closing_count import ClosingCount
from concierge_desk.counter.cards.name_search import own_words, words_matcher
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.core.bank_cards import LISTS, PAY_IN, waiting_offers
from concierge_desk.counter.core.ticket_cards import Standing, ticket_number, ticket_offer
from concierge_desk.counter.held.lists import HELD_LISTS
from concierge_desk.counter.mail.standing import mails_of
from concierge_desk.counter.privacy.lists import PRIVACY, PRIVACY_LISTS, PURGE, is_due
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.core import CHEQUE_DAYS
from concierge_desk.counter.settings.values import in_force
from concierge_desk.counter.till.safe import SAFE_COUNTED
from concierge_desk.desk import catalogue
from concierge_desk.domain.accounting.lines import is_line
from concierge_desk.domain.charge import OWN
from concierge_desk.domain.ticket import SoldTicket
from concierge_desk.i18n import N_
from concierge_desk.store import accounts, cheques, day, partners, till
from concierge_desk.store.held import open_things
from concierge_desk.store.privacy import monthly

if TYPE_CHECKING:
    from concierge_desk.counter.core.drawer_cards import Deed

LAST_TICKETS = 10
"""How many of the last tickets are shown by their word: what is asked about is seldom older."""


def found(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the ticket of a number, as printed or as it is typed in haste; the card that a page opens."""
    number = ticket_number(code)
    if number is None and is_line(code):
        from concierge_desk.counter.core.bank_line_cards import line_offers  # noqa: PLC0415  (from its page alone)

        return line_offers(rows, code, now)
    if code in (PURGE, PRIVACY):
        return (_over(rows, now) if code == PURGE else _papers(now),)
    if number is None:
        from concierge_desk.desk.held_cards import found_held  # noqa: PLC0415  (what is scanned is seldom money)

        return (*_deed_of(rows, code, now), *found_held(rows, code, now))
    sold = till.sold_ticket(rows, number)
    return () if sold is None else (_ticket(rows, sold, now),)


def _over(rows: Rows, now: Now) -> Offer:
    from concierge_desk.desk.privacy import privacy_card  # noqa: PLC0415  (once a month: decision 0019)

    return privacy_card(rows, now)


def _papers(now: Now) -> Offer:
    from concierge_desk.counter.core.privacy_cards import papers_offer  # noqa: PLC0415  (hardly ever)

    return papers_offer(now)


def _deed_of(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the card that a page opens by a code; what is scanned has a figure, as no such code has."""
    if any(map(str.isdigit, code)):
        return ()
    # By its page, or with the first word that is typed (decision 0019).
    from concierge_desk.counter.core.drawer_cards import drawer_deeds_of  # noqa: PLC0415

    return _done(rows, drawer_deeds_of(code), now)


def _ticket(rows: Rows, sold: SoldTicket, now: Now) -> Offer:
    # With a ticket's card alone (decision 0019).
    from concierge_desk.counter.correction.commands import unpaid_of  # noqa: PLC0415
    from concierge_desk.store.held import unpaid  # noqa: PLC0415

    moved = unpaid.moved_on(rows, [line.posted.seq for line in sold.lines])
    standing = Standing(unpaid_of(rows, sold.number), moved)
    return ticket_offer(sold, now, mails_of(rows, f"ticket:{sold.number}", now), standing)


def named(rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return the last tickets by their word, and what goes by a word of the day or the drawer."""
    # What goes by a word is loaded with the first that is typed (decision 0019).
    from concierge_desk.counter.core.absence_cards import asks_for_handover  # noqa: PLC0415
    from concierge_desk.counter.core.drawer_cards import drawer_deeds  # noqa: PLC0415
    from concierge_desk.counter.core.fallback_cards import fallback_offers  # noqa: PLC0415
    from concierge_desk.counter.core.poster_cards import poster_offers  # noqa: PLC0415
    from concierge_desk.counter.core.privacy_cards import asks_for_data  # noqa: PLC0415
    from concierge_desk.desk.held_cards import named_held  # noqa: PLC0415

    deeds = drawer_deeds(text, now.lang)
    handover = _handover(rows, now) if asks_for_handover(text) else ()
    posters = poster_offers(text, now.today, now.lang)
    sheets = fallback_offers(text, now.lang)
    return (
        *found(rows, text, now),
        *_done(rows, deeds, now),
        *_last(rows, text, now),
        *named_held(rows, text, now),
        *posters,
        *sheets,
        *handover,
        *((_over(rows, now), _papers(now)) if asks_for_data(text) else ()),
    )


def _handover(rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.counter.core.absence_cards import LOOKS_BACK, handover_offer, took_over  # noqa: PLC0415

    openers = day.openers_since(rows, (now.today - LOOKS_BACK).isoformat())
    closed = [closure.day for closure in now.calendar.closures]
    return (handover_offer(took_over(openers, closed, now.today), now),)


def settings_offers(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what can be set up of the shop, then of every service, in their order."""
    parts = (AT_COUNTER, *catalogue.counter_parts().values())
    return tuple(offer for part in parts if part.settings is not None for offer in part.settings(rows, now))


def _set_up(rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.desk.set_up_cards import set_up_offers  # noqa: PLC0415  (on hardly any day: decision 0019)

    return set_up_offers(rows, now)


def _done(rows: Rows, deeds: "Sequence[Deed]", now: Now) -> tuple[Offer, ...]:
    if not deeds:
        # Most words are names: where the day stands is not read for them.
        return ()
    from concierge_desk.counter.core.drawer_cards import Held, drawer_offers  # noqa: PLC0415  (as above)

    state = day.day_state(rows, now.settings.drawer)
    # Of whom nothing was ever charged, nothing lies in the drawer.
    owed = {account.fund: account.owed_cents for account in accounts.accounts(rows)}
    held = Held((OWN, *owed), cheques.here(rows), owed, partners.names(rows))
    return drawer_offers(deeds, state, held, now)


def _waiting(rows: Rows, now: Now) -> tuple[Offer, ...]:
    waiting = waiting_offers(cheques.here(rows), in_force(rows, CHEQUE_DAYS), now)
    due = (*_safe_differed(rows, now), *_due(rows, now))
    if not open_things.is_anything_held(rows):
        return (*waiting, *due)
    from concierge_desk.desk.held_cards import old_held  # noqa: PLC0415  (on hardly any day: decision 0019)

    return (*waiting, *old_held(rows, now), *due)


def _safe_differed(rows: Rows, now: Now) -> Any:
    found = day.found_by_closing(rows, SAFE_COUNTED, SAFE_COUNTED)
    return () if found is None else _safe("safe_differed", found, now)


def _safe(what: str, of: Any, now: Now) -> Any:
    from concierge_desk.desk import held_cards  # noqa: PLC0415  (in the evening alone)

    return getattr(held_cards, what)(of, now)


def _due(rows: Rows, now: Now) -> tuple[Offer, ...]:
    if not is_due(day.last_closed_day(rows), monthly.last_purge_day(rows), now.today):
        return ()
    from concierge_desk.counter.core.privacy_cards import due_offer  # noqa: PLC0415  (once a month)

    return (due_offer(now),)


def _theirs(rows: Rows, people: Sequence[str], now: Now) -> tuple[Offer, ...]:
    if not open_things.is_anything_held(rows):
        return ()
    from concierge_desk.desk.held_cards import held_of_person  # noqa: PLC0415  (on hardly any day: decision 0019)

    return held_of_person(rows, people, now)


def _last(rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.counter.core.drawer_cards import LEAST_LETTERS  # noqa: PLC0415  (as above)

    words = own_words(N_("ticket receipt refund exchange"), now.lang)
    if len(text.strip()) < LEAST_LETTERS or not words_matcher(text)(words):
        return ()
    sold = (till.sold_ticket(rows, number) for number in till.last_tickets(rows, LAST_TICKETS))
    return tuple(_ticket(rows, ticket, now) for ticket in sold if ticket is not None)


_SAFE = ClosingCount(
    command="till.count_safe",
    kind=SAFE_COUNTED,
    name=N_("The safe"),
    heading=N_("The safe: the cheques of cautions"),
    things=partial(_safe, "cheques_of_cautions"),
    # Those of payments are ticked a step before.
    act=lambda seen: {"cautions": len(seen)},
)
AT_COUNTER = AtCounter(
    counts=(_SAFE,),
    theirs=_theirs,
    found=found,
    named=named,
    lists={**LISTS, **HELD_LISTS, **PRIVACY_LISTS},
    morning=_waiting,
    leads=PAY_IN,
    settings=_set_up,
)
