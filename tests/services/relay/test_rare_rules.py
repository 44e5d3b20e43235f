"""Rules of the relay that hardly a day needs: what a field takes, what is taken back late, what moved before a new price."""

from concierge_desk.desk import catalogue
from concierge_desk.services.relay.model.pay import rows as pay
from concierge_desk.services.relay.model.pay.reckoning import paid_acts
from concierge_desk.services.relay.model.stock.worth import moved
from tests.counter.desks import Play

PARCEL = "6A15602676300"


def test_each_field_says_what_it_takes() -> None:
    """Two forms of one thing are told: rows or an object, an object or a text."""
    told = {
        ("relay.compare", "rows"): "or an object of acts",
        ("relay.note_statement", "lines"): "or object: code -> cents",
    }
    for (name, field), words in told.items():
        (label,) = [one.kind.label for one in catalogue.commands()[name].form.fields if one.name == field]
        assert words in label, label
    (rows,) = [one for one in catalogue.commands()["relay.set_products"].form.fields if one.name == "rows"]
    (pack,) = [one for one in rows.kind.kind.form.fields if one.name == "pack"]
    assert pack.kind.label == "object, or a text such as `12 LV_20`"


def test_a_return_that_was_left_behind_is_not_paid_for(shop: Play) -> None:
    shop.do("relay.receive", tracking=PARCEL, shelf="A1")
    shop.do("relay.refuse", tracking=PARCEL, reason="refused_by_addressee")
    shop.do("relay.hand_to_postman", what="returns")
    shop.do("relay.taken_back", tracking=PARCEL)
    found = paid_acts(shop.posted(), lambda _product: None, lambda _seq: "2026-11-25")
    assert [act.count for act in found if act.of == pay.RETURNED] == [1, -1]


def test_an_address_that_was_noted_anew_stays(shop: Play) -> None:
    shop.do("relay.receive", tracking=PARCEL, shelf="A1")
    first = shop.do("relay.note_email", tracking=PARCEL, email="un@exemple.fr", consent="addressee").op
    shop.do("relay.note_email", tracking=PARCEL, email="deux@exemple.fr", consent="addressee")
    refused = shop.refused("journal.reverse", op_of=first, reason="wrong_key")
    assert refused.code == "relay.changed_since"


def test_nobody_is_written_to_without_an_address(shop: Play) -> None:
    shop.do("relay.receive", tracking=PARCEL, shelf="A1")
    assert shop.refused("relay.remind", tracking=PARCEL, by="email").code == "relay.no_email"


def test_what_moved_the_pieces_of_a_product(shop: Play) -> None:
    shop.do("relay.stock_receive", product="LV_20", quantity=5)
    shop.do("relay.stock_spoil", product="LV_20", quantity=2)
    shop.do("relay.stock_count", product="LV_20", counted=4)
    entries = [entry for entry in shop.posted() if entry.kind.startswith("relay.stock_")]
    assert [moved(entry, "LV_20") for entry in entries][-3:] == [5, -2, 1]
    assert [moved(entry, "LI_20") for entry in entries][-3:] == [0, 0, 0]


def test_nobody_is_written_to_while_no_account_is_set(shop: Play) -> None:
    shop.do("relay.receive", tracking=PARCEL, shelf="A1")
    shop.do("relay.note_email", tracking=PARCEL, email="un@exemple.fr", consent="addressee")
    assert shop.refused("relay.remind", tracking=PARCEL, by="email").code == "letter.no_account"
