"""The model's cheques: each lies in the drawer, went to the bank on a sheet, or went back, whole.

Source: docs/contract.md, "Cheques"; decision 0062.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.model.arithmetic import OWN
from tests.model.books import Books
from tests.model.facts import Cheque, No, Noted, Paid, Ticket, Told

Raw = Mapping[str, Any]
HERE, PAID_IN, GIVEN_BACK = "here", "paid in", "given back"


def receive(books: Books, ticket: Ticket) -> None:
    """A ticket was paid: its cheques lie in the drawer."""
    for item in ticket.paid:
        if item.means == "cheque" and item.cents > 0:
            item.cheque = Cheque(ticket.number, item.cents, ticket.seq)
            books.cheques.append(item.cheque)


def of(books: Books, number: str) -> list[Cheque]:
    """The cheques that a ticket was paid by."""
    return [cheque for cheque in books.cheques if cheque.ticket == number]


def that_very(cheques: Sequence[Cheque], cents: int) -> list[Cheque]:
    """The one that is made out for so much, else all where they come to it."""
    for cheque in cheques:
        if cheque.cents == cents:
            return [cheque]
    return list(cheques) if sum(cheque.cents for cheque in cheques) == cents else []


def by_itself(books: Books, sold: Ticket, due: int) -> None:
    """Nobody said how a ticket paid by cheque goes back: that very cheque does, or it is asked."""
    here = [cheque for cheque in of(books, sold.number) if cheque.state == HERE]
    if not of(books, sold.number) or that_very(here, due):
        return
    raise No("till.refund_means" if here else "till.cheque_gone")


def back(books: Books, number: str, paid: Sequence[Paid]) -> list[Paid]:
    """What goes back, each cheque by itself; of a ticket without any, whatever cheque the shop writes."""
    left = [cheque for cheque in of(books, number) if cheque.state == HERE]
    found: list[Paid] = []
    for item in paid:
        if item.means != "cheque" or not item.cents or not of(books, number):
            found.append(item)
            continue
        very = that_very(left, -item.cents)
        if not very:
            raise No("till.cheque_gone")
        left = [cheque for cheque in left if cheque not in very]
        found += [_of(cheque, -cheque.cents) for cheque in very]
    return found


def whole(books: Books, sold: Ticket) -> list[Paid]:
    """All of a ticket goes back: every cheque of it has to be here."""
    cheques = of(books, sold.number)
    if any(cheque.state != HERE for cheque in cheques):
        raise No("till.cheque_gone")
    return [_of(cheque, -cheque.cents) for cheque in cheques]


def wrong(books: Books, ticket: Ticket, cents: int) -> list[Paid]:
    """So much of it was no cheque; of a refund, that very cheque was not given back."""
    if ticket.refunds is not None:
        named = [item.cheque for item in ticket.paid if item.cheque is not None]
        gone = [
            cheque for cheque in of(books, ticket.refunds) if cheque in named and cheque.state == GIVEN_BACK
        ]
        very = that_very(gone, cents)
        if named and not very:
            raise No("till.cheque_gone")
        return [_of(cheque, cheque.cents) for cheque in very] or [Paid("cheque", cents, cents, 0, {})]
    here = [cheque for cheque in of(books, ticket.number) if cheque.state == HERE]
    exact = [cheque for cheque in here if cheque.cents == cents]
    enough = [cheque for cheque in here if cheque.cents > cents]
    found, rest = [], cents
    for cheque in [*exact, *enough, *[one for one in here if one.cents < cents]]:
        if rest:
            found.append(_of(cheque, -min(cheque.cents, rest)))
            rest -= min(cheque.cents, rest)
    if rest:
        raise No("till.cheque_gone")
    return found


def right(books: Books, ticket: Ticket, cents: int) -> list[Paid]:
    """It was a cheque after all; of a refund, that very one."""
    if ticket.refunds is not None:
        return back(books, ticket.refunds, [Paid("cheque", -cents, -cents, 0, {})])
    new = Cheque(ticket.number, 0, books.now.first)
    return [_of(new, cents)]


def happen(books: Books, paid: Sequence[Paid], *, refund: bool) -> None:
    """Let payments move their cheques."""
    for item in paid:
        cheque = item.cheque
        if cheque is None:
            continue
        if refund:
            cheque.state = HERE if item.cents > 0 else GIVEN_BACK
            continue
        if cheque not in books.cheques:
            books.cheques.append(cheque)
        cheque.cents += item.cents
        if not cheque.cents:
            books.cheques.remove(cheque)


def pay_in(books: Books, raw: Raw) -> Told:
    """Take cheques and cash to the bank."""
    pieces, cents = raw.get("denominations"), raw.get("cents")
    if pieces is not None and cents is not None:
        raise No("till.count_fields")
    cash = sum(int(face) * n for face, n in pieces.items()) if pieces else cents or 0
    here = books.here_cheques()
    chosen = here
    if raw.get("cheques") is not None:
        known = {cheque.code: cheque for cheque in here}
        if any(code not in known for code in raw["cheques"]):
            raise No("till.cheque_gone")
        chosen = [cheque for cheque in here if cheque.code in raw["cheques"]]
    if not chosen and not cash:
        raise No("till.nothing_to_pay_in")
    books.must_hold(-cash)
    sheet = books.number("E")
    entries: list[tuple[str, Any, int | None]] = []
    if cash:
        books.drawer -= cash
        books.range.moves.append(-cash)
        books.order("move")
        entries.append(("till.moved", (-cash, books.open_day.opened_seq, OWN), None))
    for cheque in chosen:
        cheque.state, cheque.sheet = PAID_IN, sheet
    total = sum(cheque.cents for cheque in chosen)
    books.range.sheets.append((1, len(chosen), total, cash))
    entries.append(("till.paid_in", (chosen, cash, books.open_day.opened_seq), None))
    told = {"sheet": sheet, "cheques_cents": total, "cash_cents": cash}
    return Told(entries, {"sheet": sheet, "cash_cents": cash}, expected=[told])


def sheet_back(books: Books, entry: Noted) -> list[tuple[str, Any, int | None]]:
    """Lay what went to the bank back into the drawer, the same day."""
    chosen, cash, opened_seq = entry.fact
    if opened_seq != books.open_day.opened_seq:
        raise No("till.sheet_stays")
    for cheque in chosen:
        cheque.state, cheque.sheet = HERE, None
    books.range.sheets.append((-1, -len(chosen), -sum(cheque.cents for cheque in chosen), -cash))
    return [("till.paid_in", None, entry.seq)]


def _of(cheque: Cheque, cents: int) -> Paid:
    return Paid("cheque", cents, cents, 0, {}, cheque=cheque)
