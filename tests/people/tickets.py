"""The model at the till: what is due, what may be refused, and what a ticket's entries must say when it was accepted.

Source: docs/contract.md, "Payments and the drawer", "Corrections"; decisions 0005, 0011, 0084.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.command.operation import Answer
from tests.model.facts import No
from tests.people import rates
from tests.people.books import Books
from tests.people.facts import Cheque, Deed, Ticket
from tests.people.slate import Raw, Visit
from tests.people.unpaid import lessened

Data = Mapping[str, Any]
BY_ITSELF = frozenset({None, "till.refund_means", "till.cheque_gone", "till.short"})
"""What may come of money that goes back by what it came by: only the desk knows what that was."""


@dataclass(frozen=True)
class Outcome:
    """What the model says of an act: which refusals there may be (None: it is accepted), and what is learnt of it."""

    learn: Callable[[Answer], None]
    may: frozenset[str | None] = frozenset({None})


def due_of(deeds: Sequence[Deed]) -> int:
    """What is to be paid; below nothing what goes back."""
    return sum(deed.cents for deed in deeds)


def settle(books: Books, raw: Raw) -> Outcome:
    """Pay for a visit."""
    code = raw.get("visit")
    if code in books.settled:
        raise No("visit.settled")
    draft = next((one for one in books.drafts if one.code == code), None)
    acts = raw.get("acts", draft.acts if draft else [])
    deeds = Visit(books, raw.get("who", draft.who if draft else None)).play(acts)
    by_itself(deeds, raw["payments"])
    by_their_cheques(deeds, raw["payments"])
    # What the bank gave back goes as it came.
    bounced = any(deed.bounced for deed in deeds)
    may = frozenset({None}) if bounced else _may(books, due_of(deeds), raw["payments"])

    def learn(answer: Answer) -> None:
        ticket = happened(books, deeds, answer)
        _told(books, deeds, answer)
        assert all(books.cheques[deed.bounced].state == "unpaid" for deed in deeds if deed.bounced)
        for thing in [deed.born for deed in deeds if deed.born is not None]:
            thing.ticket = ticket.number
        if code is not None:
            books.settled.add(code)
            books.drafts = [one for one in books.drafts if one.code != code]

    return Outcome(learn, may)


def by_itself(deeds: Sequence[Deed], payments: Sequence[Raw]) -> None:
    """Refuse whatever else stands beside a cheque that the bank gave back, and whatever else would go for it."""
    lines = [deed for deed in deeds if deed.fund]
    if any(deed.bounced for deed in lines):
        if len(lines) > 1:
            raise No("till.act_stands_alone")
        if any(item["means"] != "cheque" for item in payments):
            raise No("till.refund_means")


def by_their_cheques(deeds: Sequence[Deed], payments: Sequence[Raw]) -> None:
    """Refuse to make a cheque of the safe money where no cheque of as much is paid, or not all of it is due."""
    cheques = Counter(item["cents"] for item in payments if item["means"] == "cheque")
    wanted = Counter(deed.cents for deed in deeds if deed.takes_in)
    if wanted - cheques or any(cents > due_of(deeds) for cents in wanted):
        raise No("caution.by_cheque")


def _may(books: Books, due: int, payments: Sequence[Raw]) -> frozenset[str | None]:
    told = sum(item["cents"] for item in payments if "cents" in item)
    given = sum(item["given_cents"] for item in payments if "given_cents" in item)
    if due < 0:
        if not payments:
            return BY_ITSELF
        if told + given != -due:
            raise No("till.refund_differs")
        _must_hold(books, sum(item["cents"] for item in payments if item["means"] == "cash"))
        return frozenset({None})
    if told > due or (told == due and given):
        raise No("till.overpaid")
    if told + given < due:
        raise No("till.underpaid")
    return frozenset({None})


def _must_hold(books: Books, cents: int) -> None:
    if cents > books.cash:
        raise No("till.short")


def happened(books: Books, deeds: Sequence[Deed], answer: Answer, *, refunds: bool = False) -> Ticket:
    """Take over a ticket: each line is what the model says, rows are columns, and the money is where they say."""
    (settled,) = [entry.data for entry in answer.posted if entry.kind == "till.settled"]
    lines = [entry.data for entry in answer.posted if "line" in entry.data]
    due = due_of(deeds)
    assert [(data["line"]["fund"], data["line"]["cents"]) for data in lines] == [
        (deed.fund, deed.cents) for deed in deeds
    ]
    assert [data["line"].get("covers", False) for data in lines] == [deed.covers for deed in deeds]
    assert settled["due_cents"] == due == sum(item["cents"] for item in settled["payments"])
    _rows_are_columns(deeds, settled)
    ticket = Ticket(settled["ticket"], list(deeds), settled["payments"], refunds)
    for deed, data in zip(deeds, lines, strict=True):
        born(books, deed, data)
    books.deeds += deeds
    books.tickets.append(ticket)
    rates.move(books, answer.posted)
    rates.agree(books)
    paid(books, settled["payments"], ticket.number)
    return ticket


def born(books: Books, deed: Deed, data: Data) -> None:
    """Learn the code of a new thing, and for whom something was done today."""
    thing = deed.born
    if thing is not None:
        thing.code = data[thing.sort]
        books.things.append(thing)
    deed.party = data.get("party", "")
    whom = deed.member if thing is None else thing.owner
    if whom is not None:
        books.hood.links.append((whom, books.day))
    if deed.member is not None:
        books.hood.holders[deed] = deed.member.home or deed.member.key


def _rows_are_columns(deeds: Sequence[Deed], settled: Data) -> None:
    columns: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for deed in deeds:
        columns[deed.fund] += deed.cents
    for row in (*settled["payments"], *settled.get("transfers", ())):
        for part in row["split"]:
            rows[part["fund"]] += part["cents"]
    assert {fund: cents for fund, cents in columns.items() if cents} == {
        fund: cents for fund, cents in rows.items() if cents
    }
    for row in settled.get("transfers", ()):
        assert sum(part["cents"] for part in row["split"]) == 0
    for row in settled["payments"]:
        assert sum(part["cents"] for part in row["split"]) == row["cents"]


def paid(books: Books, payments: Sequence[Data], ticket: str) -> None:
    """Move the money of a ticket: cash in the drawer, each cheque where its payment says."""
    for item in payments:
        if item["means"] == "cash":
            books.cash += item["cents"]
        if "cheque" not in item:
            continue
        known = books.cheques.get(item["cheque"])
        if known is None:
            assert item["cents"] > 0
            split = [(part["fund"], part["cents"]) for part in item["split"]]
            books.cheques[item["cheque"]] = Cheque(item["cents"], ticket, split)
        elif "was" in item:
            before, after = ("paid_in", "unpaid") if item["cents"] < 0 else ("unpaid", "paid_in")
            assert known.state == before
            known.state = after
        else:
            before, after = ("here", "given_back") if item["cents"] < 0 else ("given_back", "here")
            assert known.state == before
            known.state = after
        assert abs(item["cents"]) == books.cheques[item["cheque"]].cents


def _told(books: Books, deeds: Sequence[Deed], answer: Answer) -> None:
    """What is left is said with each act, and after all of them it is so."""
    assert answer.result is not None
    for deed, told in zip(deeds, answer.result["lines"], strict=True):
        assert told["cents"] == deed.cents
    last: dict[str, int] = {}
    for deed, told in zip(deeds, answer.result["lines"], strict=True):
        if "left_cents" in told and deed.fund != "ACCOUNT":
            last[deed.moves[0][0].code] = told["left_cents"]
    for thing in books.things:
        if thing.code in last:
            assert last[thing.code] == books.left(thing)
    paying = [n for n, deed in enumerate(deeds) if deed.kind in ("paid", "forgiven")]
    if paying and not any(deed.kind == "owed" for deed in deeds):
        debt, _ = deeds[paying[-1]].moves[0]
        owner = debt.owner
        debts = [debt] if owner is None else books.debts_of(owner)
        assert answer.result["lines"][paying[-1]]["left_cents"] == sum(map(books.left, debts))


# What goes back.


def refund(books: Books, raw: Raw) -> Outcome:
    """Give back lines of a ticket: pieces of what was sold, or money whole with what goes with it."""
    sold = next((one for one in books.tickets if one.number == raw["ticket"]), None)
    if sold is None:
        raise No("till.unknown_ticket")
    if sold.refunds:
        raise No("till.refund_of_refund")
    taken = _with_pairs(sold, _asked(sold, raw["lines"]))
    back = [(sold.deeds[n - 1], pieces) for n, pieces in taken.items()]
    return _back(books, sold, back, raw)


def _asked(sold: Ticket, lines: Sequence[Raw]) -> dict[int, int]:
    taken: dict[int, int] = {}
    for asked in lines:
        n = asked["line"]
        if n > len(sold.deeds):
            raise No("till.unknown_line")
        if n in taken:
            raise No("till.line_twice")
        left = sold.deeds[n - 1].pieces - sold.deeds[n - 1].gone_back
        if not left:
            raise No("till.refunded_already")
        if asked.get("quantity", left) > left:
            raise No("till.refund_too_many")
        taken[n] = asked.get("quantity", left)
    return taken


def _with_pairs(sold: Ticket, taken: Mapping[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for n, pieces in taken.items():
        if sold.deeds[n - 1].pair:
            found |= {n - 1: 1, n: 1}
        elif n < len(sold.deeds) and sold.deeds[n].pair:
            found |= {n: 1, n + 1: 1}
        else:
            found[n] = pieces
    return found


def never_was(books: Books, deed: Deed, together: Sequence[Deed]) -> None:
    """Refuse to say that something never was whose thing moved on."""
    things = [thing for thing, _ in deed.moves]
    after = books.deeds[books.deeds.index(deed) + 1 :]
    if any(
        thing in things and not other.struck and other not in together
        for other in after
        for thing, _ in other.moves
    ):
        raise No("till.thing_moved")


def strike(books: Books, deed: Deed) -> None:
    """Say that something never was."""
    deed.struck = True
    if deed.born is not None:
        deed.born.never = True
    books.hood.holders.pop(deed, None)


def _back(books: Books, sold: Ticket, back: Sequence[tuple[Deed, int]], raw: Raw) -> Outcome:
    for deed, _pieces in back:
        never_was(books, deed, [one for one, _ in back])
    negated = [
        Deed("back", deed.fund, -deed.cents * pieces // deed.pieces, deed.covers) for deed, pieces in back
    ]
    deeds = [*lessened(books, sold, negated), *negated]
    due = due_of(deeds)
    if raw.get("means") == "cash":
        if any(deed.bounced for deed, _pieces in back):
            # It goes as it came: by itself.
            raise No("till.refund_means")
        _must_hold(books, -due)

    def learn(answer: Answer) -> None:
        for deed, pieces in back:
            deed.gone_back += pieces
            if deed.gone_back == deed.pieces:
                strike(books, deed)
        happened(books, deeds, answer, refunds=True)

    return Outcome(learn, frozenset({None}) if raw.get("means") == "cash" else BY_ITSELF)


def whole_back(books: Books, sold: Ticket) -> Outcome:
    """Take the last ticket back, by what holds its money."""
    if any(deed.gone_back for deed in sold.deeds):
        raise No("journal.reversed_already")
    if sold is not books.tickets[-1]:
        raise No("till.not_last_ticket")
    for deed in sold.deeds:
        never_was(books, deed, sold.deeds)
    gives = sum(item["cents"] for item in sold.paid) < 0
    for item in sold.paid:
        if "cheque" in item:
            ok = ("unpaid" if "was" in item else "given_back") if gives else "here"
            if books.cheques[item["cheque"]].state != ok:
                raise No("till.cheque_gone")
    _must_hold(books, sum(item["cents"] for item in sold.paid if item["means"] == "cash"))
    negated = [Deed("back", deed.fund, -deed.cents, deed.covers) for deed in sold.deeds]

    def learn(answer: Answer) -> None:
        for deed in sold.deeds:
            deed.gone_back = deed.pieces
            strike(books, deed)
        happened(books, negated, answer, refunds=True)

    return Outcome(learn)
