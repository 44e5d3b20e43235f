"""What is entrusted as other programs read it: things by line, lists of the morning, what an entry says of slips."""

from typing import Any

import pytest

from concierge_desk.desk import overview
from tests.counter.desks import Play
from tests.entrusted.workshop import COAT, KESSLER, NET, SUIT, names, pay, ready, set_up, taken


@pytest.fixture
def cleaner(shop: Play) -> Play:
    set_up(shop)
    return shop


def things(play: Play, text: str) -> list[dict[str, Any]]:
    return list(overview.look(play.desk, text)["things"])


def listed(play: Play, code: str, day: str | None = None) -> dict[str, list[str]]:
    told = [one for one in overview.morning(play.desk, day)["lists"] if one["list"] == code]
    return {one["service"]: [item["thing"] for item in one["items"]] for one in told}


def test_a_thing_is_told_by_line(cleaner: Play) -> None:
    order = taken(cleaner, COAT, SUIT)
    coat, jacket, trousers = names(order)
    lies = {"service": "pressing", "place": "PRESSING", "due_slot": order["promised_slot"]}
    assert things(cleaner, order["order"]) == [
        {"thing": coat, "state": "taken_in", "open_cents": 1490, **lies},
        {"thing": jacket, "state": "taken_in", "open_cents": 890, **lies},
        {"thing": trousers, "state": "taken_in", "open_cents": 650, **lies},
    ]
    assert things(cleaner, "kessler") == things(cleaner, order["order"])
    slip = cleaner.do("pressing.send", partner=NET, pieces=[jacket]).result
    (away,) = things(cleaner, order["pieces"][1]["code"].upper())
    assert (away["thing"], away["state"], away["place"]) == (jacket, "sent", "")
    (told,) = things(cleaner, slip["slip"].lower())
    assert told == {
        "thing": slip["slip"],
        "service": "pressing",
        "state": "signed",
        "place": "",
        "due_slot": slip["back_slot"],
        "open_cents": 0,
    }
    ready(cleaner, [coat])
    pay(cleaner, [coat], 1490)
    cleaner.do("pressing.report_incident", piece=coat, incident="not_found")
    cleaner.do("pressing.report_incident", piece=coat, incident="lost")
    (lost,) = things(cleaner, coat)
    assert (lost["state"], lost["open_cents"]) == ("lost", -1490)


def test_a_card_tells_the_things_of_whoever_it_is(cleaner: Play) -> None:
    """By her card as by her name, and what is another one's is not told."""
    key = str(cleaner.do("person.create", family="Martin", given="Zoé").result["person"])
    order = taken(cleaner, COAT, SUIT, who={"card": key})
    taken(cleaner)
    by_card = overview.look(cleaner.desk, key)
    assert [card["ref"] for card in by_card["cards"]] == [key, order["order"]]
    assert [one["thing"] for one in by_card["things"]] == names(order)
    assert by_card["things"] == things(cleaner, "martin") == things(cleaner, order["order"])


def test_a_number_of_the_one_series_is_its_trade_s(cleaner: Play) -> None:
    order = taken(cleaner)["order"]
    assert overview.look(cleaner.desk, order)["recognised"] == [{"service": "pressing", "order": order}]
    unknown = overview.look(cleaner.desk, "D-2026-000099")
    assert (len(unknown["recognised"]), unknown["cards"], unknown["things"]) == (5, [], [])


def test_a_parcel_is_a_thing_too(shop: Play) -> None:
    shop.do("relay.receive", tracking="8L41392128255", carrier="colissimo", shelf="B1")
    (one,) = things(shop, "8L41392128255")
    (card,) = overview.look(shop.desk, "8L41392128255")["cards"]
    told = {name: card[name] for name in ("service", "place", "state")}
    assert one == {"thing": card["ref"], "due_slot": card["slot"], "open_cents": 0, **told}


def test_each_nature_has_its_own_list(cleaner: Play) -> None:
    """Two trades go to one workshop: two lists of one code, each with its own pieces."""
    cleaner.do("cobbler.set_prices", rows=[{"kind": "CHAUSSURE", "work": "heel", "public": 900}])
    for trade, days in (("pressing", 3), ("cobbler", 2)):
        rounds = [{"weekday": "friday", "half_day": "first"}]
        cleaner.do(f"{trade}.set_rounds", partner=NET, rounds=rounds, lead_days={"normal": days})
    (coat,) = names(taken(cleaner))
    shoes = cleaner.do("cobbler.take_in", who=KESSLER, pieces=[{"kind": "CHAUSSURE"}]).result
    both = {"pressing": [coat], "cobbler": names(shoes)}
    assert listed(cleaner, "to_send", "2026-11-27") == both
    assert listed(cleaner, "missing") == {"pressing": [], "cobbler": []}, "and not one that was never used"
    cleaner.do("pressing.send", partner=NET)
    assert listed(cleaner, "to_send", "2026-11-27") == {"pressing": [], "cobbler": names(shoes)}


@pytest.mark.parametrize("kind", ["pressing.slip_prepared", "pressing.sent"])
def test_a_slip_tells_its_items(cleaner: Play, kind: str) -> None:
    """Tag, kind, work, reserves, the workshop's price; never what a customer pays."""
    coat = {**COAT, "reserves": [{"reserve": "stain", "position": "front"}, {"reserve": "worn"}]}
    order = taken(cleaner, coat)
    answer = cleaner.do("pressing.prepare_slip", partner=NET)
    if kind == "pressing.sent":
        answer = cleaner.do("pressing.send", slip=answer.result["slip"])
    entry = cleaner.last(kind)
    assert answer.result == {name: entry.data[name] for name in ("slip", "back_slot", "items")}
    (item,) = entry.data["items"]
    assert item == {
        "piece": names(order)[0],
        "tag": order["pieces"][0]["code"],
        "kind": "MANTEAU",
        "label": "Manteau",
        "work": "clean",
        "quality": "normal",
        "round": 1,
        "partner_cents": 745,
        "reserves": ["stain:front", "worn"],
    }
    assert entry.aud == NET
    assert "1490" not in str(entry.data)


def test_a_collection_tells_what_left(cleaner: Play) -> None:
    order = taken(cleaner, COAT, SUIT)
    pieces = names(order)
    ready(cleaner, pieces[:2])
    pay(cleaner, pieces[:2], 2380)
    answer = cleaner.do("pressing.collect", order=order["order"], proof="slip")
    told = cleaner.last("pressing.collected").data
    assert answer.result == {name: told[name] for name in ("collected", "left", "refund_due_cents")}
    assert (told["collected"], told["left"]) == (pieces[:2], pieces[2:])


def next_day(play: Play, day: str) -> None:
    play.hands.set(f"{play.last('day.opened').day}T18:30")
    play.do("day.close", counted_cents=None)
    play.open(f"{day}T15:05", confirmed_day=day)


def test_one_list_hides_no_other(cleaner: Play) -> None:
    """A year after it was taken in, nobody told since it was ready, and somebody complains: it stands in all three."""
    (coat,) = names(taken(cleaner))
    ready(cleaner, [coat])
    next_day(cleaner, "2027-11-25")
    lists = ("disputes", "law_1903", "uncollected")
    assert [listed(cleaner, one)["pressing"] for one in lists] == [[], [coat], [coat]]
    cleaner.do("pressing.dispute", piece=coat, about=["shrunk"])
    assert [listed(cleaner, one)["pressing"] for one in lists] == [[coat]] * 3
    assert cleaner.do("pressing.remind", piece=coat, by="letter").result["level"] == 330
    assert [listed(cleaner, one)["pressing"] for one in lists] == [[coat], [coat], []]


def test_what_is_promised_today_is_told_wherever_it_is(cleaner: Play) -> None:
    (away,) = names(taken(cleaner, promised_day="2026-12-01"))
    (waits,) = names(taken(cleaner, promised_day="2026-12-01"))
    (here,) = names(taken(cleaner, promised_day="2026-12-01"))
    ready(cleaner, [here])
    cleaner.do("pressing.send", partner=NET, pieces=[away])
    told = {
        code: listed(cleaner, code, "2026-12-01")["pressing"]
        for code in ("to_send", "to_receive", "promised_today")
    }
    assert told == {"to_send": [waits], "to_receive": [away], "promised_today": [away, waits, here]}


def test_a_price_that_was_paid_stays_accepted(cleaner: Play) -> None:
    """What was paid at a price keeps the answer to it: first the money back."""
    order = taken(cleaner)
    (coat,) = names(order)
    cleaner.do("pressing.quote", order=order["order"], lines=[{"piece": coat, "cents": 2000}])
    answered = cleaner.do("pressing.answer_quote", order=order["order"], answer="accepted", by="here")
    pay(cleaner, [coat], 2000)
    undo = {"op_of": answered.op, "reason": "wrong_key"}
    assert cleaner.code("journal.reverse", **undo) == "pressing.changed_since"
    cleaner.do("till.refund", ticket="T-2026-000001", lines=[{"line": 1}], reason="wrong_key")
    cleaner.do("journal.reverse", **undo)
    assert things(cleaner, coat)[0]["open_cents"] == 1490


def test_a_piece_of_another_order_is_not_handed_over_with_one(cleaner: Play) -> None:
    first, second = taken(cleaner), taken(cleaner)
    ready(cleaner, [*names(first), *names(second)])
    pay(cleaner, [*names(first), *names(second)], 2980)
    asked = {"order": second["order"].lower(), "proof": "slip"}
    assert cleaner.code("pressing.collect", pieces=names(first), **asked) == "pressing.unknown"
    assert cleaner.do("pressing.collect", pieces=names(second), **asked).result["left"] == []
