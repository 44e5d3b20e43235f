"""The shop's part of the demo: its articles, their new prices, and what people take."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from concierge_desk import paths
from concierge_desk.counter.demo.demo import Acts, Demo, DemoAct, DemoSession, Wish

_AHEAD = timedelta(days=7)
"""A new price is set a week before it holds."""
_MOST = {"CAFE": 3, "PHOTOCOPIE": 20, "PLASTIFICATION": 4, "OURLET": 3}
_WEIGHTS = {"CAFE": 6, "PHOTOCOPIE": 5, "PLASTIFICATION": 2, "OURLET": 2}


@dataclass(slots=True)
class Shelf:
    """Articles that the shop has set so far.

    Attributes:
        to_come: Rows that are not set yet, the earliest first.
        named: By article that can be sold, what a sale names it by: its barcode, where it has one.
    """

    to_come: list[dict[str, str]]
    named: dict[str, Mapping[str, str]] = field(default_factory=dict)


def begin() -> Shelf:
    """Return an empty shelf, and what is to be set in time."""
    rows = csv.DictReader(io.StringIO(paths.resource_text("demo/articles.csv")))
    return Shelf(sorted(rows, key=lambda row: row["valid_from"]))


def acts(shelf: Shelf, session: DemoSession) -> Acts:
    """Set what is due: an article before it is sold, a price a week before it holds."""
    while shelf.to_come and date.fromisoformat(shelf.to_come[0]["valid_from"]) <= session.day + _AHEAD:
        row = shelf.to_come.pop(0)
        # What was sold before the demo begins is set on its first day.
        valid_from = max(row["valid_from"], session.day.isoformat())
        yield DemoAct("shop.article_set", _article({**row, "valid_from": valid_from}))
        if row["valid_from"] <= session.day.isoformat():
            by = "barcode" if row["barcode"] else "article"
            shelf.named[row["article"]] = {by: row[by]}


def wants(shelf: Shelf, session: DemoSession) -> tuple[Wish, ...]:
    """Return one or two articles; what has a barcode is scanned."""
    if not shelf.named:
        return ()
    dice, known = session.dice, sorted(shelf.named)
    weights = [_WEIGHTS.get(article, 1) for article in known]
    chosen = dict.fromkeys(dice.choices(known, weights, k=dice.randint(1, 2)))
    return tuple(
        Wish(
            {"do": "shop.sell", **shelf.named[article], "quantity": dice.randint(1, _MOST.get(article, 2))},
            returnable=True,
        )
        for article in chosen
    )


def _article(row: Mapping[str, str]) -> dict[str, Any]:
    barcodes = {"barcodes": [row["barcode"]]} if row["barcode"] else {}
    names = ("article", "label", "vat_code", "nature", "valid_from")
    return {**{name: row[name] for name in names}, "cents": int(row["cents"]), **barcodes}


DEMO = Demo(begin, acts, wants)

__all__ = ["DEMO"]
