"""Chips of the window's frame: the day, the age of the last good copy, the last settled ticket."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.context import Context
from concierge_desk.counter.core.day_cards import dates_told
from concierge_desk.counter.day.standing import closed_on
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.core import COPY_DAYS
from concierge_desk.counter.texts.short_dates import short_day, short_hour
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.clock import local_day, must_close
from concierge_desk.domain.day import DayState
from concierge_desk.domain.journal import Posted, instant_of, instant_text
from concierge_desk.i18n import N_, translate
from concierge_desk.store import journal, till
from concierge_desk.store.backups import Backup
from concierge_desk.store.leaving import deliveries, letters
from concierge_desk.ui.presenter.status import ChipText, LastTicket


def takes_acts(context: Context) -> bool:
    """Say whether a day is open that does not want to be closed first."""
    day = context.state.today
    return day is not None and not must_close(day, context.at, context.zone)


def day_chip(context: Context, now: Now) -> ChipText:
    """Return whether the day is open, and until when; a day that is closed is no alarm."""
    day, lang = context.state.today, now.lang
    if day is None:
        return _closed_chip(context.state, now)
    if must_close(day, context.at, context.zone):
        if day == context.today - timedelta(days=1):
            return ChipText(translate(N_("Yesterday's day to be closed"), lang), "warning")
        told = translate(N_("Day of {day} to be closed"), lang)
        return ChipText(told.format(day=short_day(day, lang)), "warning")
    if not context.state.session_open:
        return ChipText(f"{_heading(day, lang)} · {translate(N_('break'), lang)}", "warning")
    until = _until(day, context, lang)
    return ChipText(" · ".join(part for part in (_heading(day, lang), until) if part), "good")


def _closed_chip(state: DayState, now: Now) -> ChipText:
    if asked_date(state, now):
        return ChipText(translate(N_("Which day is it?"), now.lang), "warning")
    closed = closed_on(state, now.today)
    if closed is None:
        return ChipText(translate(N_("Day to be opened"), now.lang), "warning")
    return ChipText(translate(N_("Day closed · {number}"), now.lang).format(number=closed.number), "plain")


def asked_date(state: DayState, now: Now) -> str:
    """Return both dates where one of them has to be chosen before a day is opened; empty where none has."""
    if state.open is not None or now.dates is None or not now.dates.apart:
        return ""
    return dates_told(now.dates, now.lang)


def _heading(day: date, lang: str) -> str:
    """Return a day as it begins a chip, with a capital."""
    told = short_day(day, lang)
    return told[0].upper() + told[1:]


def _until(day: date, context: Context, lang: str) -> str:
    """Return what comes next: closing, opening again; nothing on a day without hours."""
    now = context.at.astimezone(context.zone).replace(tzinfo=None)
    slots = context.calendar.slots(day)
    for slot in slots:
        if now < datetime.combine(day, slot.opens):
            return translate(N_("opens at {hour}"), lang).format(hour=short_hour(slot.opens, lang))
        if now < datetime.combine(day, slot.closes):
            return translate(N_("closes at {hour}"), lang).format(hour=short_hour(slot.closes, lang))
    if not slots:
        return ""
    return translate(N_("closed since {hour}"), lang).format(hour=short_hour(slots[-1].closes, lang))


def backup_chip(last: Backup | None, context: Context, lang: str) -> ChipText:
    """Return how old the last good copy is, and on what: a copy that goes where this PC goes is no stick.

    Args:
        last: The best backup that was read back, None before the first.
        context: Now.
        lang: Language of what is shown.
    """
    stick = translate(N_("USB stick: {when}"), lang)
    if last is None:
        return ChipText(stick.format(when=translate(N_("never"), lang)), "bad")
    if last.medium == "pc":
        return ChipText(translate(N_("Copy: on this PC only"), lang), "warning")
    label = stick if last.medium == "stick" else translate(N_("Copy: {when}"), lang)
    age, days = _age(last, context, lang)
    # Where it lies was not written down by an earlier version: nothing is promised.
    fresh = "plain" if last.medium is None else "good"
    return ChipText(label.format(when=age), "warning" if days > context.value(COPY_DAYS) else fresh)


def doubt_chip(doubts: Sequence[str], lang: str) -> ChipText | None:
    """Return that something does not hold; None where nothing was found.

    Args:
        doubts: What was found, see `desk.integrity`.
        lang: Language of what is shown.
    """
    return ChipText(translate(N_("Journal to be verified"), lang), "bad") if doubts else None


_TOLD_FOR = timedelta(days=2)
"""So long it is told that a receipt did not leave by mail."""


def undelivered_chip(rows: Rows, at: datetime, lang: str) -> ChipText | None:
    """Return that reports or mails stand still until somebody sees to them, or that a receipt did not leave; else None."""
    stopped = deliveries.stopped(rows)
    if not stopped:
        return _unsent(rows, at, lang)
    told = Speech(lang).count("{count} report did not leave", "{count} reports did not leave", stopped)
    return ChipText(told, "bad")


def _unsent(rows: Rows, at: datetime, lang: str) -> ChipText | None:
    if letters.is_stopped(rows):
        return ChipText(translate(N_("Mails do not leave"), lang), "bad")
    unsent = letters.unsent_receipts(rows, instant_text(at - _TOLD_FOR))
    if not unsent:
        return None
    number = unsent[-1].document.partition(":")[2]
    return ChipText(translate(N_("{ticket} did not leave by mail"), lang).format(ticket=number), "warning")


def _age(last: Backup, context: Context, lang: str) -> tuple[str, int]:
    """Return how old a copy is, in words and in days of the calendar."""
    made = instant_of(last.at)
    days = (context.today - local_day(made, context.zone)).days
    hour = short_hour(made.astimezone(context.zone).time(), lang)
    if days <= 0:
        when = translate(N_("today {hour}"), lang).format(hour=hour)
    elif days == 1:
        when = translate(N_("yesterday {hour}"), lang).format(hour=hour)
    else:
        when = translate(N_("{days} days ago"), lang).format(days=days)
    return when, days


def last_settled(rows: Rows) -> Posted | None:
    """Return the entry of the last ticket of all days, None before the first."""
    seq = till.last_ticket(rows)
    return None if seq is None else next(iter(journal.posted(rows, seq, seq)), None)


def last_ticket(settled: Posted | None, context: Context, lang: str) -> LastTicket | None:
    """Return the ticket of the open day that was settled last, None where it has none.

    Args:
        settled: The entry of the last ticket of all days, None before the first.
        context: Now.
        lang: Language of what is shown.
    """
    today = context.state.today
    if settled is None or today is None or settled.day != today.isoformat():
        return None
    hour = short_hour(settled.instant.astimezone(context.zone).time(), lang)
    return LastTicket(settled.data["ticket"], settled.data["due_cents"], hour)
