"""Life of a nature in the demo: what is registered leaves with a few neighbours, comes back whole or not, is waited for and reserved.

Source: decisions 0018, 0094.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

from concierge_desk.counter.demo.demo import Acts, Demo, DemoAct, DemoSession, Rota, paid_by_card
from concierge_desk.counter.demo.nature_demo import DemoNature
from concierge_desk.counter.values.codelists import codes
from concierge_desk.mechanisms.lending.model.facts import ADULT, LentKind
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables.looks import shipped_kinds

_REGULARS: Final = 3
"""So many people borrow of a nature."""
_COPIES: Final = 2
"""So many there are of what is lent one by one."""
_DOZEN: Final = 12
"""So many there are of what leaves by count: it costs nothing, and nothing belongs to it."""
_TESTED: Final = 60
"""Days between two tests of all that is here."""
_KEPT_CENTS: Final = 1000
"""Of a caution, where something came back damaged."""


@dataclass(slots=True)
class _Loan:
    """A loan that is out: what may be asked of it when it comes back."""

    loan: str
    thing: str
    kind: LentKind
    who: str
    due: date
    quantity: int = 1
    caution_cents: int = 0
    cheque: bool = False
    renewals: int = 0
    reminded: bool = False


@dataclass(slots=True)
class DemoLender(DemoNature):
    """What is known of a nature; it stays bounded however long it lives.

    Attributes:
        nature: What it is.
        days: Days of the demo so far.
        people: Cards of those who borrow.
        here: Objects that may leave, with their kinds.
        out: Loans, in the order in which they began.
        made: How many objects of each kind were registered.
    """

    nature: LendingNature
    days: int = 0
    people: list[str] = field(default_factory=list)
    here: dict[str, LentKind] = field(default_factory=dict)
    out: list[_Loan] = field(default_factory=list)
    made: dict[str, int] = field(default_factory=dict)
    rota: Rota = field(default_factory=Rota)

    def is_dozen(self, kind: LentKind) -> bool:
        """Say whether a kind leaves by count; the first of a nature never does."""
        first = kind.kind == shipped_kinds(self.nature)[0].kind
        return not (first or kind.checks or kind.caution_cents or kind.day_cents)

    @property
    def free(self) -> str | None:
        """Somebody who may still borrow one more."""
        held = [loan.who for loan in self.out]
        return next((one for one in self.people if held.count(one) < self.nature.most_out), None)


def _of_others(nature: LendingNature) -> frozenset[str]:
    """Return the commands of others without which its own mean nothing: who borrows is kept, pays, leaves a caution."""
    kinds = shipped_kinds(nature)
    caution = any(kind.caution_cents for kind in kinds)
    paid = nature.member or caution or any(kind.day_cents for kind in kinds)
    settle, held = {"till.settle"} if paid else (), {"caution.take", "caution.return"} if caution else ()
    return frozenset({"person.create", *settle, *held})


def demo_of(nature: LendingNature) -> Demo[DemoLender]:
    """Return a nature's part of the demo."""
    return Demo(partial(DemoLender, nature), _acts, beside=True, uses=_of_others(nature))


def _acts(lender: DemoLender, session: DemoSession) -> Acts:
    """Take back what is due, lend what is asked for; now and then something is the matter with what lies here."""
    if not lender.has_begun(session):
        return
    if not lender.people:
        yield from _set_up(lender, session)
    for loan in [one for one in lender.out if one.due <= session.day]:
        yield from _due(lender, loan, session)
    if lender.here and lender.rota.comes("lends", 1 if lender.nature.authorised else 2, session.dice):
        yield from _lend(lender, session)
    if lender.here:
        yield from _looked_after(lender, session)
    if lender.out and lender.rota.comes("waits", 6, session.dice):
        yield from _waited_for(lender, session)
    if lender.nature.authorised and session.is_last:
        yield from _counted(lender, session)


def _counted(lender: DemoLender, session: DemoSession) -> Acts:
    """Count the keys that hang; now and then one fell behind the board, and is found at once."""
    seen = list(lender.here)
    if seen and lender.rota.comes("behind the board", 6, session.dice):
        yield lender.act("count", {"seen": seen[1:]}, evening=True)
    yield lender.act("count", {"seen": seen}, evening=True)


def _set_up(lender: DemoLender, session: DemoSession) -> Acts:
    """Keep who borrows, members where it takes that; register what is lent."""
    for name in session.dice.sample(session.names.people, _REGULARS):
        _, given, family = name.split(" ", 2)
        told = yield DemoAct("person.create", {"family": family, "given": given})
        card = str(told.result["person"])
        lender.people.append(card)
        if lender.nature.member:
            yield from paid_by_card([{"do": "member.join", "person": card}])
    for kind in shipped_kinds(lender.nature):
        for _ in range(1 if lender.is_dozen(kind) else _COPIES):
            yield from _register(lender, kind, session)


def _register(lender: DemoLender, kind: LentKind, session: DemoSession) -> Acts:
    lender.made[kind.kind] = lender.made.get(kind.kind, 0) + 1
    name = f"{kind.kind[:12].replace('_', '-')}-{lender.made[kind.kind]}"
    asked = {
        "object": name,
        "kind": kind.kind,
        "place": f"{lender.nature.prefix.upper()}{session.dice.randint(1, 9)}",
        "tested_day": None if kind.test_months is None else session.day.isoformat(),
        "fnuci": f"BC{lender.made[kind.kind]:04d}EX00" if lender.nature.fnuci else None,
        "quantity": _DOZEN if lender.is_dozen(kind) else None,
    }
    yield lender.act("register", asked)
    lender.here[name] = kind
    if lender.nature.authorised:
        yield from _authorised(lender, name, session)


def _authorised(lender: DemoLender, thing: str, session: DemoSession) -> Acts:
    """Let everybody have a key; one is let have it no more, and again."""
    for card in lender.people:
        yield lender.act("authorise", {"object": thing, "who": {"card": card}})
    one = {"object": thing, "who": {"card": session.dice.choice(lender.people)}}
    yield lender.act("end_authority", one)
    yield lender.act("authorise", one)


def _lend(lender: DemoLender, session: DemoSession) -> Acts:
    """Lend something; it is paid, and its caution left. Now and then it was reserved before, or it was the wrong key."""
    who, thing = lender.free, session.dice.choice(list(lender.here))
    if who is None:
        return
    kind = lender.here[thing]
    one = {"object": thing, "who": {"card": who}}
    if session.calendar.is_open(session.day) and lender.rota.comes("reserves", 5, session.dice):
        days = {"from_day": session.day.isoformat(), "to_day": session.day.isoformat()}
        yield lender.act("reserve", {**one, **days})
        if lender.rota.comes("thinks better", 3, session.dice):
            yield lender.act("unreserve", {"object": thing, "from_day": session.day.isoformat()})
    asked = {**one, **_leaving(lender, kind, who, session)}
    if lender.rota.comes("slip of the finger", 12, session.dice):
        yield lender.act("lend", asked, taken_back="wrong_key")
    told = yield lender.act("lend", asked, "member_needed")
    if told.refused is not None:
        # A year is over.
        yield from paid_by_card([{"do": "member.join", "person": who}])
        told = yield lender.act("lend", asked)
    del lender.here[thing]
    due = date.fromisoformat(told.result["due_day"])
    loan = _Loan(str(told.result["loan"]), thing, kind, who, due, int(asked["quantity"] or 1))
    lender.out.append(loan)
    yield from _money(lender, loan, told.result, session)


def _leaving(lender: DemoLender, kind: LentKind, who: str, session: DemoSession) -> dict[str, Any]:
    """Return all that is told as something leaves."""
    nature, late = lender.nature, any(one.who == who and one.due < session.day for one in lender.out)
    return {
        "checks": dict(kind.counted) or None,
        "quantity": session.dice.randint(2, _DOZEN) if lender.is_dozen(kind) else None,
        "age": None if kind.min_age is None else ADULT,
        "condition": dict.fromkeys(codes(nature.parts), "good") if nature.parts else None,
        "id_document": "id_card" if nature.authorised else None,
        # Somebody waters the plants until tomorrow.
        "days": min(1, kind.most_days) if nature.authorised else None,
        "confirm_late": True if late else None,
    }


def _money(lender: DemoLender, loan: _Loan, told: Mapping[str, Any], session: DemoSession) -> Acts:
    """Pay a loan, and leave its caution: by card in one visit, or a cheque that goes into the safe."""
    acts: list[dict[str, Any]] = []
    if told["cents"]:
        acts.append({"do": f"{lender.nature.code}.pay", "loan": loan.loan})
    loan.caution_cents = int(told["caution_cents"])
    caution = {"of": loan.loan, "cents": loan.caution_cents}
    if loan.caution_cents and lender.rota.comes("caution by cheque", 2, session.dice):
        loan.cheque = True
        yield DemoAct("caution.take", {**caution, "cheque": {"bank": "Banque d'exercice"}})
    elif loan.caution_cents:
        acts.append({"do": "caution.take", **caution})
    if acts:
        yield from paid_by_card(acts)


def _due(lender: DemoLender, loan: _Loan, session: DemoSession) -> Acts:
    """Take back what is due, or let somebody keep it longer; whoever forgot is reminded first."""
    if loan.renewals < loan.kind.renewals and lender.rota.comes("renews", 4, session.dice):
        told = yield lender.act("renew", {"loan": loan.loan})
        loan.due, loan.renewals = date.fromisoformat(told.result["due_day"]), loan.renewals + 1
    elif not loan.reminded and lender.rota.comes("late", 4, session.dice):
        loan.reminded = True
        yield lender.act("remind", {"object": loan.thing, "by": session.dice.choice(("phone", "letter"))})
    elif not lender.is_dozen(loan.kind) and lender.rota.comes("lost", 40, session.dice):
        yield from _lost(lender, loan, session)
    else:
        yield from _back(lender, loan, session)


def _back(lender: DemoLender, loan: _Loan, session: DemoSession) -> Acts:
    """Take something back; now and then a piece of it lacks, or it is damaged: it is found, or repaired."""
    asked: dict[str, Any] = {"loan": loan.loan, "checks": dict(loan.kind.counted) or None}
    short = bool(loan.kind.checks) and lender.rota.comes("short", 7, session.dice)
    damaged = not short and lender.rota.comes("damaged", 9, session.dice)
    if short:
        asked["checks"][next(iter(loan.kind.counted))] -= 1
    if damaged:
        how = "damaged"
        asked["condition"] = {codes(lender.nature.parts)[0]: how} if lender.nature.parts else how
    if loan.quantity > 1 and lender.rota.comes("by and by", 2, session.dice):
        yield lender.act("return", {"loan": loan.loan, "quantity": 1})
    yield lender.act("return", asked)
    lender.out.remove(loan)
    one = {"object": loan.thing}
    if short:
        yield lender.act("report_incident", {**one, "incident": "found"})
    if damaged:
        yield lender.act("maintain", {**one, "what": "repaired"})
    yield from _given_back(loan, _KEPT_CENTS if damaged else 0, "damage")
    lender.here[loan.thing] = loan.kind


def _given_back(loan: _Loan, kept_cents: int, reason: str) -> Acts:
    """Give a caution back, or what of it is not kept; a cheque goes back whole."""
    left, one = loan.caution_cents - kept_cents, {"of": loan.loan}
    if loan.cheque:
        yield DemoAct("caution.return", one)
    elif loan.caution_cents:
        keep = {"do": "caution.keep", **one, "cents": kept_cents, "reason": reason}
        acts = [*([keep] if kept_cents else []), *([{"do": "caution.return", **one}] if left else [])]
        payments = [{"means": "card", "cents": left}] if left else []
        yield DemoAct("till.settle", {"acts": acts, "payments": payments})


def _lost(lender: DemoLender, loan: _Loan, session: DemoSession) -> Acts:
    """Something will not come back: its caution is kept, and there is another one."""
    yield lender.act("report_incident", {"object": loan.thing, "incident": "lost"})
    lender.out.remove(loan)
    yield from _given_back(loan, loan.caution_cents, "loss")
    yield from _register(lender, loan.kind, session)


def _looked_after(lender: DemoLender, session: DemoSession) -> Acts:
    """Do with what lies here what is done now and then: test it all, put one elsewhere, miss it, retire it."""
    dice, thing = session.dice, session.dice.choice(list(lender.here))
    if session.is_first and not lender.days % _TESTED:
        for name, kind in lender.here.items():
            if kind.test_months is not None:
                yield lender.act("maintain", {"object": name, "what": "tested"})
    one = {"object": thing}
    for name, every, act, field_name, said in _CARE:
        if lender.rota.comes(name, every, dice):
            for word in said:
                yield lender.act(act, {**one, field_name: word})
    if lender.rota.comes("moved", 11, dice):
        place = f"{lender.nature.prefix.upper()}{dice.randint(10, 99)}"
        yield lender.act("move", {**one, "place": place}, "same_place")
    if lender.rota.comes("retired", 50, dice):
        kind = lender.here.pop(thing)
        yield lender.act("maintain", {**one, "what": "retired"})
        yield from _register(lender, kind, session)


_CARE: Final = (
    ("set aside", 13, "maintain", "what", ("set_aside", "put_back")),
    ("out of sight", 17, "report_incident", "incident", ("not_found", "found")),
)
"""What is done with something that lies here: how often, by which act, and what its field says one time after the other."""


def _waited_for(lender: DemoLender, session: DemoSession) -> Acts:
    """Somebody waits for what is out: it is kept when it is back, and fetched or let go; or nobody waits any more."""
    loan = session.dice.choice(lender.out)
    who = next((one for one in lender.people if one != loan.who), None)
    if who is None or lender.is_dozen(loan.kind):
        return
    one = {"object": loan.thing, "who": {"card": who}}
    yield lender.act("wait", one)
    if lender.rota.comes("waits no more", 3, session.dice):
        yield lender.act("stop_waiting", one)
        return
    yield from _back(lender, loan, session)
    told = yield lender.act("call", {"object": loan.thing}, "not_now")
    if told.refused is None:
        yield lender.act("release", {"object": loan.thing})


__all__ = ["DemoLender", "demo_of"]
