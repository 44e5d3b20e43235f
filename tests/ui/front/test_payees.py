"""A visit with somebody's part of its own: whose terminal takes what is chosen with the means, and the rest follows.

Source: docs/contract.md, "Payees"; decision 0074.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.inputs import Pressed
from concierge_desk.pages.counter.presenter import Front
from concierge_desk.pages.counter.state import State
from tests.counter.desks import COFFEE, LV_20, Desks, Play
from tests.front_face.asked import at_hand
from tests.ui.front.desk import run_now

POSTE = {"drawer": "POSTE", "funds": ["MANDATE:LAPOSTE"], "payee": "LAPOSTE"}
HIS, OURS = "La Poste", "Conciergerie"


class Hand:
    """Hands at a real desk."""

    def __init__(self, play: Play, acts: list[dict[str, Any]]) -> None:
        self.play = play
        play.do("visit.save", acts=acts, step={})
        self.at = 100.0
        self._begin()

    def _begin(self) -> None:
        self.face = FrontFace(at_hand(self.play), "fr")
        self.front = Front(self.face, run_now, lambda _state: None)
        self.front.start()

    @property
    def state(self) -> State:
        return self.front.state

    def press(self, *keys: str, after: float = 3.0) -> "Hand":
        for key in keys:
            name, _, text = key.partition(":")
            self.at += after
            self.front.feed(Pressed(name, text, self.at))  # type: ignore[arg-type]
        return self

    def again(self) -> "Hand":
        """The program was ended, and is started again."""
        self.face.close()
        self._begin()
        return self

    @property
    def ways(self) -> list[tuple[str, int]]:
        paying = self.state.paying
        assert paying is not None
        return [(one.label, paying.cents_by(place)) for place, one in enumerate(paying.means)]

    @property
    def paid(self) -> list[tuple[str, str | None, int]]:
        payments = self.play.last("till.settled").data["payments"]
        return [(item["means"], item.get("payee"), item["cents"]) for item in payments]


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.do("drawer.set", **POSTE)
        play.open(float_cents=8000)
        yield play


@pytest.fixture
def hand(play: Play) -> Iterator[Hand]:
    """A coffee of 1.20 and a stamp of 1.52 lie in the visit."""
    hand = Hand(play, [COFFEE, LV_20])
    yield hand
    hand.face.close()


def test_two_cards_take_three_keys(hand: Hand) -> None:
    hand.press("star")
    assert hand.ways == [
        (f"Carte, {HIS}", 152),
        (f"Chèque, {HIS}", 152),
        (f"Carte, {OURS}", 120),
        (f"Chèque, {OURS}", 120),
    ]
    hand.press("star")
    assert hand.ways == [(f"Carte, {OURS}", 120), (f"Chèque, {OURS}", 120)]
    assert [(part.means.label, part.cents) for part in hand.state.parts] == [(f"Carte, {HIS}", 152)]
    hand.press("star")
    assert hand.paid == [("card", "LAPOSTE", 152), ("card", None, 120)]
    assert hand.state.paid is not None and hand.state.paid.means == "Carte (La Poste), Carte"


def test_a_key_that_bounces_takes_one_part(hand: Hand) -> None:
    hand.press("star").press("star").press("star", after=0.05)
    assert len(hand.state.parts) == 1 and hand.state.paying is not None
    hand.press("star")
    assert len(hand.paid) == 2


@pytest.mark.parametrize("keys", [("plus",), ("escape", "plus"), ("given:1,20",)])
def test_the_other_part_in_cash(hand: Hand, keys: tuple[str, ...]) -> None:
    hand.press("star", "star", *keys)
    assert hand.paid == [("card", "LAPOSTE", 152), ("cash", None, 120)]


def test_our_part_first_then_his_by_cheque(hand: Hand) -> None:
    hand.press("star", "star:3")
    assert hand.ways == [(f"Carte, {HIS}", 152), (f"Chèque, {HIS}", 152)]
    hand.press("star:2", "enter")
    assert hand.paid == [("card", None, 120), ("cheque", "LAPOSTE", 152)]


def test_a_cheque_first_leads_to_a_cheque(hand: Hand) -> None:
    hand.press("star", "star:2", "enter")
    assert hand.state.paying is not None and hand.state.paying.selected == 1
    hand.press("star", "enter")
    assert hand.paid == [("cheque", "LAPOSTE", 152), ("cheque", None, 120)]


def test_a_typed_amount_is_offered_to_whom_it_fits(hand: Hand) -> None:
    hand.press("star:1,30")
    assert hand.ways == [(f"Carte, {HIS}", 130), (f"Chèque, {HIS}", 130)]
    hand.press("star")
    # A part of his part: nobody knows how the rest is paid.
    assert hand.state.paying is None and hand.state.rest_cents == 142
    hand.press("star")
    assert [cents for _, cents in hand.ways] == [22, 22, 120, 120]
    hand.press("escape", "plus")
    assert hand.paid == [("card", "LAPOSTE", 130), ("cash", None, 142)]


def test_more_than_any_part_is_told(hand: Hand) -> None:
    hand.press("star:2")
    told = hand.state.told
    assert hand.state.paying is None and told is not None
    assert "La Poste 1,52\u00a0€, Conciergerie 1,20\u00a0€" in told.text
    hand.press("star:3")
    over = hand.state.told
    assert hand.state.paying is None and over is not None and over.text != told.text


def test_a_part_that_was_taken_survives_a_cut(hand: Hand) -> None:
    hand.press("star", "star").again()
    assert [(part.means.label, part.means.payee, part.cents) for part in hand.state.parts] == [
        (f"Carte, {HIS}", "LAPOSTE", 152)
    ]
    hand.press("star", "star")
    assert hand.paid == [("card", "LAPOSTE", 152), ("card", None, 120)]


@pytest.mark.parametrize(
    ("acts", "ways", "paid"),
    [
        ([LV_20], [f"Carte, {HIS}", f"Chèque, {HIS}"], [("card", "LAPOSTE", 152)]),
        ([COFFEE], ["Carte", "Chèque"], [("card", None, 120)]),
    ],
)
def test_one_payee_alone_is_told_only_where_it_is_not_the_shop(
    play: Play, acts: list[Any], ways: list[str], paid: list[Any]
) -> None:
    hand = Hand(play, acts)
    hand.press("star")
    assert [label for label, _ in hand.ways] == ways
    hand.press("star")
    assert hand.paid == paid
    hand.face.close()


def test_the_panel_shows_whose_and_how_much(hand: Hand, qtbot: Any) -> None:
    from concierge_desk.pages.counter.payment_view import PayingPanel

    panel = PayingPanel()
    qtbot.addWidget(panel)
    hand.press("star")
    assert hand.state.paying is not None
    panel.show_paying(hand.state.paying)
    list_ = panel._list
    assert list_ is not None
    assert next(choice.accessibleName() for choice in list_._choices) == f"1. Carte, {HIS}, 1,52\u00a0€"
