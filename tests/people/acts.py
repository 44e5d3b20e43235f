"""What people come for: wishes that name things by their place among those there are, and become acts once they are said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.people.books import Books
from tests.people.facts import Thing

CENTS = st.integers(1, 700)
SOME = st.one_of(st.none(), st.none(), CENTS)


@dataclass(frozen=True)
class Wish:
    """A wish.

    Attributes:
        do: The act.
        n: Which one of what there is, the latest for 0.
        fields: Of the act; without those that are None.
        whom: A card is said with the act: this one.
    """

    do: str
    n: int
    fields: Mapping[str, Any] = field(default_factory=dict)
    whom: int | None = None

    def act(self, books: Books, card: Callable[[int], str]) -> dict[str, Any] | None:
        """Return the act; None where there is nothing that it could mean."""
        said = {name: value for name, value in self.fields.items() if value is not None}
        act = {"do": self.do, **said}
        if self.whom is not None:
            act["who"] = {"card": card(self.whom)}
        if self.do == "member.join":
            return act if self.n % 3 == 0 else {**act, "person": card(self.n)}
        if self.do == "account.unpaid_cheque":
            codes = sorted(books.cheques, key=lambda code: books.cheques[code].state == "paid_in")
            return {**act, "cheque": codes[-1 - self.n % len(codes)]} if codes else None
        return self._of(act, books)

    def _of(self, act: dict[str, Any], books: Books) -> dict[str, Any] | None:
        sort = _SORTS.get(self.do)
        if sort is None:
            return act
        if sort == "debt":
            return self._of_debt(act, books)
        safe = self.do == "caution.cash"
        known = [one for one in books.there(sort) if sort != "caution" or books.in_safe(one) == safe]
        if self.n % 11 != 10:
            known = [one for one in known if books.left(one)] or known
        if not known:
            return None
        thing: Thing = known[-1 - self.n % len(known)]
        by_its_own = self.n % 4 or thing.of is None or self._may_mean_a_cheque(thing, books)
        return {**act, "of": thing.code if by_its_own else thing.of}

    def _of_debt(self, act: dict[str, Any], books: Books) -> dict[str, Any]:
        """By its code, by a card of whoever owes it, or whatever the visit's person owes."""
        debts = [debt for debt in books.there("debt") if books.left(debt)] or books.there("debt")
        if not debts or self.n % 3 == 2:
            return act
        debt = debts[-1 - self.n % len(debts)]
        if self.n % 3 == 1 and debt.owner is not None:
            return {**act, "who": {"card": debt.owner.cards[-1]}}
        return {**act, "debt": debt.code}

    def _may_mean_a_cheque(self, thing: Thing, books: Books) -> bool:
        """A cheque of the safe goes back without a ticket: no visit means one by what it belongs to."""
        return any(other.of == thing.of and books.in_safe(other) for other in books.there(thing.sort))


_SORTS = {
    "account.pay": "debt",
    "account.write_off": "debt",
    "caution.cash": "caution",
    "caution.return": "caution",
    "caution.keep": "caution",
    "advance.use": "advance",
    "advance.keep": "advance",
    "advance.return": "advance",
}

N = st.integers(0, 63)
WHOM = st.one_of(st.none(), st.none(), st.none(), st.integers(0, 63))
LOAN = st.integers(1, 3).map(lambda n: f"L-2026-00000{n}")
ORDER = st.integers(1, 3).map(lambda n: f"D-2026-00001{n}")


def wish(do: str, *, whom: bool = False, **fields: Any) -> st.SearchStrategy[Wish]:
    """A wish whose fields are drawn, or are what they are."""
    drawn = {
        name: said if isinstance(said, st.SearchStrategy) else st.just(said) for name, said in fields.items()
    }
    return st.builds(Wish, st.just(do), N, st.fixed_dictionaries(drawn), WHOM if whom else st.none())


SALE = st.one_of(
    wish("shop.sell", article=st.sampled_from(("CAFE", "PHOTOCOPIE", "PRET")), quantity=st.integers(1, 5)),
    wish("shop.sell", article="CAFE", quantity=st.integers(1, 9)),
)
STAMPS = wish("relay.sell", product="LV_20", quantity=st.integers(1, 3))
OWE = wish("account.owe", whom=True, cents=SOME)
PAY = wish("account.pay", whom=True, cents=SOME)
FORGIVE = wish("account.write_off", whom=True, cents=SOME, reason="agreed")
BOUNCE = wish("account.unpaid_cheque", whom=True)
TAKE = wish("caution.take", whom=True, of=LOAN, cents=CENTS)
GIVE = wish("caution.return", cents=SOME)
KEEP = wish("caution.keep", cents=CENTS, reason="damage")
TAKE_IN = wish("caution.cash")
AHEAD = st.one_of(
    wish("advance.take", whom=True, of=ORDER, cents=CENTS, vat_code="TVA_10", **{"as": "arrhes"}),
    wish("advance.take", whom=True, of=ORDER, cents=CENTS, vat_code="TVA_20", **{"as": "acompte"}),
)
USE = wish("advance.use", cents=SOME)
KEEP_AHEAD = wish("advance.keep")
GIVE_AHEAD = wish("advance.return", by=st.sampled_from(("shop", "agreed")))
INDEMNIFY = wish(
    "till.indemnify", direction=st.sampled_from(("in", "out")), cents=CENTS, reason="compensation"
)
JOIN = wish("member.join")
ANY = st.one_of(
    *(SALE, STAMPS, OWE, PAY, FORGIVE, TAKE, GIVE, KEEP, TAKE_IN),
    *(AHEAD, USE, KEEP_AHEAD, GIVE_AHEAD, INDEMNIFY, JOIN),
)


def visit_of() -> st.SearchStrategy[list[Wish]]:
    """What one person comes for: what goes together most often, and anything."""
    usual = (
        (SALE,),
        (SALE, OWE),
        (SALE, OWE, STAMPS),
        (SALE, OWE),
        (PAY,),
        (PAY, SALE),
        (PAY, FORGIVE),
        (FORGIVE,),
        (BOUNCE,),
        (TAKE,),
        (KEEP, GIVE, SALE),
        (GIVE,),
        (TAKE_IN, GIVE, STAMPS),
        (AHEAD,),
        (SALE, SALE, USE),
        (SALE, USE, OWE),
        (SALE, FORGIVE, OWE),
        (BOUNCE, SALE),
        (GIVE_AHEAD,),
        (KEEP_AHEAD,),
        (JOIN,),
    )
    whole = [st.tuples(*wishes).map(list) for wishes in usual]
    return st.one_of(*whole, st.lists(ANY, min_size=1, max_size=4))
