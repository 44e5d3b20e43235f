"""Slates beside what else stands on a ticket: what may be put on one, at which rates, and what a refund takes off (0084)."""

from collections.abc import Mapping
from typing import Any

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, Desks, Play, cash
from tests.counter.held.neighbours import KESSLER, ORDER, with_neighbours

LOAN = "L-2026-000001"
WHO = {"name": "Mme Kessler"}
PERSON = {"card": KESSLER}
HEM = {"do": "shop.sell", "article": "OURLET"}
SOAP = {"do": "shop.sell", "article": "LESSIVE"}
TEA = {"do": "shop.sell", "article": "THE"}
OWE = {"do": "account.owe", "who": PERSON}
PAY = {"do": "account.pay", "who": PERSON}
WRITE_OFF = {"do": "account.write_off", "who": PERSON, "reason": "agreed"}
KEEP = {"do": "caution.keep", "of": LOAN, "cents": 1500, "reason": "damage"}
TEN, TWENTY = (1000, "service"), (2000, "service")


@pytest.fixture
def desk(desks: Desks) -> Any:
    """A shop that sells a hem (45.00 at 20 %), soap (4.00 at 20 %) and tea (5.00 at 10 %)."""
    with desks.desk() as play:
        with_neighbours(play)
        article(play, "OURLET", 4500, "TVA_20")
        article(play, "LESSIVE", 400, "TVA_20")
        article(play, "THE", 500, "TVA_10")
        play.do("settings.change", values={"account.cap_cents": 20_000})
        play.open(float_cents=10_000)
        yield play


def article(play: Play, code: str, cents: int, vat: str) -> None:
    play.do(
        "shop.article_set", article=code, label=code.capitalize(), cents=cents, vat_code=vat, nature="service"
    )


def due(play: Play, acts: list[Mapping[str, Any]], *payments: Mapping[str, Any]) -> int:
    answer = play.settle(acts, *payments)
    assert answer.result is not None
    return int(answer.result["due_cents"])


def rates(play: Play, kind: str) -> dict[tuple[int, str], int]:
    """By which rates the last entry of a kind says a slate."""
    return {(row["rate"], row["nature"]): row["cents"] for row in play.last(kind).data["rates"]}


def owed(play: Play) -> list[int]:
    """What is left of every debt that is open, the oldest first."""
    return [left for (left,) in play.rows("SELECT left_cents FROM debt WHERE state = 'open' ORDER BY seq")]


def expected(play: Play) -> int:
    return int(play.status()["cash"]["expected_cents"])


def rebuilt(play: Play) -> tuple[Any, ...]:
    desk = play.desk
    return tuple(compare(desk.folder.store, desk.keys.store_key, catalogue.schemas()).differences)


def ticket(play: Play) -> str:
    return str(play.last("till.settled").data["ticket"])


def refund(play: Play, number: str, *lines: int, **more: Any) -> dict[str, Any]:
    return {"ticket": number, "lines": [{"line": n} for n in lines], "reason": "returned", **more}


# What may be put on it.


def test_what_is_forgiven_makes_no_room(desk: Play) -> None:
    """10.00 forgiven and a coffee on the slate: 1.20 is owed, and nobody gets cash."""
    due(desk, [SOAP, SOAP, {**COFFEE, "quantity": 2}, {**OWE, "cents": 1000}], cash(40))
    named = {"do": "account.write_off", "debt": desk.last("account.owed").data["debt"], "reason": "agreed"}
    assert due(desk, [named, COFFEE, OWE]) == 0
    assert owed(desk) == [120]
    over = [WRITE_OFF, COFFEE, {**OWE, "cents": 121}]
    assert desk.refused("till.settle", acts=over, payments=[]).params == {"left_cents": 120}


def test_what_was_paid_ahead_covers_no_more_than_is_sold(desk: Play) -> None:
    due(desk, [SOAP, SOAP, {**OWE, "cents": 800}])
    ahead = {"do": "advance.take", "of": ORDER, "who": WHO, "cents": 2000, "vat_code": "TVA_20"}
    due(desk, [ahead], cash(2000))
    assert due(desk, [WRITE_OFF, COFFEE, {"do": "advance.use", "of": ORDER}]) == 0
    assert desk.rows("SELECT left_cents FROM advance") == [(1880,)]


# By which rates.


def test_a_pair_bears_nothing_of_a_slate(desk: Play) -> None:
    """15.00 of a caution is kept, a hem goes on the slate: all of it is the hem's."""
    due(desk, [{"do": "caution.take", "of": LOAN, "who": WHO, "cents": 5000}], cash(5000))
    due(desk, [KEEP, HEM, OWE])
    assert rates(desk, "account.owed") == {TWENTY: 4500}


def test_an_acompte_that_is_kept_bears_nothing_of_a_slate(desk: Play) -> None:
    ahead = {"do": "advance.take", "of": ORDER, "who": WHO, "cents": 2000, "vat_code": "TVA_20"}
    due(desk, [{**ahead, "as": "acompte"}], cash(2000))
    due(desk, [{"do": "advance.keep", "of": ORDER}, TEA, OWE])
    assert rates(desk, "account.owed") == {TEN: 500}


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        # What was paid ahead at 20 % pays what is sold at 20 % first, wherever it stands; then the oldest.
        ([TEA, HEM], {TEN: 500, TWENTY: 2500}),
        ([HEM, TEA], {TEN: 500, TWENTY: 2500}),
        ([TEA, SOAP, TEA, TEA, TEA], {TEN: 400}),
    ],
)
def test_what_was_paid_ahead_is_not_owed(desk: Play, acts: list[Any], said: dict[Any, int]) -> None:
    ahead = {"do": "advance.take", "of": ORDER, "who": WHO, "cents": 2000, "vat_code": "TVA_20"}
    due(desk, [ahead], cash(2000))
    due(desk, [*acts, {"do": "advance.use", "of": ORDER}, OWE])
    assert rates(desk, "account.owed") == said


def test_what_stands_on_the_slate_already_is_not_owed_again(desk: Play) -> None:
    """Half of a visit is put on the slate, then the rest of it: together it is what was sold."""
    due(desk, [TEA, SOAP, {**OWE, "cents": 450}, OWE])
    said = desk.status()["account_rates"]
    assert {(row["rate"], row["nature"]): row["owed_cents"] for row in said} == {TEN: 500, TWENTY: 400}
