"""Money that is somebody else's is paid over: out of the drawer or by the bank, on a slip that has a number (0079)."""

from typing import Any

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.store.accounting.remittances import remittance_of
from concierge_desk.store.accounts import Account, accounts
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, Play, card, cash
from tests.counter.test_partners import faults

STAMPS = {"do": "relay.sell", "product": "LV_20", "quantity": 13}
LAPOSTE, FUND = "LAPOSTE", "MANDATE:LAPOSTE"
SLIP = "V-2026-0001"


@pytest.fixture
def sold(shop: Play) -> Play:
    """Stamps for 19.76 € are La Poste's, a coffee is ours."""
    shop.settle([STAMPS, COFFEE], cash(2096))
    return shop


def owed(play: Play) -> int:
    (account,) = play.desk.store.read(accounts)
    return account.owed_cents


def held(play: Play) -> int:
    return int(play.status()["cash"]["expected_cents"])


def stored(play: Play) -> list[tuple[Any, ...]]:
    return play.rows("SELECT slip, principal, fund, cents, by, until_day, owed_cents FROM remittance")


def test_cash_leaves_the_drawer_and_is_owed_no_more(sold: Play) -> None:
    """services-1, the worked day: 10.00 € of 19.76 € are handed over, 9.76 € are still owed."""
    before = held(sold)
    answer = sold.do("till.remit", principal=LAPOSTE, cents=1000)
    assert answer.result == {"slip": SLIP, "fund": FUND, "owed_cents": 976}
    assert [entry.kind for entry in answer.posted] == ["till.moved", "till.remitted"]
    assert [entry.aud for entry in answer.posted] == ["", LAPOSTE], "he reads his own"
    assert answer.documents == (f"remittance:{SLIP}",)
    assert (owed(sold), held(sold)) == (976, before - 1000)
    assert stored(sold) == [(SLIP, LAPOSTE, FUND, 1000, "cash", None, 976)]


def test_by_the_bank_no_cash_moves(sold: Play) -> None:
    before = held(sold)
    answer = sold.do("till.remit", principal="laposte", cents=1976, by="bank", until_day="2026-11-24")
    assert [entry.kind for entry in answer.posted] == ["till.remitted"]
    assert (owed(sold), held(sold)) == (0, before)
    assert stored(sold) == [(SLIP, LAPOSTE, FUND, 1976, "bank", "2026-11-24", 0)]


def test_what_was_moved_for_that_reason_counts_as_one(sold: Play) -> None:
    sold.do("till.move", direction="out", cents=500, reason="remittance", fund=FUND)
    assert sold.do("till.remit", principal=LAPOSTE, cents=1000).result["owed_cents"] == 476  # type: ignore[index]


def test_no_more_leaves_than_lies_there(sold: Play) -> None:
    asked = held(sold) + 1
    refused = sold.refused("till.remit", principal=LAPOSTE, cents=asked)
    assert refused.code == "till.short"
    assert dict(refused.params)["asked_cents"] == asked
    assert sold.warned("till.remit", principal=LAPOSTE, cents=asked, by="bank") == ["till.over_remitted"]


def test_too_much_is_paid_over_and_told(sold: Play) -> None:
    answer = sold.do("till.remit", principal=LAPOSTE, cents=2000)
    (warning,) = answer.warnings
    assert (warning.code, dict(warning.params)) == (
        "till.over_remitted",
        {"over_cents": 24, "partner": "La Poste"},
    )
    assert owed(sold) == -24


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"principal": "NOBODY", "cents": 1}, "partner.unknown"),
        ({"principal": LAPOSTE, "cents": 0}, "input.bounds"),
        ({"principal": LAPOSTE, "cents": 1, "by": "card"}, "input.choice"),
    ],
)
def test_what_is_refused(sold: Play, fields: dict[str, Any], code: str) -> None:
    assert sold.code("till.remit", **fields) == code


def test_it_is_taken_back_the_same_day_alone(sold: Play) -> None:
    before = held(sold)
    op = sold.do("till.remit", principal=LAPOSTE, cents=1000).op
    bank = sold.do("till.remit", principal=LAPOSTE, cents=300, by="bank").op
    back = sold.do("journal.reverse", op_of=op, reason="wrong_key")
    assert [entry.kind for entry in back.posted] == ["till.remitted", "till.moved"]
    assert back.posted[0].data["cents"] == -1000
    assert (owed(sold), held(sold)) == (1676, before)
    assert sold.desk.store.read(lambda rows: remittance_of(rows, SLIP)).taken_back_seq == back.posted[0].seq  # type: ignore[union-attr]
    # Its number is not given out again.
    last = sold.do("till.remit", principal=LAPOSTE, cents=100).op
    assert [row[0] for row in stored(sold)] == [SLIP, "V-2026-0002", "V-2026-0003"]
    sold.close("2026-11-25T18:00")
    sold.open("2026-11-26T08:00")
    for gone in (bank, last):
        assert sold.code("journal.reverse", op_of=gone, reason="wrong_key") == "till.remittance_stays"


def test_statement_and_journal_bear_it_out(sold: Play) -> None:
    sold.do("till.remit", principal=LAPOSTE, cents=1000)
    sold.do("till.remit", principal=LAPOSTE, cents=300, by="bank")
    sold.close("2026-11-25T18:00")
    report = sold.last("relay.day_reported").data
    names = ("remitted_cents", "remitted_by_bank_cents", "remitted_total_cents", "owed_cents")
    assert [report[name] for name in names] == [1300, 300, 1300, 676]
    assert faults(sold) == []
    assert not compare(sold.desk.folder.store, sold.desk.keys.store_key, catalogue.schemas()).differences
    sold.open("2026-11-26T08:00")
    sold.settle([STAMPS], card(1976))
    sold.close("2026-11-26T18:00")
    assert "remitted_by_bank_cents" not in sold.last("relay.day_reported").data
    assert sold.desk.store.read(accounts) == (Account(FUND, 2652, 676),)


def test_a_partner_of_a_mandate_reads_his_own(shop: Play) -> None:
    shop.do("partner.set", partner="ATELIER", name="Atelier", regime="mandate", audience=True)
    shop.do("partner.retire", partner="ATELIER", from_day="2026-11-25")
    # What is his can still leave.
    answer = shop.do("till.remit", principal="ATELIER", cents=100)
    assert answer.posted[-1].aud == "ATELIER" and answer.posted[0].data["on_behalf"] == "Atelier"
    assert answer.result == {"slip": SLIP, "fund": "MANDATE:ATELIER", "owed_cents": -100}


def test_whoever_is_sold_on_our_account_is_paid_out_of_our_own(shop: Play) -> None:
    shop.do("partner.set", partner="BOULANGER", name="Boulanger", regime="own")
    answer = shop.do("till.remit", principal="BOULANGER", cents=100)
    assert answer.result == {"slip": SLIP, "fund": "OWN", "owed_cents": None}
    assert (answer.posted[0].data["fund"], answer.posted[-1].aud, answer.warnings) == ("OWN", "BOULANGER", ())
    assert shop.desk.store.read(accounts) == ()


def test_the_slip_says_what_was_owed_and_what_is(sold: Play) -> None:
    from concierge_desk.printing.text import to_text

    sold.do("till.remit", principal=LAPOSTE, cents=1000, until_day="2026-11-24")
    op = sold.do("till.remit", principal=LAPOSTE, cents=976, by="bank").op
    text = to_text(sold.paper(f"remittance:{SLIP}"))
    for said in ("Bordereau de versement V-2026-0001", "La Poste", "19,76", "10,00", "9,76", "24/11/2026"):
        assert said in text
    assert "Reçu par" in text
    sold.do("journal.reverse", op_of=op, reason="wrong_key")
    text = to_text(sold.paper("remittance:V-2026-0002"))
    assert "ANNULÉ" in text and "Par la banque" in text and "Reçu par" not in text
