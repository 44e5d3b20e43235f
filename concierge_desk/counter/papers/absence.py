"""Papers of an absence: what falls into a closure, and the sheet for whoever takes over. Pure.

In French: whoever keeps the counter meanwhile must be able to read it. No name of anybody who is served stands on them.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-5.01; decision 0090.
"""

from collections.abc import Iterable
from datetime import date, time

from concierge_desk.counter.absence.sheet import (
    ClosureSheet,
    DayAhead,
    DayLived,
    HandoverSheet,
    Lying,
    Since,
)
from concierge_desk.counter.context import Settings
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.texts.short_dates import short_day, short_hour, whole_day
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.calendar import Slot
from concierge_desk.domain.deadlines import MovedDeadline
from concierge_desk.domain.document import (
    Block,
    Column,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Table,
)
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import fr, translate

_NOTHING = "—"


def closure(state: ClosureSheet, settings: Settings, copy: int) -> Document:
    """Draw what falls into a closure."""
    first, last = state.days
    title = fr("What falls into the closure")
    span = _day(first) if first == last else f"{_day(first)} – {_day(last)}"
    blocks: list[Block] = [
        Heading(title),
        Paragraph(settings.name),
        Pair(fr("As of"), _day(state.today)),
        Pair(fr("Shop closed"), span, strong=True),
        Pair(fr("Open again on"), _NOTHING if state.opens is None else _slot(state.opens)),
        Gap(),
        *_moved(state),
    ]
    return Document(
        "closure", day_text(first.isoformat()), title, "a4", tuple(blocks), settings.practice, copy
    )


def _moved(state: ClosureSheet) -> list[Block]:
    if not state.moved:
        return [Paragraph(fr("No deadline falls into it."), size="large")]
    columns = (
        Column(fr("Last session before"), share=5),
        Column(fr("Deadline"), share=3),
        Column(fr("What"), share=6),
        Column(fr("Place"), share=3),
        Column(fr("To call"), share=2),
    )
    rows = tuple(_row(one, state) for one in state.moved)
    return [
        Table(columns, rows),
        Gap(),
        Paragraph(fr("Deadlines do not move: who comes after the last session comes in vain.")),
    ]


def _row(one: MovedDeadline, state: ClosureSheet) -> tuple[str, ...]:
    after = one.after
    last = (after.slot or after.day)[:10]
    session = fr("too late") if after.slot is None or last < state.today.isoformat() else _session(after.slot)
    called = after.label
    if one.service in state.labels and not after.comes:
        called = f"{called} ({translate(state.labels[one.service], 'fr')})"
    return (session, _short(after.day), called, after.place, fr("yes") if after.comes else "")


def handover(state: HandoverSheet, settings: Settings, copy: int) -> Document:
    """Draw the sheet for whoever takes over; of a day that is over, with what happened since."""
    title = fr("Handover sheet") if state.since is None else fr("Handover sheet, filled in")
    blocks: list[Block] = [
        Heading(title),
        Paragraph(settings.name),
        Pair(fr("From"), _day(date.fromisoformat(state.day)), strong=True),
        Pair(fr("As of"), _day(date.fromisoformat(state.today))),
        Frame(
            fr(
                "For whoever keeps the counter, and for nobody else. Keep it out of sight; tear it up in the end."
            )
        ),
        *([] if state.since is None else _since(state.since)),
        *_lists(state),
        *_lying(state.lying),
        *_standing(state),
        *_ahead(state.ahead),
        *_questions(state.questions),
        *_contacts(state),
    ]
    return Document("handover", day_text(state.day), title, "a4", tuple(blocks), settings.practice, copy)


def _since(since: Since) -> list[Block]:
    columns = (
        Column(fr("Date"), share=6),
        Column(fr("At the counter"), share=8),
        Column(fr("Tickets"), "right", 3),
        Column(fr("Takings"), "right", 5),
        Column(fr("Given back"), "right", 4),
        Column(fr("Taken back"), "right", 4),
        Column(fr("In, out"), "right", 4),
        Column(fr("Gap"), "right", 5),
    )
    lived = [(one.day, _lived(one, since)) for one in since.days]
    shut = [(day, _shut(day, reason)) for day, reason in since.closed]
    rows = tuple(row for _day, row in sorted([*lived, *shut], key=lambda one: one[0]))
    noted = [Pair(translate(label, "fr"), str(count)) for label, count in since.noted]
    return [Heading(fr("What happened since")), Table(columns, rows, _total(since.days)), *noted, Gap()]


def _lived(one: DayLived, since: Since) -> tuple[str, ...]:
    return (
        _short(one.day),
        ", ".join(since.names.get(code, code) for code in one.by),
        str(one.tickets),
        format_amount(one.due_cents),
        str(one.refunds or ""),
        str(one.corrections or ""),
        f"{one.came} · {one.went}",
        _gap(one),
    )


def _gap(one: DayLived) -> str:
    if one.number is None:
        return fr("still open")
    return _NOTHING if one.gap_cents is None else format_amount(one.gap_cents)


def _shut(day: str, reason: str) -> tuple[str, ...]:
    closed = fr("Closed: {why}").format(why=label_of("closure", reason, "fr").lower())
    return (_short(day), closed, "", "", "", "", "", "")


def _total(days: Iterable[DayLived]) -> tuple[str, ...]:
    known = tuple(days)
    return (
        fr("Total"),
        "",
        str(sum(one.tickets for one in known)),
        format_amount(sum(one.due_cents for one in known)),
        str(sum(one.refunds for one in known)),
        str(sum(one.corrections for one in known)),
        f"{sum(one.came for one in known)} · {sum(one.went for one in known)}",
        format_amount(sum(one.gap_cents or 0 for one in known)),
    )


def _lists(state: HandoverSheet) -> list[Block]:
    if not state.lists:
        return [Heading(fr("What is due")), Paragraph(fr("Nothing is due.")), Gap()]
    columns = (
        Column(fr("To do"), share=4),
        Column("", "right", 1),
        Column(fr("What, where, until when"), share=9),
    )
    rows = tuple(
        (
            f"{translate(one.label, 'fr')}{f' ({_late()})' if one.late else ''}",
            str(len(one.things)),
            _some(one.things),
        )
        for one in state.lists
    )
    return [Heading(fr("What is due")), Table(columns, rows), Gap()]


_MOST_THINGS = 8
"""Of a list so many are told: all of them stand in the window and in `day morning`."""


def _some(things: tuple[str, ...]) -> str:
    shown = [*things[:_MOST_THINGS], *(["…"] if len(things) > _MOST_THINGS else [])]
    return " ; ".join(shown)


def _late() -> str:
    return fr("late")


def _lying(lying: tuple[Lying, ...]) -> list[Block]:
    if not lying:
        return []
    columns = (Column(fr("What lies here"), share=4), Column("", "right", 1), Column(fr("Where"), share=9))
    rows = tuple(
        (translate(one.label, "fr"), str(one.count), " · ".join(_place(*told) for told in one.places.items()))
        for one in lying
    )
    return [Heading(fr("Where things lie")), Table(columns, rows), Gap()]


def _place(place: str, count: int) -> str:
    return place if count == 1 else f"{place}\u00a0({count})"


def _standing(state: HandoverSheet) -> list[Block]:
    label = fr("What is held and owed")
    if state.since is None:
        return [Heading(label), *[Pair(one.label, one.now) for one in state.standing], Gap()]
    columns = (
        Column("", share=4),
        Column(fr("When it was handed over"), "right", 3),
        Column(fr("Now"), "right", 3),
    )
    rows = tuple((one.label, one.before or _NOTHING, one.now) for one in state.standing)
    return [Heading(label), Table(columns, rows), Gap()]


def _ahead(days: tuple[DayAhead, ...]) -> list[Block]:
    columns = (Column(fr("Date"), share=4), Column(fr("Hours"), share=8), Column(fr("Last days"), "right", 3))
    rows = tuple((short_day(one.day, "fr"), _open(one), str(one.due or "")) for one in days)
    return [Heading(fr("The next two weeks")), Table(columns, rows), Gap()]


def _open(one: DayAhead) -> str:
    if one.slots:
        return ", ".join(_hours(slot.opens, slot.closes) for slot in one.slots)
    if one.reason:
        return fr("Closed: {why}").format(why=label_of("closure", one.reason, "fr").lower())
    return fr("Shop closed")


def _questions(questions: tuple[tuple[str, int], ...]) -> list[Block]:
    if not questions:
        return []
    return [
        Heading(fr("Left open")),
        *[Pair(translate(label, "fr"), str(count)) for label, count in questions],
        Gap(),
    ]


def _contacts(state: HandoverSheet) -> list[Block]:
    columns = (Column(fr("Who"), share=5), Column(fr("What for"), share=5), Column(fr("How"), share=6))
    rows = tuple((one.who, one.what, one.how or "_" * 20) for one in state.contacts)
    told = fr(
        "Who waits for an item stands on a list of its own, “Whom to call”: type that word at the counter."
    )
    return [Heading(fr("Whom to call")), Table(columns, rows), Paragraph(told, size="small")]


def _day(day: date) -> str:
    return f"{whole_day(day, 'fr')}\u00a0{day.year}"


def _short(iso: str) -> str:
    return short_day(date.fromisoformat(iso), "fr")


def _slot(slot: Slot) -> str:
    return f"{_day(slot.day)}, {_hours(slot.opens, slot.closes)}"


def _session(interval: str) -> str:
    day, _, hours = interval.partition("T")
    opens, _, closes = hours.partition("/")
    return f"{_short(day)}, {_hours(time.fromisoformat(opens), time.fromisoformat(closes))}"


def _hours(opens: time, closes: time) -> str:
    return f"{short_hour(opens, 'fr')} – {short_hour(closes, 'fr')}".replace(" h", "\u00a0h")
