"""The business day, opened and closed. Pure rules.

Source: docs/contract.md, "Business day", "Payments and the drawer"; docs/requirements.md, "Closing record"; decision
0006.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, TypeAlias

from concierge_desk.counter.context import Context
from concierge_desk.counter.day.closing import Told, closing_data
from concierge_desk.counter.day.partner_statement import PartnersNow, reports
from concierge_desk.counter.day.terminals import (
    MOST_TERMINALS,
    TerminalTold,
    differing_cards,
    terminals_told,
)
from concierge_desk.counter.service import ClosingContext, Service
from concierge_desk.counter.service_parts import DayReading
from concierge_desk.counter.settings.held import SAFE_COUNT
from concierge_desk.counter.till.drawers import drawer_asked, named
from concierge_desk.counter.till.safe import SAFE, safe_differs
from concierge_desk.counter.till.till import counted_event
from concierge_desk.counter.till.totals import Totals, add_up
from concierge_desk.counter.till.visits import ABANDON, KEEP, abandoned, pending
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.kinds import (
    MOST_CHEQUES,
    Choice,
    Day,
    Denominations,
    Flag,
    FromList,
    Items,
    OrNull,
    OwnCode,
    cents,
    signed_cents,
)
from concierge_desk.counter.values.partner_codes import DrawerCode
from concierge_desk.domain.clock import must_close
from concierge_desk.domain.day import (
    ClosingState,
    OpeningState,
    opening_needs_confirmation,
    vouched_day,
)
from concierge_desk.domain.errors import Param, Refused
from concierge_desk.domain.journal import Event, Posted, Warned
from concierge_desk.domain.ticket import CASH


@dataclass(frozen=True, slots=True)
class Open:
    """Begin a business day with a float; without one, what was left in the drawer."""

    float_cents: Annotated[int | None, cents(), "What lies in the drawer; what was left, by default."]
    confirmed_day: Annotated[date | None, Day(), "Answers `clock.confirm` and `clock.behind`."]
    again: Annotated[
        bool,
        Flag(),
        "Opens a date a second time that was closed too early; it gets a closing of its own.",
    ] = False
    drawer: Annotated[
        str | None,
        DrawerCode(),
        "Where the float lies; the site's first by default. The others keep what was left.",
    ] = None


Counted: TypeAlias = Mapping[str, int | None]
"""What was counted in each drawer, the site's first before the others; None without a count."""

NOT_GIVEN = "not given"
"""No word of a count: the last one of the day holds."""
NO_COUNT = "none"
"""The drawer is closed without a count, on purpose."""


@dataclass(frozen=True, slots=True)
class Close:
    """End the business day: count, gap, Z."""

    counted_cents: Annotated[
        int | str,
        OrNull(cents(), NO_COUNT),
        "A count made now; null closes without one; left out, the last count holds.",
        Otherwise(NOT_GIVEN),
    ]
    denominations: Annotated[
        Mapping[int, int] | None, Denominations(), "A count made now, by coins and notes."
    ]
    gap_reason: Annotated[Coded | None, FromList("gap_reason"), "Needed when there is a gap."]
    parked: Annotated[
        str | None,
        Choice((KEEP, ABANDON)),
        "What becomes of visits that are not settled; a late closing keeps them by default.",
    ] = None
    card_terminal_cents: Annotated[
        int | None, signed_cents(), "What the card terminal came to, what it gave back taken off."
    ] = None
    cheques_seen: Annotated[
        tuple[str, ...] | None,
        Items(OwnCode(), most=MOST_CHEQUES),
        "Codes of the cheques that were seen in the drawer.",
    ] = None
    card_terminals: Annotated[
        tuple[TerminalTold, ...],
        Items(group_of(TerminalTold), most=MOST_TERMINALS),
        "What the terminals of payees came to, each by its payee.",
    ] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """State of a closing: the core's own, what each service's loader read, and the partners."""

    core: ClosingState
    services: Mapping[str, Any] = field(default_factory=dict)
    partners: PartnersNow = field(default_factory=PartnersNow)


def open_day(opening: OpeningState, command: Open, context: Context) -> tuple[Event, ...]:
    """Open the day of the local date; under a clock that fell behind, of the date that was confirmed.

    Raises:
        Refused: ``clock.behind``, ``clock.confirm``, ``day.already_closed``, ``day.already_open``,
            ``day.must_close``, and as `_floats`.

    Warns:
        As `_floats`.
    """
    last = context.state.last
    day = day_to_open(command, context)
    if context.instant.behind and (command.confirmed_day is None or day < context.today):
        seen = context.instant.clock_at.astimezone(context.zone)
        raise Refused("clock.behind", clock_at=seen.isoformat(timespec="minutes"))
    before = date.fromisoformat(last.day) if last is not None and not context.state.rebased else None
    if opening.is_used and not (command.again and day == before):
        raise Refused("day.already_closed", day=day.isoformat())
    known = vouched_day(context.state, opening.since, context.zone)
    # A last day whose date has not come yet was confirmed by mistake: it bars nobody.
    doubtful = opening_needs_confirmation(day, known) or (before is not None and day < before)
    if doubtful and not context.instant.trusted and command.confirmed_day != day:
        raise Refused("clock.confirm", day=day.isoformat())
    floats, warnings = _floats(command, context)
    data = {
        "day": day.isoformat(),
        "float_cents": sum(row["float_cents"] for row in floats),
        "left_cents": last.left_cents if last else None,
        "drawer": context.settings.drawer,
        **({"drawers": floats} if context.state.others else {}),
    }
    return (Event("day.opened", data, warnings=warnings),)


def _floats(command: Open, context: Context) -> tuple[list[dict[str, Any]], tuple[Warned, ...]]:
    """Return what lies in each drawer, the site's first before the others, and what differs from what was left.

    Raises:
        Refused: As `drawer_asked`.

    Warns:
        ``till.float_differs``.
    """
    asked, state = drawer_asked(command.drawer, context), context.state
    rows, warnings = [], []
    for drawer in (context.settings.drawer, *[one.code for one in state.others]):
        # Of the only drawer the closing says what it left, whatever the tables say.
        last = state.last
        kept = last.left_cents if last is not None and not state.others else state.held_in(drawer)
        left = None if last is None else kept
        # What should lie there may be less than nothing after a correction: no drawer holds that.
        cents = max(left or 0, 0)
        if drawer == asked and command.float_cents is not None:
            cents = command.float_cents
        rows.append({"drawer": drawer, "float_cents": cents, "left_cents": left})
        if left is not None and cents != left:
            told = {"float_cents": cents, "left_cents": left, **named(drawer, state)}
            warnings.append(Warned("till.float_differs", told))
    return rows, tuple(warnings)


def day_to_open(command: Open, context: Context) -> date:
    """Return the date that an opening is for: the clock's, unless it fell behind and the date was said."""
    if context.instant.behind and command.confirmed_day is not None:
        return command.confirmed_day
    return context.today


def close_day(
    services: Sequence[Service],
) -> Callable[[Closing, Close, Context], tuple[Event, ...]]:
    """Return the decision that closes the day, with every service's closing events before the Z."""

    def decide(closing: Closing, command: Close, context: Context) -> tuple[Event, ...]:
        """Close the open day under its own date, however late.

        Raises:
            Refused: ``day.visits_open``, ``day.count_stale``, ``day.gap_reason``, ``till.count_fields``,
                ``till.cheque_gone``, and as `terminals_told`.

        Warns:
            As `_warnings` and `_differing`.
        """
        waiting = pending(closing.core.visits)
        if waiting and command.parked is None and not _late(context):
            raise Refused("day.visits_open", visits=len(waiting))
        if command.denominations is not None and command.counted_cents != NOT_GIVEN:
            raise Refused("till.count_fields")
        counts, counted = _counts(command, context)
        gap, where = _gap(counted, context)
        forgotten = not counts and _late(context)
        if gap and command.gap_reason is None and not forgotten:
            raise Refused("day.gap_reason", gap_cents=gap, **where)
        reason, personal = noted((command.gap_reason or _UNEXPLAINED) if gap else None, context.draw("n"))
        given_up = [abandoned(visit) for visit in waiting] if command.parked == ABANDON else []
        totals = add_up(closing.core.posted)
        totals = replace(totals, abandoned=totals.abandoned + len(given_up))
        events = [*counts, *given_up]
        events += _of_services(services, closing, totals, context)
        events += reports(closing.partners, closing.core.posted, totals, closing.core.number, context)
        parked = len(waiting) - len(given_up)
        terminals = _terminals(command, totals, context)
        safe = context.value(SAFE_COUNT)
        told = Told(counted, parked, _seen(closing.core, command), terminals, safe, context.operator)
        data = closing_data(closing.core, totals, context.settings, told)
        data |= {"gap_reason": reason["code"], "gap_note": reason["note"], "late": _late(context)}
        zed = f"z:{closing.core.number}"
        closed = Event("day.closed", data, documents=(zed,), always_printed=(zed,), personal=personal)
        unsaid = gap if gap and command.gap_reason is None else None
        warnings = (*_warnings(closing.core, totals, counted, unsaid), *_differing(data))
        events.append(replace(closed, warnings=warnings))
        return tuple(events)

    return decide


def _warnings(core: ClosingState, totals: Totals, counted: Counted, unsaid: int | None) -> tuple[Warned, ...]:
    """Return what the closing says of itself: it is made all the same.

    Args:
        core: See `ClosingState`.
        totals: Its entries, added up.
        counted: What was counted in each drawer.
        unsaid: A gap whose reason nobody gave: closing late is one key.

    Warns:
        ``till.not_counted``, ``till.gap_unexplained``, ``till.expected_differs``, ``day.entries_unreadable``.
    """
    found = []
    if None in counted.values():
        found.append(Warned("till.not_counted", {}))
    if unsaid is not None:
        found.append(Warned("till.gap_unexplained", {"gap_cents": unsaid}))
    added = added_up(core, totals)
    # What cannot be read was in the drawer all the same.
    if added != core.state.held_cents and not core.unreadable:
        told = {"expected_cents": core.state.held_cents, "added_cents": added}
        found.append(Warned("till.expected_differs", told))
    if core.unreadable:
        found.append(Warned("day.entries_unreadable", {"entries": len(core.unreadable)}))
    return tuple(found)


def _of_services(
    services: Sequence[Service], closing: Closing, totals: Totals, context: Context
) -> Iterator[Event]:
    """Yield what each service writes at a closing."""
    core = closing.core
    for service in services:
        if service.close is not None:
            reading = DayReading(_day(context), core.posted, False, closing.services.get(service.code))
            yield from service.close(
                ClosingContext(context, reading, core.number, totals.takings, totals.straight)
            )


def _terminals(command: Close, totals: Totals, context: Context) -> dict[str, int]:
    known = {*context.state.payees.values(), *totals.paid_to}
    return terminals_told(command.card_terminal_cents, command.card_terminals, known)


def _seen(core: ClosingState, command: Close) -> tuple[str, ...] | None:
    """Return the cheques that were seen: each of them has to be here."""
    here = {cheque.code for cheque in core.cheques}
    gone = next((code for code in command.cheques_seen or () if code not in here), None)
    if gone is not None:
        raise Refused("till.cheque_gone", cheque=gone)
    return command.cheques_seen


def _differing(data: Mapping[str, Any]) -> tuple[Warned, ...]:
    """Return what differs beside the cash: the day is closed all the same.

    Warns:
        ``day.cheques_missing``, and as `differing_cards`, `safe_differs`.
    """
    missing = data.get("cheques", {}).get("missing")
    told = (Warned("day.cheques_missing", {"cheques": len(missing)}),) if missing else ()
    return (*differing_cards(data), *told, *safe_differs(data.get(SAFE, {})))


def added_up(core: ClosingState, totals: Totals) -> int:
    """Return what all drawers should hold by the entries of the day alone, whatever the tables say."""
    laid = core.state.open.float_cents if core.state.open is not None else 0
    return laid + totals.means[CASH] + totals.moved_cents


_UNEXPLAINED = Coded("unexplained", None)


def closed_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the closing's number and its cash."""
    data = posted[-1].data
    return {"number": data["number"], "day": data["day"], "late": data["late"], **data["cash"]}


def _day(context: Context) -> str:
    if context.state.open is None:
        raise ValueError("only an open day is closed")
    return context.state.open.day


def _late(context: Context) -> bool:
    return must_close(date.fromisoformat(_day(context)), context.at, context.zone)


def _gap(counted: Counted, context: Context) -> tuple[int, dict[str, Param]]:
    """Return the gap of the first drawer that has one, and which that is where there are several; 0 for none."""
    for drawer, found in counted.items():
        gap = 0 if found is None else found - context.state.held_in(drawer)
        if gap:
            return gap, named(drawer, context.state)
    return 0, {}


def _counts(command: Close, context: Context) -> tuple[tuple[Event, ...], Counted]:
    """Return the count's own entry where it comes with the closing, and what was counted in each drawer.

    What comes with the closing is a count of the site's first drawer. A count holds as long as no cash moved after it. A
    day that was never counted can be closed, and says so: the counter is never locked.
    """
    first, state = context.settings.drawer, context.state
    if command.counted_cents == NO_COUNT:
        # Of another drawer a count that was made holds; one that cash moved after is no word either.
        kept = {
            one.code: one.count for one in state.others if one.count and one.count.expected_cents == one.cents
        }
        found = {one.code: kept[one.code].counted_cents if one.code in kept else None for one in state.others}
        return (), {first: None, **found}
    others = {one.code: _held(one.code, context) for one in state.others}
    if command.denominations is not None or isinstance(command.counted_cents, int):
        total = command.counted_cents if isinstance(command.counted_cents, int) else None
        event = counted_event(total, command.denominations, context, first)
        return (event,), {first: event.data["counted_cents"], **others}
    return (), {first: _held(first, context), **others}


def _held(drawer: str, context: Context) -> int | None:
    """Return the count of a drawer that was made before; None where there is none, or it is too late to count again."""
    known = context.state.count_in(drawer)
    if known is None:
        return None
    if known.expected_cents == context.state.held_in(drawer):
        return known.counted_cents
    if _late(context):
        return None
    raise Refused("day.count_stale", counted_cents=known.counted_cents, **named(drawer, context.state))
