"""Next year's prices at a real desk: imported in December, counting from the first of January, old tickets as they were."""

from typing import Any

import pytest

from tests.counter.desks import CASH, Desks, Play, card

WHOLE = {"coverage": "full"}
NEW = ("LV", "LV_SUIVI", "LSP", "ELR", "LR1", "LI")


def price(product: str, max_g: int | None, cents: int, zone: str = "FR", **more: Any) -> dict[str, Any]:
    """A row as `tariff.import` takes it: the columns of the shipped sheet."""
    return {
        "product": product,
        "label": product,
        "zone": zone,
        "max_g": max_g,
        "cents": cents,
        "vat_code": "EXO_POSTE",
        "valid_from": "2027-01-01",
        "source": "presse, une seule source",
        "confidence": "S",
        "coverage": "partial",
        **more,
    }


# docs/trade.md, "Prices announced for 2027": what one source says of 2027; imported in a test, never shipped.
YEAR_2027 = [
    price("LV", 20, 167),
    price("LV_SUIVI", 20, 217),
    price("LSP", 20, 367),
    price("ELR", None, 170),
    price("LR1", 20, 647),
    price("LI", 20, 245, "INT"),
]
ACTS: dict[str, dict[str, Any]] = {
    "LV": {"do": "relay.sell", "product": "LV_20", "quantity": 1},
    "LV_SUIVI": {"do": "relay.sell", "product": "LV_SUIVI_20", "quantity": 1},
    "LSP": {"do": "relay.sell", "product": "LSP_20", "quantity": 1},
    "ELR": {"do": "relay.frank", "product": "ELR", "weight_g": 1},
    "LR1": {"do": "relay.frank", "product": "LR1", "weight_g": 20},
    "LI": {"do": "relay.sell", "product": "LI_20", "quantity": 1},
}
OLD_PRICES = {"LV": 152, "LV_SUIVI": 202, "LSP": 347, "ELR": 160, "LR1": 611, "LI": 225}
NEW_PRICES = {"LV": 167, "LV_SUIVI": 217, "LSP": 367, "ELR": 170, "LR1": 647, "LI": 245}


def prices(play: Play) -> dict[str, int]:
    """Return what each costs now: a ticket that nobody pays says its price."""
    return {
        product: int(str(play.refused("till.settle", acts=[act], payments=[]).params["due_cents"]))
        for product, act in ACTS.items()
    }


@pytest.fixture
def imported(shop: Play) -> Play:
    """The desk of November with the prices of 2027 taken in."""
    shop.do("tariff.import", rows=YEAR_2027)
    return shop


def next_year(play: Play) -> None:
    """Close the day and open Saturday 2 January 2027."""
    play.close(counted_cents=None)
    play.hands.set("2027-01-02T09:00")
    play.do("day.open", confirmed_day="2027-01-02")


def test_an_import_counts_from_its_day_on_and_old_tickets_keep_their_price(imported: Play) -> None:
    """docs/trade.md, rule 5: by the date of the operation; old rows are kept."""
    assert prices(imported) == OLD_PRICES
    imported.close(counted_cents=None)
    imported.hands.set("2026-12-31T08:00")
    imported.do("day.open", confirmed_day="2026-12-31")
    assert prices(imported) == OLD_PRICES
    stamps = {**ACTS["LV"], "quantity": 3}
    old = imported.settle([stamps, ACTS["LR1"]], card(3 * 152 + 611))
    # Past midnight the open day sells at its own prices.
    imported.hands.set("2027-01-01T00:10")
    assert prices(imported)["LV"] == 152

    next_year(imported)
    assert prices(imported) == NEW_PRICES
    new = imported.settle([stamps], CASH)
    assert new.result["due_cents"] == 3 * 167

    # A stamp and the letter of December come back: at what they were sold for.
    back = imported.do(
        "till.refund",
        ticket=old.ticket,
        lines=[{"line": 1, "quantity": 1}, {"line": 2}],
        reason="returned",
    )
    assert back.result["refunded_cents"] == 152 + 611
    assert [entry.data["line"]["unit_cents"] for entry in back.posted if "line" in entry.data] == [152, 611]
    again = imported.do(
        "till.refund", ticket=new.ticket, lines=[{"line": 1, "quantity": 1}], reason="returned"
    )
    assert again.result["refunded_cents"] == 167


def test_the_import_is_one_entry_of_the_shop(shop: Play) -> None:
    before = shop.head()
    answer = shop.do("tariff.import", rows=YEAR_2027)
    assert answer.result == {"rows": 6, "products": sorted(NEW), "first_day": "2027-01-01"}
    assert answer.warnings == ()
    (entry,) = answer.posted
    assert (entry.seq, entry.kind, entry.aud) == (before + 1, "tariff.imported", "")
    assert entry.data["rows"][0]["coverage"] == "partial"


def test_prices_may_be_imported_while_the_day_is_closed(play: Play) -> None:
    assert play.do("tariff.import", rows=YEAR_2027).posted[0].day is None
    assert len(play.do("tariff.preview", rows=YEAR_2027).result["rows"]) == 6


def test_a_sheet_that_lacks_bands_says_which_prices_stay(shop: Play) -> None:
    answer = shop.do("tariff.import", rows=[price("LV", 20, 167, **WHOLE)])
    assert [(warning.code, warning.params) for warning in answer.warnings] == [
        ("tariff.hole", {"product": "LV", "zone": "FR", "day": "2027-01-01", "kept": 5, "unpriced": 0})
    ]
    next_year(shop)
    acts = [{"do": "relay.frank", "product": "LV", "weight_g": weight_g} for weight_g in (20, 21)]
    assert [line["cents"] for line in shop.settle(acts, card(167 + 310)).result["lines"]] == [167, 310]


def test_a_cipher_too_many_is_asked_about(shop: Play) -> None:
    wrong = price("LV", 20, 1670)
    refused = shop.refused("tariff.import", rows=[wrong])
    assert (refused.code, refused.params) == (
        "tariff.unusual",
        {"count": 1, "band": "LV_20", "zone": "FR", "day": "2027-01-01", "new_cents": 1670},
    )
    assert shop.warned("tariff.import", rows=[wrong], confirmed=True) == ["tariff.rise"]
    # The right row takes its place; nothing is taken back.
    shop.do("tariff.import", rows=YEAR_2027)
    next_year(shop)
    assert prices(shop) == NEW_PRICES


def test_two_prices_for_one_day_are_refused_whoever_confirms(shop: Play) -> None:
    rows = [price("LV", 20, 167), price("LV", 20, 166)]
    for confirmed in (False, True):
        refused = shop.refused("tariff.import", rows=rows, confirmed=confirmed)
        assert (refused.code, refused.params) == (
            "tariff.overlap",
            {"band": "LV_20", "zone": "FR", "day": "2027-01-01"},
        )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"product": "LX"}, "tariff.product_unknown"),
        ({"vat_code": "TVA_21"}, "vat.unknown"),
        ({"valid_to": "2026-12-31"}, "tariff.period_reversed"),
        ({"cents": 1.67}, "input.integer"),
        ({"cents": "167"}, "input.integer"),
        ({"cents": -1}, "input.bounds"),
        ({"max_g": 0}, "input.bounds"),
        ({"valid_from": "1 janvier 2027"}, "input.day"),
        ({"confidence": "sure"}, "input.choice"),
        ({"coverage": "most"}, "input.choice"),
        ({"valid_from": None}, "input.missing"),
        ({"price": 167}, "input.unknown_field"),
    ],
)
@pytest.mark.parametrize("do", ["tariff.import", "tariff.preview"])
def test_wrong_rows(shop: Play, do: str, change: dict[str, Any], code: str) -> None:
    assert shop.code(do, rows=[{**price("LV", 20, 167), **change}]) == code


@pytest.mark.parametrize("do", ["tariff.import", "tariff.preview"])
def test_no_rows_are_no_sheet(shop: Play, do: str) -> None:
    assert shop.code(do, rows=[]) == "input.list"


def test_a_band_without_limit_must_say_so(shop: Play) -> None:
    """Left out, it would be a flat price for every weight."""
    forgotten = {name: value for name, value in price("LV", 20, 167).items() if name != "max_g"}
    assert shop.code("tariff.import", rows=[forgotten]) == "input.missing"


def test_a_preview_writes_nothing_and_answers_the_same_again(shop: Play) -> None:
    before = shop.head()
    op = shop.op()
    answer = shop.do("tariff.preview", op=op, rows=YEAR_2027)
    assert (answer.posted, shop.head()) == ((), before)
    assert [
        (row["product"], row["old_cents"], row["new_cents"], row["change"]) for row in answer.result["rows"]
    ] == [
        ("LV", 152, 167, 987),
        ("LV_SUIVI", 202, 217, 743),
        ("LSP", 347, 367, 576),
        ("ELR", 160, 170, 625),
        ("LR1", 611, 647, 589),
        ("LI", 225, 245, 889),
    ]
    assert answer.result["findings"] == []
    assert shop.do("tariff.preview", op=op, rows=YEAR_2027) == answer
    next_year(shop)
    assert prices(shop) == OLD_PRICES


def test_a_preview_shows_what_an_import_would_refuse(shop: Play) -> None:
    rows = [price("LV", 20, 167), price("LV", 20, 166), price("LSP", 20, 36, **WHOLE)]
    found = shop.do("tariff.preview", rows=rows).result["findings"]
    assert [(one["code"], one["band"]) for one in found] == [
        ("tariff.fall", "LSP_20"),
        *[("tariff.hole", f"LSP_{max_g}") for max_g in (100, 250, 500, 1000, 2000)],
        ("tariff.overlap", "LV_20"),
    ]


def test_an_unpriced_product_stands_in_the_catalogue_and_waits_for_its_price(shop: Play) -> None:
    envelope = {"do": "relay.sell", "product": "PAP_20", "quantity": 1}
    assert shop.code("till.settle", acts=[envelope], payments=[]) == "tariff.unknown"
    shop.do("tariff.import", rows=[price("PAP", 20, 190, valid_from="2026-11-25")])
    assert shop.settle([envelope], card(190)).result["due_cents"] == 190


def test_an_import_is_not_taken_back(desks: Desks) -> None:
    with desks.desk() as play:
        play.open()
        op = play.op()
        play.do("tariff.import", op=op, rows=YEAR_2027)
        assert play.code("journal.reverse", op_of=op, reason="other") == "tariff.import_again"


def test_a_later_import_of_a_band_and_day_takes_the_place_of_the_earlier_one(imported: Play) -> None:
    imported.do("tariff.import", rows=[price("LV", 20, 168)])
    told = imported.rows(
        "SELECT valid_from, cents FROM relay_tariff WHERE product = 'LV' AND max_g = 20 ORDER BY valid_from"
    )
    assert told == [("2024-01-01", 129), ("2025-01-01", 139), ("2026-01-01", 152), ("2027-01-01", 168)]


def test_a_sheet_need_not_repeat_what_is_known(shop: Play) -> None:
    """The columns of the shipped file, empty cells and all; label, rate and zone as before."""
    line = {
        "product": "LV",
        "max_g": 20,
        "cents": 167,
        "valid_from": "2027-01-01",
        "valid_to": "",
        "coverage": "partial",
    }
    entry = shop.do(
        "tariff.import",
        rows=[
            {**line, "label_fr": "Lettre verte", "source": "laposte.fr"},
            line | {"max_g": 100, "cents": 341},
        ],
    )
    rows = entry.posted[-1].data["rows"]
    assert [(row["label"], row["zone"], row["vat_code"], row["source"]) for row in rows] == [
        ("Lettre verte", "FR", "EXO_POSTE", "laposte.fr"),
        ("Lettre verte", "FR", "EXO_POSTE", ""),
    ]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"product": "PAP", "max_g": 20}, "zone"),
        ({"product": "PAP", "max_g": 20, "zone": "FR"}, "vat_code"),
        ({"product": "COL_INT", "max_g": 500}, "zone"),
    ],
)
def test_what_was_never_priced_says_everything(shop: Play, line: dict[str, Any], field: str) -> None:
    refused = shop.refused("tariff.import", rows=[{**line, "cents": 185, "valid_from": "2027-01-01"}])
    assert (refused.code, refused.params) == (
        "tariff.incomplete",
        {"product": line["product"], "field": field},
    )


@pytest.mark.parametrize("line", ["LV;20;167", 167, None, ["LV", 20, 167]])
def test_a_line_of_a_sheet_is_told_by_its_columns(shop: Play, line: object) -> None:
    refused = shop.refused("tariff.import", rows=[line])
    assert (refused.code, refused.params) == ("input.object", {"field": "rows"})
