"""Acts taken back: pieces stand as they stood, while nothing came after; the last first."""

from collections.abc import Callable
from typing import Any

from tests.counter.desks import Play, card
from tests.entrusted.workshop import NET, figures, names, pay, ready, set_up, taken
from tests.services.relay_desk import rebuilt

Step = Callable[[Play, str], Any]

STEPS: tuple[Step, ...] = (
    lambda play, piece: play.do("pressing.move", piece=piece, place="B2"),
    lambda play, piece: play.do("pressing.report_incident", piece=piece, incident="not_found"),
    lambda play, piece: play.do("pressing.report_incident", piece=piece, incident="found"),
    lambda play, piece: play.do(
        "pressing.quote", order=piece.partition("/")[0], lines=[{"piece": piece, "cents": 2000}]
    ),
    lambda play, piece: play.do(
        "pressing.answer_quote", order=piece.partition("/")[0], answer="accepted", by="phone"
    ),
    lambda play, piece: play.do("pressing.send", partner=NET, pieces=[piece]),
    lambda play, piece: play.do("pressing.receive_back", partner=NET, pieces=[{"piece": piece}]),
    lambda play, piece: play.do("pressing.dispute", piece=piece, about=["stain"], note="Une tache"),
    lambda play, piece: play.do(
        "pressing.settle_dispute", piece=piece, outcome="compensated", cents=100, borne_by="partner"
    ),
    lambda play, piece: play.do("pressing.make_ready", pieces=[piece], place="A3"),
    lambda play, piece: play.do("pressing.remind", piece=piece, by="phone"),
    lambda play, piece: pay(play, [piece], 2000),
    lambda play, piece: play.do("pressing.collect", pieces=[piece], proof="slip"),
    lambda play, piece: play.do("pressing.redo", piece=piece, reason="stain"),
    lambda play, piece: play.do("pressing.withdraw", pieces=[piece], by="shop", reason="other"),
)
STANDS = {"pressing.send", "till.settle"}
"""What is not taken back here: a slip that was signed, a payment, which is another life."""


def row(play: Play) -> Any:
    """Return the piece without what tells which entry moved it."""
    (found,) = play.rows("SELECT * FROM pressing_piece")
    return found[:-1]


def dues(play: Play) -> int:
    return int(play.rows("SELECT COALESCE(sum(cents), 0) FROM pressing_due")[0][0])


def back(play: Play, op: Any) -> Any:
    return play.do("journal.reverse", op_of=op, reason="wrong_key")


def test_every_step_and_back_again(shop: Play) -> None:
    """Each act is taken back at once and done again; nothing of it is left."""
    set_up(shop)
    (piece,) = names(taken(shop))
    for step in STEPS:
        before, owed = row(shop), dues(shop)
        done = step(shop, piece)
        kinds = [entry.kind for entry in done.posted]
        if kinds[-1] in ("pressing.sent", "till.settled"):
            continue
        after, owed_after = row(shop), dues(shop)
        told = back(shop, done.op)
        assert [entry.kind for entry in told.posted] == ["pressing.reversed"]
        assert (row(shop), dues(shop)) == (before, owed), kinds
        step(shop, piece)
        assert (row(shop), dues(shop)) == (after, owed_after), kinds
    rebuilt(shop)


def test_the_last_first(shop: Play) -> None:
    set_up(shop)
    (piece,) = names(taken(shop))
    first = shop.do("pressing.move", piece=piece, place="B2")
    second = shop.do("pressing.move", piece=piece, place="B3")
    refused = shop.code("journal.reverse", op_of=first.op, reason="wrong_key")
    assert refused == "pressing.changed_since"
    back(shop, second.op)
    back(shop, first.op)
    assert shop.rows("SELECT place FROM pressing_piece") == [("PRESSING",)]


def test_an_order_that_was_never_here(shop: Play) -> None:
    set_up(shop)
    answer = shop.do("pressing.take_in", who={"name": "A"}, pieces=[{"kind": "COSTUME"}])
    assert figures(shop)["taken_in"] == 2
    back(shop, answer.op)
    told = figures(shop)
    assert (told["orders"], told["taken_in"], told["here"], told["open_cents"]) == (0, 0, 0, 0)
    assert shop.rows("SELECT DISTINCT state, void FROM pressing_piece") == [("cancelled", "cancelled")]
    assert taken(shop)["order"] == "D-2026-000002", "the number stays used"


def test_an_order_that_was_paid_or_moved_stays(shop: Play) -> None:
    set_up(shop)
    answer = shop.do("pressing.take_in", who={"name": "A"}, pieces=[{"kind": "MANTEAU"}])
    piece = answer.result["pieces"][0]["piece"]
    shop.settle([{"do": "pressing.pay", "piece": piece}], card(1490))
    assert shop.code("journal.reverse", op_of=answer.op, reason="wrong_key") == "pressing.changed_since"
    shop.do("till.refund", ticket="T-2026-000001", lines=[{"line": 1}], reason="wrong_key")
    back(shop, answer.op)


def test_a_slip_is_cancelled_until_it_is_signed(shop: Play) -> None:
    set_up(shop)
    (piece,) = names(taken(shop))
    prepared = shop.do("pressing.prepare_slip", partner=NET)
    assert (prepared.result["slip"], prepared.result["back_slot"]) == (
        "S-2026-0001",
        "2026-12-01T15:00/18:00",
    )
    assert [item["partner_cents"] for item in prepared.result["items"]] == [745]
    assert "cents" not in prepared.result["items"][0]
    assert shop.code("pressing.prepare_slip", partner=NET) == "pressing.nothing_to_send"
    # Whoever pays ahead meanwhile does not hold the slip.
    pay(shop, [piece], 1490)
    back(shop, prepared.op)
    assert shop.code("pressing.send", slip="S-2026-0001") == "pressing.slip_cancelled"
    again = shop.do("pressing.prepare_slip", partner=NET)
    assert again.result["slip"] == "S-2026-0002"
    shop.do("pressing.send", slip="S-2026-0002")
    assert shop.code("pressing.send", slip="S-2026-0002") == "pressing.slip_signed_already"
    assert shop.code("journal.reverse", op_of=again.op, reason="wrong_key") == "pressing.slip_signed_already"
    assert shop.code("pressing.send", slip="S-2026-0009") == "pressing.slip_unknown"
    assert shop.code("pressing.send") == "pressing.slip_or_partner"


def test_a_receipt_taken_back_owes_nothing_and_misses_nothing(shop: Play) -> None:
    set_up(shop)
    (first, second) = (names(taken(shop))[0] for _ in range(2))
    shop.do("pressing.send", partner=NET)
    shop.do("day.close", counted_cents=None)
    shop.open("2026-12-02T08:00", confirmed_day="2026-12-02")
    answer = shop.do("pressing.receive_back", partner=NET, pieces=[{"piece": first}])
    assert answer.result["missing"] == [second]
    assert figures(shop)["owed"] == {NET: 745}
    back(shop, answer.op)
    told = figures(shop)
    assert (told["owed"], told["at_partner"], told["missing"], told["received_back"]) == ({}, 2, 0, 0)


def test_not_all_of_it_came_today(shop: Play) -> None:
    set_up(shop)
    (first, second) = (names(taken(shop))[0] for _ in range(2))
    shop.do("pressing.send", partner=NET)
    shop.do("day.close", counted_cents=None)
    shop.open("2026-12-02T08:00", confirmed_day="2026-12-02")
    fields: dict[str, Any] = {"partner": NET, "pieces": [{"piece": first}], "complete": False}
    assert shop.do("pressing.receive_back", **fields).result["missing"] == []
    assert shop.do("pressing.taken_back", piece=second).result == {"piece": second, "slip": "S-2026-0001"}
    assert shop.rows("SELECT pieces FROM pressing_slip") == [(1,)]
    ready(shop, [second])
