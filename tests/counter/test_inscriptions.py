"""Words where a code should be: asked for twice, kept beside the journal, and found again at the counter.

Source: decisions 0010, 0056.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.overview import look
from concierge_desk.domain.erasures import Erasure
from concierge_desk.domain.errors import Unconfirmed
from concierge_desk.domain.inscriptions import is_inscription
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.store.held.erased_records import erase_personal
from tests.counter.desks import Play, card
from tests.services.relay_desk import PARCEL, SEEN, rebuilt, receive, stays

ODD = {"tracking": "Mme Kessler Jeanne", "carrier": "colissimo"}
SHELF = "chez Mme Kessler"


def payloads(play: Play) -> str:
    return json.dumps([entry.data for entry in play.posted()], ensure_ascii=False)


def is_told(play: Play, *words: str) -> bool:
    told = payloads(play).casefold()
    return any(word.casefold() in told for word in words)


def refused(play: Play, do: str, **fields: Any) -> tuple[str, bool]:
    found = play.refused(do, **fields)
    return found.code, isinstance(found, Unconfirmed)


# --- places


@pytest.mark.parametrize(
    "place",
    ["A3", "C 12", "b7", "x", "Z9", "AB12", "Bac 2", "Frigo", "Étagère", "TIROIR 1", "sol", "12", "R2D2"],
)
def test_an_everyday_place_needs_no_other_key(shop: Play, place: str) -> None:
    shop.do("relay.receive", tracking=PARCEL, shelf=place)
    assert stays(shop)[0][0] == place


@pytest.mark.parametrize("place", ["=A3", "A-3", "Étagère du fond", "ARMOIRE DU FOND 12"])
def test_an_unusual_place_is_asked_for_twice_and_stands_as_it_is(shop: Play, place: str) -> None:
    assert refused(shop, "relay.receive", tracking=PARCEL, shelf=place) == ("relay.place_unusual", True)
    shop.do("relay.receive", tracking=PARCEL, shelf=place, confirmed=True)
    assert stays(shop)[0][0] == place


@pytest.mark.parametrize(
    "place",
    [SHELF, "Kessler", "Léa", "Léa Ng", "M. Li 3", "06 12 34 56 78", "Mezzanine", "Mme K.", "Kess\u200bler"],
)
def test_words_that_may_be_a_name_stand_beside_the_journal(shop: Play, place: str) -> None:
    assert refused(shop, "relay.receive", tracking=PARCEL, shelf=place) == ("relay.place_unusual", True)
    shop.do("relay.receive", tracking=PARCEL, shelf=place, confirmed=True)
    ((shelf, _, _),) = stays(shop)
    assert is_inscription(shelf)
    # Without the signs that nobody sees.
    assert shop.personal(shelf) == place.replace("\u200b", "")
    assert not is_told(shop, place)


def test_a_place_in_use_stays_and_is_one_place(shop: Play) -> None:
    """Asked for once, whatever lies there; nobody is asked again."""
    shop.do("relay.receive", tracking=PARCEL, shelf=SHELF, confirmed=True)
    shop.do("relay.receive", carrier="colissimo", shelf=SHELF)
    shop.do("relay.receive", carrier="colissimo", shelf="A1")
    first, second, _ = stays(shop)
    assert first[0] == second[0]
    assert shop.code("relay.move", tracking=PARCEL, shelf=SHELF) == "relay.same_shelf"


def test_a_short_name_is_one_where_somebody_is_called_so(shop: Play) -> None:
    shop.do("relay.receive", carrier="colissimo", shelf="Ng 1")
    shop.do("relay.receive", carrier="colissimo", shelf="A1", addressee={"name": "Mme Li"})
    assert shop.code("relay.receive", carrier="colissimo", shelf="Li 2") == "relay.place_unusual"


def test_the_list_of_places_is_asked_for_twice_too(shop: Play) -> None:
    listed = ["A1", "Mezzanine"]
    assert refused(shop, "relay.set_places", places=listed) == ("relay.place_unusual", True)
    shop.do("relay.set_places", places=listed, confirmed=True)
    assert not is_told(shop, "mezzanine")
    shop.do("relay.set_places", places=[*listed, "B1"])
    shop.do("relay.receive", carrier="colissimo", shelf="Mezzanine")
    assert is_inscription(stays(shop)[0][0])


def test_a_moved_item_says_both_its_places(shop: Play) -> None:
    receive(shop)
    shop.do("relay.move", tracking=PARCEL, shelf=SHELF, confirmed=True)
    moved = shop.last("relay.moved").data
    assert (is_inscription(moved["shelf"]), moved["from_shelf"]) == (True, "A3")
    shop.do("journal.reverse", op_of=shop.last("relay.moved").op, reason="wrong_key")
    assert stays(shop)[0][0] == "A3"


# --- numbers


def test_a_number_without_a_shape_is_taken_when_it_is_confirmed(shop: Play) -> None:
    """Decision 0010: nobody is sent away; but the words are nobody's business."""
    assert shop.code("relay.receive", tracking="HELLO", shelf="A3") == "relay.carrier_needed"
    assert shop.warned("relay.receive", tracking="HELLO", shelf="A3", carrier="colissimo") == [
        "tracking.shape"
    ]
    ref = shop.last("relay.received").data["tracking"]
    assert (is_inscription(ref), shop.personal(ref)) == (True, "HELLO")
    assert not is_told(shop, "hello")


def test_the_item_is_known_by_the_words(shop: Play) -> None:
    shop.do("relay.receive", shelf="A3", **ODD)
    refused = shop.refused("relay.receive", shelf="A3", **ODD)
    assert (refused.code, refused.params["tracking"]) == ("relay.already_held", "MMEKESSLERJEANNE")
    shop.do("relay.remind", tracking="mme kessler jeanne")
    shop.do("relay.hand_over", tracking="MME KESSLER JEANNE", **SEEN)
    assert shop.code("relay.remind", tracking=ODD["tracking"]) == "relay.already_handed_over"
    assert not is_told(shop, "kessler", "jeanne")


def test_words_that_nobody_knows_are_told_as_they_were_typed(shop: Play) -> None:
    refused = shop.refused("relay.hand_over", tracking="BONJOUR", **SEEN)
    assert (refused.code, refused.params["tracking"]) == ("relay.unknown", "BONJOUR")


def test_it_goes_back_with_the_postman_by_the_words(shop: Play) -> None:
    shop.do("relay.receive", shelf="A3", **ODD)
    shop.do("relay.hand_to_postman", what="returns", trackings=[ODD["tracking"]])
    assert stays(shop)[0][1] == "returned"
    assert not is_told(shop, "kessler")


@pytest.mark.parametrize(
    "number", ["0612345678", "185057800608436", "880692310285", "12AB34567", "MADAMEEHRHART"]
)
def test_a_phone_or_a_documents_number_is_no_number_of_an_item(shop: Play, number: str) -> None:
    shop.do("relay.deposit", kind="parcel", tracking=number, carrier="colissimo")
    deposited = shop.last("relay.deposited").data
    assert is_inscription(deposited["tracking"])
    assert not is_told(shop, number)
    again = shop.code("relay.deposit", kind="parcel", tracking=number, carrier="colissimo")
    assert again == "relay.already_deposited"


@pytest.mark.parametrize(
    "number",
    ["TBA123456789012", "1Z999AA10123456784", "123456", "12345678", "123456789012", "00818270998000"],
)
def test_a_number_with_figures_enough_stands_as_it_is(shop: Play, number: str) -> None:
    shop.do("relay.receive", tracking=number, shelf="A3", carrier="dpd")
    assert shop.last("relay.received").data["tracking"] == number


def test_two_items_of_one_visit_are_known_by_the_same_words(shop: Play) -> None:
    frank = {"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 400, "tracking": "KESSLER"}
    refused = shop.refused("till.settle", acts=[frank, frank], payments=[card(100)])
    assert (refused.code, refused.params["tracking"]) == ("relay.already_deposited", "KESSLER")
    due = shop.refused("till.settle", acts=[frank], payments=[]).params["due_cents"]
    assert isinstance(due, int)
    shop.settle([frank], card(due))
    assert not is_told(shop, "kessler")
    ref = shop.last("relay.franked").data["tracking"]
    assert shop.personal(ref) == "KESSLER"
    # One record, however often it was decided.
    assert shop.rows("SELECT count(*) FROM personal WHERE kind = 'inscription'") == [(1,)]


def test_an_older_store_goes_on_with_what_it_holds(shop: Play) -> None:
    """What is in old journals is told, not rewritten: what was in use there is found as it stands."""
    shop.do("relay.receive", shelf="A3", tracking=PARCEL)
    shop.desk.store.write(
        lambda unit: unit.rows.execute("UPDATE relay_custody SET tracking = 'HELLO', shelf = 'Mezzanine'")
    )
    shop.do("relay.receive", carrier="colissimo", shelf="Mezzanine")
    shop.do("relay.hand_over", tracking="hello", **SEEN)
    assert shop.last("relay.handed_over").data["tracking"] == "HELLO"


# --- where they are read again


def test_the_cards_say_the_words_and_the_lists_do_not(shop: Play) -> None:
    shop.do("relay.receive", shelf=SHELF, confirmed=True, addressee={"name": "M. Roth"}, **ODD)
    face = FrontFace(shop.desk, "fr")
    try:
        (offer,) = face.found(ODD["tracking"])
        (named,) = face.named("roth")
    finally:
        face.close()
    assert (offer.title, offer.place) == ("Colissimo MMEKESSLERJEANNE", SHELF)
    assert named.ref == offer.ref
    assert "kessler" not in offer.listed.casefold()
    (told,) = look(shop.desk, "Roth")["cards"]
    assert "kessler" not in told["label"].casefold()
    assert told["place"] == SHELF


def test_a_paper_says_the_words_as_long_as_they_are_kept(shop: Play, tmp_path: Path) -> None:
    shop.do("relay.deposit", kind="parcel", tracking="HELLO", carrier="colissimo")
    name = f"deposit:{shop.last('relay.deposited').seq}"

    def printed(copy: int) -> str:
        path = tmp_path / f"{copy}.txt"
        print_document(shop.desk, name, PrintFormat("text"), path, None)
        return path.read_text(encoding="utf-8")

    assert "HELLO" in printed(0)
    ref = shop.last("relay.deposited").data["tracking"]
    shop.desk.store.write(lambda unit: erase_personal(unit.rows, [Erasure(ref, "2027-11-25T00:00:00.000Z")]))
    after = printed(1)
    assert "HELLO" not in after
    assert ref not in after
    assert "—" in after


def test_a_rebuild_finds_the_same(shop: Play) -> None:
    shop.do("relay.receive", shelf=SHELF, confirmed=True, **ODD)
    shop.do("relay.set_places", places=["A1", "Mezzanine"], confirmed=True)
    rebuilt(shop)
    shop.do("relay.hand_over", tracking=ODD["tracking"], **SEEN)


# --- labels and codes


def article(label: str = "Thé", **more: Any) -> dict[str, Any]:
    return {"article": "THE", "label": label, "cents": 150, "vat_code": "TVA_10", "nature": "service", **more}


@pytest.mark.parametrize("label", ["Dette de Mme Roth", "Monsieur Propre", "M. Li", "Mlle Anne"])
def test_a_label_with_a_title_is_asked_for_twice(shop: Play, label: str) -> None:
    assert refused(shop, "shop.article_set", **article(label)) == ("input.label_names", True)
    shop.do("shop.article_set", **article(label, confirmed=True))
    # Known now: its price changes without a question.
    shop.do("shop.article_set", **article(label, cents=160))


def test_a_label_with_the_name_of_somebody_who_is_here_is_asked_for_twice(shop: Play) -> None:
    shop.do("shop.article_set", **article("Gâteau Kessler"))
    receive(shop, addressee={"name": "Mme Anne KESSLER"})
    assert refused(shop, "shop.article_set", **article("Pain Kessler")) == ("input.label_names", True)
    shop.do("shop.article_set", **article("Pain de mie"))
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    shop.do("shop.article_set", **article("Pain Kessler"))


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Dette 06 12 34 56 78", "input.phone_number"),
        ("Dette +33612345678", "input.phone_number"),
        ("4539 1488 0343 6467", "input.card_number"),
        ("Photo 185057800608436", "input.id_number"),
    ],
)
def test_a_label_holds_no_number_of_anybody(shop: Play, label: str, code: str) -> None:
    assert shop.code("shop.article_set", **article(label, confirmed=True)) == code


@pytest.mark.parametrize(
    "label", ["T-shirt M", "Sirop 33 cl", "Lot de 12 cartes", "Impression A4 recto-verso", "Clé 64 Go"]
)
def test_an_everyday_label_needs_no_other_key(shop: Play, label: str) -> None:
    shop.do("shop.article_set", **article(label))


@pytest.mark.parametrize(
    "barcode", ["3017620422003", "96385074", "036000291452", "THE-1", "1", "2", "PRO 12/A", "ABCDEFGH"]
)
def test_what_is_a_barcode_is_taken(shop: Play, barcode: str) -> None:
    shop.do("shop.article_set", **article(barcodes=[barcode]))


@pytest.mark.parametrize(
    "barcode", ["Mme Kessler", "KESSLER", "Kessler67", "0612345678", "185057800608436", "é1"]
)
def test_what_is_no_barcode_is_refused_and_says_what_to_do(shop: Play, barcode: str) -> None:
    receive(shop, addressee={"name": "Mme Kessler"})
    assert shop.code("shop.article_set", **article(barcodes=[barcode])) == "input.barcode"


def test_a_code_that_is_somebodys_name_is_refused(shop: Play) -> None:
    receive(shop, addressee={"name": "Mme Anne Kessler"})
    assert shop.code("shop.article_set", **{**article(), "article": "KESSLER"}) == "input.code_names"
    assert shop.code("shop.article_set", **{**article(), "article": "0612345678"}) == "input.code_names"
    shop.do("shop.article_set", **article())


@pytest.mark.parametrize(
    "visit", ["v-1", "v-noel-1", "01970000-0000-7000-8000-000000000001", "v-4t9d2k7mx0q3"]
)
def test_the_code_of_a_visit(shop: Play, visit: str) -> None:
    assert shop.do("visit.save", visit=visit).result["visit"] == visit


@pytest.mark.parametrize(
    "visit", ["Kessler", "Mme-Kessler-0612345678", "v-0612345678", "v-mme-roth", "0612345678"]
)
def test_a_name_is_no_code_of_a_visit(shop: Play, visit: str) -> None:
    assert shop.code("visit.save", visit=visit) == "input.visit"
