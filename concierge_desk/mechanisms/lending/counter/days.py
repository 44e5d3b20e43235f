"""Days of things lent at the counter: the rows of the calendar, and the card of one day of a thing or of a kind.

Source: decision 0095.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from operator import itemgetter
from typing import TypeAlias

from concierge_desk.counter.cards.natural_order import natural
from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.cards.taken_days import How, TakenRow, TakenSpan
from concierge_desk.counter.texts.messages import low
from concierge_desk.counter.values.codelists import fold
from concierge_desk.i18n import N_, NN_
from concierge_desk.mechanisms.lending.counter import objects, set_up
from concierge_desk.mechanisms.lending.counter.lender import Lender
from concierge_desk.mechanisms.lending.model.days import TEST, DayStand, stands
from concierge_desk.mechanisms.lending.model.facts import READY, LentKind, LentObject, Reservation
from concierge_desk.mechanisms.lending.model.taken import DaySpan
from concierge_desk.mechanisms.lending.tables import days

_OF_OBJECT, _OF_KIND = "day", "kind_day"
_COPY = {
    "lent": (N_("on loan"), N_("on loan until {day}")),
    "late": (N_("late"), N_("late since {day}")),
    "reserved": (N_("reserved"), N_("reserved until {day}")),
    "kept": (N_("kept"), N_("kept for whoever waits for it")),
    "resting": (N_("resting"), N_("resting between two loans")),
    "full": (N_("promised"), N_("promised: all that is free of its kind is reserved")),
    "ended": (N_("came back"), N_("on loan then, came back {day}")),
}
"""What is written on a bar, and what is said of it."""
_Words: TypeAlias = Callable[[How, str, str], tuple[str, str]]
_WITH_SOMEBODY = frozenset({"return", "renew", "remind"})


def taken_days(lender: Lender, first: date, last: date) -> tuple[TakenRow, ...]:
    """Return every object, kind after kind, with how it stands on some days; what is reserved of a kind alone before its copies."""
    window, words = DaySpan(first.isoformat(), last.isoformat()), cache(partial(_words, lender))
    found = []
    for kind, plan, ended in days.plans(lender.rows, lender.nature, window, lender.today):
        row = lender.kinds.get(kind)
        label = kind if row is None else row.label
        stand = stands(plan, ended, row, window)
        things = sorted(plan.objects, key=lambda one: natural(one.object))
        rows = [_row(lender, one, label, stand.copies[one.object], words) for one in things]
        if stand.unassigned:
            rows.insert(0, _kind_row(lender, kind, label, stand.unassigned))
        found.append((fold(label), kind, rows))
    return tuple(one for _label, _kind, rows in sorted(found, key=itemgetter(0, 1)) for one in rows)


def _row(lender: Lender, thing: LentObject, kind: str, found: Sequence[DayStand], words: _Words) -> TakenRow:
    spans = tuple(_span(lender, thing, stand, words) for stand in found)
    number = f"{thing.object} × {thing.quantity}" if thing.is_counted else thing.object
    code, late = f"{lender.code}.{_OF_OBJECT}/{thing.object}/", any(span.how == "late" for span in spans)
    return TakenRow(thing.object, thing.label, number, kind, code, spans, late)


def _kind_row(lender: Lender, kind: str, label: str, found: Sequence[DayStand]) -> TakenRow:
    spans, code = tuple(_kind_span(lender, stand) for stand in found), f"{lender.code}.{_OF_KIND}/{kind}/"
    return TakenRow(f"{_OF_KIND}:{kind}", label, lender.say("reserved, whichever it is"), label, code, spans)


def _span(lender: Lender, thing: LentObject, stand: DayStand, words: _Words) -> TakenSpan:
    day = stand.last if stand.how == "reserved" else stand.until or stand.last
    label, told = words(stand.how, day, stand.why)
    if thing.is_counted and stand.taken:
        count = lender.say("{count} of {all}", count=stand.taken, all=thing.quantity)
        told = lender.say("{what}, {how}", what=count, how=lender.say(_COPY[stand.how][0]))
        # The bar has its picture beside it.
        label = count
    return TakenSpan(stand.first, stand.last, stand.how, label, told, stand.takes)


def _words(lender: Lender, how: How, day: str, why: str) -> tuple[str, str]:
    """Return what is written on a bar, and what is said of it."""
    if how == "unusable":
        words = lender.say("to be tested") if why == TEST else low(lender.label(why))
        return words, words
    label, told = _COPY[how]
    return lender.say(label), lender.say(told, day=lender.day(day))


def _kind_span(lender: Lender, stand: DayStand) -> TakenSpan:
    if not stand.taken:
        words = lender.say("none is left")
        return TakenSpan(stand.first, stand.last, stand.how, words, words)
    label = lender.count(NN_("{count} reserved", "{count} reserved"), stand.taken)
    told = lender.say("{count}, none is left", count=label) if stand.takes else label
    return TakenSpan(stand.first, stand.last, stand.how, label, told, stand.takes)


# The card of a day


def is_day(lender: Lender, code: str) -> bool:
    """Say whether a code is the one of a day."""
    return code.startswith((f"{lender.code}.{_OF_OBJECT}/", f"{lender.code}.{_OF_KIND}/"))


def found(lender: Lender, code: str) -> tuple[Offer, ...]:
    """Return the card of a day: what may become of it, and whose it is then."""
    which, _, rest = code.removeprefix(f"{lender.code}.").partition("/")
    name, _, text = rest.rpartition("/")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ()
    if which == _OF_KIND:
        kind = lender.kinds.get(name)
        return () if kind is None else (_kind_day(lender, kind, day, code),)
    thing = lender.thing(name)
    return () if thing is None else (_object_day(replace(lender, alone=thing), thing, day, code),)


def _object_day(lender: Lender, thing: LentObject, day: date, code: str) -> Offer:
    iso, found = day.isoformat(), objects.card(lender, thing)
    acts = tuple(_from_day(lender, act, day) for act in found.acts)
    # Nothing was scanned: the card is looked at, and no act is done by itself.
    card = replace(found, ref=code, acts=acts, at_once=False, at_once_for=False, rule="", whose="")
    for one in lender.reservations:
        if one.object == thing.object and one.from_day <= iso <= one.to_day:
            return _reserved_day(lender, thing, one, card)
    plan = lender.plan(thing)
    if iso > lender.today and plan.free(thing, iso):
        # Whoever has it now has nothing to do with that day.
        tag = lender.say("free {day}", day=lender.day(iso))
        return replace(card, acts=_first_of(lender, acts, "reserve"), person=None, tag=tag, tone="good")
    return card


def _reserved_day(lender: Lender, thing: LentObject, reservation: Reservation, card: Offer) -> Offer:
    """Return the card of a day that is reserved: it is lent, or the reservation let go; that loan is not given back on it."""
    away = {f"{lender.code}.{name}" for name in _WITH_SOMEBODY}
    acts = tuple(act for act in card.acts if act.do not in away)
    acts = _first_of(lender, acts, "unreserve", from_day=reservation.from_day)
    return replace(
        card,
        acts=_first_of(lender, acts, "lend") if thing.state in READY else acts,
        person=lender.whose(reservation.party),
        tag=lender.say("reserved: {days}", days=lender.days(reservation)),
        tone="warning",
    )


def _kind_day(lender: Lender, kind: LentKind, day: date, code: str) -> Offer:
    card = set_up.of_kind(lender, kind)
    acts = tuple(_from_day(lender, act, day) for act in card.acts)
    return replace(card, ref=code, acts=acts, tag=lender.day(day.isoformat()))


def _from_day(lender: Lender, act: OfferedAct, day: date) -> OfferedAct:
    """Return an act that reserves from a day on; on a closed one it asks from which, and proposes the next that is open."""
    if act.do != f"{lender.code}.reserve" or day < lender.now.today:
        return act
    if lender.now.calendar.is_open(day):
        asks = tuple(ask for ask in act.asks if ask.field != "from_day")
        return replace(act, fields={**act.fields, "from_day": day.isoformat()}, asks=asks, entered=True)
    slot = lender.now.calendar.first_slot(day)
    opens = (day if slot is None else slot.day).isoformat()
    asks = tuple(replace(ask, proposal=opens) if ask.field == "from_day" else ask for ask in act.asks)
    return replace(act, asks=asks, entered=True)


def _first_of(lender: Lender, acts: Sequence[OfferedAct], do: str, **fields: str) -> tuple[OfferedAct, ...]:
    """Return acts, those of a command with some fields before the others."""
    command = f"{lender.code}.{do}"
    return tuple(sorted(acts, key=lambda act: act.do != command or not fields.items() <= act.fields.items()))
