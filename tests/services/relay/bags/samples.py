"""Samples of the bags and of the room on the shelves, for the relay's."""

from typing import Any

from tests.counter.desks import Play
from tests.services.samples import one

ANNOUNCE = one("relay.announce", carrier="colissimo", count=2)


def closed(play: Play) -> str | None:
    bag = play.do("relay.announce", carrier="colissimo", count=2).result["bag"]
    return play.do("relay.close_bag", bag=bag).op


BAG = {"bag": "A-2026-0003", "carrier": "colissimo", "announced": 40}
TOLD: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("relay.announced", BAG, "Sac A-2026-0003, Colissimo : 40 envois annoncés"),
    (
        "relay.announced",
        {**BAG, "carrier": "LAPOSTE", "announced": 1},
        "Sac A-2026-0003, La Poste : un envoi annoncé",
    ),
    (
        "relay.bag_closed",
        {**BAG, "received": 41, "missing": ["a", "b"], "too_many": ["c", "d", "e"]},
        "Sac A-2026-0003 fermé : scannés 41, annoncés 40",
    ),
    (
        "relay.reversed",
        {
            "of": "relay.announced",
            "bag": "A-2026-0003",
            "state": "cancelled",
            "reversal": {"code": "wrong_key"},
        },
        "Repris · Sac A-2026-0003 annoncé",
    ),
    (
        "relay.capacities_set",
        {
            "rows": [{"place": "A1", "items": 5}, {"place": "A2", "items": None}],
            "before": [{"place": "A1", "items": None}, {"place": "A2", "items": 3}],
        },
        "A1 : 5 envois au lieu de —. A2 : — envois au lieu de 3",
    ),
    (
        "relay.cap_set",
        {"carrier": "colissimo", "a_day": 30, "held": 60, "valid_from": "2026-12-01"},
        "Convenu avec Colissimo à partir du 01/12/2026 : 30 par jour, 60 en même temps",
    ),
    (
        "relay.cap_set",
        {"carrier": "colissimo", "a_day": None, "held": None, "valid_from": "2026-12-01"},
        "Colissimo : plus rien de convenu à partir du 01/12/2026",
    ),
    (
        "relay.saturation_warned",
        {"carrier": "LAPOSTE", "held": 57},
        "Avis de saturation à La Poste : 57 envois ici",
    ),
)
UNDONE: dict[str, Any] = {
    "relay.announce": (ANNOUNCE, ["relay.reversed"]),
    "relay.close_bag": (closed, "relay.slip_signed"),
    "relay.set_capacities": (
        one("relay.set_capacities", rows=[{"place": "A1", "items": 5}]),
        "relay.set_again",
    ),
    "relay.set_cap": (one("relay.set_cap", carrier="colissimo", a_day=30), "relay.set_again"),
    "relay.warn_full": (one("relay.warn_full", carrier="colissimo"), "relay.warned_stays"),
    "relay.ask_here": (one("relay.ask_here", tracking="6A15602676300"), "journal.nothing_to_reverse"),
}
ACTS: dict[str, dict[str, Any]] = {
    "relay.announce": {"carrier": "colissimo", "trackings": ["6A15602676300", "6A15602676317"]},
    "relay.close_bag": {"bag": "A-2026-0001"},
    "relay.set_capacities": {"rows": [{"place": "A1", "items": 5}]},
    "relay.set_cap": {"carrier": "colissimo", "a_day": 30, "valid_from": "2026-11-25"},
    "relay.warn_full": {"carrier": "colissimo"},
    "relay.ask_here": {"tracking": "6A15602676300"},
}
