"""The queue of the demo: what people want is paid, parked, given up, brought back; payments are set right.

Source: docs/contract.md, "Visits and tickets", "Payments and the drawer"; docs/requirements.md, R-2.01 (note of
services).
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from concierge_desk.counter.demo.demo import Acts, DemoAct, DemoAnswer, Names, Rota, Wish, chance

CASH, CARD, CHEQUE, MIXED = "cash", "card", "cheque", "mixed"
_NOTES_CENTS = (500, 1000, 2000, 5000)
_CHEQUE_FROM_CENTS = 800
_CASH_UP_TO_CENTS = 90_000
"""Well below what the law lets people pay in cash."""
_REMEMBERED = 40


@dataclass(frozen=True, slots=True)
class QueuedWish:
    """Wish of a customer, and whose money it is: None for the shop's own."""

    wanted: Wish
    principal: str | None


@dataclass(slots=True)
class _Sold:
    """A ticket that somebody may come back with."""

    number: str
    means: str
    cents: tuple[int, ...]
    basket: tuple[QueuedWish, ...]
    refunded: bool = False


@dataclass(frozen=True, slots=True)
class _Parked:
    """A visit that was set aside."""

    visit: str
    basket: tuple[QueuedWish, ...]


class Queue:
    """Serves people one after the other, and knows what should lie in the drawer.

    Attributes:
        drawer_cents: Cash that should be there: told with each answer.
        owed_cents: By principal, cash that was taken for it and not paid over yet.
        parked: Visits that were set aside.
    """

    def __init__(self) -> None:
        """Begin with nobody there."""
        self.drawer_cents = 0
        self.owed_cents: dict[str, int] = {}
        self.parked: deque[_Parked] = deque()
        self._tickets: deque[_Sold] = deque(maxlen=_REMEMBERED)
        self._rota = Rota()

    def serve(self, basket: Sequence[QueuedWish], dice: Random, names: Names) -> Acts:
        """Serve one person, from the first thing asked for to the money."""
        asked = tuple(item for item in basket if not self._is_set_aside(item))
        if not asked:
            return
        # Our own services may need a note: the visit is saved, and says so.
        if all(item.principal is not None for item in asked) and not self._rota.comes("saved", 6, dice):
            yield from self._pay(asked, None, dice)
            return
        told = yield DemoAct("visit.save", {"acts": _acts(asked)})
        visit = str(told.result["visit"])
        if told.result["note_needed"]:
            customer = {"customer": {"name": dice.choice(names.people)}} if chance(dice, 70) else {}
            yield DemoAct("visit.note", {"visit": visit, **customer})
        if self._rota.comes("given up", 9, dice):
            yield DemoAct("visit.abandon", {"visit": visit})
        elif self._rota.comes("parked", 5, dice):
            yield DemoAct("visit.park", {"visit": visit})
            self.parked.append(_Parked(visit, asked))
        else:
            yield from self._pay(asked, visit, dice)

    def _is_set_aside(self, item: QueuedWish) -> bool:
        """Say whether a visit that was set aside pays something already that is paid once."""
        return item.wanted.once and any(item in visit.basket for visit in self.parked)

    def take_up(self, dice: Random) -> Acts:
        """Let somebody whose visit was set aside come back, or say that nobody will."""
        if not self.parked or chance(dice, 40):
            return
        waiting = self.parked.popleft()
        yield DemoAct("visit.resume", {"visit": waiting.visit})
        if self._rota.comes("given up later", 6, dice):
            yield DemoAct("visit.abandon", {"visit": waiting.visit})
        else:
            yield from self._pay(waiting.basket, waiting.visit, dice)

    def set_right(self, dice: Random) -> Acts:
        """Bring something back, or move a payment to the means it was made by."""
        if self._rota.comes("refund", 14, dice):
            yield from self._refund(dice)
        if self._rota.comes("means", 22, dice):
            yield from self._correct_means(dice)

    def _pay(self, basket: tuple[QueuedWish, ...], visit: str | None, dice: Random) -> Acts:
        what = {"acts": _acts(basket)} if visit is None else {"visit": visit}
        # Nothing given yet: the till says what it comes to.
        told = yield DemoAct("till.settle", {**what, "payments": []}, refused="till.underpaid")
        means, payments = _payments(int(told.params["due_cents"]), dice)
        paid = {**what, "payments": payments}
        if visit is None and self._rota.comes("slip", 30, dice):
            yield DemoAct("till.settle", paid, taken_back="wrong_key")
        printed = {"print": True} if chance(dice, 20) else {}
        told = yield DemoAct("till.settle", {**paid, **printed})
        self._paid(told, basket, means)

    def _paid(self, told: DemoAnswer, basket: tuple[QueuedWish, ...], means: str) -> None:
        cents = tuple(int(line["cents"]) for line in told.result["lines"])
        if means == CASH:
            for item, amount in zip(basket, cents, strict=True):
                if item.principal is not None:
                    self.owed_cents[item.principal] = self.owed_cents.get(item.principal, 0) + amount
        self._tickets.append(_Sold(str(told.ticket), means, cents, basket))

    def _refund(self, dice: Random) -> Acts:
        """Give a line of an earlier ticket back by its own means, of a cheque in cash: one piece of it, or all."""
        found = [
            (sold, place)
            for sold in self._tickets
            if sold.means != MIXED and not sold.refunded
            for place, item in enumerate(sold.basket)
            if item.wanted.returnable and sold.cents[place] <= self.drawer_cents
        ]
        if not found:
            return
        sold, place = dice.choice(found)
        pieces = int(sold.basket[place].wanted.act.get("quantity", 1))
        part = {"quantity": 1} if pieces > 1 and chance(dice, 50) else {}
        sold.refunded = True
        reason = dice.choice(("returned", "changed_mind", "complaint"))
        line = {"line": place + 1, **part}
        # A cheque goes back whole or not at all, and may be at the bank by now.
        how = {"means": CASH} if sold.means == CHEQUE else {}
        yield DemoAct("till.refund", {"ticket": sold.number, "lines": [line], "reason": reason, **how})

    def _correct_means(self, dice: Random) -> Acts:
        """A card was noted as cash, or cash as a card."""
        found = [
            sold
            for sold in self._tickets
            if sold.means in (CASH, CARD) and not sold.refunded and sum(sold.cents) <= self.drawer_cents
        ]
        if not found:
            return
        sold = dice.choice(found)
        sold.refunded = True
        wrong, right = (CASH, CARD) if sold.means == CASH else (CARD, CASH)
        moved = {"from": wrong, "to": right, "cents": sum(sold.cents)}
        yield DemoAct("till.correct_means", {"ticket": sold.number, **moved, "reason": "wrong_means"})


def _acts(basket: Sequence[QueuedWish]) -> list[Mapping[str, Any]]:
    return [item.wanted.act for item in basket]


def _payments(due: int, dice: Random) -> tuple[str, list[dict[str, Any]]]:
    """Return by which means a sum is paid, and how much is given."""
    means = dice.choices((CASH, CARD, CHEQUE, MIXED), (45, 42, 6, 7))[0]
    if due > _CASH_UP_TO_CENTS or (means == CHEQUE and due < _CHEQUE_FROM_CENTS):
        means = CARD
    if means == CASH:
        note = dice.choice((1, *_NOTES_CENTS))
        return means, [{"means": CASH, "given_cents": -(-due // note) * note}]
    if means == MIXED and due > 1:
        part = dice.randint(1, due - 1)
        return means, [{"means": CARD, "cents": part}, {"means": CASH, "given_cents": due - part}]
    means = CARD if means == MIXED else means
    return means, [{"means": means, "cents": due}]
