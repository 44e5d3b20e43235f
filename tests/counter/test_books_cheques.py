"""The books of cheques: one that comes with no ticket, leaves twice or is worth more is told (0062)."""

from pathlib import Path
from typing import Any

import pytest

from tests.counter.desks import COFFEE, COPY, Desks, Play, card, cheque
from tests.counter.test_books import faults_of, forged, nested, put, says
from tests.store.forged import Forgery

PAID_IN, SETTLED, CLOSED = "till.paid_in", "till.settled", "day.closed"


def live(play: Play) -> None:
    """Two days: cheques come, one goes back, two go to the bank, a sheet is taken back, one stays overnight."""
    play.open("2026-11-25T08:00", float_cents=8000)
    play.settle([COFFEE], {**cheque(120), "bank": "CIC", "number": "1", "issuer": "Mme Kessler"})
    play.settle([{**COFFEE, "quantity": 2}], cheque(240))
    play.settle([COPY], cheque(20))
    play.settle([COPY], card(20))
    play.do("till.refund", ticket="T-2026-000003", lines=[{"line": 1}], reason="returned")
    first = play.rows("SELECT code FROM cheque WHERE cents = 120")[0][0]
    play.do("till.pay_in", cheques=[first], cents=2000)
    sheet = play.do("till.pay_in", denominations={"100": 5}).op
    play.do("journal.reverse", op_of=sheet, reason="wrong_key")
    play.close("2026-11-25T12:00", counted_cents=None, cheques_seen=[], card_terminal_cents=0)
    play.open("2026-11-26T08:00")
    play.do("till.pay_in")
    play.close("2026-11-26T18:00", counted_cents=None)


@pytest.fixture(scope="module")
def lived(desks: Desks) -> Path:
    with desks.desk() as play:
        live(play)
        return play.desk.folder.root


def test_an_honest_journal_has_nothing_to_tell(lived: Path) -> None:
    assert faults_of(lived) == []


def row(n: int, **told: Any) -> Any:
    return lambda data: data["payments"][n].update(told)


def first_cheque(**told: Any) -> Any:
    return lambda data: data["cheques"][0].update(told)


CHANGED: dict[str, tuple[Forgery, list[str]]] = {
    "a cheque that never came": (
        put(PAID_IN, 0, first_cheque(cheque="x-" + "0" * 12)),
        [f"{PAID_IN}: cheques"],
    ),
    "one worth more on its sheet": (
        put(PAID_IN, 0, first_cheque(cents=220)),
        [f"{PAID_IN}: cheques, cheques_cents"],
    ),
    "twice on a sheet": (
        put(PAID_IN, 0, lambda data: data["cheques"].append(data["cheques"][0])),
        [f"{PAID_IN}: cheques"],
    ),
    "left off its sheet": (
        put(PAID_IN, 0, lambda data: data["cheques"].clear()),
        [f"{PAID_IN}: cheques_cents", f"{CLOSED}: cheques"],
    ),
    "a sheet's sum": (
        put(PAID_IN, 0, nested("cheques_cents")),
        [f"{PAID_IN}: cheques_cents", f"{CLOSED}: cheques"],
    ),
    "a sheet's cash by pieces": (put(PAID_IN, 1, nested("cash_cents")), [f"{PAID_IN}: denominations"]),
    "a sheet's number": (put(PAID_IN, 0, says(sheet="E-2026-0007")), [f"{PAID_IN}: sheet"]),
    "a sheet taken back that is another": (
        put(PAID_IN, 2, says(sheet="E-2026-0001")),
        [f"{PAID_IN}: cheques"],
    ),
    "a cheque that went back is another": (
        put(SETTLED, 4, row(0, cheque="x-" + "0" * 12)),
        [f"{SETTLED}: payments"],
    ),
    "a cheque that comes without a code": (
        put(SETTLED, 1, lambda data: data["payments"][0].pop("cheque")),
        [f"{PAID_IN}: cheques", f"{CLOSED}: cheques"],
    ),
    "a Z's cheques": (put(CLOSED, 0, nested("cheques", "here", by=1)), [f"{CLOSED}: cheques"]),
    "a Z's sheets": (put(CLOSED, 0, nested("cheques", "cash_paid_in_cents")), [f"{CLOSED}: cheques"]),
    "a Z that keeps silent on cheques": (
        put(CLOSED, 0, lambda data: data.pop("cheques")),
        [f"{CLOSED}: cheques"],
    ),
    "a Z's cards": (put(CLOSED, 0, nested("card", "gap_cents")), [f"{CLOSED}: card"]),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_changed_is_told(what: str, lived: Path, tmp_path: Path) -> None:
    forgery, expected = CHANGED[what]
    found = forged(lived, tmp_path / "poste", forgery, adapt=True)
    assert set(expected) <= set(found), found
