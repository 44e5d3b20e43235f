"""Acts of a visit become deeds here; what is refused is said by its code.

Source: docs/contract.md, "Money held and owed", "Ticket lines and VAT"; decision 0084.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from tests.model.facts import No
from tests.people.books import OWN, Books
from tests.people.facts import Deed, Person, Thing
from tests.people.unpaid import not_paid

Raw = Mapping[str, Any]
CAP: Final = 3000
PRICES: Final = {"CAFE": 120, "PHOTOCOPIE": 20, "PRET": 333}
STAMP: Final = 152
MEMBER: Final = 1000


class Visit:
    """A visit as it is added up, act by act."""

    def __init__(self, books: Books, who: Raw | None) -> None:
        self.books, self.who = books, who
        self.deeds: list[Deed] = []

    def play(self, acts: Sequence[Raw]) -> list[Deed]:
        """Return what the acts do; nothing of it has happened yet."""
        for act in acts:
            self.deeds += _ACTS[act["do"]](self, act)
        return self.deeds

    @property
    def room(self) -> int:
        """What of ours is sold here and nothing covers yet: what is forgiven sells nothing."""
        sold = sum(deed.cents for deed in self.deeds if deed.fund == OWN and deed.cents > 0)
        return sold - sum(-deed.cents for deed in self.deeds if deed.covers and deed.cents < 0)

    def whose(self, act: Raw, needed: str, unknown: str) -> tuple[Person | None, str | None]:
        """Who is said with an act, else whose the visit is."""
        said = act.get("who", self.who)
        if not said:
            raise No(needed)
        if "card" not in said:
            return None, said["name"]
        person = self.books.hood.by_card(said["card"])
        if person is None:
            raise No(unknown)
        return person, None

    def left(self, thing: Thing) -> int:
        return self.books.left(thing, self.deeds)


def _sell(_visit: Visit, act: Raw) -> list[Deed]:
    pieces = act["quantity"]
    return [Deed("sold", OWN, PRICES[act["article"]] * pieces, pieces=pieces)]


def _stamps(_visit: Visit, act: Raw) -> list[Deed]:
    return [Deed("sold", "MANDATE:LAPOSTE", STAMP * act["quantity"], pieces=act["quantity"])]


def _owe(visit: Visit, act: Raw) -> list[Deed]:
    person, _ = visit.whose(act, "account.person_needed", "account.unknown")
    if person is None:
        raise No("account.person_needed")
    cents = act.get("cents", visit.room)
    if not 0 < cents <= visit.room:
        raise No("account.own_only")
    if sum(visit.left(debt) for debt in visit.books.debts_of(person)) + cents > CAP:
        raise No("account.over_cap")
    debt = Thing("debt", cents, person)
    return [Deed("owed", "ACCOUNT", -cents, covers=True, moves=[(debt, cents)], born=debt)]


def _paying(visit: Visit, act: Raw) -> list[tuple[Thing, int]]:
    """What of which debt is paid, the oldest first."""
    if "debt" in act:
        debts = [debt for debt in visit.books.there("debt") if debt.code == act["debt"]]
        if not debts:
            raise No("account.unknown")
    else:
        person, _ = visit.whose(act, "account.person_needed", "account.unknown")
        if person is None:
            raise No("account.person_needed")
        debts = visit.books.debts_of(person)
    owed = sum(visit.left(debt) for debt in debts)
    if not owed:
        raise No("account.nothing_owed")
    cents = act.get("cents", owed)
    if cents > owed:
        raise No("account.too_much")
    found = []
    for debt in debts:
        part = min(cents, visit.left(debt))
        cents -= part
        found += [(debt, -part)] if part else []
    return found


def _pay(visit: Visit, act: Raw) -> list[Deed]:
    moves = _paying(visit, act)
    return [Deed("paid", "ACCOUNT", -sum(cents for _, cents in moves), moves=moves)]


def _write_off(visit: Visit, act: Raw) -> list[Deed]:
    moves = _paying(visit, act)
    cents = -sum(cents for _, cents in moves)
    forgiven = Deed("forgiven", "ACCOUNT", cents, covers=True, moves=moves)
    return [forgiven, Deed("lost", OWN, -cents, pair=True)]


def _bounce(visit: Visit, act: Raw) -> list[Deed]:
    cheque = visit.books.cheques.get(act["cheque"])
    if cheque is None:
        raise No("account.unknown")
    if cheque.state != "paid_in" or any(deed.bounced == act["cheque"] for deed in visit.deeds):
        raise No("account.not_paid_in")
    person, name = visit.whose(act, "account.person_needed", "account.unknown")
    debt = Thing("debt", cheque.cents, person, name)
    moves = [(debt, cheque.cents)]
    return [Deed("bounced", "ACCOUNT", -cheque.cents, moves=moves, born=debt, bounced=act["cheque"])]


def _take(visit: Visit, act: Raw) -> list[Deed]:
    person, name = visit.whose(act, "caution.who_needed", "caution.unknown")
    caution = Thing("caution", act["cents"], person, name, act.get("of"), by_cheque="cheque" in act)
    moves = [(caution, act["cents"])]
    if caution.by_cheque:
        return [Deed("safe", moves=moves, born=caution)]
    return [Deed("taken", "CAUTION", act["cents"], moves=moves, born=caution)]


def _take_in(visit: Visit, act: Raw) -> list[Deed]:
    caution = visit.books.one(act["of"], "caution")
    if not visit.books.in_safe(caution, visit.deeds):
        raise No("caution.not_a_cheque")
    whole = visit.books.left(caution)
    return [Deed("taken_in", "CAUTION", whole, moves=[(caution, 0)], takes_in=True)]


def _held(visit: Visit, act: Raw) -> tuple[Thing, int]:
    caution = visit.books.one(act["of"], "caution")
    if visit.left(caution) <= 0:
        raise No("caution.over")
    return caution, visit.left(caution)


def _return(visit: Visit, act: Raw) -> list[Deed]:
    caution, left = _held(visit, act)
    cents = act.get("cents", left)
    if cents > left:
        raise No("caution.too_much")
    if visit.books.in_safe(caution, visit.deeds):
        if cents < left:
            raise No("caution.cash_first")
        return [Deed("safe", moves=[(caution, -cents)])]
    if cents > left - not_paid(visit.books, caution, "CAUTION", visit.deeds):
        raise No("caution.not_paid")
    return [Deed("returned", "CAUTION", -cents, moves=[(caution, -cents)])]


def _keep(visit: Visit, act: Raw) -> list[Deed]:
    caution, left = _held(visit, act)
    if visit.books.in_safe(caution, visit.deeds):
        raise No("caution.cash_first")
    cents = act["cents"]
    if cents > left:
        raise No("caution.too_much")
    kept = Deed("kept", "CAUTION", -cents, covers=True, moves=[(caution, -cents)])
    return [kept, Deed("gained", OWN, cents, pair=True)]


def _ahead(visit: Visit, act: Raw) -> list[Deed]:
    person, name = visit.whose(act, "advance.who_needed", "advance.unknown")
    way = act.get("as", "arrhes")
    advance = Thing("advance", act["cents"], person, name, act["of"], way=way)
    return [Deed("ahead", "ADVANCE", act["cents"], moves=[(advance, act["cents"])], born=advance)]


def _use(visit: Visit, act: Raw) -> list[Deed]:
    found = visit.books.named(act["of"], "advance")
    if not found:
        raise No("advance.none")
    whole = sum(visit.left(advance) for advance in found)
    if not whole:
        raise No("advance.over")
    cents = act.get("cents", min(whole, visit.room))
    if cents > whole:
        raise No("advance.too_much")
    if not 0 < cents <= visit.room:
        raise No("advance.nothing_to_cover")
    lines: dict[str, Deed] = {}
    for advance in found:
        part = min(cents, visit.left(advance))
        cents -= part
        if part:
            # One rate for each way: a line for each of both.
            line = lines.setdefault(advance.way, Deed("used", "ADVANCE", covers=True))
            line.cents -= part
            line.moves.append((advance, -part))
    return list(lines.values())


def _meant(visit: Visit, act: Raw) -> tuple[Thing, int]:
    advance = visit.books.one(act["of"], "advance")
    if not visit.left(advance):
        raise No("advance.over")
    return advance, visit.left(advance)


def _keep_ahead(visit: Visit, act: Raw) -> list[Deed]:
    advance, left = _meant(visit, act)
    kept = Deed("kept", "ADVANCE", -left, covers=True, moves=[(advance, -left)])
    return [kept, Deed("gained", OWN, left, pair=True)]


def _give_ahead(visit: Visit, act: Raw) -> list[Deed]:
    advance, left = _meant(visit, act)
    if not_paid(visit.books, advance, "ADVANCE", visit.deeds):
        raise No("advance.not_paid")
    back = Deed("returned", "ADVANCE", -left, moves=[(advance, -left)])
    doubled = advance.way == "arrhes" and act.get("by") == "shop"
    return [back, Deed("doubled", OWN, -left, pair=True)] if doubled else [back]


def _indemnify(_visit: Visit, act: Raw) -> list[Deed]:
    return [Deed("indemnity", OWN, act["cents"] if act["direction"] == "in" else -act["cents"])]


def _join(visit: Visit, act: Raw) -> list[Deed]:
    code = act.get("person") or (visit.who or {}).get("card")
    if code is None:
        raise No("member.who_needed")
    if visit.books.hood.is_lost(code):
        raise No("member.card_lost")
    one = visit.books.hood.alone(code)
    if one is None:
        raise No("member.unknown")
    person = visit.books.hood.stayed(one)
    mates = visit.books.hood.members(person.home) if person.home is not None else [person]
    taken = any(deed.member in mates for deed in visit.deeds)
    if taken or visit.books.hood.held_by(person):
        raise No("member.joined_already")
    return [Deed("joined", OWN, MEMBER, member=person)]


_ACTS: Mapping[str, Callable[[Visit, Raw], list[Deed]]] = {
    "shop.sell": _sell,
    "relay.sell": _stamps,
    "account.owe": _owe,
    "account.pay": _pay,
    "account.write_off": _write_off,
    "account.unpaid_cheque": _bounce,
    "caution.take": _take,
    "caution.cash": _take_in,
    "caution.return": _return,
    "caution.keep": _keep,
    "advance.take": _ahead,
    "advance.use": _use,
    "advance.keep": _keep_ahead,
    "advance.return": _give_ahead,
    "till.indemnify": _indemnify,
    "member.join": _join,
}
