"""Cautions of loans: each Z holds as much as the cautions that are open, in the fund and by the cheques in the safe."""

from collections.abc import Iterator
from typing import Any

import pytest

from concierge_desk.domain.document import Pair, Table
from concierge_desk.domain.errors import Refused
from tests.counter.desks import Play, card, cheque
from tests.lending.test_loans import CHECKS, DRILL, SECOND, lent, member

FLOAT = 8000


def take(of: str, cents: int) -> dict[str, Any]:
    return {"do": "caution.take", "of": of, "cents": cents}


def lived(play: Play) -> Iterator[int]:
    """Live a week of two loans, day by day, and yield what is held of their cautions as each ends."""
    first, second = (
        lent(play, member(play, name), thing)["loan"] for name, thing in (("A", DRILL), ("B", SECOND))
    )
    play.settle([{"do": "tools.pay", "loan": first}, take(first, 5000)], card(5700))
    play.do("caution.take", of=second, cents=5000, cheque={"bank": "LBP"})
    play.do("till.count_safe", cautions=1)
    yield 5000 + 5000
    # Something lacks: a part is kept, and an indemnity from then on.
    play.do("tools.return", object=DRILL, checks={**CHECKS, "FORET": 4})
    play.settle([{"do": "caution.keep", "of": first, "cents": 1500, "reason": "loss"}])
    yield 3500 + 5000
    play.settle([{"do": "caution.return", "of": first}], card(3500))
    yield 5000
    # Lost for good: the cheque is cashed, and becomes money of the fund.
    play.do("tools.report_incident", object=SECOND, incident="lost")
    play.settle([{"do": "caution.cash", "of": second}], cheque(5000))
    play.do("till.count_safe", cautions=0)
    yield 5000
    play.settle([{"do": "caution.keep", "of": second, "cents": 5000, "reason": "loss"}])
    yield 0


def test_every_z_holds_as_much_as_the_cautions_that_are_open(tools: Play) -> None:
    days = ("2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-30")
    for day, held in zip(days, lived(tools), strict=True):
        tools.close(f"{day}T17:59", counted_cents=tools.status()["cash"]["expected_cents"])
        closed = tools.last("day.closed").data
        cautions = closed["held"]["cautions"]
        fund = {row["fund"]: row["closing_cents"] for row in closed["balances"]}.get("CAUTION", 0)
        assert fund + cautions["cheque_cents"] == held, day
        assert cautions["cents"] == fund, day
        counted = closed.get("safe", {}).get("cautions", {"expected": cautions["cheques"], "gap": 0})
        assert (counted["expected"], counted["gap"]) == (cautions["cheques"], 0), day
        if day != days[-1]:
            tools.open(f"{days[days.index(day) + 1]}T09:00")


def table(play: Play, place: str) -> list[tuple[str, ...]]:
    """Return the rows of the list, and its total."""
    blocks = play.paper(f"cautions:{place}").blocks
    found = [block for block in blocks if isinstance(block, Table)]
    return [(*row[1:2], *row[3:]) for one in found for row in (*one.rows, one.total or ())]


def sums(play: Play, place: str) -> list[str]:
    return [one.right for one in play.paper(f"cautions:{place}").blocks if isinstance(one, Pair)][-3:]


def test_what_is_not_fetched_is_listed_each_year_with_its_thing(tools: Play) -> None:
    """R-5.06: a caution that nobody fetches stays owed, and is listed each year with what it was taken for."""
    first, second = (
        lent(tools, member(tools, name), thing)["loan"] for name, thing in (("Kessler", DRILL), ("B", SECOND))
    )
    tools.settle([{"do": "tools.pay", "loan": first}, take(first, 5000)], card(5700))
    tools.do("caution.take", of=second, cents=3000, cheque={"bank": "LBP"})
    tools.do("tools.return", object=DRILL, checks=CHECKS)
    held = [
        (
            f"Outils à prêter · Perceuse PERC-1 · {first}",
            "moins d’un an",
            "argent",
            "50,00\N{NO-BREAK SPACE}€",
        ),
        (
            f"Outils à prêter · Perceuse PERC-2 · {second}",
            "moins d’un an",
            "chèque",
            "30,00\N{NO-BREAK SPACE}€",
        ),
        ("", "", "Total", "80,00\N{NO-BREAK SPACE}€"),
    ]
    assert table(tools, "now") == held
    tools.close("2026-11-25T18:00", counted_cents=tools.status()["cash"]["expected_cents"])
    tools.hands.set("2027-01-04T08:00")
    tools.do("month.close")
    tools.open("2027-01-04T08:00", confirmed_day="2027-01-04")
    # What is given back since was held as the year ended all the same.
    tools.settle([{"do": "caution.return", "of": first}], card(5000))
    assert [row[1:] for row in table(tools, "2026")] == [row[1:] for row in held]
    year = tools.last("year.closed").data
    fund = {row["fund"]: row["closing_cents"] for row in year["balances"]}["CAUTION"]
    assert (fund, sums(tools, "2026")) == (
        5000,
        ["50,00\N{NO-BREAK SPACE}€", "30,00\N{NO-BREAK SPACE}€", "80,00\N{NO-BREAK SPACE}€"],
    )
    assert [row[1:] for row in table(tools, "now")] == [
        held[1][1:],
        ("", "Total", "30,00\N{NO-BREAK SPACE}€"),
    ]
    assert "Kessler" not in str(tools.paper("cautions:2026"))


def test_how_long_it_was_held_is_said(tools: Play) -> None:
    tools.do("caution.take", of="L-2026-000009", who={"name": "X"}, cents=3000, cheque={"bank": "LBP"})
    tools.close("2026-11-25T18:00", counted_cents=8000)
    for year, words in ((2027, "plus d’un an"), (2028, "plus de deux ans"), (2031, "plus de cinq ans")):
        tools.hands.set(f"{year}-11-26T08:00")
        tools.open(f"{year}-11-26T08:00", confirmed_day=f"{year}-11-26")
        assert table(tools, "now")[0][1] == words
        tools.close(f"{year}-11-26T18:00", counted_cents=8000)


def test_a_year_that_goes_on_has_no_list_yet(tools: Play) -> None:
    with pytest.raises(Refused) as refused:
        tools.paper("cautions:2026")
    assert refused.value.code == "print.unknown"
