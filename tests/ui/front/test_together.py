"""Cards that hang together are looked up again; what was ticked stays ticked where an answer is not taken."""

from dataclasses import replace

import pytest

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct, Option
from concierge_desk.i18n import translate
from concierge_desk.pages.counter.view import whose
from tests.ui.front.desk import Hand, ScriptedDesk

ORDER = "D-2026-000001"


def card(ref: str, detail: str, *acts: str) -> Offer:
    offered = tuple(OfferedAct(do, do, {"piece": ref}) for do in acts)
    return Offer("pressing", ref, ref, offered, detail, together=True)


@pytest.fixture
def desk() -> ScriptedDesk:
    desk = ScriptedDesk()
    desk.codes[ORDER] = (card(ORDER, "ready", "collect"), card("e-1", "ready", "remind"))
    return desk


@pytest.fixture
def hand(desk: ScriptedDesk) -> Hand:
    return Hand(desk)


def test_what_an_act_changed_beside_its_card_is_shown_as_it_is_now(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(ORDER)
    desk.codes[ORDER] = (card(ORDER, "collected"), card("e-1", "collected", "redo"))
    hand.press("slash")
    assert [raw["do"] for raw in desk.played] == ["collect"]
    state = hand.state
    assert [(offer.ref, offer.detail) for offer in state.offers] == [
        (ORDER, "collected"),
        ("e-1", "collected"),
    ]
    assert state.heading == ORDER
    # The key that handed over does nothing to what is shown now.
    assert (state.offer, state.chosen) == (None, None)
    hand.press("slash")
    assert [raw["do"] for raw in desk.played] == ["collect"]


def test_where_nothing_is_left_nothing_stands_there(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(ORDER)
    desk.codes[ORDER] = ()
    hand.press("slash")
    assert (hand.state.offers, hand.state.heading) == ((), "")


def test_a_card_by_itself_is_folded_as_ever(hand: Hand, desk: ScriptedDesk) -> None:
    desk.codes[ORDER] = tuple(replace(offer, together=False) for offer in desk.codes[ORDER])
    hand.scan(ORDER)
    hand.press("slash")
    assert [offer.ref for offer in hand.state.offers] == ["e-1"]
    assert desk.looked == [("found", ORDER)]


def ticked(*, whole: bool) -> Offer:
    options = tuple(Option(name, name, code=f"e-{n}") for n, name in enumerate(("Coat", "Suit", "Scarf")))
    scan = Ask("pieces", "Scan each", "picks", options, gathers=True, whole=whole)
    return Offer("pressing", "S-2026-0001", "Slip", (OfferedAct("Send", "send", asks=(scan,)),))


@pytest.fixture
def scanning(hand: Hand, desk: ScriptedDesk) -> Hand:
    desk.codes["S-2026-0001"] = (ticked(whole=True),)
    hand.scan("S-2026-0001")
    hand.press("slash")
    return hand


def test_what_was_scanned_stays_ticked_where_one_is_left_out(scanning: Hand, desk: ScriptedDesk) -> None:
    scanning.press("enter", "1 3")
    assert scanning.state.asking is not None
    assert "Not all" in scanning.state.asking.complaint
    assert scanning.state.text == "1 3"
    scanning.press("enter", "1 3 2")
    assert desk.did("send")[0]["pieces"] == ["Coat", "Scarf", "Suit"]


def test_what_no_line_is_does_not_stay(scanning: Hand) -> None:
    scanning.press("enter", "1 9")
    assert scanning.state.asking is not None
    assert scanning.state.text == ""


def test_where_one_person_is_meant_no_name_has_to_be_read(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(ORDER)
    desk.codes[ORDER] = (card(ORDER, "collected"), card("e-1", "collected", "redo"))
    hand.press("slash")
    assert whose(hand.state) == translate(
        "Nothing is chosen: type the number of the card and /, or choose it with an arrow.", "fr"
    )
