"""Whom a key is for that is pressed while cards are shown: never somebody whose name merely stands there too."""

from dataclasses import replace

import pytest

from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.pages.counter.people.whom import WHO_NOW, whose_key


def person(card: str, name: str) -> Offer:
    act = OfferedAct("Serve", leads=f"{WHO_NOW}{card}")
    return Offer("people", card, "Somebody", (act,), person=name, private=True)


ZOE, CLAUDE = person("i-1", "Zoé Kessler"), person("i-2", "Claude Kessler")
HERS = Offer("pressing", "D-2026-000001", "Pressing", (), person="Zoé Kessler")
TYPED = replace(HERS, ref="D-2026-000002", person="Mme Kessler")
PARCEL = replace(HERS, ref="c-1", person=None)


@pytest.mark.parametrize(
    ("chosen", "shown", "whom"),
    [
        (None, (), None),
        (ZOE, (ZOE,), ZOE),
        (ZOE, (ZOE, CLAUDE, TYPED), ZOE),
        (HERS, (HERS, ZOE), ZOE),
        (HERS, (HERS,), None),
        (HERS, (HERS, ZOE, CLAUDE), None),
        (TYPED, (TYPED, ZOE), None),
        (HERS, (HERS, PARCEL, ZOE), None),
        (HERS, (HERS, person("i-1", "")), None),
    ],
)
def test_it_is_for_whoever_is_chosen_or_is_all_that_is_shown(
    chosen: Offer | None, shown: tuple[Offer, ...], whom: Offer | None
) -> None:
    assert whose_key(chosen, shown) is whom
