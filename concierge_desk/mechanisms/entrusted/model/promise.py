"""Promises: rounds of partners, days that work takes, the half-day by which a piece is ready. Pure.

Source: docs/contract.md, "Calendar and deadlines"; decision 0093.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.partner import Partner
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.kinds import Choice, Day, Items
from concierge_desk.counter.values.partner_codes import PartnerCode
from concierge_desk.domain.calendar import OpeningCalendar, Slot
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece, RoundRow
from concierge_desk.mechanisms.entrusted.model.fields import LeadDays

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIRST, LAST = "first", "last"
_SEARCH_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round: which half-day of which weekday."""

    weekday: Annotated[str, Choice(WEEKDAYS), "Day of the week."]
    half_day: Annotated[str, Choice((FIRST, LAST)), "Which half-day of it, of those that the shop is open."]


@dataclass(frozen=True, slots=True)
class SetRounds:
    """Say when a partner comes, and how long work takes, from a day on."""

    partner: Annotated[str | None, PartnerCode(), "Whose; the shop's own work by default."]
    rounds: Annotated[
        tuple[RoundLine, ...], Items(group_of(RoundLine), most=14), "When he comes.", Otherwise(())
    ]
    lead_days: Annotated[Mapping[str, int], LeadDays(), "Days that work takes, by quality."]
    valid_from: Annotated[date | None, Day(), "First day; today by default."] = None


@dataclass(frozen=True, slots=True)
class Timetable:
    """Rounds and lead days of one partner, or of the shop's own work, by first day."""

    rows: tuple[RoundRow, ...] = ()

    def row(self, day: date) -> RoundRow | None:
        """Return what holds on a day."""
        held = [row for row in self.rows if row.valid_from <= day.isoformat()]
        return max(held, key=lambda row: row.valid_from, default=None)

    def comes(self, day: date) -> bool:
        """Say whether anybody said by a day when he comes."""
        row = self.row(day)
        return row is not None and bool(row.rounds)

    def will_come(self, day: date) -> bool:
        """Say whether he comes from a day on, or from a later one that was said already."""
        return self.comes(day) or any(row.rounds for row in self.rows if row.valid_from > day.isoformat())

    def lead(self, quality: str, day: date) -> int:
        """Return the days that work of a quality takes; of one that nobody set, the slowest."""
        row = self.row(day)
        days = dict(_pair(text) for text in row.lead_days) if row is not None else {}
        return int(days.get(quality, max(map(int, days.values()), default=0)))

    def rounds(self, calendar: OpeningCalendar, day: date) -> Iterator[Slot]:
        """Yield the rounds of a day, the earliest first: on a day that is closed nobody comes."""
        row, slots = self.row(day), calendar.slots(day)
        if row is None or not slots:
            return
        halves = {
            half for weekday, half in map(_pair, row.rounds) if WEEKDAYS.index(weekday) == day.weekday()
        }
        yield from dict.fromkeys(slots[0] if half == FIRST else slots[-1] for half in sorted(halves))

    def next_round(self, calendar: OpeningCalendar, after: datetime, first_day: date) -> Slot:
        """Return the first round that opens after a moment, on a day or later.

        Raises:
            Refused: ``calendar.no_opening`` where none does in 366 days.
        """
        begin = max(first_day, after.date())
        for step in range(_SEARCH_DAYS + 1):
            for slot in self.rounds(calendar, begin + timedelta(days=step)):
                if slot.opening > after:
                    return slot
        raise Refused("calendar.no_opening", day=begin.isoformat())


NOBODY: Final = Timetable()
"""Of whom nothing was said."""


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition(":")
    return name, value


def reckoned(
    times: Timetable, calendar: OpeningCalendar, begun: datetime, work: tuple[str | None, str]
) -> str | None:
    """Return the half-day by which a piece is ready; None where nobody said when who works on it comes, or how long it takes.

    Args:
        times: Of who works on it.
        calendar: The hours.
        begun: Local time of the act.
        work: Partner, None for the shop itself, and quality.

    Raises:
        Refused: ``calendar.no_opening``, and as `Timetable.next_round`.
    """
    partner, quality = work
    if times.row(begun.date()) is None if partner is None else not times.will_come(begun.date()):
        return None
    if partner is None:
        lead = times.lead(quality, begun.date())
        return calendar.slots(calendar.roll(begun.date() + timedelta(days=lead)))[0].interval
    out = times.next_round(calendar, begun, begun.date())
    lead = times.lead(quality, out.day)
    back = times.next_round(calendar, out.opening, out.day + timedelta(days=lead))
    return calendar.next_slot(back.opening).interval


def promised(calendar: OpeningCalendar, day: date) -> str:
    """Return the half-day of a promise that names a day: the last one of the first open day from it on.

    Raises:
        Refused: ``calendar.no_opening``.
    """
    return calendar.slots(calendar.roll(day))[-1].interval


@dataclass(frozen=True, slots=True)
class RoundState:
    """State that rounds are set from: the partner, None for one that nobody made or the shop itself."""

    partner: Partner | None


def set_rounds(state: RoundState, command: SetRounds, context: Context) -> tuple[Event, ...]:
    """Say when a partner comes, whole; of the shop's own work only how long it takes.

    Raises:
        Refused: ``partner_unknown``.
    """
    if command.partner is not None and state.partner is None:
        raise Refused("partner_unknown", partner=command.partner)
    rounds = [{"weekday": row.weekday, "half_day": row.half_day} for row in command.rounds]
    told = {
        "partner": command.partner,
        "rounds": rounds if command.partner is not None else [],
        "lead_days": dict(command.lead_days),
        "valid_from": (command.valid_from or context.business_day).isoformat(),
    }
    return (Event("rounds_set", told, aud="" if state.partner is None else state.partner.aud),)


@dataclass(frozen=True, slots=True)
class Promised:
    """What hangs on the hours: pieces that were promised and are not gone, and rounds by partner, ``""`` the shop's own."""

    pieces: tuple[EntrustedPiece, ...]
    times: Mapping[str, Timetable]


def moved(state: Promised, context: Context) -> tuple[Event, ...]:
    """Return the pieces that are ready by another half-day now, never before what their paper says."""
    rows = []
    for piece in state.pieces:
        due = due_now(piece, state.times.get(piece.partner or "", NOBODY), context.calendar)
        if due != piece.due_slot:
            rows.append({"piece": piece.piece, "due_slot": due, "before": piece.due_slot})
    return (Event("dues_moved", {"rows": rows}),) if rows else ()


def due_now(piece: EntrustedPiece, times: Timetable, calendar: OpeningCalendar) -> str | None:
    """Return by when a piece is ready under some hours: the later of what is on its paper and, until it is back, a new reckoning."""
    found: list[str] = []
    try:
        if piece.paper_slot is not None:
            found.append(_standing(piece.paper_slot, calendar))
        if piece.is_worked_on:
            begun = datetime.fromisoformat(piece.begun)
            again = reckoned(times, calendar, begun, (piece.partner, piece.quality))
            found += [] if again is None else [again]
    except Refused:
        # The shop is not open any more: nobody can say.
        return None
    return max(found, default=None)


def _standing(interval: str, calendar: OpeningCalendar) -> str:
    """Return a half-day as it is now, whenever it ends; where none begins then any more, the next."""
    opening = datetime.fromisoformat(interval.partition("/")[0])
    same = [slot for slot in calendar.slots(opening.date()) if slot.opening == opening]
    return (same[0] if same else calendar.next_slot(opening)).interval
