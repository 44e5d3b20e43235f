"""Taking a ticket back, and acts of another day: money moves in the open day only."""

from concierge_desk.printing.text import to_text
from tests.counter.desks import COFFEE, COPY, LV_20, Play, card, cash
from tests.counter.test_refund import FIRST, article, give_back
from tests.counter.test_reverse import PARCEL, kinds, refusal, take_back

# A ticket.


def test_the_last_ticket(shop: Play) -> None:
    answer = shop.settle([{**COFFEE, "quantity": 3}, LV_20], card(300), cash(500))
    back = take_back(shop, answer.op)
    assert (back.ticket, back.result["refunded_cents"]) == ("T-2026-000002", 512)
    ticket = back.posted[-1].data
    assert (ticket["refunds"], ticket["reason"], ticket["documents"]) == (
        FIRST,
        "wrong_key",
        ["ticket:T-2026-000002"],
    )
    assert [(item["means"], item["cents"]) for item in ticket["payments"]] == [("card", -300), ("cash", -212)]
    # What was handed over and given back in change is over: the price comes back.
    assert all(item["given_cents"] == item["cents"] for item in ticket["payments"])
    assert {item["change_cents"] for item in ticket["payments"]} == {0}
    assert [item["split"] for item in ticket["payments"]] == [
        [{"fund": share["fund"], "cents": -share["cents"]} for share in item["split"]]
        for item in answer.posted[-1].data["payments"]
    ]
    assert [entry.data["line"]["cents"] for entry in back.posted[:-1]] == [-360, -152]
    assert shop.status()["cash"]["expected_cents"] == 8000


def test_a_ticket_that_somebody_followed(shop: Play) -> None:
    first = shop.settle([COFFEE], card(120))
    second = shop.settle([COPY], card(20))
    refused = refusal(shop, first.op)
    assert (refused.code, refused.params) == ("till.not_last_ticket", {"ticket": FIRST})
    take_back(shop, second.op)
    # Its refund is a ticket too: the first one is refunded by its number.
    assert refusal(shop, first.op).code == "till.not_last_ticket"
    give_back(shop, 1)
    assert set(shop.status()["funds"].values()) == {0}


def test_what_was_refunded_in_part_is_not_taken_back_whole(shop: Play) -> None:
    answer = shop.settle([{**COFFEE, "quantity": 3}, COPY], card(380))
    give_back(shop, (1, 1))
    assert refusal(shop, answer.op).code == "journal.reversed_already"


def test_other_acts_than_tickets_may_follow(shop: Play) -> None:
    answer = shop.settle([COFFEE], cash(120))
    shop.do("relay.receive", tracking=PARCEL, shelf="A3")
    shop.do("till.count", counted_cents=8120)
    assert kinds(take_back(shop, answer.op)) == ["shop.sold", "till.settled"]


def test_the_last_ticket_of_yesterday(shop: Play) -> None:
    answer = shop.settle([COFFEE], cash(120))
    shop.close(counted_cents=8120)
    shop.open("2026-11-26T08:00")
    assert [entry.day for entry in take_back(shop, answer.op).posted] == ["2026-11-26"] * 2
    assert shop.status()["cash"]["expected_cents"] == 8000


def test_a_ticket_of_nothing_is_taken_back_without_money(shop: Play) -> None:
    article(shop, "FLYER", 0)
    answer = shop.settle([{"do": "shop.sell", "article": "FLYER"}])
    back = take_back(shop, answer.op)
    assert (back.result["refunded_cents"], back.posted[-1].data["payments"]) == (0, [])
    assert refusal(shop, answer.op).code == "journal.reversed_already"


def test_no_money_in_a_break(shop: Play) -> None:
    answer = shop.settle([COFFEE], cash(120))
    moved = shop.do("till.move", direction="in", cents=100, reason="float")
    shop.do("session.close")
    assert refusal(shop, answer.op).code == "session.not_open"
    # The drawer may be moved in a break, and so may its movements.
    take_back(shop, moved.op)


def test_no_more_cash_leaves_than_the_drawer_holds(shop: Play) -> None:
    answer = shop.settle([COFFEE], cash(120))
    shop.do("till.move", direction="out", cents=8001, reason="bank")
    refused = refusal(shop, answer.op)
    assert (refused.code, refused.params) == ("till.short", {"asked_cents": 120, "drawer_cents": 119})


# Another day's acts; closed days stay.


def test_closed_days_do_not_move(shop: Play) -> None:
    """R-1.31: what is taken back after a closing is of the open day; the closed one's entries, papers and figures stay."""
    moved = shop.do("till.move", direction="out", cents=1000, reason="bank")
    deposit = shop.do("relay.deposit", kind="letter", count=14)
    received = shop.do("relay.receive", tracking=PARCEL, shelf="A3")
    sale = shop.settle([COFFEE, LV_20], cash(272))
    closed = shop.close(counted_cents=7272).posted[-1]
    before = shop.rows("SELECT * FROM journal WHERE seq <= ?", closed.seq)
    papers = [
        to_text(shop.paper(name)) for name in ("z:Z-2026-0001", f"ticket:{FIRST}", "bordereau:2026-11-25")
    ]
    told = shop.status("2026-11-25")
    shop.open("2026-11-26T08:00")
    for answer in (moved, deposit, received, sale):
        assert {entry.day for entry in take_back(shop, answer.op).posted} == {"2026-11-26"}
    shop.close(counted_cents=8000)
    assert shop.rows("SELECT * FROM journal WHERE seq <= ?", closed.seq) == before
    again = [
        to_text(shop.paper(name)) for name in ("z:Z-2026-0001", f"ticket:{FIRST}", "bordereau:2026-11-25")
    ]
    assert again == papers
    assert shop.status("2026-11-25") == told
    second = shop.last("day.closed").data
    assert (second["cash"]["moved_cents"], second["returns_cents"]) == (1000, -120)
    assert second["cash"]["gap_cents"] == 0
    assert {row["scope"]: row["perpetual_cents"] for row in second["totals"]} == {
        "turnover": 0,
        "third_parties": 0,
    }


def test_a_session_of_yesterday_is_not_opened_again(shop: Play) -> None:
    op = shop.do("session.close").op
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    assert refusal(shop, op).code == "session.stays_closed"
    shop.do("session.close")
    assert refusal(shop, op).code == "session.stays_closed"


def test_an_act_beside_a_clock_that_jumped(shop: Play) -> None:
    """The `clock.set_back` before it is no part of what is taken back."""
    shop.hands.set("2026-11-24T08:00")
    answer = shop.do("relay.deposit", kind="letter", count=14)
    assert kinds(answer) == ["clock.set_back", "relay.deposited"]
    assert kinds(take_back(shop, answer.op)) == ["relay.deposited"]
