"""Tickets whose lines have both signs, as hypothesis draws them, and the acts that tests make them of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Reversal, Undone
from concierge_desk.counter.till.payments import CASH_LIMIT_CENTS, Payment
from concierge_desk.counter.till.setting_off import Share, columns_of
from concierge_desk.counter.till.till import Settle, SettleState, settle
from concierge_desk.domain.charge import (
    ACCOUNT,
    ADVANCE,
    CAUTION,
    OWN,
    REGIME_MANDATE,
    REGIME_OUT,
    REGIME_OWN,
    CameBy,
    Charge,
    by_payee,
)
from concierge_desk.domain.journal import Event
from concierge_desk.domain.ticket import MEANS
from concierge_desk.domain.vat import vat_included
from tests.counter.desks import context

LAPOSTE, DPD = "MANDATE:LAPOSTE", "MANDATE:DPD"
RATES = (550, 1000, 2000)
AMOUNT = st.integers(1, 20_000)


def line(fund: str, cents: int, regime: str = REGIME_OUT, rate: int = 0, **more: Any) -> Charge:
    """A line of one piece."""
    return Charge("x", 1000, cents, cents, fund, regime, "TVA", rate, "service", **more)


def sold(cents: int, rate: int = 1000, pieces: int = 1) -> Charge:
    """A line of our own."""
    return replace(line(OWN, cents, REGIME_OWN, rate).times(pieces), nature="goods")


def for_principal(fund: str, cents: int) -> Charge:
    """A line of a principal's."""
    return line(fund, cents, REGIME_MANDATE)


def back(fund: str, cents: int, *came: CameBy, **more: Any) -> Charge:
    """A line by which something is given back."""
    return line(fund, -cents, came_by=came, **more)


def ahead(cents: int, rate: int = 2000) -> Charge:
    """A line by which something is paid ahead."""
    return line(ADVANCE, cents, REGIME_OWN, rate)


def ahead_back(cents: int, rate: int = 2000, **more: Any) -> Charge:
    """A line by which something that was paid ahead is used, or goes back, with the tax that was stored."""
    return line(ADVANCE, -cents, REGIME_OWN, rate, stored_vat=-vat_included(cents, rate), **more)


def covering(fund: str, cents: int) -> Charge:
    """A line that covers."""
    if fund == ADVANCE:
        return ahead_back(cents, covers=True)
    return line(fund, -cents, covers=True)


def kept(cents: int) -> list[Charge]:
    """The pair by which a part of a caution is kept."""
    return [line(CAUTION, -cents, covers=True), line(OWN, cents, pair=True)]


def written_off(cents: int) -> list[Charge]:
    """The pair by which a debt is forgiven: a cover below nothing."""
    return [line(ACCOUNT, cents, covers=True), line(OWN, -cents, pair=True)]


@st.composite
def visits(draw: st.DrawFn) -> list[Charge]:
    """Lines of any signs, as acts write them, with covers of what there is."""
    found = [sold(c, draw(st.sampled_from(RATES))) for c in draw(st.lists(AMOUNT, max_size=4))]
    found += [
        for_principal(draw(st.sampled_from((LAPOSTE, DPD))), c) for c in draw(st.lists(AMOUNT, max_size=3))
    ]
    found += [line(CAUTION, c) for c in draw(st.lists(AMOUNT, max_size=1))]
    found += [back(CAUTION, c) for c in draw(st.lists(AMOUNT, max_size=2))]
    found += [ahead(c) for c in draw(st.lists(AMOUNT, max_size=1))]
    found += [ahead_back(c) for c in draw(st.lists(AMOUNT, max_size=1))]
    found += [line(ACCOUNT, c) for c in draw(st.lists(AMOUNT, max_size=1))]
    found += [line(OWN, -c) for c in draw(st.lists(AMOUNT, max_size=1))]
    for cents in draw(st.lists(AMOUNT, max_size=1)):
        found += kept(cents)
    for cents in draw(st.lists(AMOUNT, max_size=1)):
        found += written_off(cents)
    room = sum(c.cents for c in found if c.fund == OWN and c.regime == REGIME_OWN)
    for fund in (ADVANCE, CAUTION, ACCOUNT):
        if room and draw(st.booleans()):
            cents = draw(st.integers(1, room))
            room -= cents
            found.append(covering(fund, cents))
    return found or [sold(120)]


@st.composite
def paid_visits(draw: st.DrawFn) -> tuple[list[Charge], tuple[Payment, ...]]:
    """A visit and how it is paid, or given back: by one to four means."""
    charges = draw(visits())
    due = sum(charge.cents for charge in charges)
    cuts = sorted(draw(st.lists(st.integers(0, abs(due)), max_size=3)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, abs(due)], strict=True)]
    asked = [(draw(st.sampled_from(MEANS)), part) for part in parts if part]
    if sum(part for means, part in asked if means == "cash") > CASH_LIMIT_CENTS:
        asked = [("card", part) for _, part in asked]
    return charges, tuple(payment(means, part) for means, part in asked)


@st.composite
def parted_visits(draw: st.DrawFn) -> tuple[list[Charge], tuple[Payment, ...], dict[str, str]]:
    """The same, where La Poste has a terminal and an account of its own."""
    charges = draw(visits())
    payees = {LAPOSTE: "LAPOSTE"}
    left = columns_of(Share.of(charge) for charge in charges).left
    payments = []
    for payee, cents in by_payee(left, payees).items():
        part = draw(st.integers(0, abs(cents)))
        means = draw(st.sampled_from(("card", "cheque")))
        payments += [Payment(means, part, None, payee=payee)] if part else []
        rest = abs(cents) - part
        payments += [payment("cash", rest)] if rest else []
    if sum(one.given_cents or 0 for one in payments) > CASH_LIMIT_CENTS:
        payments = [
            Payment("card", abs(cents), None, payee=payee) for payee, cents in by_payee(left, payees).items()
        ]
    return charges, tuple(payments), payees


def payment(means: str, cents: int) -> Payment:
    """A means, in cents above nothing."""
    return Payment(means, None, cents) if means == "cash" else Payment(means, cents, None)


@dataclass(frozen=True, slots=True)
class Shop:
    """What a visit is settled in: a drawer that holds much, and who is paid."""

    payees: Mapping[str, str] = field(default_factory=dict)
    lies: Mapping[str, str] = field(default_factory=dict)
    drawer_cents: int = 10_000_000

    def context(self, charges: Sequence[Charge] = ()) -> Context:
        """Return what a decision knows there."""
        made = context(earlier=tuple(Event("test.acted", {"n": n}, charge=c) for n, c in enumerate(charges)))
        state = replace(made.state, payees=self.payees, lies=self.lies, drawer_cents=self.drawer_cents)
        return replace(made, state=state)


def settled(
    charges: Sequence[Charge], payments: Sequence[Payment], shop: Shop | None = None
) -> tuple[Event, ...]:
    """Return the entries of a visit."""
    shop = shop or Shop()
    return settle(SettleState(1), Settle((), tuple(payments)), shop.context(charges))


def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Take a line back."""
    return (Event(undone.posted.kind, {"n": undone.posted.data["n"]}),)


REVERSALS = {"test.acted": Reversal(take_back, charged=True)}
