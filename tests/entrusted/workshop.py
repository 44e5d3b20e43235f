"""A shop with a dry cleaner's rounds, for the tests of what is entrusted."""

from typing import Any

from tests.counter.desks import Play

NET = "NETTOYAGE"
COAT = {"kind": "MANTEAU"}
SUIT = {"kind": "COSTUME"}
KESSLER = {"name": "Mme Kessler"}

PRICES = (
    {"kind": "VESTE", "public": 890, "member": 800, "partner": 445},
    {"kind": "PANTALON", "public": 650, "member": 585, "partner": 325},
)
ROUNDS = [{"weekday": "tuesday", "half_day": "last"}, {"weekday": "friday", "half_day": "last"}]


def partner(play: Play, code: str = NET, regime: str = "own") -> None:
    play.do("partner.set", partner=code, name="Pressing du Centre", regime=regime)


def set_up(play: Play, regime: str = "own") -> None:
    """Let there be a dry cleaner who comes on Tuesdays and Fridays, and prices of suits."""
    partner(play, regime=regime)
    play.do("pressing.set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 3, "express": 1})
    play.do("pressing.set_prices", rows=[{**row, "valid_from": "2026-01-01"} for row in PRICES])


def member(play: Play) -> str:
    """Return the card of somebody whose household is a member."""
    answer = play.do("person.create", family="Kessler", given="Zoé")
    play.settle([{"do": "member.join", "person": answer.result["person"]}], {"means": "card", "cents": 1000})
    return str(answer.result["person"])


def taken(play: Play, *pieces: dict[str, Any], **more: Any) -> dict[str, Any]:
    who = {} if "who" in more else {"who": KESSLER}
    return dict(play.do("pressing.take_in", pieces=list(pieces or (COAT,)), **who, **more).result)


def names(order: dict[str, Any]) -> list[str]:
    return [piece["piece"] for piece in order["pieces"]]


def ready(play: Play, pieces: list[str]) -> None:
    """Let pieces go to the dry cleaner and come back, and lie ready."""
    play.do("pressing.send", partner=NET, pieces=pieces)
    play.do("pressing.receive_back", partner=NET, pieces=[{"piece": one} for one in pieces])
    play.do("pressing.make_ready", pieces=pieces)


def pay(play: Play, pieces: list[str], cents: int) -> Any:
    acts = [{"do": "pressing.pay", "piece": piece} for piece in pieces]
    return play.settle(acts, {"means": "card", "cents": cents})


def figures(play: Play) -> dict[str, Any]:
    return dict(play.status()["pressing"])


def work_back(play: Play) -> None:
    """Let a coat be back from the dry cleaner, who is owed for it."""
    set_up(play)
    ready(play, names(taken(play)))
