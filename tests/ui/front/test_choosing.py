"""Which card is chosen, by a table that a clerk could read; and by her keys."""

from dataclasses import replace

import pytest

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.pages.counter.choice import chosen_first, chosen_next, side_by_side
from tests.ui.front.desk import Hand, ScriptedDesk, parcel, stamp

NONE = "none"


def cards(*people: str | None) -> tuple[Offer, ...]:
    """One card each; None is for nobody in particular."""
    return tuple(replace(parcel(f"c-{at}"), person=person) for at, person in enumerate(people))


@pytest.mark.parametrize(
    ("people", "chosen"),
    [
        ((), 0),
        (("Mme Martin",), 0),
        (("",), 0),
        (("Mme Martin", "MARTIN"), 0),
        ((None, None), 0),
        (("Mme Martin", None), 0),
        (("Mme Martin", "M. Martin"), NONE),
        (("Mme Martin Claire", "M. Martin Claude", "Mme Martin Claire"), NONE),
        (("", ""), NONE),
        (("Mme Martin", ""), NONE),
    ],
)
def test_beforehand(people: tuple[str | None, ...], chosen: object) -> None:
    offers = cards(*people)
    assert chosen_first(offers) == (len(offers) if chosen == NONE else chosen)


@pytest.mark.parametrize(
    ("done", "left", "chosen"),
    [
        ("Mme Martin", (), 0),
        ("Mme Martin", ("MARTIN",), 0),
        ("Mme Martin", ("M. Martin", "Mme Martin"), 1),
        ("Mme Martin", ("M. Martin",), NONE),
        ("Mme Martin", ("",), NONE),
        ("", ("",), NONE),
        ("", ("Mme Martin",), NONE),
        ("Mme Martin", (None,), 0),
        (None, ("Mme Martin",), NONE),
        (None, (None,), 0),
    ],
)
def test_after_an_act(done: str | None, left: tuple[str | None, ...], chosen: object) -> None:
    (acted,), offers = cards(done), cards(*left)
    assert chosen_next(acted, offers) == (len(offers) if chosen == NONE else chosen)


def test_what_is_one_persons_stands_together() -> None:
    offers = side_by_side((*cards("Mme Roth", "M. Roth", "", "Mme ROTH", ""), stamp()))
    assert [offer.ref for offer in offers] == ["c-0", "c-3", "c-1", "c-2", "c-4", "LV_20"]
    assert side_by_side(cards("Mme Roth", "ROTH")) == cards("Mme Roth", "ROTH")


@pytest.fixture
def desk() -> ScriptedDesk:
    desk = ScriptedDesk()
    desk.words["martin"] = cards("Mme Martin Claire", "M. Martin Claude")
    desk.words["claire"] = cards("Mme Martin Claire")
    return desk


@pytest.fixture
def hand(desk: ScriptedDesk) -> Hand:
    return Hand(desk)


def handed(desk: ScriptedDesk) -> list[str]:
    return [raw["tracking"] for raw in desk.did("relay.hand_over")]


def test_the_key_asks_which_then_a_number_and_the_key_choose_and_the_key_acts(
    hand: Hand, desk: ScriptedDesk
) -> None:
    hand.type("martin")
    assert hand.state.whom and hand.state.typing
    hand.press("slash", "martin")
    assert hand.state.whom and not hand.state.typing and handed(desk) == []
    hand.press("slash", "2")
    assert hand.state.offer is not None and hand.state.offer.ref == "c-1" and handed(desk) == []
    hand.press("slash")
    assert handed(desk) == ["c-1"]
    assert hand.state.whom, "the other one's is not chosen"
    hand.press("slash").press("slash")
    assert handed(desk) == ["c-1"]


@pytest.mark.parametrize("number", ["0", "3", "1,5", "12"])
def test_there_is_no_such_card(hand: Hand, desk: ScriptedDesk, number: str) -> None:
    hand.type("martin").press("slash", "martin").press("slash", number)
    assert hand.state.whom and handed(desk) == []
    assert hand.state.told is not None and hand.state.told.tone == "plain"


@pytest.mark.parametrize(("key", "ref"), [("down", "c-0"), ("up", "c-1")])
def test_an_arrow_chooses_the_first_or_the_last(hand: Hand, desk: ScriptedDesk, key: str, ref: str) -> None:
    hand.type("martin").press("enter", "martin").press(key)
    assert hand.state.offer is not None and hand.state.offer.ref == ref


def test_a_second_press_of_the_key_that_chose_hands_nothing_over(hand: Hand, desk: ScriptedDesk) -> None:
    hand.type("martin").press("enter", "martin").press("slash", "1").press("slash", after=0.1)
    assert handed(desk) == []
    hand.press("slash")
    assert handed(desk) == ["c-0"]


def test_the_key_acts_after_the_word_of_one_person(hand: Hand, desk: ScriptedDesk) -> None:
    """Three letters and the key."""
    hand.type("claire").press("slash", "claire")
    assert handed(desk) == ["c-0"]


def test_nobody_can_have_read_it_yet(hand: Hand, desk: ScriptedDesk) -> None:
    hand.at = 0.0
    hand.type("claire").press("slash", "claire", after=0.2)
    assert handed(desk) == [] and not hand.state.typing
    hand.press("slash")
    assert handed(desk) == ["c-0"]


def test_the_key_after_a_word_that_is_not_what_is_shown_looks_it_up(hand: Hand, desk: ScriptedDesk) -> None:
    hand.type("claire").press("slash", "cl")
    assert handed(desk) == [] and ("named", "cl") in desk.looked
    assert hand.state.text == "cl", "it stays in the line, to be mended"
