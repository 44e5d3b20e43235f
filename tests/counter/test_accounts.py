"""Accounts of principals: what was charged for each, less what was paid over, now and as the day began."""

from concierge_desk.desk import catalogue
from concierge_desk.store.accounts import Account, accounts
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, Play, cash

STAMPS = {"do": "relay.sell", "product": "LV_20", "quantity": 2}
FUND = "MANDATE:LAPOSTE"


def account(play: Play) -> tuple[Account, ...]:
    return play.desk.store.read(accounts)


def test_a_charge_is_owed_and_a_remittance_is_not_any_more(shop: Play) -> None:
    assert account(shop) == ()
    shop.settle([STAMPS, COFFEE], cash(424))
    assert account(shop) == (Account(FUND, 304, 0),), "a coffee is ours"
    shop.do("till.move", direction="out", cents=200, reason="remittance", fund=FUND)
    shop.do("till.move", direction="in", cents=50, reason="float", fund=FUND)
    shop.do("till.move", direction="out", cents=100, reason="bank", fund="OWN")
    assert account(shop) == (Account(FUND, 154, 0),)


def test_what_was_owed_as_the_day_began_stays_through_it(shop: Play) -> None:
    shop.settle([STAMPS], cash(304))
    shop.close("2026-11-25T18:00")
    shop.open("2026-11-26T08:00")
    shop.settle([STAMPS], cash(304))
    assert account(shop) == (Account(FUND, 608, 304),)
    assert not compare(shop.desk.folder.store, shop.desk.keys.store_key, catalogue.schemas()).differences
