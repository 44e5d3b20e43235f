"""The model's way back: which acts can be taken back, and what then stands.

Source: docs/contract.md, "Corrections"; decision 0011.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.model.books import Books
from tests.model.facts import Done, No, Noted, Paid, Stay, Ticket, Told
from tests.model.naive_acts import deposits, stock_back
from tests.model.naive_cheques import sheet_back, whole
from tests.model.naive_days import passages_back
from tests.model.naive_remitting import remittance_back
from tests.model.naive_till import give_back, move_back, reopen_session

Entry = tuple[str, Any, int | None]

NEVER = {
    "session.opened": "session.close_instead",
    "day.opened": "day.close_instead",
    "day.closed": "day.stays_closed",
    "visit.abandoned": "visit.give_again",
    "clock.corrected": "clock.correct_again",
    "relay.handed_to_postman": "relay.slip_signed",
    "shop.article_set": "shop.set_again",
}


def reverse(books: Books, raw: Mapping[str, Any]) -> Told:
    """Take an operation back, the last of its entries first."""
    done = books.ops.get(raw["op_of"])
    if done is None:
        raise No("journal.unknown_op")
    if any(entry.corrects is not None for entry in done.entries):
        raise No("journal.is_reversal")
    settled = next((entry.fact for entry in done.entries if entry.kind == "till.settled"), None)
    if settled is not None:
        return _ticket_back(books, settled)
    if any(entry.seq in books.corrected for entry in done.entries):
        raise No("journal.reversed_already")
    written = _undone(books, done)
    if not written:
        raise No("journal.nothing_to_reverse")
    return Told(written)


def _ticket_back(books: Books, sold: Ticket) -> Told:
    if any(line.gone_back for line in sold.lines):
        raise No("journal.reversed_already")
    if sold is not books.tickets[-1]:
        raise No("till.not_last_ticket")
    books.must_be_in_session()
    paid = [
        item
        for means, cents in sold.means().items()
        if cents
        for item in (whole(books, sold) if means == "cheque" else [Paid(means, -cents, -cents, 0, {}, True)])
    ]
    return give_back(books, sold, [(line, line.pieces) for line in sold.lines], paid)


def _undone(books: Books, done: Done) -> list[Entry]:
    """What taking it back writes; a count is a fact, and the clock's jump as well."""
    written: list[Entry] = []
    for entry in reversed(done.entries):
        if entry.kind in NEVER:
            raise No(NEVER[entry.kind])
        written += _WAYS[entry.kind](books, entry)
    return written


def _nothing(_books: Books, _entry: Noted) -> list[Entry]:
    return []


def _received(books: Books, entry: Noted) -> list[Entry]:
    stay = entry.fact
    _must_be(stay, "held")
    stay.state, stay.closed_seq = "cancelled", books.now.first
    return _state_back(books, entry, "received")


def _handed_over(books: Books, entry: Noted) -> list[Entry]:
    stay = entry.fact
    _must_be(stay, "handed_over")
    if stay.closed_seq != entry.seq:
        raise No("relay.changed_since")
    if stay.number and any(
        (other.number, other.owner) == (stay.number, stay.owner) for other in books.here()
    ):
        raise No("relay.already_held")
    stay.state, stay.closed_seq = "held", None
    return _state_back(books, entry, "handed_over")


def _refused(books: Books, entry: Noted) -> list[Entry]:
    stay = entry.fact
    _must_be(stay, "refused")
    stay.state = "held"
    return _state_back(books, entry, "refused")


def _must_be(stay: Stay, state: str) -> None:
    if stay.state == "returned":
        raise No("relay.slip_signed")
    if stay.state != state:
        raise No("relay.changed_since")


def _state_back(books: Books, entry: Noted, what: str) -> list[Entry]:
    owner = entry.fact.owner
    books.range.moved_for.add(owner)
    books.range.custody[owner, what] -= 1
    return [("relay.reversed", entry.fact, entry.seq)]


def _deposited(books: Books, entry: Noted) -> list[Entry]:
    item = entry.fact
    if not item.waits:
        raise No("relay.left_already")
    item.withdrawn = True
    deposits(books, item, -item.pieces)
    return [("relay.deposited", item, entry.seq)]


def _stock(books: Books, entry: Noted) -> list[Entry]:
    product, pieces = entry.fact
    stock_back(books, product, pieces)
    return [("relay.stock_received", None, entry.seq)]


_WAYS: Mapping[str, Callable[[Books, Noted], list[Entry]]] = {
    "clock.set_back": _nothing,
    "till.counted": _nothing,
    "till.moved": move_back,
    "till.paid_in": sheet_back,
    "till.remitted": remittance_back,
    "session.closed": reopen_session,
    "day.passages_counted": passages_back,
    "relay.received": _received,
    "relay.handed_over": _handed_over,
    "relay.refused": _refused,
    "relay.deposited": _deposited,
    "relay.stock_received": _stock,
}
