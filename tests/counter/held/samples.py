"""Commands of money that is held or owed, each played once and taken back."""

from typing import Any

from tests.counter.desks import COFFEE, Play, card, cash
from tests.counter.held.neighbours import KESSLER, with_neighbours
from tests.services.samples import After, Undone, after

LOAN, ORDER = "L-2026-000001", "D-2026-000009"
WHO = {"name": "Mme Kessler"}
PERSON = {"card": KESSLER}
TAKE_CAUTION = {"do": "caution.take", "of": LOAN, "who": WHO, "cents": 5000}
TAKE_ADVANCE = {"do": "advance.take", "of": ORDER, "who": WHO, "cents": 100, "vat_code": "TVA_10"}
OWE = {"do": "account.owe", "who": PERSON}
PAY = {"do": "account.pay", "who": PERSON}


def caution_taken(play: Play) -> None:
    play.settle([TAKE_CAUTION], cash(5000))


def cheque_kept(play: Play) -> None:
    play.do("caution.take", of=LOAN, who=WHO, cents=5000, cheque={"bank": "LBP", "number": "42"})


def advance_taken(play: Play) -> None:
    play.settle([TAKE_ADVANCE], cash(100))


def owed(play: Play) -> None:
    with_neighbours(play)
    play.settle([COFFEE, OWE])


def cheque_at_bank(play: Play) -> None:
    play.settle([COFFEE], {"means": "cheque", "cents": 120})
    play.do("till.pay_in")


def unpaid(play: Play) -> dict[str, Any]:
    """The act by which the cheque that was taken to the bank is owed again."""
    code = str(play.rows("SELECT code FROM cheque")[0][0])
    return {"do": "account.unpaid_cheque", "cheque": code, "who": WHO}


class _Bounced(After):
    """An act that names the cheque which was drawn before."""

    def alone(self, play: Play) -> str | None:
        return play.settle([unpaid(play)]).op


def _settled(first: Any, *acts: dict[str, Any], pay: tuple[dict[str, Any], ...] = ()) -> After:
    return after(first, "till.settle", acts=list(acts), payments=list(pay))


def nothing(play: Play) -> None:
    with_neighbours(play)


KEEP = {"do": "caution.keep", "of": LOAN, "cents": 1500, "reason": "damage"}
RETURN = {"do": "caution.return", "of": LOAN}
CASH_IT = {"do": "caution.cash", "of": LOAN}
USE = {"do": "advance.use", "of": ORDER}
KEEP_ADVANCE = {"do": "advance.keep", "of": ORDER}
GIVE_BACK = {"do": "advance.return", "of": ORDER, "by": "shop"}
WRITE_OFF = {"do": "account.write_off", "who": PERSON, "reason": "agreed"}
INDEMNIFY = {"do": "till.indemnify", "direction": "in", "cents": 300, "reason": "compensation"}
TILL = "till.settled"

HELD: Undone = {
    "caution.take": (_settled(nothing, TAKE_CAUTION, pay=(cash(5000),)), ["caution.taken", TILL]),
    "caution.cash": (
        _settled(cheque_kept, CASH_IT, pay=({"means": "cheque", "cents": 5000},)),
        ["caution.cashed", TILL],
    ),
    "caution.return": (_settled(caution_taken, RETURN), ["caution.returned", TILL]),
    "caution.keep": (_settled(caution_taken, KEEP), ["caution.kept", "till.indemnified", TILL]),
    "advance.take": (_settled(nothing, TAKE_ADVANCE, pay=(card(100),)), ["advance.taken", TILL]),
    "advance.use": (
        _settled(advance_taken, COFFEE, USE, pay=(cash(20),)),
        ["shop.sold", "advance.used", TILL],
    ),
    "advance.keep": (_settled(advance_taken, KEEP_ADVANCE), ["advance.kept", "till.indemnified", TILL]),
    "advance.return": (_settled(advance_taken, GIVE_BACK), ["advance.returned", "till.indemnified", TILL]),
    "account.owe": (_settled(nothing, COFFEE, OWE), ["shop.sold", "account.owed", TILL]),
    "account.pay": (_settled(owed, PAY, pay=(cash(120),)), ["account.paid", TILL]),
    "account.write_off": (_settled(owed, WRITE_OFF), ["account.written_off", "till.indemnified", TILL]),
    "account.unpaid_cheque": (_Bounced(cheque_at_bank, "", {}), ["account.cheque_unpaid", TILL]),
    "till.indemnify": (_settled(nothing, INDEMNIFY, pay=(cash(300),)), ["till.indemnified", TILL]),
}
