"""What the machine found, each by itself."""

from typing import Any

from tests.counter.desks import COFFEE, Play, card, cash, cheque


def known(play: Play, family: str) -> tuple[str, dict[str, str]]:
    """Keep somebody; return the key, and who that is at the counter."""
    play.do("person.create", family=family, given="Anne")
    ((person,),) = play.rows("SELECT person FROM people_person ORDER BY n DESC LIMIT 1")
    return str(person), {
        "card": str(play.rows("SELECT card FROM people_card WHERE person = ?", person)[0][0])
    }


def owes(play: Play, who: dict[str, str], cents: int) -> str:
    acts: list[dict[str, Any]] = [{**COFFEE, "quantity": 9}, {"do": "account.owe", "cents": cents}]
    play.settle(acts, cash(1080 - cents), who=who)
    return str(play.last("account.owed").data["debt"])


def test_a_debt_from_before_a_merge_is_paid_as_one_of_all(shop: Play) -> None:
    """What is left after it is what the one person owes, whoever it stood under."""
    one, mine = known(shop, "Kessler")
    other, theirs = known(shop, "Hofer")
    debt = owes(shop, mine, 300)
    owes(shop, theirs, 50)
    shop.do("person.merge", person=one, into=other)
    paid = shop.settle([{"do": "account.pay", "debt": debt, "cents": 100}], card(100))
    assert paid.result is not None
    assert paid.result["lines"][0]["left_cents"] == 250


def test_what_is_forgiven_makes_no_room_for_another_debt(shop: Play) -> None:
    """Else a slate that is written off could be owed anew, and be handed out in cash."""
    _person, who = known(shop, "Kessler")
    owes(shop, who, 600)
    forgiven = {"do": "account.write_off", "reason": "agreed"}
    for sold, before in ((0, []), (120, [COFFEE])):
        acts: list[dict[str, Any]] = [*before, forgiven]
        owing = [*acts, {"do": "account.owe", "cents": sold + 1}]
        refused = shop.refused("till.settle", acts=owing, payments=[], who=who)
        assert (refused.code, refused.params["left_cents"]) == ("account.own_only", sold)


def at_the_bank(shop: Play) -> tuple[str, str, dict[str, str]]:
    """A cheque that was taken to the bank: its code, the op of the sheet, and who gave it."""
    _person, who = known(shop, "Kessler")
    shop.settle([COFFEE], cheque(120))
    ((code,),) = shop.rows("SELECT code FROM cheque")
    return str(code), str(shop.do("till.pay_in").op), who


def test_a_sheet_stays_once_the_bank_gave_one_of_its_cheques_back(shop: Play) -> None:
    code, op, who = at_the_bank(shop)
    shop.settle([{"do": "account.unpaid_cheque", "cheque": code}], who=who)
    refused = shop.refused("journal.reverse", op_of=op, reason="wrong_key")
    assert (refused.code, refused.params["cheque"]) == ("till.sheet_stays", code)


def test_an_unpaid_cheque_goes_by_nothing_but_itself(shop: Play) -> None:
    """Else it would be owed and handed out in cash, or be owed twice."""
    code, _op, who = at_the_bank(shop)
    bounced = {"do": "account.unpaid_cheque", "cheque": code}
    caution = {"do": "caution.take", "of": "L-2026-000001", "cents": 500}
    in_cash = {"means": "cash", "cents": 120}
    alone, means = "till.act_stands_alone", "till.refund_means"
    for acts, paid, code_of in (
        ([bounced], in_cash, means),
        ([bounced, caution], card(380), alone),
        ([bounced, COFFEE], None, alone),
    ):
        payments = [] if paid is None else [paid]
        assert shop.code("till.settle", acts=acts, payments=payments, who=who) == code_of
    shop.settle([bounced], who=who)
    assert shop.rows("SELECT state FROM cheque") == [("unpaid",)]


def test_a_household_stays_a_member_when_who_paid_is_forgotten(shop: Play) -> None:
    one, _mine = known(shop, "Kessler")
    other, theirs = known(shop, "Hofer")
    shop.do("household.create", people=[one, other])
    shop.settle([{"do": "member.join", "person": one}], card(1000))
    shop.do("person.erase", person=one)
    asked = {"acts": [{"do": "member.join"}], "payments": [card(1000)], "who": theirs}
    assert shop.code("till.settle", **asked) == "member.joined_already"
    shop.do("person.erase", person=other)
    assert shop.rows("SELECT * FROM people_holder") == []


def test_a_pair_goes_back_by_whichever_line_is_named(shop: Play) -> None:
    _person, who = known(shop, "Kessler")
    taken = {"do": "caution.take", "of": "L-2026-000001", "cents": 500}
    shop.settle([taken], cash(500), who=who)
    for line in (1, 2):
        keep = {"do": "caution.keep", "of": "L-2026-000001", "cents": 200, "reason": "damage"}
        shop.settle([keep])
        number = shop.last("till.settled").data["ticket"]
        shop.do("till.refund", ticket=number, lines=[{"line": line}], reason="returned", means="cash")
        assert shop.rows("SELECT left_cents FROM caution") == [(500,)]
