"""Cautions of loans: each Z holds as much as the cautions that are open, in the fund and by the cheques in the safe."""

from collections.abc import Iterator
from typing import Any

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
