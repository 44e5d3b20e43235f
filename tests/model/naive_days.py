"""The model's days: opening, closing, the clock set right; visits that are kept or given up.

Source: docs/contract.md, "Visits and tickets", "Instants", "Business day"; decisions 0006, 0012.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from tests.model.books import ASKED_AFTER, PARIS, Books, local_day
from tests.model.facts import Closed, Day, No, Noted, Range, Told, Visit
from tests.model.naive_acts import charged
from tests.model.naive_periods import close_periods
from tests.model.naive_till import counted_entry, counted_of
from tests.model.zed import SCOPES, add_perpetual, of_scope, reports, zed

Raw = Mapping[str, Any]


def open_day(books: Books, raw: Raw) -> Told:
    """Begin the day of the local date; under a clock that fell behind, of the date that is said."""
    told = _day(raw.get("confirmed_day"))
    day = told if books.now.behind and told is not None else books.today
    if books.now.behind and (told is None or day < books.today):
        raise No("clock.behind")
    last = _measure(books)
    if _is_used(books, day) and not (raw.get("again") and day == last):
        raise No("day.already_closed")
    known = _last_undoubted(books, last)
    asks = known is not None and (day - known > ASKED_AFTER or day.year != known.year)
    # A last day whose date has not come yet was confirmed by mistake: it bars nobody.
    asks = asks or (last is not None and day < last)
    if asks and told != day:
        raise No("clock.confirm")
    left = books.closed[-1].left if books.closed else None
    # No drawer holds less than nothing, whatever was corrected.
    cents = raw.get("float_cents", max(left or 0, 0))
    over, periods = close_periods(books, day)
    first = books.now.first + len(over)
    books.day = Day(day, cents, first, opening_gap=0 if left is None else cents - left)
    books.drawer = cents
    books.range.sessions += 1
    return Told(
        [*over, ("day.opened", None, None)],
        {"day": day.isoformat(), "float_cents": cents},
        ["till.float_differs"] if left is not None and cents != left else [],
        expected=[*periods, {"day": day.isoformat()}] if periods else [],
    )


def _measure(books: Books) -> date | None:
    """The last closed day; none where its date is older than the last correction of the clock."""
    last = books.closed[-1] if books.closed else None
    return None if last is None or last.opened_seq < books.set_right else last.date


def _is_used(books: Books, day: date) -> bool:
    """Whether the date was opened before; what a wrong clock used is free again once it was corrected."""
    return any(closed.date == day and closed.opened_seq > books.set_right for closed in books.closed)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _last_undoubted(books: Books, last: date | None) -> date | None:
    """The last date that follows the one before so closely that nobody asks."""
    since = books.closed[-1].seq if last is not None else max(books.set_right, 1)
    known = last
    for entry in books.entries[since - 1 :]:
        day = local_day(entry.at)
        if known is not None and (day - known > ASKED_AFTER or day.year != known.year):
            return known
        known = day
    return known


def close_day(books: Books, raw: Raw) -> Told:
    """End the day: count, gap, statements, Z."""
    late, waiting, parked = books.stale, books.pending(), raw.get("parked")
    if waiting and parked is None and not late:
        raise No("day.visits_open")
    if raw.get("denominations") is not None and "counted_cents" in raw:
        raise No("till.count_fields")
    counted = _counted(books, raw, late)
    gap = None if counted is None else counted - books.drawer
    now = counted is not None and counted_of(raw) is not None
    # Closing late is one key: a gap that an earlier count found is then told as unexplained.
    unsaid = bool(gap) and raw.get("gap_reason") is None
    if unsaid and (now or not late):
        raise No("day.gap_reason")
    day = books.open_day
    entries = [counted_entry(books, counted)] if counted is not None and now else []
    given_up = len(waiting) if parked == "abandon" else 0
    books.range.abandoned += given_up
    entries += [("visit.abandoned", None, None)] * given_up
    number = books.number("Z")
    books.papers.append(f"z:{number}")
    kept = len(waiting) - given_up
    add_perpetual(books)
    told_reports = reports(books, number)
    closed = zed(books, number, counted, kept) | {
        "gap_reason": (raw.get("gap_reason") or "unexplained") if gap else None,
        "late": late,
        **_cards(books, raw.get("card_terminal_cents")),
    }
    entries += [("relay.day_reported", None, None)] * len(told_reports) + [("day.closed", None, None)]
    _leave_visits(books, parked)
    books.closed.append(
        Closed(
            day.date, number, books.now.first + len(entries) - 1, day.opened_seq,
            books.drawer if counted is None else counted, closed["fiscal_year"],
            {scope: sum(line.cents for line in of_scope(books, scope)) for scope in SCOPES},
        )
    )  # fmt: skip
    books.day, books.drawer = None, books.closed[-1].left
    books.range = Range(books.closed[-1].seq + 1)
    result = {"number": number, "day": closed["day"], "late": late, **closed["cash"]}
    warnings = ["till.not_counted"] if counted is None else ["till.gap_unexplained"] if unsaid else []
    return Told(entries, result, warnings, expected=[*told_reports, closed])


def _cards(books: Books, terminal: int | None) -> dict[str, Any]:
    """What the terminal came to against what was taken by card; nothing where nobody read it."""
    if terminal is None:
        return {}
    taken = sum(paid.cents for paid in books.range.paid if paid.means == "card")
    told = {"expected_cents": taken, "terminal_cents": terminal, "gap_cents": terminal - taken}
    return {"card": told}


def _counted(books: Books, raw: Raw, late: bool) -> int | None:
    """What the drawer was found to hold: now, or by a count since which no cash moved."""
    told = counted_of(raw)
    if told is not None:
        return told
    count = books.open_day.count
    if "counted_cents" in raw or count is None:
        return None
    if count[1] == books.drawer:
        return count[0]
    if late:
        return None
    raise No("day.count_stale")


def _leave_visits(books: Books, parked: str | None) -> None:
    for visit in list(books.visits.values()):
        if parked == "abandon" or not visit.acts:
            del books.visits[visit.code]
        else:
            visit.parked = True


def correct_clock(books: Books, raw: Raw) -> Told:
    """The journal ran ahead: it goes on from the right time."""
    at = datetime.fromisoformat(raw["at"]).replace(tzinfo=PARIS)
    if at >= books.at or not books.now.behind:
        raise No("clock.not_ahead")
    if abs(books.now.clock - at) > timedelta(hours=1):
        raise No("clock.differs")
    books.set_right = books.seq + 1
    books.jump = None
    return Told([("clock.corrected", None, None)], at=at)


def count_passages(books: Books, raw: Raw) -> Told:
    """Somebody comes in."""
    day = books.open_day
    if not day.session_open:
        raise No("session.no_third" if day.session == 2 else "session.on_break")
    count = raw.get("count", 1)
    books.range.passages[day.session] += count
    told = {"count": count, "session": day.session, "passages": books.range.passages.total()}
    return Told([("day.passages_counted", (day.opened_seq, day.session, count), None)], told, [])


def passages_back(books: Books, entry: Noted) -> list[tuple[str, Any, int | None]]:
    """Nobody came in after all: only the day that is open can be told otherwise."""
    opened, session, count = entry.fact
    if opened != books.open_day.opened_seq:
        raise No("day.passages_closed")
    books.range.passages[session] -= count
    return [("day.passages_counted", None, entry.seq)]


def save_visit(books: Books, raw: Raw) -> Told:
    """Keep a visit as it stands: nothing of it has happened yet."""
    code = raw.get("visit")
    if code in books.settled_visits:
        raise No("visit.settled")
    acts = raw.get("acts", [])
    for act in acts:
        if act["do"] not in ("shop.sell", "relay.sell", "relay.frank"):
            charged(books, act, ())
    empty = [visit.code for visit in books.sorted_visits() if visit.parked and not visit.acts]
    if code is None and empty:
        code = empty[0]
    if code not in books.visits and empty:
        del books.visits[empty[0]]
    visit = Visit(code or "", acts, False, books.now.at)
    if code is not None:
        books.visits[code] = visit

    def learn(result: Mapping[str, Any]) -> None:
        visit.code = result["visit"]
        books.visits[visit.code] = visit

    return Told([], {"acts": len(acts), **({"visit": code} if code else {})}, [], learn=learn)


def park_visit(books: Books, raw: Raw) -> Told:
    """Set a visit aside."""
    return _parked(books, raw, True)


def resume_visit(books: Books, raw: Raw) -> Told:
    """Take a visit up again."""
    return _parked(books, raw, False)


def _parked(books: Books, raw: Raw, parked: bool) -> Told:
    _visit(books, raw).parked = parked
    return Told([], {"visit": raw["visit"], "parked": parked}, [])


def abandon_visit(books: Books, raw: Raw) -> Told:
    """Give a visit up."""
    visit = _visit(books, raw)
    del books.visits[visit.code]
    books.range.abandoned += bool(visit.acts)
    return Told([("visit.abandoned", None, None)], {"visit": visit.code, "acts": len(visit.acts)}, [])


def _visit(books: Books, raw: Raw) -> Visit:
    if raw["visit"] in books.settled_visits:
        raise No("visit.settled")
    if raw["visit"] not in books.visits:
        raise No("visit.unknown")
    return books.visits[raw["visit"]]
