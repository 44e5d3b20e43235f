"""Money of the demo that is held or owed: cautions and what becomes of them, arrhes, slates paid part by part.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from concierge_desk.counter.demo.demo import Acts, DemoAct, DemoAnswer, Names, Rota, chance

_MOST = 30
"""More things than these are not remembered."""
_RESERVE_CENTS = 2_000
"""No caution is given back that would leave less in the drawer."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who stands at the counter.

    Attributes:
        card: Of somebody who is known; None for anybody else.
        name: As it is typed otherwise.
    """

    card: str | None
    name: str

    @property
    def who(self) -> dict[str, str]:
        """The same, as an act says it."""
        return {"name": self.name} if self.card is None else {"card": self.card}


@dataclass(slots=True)
class _Held:
    code: str
    cents: int
    is_cheque: bool = False


class HeldMoney:
    """Things of the customers, and what they owe; what is remembered stays bounded."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._cautions: deque[_Held] = deque(maxlen=_MOST)
        self._advances: deque[str] = deque(maxlen=_MOST)
        self._owed: dict[str, int] = {}
        self._at_bank: deque[str] = deque(maxlen=_MOST)
        self._rota = Rota()

    def at_bank(self, told: DemoAnswer) -> None:
        """Note which cheques were taken to the bank: one of them may come back unpaid."""
        self._at_bank.extend(map(str, told.result["cheques"]))

    def serve(
        self, asker: Stranger, bought: Sequence[Mapping[str, Any]], drawer_cents: int, dice: Random
    ) -> Acts:
        """Serve one person, who most often leaves nothing and owes nothing.

        Args:
            asker: Who it is.
            bought: What of ours this one takes: charged acts.
            drawer_cents: Cash that is there.
            dice: Decides.
        """
        if self._rota.comes("caution", 22, dice):
            yield from self._take_caution(asker, dice)
        elif self._cautions and self._rota.comes("caution back", 26, dice):
            yield from self._caution_over(drawer_cents, dice)
        elif self._rota.comes("arrhes", 34, dice):
            yield from self._take_advance(asker, dice)
        elif self._advances and self._rota.comes("arrhes over", 38, dice):
            yield from self._advance_over(bought, drawer_cents, dice)
        elif bought and asker.card is not None and self._rota.comes("slate", 9, dice):
            yield from self._owe(asker.card, bought)
        elif self._owed and self._rota.comes("slate paid", 12, dice):
            yield from self._pay(dice)
        elif self._rota.comes("indemnity", 90, dice) and drawer_cents > _RESERVE_CENTS:
            indemnity = {"do": "till.indemnify", "direction": "out", "cents": 300, "reason": "compensation"}
            yield from _settled([indemnity], {"means": "cash", "cents": 300})
        elif self._at_bank and self._rota.comes("unpaid", 60, dice):
            unpaid = {"do": "account.unpaid_cheque", "cheque": self._at_bank.popleft(), "who": asker.who}
            yield from _settled([unpaid])

    def _take_caution(self, asker: Stranger, dice: Random) -> Acts:
        cents = dice.choice((2000, 3000, 5000))
        act = {"who": asker.who, "cents": cents}
        if self._rota.comes("caution by cheque", 3, dice):
            told = yield DemoAct("caution.take", {**act, "cheque": {"bank": "Banque d'exercice"}})
            self._cautions.append(_Held(str(told.result["caution"]), cents, is_cheque=True))
            return
        told = yield DemoAct(
            "till.settle", {"acts": [{"do": "caution.take", **act}], "payments": [_given(cents)]}
        )
        self._cautions.append(_Held(str(told.result["lines"][0]["caution"]), cents))

    def _caution_over(self, drawer_cents: int, dice: Random) -> Acts:
        held = self._cautions.popleft()
        back = {"do": "caution.return", "of": held.code}
        if held.is_cheque and self._rota.comes("cheque cashed", 3, dice):
            cash_it = {"do": "caution.cash", "of": held.code}
            yield from _settled([cash_it], {"means": "cheque", "cents": held.cents})
        elif held.is_cheque:
            yield DemoAct("caution.return", {"of": held.code})
        elif drawer_cents - held.cents < _RESERVE_CENTS:
            self._cautions.append(held)
        elif self._rota.comes("caution kept", 4, dice):
            kept = {"do": "caution.keep", "of": held.code, "cents": 1000, "reason": "damage"}
            yield from _settled([kept, back])
        else:
            yield from _settled([back])

    def _take_advance(self, asker: Stranger, dice: Random) -> Acts:
        cents, kind = dice.choice((500, 1000, 1500)), dice.choice(("arrhes", "acompte"))
        act = {"do": "advance.take", "who": asker.who, "cents": cents, "vat_code": "TVA_20", "as": kind}
        told = yield DemoAct("till.settle", {"acts": [act], "payments": [{"means": "card", "cents": cents}]})
        self._advances.append(str(told.result["lines"][0]["advance"]))

    def _advance_over(self, bought: Sequence[Mapping[str, Any]], drawer_cents: int, dice: Random) -> Acts:
        code = self._advances.popleft()
        if self._rota.comes("arrhes kept", 6, dice):
            yield from _settled([{"do": "advance.keep", "of": code}])
        elif (self._rota.comes("arrhes back", 5, dice) or not bought) and drawer_cents > _RESERVE_CENTS:
            back = {"do": "advance.return", "of": code, "by": "agreed"}
            yield from _settled([back])
        elif bought:
            acts = [*bought, {"do": "advance.use", "of": code}]
            # Where what is bought costs more, the till says how much is left to be paid.
            told = yield DemoAct(
                "till.settle", {"acts": acts, "payments": []}, refused="till.underpaid", certain=False
            )
            if told.refused is not None:
                yield from _settled(acts, {"means": "card", "cents": int(told.params["due_cents"])})
        else:
            self._advances.append(code)

    def _owe(self, card: str, bought: Sequence[Mapping[str, Any]]) -> Acts:
        acts = [*bought, {"do": "account.owe", "who": {"card": card}}]
        # So much may stand on nobody's slate.
        told = yield DemoAct(
            "till.settle", {"acts": acts, "payments": []}, refused="account.over_cap", certain=False
        )
        if told.refused is None:
            owed = -int(told.result["lines"][-1]["cents"])
            self._owed[card] = self._owed.get(card, 0) + owed

    def _pay(self, dice: Random) -> Acts:
        card, owed = next(iter(self._owed.items()))
        if self._rota.comes("slate forgiven", 9, dice):
            forgiven = {"do": "account.write_off", "who": {"card": card}, "reason": "agreed"}
            del self._owed[card]
            yield from _settled([forgiven])
            return
        part = owed // 2 if owed > 1 and chance(dice, 40) else owed
        paid = {"do": "account.pay", "who": {"card": card}, "cents": part}
        del self._owed[card]
        if owed > part:
            # Whoever paid a part comes again after the others.
            self._owed[card] = owed - part
        yield from _settled([paid], _given(part))


def stranger(names: Names, card: str, dice: Random) -> Stranger:
    """Return who stands there: somebody who is known most often, else anybody."""
    return Stranger(card if chance(dice, 75) else None, dice.choice(names.people))


def _given(cents: int) -> dict[str, Any]:
    return {"means": "cash", "given_cents": cents}


def _settled(acts: Sequence[Mapping[str, Any]], *payments: Mapping[str, Any]) -> Acts:
    yield DemoAct("till.settle", {"acts": list(acts), "payments": list(payments)})
