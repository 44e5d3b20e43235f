"""The shop's cards: what a scan, a code, a word and a key give; a barcode nobody knows becomes an article."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.cards.words import vat_label
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.printing.text import to_text
from tests.counter.desks import Desks, Play, cash, site_with

COLA = "5449000000996"
COLA_ACT = {"article": "COLA", "label": "Cola glacé", "cents": 250, "vat_code": "TVA_20", "nature": "goods"}


@pytest.fixture
def face(shop: Play) -> Iterator[FrontFace]:
    shop.do("shop.article_set", **COLA_ACT, barcodes=[COLA, "54491472"])
    lent = FrontFace(shop.desk, "en")
    yield lent
    lent.close()


def only(offers: tuple[Offer, ...]) -> Offer:
    (offer,) = offers
    return offer


def command(act: OfferedAct, *answers: Any) -> dict[str, Any]:
    """What the front makes of an act and its answers, in their order; an option's own fields joined."""
    made: dict[str, Any] = {"do": act.do, **act.fields}
    for ask, answer in zip(act.asks, answers, strict=True):
        if ask.field:
            made[ask.field] = answer
        else:
            assert isinstance(answer, Mapping)
            made.update(answer)
    return made


@pytest.mark.parametrize("code", [COLA, "54491472", "COLA", "cola", f" {COLA} "])
def test_a_scan_or_the_code_is_the_sale_itself(shop: Play, face: FrontFace, code: str) -> None:
    offer = only(face.found(code))
    assert (offer.service, offer.ref, offer.title) == ("shop", "COLA", "Cola glacé")
    assert (offer.at_once, offer.repeats, offer.unknown) == (True, True, False)
    sell = offer.acts[0]
    assert (sell.charged, sell.quantity, sell.asks) == (True, "quantity", ())
    shop.settle([{**command(sell), str(sell.quantity): 3}], cash(750))
    assert shop.last("shop.sold").data["quantity"] == 3


def test_exact_never_as_if(face: FrontFace) -> None:
    assert all(offer.unknown for offer in face.found(COLA[:-1]))
    assert face.found("COL") == ()
    assert face.found("12345") == ()
    assert face.found("") == ()


def test_the_price_is_changed_and_its_barcodes_stay(shop: Play, face: FrontFace) -> None:
    act = only(face.found(COLA)).acts[1]
    shop.do(**command(act, 300))
    offer = only(face.found("54491472"))
    assert offer.detail.startswith("3,00")
    assert only(face.found(COLA)) == offer


def test_an_article_before_its_first_day(shop: Play, face: FrontFace) -> None:
    """It is known, so nobody creates it twice; but it is not sold, only set."""
    shop.do(
        "shop.article_set", **{**COLA_ACT, "article": "ETE"}, barcodes=["11112222"], valid_from="2027-06-01"
    )
    offer = only(face.found("11112222"))
    assert (offer.at_once, offer.tone, [act.do for act in offer.acts]) == (
        False,
        "warning",
        ["shop.article_set"],
    )
    assert "ETE" not in [known.ref for known in face.favourites()]
    shop.do(**command(offer.acts[0], 250))
    assert only(face.found("11112222")).at_once


def test_the_price_of_the_open_day(shop: Play, face: FrontFace) -> None:
    shop.do("shop.article_set", **{**COLA_ACT, "cents": 300}, barcodes=[COLA], valid_from="2026-11-26")
    assert only(face.found(COLA)).detail.startswith("2,50")
    assert next(o for o in face.favourites() if o.ref == "COLA").detail.startswith("2,50")
    shop.close("2026-11-25T11:40", counted_cents=8000)
    shop.open("2026-11-26T08:00")
    assert only(face.found(COLA)).detail.startswith("3,00")


@pytest.mark.parametrize("typed", ["col", "glace", "GLACÉ col", "cola g", "Cola  Glace"])
def test_by_the_beginnings_of_its_words(face: FrontFace, typed: str) -> None:
    assert [offer.ref for offer in face.named(typed) if offer.service == "shop"] == ["COLA"]


def test_no_word_and_no_middle_of_a_word(face: FrontFace) -> None:
    assert face.named("ola") == face.named("") == face.named("  ") == face.named("cola cafe") == ()
    assert [offer.ref for offer in face.named("photocopie")] == ["PHOTOCOPIE"]


def test_a_key_keeps_its_article(shop: Play, face: FrontFace) -> None:
    refs = [offer.ref for offer in face.favourites() if offer.service == "shop"]
    assert refs == ["CAFE", "COLA", "PHOTOCOPIE"]
    shop.settle([{"do": "shop.sell", "article": "PHOTOCOPIE", "quantity": 50}], cash(1000))
    assert [offer.ref for offer in face.favourites() if offer.service == "shop"] == refs


def test_an_unknown_barcode_becomes_an_article(shop: Play, face: FrontFace) -> None:
    offer = only(face.found("3017620422003"))
    assert (offer.unknown, offer.at_once, offer.detail) == (True, False, "3017620422003")
    create = offer.acts[0]
    assert [ask.kind for ask in create.asks] == ["text", "cents", "choice", "choice", "text"]
    _, _, vat, nature, code = create.asks
    # The usual rate first, the exempt ones last; none is taken for granted.
    assert [option.value for option in vat.options][:3] == ["TVA_20", "TVA_10", "TVA_55"]
    assert vat.proposal is None
    shop.do(**command(create, "Pâte à tartiner", 420, "TVA_55", nature.options[0].value, code.proposal))
    sold = only(face.found("3017620422003"))
    assert (sold.ref, sold.title, sold.at_once) == ("ART001", "Pâte à tartiner", True)
    # The next one gets the next code.
    assert only(face.found("3017620422004")).acts[0].asks[-1].proposal == "ART002"


def test_no_new_article_takes_the_place_of_another(shop: Play, face: FrontFace) -> None:
    create = only(face.found("4006381333931")).acts[0]
    taken = command(create, "Eau", 100, "TVA_20", "goods", "COLA")
    known = shop.refused(**taken)
    assert (known.code, known.params) == ("shop.known", {"article": taken["article"]})
    assert only(face.found(COLA)).title == "Cola glacé"
    # Without saying that it is new, an article is set anew: that is how its price changes.
    shop.do(**{name: value for name, value in taken.items() if name != "new"})


def test_an_unknown_barcode_is_attached_beside_the_others(shop: Play, face: FrontFace) -> None:
    attach = only(face.found("3017620422003")).acts[1]
    (ask,) = attach.asks
    assert [option.label for option in ask.options] == ["Café", "Cola glacé", "Photocopie"]
    shop.do(**command(attach, ask.options[1].value))
    for code in (COLA, "54491472", "3017620422003"):
        offer = only(face.found(code))
        assert (offer.ref, offer.detail[:4]) == ("COLA", "2,50")


def test_where_nothing_is_sold_there_is_nothing_to_attach_to(desks: Desks) -> None:
    site = site_with()[: site_with().index("[[services.shop.articles]]")]
    with desks.desk(site=site) as play:
        face = FrontFace(play.desk, "fr")
        try:
            assert [act.do for act in only(face.found("3017620422003")).acts] == ["shop.article_set"]
        finally:
            face.close()


@pytest.mark.parametrize(
    ("code", "lang", "label"),
    [
        ("TVA_55", "en", "VAT 5,5\u00a0%"),
        ("EXO", "fr", "Exonéré ou hors champ"),
        ("EXO", "en", "EXO"),
        ("TVA_99", "fr", "TVA_99"),
    ],
)
def test_what_a_rate_is_called(code: str, lang: str, label: str) -> None:
    assert vat_label(code, lang) == label


@pytest.mark.parametrize(("nature", "printed"), [("goods", False), ("service", False), ("durable", True)])
def test_the_ticket_of_what_is_under_the_legal_guarantee_is_printed_unasked(
    shop: Play, nature: str, printed: bool
) -> None:
    """R-2.03: goods of C. conso. D. 211-6 have a ticket that names the guarantee; nobody else is given one unasked."""
    lamp = {"article": "LAMPE", "label": "Lampe", "cents": 2499, "vat_code": "TVA_20", "nature": nature}
    shop.do("shop.article_set", **lamp)
    shop.settle([{"do": "shop.sell", "article": "LAMPE"}], cash(2499))
    assert shop.rows("SELECT document FROM outbox") == ([("ticket:T-2026-000001",)] if printed else [])
    said = to_text(shop.paper("ticket:T-2026-000001"))
    assert ("Garantie légale" in said) == printed


def test_it_is_chosen_where_an_article_is_created(shop: Play, face: FrontFace) -> None:
    (create, *_) = only(face.found("3560070976478")).acts
    nature = next(ask for ask in create.asks if ask.field == "nature")
    assert [option.value for option in nature.options] == ["goods", "service", "durable"]
    assert "ticket is always printed" in nature.options[2].detail
