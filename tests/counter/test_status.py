"""Where the day stands: the same keys while open and once closed, frozen at the closing."""

import json
from pathlib import Path

import pytest

from concierge_desk.domain.errors import Refused
from tests.counter.desks import COFFEE, LV_20, Play, card, cash

KEYS = {
    "day", "state", "number", "anchor", "tickets", "lines", "funds", "means", "change_cents", "vat", "cash",
    "custody", "deposits", "stock",
}  # fmt: skip


def test_before_the_first_day(play: Play) -> None:
    with pytest.raises(Refused) as caught:
        play.status()
    assert caught.value.code == "day.none"


def test_an_unknown_day(shop: Play) -> None:
    with pytest.raises(Refused) as caught:
        shop.status("2026-11-24")
    assert caught.value.code == "day.unknown"


def test_while_open(shop: Play) -> None:
    told = shop.status()
    assert told.keys() >= KEYS
    assert (told["state"], told["number"], told["anchor"]) == ("open", None, None)
    assert told["funds"] == {}
    assert told["means"] == {"cash": 0, "card": 0, "cheque": 0}
    assert told["vat"] == {}
    assert told["cash"] == {
        "float_cents": 8000,
        "expected_cents": 8000,
        "counted_cents": None,
        "gap_cents": None,
    }
    shop.settle([COFFEE, LV_20], cash(1000))
    shop.do("till.count", counted_cents=8200)
    told = shop.status()
    assert told["cash"] == {
        "float_cents": 8000,
        "expected_cents": 8272,
        "counted_cents": 8200,
        "gap_cents": -72,
    }
    assert told["funds"] == {"MANDATE:LAPOSTE": 152, "OWN": 120}
    assert told["vat"] == {"1000": {"ht_cents": 109, "vat_cents": 11, "ttc_cents": 120}}
    assert told["change_cents"] == 728


def test_once_closed(shop: Play) -> None:
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    shop.do("relay.receive", tracking="6A15602676300", shelf="A1")
    shop.do("relay.receive", tracking="008182709980000020033350276C", shelf="A2")
    shop.settle([COFFEE, LV_20], cash(1000))
    open_ = shop.status()
    shop.close(counted_cents=8272)
    closed = shop.status()
    assert closed.keys() == open_.keys() >= KEYS
    changed = {key for key in closed if closed[key] != open_[key]}
    assert changed == {"state", "number", "anchor", "cash", "drawers"}
    assert closed["number"] == "Z-2026-0001"
    last = shop.entry(shop.head())
    assert closed["anchor"] == f"A{last.seq}:{last.hash.hex()[:16]}"
    assert closed["cash"] == {
        "float_cents": 8000,
        "expected_cents": 8272,
        "counted_cents": 8272,
        "gap_cents": 0,
    }
    # Frozen: what the next day does changes nothing.
    shop.open("2026-11-26T08:00")
    shop.do("relay.hand_over", tracking="6A15602676300", collector="addressee", id_document="id_card")
    shop.settle([LV_20], card(152))
    assert shop.status("2026-11-25") == closed
    assert shop.status()["day"] == "2026-11-26"
    assert shop.status()["custody"] == {
        "received": 0,
        "handed_over": 1,
        "refused": 0,
        "returned": 0,
        "held": 1,
    }


def test_closed_without_a_count(shop: Play) -> None:
    shop.close(counted_cents=None)
    assert shop.status()["cash"] == {
        "float_cents": 8000, "expected_cents": 8000, "counted_cents": None, "gap_cents": None,
    }  # fmt: skip


def test_the_real_day(play: Play) -> None:
    """`data/real-day`, by the counter alone; the whole of it by command line is another test."""
    folder = Path(__file__).parents[1] / "data" / "real-day"
    for line in (folder / "day.jsonl").read_text("utf-8").splitlines():
        assert play.counter.execute(json.loads(line)).refused is None
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    told = play.status("2026-11-25")
    assert {key: told[key] for key in expected} == expected
