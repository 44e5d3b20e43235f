"""Stamps, franking, places and words: what is shown is what is charged, what is proposed is there."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.cards.offers import Now
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import format_amount
from concierge_desk.services.relay.counter import abroad, sales, words
from concierge_desk.services.relay.model import weights
from concierge_desk.services.relay.model.catalogue import Product
from concierge_desk.services.relay.model.operations import Switches
from concierge_desk.services.relay.model.places import places_of
from concierge_desk.services.relay.tables.counter import Goods
from tests.counter.desks import SHOP, Desks, Play, site_with
from tests.services.relay_desk import AMBIGUOUS, DPD, OTHER, PARCEL, SEEN, price, rebuilt, receive
from tests.services.relay_offers import (
    act_of,
    arrives,
    command,
    favourites,
    found,
    labels,
    named,
    play_act,
    shelf,
)

TODAY = date(2026, 11, 25)


def cash(cents: int) -> list[dict[str, Any]]:
    return [{"means": "cash", "given_cents": cents}]


WITH_PLACES = site_with().replace("[services.relay]\n", '[services.relay]\nplaces = ["B1", "A1", "A2"]\n')


def test_a_stamp_is_sold_by_its_card(shop: Play) -> None:
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    (offer,) = found(shop, "lv_20")
    assert (offer.title, offer.detail, offer.tag) == (
        "Timbre Lettre verte 20\u00a0g",
        "1,52\u00a0€ · LV_20",
        "10 in stock",
    )
    assert offer.at_once and offer.repeats
    act = offer.acts[0]
    assert (act.charged, act.quantity, dict(act.fields)) == (
        True,
        "quantity",
        {"product": "LV_20", "quantity": 1},
    )
    assert play_act(shop, act) is not None
    assert shop.last("relay.sold").data["line"]["label"] == offer.title
    assert found(shop, "LV_20")[0].tag == "9 in stock"


def test_an_empty_drawer_warns(shop: Play) -> None:
    (offer,) = found(shop, "LI_20")
    assert (offer.tag, offer.tone) == ("0 in stock", "warning")
    assert (found(shop, "LV_100")[0].tag, found(shop, "LV_100")[0].tone) == ("", "plain")


@pytest.mark.parametrize("word", ["timbre", "affranchissement", "germany", "monaco", "lettre", "col"])
def test_the_price_shown_is_the_price_charged(shop: Play, word: str) -> None:
    """Each step of each ladder, at its last gram and one below; one gram above the last is refused."""
    checked = 0
    for offer in named(shop, word):
        for act in offer.acts:
            if act.do == "relay.sell":
                assert offer.detail.startswith(format_amount(int(price(shop, act.do, **act.fields))))
                checked += 1
                continue
            if act.do != "relay.frank":
                continue
            ladder = act.asks[0].options
            added = "options" in act.fields
            for step in ladder:
                for grams in (step.value, step.value - 1):
                    cents = price(shop, act.do, **act.fields, weight_g=grams)
                    shown = format_amount(int(cents) - (50 if added else 0))
                    assert shown == step.detail, (offer.title, step.label)
                    checked += 1
            if ladder:
                assert price(shop, act.do, **act.fields, weight_g=ladder[-1].value + 1) == "tariff.over_limit"
    assert checked


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("lv", [["weight_g"], ["weight_g", "tracking"]]),
        ("lr1", [["weight_g", "tracking", "options"]]),
        ("col", [["weight_g", "tracking"]]),
        ("li", [["weight_g"]]),
    ],
)
def test_only_what_bears_a_number_is_asked_for_one(shop: Play, word: str, asked: list[list[str]]) -> None:
    offer = next(offer for offer in named(shop, word) if offer.acts[0].do == "relay.frank")
    assert [[ask.field for ask in act.asks] for act in offer.acts] == asked
    for act in offer.acts:
        number = next((ask for ask in act.asks if ask.field == "tracking"), None)
        assert number is None or number.optional
        assert act.asks[0].kind == "grams"


def test_an_option_is_in_the_price(shop: Play) -> None:
    act = next(offer for offer in named(shop, "lr1")).acts[0]
    (receipt,) = act.asks[2].options
    assert (receipt.value, receipt.detail) == (["AR"], "1,45\u00a0€")
    made = command(act, [100, None, receipt.value])
    assert price(shop, made.pop("do"), **made) == 788 + 145


def test_a_sticker_gives_the_letter_its_number(shop: Play) -> None:
    (offer,) = found(shop, "LR1")
    assert labels(offer) == ["Frank"]
    letter = next(offer for offer in named(shop, "lettre verte") if offer.ref == "LV:FR")
    act = act_of(letter, "With Sticker suivi")
    assert play_act(shop, act, [20, "86 10113 01731382"]) is not None
    assert shop.last("relay.franked").data["options"] == ["SUIVI"]
    assert found(shop, "861011301731382")[0].detail == "Handed in today, waits for the postman"


def test_the_ladder_is_told_as_people_weigh(shop: Play) -> None:
    (offer,) = [offer for offer in named(shop, "col", "fr") if offer.ref == "COL:FR"]
    told = [
        (step.label.rpartition("up to ")[2].replace("\u00a0", " "), step.value)
        for step in offer.acts[0].asks[0].options
    ]
    assert [(text.split("’à ")[-1], value) for text, value in told][:5] == [
        ("250 g", 250), ("500 g", 500), ("750 g", 750), ("1 kg", 1000), ("2 kg", 2000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("grams", "lang", "told"),
    [
        (1, "fr", "1 g"),
        (999, "fr", "999 g"),
        (1000, "fr", "1 kg"),
        (1500, "fr", "1,5 kg"),
        (1500, "en", "1.5 kg"),
        (30050, "fr", "30,05 kg"),
    ],
)
def test_weights(grams: int, lang: str, told: str) -> None:
    assert weights.weight(grams, lang) == told.replace(" ", "\u00a0")


@given(st.integers(1, 10**6))
def test_a_weight_says_every_gram(grams: int) -> None:
    number, unit = weights.weight(grams, "fr").split("\u00a0")
    whole, _, rest = number.partition(",")
    assert int(whole) * (1000 if unit == "kg" else 1) + int(rest.ljust(3, "0")) == grams


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("6A15602676300", "6A 15602 67630 0"),
        ("1A18945277312", "1A 18945 27731 2"),
        ("861011301731382", "86 10113 0173 1382"),
        ("RB123456785GB", "RB 123 456 785 GB"),
        ("XA001134936TS", "XA 001 134 936 TS"),
        ("008182709980000020033350276C", "0081 8270 9980 0000 2003 3350 276C"),
        ("1234567890", "1234 5678 90"),
        ("HELLO1", "HELLO1"),
    ],
)
def test_numbers_as_printed(number: str, told: str) -> None:
    assert words.grouped(number) == told
    assert told.replace(" ", "") == number


def test_favourites_stay_where_they_are(shop: Play) -> None:
    expected = ["LV_20", "LI_20", "LV:FR", "LR1:FR", "LR2:FR", "COL:FR", "LI:INT", "LV_SUIVI:FR"]
    assert [offer.ref for offer in favourites(shop)] == expected
    for product in ("LV_20", "LI_20"):
        shop.do("relay.stock_receive", product=product, quantity=7)
    assert [offer.ref for offer in favourites(shop)] == expected
    assert [offer.acts[0].charged for offer in favourites(shop)] == [True] * 8
    for product in ("LV_100", "LV_250", "LSP_20"):
        shop.do("relay.stock_receive", product=product, quantity=7)
    refs = [offer.ref for offer in favourites(shop)]
    assert refs[:4] == ["LV_20", "LV_100", "LV_250", "LSP_20"]
    assert refs[4:] == ["LV:FR", "LR1:FR", "LR2:FR", "COL:FR"]


def test_what_is_switched_off_is_not_offered(shop: Play) -> None:
    receive(shop, PARCEL)
    for operation in (
        "AFFR",
        "VENTE_TP",
        "VENTE_EMB",
        "INST_ARR",
        "DEP_RETOUR",
        "DEP_COLIS",
        "DEP_LR",
        "DEP_LETTRE",
        "RECLAM",
    ):
        shop.do("relay.switch", operation=operation, on=False)
    assert favourites(shop) == ()
    for word in ("timbre", "col", "germany", "arrivée", "dépôt", "réclamation"):
        assert named(shop, word) == ()
    for offer in (*found(shop, OTHER), *arrives(shop, OTHER)):
        assert offer.acts == ()
    # What came in leaves whatever is offered.
    assert labels(found(shop, PARCEL)[0])[0] == "ID seen, hand over"
    shop.do("relay.switch", operation="DEP_LR", on=True)
    assert labels(found(shop, OTHER)[0]) == ["Deposit: a registered letter"]


def test_a_sticker_that_is_off_is_not_offered(shop: Play) -> None:
    shop.do("relay.switch", operation="VENTE_SUIVI", on=False)
    letter = next(offer for offer in named(shop, "lettre verte") if offer.ref == "LV:FR")
    assert labels(letter) == ["Frank"]
    assert [offer for offer in named(shop, "sticker") if offer.acts[0].do == "relay.sell"] == []


def test_chronopost_is_handed_in_where_the_contract_has_it(shop: Play) -> None:
    number = "XN081879383FR"
    assert not [label for label in labels(found(shop, number)[0]) if label.startswith("Deposit")]
    shop.do("relay.switch", operation="DEP_CHRONO", on=True)
    assert "Deposit: a parcel" in labels(found(shop, number)[0])


def test_a_network_that_is_not_served(desks: Desks) -> None:
    site = "\n".join(line for line in site_with().splitlines() if not line.startswith("dpd ="))
    with desks.desk(site=site) as play:
        play.open(float_cents=8000)
        for offer in (*found(play, DPD), *arrives(play, DPD)):
            assert (offer.acts, offer.tag, offer.tone) == (
                (),
                "this shop does not serve this network",
                "warning",
            )
        # What could be DPD's as well as others' is asked for, without proposing it.
        ask = found(play, AMBIGUOUS)[0].acts[0].asks[0]
        assert (ask.field, ask.proposal) == ("carrier", None)
        assert "dpd" not in [option.value for option in ask.options]


# Places.


def places(play: Play) -> list[Any]:
    """What is proposed to each parcel of a bag, put there one after another."""
    taken = []
    for n in range(5):
        (offer,) = arrives(play, f"6A1560267{n:04d}")
        act = offer.acts[0]
        assert offer.place == (act.asks[-1].proposal or "")
        taken.append(act.asks[-1].proposal)
        play_act(play, act)
    return taken


def test_the_first_empty_place_then_the_least_full(desks: Desks) -> None:
    with desks.desk(site=WITH_PLACES) as play:
        play.open(float_cents=8000)
        assert places(play) == ["B1", "A1", "A2", "B1", "A1"]
        gone = shelf(play)[0]
        play.do("relay.hand_over", custody=gone.ref, **SEEN)
        play.do("relay.hand_over", custody=shelf(play)[0].ref, **SEEN)
        crowd = {place: sum(offer.place == place for offer in shelf(play)) for place in ("B1", "A1", "A2")}
        (offer,) = arrives(play, OTHER)
        assert offer.place == min(("B1", "A1", "A2"), key=lambda place: crowd[place])
        moved = act_of(shelf(play)[0], "Another shelf")
        assert moved.asks[0].proposal not in (shelf(play)[0].place, None)
        rebuilt(play)


def test_without_a_list_the_shelves_used_so_far(shop: Play) -> None:
    assert arrives(shop, OTHER)[0].acts[0].asks[-1].proposal is None
    for n, place in enumerate(("A10", "A2", "B")):
        receive(shop, f"6A1560267{n:04d}", shelf=place)
    assert arrives(shop, OTHER)[0].place == "A2"
    shop.do("relay.hand_over", tracking="6A15602670002", **SEEN)
    assert arrives(shop, OTHER)[0].place == "B"


def test_the_list_is_set_anew(shop: Play) -> None:
    receive(shop, PARCEL, shelf="A1")
    assert shop.do("relay.set_places", places=["A1", " C1 ", "A1"]).result == {"places": ["A1", "C1"]}
    assert arrives(shop, OTHER)[0].place == "C1"
    shop.do("relay.set_places", places=[])
    assert arrives(shop, OTHER)[0].place == "A1"
    assert shop.code("relay.set_places", places=["x" * 21]) == "input.too_long"
    rebuilt(shop)


@pytest.mark.parametrize("wrong", ["A1", [1], [""], [" A1"], ["x" * 21], {"A": 1}])
def test_a_wrong_list_is_named(wrong: Any) -> None:
    with pytest.raises(Refused) as caught:
        places_of({"places": wrong})
    assert (caught.value.code, caught.value.params) == ("site.invalid", {"field": "services.relay.places"})


def test_the_list_of_the_site() -> None:
    assert places_of({}) == places_of({"places": []}) == {}
    assert places_of({"places": ["A1", "A2", "A1"]}) == {"places": ["A1", "A2"]}


# Words.

DRAWER = ("stock:LV_20", "stock:LI_20", "stock_count", "stock_delivery")


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("depot", ["letters", "deposit"]),
        ("Lettres", ["letters", "deposit"]),
        ("fa", []),
        ("facteur", ["postman"]),
        ("bon", ["postman"]),
        ("stock", [*DRAWER, "stock"]),
        ("reclam", ["complaint"]),
        ("procuration", ["mandate"]),
        ("sac", ["bag"]),
        ("livraison", ["arrival", *DRAWER, "stock"]),
        ("réassort", [*DRAWER, "stock", "stock_order"]),
        ("pro", []),
        ("bon facteur", []),
    ],
)
def test_words_for_what_stands(shop: Play, text: str, refs: list[str]) -> None:
    assert [offer.ref for offer in named(shop, text)] == refs


def test_letters_are_counted_by_the_number_before(shop: Play) -> None:
    act = named(shop, "lettres")[0].acts[0]
    (ask,) = act.asks
    assert (act.quantity, ask.kind, ask.proposal) == (None, "count", None)
    play_act(shop, act, [14])
    assert shop.last("relay.deposited").data["count"] == 14


def test_the_postman_is_told_how_much_waits(shop: Play) -> None:
    shop.do("relay.deposit", kind="letter", count=14)
    shop.do("relay.deposit", kind="parcel", tracking=OTHER)
    receive(shop, PARCEL)
    receive(shop, DPD)
    shop.do("relay.refuse", tracking=PARCEL, reason="other")
    shop.do("relay.refuse", tracking=DPD, reason="other")
    told = [(offer.title, offer.detail) for offer in named(shop, "facteur")]
    assert told == [
        ("Deposits for the postman", "15 waiting"),
        ("Returns for the postman", "1 to give back"),
        ("DPD, Returns for the postman", "1 to give back"),
    ]
    play_act(shop, act_of(named(shop, "facteur")[0], "Prepare the slip"))
    slip = named(shop, "facteur")[0]
    assert (slip.title, slip.detail) == (
        "Deposits for the postman, B-2026-0001",
        "Prepared today: the postman has to sign it",
    )
    assert found(shop, slip.ref) == (slip,)
    play_act(shop, slip.acts[0])
    assert found(shop, slip.ref)[0].detail == "Signed today"
    play_act(shop, act_of(named(shop, "facteur")[1], "The postman signs at once"))
    assert [offer.title for offer in named(shop, "facteur")] == ["Returns for the postman"]


def test_a_slip_that_was_cancelled(shop: Play) -> None:
    shop.do("relay.deposit", kind="letter", count=1)
    answer = shop.do("relay.prepare_slip", what="deposits")
    shop.do("journal.reverse", op_of=answer.op, reason="wrong_key")
    (offer,) = found(shop, str(answer.result["number"]))
    assert (labels(offer), offer.detail) == (["Slip"], "Cancelled: what was on it waits again")


def test_spoilt_pieces_are_there(shop: Play) -> None:
    assert "Set aside as spoilt" not in labels(named(shop, "stock")[0])
    shop.do("relay.stock_receive", product="LV_20", quantity=1)
    assert "Set aside as spoilt" in labels(named(shop, "stock")[0])


def test_a_stock_that_is_no_product_is_not_counted(desks: Desks) -> None:
    with desks.desk(site=site_with().replace("LI_20 = 60", "LI_20 = 60\nROSE = 3\nLV_21 = 4")) as play:
        play.open(float_cents=8000)
        assert [offer.ref for offer in named(play, "stock")] == [*DRAWER, "stock"]


@pytest.mark.parametrize(
    ("text", "lang", "known"),
    [
        ("allem", "fr", [("DE", "Allemagne")]),
        ("germ", "en", [("DE", "Germany")]),
        ("réunion", "fr", [("RE", "La Réunion")]),
        ("de", "fr", []),
        ("zzz", "fr", []),
    ],
)
def test_countries(text: str, lang: str, known: list[tuple[str, str]]) -> None:
    assert list(abroad.countries(text, lang)) == known


def test_a_few_countries_of_a_beginning() -> None:
    assert len(abroad.countries("united", "en")) == abroad.MOST
    assert abroad.countries("guinea", "en")[0] == ("GN", "Guinea")


def test_a_country_gives_its_zone(shop: Play) -> None:
    offers = {offer.ref: offer for offer in named(shop, "germany")}
    parcel = offers["COL_INT:A:DE"]
    assert (parcel.title, parcel.rule) == ("Colissimo international, Germany", "")
    assert dict(parcel.acts[0].fields) == {"product": "COL_INT", "zone": "A", "country": "DE"}
    assert all(not ref.startswith("LV") for ref in offers)
    # Sold flat, it goes nowhere: an option and an electronic letter have no country.
    assert not [ref for ref in offers if ref.startswith(("AR", "SUIVI"))]
    zones = named(shop, "colissimo inter")
    assert [offer.title for offer in zones] == [f"Colissimo international, zone {zone}" for zone in "ABC"]
    assert all(offer.rule for offer in zones)


def test_prices_of_another_day(shop: Play) -> None:
    """A band of a product that has a flat price too; a product that is priced from next year on."""
    rows = [
        {"product": "PAP", "label": "Prêt-à-poster", "zone": "FR", "cents": 200, "vat_code": "EXO_POSTE", "valid_from": "2027-01-01", "source": "test", "max_g": None},
        {"product": "COL_OM", "label": "Colissimo outre-mer", "zone": "OM1", "cents": 1000, "vat_code": "EXO_POSTE", "valid_from": "2026-01-01", "source": "test", "max_g": 500},
        {"product": "COL_OM", "label": "Colissimo outre-mer", "zone": "OM1", "cents": 9000, "vat_code": "EXO_POSTE", "valid_from": "2026-01-01", "source": "test", "max_g": None},
    ]  # fmt: skip
    rows.append({**rows[1], "product": "COL_RELAIS", "zone": "FR", "valid_from": "2027-01-01"})
    shop.do("tariff.import", rows=rows, confirmed=True)
    assert [offer.ref for offer in named(shop, "pret")] == ["price:PAP", "price:PAP_SUIVI"]
    (offer,) = named(shop, "outre")
    assert [(step.value, step.detail) for step in offer.acts[0].asks[0].options] == [(500, "10,00\u00a0€")]
    assert offer.detail == "from 10,00\u00a0€ · COL_OM"
    assert [offer.ref for offer in named(shop, "point retrait")] == ["price:COL_RELAIS"]


def test_a_day_before_every_table() -> None:
    now = Now(date(2001, 1, 1), "en", SHOP, OpeningCalendar((), (), lambda _day: False))
    product = Product("LI", "letter", True, False, "Lettre internationale", "letter")
    goods = Goods({"LI": product}, (), {}, {}, Switches({}))
    assert sales.named(goods, "germany", now) == ()


# What was never here, and what has no price.


def test_anything_of_the_catalogue_is_delivered_for_the_first_time(shop: Play) -> None:
    """Each of the options, priced today or not; what is in the drawer has a card of its own."""
    (ask, much) = named(shop, "stock")[-1].acts[0].asks
    codes = [option.value for option in ask.options]
    assert {"LV_250", "PAP", "EMB_M", "LSP_20", "SUIVI"} <= set(codes)
    assert "LV_20" not in codes and (ask.field, much.field) == ("product", "quantity")
    for code in codes:
        card = next(offer for offer in named(shop, "stock") if offer.ref == "stock")
        play_act(shop, card.acts[0], [code, 12])
        assert shop.last("relay.stock_received").data == {"product": code, "quantity": 12}
    assert "stock" not in [offer.ref for offer in named(shop, "stock")]


def test_what_is_sold_is_delivered_from_its_own_card(shop: Play) -> None:
    (offer, *_) = named(shop, "LV_250")
    assert offer.ref == "LV_250" and labels(offer) == ["Sell", "Delivery"]
    play_act(shop, offer.acts[1], [50])
    assert shop.last("relay.stock_received").data == {"product": "LV_250", "quantity": 50}


def test_a_price_is_given_and_says_so(shop: Play) -> None:
    """From the open day on; the ticket and the journal say that it was given here, the next sheet does not."""
    refused = shop.refused(
        "till.settle", acts=[{"do": "relay.sell", "product": "PAP", "quantity": 1}], payments=[]
    )
    assert refused.code == "tariff.unknown"
    assert "PAP" in [offer.ref.partition(":")[2] for offer in named(shop, "tarifs")]
    (offer,) = named(shop, "prêt-à-poster suivi")
    assert offer.ref == "price:PAP_SUIVI"
    card = next(offer for offer in named(shop, "PAP") if offer.ref == "price:PAP")
    play_act(shop, act_of(card, "Give its price"), [152, "EXO_POSTE"])
    row = shop.last("tariff.imported").data["rows"][0]
    assert (row["product"], row["zone"], row["cents"], row["source"]) == ("PAP", "FR", 152, "guichet")
    assert row["valid_from"] == "2026-11-25"
    shop.do("till.settle", acts=[{"do": "relay.sell", "product": "PAP", "quantity": 2}], payments=cash(304))
    assert shop.last("relay.sold").data["line"]["label"] == "Prêt-à-poster (prix saisi)"
    shop.do(
        "tariff.import",
        rows=[{"product": "PAP", "max_g": None, "cents": 160, "valid_from": "2026-11-26"}],
        confirmed=True,
    )
    shop.close(counted_cents=None)
    shop.open("2026-11-26T08:00", float_cents=8000)
    shop.do("till.settle", acts=[{"do": "relay.sell", "product": "PAP", "quantity": 1}], payments=cash(160))
    assert shop.last("relay.sold").data["line"]["label"] == "Prêt-à-poster"


def test_the_price_of_a_weight_is_given_for_its_zone(shop: Play) -> None:
    card = next(offer for offer in named(shop, "COL_OM") if offer.ref == "price:COL_OM")
    asks = card.acts[0].asks
    assert [ask.field for ask in asks] == ["zone", "max_g", "cents", "vat_code"]
    play_act(shop, card.acts[0], ["OM1", 500, 1249, "EXO_POSTE"])
    frank = {"do": "relay.frank", "product": "COL_OM", "weight_g": 480, "country": "RE"}
    shop.do("till.settle", acts=[frank], payments=cash(1249))
    assert shop.last("relay.franked").data["line"]["cents"] == 1249
    assert shop.last("relay.franked").data["line"]["label"].endswith("(prix saisi)")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"product": "NOPE", "cents": 100}, "tariff.product_unknown"),
        ({"product": "PAP", "cents": 100}, "tariff.incomplete"),  # never priced: its VAT is to be said
        ({"product": "PAP", "cents": 100, "vat_code": "TVA_21"}, "vat.unknown"),
        ({"product": "LV", "cents": 900, "max_g": 20}, "tariff.unusual"),
        ({"product": "PAP", "cents": 0}, "input.bounds"),
    ],
)
def test_a_price_that_cannot_be_taken(shop: Play, given: dict[str, Any], code: str) -> None:
    assert shop.code("tariff.set_price", **given) == code


def test_what_is_switched_off_asks_for_no_price(shop: Play) -> None:
    shop.do("relay.switch", operation="VENTE_PAP", on=False)
    assert not [offer.ref for offer in named(shop, "tarifs") if offer.ref.startswith("price:PAP")]
