"""What the front makes of a card's act once its questions are answered; and a desk under the test's own clock."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.desk.desk import Desk
from tests.counter.desks import Play


def at_hand(play: Play) -> Desk:
    """The desk of a play, whose clock and codes are those of the test."""
    return replace(play.desk, clock=play.hands, counter=play.counter)


def only(offers: tuple[Offer, ...]) -> Offer:
    (offer,) = offers
    return offer


def act_of(offer: Offer, do: str) -> OfferedAct:
    return next(act for act in offer.acts if act.do == do)


def command(act: OfferedAct, *answers: Any) -> dict[str, Any]:
    """The command of an act and its answers, in their order: an option by its place, anything else as it is."""
    made: dict[str, Any] = {"do": act.do, **act.fields}
    for ask, answer in zip(act.asks, answers, strict=True):
        value = ask.options[answer - 1].value if ask.kind == "choice" else answer
        outer, _, inner = ask.field.partition(".")
        if inner:
            made.setdefault(outer, {})[inner] = value
        elif ask.field:
            made[ask.field] = value
        else:
            assert isinstance(value, Mapping)
            made.update(value)
    return made
