"""Handover sheet: what whoever takes over has to know; asked for a day that is over, what happened since beside it.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-5.01; decision 0090.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from concierge_desk.counter.absence.closure import DeadlineHolders
from concierge_desk.counter.absence.sheet import DayAhead, HandoverSheet, ListedThings, Lying
from concierge_desk.counter.cards.agenda import morning_lists
from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.natural_order import natural
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.core.own_deadlines import own_deadlines
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue
from concierge_desk.desk.counter_parts import parts
from concierge_desk.desk.overview import status_in
from concierge_desk.desk.today import morning_offers
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import DEFAULT, N_
from concierge_desk.jobs.absence.figures import calendar_in, shop_in, standings, today_in
from concierge_desk.jobs.absence.names import contacts_in
from concierge_desk.jobs.absence.since import since_in
from concierge_desk.store.day import closing_before, latest_day, lived_since
from concierge_desk.store.leaving import deliveries, letters
from concierge_desk.store.papers.paper_queue import how_many_wait
from concierge_desk.store.reconciling import bank

AHEAD_DAYS = 14
_MOST_DAYS = 366
"""As far before or after today it may be asked for."""


def load_handover(rows: Rows, place: str) -> HandoverSheet:
    """Return what whoever takes over on a day has to know, as things stand.

    Args:
        rows: The store.
        place: ISO date of the first day; of one that is over, what happened since is told too.

    Raises:
        Refused: ``print.unknown`` for what is no day, one that is far away, or before a day was lived.
    """
    day, today = _day_of(place), today_in(rows)
    if day is None or today is None or abs((day - today).days) > _MOST_DAYS or not lived_since(rows, ""):
        raise Refused("print.unknown", document=f"handover:{place}")
    shop, hours, begins = shop_in(rows), calendar_in(rows), max(day, today)
    now = Now(begins, DEFAULT, shop, hours, services=catalogue.reached())
    known, is_back = parts(), day < today
    told = status_in(rows, latest_day(rows), shop.drawer)
    before = closing_before(rows, place) if is_back else None
    return HandoverSheet(
        day=place,
        today=today.isoformat(),
        lying=tuple(_lying(known, rows, now)),
        lists=tuple(_lists(known, rows, now)),
        standing=standings(rows, told, None if before is None else status_in(rows, before, shop.drawer)),
        ahead=_ahead(rows, hours, begins),
        questions=tuple((label, count) for label, count in _questions(rows, told["parked"]) if count),
        contacts=contacts_in(rows),
        since=since_in(rows, day, today) if is_back else None,
    )


def _day_of(place: str) -> date | None:
    try:
        day = date.fromisoformat(place)
    except ValueError:
        return None
    return day if day.isoformat() == place else None


def _lying(known: Mapping[str, AtCounter], rows: Rows, now: Now) -> Iterator[Lying]:
    labels = catalogue.service_labels()
    for code, part in known.items():
        here = () if part.shelf is None else [offer for offer in part.shelf(rows, now) if offer.place]
        if here:
            places = Counter(offer.place for offer in here)
            yield Lying(labels[code], {one: places[one] for one in sorted(places, key=natural)})


def _lists(known: Mapping[str, AtCounter], rows: Rows, now: Now) -> Iterator[ListedThings]:
    for part in known.values():
        for code, due in morning_lists(part.lists, morning_offers(part, rows, now)).items():
            if due:
                late = any(offer.tone == "bad" for offer in due)
                yield ListedThings(part.lists[code].label, tuple(map(_called, due)), late)


def _called(offer: Offer) -> str:
    """Return what a thing is called in a list that may be seen, with its place and a word on its time; never a name."""
    return ", ".join(filter(None, (offer.line, offer.place, offer.tag)))


def _ahead(rows: Rows, hours: OpeningCalendar, begins: date) -> tuple[DayAhead, ...]:
    holders = DeadlineHolders.of(catalogue.services(), own_deadlines)
    due = Counter((one.slot or one.day)[:10] for one in holders.all_of(rows, hours))
    reasons = {closure.day: closure.reason_code for closure in hours.closures}
    days = (begins + timedelta(days=step) for step in range(AHEAD_DAYS))
    return tuple(DayAhead(one, hours.slots(one), reasons.get(one, ""), due[one.isoformat()]) for one in days)


def _questions(rows: Rows, parked: int) -> Iterator[tuple[str, int]]:
    yield N_("Visits set aside and not paid"), parked
    yield N_("Papers that were not printed"), how_many_wait(rows)
    yield N_("Reports that have not left"), deliveries.stopped(rows)
    yield N_("Letters by mail that have not left"), int(letters.is_stopped(rows))
    yield N_("Lines of the bank without a payment"), bank.how_many_open(rows)
