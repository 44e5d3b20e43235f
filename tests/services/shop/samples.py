"""Samples of the shop for the tests of the core."""

from tests.counter.desks import COFFEE
from tests.services.samples import LINE, Samples, charged, one

SALE = charged(COFFEE, due=120)

SAMPLES = Samples(
    told=(
        ("shop.sold", {"line": {**LINE, "quantity_thousandths": 250}}, "0,25 × Café"),
        (
            "shop.article_set",
            {"label": "Café", "valid_from": "2026-11-23", "cents": 120},
            "Prix de Café à partir du 23/11/2026",
        ),
        (
            "shop.favourites_set",
            {"articles": ["THE", "CAFE"], "before": []},
            "Touches des articles : THE, CAFE au lieu de tous, par leurs codes",
        ),
    ),
    undone={
        "shop.sell": (SALE, ["shop.sold", "till.settled"]),
        "shop.article_set": (
            one("shop.article_set", article="THE", label="Thé", cents=1, vat_code="TVA_10", nature="goods"),
            "shop.set_again",
        ),
        "shop.set_favourites": (one("shop.set_favourites", articles=["CAFE"]), ["shop.favourites_set"]),
    },
    acts={
        "shop.set_favourites": {"articles": []},
        "shop.article_set": {
            "article": "THE",
            "label": "Thé",
            "cents": 1,
            "vat_code": "TVA_10",
            "nature": "goods",
        },
    },
    bounded=frozenset(["shop_article", "shop_barcode", "shop_favourite"]),
)
