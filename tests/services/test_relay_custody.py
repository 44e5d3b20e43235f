"""An item at the relay: how its stay is named and found, and what is kept of it."""

from typing import Any

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.custody import CustodyRef, asked
from tests.counter.desks import Play
from tests.services.relay_desk import AMBIGUOUS, LETTER, PARCEL, SEEN, receive

HAND_OVER: dict[str, Any] = {"do": "relay.hand_over", "tracking": PARCEL, **SEEN}


def test_what_is_said_of_a_past_stay(shop: Play) -> None:
    receive(shop)
    held = shop.refused("relay.receive", tracking="6a 15602-67630 0", shelf="B1")
    assert held.params == {"tracking": PARCEL, "shelf": "A3"}
    shop.do(**HAND_OVER)
    gone = shop.refused(**HAND_OVER)
    assert gone.params == {"tracking": PARCEL, "day": "2026-11-25"}


def test_two_stays_of_one_number(shop: Play) -> None:
    first = receive(shop)
    shop.do(**HAND_OVER)
    shop.close(counted_cents=None)
    shop.open("2026-11-26T08:00")
    second = receive(shop, shelf="B7")
    assert first != second
    answer = shop.do(**HAND_OVER)
    assert (answer.result["custody"], answer.result["shelf"]) == (second, "B7")
    assert shop.rows("SELECT custody, state, closed_day FROM relay_custody ORDER BY received_seq") == [
        (first, "handed_over", "2026-11-25"),
        (second, "handed_over", "2026-11-26"),
    ]


def test_one_number_under_two_principals(shop: Play) -> None:
    """14 digits may be DPD's or anybody's: one open stay for each principal, told apart by our own code."""
    number = AMBIGUOUS
    mine = receive(shop, number, carrier="colissimo")
    theirs = receive(shop, number, carrier="dpd", shelf="D1")
    assert shop.code("relay.receive", tracking=number, carrier="letter", shelf="A1") == "relay.already_held"
    assert shop.code("relay.receive", tracking=number, carrier="dpd", shelf="A1") == "relay.already_held"
    refused = shop.refused("relay.hand_over", tracking=number, **SEEN)
    assert (refused.code, refused.params) == (
        "relay.carrier_needed",
        {"tracking": number, "suggestion": None},
    )
    assert shop.code("relay.refuse", tracking=number, reason="damaged") == "relay.carrier_needed"
    assert shop.code("relay.refuse", tracking=number, carrier="letter", reason="damaged") == "relay.unknown"
    shop.do("relay.refuse", tracking=number, carrier="colissimo", reason="damaged")
    shop.do("relay.hand_to_postman", what="returns")
    mine = receive(shop, number, carrier="colissimo")
    other = shop.do("relay.hand_over", tracking=number, custody=theirs, **SEEN)
    assert (other.result["custody"], other.posted[0].aud) == (theirs, "DPD")
    again = shop.refused("relay.hand_over", tracking=number, custody=theirs, **SEEN)
    assert again.code == "relay.already_handed_over"
    answer = shop.do("relay.hand_over", tracking=number, **SEEN)
    assert (answer.result["custody"], answer.posted[0].aud) == (mine, "LAPOSTE")


def test_number_and_code_of_two_items(shop: Play) -> None:
    """A label scanned beside another number must not hand over the wrong one."""
    receive(shop)
    other = receive(shop, LETTER)
    assert shop.code("relay.hand_over", tracking=PARCEL, custody=other, **SEEN) == "relay.unknown"
    assert shop.code("relay.refuse", tracking=PARCEL, custody=other, reason="damaged") == "relay.unknown"


@pytest.mark.parametrize("do", ["relay.hand_over", "relay.refuse"])
def test_an_item_is_named(shop: Play, do: str) -> None:
    fields = SEEN if do == "relay.hand_over" else {"reason": "damaged"}
    assert shop.code(do, **fields) == "relay.item_needed"
    assert shop.refused(do, custody="c-nothere", **fields).params == {"tracking": "c-nothere"}


def test_an_item_without_a_number(shop: Play) -> None:
    first = shop.do("relay.receive", shelf="A1", carrier="letter")
    second = shop.do("relay.receive", shelf="A1", carrier="letter")
    assert [warning.code for warning in first.warnings] == ["relay.tracking_missing"]
    assert first.result["tracking"] is None
    assert first.result["custody"] != second.result["custody"]
    shop.do("relay.hand_over", custody=first.result["custody"], **SEEN)
    gone = shop.refused("relay.hand_over", custody=first.result["custody"], **SEEN)
    assert (gone.code, gone.params["tracking"]) == ("relay.already_handed_over", first.result["custody"])
    shop.do("relay.refuse", custody=second.result["custody"], reason="damaged")
    again = shop.refused("relay.refuse", custody=second.result["custody"], reason="damaged")
    assert (again.code, again.params["tracking"]) == ("relay.refused_already", second.result["custody"])


def test_no_number_and_no_carrier(shop: Play) -> None:
    refused = shop.refused("relay.receive", shelf="A1")
    assert (refused.code, refused.params) == ("relay.carrier_needed", {"tracking": None, "suggestion": None})


@pytest.mark.parametrize("dashes", ["-", "---", "— —", ". .", "\u00ad", "----------"])
def test_dashes_are_no_number(shop: Play, dashes: str) -> None:
    """What is typed for "none" must not become a number of its own, in any act."""
    assert shop.code("relay.receive", tracking=dashes, shelf="A1", carrier="letter") == "input.empty"
    assert shop.code("relay.deposit", kind="parcel", tracking=dashes, carrier="colissimo") == "input.empty"
    act = {"do": "relay.frank", "product": "COL", "weight_g": 250, "tracking": dashes}
    assert shop.code("till.settle", acts=[act], payments=[]) == "input.empty"
    assert shop.code("relay.hand_over", tracking=dashes, **SEEN) == "input.empty"
    assert shop.code("relay.hand_to_postman", what="returns", trackings=[dashes]) == "input.empty"


# Names and sentences stay beside the journal.


def test_names_are_personal_records(shop: Play) -> None:
    received = shop.do("relay.receive", tracking=PARCEL, shelf="A3", addressee={"name": "Mme Kessler"})
    party = received.posted[0].data["party"]
    assert shop.personal(party) == "Mme Kessler"
    handed = shop.do(
        "relay.hand_over",
        tracking=PARCEL,
        collector="proxy",
        id_document="Carte de séjour bleue",
        proxy={"name": "M. Roth", "id_document": "Passeport", "mandate": "lettre de sa main"},
    )
    data = handed.posted[0].data
    assert (data["id_document"], data["proxy"]["id_document"], data["proxy"]["mandate"]) == (
        "other",
        "passport",
        "other",
    )
    assert shop.personal(data["id_note"]) == "Carte de séjour bleue"
    assert shop.personal(data["proxy"]["party"]) == "M. Roth"
    assert data["proxy"]["id_note"] is None
    assert shop.personal(data["proxy"]["mandate_note"]) == "lettre de sa main"
    assert data["proxy"]["party"] != party
    refs = shop.rows("SELECT ref, kind, retention FROM personal WHERE kind != 'operator' ORDER BY kind, ref")
    assert {(kind, retention) for _, kind, retention in refs} == {
        ("note", "note"),
        ("party", "relay.custody"),
    }
    for entry in shop.posted():
        text = (shop.entry(entry.seq).payload or b"").decode()
        assert not any(word in text for word in ("Kessler", "Roth", "bleue", "sa main"))


def test_no_addressee_no_record(shop: Play) -> None:
    assert shop.do("relay.receive", tracking=PARCEL, shelf="A3").posted[0].data["party"] is None
    assert shop.rows("SELECT count(*) FROM personal WHERE kind = 'party'") == [(0,)]


def test_a_refusal_in_own_words(shop: Play) -> None:
    receive(shop)
    data = shop.do("relay.refuse", tracking=PARCEL, reason="Mme Weber a déménagé").posted[0].data
    assert data["reason"] == "other"
    assert shop.personal(data["reason_note"]) == "Mme Weber a déménagé"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"collector": "addressee", "proxy": {"name": "M. Roth"}}, "relay.proxy_unexpected"),
        ({"collector": "proxy"}, "relay.proxy_needed"),
        ({"collector": "proxy", "proxy": {}}, "input.missing"),
        ({"collector": "proxy", "proxy": {"name": "4111 1111 1111 1111"}}, "input.card_number"),
        ({"collector": "neighbour"}, "input.choice"),
        ({}, "input.missing"),
        ({"collector": "addressee", "id_document": "n° 4111111111111111"}, "input.card_number"),
        ({"collector": "addressee", "id_document": 1}, "input.text"),
    ],
)
def test_hand_over_fields(shop: Play, fields: dict[str, Any], code: str) -> None:
    receive(shop)
    assert shop.code("relay.hand_over", tracking=PARCEL, **fields) == code


def test_what_was_not_shown_is_null(shop: Play) -> None:
    """A letter needs nothing: neither a document nor a mandate is made up."""
    receive(shop, LETTER)
    answer = shop.do("relay.hand_over", tracking=LETTER, collector="proxy", proxy={"name": "M. Roth"})
    data = answer.posted[0].data
    assert (data["id_document"], data["pickup_code"], data["reserves_note"]) == (None, False, None)
    proxy = data["proxy"]
    assert {name: proxy[name] for name in proxy if name != "party"} == {
        "id_document": None, "id_note": None, "mandate": None, "mandate_note": None, "mandate_code": None,
        "valid_until": None,
    }  # fmt: skip


def test_an_expired_item_is_handed_over_with_a_word(shop: Play) -> None:
    receive(shop, label_deadline_day="2026-11-24")
    receive(shop, LETTER, label_deadline_day="2026-11-25")
    answer = shop.do(**HAND_OVER)
    assert [(w.code, w.params) for w in answer.warnings] == [
        ("relay.expired", {"deadline_day": "2026-11-24"})
    ]
    assert shop.warned("relay.hand_over", tracking=LETTER, **SEEN) == []


def test_asked_takes_what_is_named() -> None:
    with pytest.raises(Refused) as caught:
        asked((), CustodyRef(None, None, None))
    assert caught.value.code == "relay.item_needed"


@pytest.mark.parametrize("chosen", [False, True])
def test_its_label_is_printed_by_itself_where_the_shop_wants_it(shop: Play, chosen: bool) -> None:
    shop.do("settings.change", values={"relay.print_labels": chosen})
    label = shop.do("relay.receive", tracking=PARCEL, shelf="A1").documents[0]
    assert label.startswith("label:c-")
    assert shop.rows("SELECT document FROM outbox") == ([(label,)] if chosen else [])
