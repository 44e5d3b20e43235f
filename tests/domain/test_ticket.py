"""A settled ticket as its corrections find it: what is left of a line, what a means still holds."""

from typing import Any

import pytest

from concierge_desk.domain.journal import Posted
from concierge_desk.domain.ticket import (
    GIVEN_BACK,
    HERE,
    PAID_IN,
    UNPAID,
    WAS,
    Cheque,
    SoldLine,
    SoldTicket,
    moved_by,
    number_and_issuer,
    received,
    words_beside,
)


def posted(kind: str, **data: Any) -> Posted:
    return Posted(
        seq=12,
        epoch="A",
        aud="",
        kind=kind,
        day="2026-11-25",
        op="01970000-0000-7000-8000-000000000001",
        by="o01",
        at="2026-11-25T09:00:00.000Z",
        tz="+01:00",
        desk="AMP1-F",
        data=data,
    )


def paid(means: str, **funds: int) -> dict[str, Any]:
    """A payment, positive or given back, with its share of each fund."""
    return {
        "means": means,
        "cents": sum(funds.values()),
        "split": [{"fund": fund, "cents": cents} for fund, cents in funds.items()],
    }


def sold(*payments: dict[str, Any], **data: Any) -> SoldTicket:
    return SoldTicket(posted("till.settled", **{"ticket": "T-2026-000007", **data}), (), payments)


@pytest.mark.parametrize(
    ("quantity", "refunded", "left"), [(3000, 0, 3000), (3000, 1000, 2000), (3000, 3000, 0), (250, 0, 250)]
)
def test_what_is_left_of_a_line(quantity: int, refunded: int, left: int) -> None:
    line = SoldLine(posted("shop.sold", line={"quantity_thousandths": quantity, "cents": 360}), refunded)
    assert line.line == {"quantity_thousandths": quantity, "cents": 360}
    assert line.left_thousandths == left


def test_a_ticket_and_a_refund() -> None:
    assert (sold().number, sold().is_refund) == ("T-2026-000007", False)
    assert sold(refunds="T-2026-000003").is_refund


HELD = [
    # payments of the ticket and those that corrected its means -> what cash and card hold of each fund
    ((), {}, {}),
    ((paid("cash", OWN=120),), {"OWN": 120}, {}),
    ((paid("cash", OWN=60, LAPOSTE=76), paid("card", OWN=60, LAPOSTE=76)), {"OWN": 60, "LAPOSTE": 76},
     {"OWN": 60, "LAPOSTE": 76}),
    # The same means twice on a ticket.
    ((paid("cash", OWN=60), paid("cash", OWN=40, LAPOSTE=5)), {"OWN": 100, "LAPOSTE": 5}, {}),
    # Said to be a card, in part: what is left is what was not moved.
    ((paid("cash", OWN=120), paid("cash", OWN=-50), paid("card", OWN=50)), {"OWN": 70}, {"OWN": 50}),
    # And back again: nothing is left, and it is known of which fund.
    ((paid("cash", OWN=120), paid("cash", OWN=-120), paid("card", OWN=120)), {"OWN": 0}, {"OWN": 120}),
    # A refund's money is negative throughout.
    ((paid("card", OWN=-120), paid("card", OWN=120), paid("cash", OWN=-120)), {"OWN": -120}, {"OWN": 0}),
    # A payment of nothing holds nothing.
    ((paid("cash"),), {}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("payments", "cash", "card"), HELD)
def test_what_a_means_holds(
    payments: tuple[dict[str, Any], ...], cash: dict[str, int], card: dict[str, int]
) -> None:
    ticket = sold(*payments)
    assert (ticket.held("cash"), ticket.held("card"), ticket.held("cheque")) == (cash, card, {})


def cheque(cents: int = 1240, state: str = HERE) -> Cheque:
    return Cheque("x-4t9d2k7mx0q3h", "T-2026-000007", cents, 12, "2026-11-25", state=state)


def test_a_cheque_comes_with_a_payment() -> None:
    item = {
        "means": "cheque",
        "cents": 1240,
        "cheque": "x-4t9d2k7mx0q3h",
        "bank": "Crédit Mutuel",
        "ref": "p-1",
    }
    brought = received(item, "T-2026-000007", seq=12, day="2026-11-25")
    assert (brought.cents, brought.bank, brought.ref, brought.sheet) == (1240, "Crédit Mutuel", "p-1", None)
    assert brought.is_here


@pytest.mark.parametrize("cents", [0, -1, -1240])
def test_what_gives_money_back_brings_no_cheque(cents: int) -> None:
    with pytest.raises(ValueError, match="x-4t9d2k7mx0q3h is not here"):
        received({"cents": cents, "cheque": "x-4t9d2k7mx0q3h"}, "T-2026-000007", seq=12, day="2026-11-25")


MOVED = [
    # before, cents of the payment that names it, is it given back -> after: state and cents; gone; or refused
    (HERE, -1240, True, (GIVEN_BACK, 1240)),
    (GIVEN_BACK, 1240, True, (HERE, 1240)),
    (HERE, -400, False, (HERE, 840)),
    (HERE, -1, False, (HERE, 1239)),
    (HERE, -1240, False, None),
    (HERE, -400, True, "refused"),
    (HERE, 1240, True, "refused"),
    (HERE, -1241, False, "refused"),
    (HERE, 0, False, "refused"),
    (HERE, 400, False, "refused"),
    (GIVEN_BACK, -1240, True, "refused"),
    (GIVEN_BACK, -400, False, "refused"),
    (PAID_IN, -1240, True, "refused"),
    (PAID_IN, 1240, True, "refused"),
    (PAID_IN, -400, False, "refused"),
]


@pytest.mark.parametrize(("state", "cents", "back", "after"), MOVED)
def test_a_cheque_goes_whole_or_is_made_less(
    state: str, cents: int, back: bool, after: tuple[str, int] | str | None
) -> None:
    if after == "refused":
        with pytest.raises(ValueError, match=f"x-4t9d2k7mx0q3h is not moved by {cents}"):
            cheque(state=state).moved(cents, back=back)
    else:
        moved = cheque(state=state).moved(cents, back=back)
        assert (None if moved is None else (moved.state, moved.cents)) == after


@pytest.mark.parametrize(
    ("state", "cents", "data", "after"),
    [
        (PAID_IN, -1240, {}, UNPAID),
        (UNPAID, 1240, {"refunds": "T-2026-000007"}, PAID_IN),
        (PAID_IN, -1239, {}, None),
        (PAID_IN, 1240, {"refunds": "T-2026-000007"}, None),
        (UNPAID, -1240, {}, None),
        (HERE, -1240, {}, None),
    ],
)
def test_a_cheque_that_the_bank_took_comes_back_whole(
    state: str, cents: int, data: dict[str, str], after: str | None
) -> None:
    item = {"cheque": "x-4t9d2k7mx0q3h", "cents": cents, WAS: PAID_IN}
    if after is None:
        with pytest.raises(ValueError, match=f"x-4t9d2k7mx0q3h is not moved by {cents}"):
            moved_by(cheque(state=state), item, data)
    else:
        assert moved_by(cheque(state=state), item, data) == cheque(state=after)


@pytest.mark.parametrize(
    ("number", "issuer", "kept"),
    [
        ("0012345", "M. Weber", "0012345 · M. Weber"),
        ("0012345", None, "0012345"),
        (None, "M. Weber", "M. Weber"),
        (None, None, ""),
    ],
)
def test_what_stands_on_a_cheque_is_read_again(number: str | None, issuer: str | None, kept: str) -> None:
    assert words_beside(number, issuer) == kept
    assert number_and_issuer(kept) == (number or "", issuer or "")
