"""Figures of a day of things lent, their money, and how long it is known who had them."""

from datetime import date
from typing import Any

import pytest

from concierge_desk.counter.privacy.plan import periods_over
from concierge_desk.counter.values import codelists
from concierge_desk.services.tools import SERVICE
from tests.counter.desks import Play, card, cash
from tests.lending.test_due_days import next_day
from tests.lending.test_loans import CHAIRS, CHECKS, DRILL, SECOND, lent, member

ROUX = {"name": "Mme Roux"}
NOTHING = dict.fromkeys(("lent", "returned", "renewed", "lost", "out", "late", "reserved", "kept"), 0)


def figures(play: Play) -> dict[str, Any]:
    return dict(play.status()["tools"])


def test_a_day_counts_what_moved_and_what_stands(tools: Play) -> None:
    assert figures(tools) == NOTHING
    who = member(tools)
    lent(tools, who)
    second = lent(tools, who, SECOND)["loan"]
    lent(tools, who, CHAIRS, quantity=4)
    tools.do("tools.renew", loan=second)
    tools.do("tools.wait", object=DRILL, who=ROUX)
    tools.do("tools.return", object=DRILL, checks=CHECKS)
    tools.do("tools.return", object=CHAIRS, quantity=1)
    tools.do("tools.report_incident", object=SECOND, incident="lost")
    tools.do("tools.reserve", object=CHAIRS, who=ROUX, from_day="2026-12-01", to_day="2026-12-01")
    told = {"lent": 3, "returned": 2, "renewed": 1, "lost": 1, "out": 1, "late": 0, "reserved": 1, "kept": 1}
    assert figures(tools) == told
    # What was taken back never was.
    tools.do("journal.reverse", op_of=tools.last("tools.incident_noted").op, reason="wrong_key")
    tools.do("journal.reverse", op_of=tools.last("tools.renewed").op, reason="wrong_key")
    assert figures(tools) == {**told, "lost": 0, "renewed": 0, "out": 2}


def test_it_is_frozen_as_the_day_is_closed(tools: Play) -> None:
    lent(tools, member(tools), CHAIRS, days=1)
    frozen = figures(tools)
    tools.close(counted_cents=8000)
    reported = tools.last("tools.day_reported")
    assert (dict(reported.data), reported.aud) == (frozen, "")
    tools.open("2026-11-28T09:05", confirmed_day="2026-11-28")
    assert figures(tools) == {**NOTHING, "out": 1, "late": 1}
    assert tools.status("2026-11-25")["tools"] == frozen


def test_a_shop_without_any_of_it_tells_nothing(play: Play) -> None:
    play.open(float_cents=8000)
    assert "tools" not in play.status()


def test_seven_days_are_seven_euros_and_the_caution_comes_with_them(tools: Play) -> None:
    """7.00 with a VAT of 1.17; a caution of 50.00 bears none: 57.00. Given back with the drill.

    The membership of the same day is 10.00 with a VAT of 1.67.
    """
    loan = lent(tools, member(tools))["loan"]
    acts = [{"do": "tools.pay", "loan": loan}, {"do": "caution.take", "of": loan, "cents": 5000}]
    ticket = tools.settle(acts, cash(6000))
    assert ticket.result is not None and ticket.result["due_cents"] == 5700
    (row,) = tools.status()["vat"].values()
    assert {name: row[name] for name in ("ttc_cents", "vat_cents", "ht_cents")} == {
        "ttc_cents": 1700,
        "vat_cents": 284,
        "ht_cents": 1416,
    }
    back = tools.do("tools.return", object=DRILL, checks=CHECKS).result
    assert back["caution_cents"] == 5000
    tools.settle([{"do": "caution.return", "of": loan}])
    assert tools.rows("SELECT left_cents FROM caution") == [(0,)]


@pytest.mark.parametrize("loan", ["L-2026-000001", "l-2026-000099"])
def test_only_a_loan_that_is_or_was_is_paid(tools: Play, loan: str) -> None:
    """One that was taken back never was; the first is one of a game."""
    tools.do("games.register", object="JEU-1", kind="JEU", place="O1")
    tools.do("games.lend", object="JEU-1", who=member(tools))
    for _ in range(2):
        refused = tools.refused("till.settle", acts=[{"do": "tools.pay", "loan": loan}], payments=[])
        assert (refused.code, refused.params["of"]) == ("tools.unknown", loan.upper())
        lent(tools, member(tools, "Roux"))
        tools.do("journal.reverse", op_of=tools.last("tools.lent").op, reason="wrong_key")


def test_where_no_rate_is_known_nothing_is_paid(tools: Play) -> None:
    loan = lent(tools, member(tools))["loan"]
    tools.desk.store.write(lambda unit: unit.rows.execute("DELETE FROM vat_rate WHERE code = 'TVA_20'"))
    refused = tools.refused("till.settle", acts=[{"do": "tools.pay", "loan": loan}], payments=[])
    assert (refused.code, refused.params) == ("vat.unknown", {"vat_code": "TVA_20", "day": "2026-11-25"})


@pytest.mark.parametrize(
    ("days", "slot", "cents"), [(0, "2026-11-25", 0), (4, "2026-11-30", 400), (14, "2026-12-09", 1400)]
)
def test_days_that_are_rolled_are_free(tools: Play, days: int, slot: str, cents: int) -> None:
    loan = lent(tools, member(tools), days=days)
    assert (loan["due_day"], loan["cents"]) == (slot, cents)
    if not cents:
        acts = [{"do": "tools.pay", "loan": loan["loan"]}]
        assert tools.code("till.settle", acts=acts, payments=[]) == "tools.nothing_due"


def test_the_price_is_that_of_the_first_day(tools: Play) -> None:
    """Of what is noted afterwards too; a renewal adds its days at the same price."""
    row = {"kind": "CHAISE", "label_fr": "Chaise", "days": 3, "most_days": 7, "renewals": 1}
    tools.do("tools.set_kinds", rows=[{**row, "day_cents": 50, "valid_from": "2026-11-20"}])
    tools.do("tools.set_kinds", rows=[{**row, "day_cents": 80, "valid_from": "2026-11-25"}])
    who = member(tools)
    early = lent(tools, who, CHAIRS, quantity=2, lent_day="2026-11-24")
    assert (early["cents"], early["back_dated"]) == (300, True)
    assert lent(tools, who, CHAIRS, quantity=2)["cents"] == 480
    assert tools.do("tools.renew", loan=early["loan"], days=2).result["cents"] == 200
    paid = tools.settle([{"do": "tools.pay", "loan": early["loan"]}], card(500))
    assert paid.result is not None and paid.result["due_cents"] == 500


def test_it_is_no_name_once_three_months_are_over(tools: Play) -> None:
    """Three months after the loan ended; a lost one too, and a place that was let go. (R-4.02)"""
    names = {"queue": "M. Adam", "reserved": "Mme Lang"}
    person = member(tools)
    tools.do("tools.wait", object=DRILL, who={"name": names["queue"]})
    tools.do(
        "tools.reserve",
        object=SECOND,
        who={"name": names["reserved"]},
        from_day="2026-12-01",
        to_day="2026-12-01",
    )
    lent(tools, person)
    lent(tools, person, CHAIRS, quantity=3)
    next_day(tools, "2026-12-04", "08:10")
    tools.do("tools.unreserve", object=SECOND, from_day="2026-12-01")
    tools.do("tools.report_incident", object=DRILL, incident="lost", note="Tombée dans l'Ill")
    tools.do("tools.stop_waiting", object=DRILL, who={"name": names["queue"]})
    tools.do("tools.return", object=CHAIRS)
    figures_then = tools.rows("SELECT loan, quantity, cents, state, ended_day FROM tools_loan")

    def over(day: str) -> tuple[int, int]:
        retention = SERVICE.kept.retention
        found = tools.desk.store.read(lambda rows: periods_over(rows, retention, date.fromisoformat(day)))
        refs = {one.retention.code: len(one.refs) for one in found}
        return refs.get("tools.loan", 0), refs.get("tools.borrower", 0)

    # Of the queue, the reservation, the remark; of two loans by the card.
    assert over("2027-02-26") == over("2027-03-05") == (0, 0)
    assert over("2027-03-06") == (3, 2)
    next_day(tools, "2027-03-08")
    tools.do("privacy.purge")
    assert tools.rows("SELECT count(*) FROM personal WHERE text IN ('M. Adam', 'Mme Lang')") == [(0,)]
    links = "SELECT count(*) FROM party_link WHERE ref IN (SELECT party FROM tools_loan)"
    assert tools.rows(links) == [(0,)]
    assert tools.rows("SELECT loan, quantity, cents, state, ended_day FROM tools_loan") == figures_then


def test_the_number_of_a_bike_stands_beside(play: Play) -> None:
    """Ten letters and figures, as on its mark; a bike without one is warned of, and lent all the same."""
    play.open(float_cents=8000)
    told = {"kind": "VELO", "place": "O1"}
    assert play.code("bikes.register", object="V-1", **told, fnuci="12") == "input.fnuci"
    assert play.warned("bikes.register", object="V-2", **told) == ["bikes.fnuci_missing"]
    play.do("bikes.register", object="V-1", **told, fnuci="bc-1234 5678")
    ((ref,),) = play.rows("SELECT fnuci FROM bikes_object WHERE object = 'V-1'")
    assert play.personal(ref) == "BC12345678"
    assert not any("BC12345678" in str(posted.data) for posted in play.posted())


def test_a_bike_is_looked_at_part_by_part_both_ways(play: Play) -> None:
    play.open(float_cents=8000)
    play.do("bikes.register", object="V-1", kind="VELO", place="O1", fnuci="BC12345678")
    asked = {"object": "V-1", "checks": {"ANTIVOL": 1}, "age": "16_17", "guardian": True}
    parts = codelists.codes("bike_part")
    good = dict.fromkeys(parts, "good")
    play.do("bikes.lend", who=member(play), condition=good, **asked)
    back = play.do(
        "bikes.return", object="V-1", checks={"ANTIVOL": 1}, condition={**good, parts[0]: "damaged"}
    )
    assert back.result["state"] == "damaged"


def test_a_name_that_was_typed_is_known_while_it_stands(tools: Play) -> None:
    """It gets into no label and no code meanwhile."""
    here = SERVICE.here
    assert here is not None

    def names() -> set[str]:
        return set(tools.desk.store.read(lambda rows: tuple(here(rows))))

    days = {"from_day": "2026-12-15", "to_day": "2026-12-15"}
    tools.do(
        "tools.register",
        object="ECHELLE",
        kind="CHAISE",
        place="O1",
        owner="resident",
        who={"name": "M. Adam"},
    )
    tools.do("tools.reserve", object=DRILL, who=ROUX, **days)
    tools.do("tools.wait", object=SECOND, who={"name": "Mme Lang"})
    assert names() == {"M. Adam", "Mme Roux", "Mme Lang"}
    told = {"kind": "CHAISE", "place": "O1"}
    assert tools.code("tools.register", object="ROUX-1", **told) == "input.code_names"
    tools.do("tools.unreserve", object=DRILL, from_day="2026-12-15")
    tools.do("tools.stop_waiting", object=SECOND, who={"name": "Mme Lang"})
    tools.do("tools.maintain", object="ECHELLE", what="retired")
    assert names() == set()
    tools.do("tools.register", object="ROUX-1", **told)
