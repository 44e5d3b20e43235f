"""What becomes of visits that are not paid when the day ends: kept or abandoned, never forgotten."""

from typing import Any

import pytest

from concierge_desk.counter.till.visits import abandoned, pending
from concierge_desk.domain.visit import Visit
from concierge_desk.printing.text import to_text
from tests.counter.desks import COFFEE, COPY, LV_20, Play, card
from tests.counter.test_visits import codes, save


def visit(code: str, *acts: dict[str, Any]) -> Visit:
    return Visit(code, False, acts, "2026-11-25T08:00:00.000Z")


def rows_of(play: Play, name: str) -> list[str]:
    text = to_text(play.paper(name)).replace("\u00a0", " ")
    return [" ".join(line.split()) for line in text.splitlines()]


# visits: (code, acts, parked) -> without an answer / kept: what waits / abandoned: how many entries
CASES: list[tuple[list[tuple[str, list[dict[str, Any]], bool]], str | None, list[str], int]] = [
    ([], None, [], 0),
    ([("v-1", [], False)], None, [], 0),
    ([("v-1", [], True)], None, [], 0),
    ([("v-1", [COFFEE], False)], "day.visits_open", ["v-1"], 1),
    ([("v-1", [COFFEE], True)], "day.visits_open", ["v-1"], 1),
    ([("v-1", [COFFEE], True), ("v-2", [COPY, LV_20], False)], "day.visits_open", ["v-1", "v-2"], 2),
    ([("v-1", [], False), ("v-2", [COFFEE], False)], "day.visits_open", ["v-2"], 1),
]


def begun(play: Play, visits: list[tuple[str, list[dict[str, Any]], bool]]) -> None:
    for code, acts, parked in visits:
        save(play, *acts, visit=code)
        if parked:
            play.do("visit.park", visit=code)


@pytest.mark.parametrize(("visits", "code", "kept", "n"), CASES)
@pytest.mark.parametrize("parked", [None, "keep", "abandon"])
def test_the_question(
    shop: Play,
    visits: list[tuple[str, list[dict[str, Any]], bool]],
    code: str | None,
    kept: list[str],
    n: int,
    parked: str | None,
) -> None:
    begun(shop, visits)
    before = codes(shop)
    answer = shop.ask("day.close", counted_cents=8000, **({} if parked is None else {"parked": parked}))
    if parked is None and code is not None:
        assert answer.refused is not None
        assert (answer.refused.code, answer.refused.params) == (code, {"visits": n})
        assert codes(shop) == before
        return
    assert answer.refused is None
    abandoned_now = [entry for entry in answer.posted if entry.kind == "visit.abandoned"]
    counts = answer.posted[-1].data["counts"]
    if parked == "abandon":
        assert [entry.data["visit"] for entry in abandoned_now] == kept
        assert (counts["abandoned"], counts["parked"], codes(shop)) == (n, 0, [])
    else:
        assert abandoned_now == []
        assert (counts["abandoned"], counts["parked"]) == (0, n)
        # Kept ones are parked: nobody stands there any more. Empty ones are gone.
        assert [(name, set_aside) for name, set_aside, _ in codes(shop)] == [(name, True) for name in kept]


def test_the_order_of_the_entries(shop: Play) -> None:
    begun(shop, CASES[5][0])
    answer = shop.close(counted_cents=8000, parked="abandon")
    assert [entry.kind for entry in answer.posted] == [
        "till.counted", "visit.abandoned", "visit.abandoned", "relay.day_reported", "day.closed",
    ]  # fmt: skip
    assert [entry.data["acts"] for entry in answer.posted[1:3]] == [
        ["shop.sell"],
        ["shop.sell", "relay.sell"],
    ]
    assert {entry.day for entry in answer.posted} == {"2026-11-25"}
    # The range of the closing ends before its own entries.
    assert answer.posted[-1].data["seq_to"] == answer.posted[0].seq - 1


@pytest.mark.parametrize("value", ["", "throw", True, 1, "KEPT"])
def test_other_words(shop: Play, value: object) -> None:
    assert shop.code("day.close", counted_cents=8000, parked=value) == "input.choice"


def test_the_word_in_either_case(shop: Play) -> None:
    begun(shop, CASES[3][0])
    shop.close(counted_cents=8000, parked="Keep")
    assert codes(shop) == [("v-1", True, 1)]


def test_the_other_refusals_come_first_or_after_and_nothing_is_lost(shop: Play) -> None:
    begun(shop, CASES[3][0])
    assert shop.code("day.close", counted_cents=7000) == "day.visits_open"
    assert shop.code("day.close", counted_cents=7000, parked="abandon") == "day.gap_reason"
    assert codes(shop) == [("v-1", False, 1)]
    shop.close(counted_cents=7000, parked="keep", gap_reason="unexplained")


# Late.


@pytest.mark.parametrize(
    ("fields", "left", "abandoned_now"),
    [
        ({}, [("v-1", True, 1)], 0),
        ({"parked": "keep"}, [("v-1", True, 1)], 0),
        ({"parked": "abandon"}, [], 1),
    ],
)
def test_a_late_closing_keeps(
    shop: Play, fields: dict[str, str], left: list[Any], abandoned_now: int
) -> None:
    """A forgotten day is one key: it asks nothing, and loses nothing."""
    begun(shop, CASES[6][0][:1] + CASES[3][0])
    answer = shop.close("2026-11-26T08:00", **fields)
    assert answer.result["late"] is True
    assert codes(shop) == left
    assert answer.posted[-1].data["counts"]["abandoned"] == abandoned_now


def test_until_four_it_is_asked(shop: Play) -> None:
    begun(shop, CASES[3][0])
    shop.hands.set("2026-11-26T03:59:59")
    assert shop.code("day.close", counted_cents=8000) == "day.visits_open"
    shop.hands.set("2026-11-26T04:00")
    shop.close()
    assert codes(shop) == [("v-1", True, 1)]


# The next day.


def test_a_kept_visit_is_paid_tomorrow_at_tomorrows_price(shop: Play) -> None:
    begun(shop, CASES[3][0])
    shop.close(counted_cents=8000, parked="keep")
    for do in ("visit.save", "visit.resume", "visit.abandon"):
        assert shop.code(do, visit="v-1") == "day.not_open"
    shop.open("2026-11-26T08:00")
    assert shop.status()["parked"] == 1
    shop.do("shop.article_set", article="CAFE", label="Café", cents=150, vat_code="TVA_10", nature="service")
    shop.do("visit.resume", visit="v-1")
    answer = shop.do("till.settle", visit="v-1", payments=[card(150)])
    assert answer.posted[-1].day == "2026-11-26"
    assert shop.status()["parked"] == 0
    # What the closed day says of it does not move.
    assert shop.status("2026-11-25")["parked"] == 1


def test_a_kept_visit_is_asked_for_again(shop: Play) -> None:
    begun(shop, CASES[3][0])
    shop.close(counted_cents=8000, parked="keep")
    shop.open("2026-11-26T08:00")
    assert shop.refused("day.close", counted_cents=8000).params == {"visits": 1}
    shop.close(counted_cents=8000, parked="abandon")
    assert shop.last("day.closed").data["counts"]["abandoned"] == 1
    assert shop.status("2026-11-25")["abandoned"] == 0


# Told.


def test_status_and_paper(shop: Play) -> None:
    begun(
        shop, [("v-1", [COFFEE], False), ("v-2", [COFFEE], False), ("v-3", [], False), ("v-4", [COPY], True)]
    )
    shop.do("visit.abandon", visit="v-1")
    told = shop.status()
    assert (told["abandoned"], told["parked"]) == (1, 2)
    shop.close(counted_cents=8000, parked="keep")
    told = shop.status()
    assert (told["abandoned"], told["parked"], told["sessions"]) == (1, 2, 1)
    rows = rows_of(shop, "z:Z-2026-0001")
    assert "Visites abandonnées 1" in rows
    assert "Visites gardées pour un autre jour 2" in rows
    # What is as every day is not told.
    assert not any(row.startswith("Demi-journées") for row in rows)


def test_a_usual_day_says_nothing_of_visits(shop: Play) -> None:
    shop.close(counted_cents=8000)
    assert not any("assage" in row for row in rows_of(shop, "z:Z-2026-0001"))


def test_what_holds_nothing_bars_nobody() -> None:
    empty, full = visit("v-1"), visit("v-2", COFFEE)
    assert pending((empty, full)) == (full,)
    assert pending(()) == ()


def test_what_is_said_of_one_that_was_given_up() -> None:
    event = abandoned(visit("v-1", {**LV_20, "quantity": 3}, COFFEE))
    assert (event.kind, event.data) == (
        "visit.abandoned",
        {"visit": "v-1", "acts": ["relay.sell", "shop.sell"]},
    )
    assert (event.aud, event.personal, event.documents, event.charge) == ("", (), (), None)
