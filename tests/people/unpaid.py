"""What of a ticket, or of a thing that is held, nobody paid after all: slates, and cheques that the bank gave back.

A slate may have been paid by a cheque that came back, and that cheque's debt by the next one: each stands for what the one
before had paid.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.model.facts import No
from tests.people.books import OWN, Books
from tests.people.facts import Deed, Thing, Ticket


@dataclass
class Unpaid:
    """What nobody paid.

    Attributes:
        owed: Debts, the oldest first, and how much of each is owed as a part of this.
        lost: What of it nobody will pay any more.
    """

    owed: list[tuple[Thing, int]] = field(default_factory=list)
    lost: int = 0

    @property
    def cents(self) -> int:
        """What is owed."""
        return sum(cents for _, cents in self.owed)


class Reckoning:
    """What is left of debts, and what of them is lost, shared out once: nobody owes the same twice."""

    def __init__(self, books: Books, ticket: str = "", now: Sequence[Deed] = ()) -> None:
        self.books = books
        done = [deed for deed in (*books.deeds, *now) if not deed.struck]
        self.left: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        for debt in books.there("debt"):
            self.left[debt.code] = books.left(debt, now)
            self.lost[debt.code] = -sum(
                cents
                for deed in done
                if deed.kind == "forgiven" or (deed.kind == "lessened" and deed.refunded != ticket)
                for of, cents in deed.moves
                if of is debt
            )

    def of(self, parts: Sequence[tuple[Thing, int]]) -> Unpaid:
        """Share out what is left of some debts, each up to so much; only for the rest it matters what is lost."""
        most: Counter[str] = Counter()
        for debt, cents in parts:
            for one, part in self._and_what_paid_it(debt, cents):
                most[one.code] += part
        found = Unpaid()
        for debt in self.books.there("debt"):
            owed = min(self.left[debt.code], most[debt.code])
            lost = min(self.lost[debt.code], most[debt.code] - owed)
            self.left[debt.code] -= owed
            self.lost[debt.code] -= lost
            found.lost += lost
            found.owed += [(debt, owed)] if owed else []
        return found

    def _and_what_paid_it(self, debt: Thing, cents: int) -> Iterator[tuple[Thing, int]]:
        yield debt, cents
        for ticket in self.books.tickets:
            paid = -sum(
                moved
                for deed in ticket.deeds
                if deed.kind == "paid" and not deed.struck
                for of, moved in deed.moves
                if of is debt
            )
            for later in came_back_of(self.books, ticket.number) if paid else ():
                yield from self._and_what_paid_it(later, min(paid, later.cents, cents))


def came_back(books: Books, cheque: str) -> list[Thing]:
    """The debt of a cheque that the bank gave back; none of another one."""
    return [deed.born for deed in books.deeds if deed.born and not deed.struck and deed.bounced == cheque]


def came_back_of(books: Books, ticket: str) -> list[Thing]:
    """The debts of those cheques of a ticket that the bank gave back."""
    cheques = [code for code, cheque in books.cheques.items() if cheque.ticket == ticket]
    return [debt for code in cheques for debt in came_back(books, code)]


def of_ticket(books: Books, sold: Ticket) -> tuple[Unpaid, Unpaid]:
    """What of a ticket stands on the slate, and what its own cheques had paid that came back."""
    owed = [
        (deed.born, deed.born.cents)
        for deed in sold.deeds
        if deed.kind == "owed" and deed.born is not None and not deed.struck
    ]
    reckoning = Reckoning(books, sold.number)
    slate = reckoning.of(owed)
    return slate, reckoning.of([(debt, debt.cents) for debt in came_back_of(books, sold.number)])


def lessened(books: Books, sold: Ticket, negated: Sequence[Deed]) -> list[Deed]:
    """What was not paid is owed no more, before any cash is given; what is lost is not given back.

    Raises:
        No: ``till.was_not_paid``.
    """
    slate, bounced = of_ticket(books, sold)
    own = -sum(deed.cents for deed in negated if deed.fund == OWN or deed.covers)
    whole = -sum(deed.cents for deed in negated)
    sells = [deed for deed in _no_pairs(sold.deeds) if deed.cents > 0]
    for back, lost, lines in (
        (own, slate.lost, [deed for deed in sells if deed.fund == OWN]),
        (whole, slate.lost + bounced.lost, sells),
    ):
        here = sum(deed.cents * (deed.pieces - deed.gone_back) // deed.pieces for deed in lines)
        if lost and back > here - lost:
            raise No("till.was_not_paid")
    # A slate that is taken back itself is owed no more by that.
    itself = any(deed.fund == "ACCOUNT" and deed.covers and deed.cents > 0 for deed in negated)
    first = [] if itself else _off(slate, own, sold, covers=True)
    rest = whole - sum(deed.cents for deed in first)
    return [*first, *_off(bounced, rest, sold, covers=False)]


def _no_pairs(deeds: Sequence[Deed]) -> list[Deed]:
    after = [*deeds[1:], None]
    return [
        deed
        for deed, following in zip(deeds, after, strict=True)
        if not deed.pair and not (following is not None and following.pair)
    ]


def _off(unpaid: Unpaid, cents: int, sold: Ticket, *, covers: bool) -> list[Deed]:
    found = []
    for debt, owed in unpaid.owed:
        part = min(cents, owed)
        if part > 0:
            moves = [(debt, -part)]
            found.append(Deed("lessened", "ACCOUNT", part, covers, moves, refunded=sold.number))
            cents -= part
    return found


def not_paid(books: Books, thing: Thing, fund: str, now: Sequence[Deed]) -> int:
    """What of a thing that is held its cheques had paid, and nobody paid since, earlier in the visit at the latest."""
    brought = [
        ticket.number
        for ticket in books.tickets
        for deed in ticket.deeds
        if deed.fund
        and not deed.struck
        and (deed.born is thing or (deed.takes_in and deed.moves[0][0] is thing))
    ]
    parts = [
        (debt, min(sum(cents for of, cents in cheque.split if of == fund), thing.cents))
        for code, cheque in books.cheques.items()
        if cheque.ticket in brought
        for debt in came_back(books, code)
    ]
    unpaid = Reckoning(books, "".join(brought), now).of(parts)
    return unpaid.cents + unpaid.lost
