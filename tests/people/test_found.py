"""What the machine found, each by itself."""

from typing import Any

from tests.counter.desks import COFFEE, Play, card, cash


def known(play: Play, family: str) -> tuple[str, dict[str, str]]:
    """Keep somebody; return the key, and who that is at the counter."""
    person = str(play.do("person.create", family=family, given="Anne").result["person"])
    return person, {"card": str(play.rows("SELECT card FROM people_card WHERE person = ?", person)[0][0])}


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
    assert paid.result["lines"][0]["left_cents"] == 250


def test_what_is_forgiven_makes_no_room_for_another_debt(shop: Play) -> None:
    """Else a slate that is written off could be owed anew, and be handed out in cash."""
    _person, who = known(shop, "Kessler")
    owes(shop, who, 600)
    forgiven = {"do": "account.write_off", "reason": "agreed"}
    for acts in ([forgiven], [{**COFFEE, "quantity": 1}, forgiven]):
        sold = sum(120 for act in acts if act["do"] == "shop.sell")
        owing = [*acts, {"do": "account.owe", "cents": sold + 1}]
        refused = shop.refused("till.settle", acts=owing, payments=[], who=who)
        assert (refused.code, refused.params["left_cents"]) == ("account.own_only", sold)
