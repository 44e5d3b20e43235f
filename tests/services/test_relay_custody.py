"""The life of an item at the relay: what may follow what, and what is said otherwise."""

from typing import Any

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.custody import HandOver, held_now
from tests.counter.desks import Play

PARCEL = "6A15602676300"
LETTER = "861011301731382"
DPD = "008182709980000020033350276C"


def receive(play: Play, tracking: str | None = PARCEL, **fields: Any) -> str:
    given = {} if tracking is None else {"tracking": tracking}
    return str(play.do("relay.receive", **{"shelf": "A3", **given, **fields}).result["custody"])


ACTS: dict[str, dict[str, Any]] = {
    "receive": {"do": "relay.receive", "tracking": PARCEL, "shelf": "A3"},
    "hand_over": {
        "do": "relay.hand_over",
        "tracking": PARCEL,
        "collector": "addressee",
        "id_document": "id_card",
    },
    "refuse": {"do": "relay.refuse", "tracking": PARCEL, "reason": "refused_by_addressee"},
    "return": {"do": "relay.hand_to_postman", "what": "returns", "trackings": [PARCEL]},
}

# what was done before -> what each next act answers; None: accepted
TABLE: dict[tuple[str, ...], dict[str, str | None]] = {
    (): {"receive": None, "hand_over": "relay.unknown", "refuse": "relay.unknown", "return": "relay.unknown"},
    ("receive",): {"receive": "relay.already_held", "hand_over": None, "refuse": None, "return": None},
    ("receive", "hand_over"): {
        "receive": None,
        "hand_over": "relay.already_handed_over",
        "refuse": "relay.already_handed_over",
        "return": "relay.unknown",
    },
    ("receive", "refuse"): {
        "receive": "relay.already_held",
        "hand_over": "relay.refused_already",
        "refuse": "relay.refused_already",
        "return": None,
    },
    ("receive", "return"): {
        "receive": None,
        "hand_over": "relay.returned_already",
        "refuse": "relay.returned_already",
        "return": "relay.unknown",
    },
    ("receive", "refuse", "return"): {
        "receive": None,
        "hand_over": "relay.returned_already",
        "refuse": "relay.returned_already",
        "return": "relay.unknown",
    },
    # The number comes back: a new stay, and the old one is past.
    ("receive", "hand_over", "receive"): {
        "receive": "relay.already_held",
        "hand_over": None,
        "refuse": None,
        "return": None,
    },
    ("receive", "return", "receive", "hand_over"): {
        "receive": None,
        "hand_over": "relay.already_handed_over",
        "refuse": "relay.already_handed_over",
        "return": "relay.unknown",
    },
}


@pytest.mark.parametrize(
    ("before", "act", "code"),
    [(before, act, code) for before, row in TABLE.items() for act, code in row.items()],
)
def test_state_table(shop: Play, before: tuple[str, ...], act: str, code: str | None) -> None:
    for done in before:
        shop.do(**ACTS[done])
    if code is None:
        shop.do(**ACTS[act])
    else:
        assert shop.code(**ACTS[act]) == code


def test_what_is_said_of_a_past_stay(shop: Play) -> None:
    receive(shop)
    held = shop.refused("relay.receive", tracking="6a 15602-67630 0", shelf="B1")
    assert held.params == {"tracking": PARCEL, "shelf": "A3"}
    shop.do(**ACTS["hand_over"])
    gone = shop.refused(**ACTS["hand_over"])
    assert gone.params == {"tracking": PARCEL, "day": "2026-11-25"}


def test_two_stays_of_one_number(shop: Play) -> None:
    first = receive(shop)
    shop.do(**ACTS["hand_over"])
    shop.close(counted_cents=None)
    shop.open("2026-11-26T08:00")
    second = receive(shop, shelf="B7")
    assert first != second
    answer = shop.do(**ACTS["hand_over"])
    assert (answer.result["custody"], answer.result["shelf"]) == (second, "B7")
    assert shop.rows("SELECT custody, state, closed_day FROM relay_custody ORDER BY received_seq") == [
        (first, "handed_over", "2026-11-25"),
        (second, "handed_over", "2026-11-26"),
    ]


def test_one_number_under_two_principals(shop: Play) -> None:
    """14 digits may be DPD's or anybody's: one open stay for each principal, told apart by our own code."""
    number = "12345678901234"
    mine = receive(shop, number, carrier="colissimo")
    theirs = receive(shop, number, carrier="dpd", shelf="D1")
    assert shop.code("relay.receive", tracking=number, carrier="letter", shelf="A1") == "relay.already_held"
    assert shop.code("relay.receive", tracking=number, carrier="dpd", shelf="A1") == "relay.already_held"
    refused = shop.refused("relay.hand_over", tracking=number, collector="addressee")
    assert (refused.code, refused.params) == (
        "relay.carrier_needed",
        {"tracking": number, "suggestion": None},
    )
    assert shop.code("relay.refuse", tracking=number, reason="damaged") == "relay.carrier_needed"
    assert shop.code("relay.refuse", tracking=number, carrier="letter", reason="damaged") == "relay.unknown"
    shop.do("relay.refuse", tracking=number, carrier="colissimo", reason="damaged")
    shop.do("relay.hand_to_postman", what="returns")
    mine = receive(shop, number, carrier="colissimo")
    other = shop.do("relay.hand_over", tracking=number, custody=theirs, collector="addressee")
    assert (other.result["custody"], other.posted[0].aud) == (theirs, "DPD")
    again = shop.refused("relay.hand_over", tracking=number, custody=theirs, collector="addressee")
    assert again.code == "relay.already_handed_over"
    answer = shop.do("relay.hand_over", tracking=number, collector="addressee")
    assert (answer.result["custody"], answer.posted[0].aud) == (mine, "LAPOSTE")


def test_number_and_code_of_two_items(shop: Play) -> None:
    """A label scanned beside another number must not hand over the wrong one."""
    receive(shop)
    other = receive(shop, LETTER)
    assert (
        shop.code("relay.hand_over", tracking=PARCEL, custody=other, collector="addressee") == "relay.unknown"
    )
    assert shop.code("relay.refuse", tracking=PARCEL, custody=other, reason="damaged") == "relay.unknown"


@pytest.mark.parametrize("do", ["relay.hand_over", "relay.refuse"])
def test_an_item_is_named(shop: Play, do: str) -> None:
    fields = {"collector": "addressee"} if do == "relay.hand_over" else {"reason": "damaged"}
    assert shop.code(do, **fields) == "relay.item_needed"
    assert shop.refused(do, custody="c-nothere", **fields).params == {"tracking": "c-nothere"}


def test_an_item_without_a_number(shop: Play) -> None:
    first = shop.do("relay.receive", shelf="A1", carrier="letter")
    second = shop.do("relay.receive", shelf="A1", carrier="letter")
    assert [warning.code for warning in first.warnings] == ["relay.tracking_missing"]
    assert first.result["tracking"] is None
    assert first.result["custody"] != second.result["custody"]
    shop.do("relay.hand_over", custody=first.result["custody"], collector="addressee")
    gone = shop.refused("relay.hand_over", custody=first.result["custody"], collector="addressee")
    assert (gone.code, gone.params["tracking"]) == ("relay.already_handed_over", first.result["custody"])
    shop.do("relay.refuse", custody=second.result["custody"], reason="damaged")
    again = shop.refused("relay.refuse", custody=second.result["custody"], reason="damaged")
    assert again.params == {"tracking": second.result["custody"]}


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
    assert shop.code("relay.hand_over", tracking=dashes, collector="addressee") == "input.empty"
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


def test_identity_is_not_refused_yet(shop: Play) -> None:
    """The relay issue brings the rules; until then what is not known is null."""
    receive(shop)
    data = (
        shop.do("relay.hand_over", tracking=PARCEL, collector="proxy", proxy={"name": "M. Roth"})
        .posted[0]
        .data
    )
    assert (data["id_document"], data["proxy"]["id_document"], data["proxy"]["mandate"]) == (None, None, None)


def test_an_expired_item_is_handed_over_with_a_word(shop: Play) -> None:
    receive(shop, label_deadline_day="2026-11-24")
    receive(shop, LETTER, label_deadline_day="2026-11-25")
    answer = shop.do(**ACTS["hand_over"])
    assert [(w.code, w.params) for w in answer.warnings] == [
        ("relay.expired", {"deadline_day": "2026-11-24"})
    ]
    assert shop.warned("relay.hand_over", tracking=LETTER, collector="addressee") == []


def test_held_now_takes_what_is_in_the_shop() -> None:
    with pytest.raises(Refused) as caught:
        held_now((), HandOver(None, None, "addressee", None, None, None))
    assert caught.value.code == "relay.item_needed"
