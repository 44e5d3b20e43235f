"""Two halves of a day, one closing: counted or not, no money between them, nothing locked."""

from typing import Any

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, Desks, Play, card, cash, site_with
from tests.counter.test_refund import FIRST, asked
from tests.counter.test_visits_closing import rows_of


def sessions(play: Play) -> list[tuple[int, bool]]:
    """Of each session of the open day, or the last closed one: its number, and whether it goes on."""
    rows = play.rows(
        "SELECT n, closed_seq IS NULL FROM session"
        " WHERE day = (SELECT day FROM business_day ORDER BY opened_seq DESC LIMIT 1) ORDER BY n"
    )
    return [(n, bool(goes_on)) for n, goes_on in rows]


# A day with a break.


def test_a_day_with_a_break(shop: Play) -> None:
    """R-1.32: two sessions, one closing."""
    shop.settle([COFFEE], cash(120))
    shop.hands.set("2026-11-25T11:30")
    first = shop.do("session.close", counted_cents=8120)
    assert [entry.kind for entry in first.posted] == ["till.counted", "session.closed"]
    assert first.result == {"session": 1, "counted_cents": 8120, "expected_cents": 8120, "gap_cents": 0}
    assert first.posted[1].data == {
        "session": 1,
        "expected_cents": 8120,
        "counted_cents": 8120,
        "gap_cents": 0,
        "drawer": "MAIN",
    }
    assert sessions(shop) == [(1, False)]
    shop.hands.set("2026-11-25T15:00")
    second = shop.do("session.open")
    assert (second.result, second.posted[0].data) == ({"session": 2}, {"session": 2})
    shop.settle([COFFEE], cash(120))
    assert shop.do("session.close").result == {
        "session": 2,
        "counted_cents": None,
        "expected_cents": 8240,
        "gap_cents": None,
    }
    assert sessions(shop) == [(1, False), (2, False)]
    data = shop.close(counted_cents=8240).posted[-1].data
    assert (data["counts"]["sessions"], data["counts"]["tickets"], data["cash"]["gap_cents"]) == (2, 2, 0)
    assert "Demi-journées 2" in rows_of(shop, "z:Z-2026-0001")


def test_one_session_is_a_day_as_every_day(shop: Play) -> None:
    assert (sessions(shop), shop.status()["sessions"]) == ([(1, True)], 1)
    shop.close(counted_cents=8000)
    assert (sessions(shop), shop.status()["sessions"]) == ([(1, False)], 1)
    assert not any("Demi-journées" in row for row in rows_of(shop, "z:Z-2026-0001"))
    shop.open("2026-11-26T08:00")
    assert sessions(shop) == [(1, True)]


# What may follow what. c: close, o: open, r: reverse the last session.close
ORDERS: list[tuple[str, list[str | None], list[tuple[int, bool]]]] = [
    ("o", ["session.already_open"], [(1, True)]),
    ("c", [None], [(1, False)]),
    ("cc", [None, "session.not_open"], [(1, False)]),
    ("co", [None, None], [(1, False), (2, True)]),
    ("coo", [None, None, "session.already_open"], [(1, False), (2, True)]),
    ("coc", [None, None, None], [(1, False), (2, False)]),
    ("cocc", [None, None, None, "session.not_open"], [(1, False), (2, False)]),
    # Two at most; one closed by mistake is opened again.
    ("coco", [None, None, None, "session.no_third"], [(1, False), (2, False)]),
    ("cr", [None, None], [(1, True)]),
    ("crc", [None, None, None], [(1, False)]),
    ("crco", [None, None, None, None], [(1, False), (2, True)]),
    ("cocr", [None, None, None, None], [(1, False), (2, True)]),
    ("cocrc", [None] * 5, [(1, False), (2, False)]),
    ("cocrco", [None] * 5 + ["session.no_third"], [(1, False), (2, False)]),
    ("cro", [None, None, "session.already_open"], [(1, True)]),
    ("crr", [None, None, "journal.reversed_already"], [(1, True)]),
    # The first half is over once the second has begun.
    ("cor", [None, None, "session.stays_closed"], [(1, False), (2, True)]),
]


@pytest.mark.parametrize(("order", "codes", "left"), ORDERS, ids=[order for order, *_ in ORDERS])
def test_orders(shop: Play, order: str, codes: list[str | None], left: list[tuple[int, bool]]) -> None:
    seen, closed = [], None
    for step in order:
        if step == "c":
            answer = shop.ask("session.close")
            closed = answer.op if answer.refused is None else closed
        elif step == "o":
            answer = shop.ask("session.open")
        else:
            answer = shop.ask("journal.reverse", op_of=closed, reason="wrong_key")
        seen.append(answer.refused and answer.refused.code)
    assert (seen, sessions(shop)) == (codes, left)
    # The day is closed from wherever it stands, and counts the sessions that were begun.
    assert shop.close(counted_cents=8000).posted[-1].data["counts"]["sessions"] == len(left)
    assert sessions(shop) == [(n, False) for n, _ in left]
    assert not compare(shop.desk.folder.store, shop.desk.keys.store_key, catalogue.schemas()).differences


def test_opened_again_by_mistake_of_a_mistake(shop: Play) -> None:
    """What takes back a closing is a correction: the session is closed again, not the reversal taken back."""
    first = shop.do("session.close", counted_cents=8000)
    again = shop.do("journal.reverse", op_of=first.op, reason="wrong_key")
    (entry,) = again.posted
    assert (entry.kind, entry.data["session"], entry.data["corrects"]) == (
        "session.opened", 1, first.posted[1].seq,
    )  # fmt: skip
    assert shop.code("journal.reverse", op_of=again.op, reason="wrong_key") == "journal.is_reversal"
    # Its count is a fact and stays.
    assert shop.status()["cash"]["counted_cents"] == 8000
    second = shop.do("session.close")
    assert second.result["session"] == 1


def test_a_closing_of_the_session_that_was_not_the_last(shop: Play) -> None:
    first = shop.do("session.close").op
    shop.do("journal.reverse", op_of=first, reason="wrong_key")
    second = shop.do("session.close").op
    assert shop.code("journal.reverse", op_of=first, reason="wrong_key") == "journal.reversed_already"
    shop.do("journal.reverse", op_of=second, reason="wrong_key")
    assert sessions(shop) == [(1, True)]


# Counting.


COUNTS: list[tuple[dict[str, Any], Any]] = [
    ({}, (None, None)),
    ({"counted_cents": 8000}, (8000, 0)),
    ({"counted_cents": 7990}, (7990, -10)),
    ({"counted_cents": 8010}, (8010, 10)),
    ({"counted_cents": 0}, (0, -8000)),
    ({"denominations": {"2000": 4}}, (8000, 0)),
    ({"denominations": {}}, (0, -8000)),
    ({"counted_cents": 8000, "denominations": {"2000": 4}}, "till.count_fields"),
    ({"counted_cents": -1}, "input.bounds"),
    ({"counted_cents": None}, (None, None)),
]


@pytest.mark.parametrize(("fields", "expected"), COUNTS)
def test_counts(shop: Play, fields: dict[str, Any], expected: Any) -> None:
    """A gap in the middle of the day needs no reason: the closing asks for it."""
    if isinstance(expected, str):
        assert shop.code("session.close", **fields) == expected
        assert sessions(shop) == [(1, True)]
        return
    answer = shop.do("session.close", **fields)
    assert (answer.result["counted_cents"], answer.result["gap_cents"]) == expected
    assert ("till.counted" in [entry.kind for entry in answer.posted]) == (expected[0] is not None)


def test_counted_again_in_the_break(shop: Play) -> None:
    shop.do("session.close", counted_cents=7900)
    assert shop.do("till.count", counted_cents=8000).result["gap_cents"] == 0
    counts = [entry.data["counted_cents"] for entry in shop.posted() if entry.kind == "till.counted"]
    assert counts == [7900, 8000]
    assert shop.close().result["counted_cents"] == 8000


def test_the_count_of_a_session_holds_until_cash_moves(shop: Play) -> None:
    shop.do("session.close", counted_cents=7900)
    assert shop.code("day.close") == "day.gap_reason"
    shop.do("session.open")
    shop.settle([COFFEE], cash(120))
    assert shop.code("day.close", gap_reason="unexplained") == "day.count_stale"
    shop.do("session.close", counted_cents=8020)
    assert shop.close(gap_reason="unexplained").result["gap_cents"] == -100


# Between two sessions.


def test_no_money_between_two_sessions(shop: Play) -> None:
    shop.settle([COFFEE], card(120))
    shop.do("session.close")
    wrong = {"ticket": FIRST, "from": "card", "to": "cheque", "cents": 1, "reason": "wrong_means"}
    for do, fields in (
        ("till.settle", {"acts": [COFFEE], "payments": [card(120)]}),
        ("till.settle", {"acts": [COFFEE], "payments": []}),
        ("till.refund", asked(1)),
        ("till.correct_means", wrong),
    ):
        assert shop.code(do, **fields) == "session.not_open"
    shop.do("session.open")
    shop.do("till.correct_means", **wrong)
    shop.do("till.refund", **asked(1), payments=[card(120)])
    shop.settle([COFFEE], card(120))


def test_everything_else_goes_on(shop: Play) -> None:
    shop.do("session.close")
    shop.do("relay.receive", tracking="6A15602676300", shelf="A3")
    shop.do("relay.hand_over", tracking="6A15602676300", collector="addressee", id_document="id_card")
    shop.do("relay.deposit", kind="letter", count=1)
    shop.do("relay.hand_to_postman", what="deposits")
    shop.do("relay.stock_receive", product="LV_20", quantity=1)
    shop.do("till.move", direction="out", cents=1000, reason="bank")
    shop.do("till.count", counted_cents=7000)
    visit = shop.do("visit.save", acts=[COFFEE]).result["visit"]
    shop.do("visit.park", visit=visit)
    shop.do("shop.article_set", article="THE", label="Thé", cents=1, vat_code="TVA_10", nature="goods")
    assert shop.close(parked="keep").result["gap_cents"] == 0


def test_the_day_is_closed_in_a_break(shop: Play) -> None:
    shop.do("session.close", counted_cents=8000)
    answer = shop.close()
    assert (answer.result["gap_cents"], answer.posted[-1].data["counts"]["sessions"]) == (0, 1)
    for do in ("session.close", "session.open"):
        assert shop.code(do) == "day.not_open"


# A late day, and other drawers.


def test_late_in_a_break(shop: Play) -> None:
    shop.do("session.close")
    shop.hands.set("2026-11-26T04:00")
    for do in ("session.open", "session.close"):
        refused = shop.refused(do)
        assert (refused.code, refused.params) == ("day.must_close", {"day": "2026-11-25"})
    assert shop.close().result["late"] is True
    shop.do("day.open")
    assert sessions(shop) == [(1, True)]


def test_past_midnight_the_second_half_goes_on(shop: Play) -> None:
    shop.do("session.close")
    shop.hands.set("2026-11-26T03:59")
    assert shop.do("session.open").posted[0].day == "2026-11-25"


def test_each_day_has_its_own(shop: Play) -> None:
    shop.do("session.close")
    shop.do("session.open")
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    shop.do("session.close")
    shop.do("session.open")
    assert shop.rows("SELECT day, n FROM session ORDER BY day, n") == [
        ("2026-11-25", 1), ("2026-11-25", 2), ("2026-11-26", 1), ("2026-11-26", 2),
    ]  # fmt: skip
    assert shop.status()["sessions"] == 2


def test_a_drawer_of_another_name(desks: Desks) -> None:
    with desks.desk(site=site_with(drawer='"TIROIR"')) as play:
        play.open(float_cents=100)
        assert play.do("session.close").posted[0].data["drawer"] == "TIROIR"


def test_answers_are_made_from_the_last_entry(shop: Play) -> None:
    closed = shop.do("session.close", counted_cents=8000)
    assert closed.result is not None
    assert closed.result["session"] == 1
    assert shop.do("session.open").result == {"session": 2}
