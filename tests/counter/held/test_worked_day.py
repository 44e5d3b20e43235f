"""The worked day of decision 0084, through the real operation, to the cent; and the small cases beside it."""

from collections.abc import Mapping
from typing import Any

import pytest

from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk import catalogue
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store.held import things
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, COPY, LV_20, Desks, Play, card, cash
from tests.counter.held.neighbours import GARMENT, KESSLER, ORDER, with_neighbours

LOAN = "L-2026-000001"
WHO = {"name": "Mme Kessler"}
PERSON = {"card": KESSLER}
HEM = {"do": "shop.sell", "article": "OURLET"}
LAPOSTE = "MANDATE:LAPOSTE"


def settled(play: Play) -> Mapping[str, Any]:
    return play.last("till.settled").data


def columns(play: Play) -> dict[str, int]:
    """What every fund of the last ticket comes to, by its lines."""
    found: dict[str, int] = {}
    for group in settled(play)["totals"]:
        found[group["fund"]] = found.get(group["fund"], 0) + group["ttc_cents"]
    return found


def rows_of(play: Play) -> dict[str, int]:
    """The same, by its payments and transfers."""
    found: dict[str, int] = {}
    told = settled(play)
    for row in (*told["payments"], *told.get("transfers", ())):
        for share in row["split"]:
            found[share["fund"]] = found.get(share["fund"], 0) + share["cents"]
    return found


def pay(
    play: Play, acts: list[dict[str, Any]], *payments: Mapping[str, Any], due: int, **more: Any
) -> Answer:
    answer = play.settle(acts, *payments, **more)
    assert answer.result is not None
    assert answer.result["due_cents"] == due
    by_lines = {fund: cents for fund, cents in columns(play).items() if cents}
    assert {fund: cents for fund, cents in rows_of(play).items() if cents} == by_lines
    return answer


def transfers(play: Play) -> dict[str, int]:
    return {row["means"]: row["cents"] for row in settled(play).get("transfers", ())}


def take_caution(cents: int, of: str = LOAN) -> dict[str, Any]:
    return {"do": "caution.take", "of": of, "who": WHO, "cents": cents}


def take_advance(cents: int, of: str = ORDER) -> dict[str, Any]:
    return {"do": "advance.take", "of": of, "who": WHO, "cents": cents}


@pytest.fixture
def day(desks: Desks) -> Any:
    with desks.desk() as play:
        with_neighbours(play)
        play.do(
            "shop.article_set",
            article="OURLET",
            label="Ourlet",
            cents=4500,
            vat_code="TVA_20",
            nature="service",
        )
        play.open(float_cents=10_000)
        yield play


def first_half(play: Play) -> None:
    pay(play, [take_caution(5000)], cash(5000), due=5000)
    pay(play, [take_advance(2000)], card(2000), due=2000)
    assert settled(play)["totals"][0]["vat_cents"] == 333
    owe = {"do": "account.owe", "who": PERSON, "cents": 240}
    coffees, stamps = {**COFFEE, "quantity": 2}, {**LV_20, "quantity": 3}
    answer = pay(play, [coffees, stamps, owe], cash(500), due=456)
    assert answer.result is not None and answer.result["change_cents"] == 44
    assert columns(play) == {"OWN": 240, LAPOSTE: 456, "ACCOUNT": -240}
    assert transfers(play) == {"account": 240}


def ticket_four(play: Play) -> Answer:
    keep = {"do": "caution.keep", "of": LOAN, "cents": 1500, "reason": "damage"}
    answer = pay(play, [keep, {"do": "caution.return", "of": LOAN}, COFFEE], due=-3380)
    assert transfers(play) == {"caution": 1500}
    set_off = [row for row in settled(play)["payments"] if not row["cents"]]
    assert [{share["fund"]: share["cents"] for share in row["split"]} for row in set_off] == [
        {"OWN": 120, "CAUTION": -120}
    ]
    real = [(row["means"], row["cents"]) for row in settled(play)["payments"] if row["cents"]]
    assert real == [("cash", -3380)]
    return answer


def second_half(play: Play) -> None:
    pay(play, [{"do": "account.pay", "who": PERSON, "cents": 100}], cash(100), due=100)
    answer = pay(play, [{"do": "account.pay", "who": PERSON, "cents": 60}], card(60), due=60)
    assert answer.result is not None and answer.result["lines"][0]["left_cents"] == 80
    pay(play, [HEM, {"do": "advance.use", "of": ORDER}], cash(2500), due=2500)
    assert transfers(play) == {"advance": 2000}
    assert [(group["fund"], group["vat_cents"]) for group in settled(play)["totals"]] == [
        ("ADVANCE", -333),
        ("OWN", 750),
    ]
    pay(play, [take_advance(1000)], cash(1000), due=1000)
    pay(play, [{"do": "advance.return", "of": ORDER, "by": "shop"}], due=-2000)
    assert columns(play) == {"ADVANCE": -1000, "OWN": -1000}
    pay(play, [take_caution(3000, "L-2026-000002")], card(3000), due=3000)
    back = {"do": "caution.return", "of": "L-2026-000002", "cents": 2000}
    acts = [back, {**LV_20, "quantity": 10}, {**COPY, "quantity": 15}]
    pay(play, acts, {"means": "cash", "cents": 180}, due=-180)
    set_off = [row for row in settled(play)["payments"] if not row["cents"]]
    assert sum(share["cents"] for row in set_off for share in row["split"] if share["cents"] > 0) == 1820


def figures(told: Mapping[str, Any]) -> None:
    """The day of decision 0084, as `day status` tells it."""
    declared = {int(rate): row["vat_cents"] for rate, row in told["vat"].items()}
    for rate, row in told["advance_vat"].items():
        declared[int(rate)] = declared.get(int(rate), 0) + row["vat_cents"]
    assert {rate: cents for rate, cents in declared.items() if cents} == {1000: 33, 2000: 800}
    assert told["turnover_cents"] == 5160
    assert told["indemnities"] == {"in_cents": 1500, "out_cents": 1000}
    assert told["transfers"] == {"account": 240, "advance": 2000, "caution": 1500}
    balances = {fund: row["closing_cents"] for fund, row in told["balances"].items()}
    assert balances == {"CAUTION": 1000, "ADVANCE": 0, "ACCOUNT": -80, LAPOSTE: 976}
    assert told["takings"]["LAPOSTE"] == {"cash": 1976, "card": 0, "cheque": 0}
    assert told["account_rates"] == [
        {"rate": 1000, "nature": "service", "owed_cents": 240, "paid_cents": 160}
    ]
    assert told["held"] == {
        "cautions": {"open": 1, "cents": 1000, "cheques": 0, "cheque_cents": 0},
        "advances": {"open": 0, "cents": 0},
        "debts": {"open": 1, "cents": 80},
        "cheques": {"here": 0, "cents": 0},
    }


def test_its_closing_tells_the_same(day: Play) -> None:
    first_half(day)
    ticket_four(day)
    second_half(day)
    day.do("caution.take", of="L-2026-000003", who=WHO, cents=10_000, cheque={"bank": "LBP"})
    before = day.status()
    day.do("till.count", counted_cents=13_496)
    day.close("2026-11-25T19:00")
    after = day.status("2026-11-25")
    for name in ("held", "balances", "turnover_cents", "indemnities", "transfers", "account_rates"):
        assert after[name] == before[name], name
    assert after["held"]["cautions"]["cheque_cents"] == 10_000
    assert verify_desk(day.desk, VerifyRequest(signatures=True, rebuild=True)).faults == []
    paper = str(day.paper("z:Z-2026-0001"))
    assert "Chèques de caution au coffre" in paper


def test_the_worked_day(day: Play) -> None:
    first_half(day)
    ticket_four(day)
    second_half(day)
    day.do("till.remit", principal="LAPOSTE", cents=1000)
    told = day.status()
    assert told["funds"] == {"OWN": 5660, "CAUTION": 1000, "ADVANCE": 0, "ACCOUNT": -80, LAPOSTE: 1976}
    assert told["means"] == {"cash": 3496, "card": 5060, "cheque": 0}
    assert told["cash"]["expected_cents"] == 12_496
    figures(told)
    assert [item["left_cents"] for item in _things(day, "debt")] == [80]
    assert rebuilt(day) == ()


def rebuilt(play: Play) -> tuple[Any, ...]:
    """What the tables would be otherwise, made again from the journal: nothing."""
    desk = play.desk
    return tuple(compare(desk.folder.store, desk.keys.store_key, catalogue.schemas()).differences)


def _things(play: Play, table: str) -> list[dict[str, int]]:
    found = play.rows(f"SELECT left_cents FROM {table} WHERE state = 'open' ORDER BY seq")
    return [{"left_cents": left} for (left,) in found]


def test_stored_tax_adds_up(day: Play) -> None:
    """1.00 + 0.99 + 0.01 ahead of 2.00 at 20 %: in all 0.33."""
    day.do("shop.article_set", article="BOUTON", label="Bouton", cents=200, vat_code="TVA_20", nature="goods")
    declared = 0
    for cents in (100, 99, 1):
        day.settle([take_advance(cents, GARMENT)], cash(cents))
        declared += sum(group["vat_cents"] for group in settled(day)["totals"])
    over = [take_advance(1, GARMENT)]
    assert day.code("till.settle", acts=over, payments=[cash(1)]) == "advance.over_price"
    pay(day, [{"do": "shop.sell", "article": "BOUTON"}, {"do": "advance.use", "of": GARMENT}], due=0)
    declared += sum(group["vat_cents"] for group in settled(day)["totals"])
    assert declared == 33


def test_a_refund_takes_the_slate_first(day: Play) -> None:
    """Slate of 7.00 on three of 4.00: one comes back, then another."""
    day.do(
        "shop.article_set", article="LESSIVE", label="Lessive", cents=400, vat_code="TVA_20", nature="goods"
    )
    owe = {"do": "account.owe", "who": PERSON, "cents": 700}
    pay(day, [{"do": "shop.sell", "article": "LESSIVE", "quantity": 3}, owe], cash(500), due=500)
    ticket = settled(day)["ticket"]
    asked = {"ticket": ticket, "lines": [{"line": 1, "quantity": 1}], "reason": "returned"}
    assert day.do("till.refund", **asked).result["refunded_cents"] == 0  # type: ignore[index]
    assert _things(day, "debt") == [{"left_cents": 300}]
    assert day.do("till.refund", **asked).result["refunded_cents"] == 100  # type: ignore[index]
    assert _things(day, "debt") == []
    assert rebuilt(day) == ()


def test_a_whole_ticket_was_never_there(day: Play) -> None:
    first_half(day)
    before = [day.rows(f"SELECT * FROM {table}") for table in ("caution", "held_move", "drawer")]
    op = ticket_four(day).op
    day.do("journal.reverse", op_of=op, reason="wrong_key")
    assert [day.rows(f"SELECT * FROM {table}") for table in ("caution", "held_move", "drawer")] == before
    assert rebuilt(day) == ()


def test_one_of_two_acts_on_a_thing_stays(day: Play) -> None:
    first_half(day)
    ticket_four(day)
    asked = {"ticket": settled(day)["ticket"], "reason": "wrong_key"}
    keep, back = [{"line": 1}], [{"line": 3}]
    assert day.code("till.refund", **asked, lines=keep) == "till.thing_moved"
    day.do("till.refund", **asked, lines=back)
    assert _things(day, "caution") == [{"left_cents": 3500}]
    day.do("till.refund", **asked, lines=keep)
    assert _things(day, "caution") == [{"left_cents": 5000}]
    assert rebuilt(day) == ()


def test_debts_of_a_person(day: Play) -> None:
    first_half(day)
    found = day.desk.store.read(lambda rows: things.open_debts_of(rows, ["person-1"]))
    assert [(debt.left_cents, dict(debt.rates)) for debt in found] == [(240, {(1000, "service"): 240})]
