"""What the machine found, each by itself."""

from typing import Any

from concierge_desk.desk import catalogue
from concierge_desk.store import seals
from concierge_desk.store.rebuild import compare
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


def test_who_left_a_household_holds_nothing_of_it_once_it_is_empty(shop: Play) -> None:
    """Whose it was stays noted while who took it is known, and goes with that."""
    one, mine = known(shop, "Kessler")
    other, _theirs = known(shop, "Hofer")
    shop.settle([{"do": "member.join", "person": one}], card(1000))
    shop.do("household.create", people=[one, other])
    shop.do("household.leave", person=one)
    shop.do("person.erase", person=other)
    shop.settle([{"do": "member.join"}], card(1000), who=mine)
    shop.do("person.erase", person=one)
    assert shop.rows("SELECT * FROM people_holder") == []
    assert shop.desk.store.read(seals.broken) == ()


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


def test_who_was_merged_is_sealed_when_the_other_is_erased(shop: Play) -> None:
    """Whoever pointed to somebody who goes points to nobody: no change past the program."""
    one, _mine = known(shop, "Kessler")
    other, _theirs = known(shop, "Hofer")
    shop.do("person.merge", person=one, into=other)
    shop.do("person.erase", person=other)
    assert shop.rows("SELECT * FROM people_person") == []
    assert shop.desk.store.read(seals.broken) == ()


# What nobody paid.


def bounces(shop: Play, acts: list[dict[str, Any]], cents: int, who: dict[str, str]) -> str:
    """Pay a visit by a cheque that the bank gives back; return the number of the visit's ticket."""
    shop.settle(acts, cheque(cents), who=who)
    number = str(shop.last("till.settled").data["ticket"])
    shop.do("till.pay_in")
    ((code,),) = shop.rows("SELECT code FROM cheque ORDER BY seq DESC LIMIT 1")
    shop.settle([{"do": "account.unpaid_cheque", "cheque": code}], who=who)
    return number


def goes_back(shop: Play, ticket: str, line: int) -> int:
    """Refund a line in cash; return how much that is."""
    asked = {"ticket": ticket, "lines": [{"line": line}], "reason": "returned", "means": "cash"}
    answer = shop.do("till.refund", **asked)
    assert answer.result is not None
    return int(answer.result["refunded_cents"])


def owed(shop: Play) -> list[int]:
    return [cents for (cents,) in shop.rows("SELECT left_cents FROM debt WHERE left_cents ORDER BY seq")]


def rebuilt(shop: Play) -> list[Any]:
    desk = shop.desk
    return list(compare(desk.folder.store, desk.keys.store_key, catalogue.schemas()).differences)


PAY = {"do": "account.pay"}


def test_what_is_still_owed_of_a_ticket_is_not_lost(shop: Play) -> None:
    """A cheque had paid a slate, and a coffee that came back since: the slate of 3.60 is owed as before."""
    _person, who = known(shop, "Kessler")
    owes(shop, who, 360)
    first = str(shop.last("till.settled").data["ticket"])
    second = bounces(shop, [PAY, COFFEE], 480, who)
    assert (goes_back(shop, second, 2), owed(shop)) == (0, [360])
    assert (goes_back(shop, first, 1), owed(shop)) == (720, [])
    assert rebuilt(shop) == []


def test_no_debt_is_taken_off_twice(shop: Play) -> None:
    """A slate and the cheque beside it, both paid by one that bounced too, of which 5.00 are paid: these go back."""
    _person, who = known(shop, "Kessler")
    acts: list[dict[str, Any]] = [{**COFFEE, "quantity": 9}, {"do": "account.owe", "cents": 300}]
    first = bounces(shop, acts, 780, who)
    bounces(shop, [PAY], 1080, who)
    shop.settle([{**PAY, "cents": 500}], cash(500), who=who)
    assert (goes_back(shop, first, 1), owed(shop)) == (500, [])
    assert rebuilt(shop) == []


TAKE = {"do": "caution.take", "of": "L-2026-000001", "cents": 600}
RETURN = {"do": "caution.return", "of": "L-2026-000001"}


def missing(shop: Play, acts: list[dict[str, Any]], who: dict[str, str]) -> Any:
    refused = shop.refused("till.settle", acts=acts, payments=[], who=who)
    assert refused.code == "caution.not_paid"
    return refused.params["missing_cents"]


def test_in_one_visit_no_more_of_a_caution_is_paid_than_in_two(shop: Play) -> None:
    """A cheque of 8.40, of which 6.00 were a caution: what is paid of it is the rest first, as it is on the morrow."""
    _person, who = known(shop, "Kessler")
    bounces(shop, [TAKE, {**COFFEE, "quantity": 2}], 840, who)
    assert missing(shop, [{**PAY, "cents": 240}, {**RETURN, "cents": 240}], who) == 600
    shop.settle([{**PAY, "cents": 240}], card(240), who=who)
    assert missing(shop, [{**RETURN, "cents": 240}], who) == 600
    assert missing(shop, [{**PAY, "cents": 599}, RETURN], who) == 1
    shop.settle([PAY, RETURN], who=who)
    assert (owed(shop), shop.rows("SELECT left_cents FROM caution")) == ([], [(0,)])


def test_no_more_of_a_caution_is_missing_than_it_was(shop: Play) -> None:
    _person, who = known(shop, "Kessler")
    bounces(shop, [TAKE, {**COFFEE, "quantity": 2}], 840, who)
    shop.settle([{"do": "account.write_off", "cents": 240, "reason": "agreed"}], who=who)
    assert missing(shop, [RETURN], who) == 600


def test_what_its_own_ticket_took_off_is_not_missing_of_a_caution(shop: Play) -> None:
    """The coffees beside it came back: what is left of the cheque is the caution, and that is paid."""
    _person, who = known(shop, "Kessler")
    first = bounces(shop, [TAKE, {**COFFEE, "quantity": 2}], 840, who)
    assert (goes_back(shop, first, 2), owed(shop)) == (0, [600])
    shop.settle([PAY], card(600), who=who)
    shop.settle([RETURN], cash(600), who=who)
    assert shop.rows("SELECT left_cents FROM caution") == [(0,)]
