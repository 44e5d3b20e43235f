"""The wrong means: a pair of payments that adds up to nothing, before the closing and after it ()."""

from typing import Any

import pytest

from concierge_desk.jobs.daily_file import export_of
from tests.counter.desks import COFFEE, COPY, LV_20, Desks, Play, card, cash, cheque, site_with
from tests.counter.test_refund import FIRST, SECOND, article, asked, give_back

LA_POSTE = export_of("laposte")


def fields(from_: str, to: str, cents: int, **more: Any) -> dict[str, Any]:
    return {"ticket": FIRST, "from": from_, "to": to, "cents": cents, "reason": "wrong_means", **more}


def correct(play: Play, from_: str, to: str, cents: int, **more: Any) -> Any:
    return play.do("till.correct_means", **fields(from_, to, cents, **more))


def pair(answer: Any) -> list[tuple[str, int, dict[str, int]]]:
    return [
        (item["means"], item["cents"], {share["fund"]: share["cents"] for share in item["split"]})
        for item in answer.posted[-1].data["payments"]
    ]


def expected(play: Play) -> int:
    return int(play.status()["cash"]["expected_cents"])


@pytest.fixture
def sold(shop: Play) -> Play:
    """Three coffees, two stamps, a copy: 3.80 € ours and 3.04 € La Poste's, noted as cash."""
    shop.settle([{**COFFEE, "quantity": 3}, {**LV_20, "quantity": 2}, COPY], cash(1000))
    return shop


# One correction.


def test_it_was_a_card(sold: Play) -> None:
    settled = sold.last("till.settled")
    answer = correct(sold, "cash", "card", 684)
    assert answer.result == {
        "corrected": FIRST,
        "payments": [{"means": "cash", "cents": -684}, {"means": "card", "cents": 684}],
    }
    (entry,) = answer.posted
    assert (entry.kind, entry.aud, entry.data["corrects"]) == ("till.means_corrected", "", settled.seq)
    assert {name: entry.data[name] for name in ("ticket", "reason", "note", "drawer")} == {
        "ticket": FIRST,
        "reason": "wrong_means",
        "note": None,
        "drawer": "MAIN",
    }
    assert entry.data["payments"][0] == {
        "means": "cash", "cents": -684, "given_cents": -684, "change_cents": 0,
        "split": [{"fund": "OWN", "cents": -380}, {"fund": "MANDATE:LAPOSTE", "cents": -304}],
    }  # fmt: skip
    assert pair(answer)[1] == ("card", 684, {"OWN": 380, "MANDATE:LAPOSTE": 304})
    # No ticket, no paper: the first one stands.
    assert (answer.ticket, answer.documents) == (None, ())
    told = sold.status()
    assert told["means"] == {"cash": 0, "card": 684, "cheque": 0}
    assert (told["funds"], told["tickets"]) == ({"MANDATE:LAPOSTE": 304, "OWN": 380}, 1)
    assert expected(sold) == 8000


SHARES = [
    # cents moved one after the other -> the share of each fund, ours and La Poste's: 380 and 304 are held
    ([684], [(380, 304)]),
    ([100], [(56, 44)]),
    ([1], [(1, 0)]),
    # A cent cannot be split: it is of the fund that holds most of what is left.
    ([1, 1, 1], [(1, 0), (1, 0), (1, 0)]),
    ([683, 1], [(379, 304), (1, 0)]),
    ([342, 342], [(190, 152), (190, 152)]),
]


@pytest.mark.parametrize(("moves", "shares"), SHARES)
def test_over_the_funds_that_the_wrong_means_held(
    sold: Play, moves: list[int], shares: list[tuple[int, int]]
) -> None:
    seen = []
    for cents in moves:
        (_, less, out), (_, more, into) = pair(correct(sold, "cash", "card", cents))
        assert (less, more) == (-cents, cents)
        assert out == {fund: -part for fund, part in into.items()}
        seen.append((into.get("OWN", 0), into.get("MANDATE:LAPOSTE", 0)))
    assert seen == shares


def test_a_tie_goes_to_the_mandate(shop: Play) -> None:
    article(shop, "PLATE", 152)
    shop.settle([{"do": "shop.sell", "article": "PLATE"}, LV_20], cash(304))
    assert pair(correct(shop, "cash", "card", 1))[1][2] == {"MANDATE:LAPOSTE": 1}
    assert pair(correct(shop, "cash", "card", 1))[1][2] == {"OWN": 1}


def test_of_several_means_only_the_wrong_one_moves(shop: Play) -> None:
    shop.settle([{**COFFEE, "quantity": 3}, {**LV_20, "quantity": 2}, COPY], card(300), cash(384))
    assert pair(correct(shop, "card", "cheque", 300))[0][2] == {"OWN": -167, "MANDATE:LAPOSTE": -133}
    assert shop.status()["means"] == {"cash": 384, "card": 0, "cheque": 300}
    assert expected(shop) == 8384


REFUSED: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    (fields("cash", "card", 685), "till.means_short", {"means": "cash", "held_cents": 684}),
    (fields("card", "cash", 1), "till.means_short", {"means": "card", "held_cents": 0}),
    (fields("cheque", "card", 684), "till.means_short", {"means": "cheque", "held_cents": 0}),
    (fields("cash", "cash", 684), "till.same_means", {"means": "cash"}),
    # Said before anything is looked up of the amount.
    (fields("card", "card", 1), "till.same_means", {"means": "card"}),
    (fields("cash", "card", 684, ticket=SECOND), "till.unknown_ticket", {"ticket": SECOND}),
    (fields("cash", "card", 0), "input.bounds", {"field": "cents", "least": 1, "most": 99_999_999}),
    (fields("cash", "gold", 1), "input.choice", {"field": "to", "words": "cash, card, cheque"}),
    (fields("", "card", 1), "input.choice", {"field": "from", "words": "cash, card, cheque"}),
    (fields("cash", "card", 1, reason=None), "input.missing", {"field": "reason"}),
]


@pytest.mark.parametrize(("asked_for", "code", "params"), REFUSED)
def test_refused(sold: Play, asked_for: dict[str, Any], code: str, params: dict[str, Any]) -> None:
    refused = sold.refused("till.correct_means", **asked_for)
    assert (refused.code, refused.params) == (code, params)


def test_again_and_back(sold: Play) -> None:
    """Each correction is bounded by what the means holds by then."""
    correct(sold, "cash", "card", 400)
    refused = sold.refused("till.correct_means", **fields("cash", "card", 285))
    assert refused.params == {"means": "cash", "held_cents": 284}
    correct(sold, "cash", "cheque", 284)
    correct(sold, "card", "cheque", 400)
    assert sold.status()["means"] == {"cash": 0, "card": 0, "cheque": 684}
    back = pair(correct(sold, "cheque", "cash", 684))
    # Two cheques that were none: a line for each.
    assert [(means, cents) for means, cents, _ in back] == [("cheque", -284), ("cheque", -400), ("cash", 684)]
    assert back[-1] == ("cash", 684, {"OWN": 380, "MANDATE:LAPOSTE": 304})
    assert expected(sold) == 8684
    assert sold.refused("till.correct_means", **fields("card", "cash", 1)).params["held_cents"] == 0
    corrected = [entry for entry in sold.posted() if entry.kind == "till.means_corrected"]
    assert len(corrected) == 4
    assert {entry.data["corrects"] for entry in corrected} == {sold.last("till.settled").seq}


# The drawer and the law.


def test_no_cash_leaves_the_drawer_by_it(sold: Play) -> None:
    """The notes never lay there: what should lie there changes, below nothing if need be; a count says the rest."""
    sold.do("till.move", direction="out", cents=8600, reason="bank")
    correct(sold, "cash", "card", 684)
    assert expected(sold) == -600
    assert sold.refused("till.move", direction="out", cents=1, reason="bank").params == {
        "asked_cents": 1,
        "drawer_cents": -600,
    }
    sold.settle([COFFEE], cash(120))
    assert sold.close(counted_cents=120, gap_reason="counting_error").result["gap_cents"] == 600
    assert sold.open("2026-11-26T08:00").result["float_cents"] == 120


def test_below_nothing_what_moves_no_cash_goes_on(sold: Play) -> None:
    sold.do("till.move", direction="out", cents=8600, reason="bank")
    correct(sold, "cash", "card", 684)
    sold.settle([COFFEE], card(120))
    give_back(sold, 1, ticket=SECOND)
    give_back(sold, 1, payments=[card(360), cash(0)])
    assert sold.refused("till.refund", **asked(3, payments=[cash(20)])).params == {
        "asked_cents": 20,
        "drawer_cents": -600,
    }


def test_a_drawer_never_opens_below_nothing(sold: Play) -> None:
    sold.do("till.move", direction="out", cents=8600, reason="bank")
    correct(sold, "cash", "card", 684)
    sold.close(counted_cents=None)
    answer = sold.open("2026-11-26T08:00")
    assert answer.result["float_cents"] == 0
    assert [(warning.code, warning.params) for warning in answer.warnings] == [
        ("till.float_differs", {"float_cents": 0, "left_cents": -600})
    ]


CASH_LIMIT = [
    # what was paid by card of 1,500.00 € and by cash, what is moved to cash -> refused?
    ([card(150_000)], [100_000], [None]),
    ([card(150_000)], [100_001], ["till.cash_limit"]),
    ([card(150_000)], [60_000, 40_001], [None, "till.cash_limit"]),
    ([card(150_000)], [60_000, 40_000], [None, None]),
    ([card(100_000), cash(50_000)], [50_000], [None]),
    ([card(100_000), cash(50_000)], [50_001], ["till.cash_limit"]),
]


@pytest.mark.parametrize(("paid", "moves", "codes"), CASH_LIMIT)
def test_thousand_euros_in_cash(
    shop: Play, paid: list[dict[str, Any]], moves: list[int], codes: list[str | None]
) -> None:
    """R-3.01: several cash payments of one ticket add up, however they came to be cash."""
    article(shop, "VELO", 150_000)
    shop.settle([{"do": "shop.sell", "article": "VELO"}], *paid)
    answers = [shop.ask("till.correct_means", **fields("card", "cash", cents)) for cents in moves]
    assert [answer.refused and answer.refused.code for answer in answers] == codes
    for answer in answers:
        if answer.refused is not None:
            assert answer.refused.params == {"limit_cents": 100_000}
    # To another means there is no such limit.
    correct(shop, "card", "cheque", 1)


# On a refund.


def test_on_a_refund_the_signs_are_turned_round(sold: Play) -> None:
    give_back(sold, 1)
    assert expected(sold) == 8324
    refused = sold.refused("till.correct_means", **fields("cash", "card", 361, ticket=SECOND))
    assert (refused.code, refused.params) == ("till.means_short", {"means": "cash", "held_cents": 360})
    answer = correct(sold, "cash", "card", 360, ticket=SECOND)
    assert pair(answer) == [("cash", 360, {"OWN": 360}), ("card", -360, {"OWN": -360})]
    # The notes that were thought to have left are still there.
    assert expected(sold) == 8684
    assert sold.status()["means"] == {"cash": 684, "card": -360, "cheque": 0}
    back = correct(sold, "card", "cash", 100, ticket=SECOND)
    assert pair(back) == [("card", 100, {"OWN": 100}), ("cash", -100, {"OWN": -100})]
    assert expected(sold) == 8584


def test_on_a_refund_the_cash_has_left_already(sold: Play) -> None:
    give_back(sold, 1, payments=[card(360)])
    sold.do("till.move", direction="out", cents=8684 - 359, reason="bank")
    correct(sold, "card", "cash", 360, ticket=SECOND)
    assert expected(sold) == -1


def test_a_refund_by_cash_is_no_payment_of_the_customer(shop: Play) -> None:
    """The limit of R-3.01 is on what a customer pays: it does not bar a correction of what was given back."""
    article(shop, "VELO", 150_000)
    shop.do("till.move", direction="in", cents=150_000, reason="float")
    shop.settle([{"do": "shop.sell", "article": "VELO"}], card(150_000))
    give_back(shop, 1)
    assert pair(correct(shop, "card", "cash", 150_000, ticket=SECOND))[1][1] == -150_000


# What follows.


def test_a_refund_goes_by_the_means_it_really_was(sold: Play) -> None:
    correct(sold, "cash", "card", 684)
    assert give_back(sold, 1).posted[-1].data["payments"][0]["means"] == "card"


def test_half_corrected_the_means_must_be_said(sold: Play) -> None:
    correct(sold, "cash", "card", 300)
    assert sold.code("till.refund", **asked(1)) == "till.refund_means"
    answer = sold.do("journal.reverse", op_of=sold.last("till.settled").op, reason="wrong_key")
    payments = answer.posted[-1].data["payments"]
    assert [(payment["means"], payment["cents"]) for payment in payments] == [("cash", -384), ("card", -300)]


def test_a_count_before_it_is_stale(sold: Play) -> None:
    sold.do("till.count", counted_cents=8000)
    correct(sold, "cash", "card", 684)
    assert sold.code("day.close") == "day.count_stale"
    assert sold.close(counted_cents=8000).result["gap_cents"] == 0


def test_not_in_a_break_and_not_without_a_day(sold: Play) -> None:
    sold.do("session.close")
    assert sold.code("till.correct_means", **fields("cash", "card", 684)) == "session.not_open"
    sold.close(counted_cents=None)
    assert sold.code("till.correct_means", **fields("cash", "card", 684)) == "day.not_open"


def test_after_the_closing_both_days_tell_it(sold: Play) -> None:
    """The closed day showed a gap because of the mistake; the day of the correction shows the opposite one."""
    first = sold.close(counted_cents=8000, gap_reason="unexplained").posted[-1]
    before = sold.rows("SELECT * FROM journal WHERE seq <= ?", first.seq)
    sold.open("2026-11-26T08:00")
    assert expected(sold) == 8000
    answer = correct(sold, "cash", "card", 684)
    assert (answer.posted[0].day, expected(sold)) == ("2026-11-26", 7316)
    second = sold.close(counted_cents=8000, gap_reason="counting_error").posted[-1].data
    assert (first.data["cash"]["gap_cents"], second["cash"]["gap_cents"]) == (-684, 684)
    assert second["means"] == [
        # On the side of the ticket it belongs to: nothing was given back.
        {"means": "cash", "in_cents": -684, "out_cents": 0, "net_cents": -684},
        {"means": "card", "in_cents": 684, "out_cents": 0, "net_cents": 684},
        {"means": "cheque", "in_cents": 0, "out_cents": 0, "net_cents": 0},
    ]
    assert (second["funds"], second["vat"], second["counts"]["tickets"]) == ([], [], 0)
    assert second["counts"]["drawer_openings"] == 0
    assert sold.rows("SELECT * FROM journal WHERE seq <= ?", first.seq) == before


def test_la_postes_takings_still_add_up(sold: Play) -> None:
    correct(sold, "cash", "card", 684)
    sold.close(counted_cents=8000)
    sold.open("2026-11-26T08:00")
    correct(sold, "card", "cheque", 84)
    sold.close(counted_cents=8000)
    reports = [entry for entry in sold.posted() if entry.kind == "relay.day_reported"]
    seen = [
        {row["means"]: (row["charged_cents"], row["refunded_cents"]) for row in report.data["takings"]}
        for report in reports
    ]
    # La Poste is never told of a refund that did not happen.
    assert seen == [
        {"cash": (0, 0), "card": (304, 0), "cheque": (0, 0)},
        {"cash": (0, 0), "card": (-37, 0), "cheque": (37, 0)},
    ]
    assert [report.data["charged_cents"] for report in reports] == [304, 0]
    first = 1
    for report in reports:
        own = [entry for entry in sold.posted(first) if entry.aud == "LAPOSTE" and entry.seq <= report.seq]
        assert LA_POSTE.check(own) == ()
        first = report.seq + 1


def test_on_a_refund_it_stays_among_what_was_refunded(sold: Play) -> None:
    give_back(sold, 2)
    correct(sold, "cash", "card", 304, ticket=SECOND)
    data = sold.close(counted_cents=None).posted[-1].data
    assert [(row["means"], row["in_cents"], row["out_cents"]) for row in data["means"]] == [
        ("cash", 684, 0), ("card", 0, 304), ("cheque", 0, 0),
    ]  # fmt: skip
    (report,) = [entry.data for entry in sold.posted() if entry.kind == "relay.day_reported"]
    assert {row["means"]: (row["charged_cents"], row["refunded_cents"]) for row in report["takings"]} == {
        "cash": (304, 0), "card": (0, 304), "cheque": (0, 0),
    }  # fmt: skip
    assert sold.last("till.means_corrected").data["refunds"] == FIRST


def test_a_reason_in_own_words_stays_beside_the_journal(sold: Play) -> None:
    data = correct(sold, "cash", "card", 684, reason="Le terminal de Mme Weber").posted[0].data
    assert data["reason"] == "other"
    assert sold.personal(data["note"]) == "Le terminal de Mme Weber"


def test_a_drawer_of_another_name(desks: Desks) -> None:
    with desks.desk(site=site_with(drawer='"TIROIR"')) as play:
        play.open(float_cents=100)
        play.settle([COFFEE], cheque(120))
        assert correct(play, "cheque", "cash", 120).posted[0].data["drawer"] == "TIROIR"
        assert expected(play) == 220
