"""The model plays an act: the same question the desk is asked, in the same words.

Source: docs/contract.md, "Operation", "Instants", "Recording".
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tests.model import naive_acts, naive_cheques, naive_days, naive_remitting, naive_till, naive_undo
from tests.model.books import Books
from tests.model.facts import Done, No, Told

Raw = Mapping[str, Any]
Play = Callable[[Books, Raw], Told]

OPEN, CLOSING, OPENING, ANY, ALWAYS = "open", "closing", "opening", "any", "always"

ACTS: Mapping[str, tuple[Play, str]] = {
    # what -> who plays it, and which day it needs
    "day.open": (naive_days.open_day, OPENING),
    "day.close": (naive_days.close_day, CLOSING),
    "day.count_passages": (naive_days.count_passages, OPEN),
    "clock.correct": (naive_days.correct_clock, ALWAYS),
    "visit.save": (naive_days.save_visit, OPEN),
    "visit.park": (naive_days.park_visit, OPEN),
    "visit.resume": (naive_days.resume_visit, OPEN),
    "visit.abandon": (naive_days.abandon_visit, OPEN),
    "till.settle": (naive_till.settle, OPEN),
    "till.refund": (naive_till.refund, OPEN),
    "till.correct_means": (naive_till.correct_means, OPEN),
    "till.move": (naive_till.move, CLOSING),
    "till.count": (naive_till.count, CLOSING),
    "till.pay_in": (naive_cheques.pay_in, CLOSING),
    "till.remit": (naive_remitting.remit, CLOSING),
    "till.open_drawer": (naive_till.open_drawer, ALWAYS),
    "session.close": (naive_till.close_session, OPEN),
    "session.open": (naive_till.open_session, OPEN),
    "journal.reverse": (naive_undo.reverse, OPEN),
    "relay.receive": (naive_acts.receive, OPEN),
    "relay.hand_over": (naive_acts.hand_over, OPEN),
    "relay.refuse": (naive_acts.refuse, OPEN),
    "relay.deposit": (naive_acts.deposit, OPEN),
    "relay.hand_to_postman": (naive_acts.hand_to_postman, OPEN),
    "relay.stock_receive": (naive_acts.receive_stock, OPEN),
    "shop.article_set": (naive_acts.set_article, ANY),
}


def play(books: Books, raw: Raw, operator: str | None, clock: datetime) -> Told:
    """Play an act that the model does not know yet, and write down what it did.

    Raises:
        No: The act is refused; nothing has changed.
    """
    books.tell_time(clock)
    act, when = ACTS[raw["do"]]
    if operator not in (None, "o01", "o02"):
        raise No("operator.unknown")
    _check_day(books, when)
    told = act(books, {**raw, "operator": operator or "o01"})
    books.note(told)
    written = books.entries[told.first_seq - 1 :]
    books.ops[raw["op"]] = Done(raw, operator, list(written))
    return told


def _check_day(books: Books, when: str) -> None:
    if when == ALWAYS:
        return
    if books.day is None:
        if when not in (ANY, OPENING):
            raise No("day.not_open")
    elif books.stale and when != CLOSING:
        raise No("day.must_close")
    elif when == OPENING:
        raise No("day.already_open")
