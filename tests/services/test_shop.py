"""The shop's own articles: dated prices and rates, barcodes, the catalogue of the site file."""

from typing import Any

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.registry import SERVICES
from concierge_desk.services.shop.model.articles import Sale, SellArticle, seed, sell
from concierge_desk.services.shop.model.facts import ArticleRow
from tests.counter.desks import COFFEE, COPY, Desks, Play, card, context, site_with

SHOP = next(service for service in SERVICES if service.code == "shop")
THE: dict[str, Any] = {
    "article": "THE",
    "label": "Thé",
    "cents": 150,
    "vat_code": "TVA_10",
    "nature": "service",
}


def due(play: Play, **act: Any) -> int | str:
    refused = play.refused("till.settle", acts=[{"do": "shop.sell", **act}], payments=[])
    return int(str(refused.params["due_cents"])) if refused.code == "till.underpaid" else refused.code


def test_the_shipped_articles(shop: Play) -> None:
    """Issue A scope 5: CAFE 1.20 € at 10 %, on site; PHOTOCOPIE 0.20 € at 20 %."""
    coffee, copy, _ = shop.settle([COFFEE, {**COPY, "quantity": 3}], card(180)).posted
    assert (coffee.data["line"]["cents"], coffee.data["line"]["rate"], coffee.data["line"]["nature"]) == (
        120,
        1000,
        "service",
    )
    assert (copy.data["line"]["cents"], copy.data["line"]["rate"], copy.data["line"]["unit_cents"]) == (
        60,
        2000,
        20,
    )
    assert (copy.data["article"], copy.data["quantity"], copy.aud) == ("PHOTOCOPIE", 3, "")


def test_dated_prices(desks: Desks) -> None:
    with desks.desk() as play:
        for cents, day in ((150, "2026-11-26"), (170, "2026-11-27")):
            play.do("shop.article_set", **{**THE, "cents": cents, "valid_from": day})
        play.open()
        assert due(play, article="THE") == "shop.unpriced"
        for day, cents in (("2026-11-26", 150), ("2026-11-27", 170), ("2026-11-28", 170)):
            play.close(counted_cents=None)
            play.open(f"{day}T09:00")
            assert due(play, article="THE", quantity=2) == 2 * cents


def test_the_price_of_today_replaces_itself(shop: Play) -> None:
    shop.do("shop.article_set", **THE)
    sold = shop.settle([{"do": "shop.sell", "article": "THE"}], card(150))
    answer = shop.do("shop.article_set", **{**THE, "cents": 160})
    assert answer.result == {"article": "THE", "cents": 160, "valid_from": "2026-11-25"}
    assert due(shop, article="THE") == 160
    assert sold.posted[0].data["line"]["cents"] == 150


def test_an_article_is_set_without_an_open_day(play: Play) -> None:
    assert play.do("shop.article_set", **THE).result["valid_from"] == "2026-11-25"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ({}, "shop.article_needed"),
        ({"quantity": 2}, "shop.article_needed"),
        ({"article": "THE"}, "shop.unknown"),
        ({"barcode": "3017620422003"}, "shop.unknown"),
        ({"article": "CAFE", "quantity": 0}, "input.bounds"),
        ({"article": "CAFE", "quantity": 10_001}, "input.bounds"),
        ({"article": "CAFE", "quantity": True}, "input.integer"),
        ({"article": "CAFE", "cents": 1}, "input.unknown_field"),
    ],
)
def test_sales_refused(shop: Play, act: dict[str, Any], code: str) -> None:
    assert due(shop, **act) == code


def test_barcodes(shop: Play) -> None:
    shop.do("shop.article_set", **THE, barcodes=["3017620422003", "THE-1", "THE-1"])
    assert due(shop, barcode="3017620422003") == due(shop, barcode="THE-1") == 150
    assert shop.last("shop.article_set").data["barcodes"] == ["3017620422003", "THE-1"]
    taken = shop.refused("shop.article_set", **{**THE, "article": "TISANE"}, barcodes=["THE-1"])
    assert (taken.code, taken.params) == ("shop.barcode_taken", {"barcode": "THE-1", "article": "THE"})
    # All its barcodes: what is left out is free again.
    shop.do("shop.article_set", **THE, barcodes=["3017620422003"])
    assert due(shop, barcode="THE-1") == "shop.unknown"
    shop.do("shop.article_set", **{**THE, "article": "TISANE"}, barcodes=["THE-1"])
    assert due(shop, barcode="THE-1") == 150


@pytest.mark.parametrize(
    ("barcode", "warns"),
    [
        ("3017620422003", False),
        ("3017620422004", True),
        ("96385074", False),
        ("96385075", True),
        ("123456", False),
        ("ABCDEFGH", False),
        ("4111111111111111", False),
    ],
)
def test_barcode_keys(shop: Play, barcode: str, warns: bool) -> None:
    warnings = shop.do("shop.article_set", **THE, barcodes=[barcode]).warnings
    assert [(warning.code, warning.params) for warning in warnings] == (
        [("shop.barcode_key", {"barcode": barcode})] if warns else []
    )
    assert due(shop, barcode=barcode) == 150


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"vat_code": "TVA_19"}, "vat.unknown"),
        ({"nature": "gift"}, "input.choice"),
        ({"cents": -1}, "input.bounds"),
        ({"label": ""}, "input.empty"),
        ({"label": "4111 1111 1111 1111"}, "input.card_number"),
        ({"valid_from": "demain"}, "input.day"),
        ({"barcodes": "3017620422003"}, "input.list"),
        ({"barcodes": [1]}, "input.text"),
    ],
)
def test_articles_refused(shop: Play, changes: dict[str, Any], code: str) -> None:
    assert shop.code("shop.article_set", **{**THE, **changes}) == code


def test_a_rate_that_there_is_not_is_told_with_its_day(play: Play) -> None:
    refused = play.refused("shop.article_set", **{**THE, "vat_code": "TVA_19"})
    assert (refused.code, refused.params) == ("vat.unknown", {"vat_code": "TVA_19", "day": "2026-11-25"})


@pytest.mark.parametrize(
    ("command", "code", "article"),
    [
        (SellArticle("THE", None), "shop.unpriced", "THE"),
        (SellArticle(None, "3017620422003"), "shop.unpriced", "3017620422003"),
        (SellArticle("TISANE", None), "shop.unknown", "TISANE"),
        (SellArticle(None, "96385074"), "shop.unknown", "96385074"),
        # Whoever says both means the code.
        (SellArticle("TISANE", "96385074"), "shop.unknown", "TISANE"),
    ],
)
def test_what_is_not_sold_is_named_as_it_was_asked_for(command: SellArticle, code: str, article: str) -> None:
    tomorrow = ArticleRow("THE", "Thé", 150, "TVA_10", "service", "2026-11-26")
    row = tomorrow if code == "shop.unpriced" else None
    with pytest.raises(Refused) as caught:
        sell(Sale(row, {"TVA_10": 1000}), command, context())
    assert (caught.value.code, caught.value.params) == (code, {"article": article})


def test_an_article_is_sold_from_its_first_day_on() -> None:
    today = ArticleRow("THE", "Thé", 150, "TVA_10", "service", "2026-11-25")
    (sold,) = sell(Sale(today, {"TVA_10": 1000}), SellArticle("THE", None, 2), context())
    assert sold.kind == "shop.sold"
    assert sold.data == {"article": "THE", "quantity": 2}
    assert sold.charge is not None
    assert (sold.charge.cents, sold.charge.rate, sold.charge.label) == (300, 1000, "Thé")


def test_a_rate_that_ended_sells_nothing() -> None:
    row = ArticleRow("THE", "Thé", 150, "TVA_196", "service", "2012-01-01")
    with pytest.raises(Refused) as caught:
        sell(Sale(row, {"TVA_20": 2000}), SellArticle("THE", None, 1), context())
    assert (caught.value.code, caught.value.params) == (
        "vat.unknown",
        {"vat_code": "TVA_196", "day": "2026-11-25"},
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ('vat_code = "TVA_10"', 'vat_code = "TVA_11"', "vat.unknown", None),
        ("cents = 120", "cents = 1.2", "input.integer", "cents"),
        ("cents = 120", "cents = true", "input.integer", "cents"),
        ("cents = 120\n", "", "input.missing", "cents"),
        ('label = "Café"', 'label = "Café"\ncolour = "brown"', "input.unknown_field", "colour"),
        ('nature = "service"                # sur place', 'nature = "gift"', "input.choice", "nature"),
        (
            "[[services.shop.articles]]",
            "[services.shop]\narticles = 3\n[x]",
            "site.invalid",
            "services.shop.articles",
        ),
    ],
)
def test_the_site_files_articles(desks: Desks, old: str, new: str, code: str, field: str | None) -> None:
    """What the site file has wrong is said before anything is made."""
    text = site_with()
    assert old in text
    if field == "services.shop.articles":
        text = text[: text.index("[[services.shop.articles]]")] + "[services.shop]\narticles = 3\n"
    else:
        text = text.replace(old, new, 1)
    with pytest.raises(Refused) as caught, desks.desk(site=text):
        pass
    assert (caught.value.code, caught.value.params.get("field")) == (code, field)


def test_two_articles_with_one_barcode() -> None:
    rows = [{**THE, "barcodes": ["1"]}, {**THE, "valid_from": "2027-01-01", "barcodes": ["1"]}]
    rates = _rates()
    assert len(seed({"articles": rows}, context(), rates)) == 2
    another = {**THE, "article": "TISANE", "barcodes": ["2", "3"]}
    assert len(seed({"articles": [*rows, another]}, context(), rates)) == 3
    with pytest.raises(Refused) as caught:
        seed({"articles": [*rows, {**THE, "article": "TISANE", "barcodes": ["1"]}]}, context(), rates)
    assert (caught.value.code, caught.value.params) == (
        "shop.barcode_taken",
        {"barcode": "1", "article": "THE"},
    )


@pytest.mark.parametrize("articles", [{}, "x", [1]])
def test_articles_are_a_list_of_tables(articles: object) -> None:
    with pytest.raises(Refused) as caught:
        seed({"articles": articles}, context(), _rates())
    assert caught.value.code == "site.invalid"


def test_a_shop_without_articles() -> None:
    assert seed({}, context(), _rates()) == ()


def _rates() -> Any:
    from concierge_desk import paths
    from concierge_desk.domain.accounting.vat_rates import read_vat_rows

    return read_vat_rows(paths.resource_text("vat.csv"))


def test_codes_are_taken_in_either_case(shop: Play) -> None:
    assert due(shop, article="cafe") == due(shop, article="CAFE") == 120
    shop.do("shop.article_set", article="the", label="Thé", cents=150, vat_code="tva_10", nature="service")
    assert due(shop, article="THE") == 150


def test_a_flag_is_true_or_false(shop: Play) -> None:
    refused = shop.refused("shop.article_set", article="THE", print="yes")
    assert (refused.code, refused.params) == ("input.flag", {"field": "print"})


# What comes back.


def test_articles_come_back(shop: Play) -> None:
    """The same kind, negated: of the article that was sold, whatever is asked of the ticket."""
    shop.settle([COPY, {**COFFEE, "quantity": 3}], card(380))
    line = {"ticket": "T-2026-000001", "reason": "returned"}
    first = shop.do("till.refund", lines=[{"line": 2, "quantity": 2}], **line).posted[0]
    second = shop.do("till.refund", lines=[{"line": 2}, {"line": 1}], **line).posted
    assert (first.kind, first.aud, first.data["article"], first.data["quantity"]) == (
        "shop.sold", "", "CAFE", -2,
    )  # fmt: skip
    assert [(entry.data["article"], entry.data["quantity"]) for entry in second[:-1]] == [
        ("CAFE", -1), ("PHOTOCOPIE", -1),
    ]  # fmt: skip
    assert set(shop.status()["funds"].values()) == {0}


def test_an_article_that_was_set_is_set_again(shop: Play) -> None:
    op = shop.do("shop.article_set", **THE).op
    assert shop.code("journal.reverse", op_of=op, reason="wrong_key") == "shop.set_again"


def test_a_shop_that_is_just_made_sells_for_nobody() -> None:
    with pytest.raises(Refused) as caught:
        seed({"articles": [{**THE, "partner": "ATELIER"}]}, context(), _rates())
    assert (caught.value.code, caught.value.params["partner"]) == ("partner.unknown", "ATELIER")
