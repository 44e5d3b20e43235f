"""Whose mail it is: nobody's business. What is looked up, what is kept, what no field takes.

Source: docs/trade.md, "Secrecy of correspondence", rules 13 and 15; docs/requirements.md, R-4.03, R-5.01.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from concierge_desk.counter.cards.offers import MOST_OFFERS
from concierge_desk.counter.cards.order_of_cards import by_urgency
from concierge_desk.counter.values.fields import Form
from concierge_desk.desk.overview import look
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay import SERVICE
from tests.counter.desks import Play
from tests.services.relay_desk import DPD, LETTER, OTHER, PARCEL, SEEN, incident, receive
from tests.services.relay_offers import named

KESSLER = {"addressee": {"name": "Mme Anne-Marie Kessler"}}


def cards(play: Play, name: str) -> list[str]:
    """The labels of what waits for a name."""
    return [card["label"] for card in look(play.desk, name)["cards"]]


def test_what_waits_for_whoever_is_named(shop: Play) -> None:
    custody = receive(shop, PARCEL, label_deadline_day="2026-12-24", **KESSLER)
    receive(shop, LETTER, label_deadline_day="2026-12-01", **KESSLER)
    receive(shop, OTHER, addressee={"name": "M. Roth"})
    told = look(shop.desk, "Kessler")["cards"]
    assert [card["label"] for card in told] == ["Lettre suivie …1382", "Colissimo …6300"]
    assert told[1] == {
        "service": "relay", "ref": custody, "label": "Colissimo …6300", "place": "A3", "state": "held",
        "deadline_day": "2026-12-24", "slot": "2026-12-24T15:00/18:00",
    }  # fmt: skip
    assert "Kessler" not in str(told)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Kessler", True),
        ("kessler", True),
        ("KESS", True),
        ("Anne Kessler", True),
        ("Marie", True),
        ("Mme Kessler", True),
        ("Kessler Roth", False),
        ("essler", False),
        ("Kesslers", False),
        ("Ke", False),  # two letters are a whole name
    ],
)
def test_every_word_begins_a_word_of_the_label(shop: Play, asked: str, found: bool) -> None:
    receive(shop, PARCEL, **KESSLER)
    assert cards(shop, asked) == (["Colissimo …6300"] if found else [])


def test_the_counter_shows_the_same_things_of_a_name(shop: Play) -> None:
    """As many as are ever shown, in one order, and of no other name."""
    shop.do("relay.record_mandate", company="Boulangerie Kessler", holder="M. Roth", valid_until="2027-01-31")
    receive(shop, OTHER, addressee={"name": "M. Roth"})
    for number in range(MOST_OFFERS + 1):
        cards = [card["ref"] for card in look(shop.desk, "kess")["cards"]]
        assert [offer.ref for offer in named(shop, "kess")] == cards
        assert len(cards) == min(number + 1, MOST_OFFERS)
        receive(shop, None, carrier="colissimo", label_deadline_day=f"2026-12-{28 - number:02d}", **KESSLER)


def test_a_companys_mandate_is_told_with_its_end_and_is_nobodys_deadline(shop: Play) -> None:
    """Whatever is shown first is acted on by one key: the item that waits, not the mandate that ends before it."""
    noted = shop.do(
        "relay.record_mandate", company="Boulangerie Kessler", holder="M. Roth", valid_until="2026-11-27"
    )
    custody = receive(shop, PARCEL, label_deadline_day="2026-12-24", **KESSLER)
    assert [offer.ref for offer in by_urgency(named(shop, "kess"))] == [custody, noted.result["mandate"]]
    _, card = look(shop.desk, "Kessler")["cards"]
    assert card == {
        "service": "relay", "ref": noted.result["mandate"], "label": "Procuration d’entreprise", "place": "",
        "state": "mandate", "deadline_day": "2026-11-27", "slot": None,
    }  # fmt: skip


@pytest.mark.parametrize("asked", ["", "K", "A K", "Mme", "M.", "%", "K%r", "Kess*", "K_ssler", "???", "..."])
def test_nobody_lists_everybody(shop: Play, asked: str) -> None:
    receive(shop, PARCEL, **KESSLER)
    with pytest.raises(Refused) as caught:
        look(shop.desk, asked)
    assert caught.value.code in ("look.too_short", "input.empty")


@pytest.mark.parametrize("over", ["handed over", "given back", "lost", "cancelled", "refused", "misrouted"])
def test_there_is_no_card_of_what_is_over(shop: Play, over: str) -> None:
    """Neither of what left, nor of what this person does not want or is not to have."""
    received = shop.do("relay.receive", tracking=PARCEL, shelf="A3", **KESSLER)
    assert cards(shop, "Kessler")
    if over == "handed over":
        shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    elif over == "given back":
        shop.do("relay.hand_to_postman", what="returns", trackings=[PARCEL])
    elif over == "lost":
        incident(shop, "not_found")
        incident(shop, "lost")
    elif over == "cancelled":
        shop.do("journal.reverse", op_of=received.op, reason="wrong_key")
    elif over == "refused":
        shop.do("relay.refuse", tracking=PARCEL, reason="damaged")
    else:
        incident(shop, "misrouted")
    assert cards(shop, "Kessler") == []


@pytest.mark.parametrize("still", ["damaged", "not_found"])
def test_what_is_still_to_be_collected_has_its_card(shop: Play, still: str) -> None:
    receive(shop, PARCEL, **KESSLER)
    incident(shop, still)
    (card,) = look(shop.desk, "Kessler")["cards"]
    assert card["state"] == still


def test_an_item_without_a_number_is_shown_by_our_own_code(shop: Play) -> None:
    custody = receive(shop, None, carrier="letter", **KESSLER)
    assert cards(shop, "Kessler") == [f"Lettre suivie …{custody[-4:]}"]


def test_twenty_at_most(shop: Play) -> None:
    for _ in range(22):
        receive(shop, None, carrier="letter", **KESSLER)
    assert len(cards(shop, "Kessler")) == 20


def test_looking_leaves_no_trace(shop: Play) -> None:
    receive(shop, PARCEL, **KESSLER)
    tables = [name for (name,) in shop.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]

    def everything() -> list[Any]:
        return [shop.rows(f"SELECT * FROM {name}") for name in tables]

    before = everything()
    assert cards(shop, "Kessler")
    assert cards(shop, "Schwartz") == []
    assert everything() == before


def test_a_name_stands_in_no_table_but_its_own_record(shop: Play) -> None:
    """Neither of an addressee, nor of a proxy, nor of a firm: what stands in the tables is a random ref."""
    receive(shop, PARCEL, **KESSLER)
    shop.do("relay.record_mandate", company="Kessler & fils", holder="Kessler", valid_until="2027-01-31")
    shop.do(
        "relay.hand_over", tracking=PARCEL, collector="proxy", id_document="id_card",
        proxy={"name": "M. Kessler", "id_document": "passport", "mandate": "paper"}, reserves="Kessler dit : ouvert",
    )  # fmt: skip
    shop.do("relay.complain", subject="late", note="Kessler attend")
    shop.close(counted_cents=8000)
    holding = [
        name
        for (name,) in shop.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if "kessler" in str(shop.rows(f"SELECT * FROM {name}")).lower()
    ]
    assert holding == ["personal"]


# The fields.


def names(form: Form[Any], path: str = "") -> Iterator[str]:
    """Every field of a form, those of its groups and lists too."""
    for field in form.fields:
        yield f"{path}{field.name}"
        kind = getattr(field.kind, "kind", field.kind)
        inner = getattr(kind, "form", None)
        if inner is not None:
            yield from names(inner, f"{path}{field.name}.")


FIELDS = {command.name: set(names(command.form)) for command in SERVICE.commands if command.form is not None}


def test_no_field_takes_a_sender(shop: Play) -> None:
    """It is not on the notice, and nobody is told before the signature: it is not even asked.

    Source: docs/trade.md, "Secrecy of correspondence".
    """
    assert "proxy.name" in FIELDS["relay.hand_over"]
    for command, fields in FIELDS.items():
        assert not [name for name in fields if "send" in name or "expedit" in name], command
    act = {"tracking": PARCEL, "shelf": "A3", "sender": {"name": "Tribunal"}}
    assert shop.code("relay.receive", **act) == "input.unknown_field"


def test_no_field_takes_a_number_of_a_document(shop: Play) -> None:
    for command, fields in FIELDS.items():
        assert not [name for name in fields if "number" in name or "photo" in name], command
    receive(shop, PARCEL)
    act = {"do": "relay.hand_over", "tracking": PARCEL, **SEEN}
    assert shop.code(**act, id_number="12AB34567") == "input.unknown_field"


NUMBERS = ["n° 880692310285", "carte 12AB34567", "passeport 12 AB 34567", "1 84 12 76 451 089 46"]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_number_of_a_document_is_no_kind_of_document(shop: Play, number: str) -> None:
    """Whoever types it into the place for "another document" is told to choose the kind."""
    receive(shop, PARCEL)
    assert shop.code("relay.hand_over", tracking=PARCEL, collector="addressee", id_document=number) == (
        "input.id_number"
    )
    proxy = {"name": "M. Roth", "id_document": number, "mandate": "paper"}
    act = {"tracking": PARCEL, "collector": "proxy", "id_document": "id_card"}
    assert shop.code("relay.hand_over", **act, proxy=proxy) == "input.id_number"
    assert shop.code(
        "relay.hand_over", **act, proxy={**proxy, "id_document": "passport", "mandate": number}
    ) == ("input.id_number")
    assert shop.code("relay.refuse", tracking=PARCEL, reason=number) == "input.id_number"


@pytest.mark.parametrize("number", NUMBERS)
def test_nor_does_a_note_hold_one(shop: Play, number: str) -> None:
    receive(shop, PARCEL)
    assert shop.code("relay.hand_over", tracking=PARCEL, **SEEN, reserves=number) == "input.id_number"
    assert shop.code("relay.report_incident", tracking=PARCEL, incident="damaged", note=number) == (
        "input.id_number"
    )
    assert shop.code("relay.complain", subject="late", note=number) == "input.id_number"


def test_la_poste_reads_no_name_and_no_list_of_people(shop: Play) -> None:
    """The commands of the service ask by number or by our own code: none by a name, none over what is past."""
    asking = {
        name
        for name, fields in FIELDS.items()
        if any("name" in field or "addressee" in field for field in fields)
    }
    assert asking == {"relay.receive", "relay.hand_over"}


def test_another_networks_items_are_its_own(shop: Play) -> None:
    receive(shop, DPD, **KESSLER)
    shop.close(counted_cents=8000)
    told = [entry for entry in shop.posted() if entry.aud == "LAPOSTE"]
    assert not [entry for entry in told if DPD in str(entry.data)]
