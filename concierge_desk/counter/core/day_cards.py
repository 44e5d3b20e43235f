"""Cards of the day itself: it is opened, opened again, or the PC and the journal differ on the date. Pure.

Source: docs/contract.md, "Business day", "Instants"; decisions 0012, 0032, 0033.
"""

from dataclasses import replace
from datetime import date, datetime

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.texts.short_dates import day_and_year, short_hour
from concierge_desk.domain.day import ClosedDay, DayState, TwoDates, opening_needs_confirmation
from concierge_desk.i18n import N_, translate

OPENING, CLOCK = "day.open", "clock.correct"
"""What a page opens the card of the opening and that of the clock by."""


def opening_offer(state: DayState, now: Now) -> Offer:
    """Return the card of a day that is to be opened.

    Args:
        state: Where the business day stands: none is open.
        now: See `Now`.
    """
    if now.dates is not None and now.dates.apart:
        return _which_day(state, now, now.dates)
    last = state.last
    if last is not None and last.day == now.today.isoformat():
        return _again(last, now)
    day = now.today.isoformat()
    act = _opening(state, now)
    sure = replace(
        act,
        label=_say(now, N_("It is really {day}: open"), day=day_text(day)),
        fields={"confirmed_day": day},
        entered=False,
    )
    acts: tuple[OfferedAct, ...] = (act, sure)
    if _is_doubtful(state, now.today):
        acts = (sure,)
    elif now.dates is not None:
        # The clock fell behind within the day: the date is what nobody doubts.
        acts = (replace(act, fields=sure.fields),)
    return Offer(SERVICE, OPENING, _say(now, N_("Open the day of {day}"), day=day_text(day)), acts)


def clock_offer(state: DayState, now: Now) -> Offer:
    """Return the card of the clock: what the PC says, where the journal stands, and what sets it right.

    Args:
        state: Where the business day stands.
        now: See `Now`.
    """
    dates = now.dates
    title = _say(now, N_("The clock"))
    if dates is None:
        return Offer(SERVICE, CLOCK, title, (), _say(now, N_("The PC and the journal agree on the time.")))
    if dates.apart and state.open is None:
        return _which_day(state, now, dates)
    acts: tuple[OfferedAct, ...] = ()
    rule = N_("It is the PC that is wrong: set its clock. The journal goes on meanwhile.")
    if dates.ran_ahead:
        label = _say(now, N_("It is {pc}: set the journal right"), pc=_spoken(dates.pc, dates, now.lang))
        acts = (OfferedAct(label, CLOCK),)
        rule = N_("If it is the PC that is wrong, set its clock and leave the journal as it is.")
    return Offer(
        SERVICE, CLOCK, title, acts, dates_told(dates, now.lang), rule=_say(now, rule), tone="warning"
    )


def dates_told(dates: TwoDates, lang: str) -> str:
    """Return what the PC says and where the journal stands, in a sentence."""
    source = N_("The PC says {pc}, the journal stops at {journal}.")
    return translate(source, lang).format(
        pc=_spoken(dates.pc, dates, lang), journal=_spoken(dates.journal, dates, lang)
    )


def _which_day(state: DayState, now: Now, dates: TwoDates) -> Offer:
    """Return the card that asks which of two dates it is; what is likely stands first, what the PC says is told first."""
    pc = dates.pc.date().isoformat()
    opening = _opening(state, now)
    by_pc = replace(
        opening,
        label=_say(
            now, N_("It is {pc}: set the journal right and open"), pc=_spoken(dates.pc, dates, now.lang)
        ),
        fields={"confirmed_day": pc},
        before={"do": CLOCK},
        entered=False,
    )
    asked = Ask("confirmed_day", _say(now, N_("What day is it today?")), "day")
    by_hand = OfferedAct(
        _say(now, N_("The PC is wrong: give the date")),
        OPENING,
        asks=(asked, *opening.asks),
    )
    acts = [by_pc, by_hand] if dates.ran_ahead else [by_hand, by_pc]
    last = state.last
    if last is not None and last.day == dates.journal.date().isoformat():
        acts.append(replace(_again(last, now).acts[0], entered=False))
    rule = N_(
        "If it is the PC that is wrong, set its clock; until then the day can be opened on the date that you give."
    )
    return Offer(
        service=SERVICE,
        ref=OPENING,
        title=_say(now, N_("Which day is it?")),
        acts=tuple(acts),
        detail=dates_told(dates, now.lang),
        rule=_say(now, rule),
        tone="warning",
    )


def _again(last: ClosedDay, now: Now) -> Offer:
    """Return the card of a date that was closed, perhaps too early."""
    day = day_text(last.day)
    act = OfferedAct(
        _say(now, N_("Reopen the day of {day}"), day=day),
        OPENING,
        {"again": True, "confirmed_day": last.day},
        _float_asks(last, now),
        entered=True,
    )
    return Offer(
        service=SERVICE,
        ref=OPENING,
        title=_say(now, N_("The day of {day} is closed"), day=day),
        acts=(act,),
        detail=_say(
            now,
            N_("{number} stays as it is. What is done now has a closing of its own, of the same date."),
            number=last.number,
        ),
    )


def _opening(state: DayState, now: Now) -> OfferedAct:
    return OfferedAct(
        _say(now, N_("Open the day")),
        OPENING,
        asks=_float_asks(state.last, now),
        entered=True,
    )


def _float_asks(last: ClosedDay | None, now: Now) -> tuple[Ask, ...]:
    # What should lie there may be less than nothing after a correction: no drawer holds that.
    proposal = None if last is None else max(last.left_cents, 0)
    return (Ask("float_cents", _say(now, N_("What lies in the drawer?")), "cents", proposal=proposal),)


def _is_doubtful(state: DayState, day: date) -> bool:
    """Say whether the desk would ask for the date: far from the last day, or before it."""
    if state.last is None or state.rebased:
        return False
    before = date.fromisoformat(state.last.day)
    return day < before or opening_needs_confirmation(day, before)


def _spoken(at: datetime, dates: TwoDates, lang: str) -> str:
    """Return a date; within one date, the hour too."""
    day = day_and_year(at.date(), lang)
    return day if dates.apart else f"{day}, {short_hour(at.time(), lang)}"


def _say(now: Now, source: str, **values: str) -> str:
    return translate(source, now.lang).format(**values)
