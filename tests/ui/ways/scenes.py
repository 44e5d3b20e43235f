"""What a desk is like before its window is opened."""

from collections.abc import Mapping

from tests.counter.desks import LV_20, WEDNESDAY, Play, card
from tests.ui.ways.way import Before

PARCELS = ("6A15602676300", "6A15602676317", "6A15602676324", "6A15602676331")
"""Lie at A1 and the places after it."""


def ready(play: Play) -> None:
    """An open day with stamps, places and parcels that wait."""
    play.open(float_cents=8000)
    for product in ("LV_20", "LI_20"):
        play.do("relay.stock_receive", product=product, quantity=100)
    play.do("relay.set_places", places=["A1", "A2", "A3", "A4", "A5", "A6"])
    for place, number in enumerate(PARCELS, start=1):
        addressee = {"name": "Mme Kessler"}
        play.do(
            "relay.receive", tracking=number, shelf=f"A{place}", addressee=addressee, presented_day=WEDNESDAY
        )


def to_open(play: Play) -> None:
    """The morning after a day that was closed."""
    play.open(float_cents=8000)
    play.close("2026-11-25T18:00", counted_cents=8000)
    play.hands.set("2026-11-26T08:00")


def behind(play: Play) -> None:
    """A morning whose journal ran ahead under a wild clock."""
    play.open(float_cents=8000)
    play.close("2026-11-25T09:00", counted_cents=8000)
    play.hands.set("2026-11-27T11:00")
    play.do("shop.article_set", article="THE", label="Thé", cents=1, vat_code="TVA_10", nature="goods")
    play.hands.set("2026-11-26T08:00")


def evening(play: Play) -> None:
    """A day that wants to be closed."""
    play.open(float_cents=8000)
    play.settle([LV_20], card(152))


SCENES: Mapping[str, Before] = {
    "to open": to_open,
    "behind": behind,
    "counter": ready,
    "settings": ready,
    "evening": evening,
}
"""By name; the last way of the last one closes its day."""
