"""The model at the till: settling, giving back, correcting the means, moving and counting, sessions.

Source: docs/contract.md, "Corrections", "Payments and the drawer"; decisions 0004, 0005, 0011, 0012.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.model import naive_cheques
from tests.model.arithmetic import OWN, part, shares, taxes
from tests.model.books import Books
from tests.model.facts import Line, No, Noted, Paid, Ticket, Told
from tests.model.naive_acts import Charged, charged

Raw = Mapping[str, Any]
CASH_LIMIT = 100_000


def settle(books: Books, raw: Raw) -> Told:
    """Pay the acts of a visit."""
    acts = raw.get("acts")
    visit = raw.get("visit")
    if visit in books.settled_visits:
        raise No("visit.settled")
    if acts is None:
        acts = books.visits[visit].acts if visit in books.visits else []
    found: list[Charged] = []
    for act in acts:
        found.append(charged(books, act, found))
    books.must_be_in_session()
    if not found:
        raise No("till.no_acts")
    due = sum(item.cents for item in found)
    paid = _take(due, raw["payments"])
    owed = _by_fund((item.fund, item.cents) for item in found)
    _split(paid, owed)
    number = books.number("T")
    lines = _lines(found, number, books.now.first)
    ticket = Ticket(number, books.now.first + len(lines), lines, paid)
    for item, line in zip(found, lines, strict=True):
        item.happen(line)
    books.take_in(ticket)
    naive_cheques.receive(books, ticket)
    if visit is not None:
        books.settled_visits[visit] = number
        books.visits.pop(visit, None)
    entries = [(line.kind, line, None) for line in lines]
    return Told(
        [*entries, ("till.settled", ticket, None)],
        {
            "due_cents": due,
            "change_cents": sum(item.change for item in paid),
            "lines": [{"cents": item.cents, **item.told} for item in found],
        },
        [code for item in found for code in item.warnings] + _note_missing(found),
        expected=[{"ticket": number, "payments": [_payment(item) for item in paid]}],
    )


def _note_missing(found: Sequence[Charged]) -> list[str]:
    """Nobody in the model ever asks for the note of services."""
    cents = sum(item.cents for item in found if (item.fund, item.nature) == (OWN, "service"))
    return ["till.note_missing"] if cents >= 2500 else []


def _payment(paid: Paid) -> dict[str, Any]:
    return {
        "means": paid.means,
        "cents": paid.cents,
        "given_cents": paid.given,
        "change_cents": paid.change,
        "split": [
            {"fund": fund, "cents": cents}
            for fund, cents in sorted(paid.shares.items(), key=lambda item: (item[0] != OWN, item[0]))
            if cents
        ],
    }


def _by_fund(lines: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for fund, cents in lines:
        found[fund] = found.get(fund, 0) + cents
    return found


def _take(due: int, payments: Sequence[Raw]) -> list[Paid]:
    """Cards and cheques are exact, cash pays the rest and gives change."""
    exact = _told([item for item in payments if item["means"] != "cash"], "cents")
    if exact > due:
        raise No("till.overpaid")
    given = _told([item for item in payments if item["means"] == "cash"], "given_cents")
    rest = due - exact
    if given < rest:
        raise No("till.underpaid")
    if rest > CASH_LIMIT:
        raise No("till.cash_limit")
    if rest == 0 and given > 0:
        raise No("till.overpaid")
    found = []
    for item in payments:
        handed = item.get("given_cents", item.get("cents"))
        kept = min(handed, rest) if item["means"] == "cash" else handed
        rest -= kept if item["means"] == "cash" else 0
        found.append(Paid(item["means"], kept, handed, handed - kept, {}))
    return found


def _told(payments: Sequence[Raw], name: str) -> int:
    """Cash is told as given, everything else as cents: one of the two, never both."""
    other = {"cents": "given_cents", "given_cents": "cents"}[name]
    if any(name not in item or other in item for item in payments):
        raise No("till.payment_fields")
    return sum(item[name] for item in payments)


def _split(paid: Sequence[Paid], owed: dict[str, int]) -> None:
    """Say whose money each payment is: pro rata of what remains to be paid of each fund."""
    left = dict(owed)
    for item in paid:
        item.shares = shares(item.cents, left)
        left = {fund: cents - item.shares[fund] for fund, cents in left.items()}
    # The last payment takes exactly what remains: rows and columns both add up.
    assert not any(left.values())


def _lines(found: Sequence[Charged], number: str, first: int) -> list[Line]:
    own = [place for place, item in enumerate(found) if item.fund == OWN]
    tax = dict(zip(own, taxes([(found[n].rate, found[n].cents) for n in own]), strict=True))
    return [
        Line(
            seq=first + place,
            ticket=number,
            kind=item.kind,
            what=item.what,
            fund=item.fund,
            rate=item.rate,
            nature=item.nature,
            pieces=item.pieces,
            cents=item.cents,
            tax=tax.get(place, 0),
        )
        for place, item in enumerate(found)
    ]


def refund(books: Books, raw: Raw) -> Told:
    """Give money back for lines of a ticket: never more than is left of them."""
    books.must_be_in_session()
    sold = books.ticket(raw["ticket"])
    if sold.refunds is not None:
        raise No("till.refund_of_refund")
    taken: dict[int, int] = {}
    for asked in raw["lines"]:
        n = asked["line"]
        if n > len(sold.lines):
            raise No("till.unknown_line")
        if n in taken:
            raise No("till.line_twice")
        left = sold.lines[n - 1].pieces - sold.lines[n - 1].gone_back
        if left == 0:
            raise No("till.refunded_already")
        if asked.get("quantity", left) > left:
            raise No("till.refund_too_many")
        taken[n] = asked.get("quantity", left)
    back = [(sold.lines[n - 1], pieces) for n, pieces in taken.items()]
    due = sum(part(line.cents, line.gone_back, pieces, line.pieces) for line, pieces in back)
    paid = naive_cheques.back(books, sold.number, _ways(books, due, raw.get("payments"), sold))
    return give_back(books, sold, back, paid)


def _ways(books: Books, due: int, payments: Sequence[Raw] | None, sold: Ticket) -> list[Paid]:
    """By which means it goes back: as asked, else by the only one that the ticket was paid with."""
    if not payments:
        held = [means for means, cents in sold.means().items() if cents]
        if due and len(held) != 1:
            raise No("till.refund_means")
        if due and held == ["cheque"]:
            naive_cheques.by_itself(books, sold, due)
        return [Paid(held[0], -due, -due, 0, {}, True)] if due else []
    found = []
    for item in payments:
        told = [item[name] for name in ("cents", "given_cents") if name in item]
        if len(told) != 1:
            raise No("till.payment_fields")
        found.append(Paid(item["means"], -told[0], -told[0], 0, {}, True))
    if -sum(item.cents for item in found) != due:
        raise No("till.refund_differs")
    return found


def give_back(books: Books, sold: Ticket, back: Sequence[tuple[Line, int]], paid: list[Paid]) -> Told:
    """Write a refund's ticket: the same lines negated, what comes back put back where it was."""
    lines = [_negated(line, pieces) for line, pieces in back]
    _split(paid, _by_fund((line.fund, line.cents) for line in lines))
    books.must_hold(sum(item.cents for item in paid if item.means == "cash"))
    for item in paid:
        item.of_refund = True
    naive_cheques.happen(books, paid, refund=True)
    number = books.number("T")
    for n, ((line, pieces), negated) in enumerate(zip(back, lines, strict=True)):
        negated.seq, negated.ticket = books.now.first + n, number
        line.gone_back += pieces
        if line.kind == "relay.sold":
            books.stock[line.what] += pieces
            books.range.stock[line.what, "sold"] -= pieces
        if line.leaving is not None and line.leaving.waits:
            line.leaving.withdrawn = True
    ticket = Ticket(number, books.now.first + len(lines), lines, paid, sold.number)
    books.take_in(ticket)
    entries: list[tuple[str, Any, int | None]] = [
        (line.kind, negated, line.seq) for (line, _), negated in zip(back, lines, strict=True)
    ]
    return Told(
        [*entries, ("till.settled", ticket, sold.seq)],
        {"refunded_cents": -sum(line.cents for line in lines)},
        expected=[{"ticket": number, "refunds": sold.number, "payments": [_payment(item) for item in paid]}],
    )


def _negated(line: Line, pieces: int) -> Line:
    return Line(
        seq=0,
        ticket="",
        kind=line.kind,
        what=line.what,
        fund=line.fund,
        rate=line.rate,
        nature=line.nature,
        pieces=-pieces,
        cents=-part(line.cents, line.gone_back, pieces, line.pieces),
        tax=-part(line.tax, line.gone_back, pieces, line.pieces),
    )


def correct_means(books: Books, raw: Raw) -> Told:
    """Take what was noted from one means and give it to another: no cash leaves the drawer by it."""
    ticket = books.ticket(raw["ticket"])
    books.must_be_in_session()
    old, new, cents = raw["from"], raw["to"], raw["cents"]
    if old == new:
        raise No("till.same_means")
    side = 1 if ticket.refunds is None else -1
    held = ticket.held(old)
    if cents > side * sum(held.values()):
        raise No("till.means_short")
    if new == "cash" and side > 0 and sum(ticket.held("cash").values()) + cents > CASH_LIMIT:
        raise No("till.cash_limit")
    moved = shares(side * cents, held)
    away = {fund: -part_ for fund, part_ in moved.items()}
    of_refund = ticket.refunds is not None
    taken = (
        naive_cheques.wrong(books, ticket, cents)
        if old == "cheque"
        else [Paid(old, -side * cents, -side * cents, 0, {})]
    )
    given = (
        naive_cheques.right(books, ticket, cents)
        if new == "cheque"
        else [Paid(new, side * cents, side * cents, 0, {})]
    )
    _split(taken, away)
    _split(given, moved)
    pair = [*taken, *given]
    for item in pair:
        item.of_refund = of_refund
    naive_cheques.happen(books, pair, refund=of_refund)
    ticket.paid += pair
    books.take_money(pair)
    return Told(
        [("till.means_corrected", None, ticket.seq)],
        {"corrected": ticket.number},
        expected=[{"ticket": ticket.number, "reason": raw["reason"]}],
    )


def move(books: Books, raw: Raw) -> Told:
    """Put cash in, or take it out."""
    cents = raw["cents"] if raw["direction"] == "in" else -raw["cents"]
    books.must_hold(cents)
    return moved(books, cents, raw["direction"], None, raw.get("fund", OWN))


def move_back(books: Books, entry: Noted) -> list[tuple[str, Any, int | None]]:
    """Take a movement back."""
    cents = -entry.fact[0]
    # What a closed day's count has said already is not barred by what lies there now.
    if entry.fact[1] == books.open_day.opened_seq:
        books.must_hold(cents)
    return moved(books, cents, "in" if cents > 0 else "out", entry.seq, entry.fact[2]).entries


def moved(books: Books, cents: int, direction: str, corrects: int | None, fund: str) -> Told:
    """Move cash of a fund: of somebody else's, what goes out is owed no more."""
    books.drawer += cents
    books.remitted[fund] -= cents
    books.range.moves.append(cents)
    books.order("move")
    told = {"cents": abs(cents), "direction": direction}
    return Told([("till.moved", (cents, books.open_day.opened_seq, fund), corrects)], told)


def open_drawer(books: Books, raw: Raw) -> Told:
    """Have the drawer opened by hand: nothing is written before it is."""
    books.order("manual")
    return Told([], {"drawer_opening": raw["reason"], "pulse": books.drawer_connected or None}, [])


def count(books: Books, raw: Raw) -> Told:
    """Count the drawer."""
    counted = counted_of(raw)
    if counted is None:
        raise No("till.count_fields")
    return Told([counted_entry(books, counted)], _counted(books, counted))


def counted_of(raw: Raw) -> int | None:
    """What was counted, as a total or in coins and notes; nothing where nothing was said."""
    total, pieces = raw.get("counted_cents"), raw.get("denominations")
    if total is not None and pieces is not None:
        raise No("till.count_fields")
    return total if pieces is None else sum(int(face) * n for face, n in pieces.items())


def counted_entry(books: Books, counted: int) -> tuple[str, Any, int | None]:
    """Keep a count beside what was expected."""
    books.open_day.count = (counted, books.drawer)
    return ("till.counted", None, None)


def _counted(books: Books, counted: int) -> dict[str, Any]:
    gap = counted - books.drawer
    return {"counted_cents": counted, "expected_cents": books.drawer, "gap_cents": gap}


def close_session(books: Books, raw: Raw) -> Told:
    """End the first half of the day."""
    day = books.open_day
    books.must_be_in_session()
    counted = counted_of(raw)
    entries = [] if counted is None else [counted_entry(books, counted)]
    day.session_open = False
    figures = (
        {"counted_cents": None, "expected_cents": books.drawer, "gap_cents": None}
        if counted is None
        else _counted(books, counted)
    )
    ended = ("session.closed", (day.opened_seq, day.session), None)
    return Told([*entries, ended], {"session": day.session, **figures})


def open_session(books: Books, _raw: Raw) -> Told:
    """Begin the second half."""
    day = books.open_day
    if day.session_open:
        raise No("session.already_open")
    if day.session == 2:
        raise No("session.no_third")
    day.session, day.session_open = 2, True
    books.range.sessions += 1
    return Told([("session.opened", None, None)], {"session": 2})


def reopen_session(books: Books, entry: Noted) -> list[tuple[str, Any, int | None]]:
    """Go on with a session that was closed by mistake."""
    day = books.open_day
    if entry.fact != (day.opened_seq, day.session):
        raise No("session.stays_closed")
    if day.session_open:
        raise No("session.already_open")
    day.session_open = True
    return [("session.opened", None, entry.seq)]
