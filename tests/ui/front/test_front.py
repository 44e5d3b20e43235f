"""The counter without its window: what each key and scan does."""

from dataclasses import replace
from typing import Any

import pytest

from concierge_desk.counter.cards.offers import MOST_OFFERS, Ask, Offer, OfferedAct
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.pages.counter.inputs import Elsewhere, Opened, OperatorInput, Typed
from concierge_desk.pages.counter.presenter import Front
from concierge_desk.ui.presenter.status import LastTicket
from tests.ui.front.desk import Hand, Later, ScriptedDesk, arrival, coffee, franking, parcel, run_now, stamp

PARCEL = "6A15602676300"


@pytest.fixture
def desk() -> ScriptedDesk:
    return ScriptedDesk()


@pytest.fixture
def hand(desk: ScriptedDesk) -> Hand:
    return Hand(desk)


def slow(desk: ScriptedDesk) -> tuple[Hand, Later]:
    """Hands at a desk that finishes what it does when the test says so."""
    later = Later()
    hand = Hand(desk, later)
    later.finish()
    return hand, later


def sold(desk: ScriptedDesk) -> list[Any]:
    return [save["acts"] for save in desk.did("visit.save")][-1]


# Selling


def test_three_stamps_for_cash_are_three_actions(hand: Hand, desk: ScriptedDesk) -> None:
    """`3`, scan, `+`."""
    hand.scan("LV", "3").press("plus")
    assert desk.did("till.settle") == [{"visit": "v-1", "payments": [{"means": "cash", "given_cents": 456}]}]
    assert (hand.state.paid.due_cents, hand.state.paid.back_cents) == (456, 0)
    assert hand.state.visit is None and not hand.state.lines


def test_a_favourite_takes_the_number_before_it(hand: Hand, desk: ScriptedDesk) -> None:
    hand.favourite(0, "10").favourite(1)
    assert sold(desk) == [
        {"do": "relay.sell", "product": "LV_20", "quantity": 10},
        {"do": "shop.sell", "article": "CAFE"},
    ]


def test_a_favourite_that_is_not_there_does_nothing(hand: Hand, desk: ScriptedDesk) -> None:
    hand.favourite(11)
    assert desk.played == []


def test_the_same_article_again_is_another_piece(hand: Hand) -> None:
    hand.scan("3760000000001").scan("3760000000001", after=0.2)
    assert len(hand.state.lines) == 2


def test_the_same_parcel_again_is_the_same_scan(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL).scan(PARCEL, after=1.4)
    assert desk.looked == [("found", PARCEL)]
    hand.scan(PARCEL, after=1.6)
    assert len(desk.looked) == 2


def test_the_same_parcel_after_a_key_is_another_scan(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL).press("escape", after=0.3).scan(PARCEL, after=0.3)
    assert len(desk.looked) == 2


@pytest.mark.parametrize("number", ["0", "2,5", "1."])
def test_a_quantity_is_a_whole_number(hand: Hand, desk: ScriptedDesk, number: str) -> None:
    hand.scan("LV", number)
    assert desk.played == []
    assert hand.state.told.tone == "warning"


@pytest.mark.parametrize(
    ("typed", "given", "change"),
    [("20", 2000, 1544), ("5", 500, 44), ("4,56", 456, 0), ("4.6", 460, 4), ("4,", None, None)],
)
def test_euros_that_were_given(
    hand: Hand, desk: ScriptedDesk, typed: str, given: int | None, change: int | None
) -> None:
    hand.scan("LV", "3").press("plus", typed)
    if given is None:
        assert desk.did("till.settle") == [] and "0,56" in hand.state.told.text
    else:
        assert desk.did("till.settle")[0]["payments"] == [{"means": "cash", "given_cents": given}]
        assert hand.state.paid.back_cents == change


def test_another_means_is_chosen_and_confirmed(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("star")
    assert [one.code for one in hand.state.paying.means] == ["card", "cheque"]
    hand.press("star")
    assert desk.did("till.settle")[0]["payments"] == [{"means": "card", "cents": 152}]


@pytest.mark.parametrize("way", ["number", "arrow", "touch"])
def test_a_cheque(hand: Hand, desk: ScriptedDesk, way: str) -> None:
    hand.scan("LV").press("star")
    if way == "number":
        hand.press("star", "2")
    elif way == "arrow":
        hand.press("down").press("star")
    else:
        hand.touch("means", 1)
    # One key more, and nothing is noted of it.
    assert desk.did("till.settle") == []
    hand.press("enter")
    assert desk.did("till.settle")[0]["payments"] == [{"means": "cheque", "cents": 152}]


def test_what_is_noted_of_a_cheque(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("star").press("star", "2")
    for said in ("CIC", "0000042", "Mme Kessler"):
        assert desk.did("till.settle") == []
        hand.press("enter", said)
    assert desk.did("till.settle")[0]["payments"] == [
        {"means": "cheque", "cents": 152, "bank": "CIC", "number": "0000042", "issuer": "Mme Kessler"}
    ]
    assert hand.state.paid is not None and hand.state.asking is None


def test_a_bank_alone(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("star").press("star", "2").press("enter", "CIC").press("enter").press("enter")
    assert desk.did("till.settle")[0]["payments"] == [{"means": "cheque", "cents": 152, "bank": "CIC"}]


def test_a_cheque_after_all_not(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("star").press("star", "2").press("escape")
    assert desk.did("till.settle") == [] and hand.state.lines and not hand.state.parts
    hand.press("plus")
    assert desk.did("till.settle")[0]["payments"] == [{"means": "cash", "given_cents": 152}]


def test_a_scan_takes_no_cheque(hand: Hand, desk: ScriptedDesk) -> None:
    """A code that is scanned while a cheque is noted waits, and is looked at before money is taken, as ever."""
    hand.scan("LV").press("star").press("star", "2").scan(PARCEL)
    assert desk.did("till.settle") == [] and hand.state.waiting == (PARCEL,)
    hand.press("enter")
    assert desk.did("till.settle") == [] and hand.state.asking is None


def test_a_cheque_for_a_part(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV", "3").press("star", "4").press("star", "2").press("enter", "CIC").press("enter").press(
        "enter"
    )
    assert [(part.means.code, part.details) for part in hand.state.parts] == [("cheque", {"bank": "CIC"})]
    hand.press("plus")
    assert desk.did("till.settle")[0]["payments"] == [
        {"means": "cheque", "cents": 400, "bank": "CIC"},
        {"means": "cash", "given_cents": 56},
    ]


def test_a_means_that_is_not_there(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("star").press("star", "3")
    assert desk.did("till.settle") == [] and hand.state.paying is not None


def test_part_by_card_and_the_rest_in_cash(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV", "3").press("star", "4").press("star")
    assert hand.state.rest_cents == 56
    assert [(part.means.code, part.cents) for part in hand.state.parts] == [("card", 400)]
    hand.press("plus", "1")
    assert desk.did("till.settle")[0]["payments"] == [
        {"means": "card", "cents": 400},
        {"means": "cash", "given_cents": 100},
    ]
    assert hand.state.paid.back_cents == 44 and hand.state.parts == ()


def test_no_more_than_what_is_due_by_card(hand: Hand) -> None:
    hand.scan("LV").press("star", "20")
    assert hand.state.paying is None and hand.state.told.tone == "warning"


def test_escape_gives_up_another_means_and_no_line(hand: Hand) -> None:
    hand.scan("LV", "3").press("star", "4").press("star").press("star").press("escape").press("escape")
    assert (hand.state.paying, hand.state.parts, len(hand.state.lines)) == (None, (), 1)


def test_escape_never_throws_a_line_away(hand: Hand) -> None:
    hand.scan("LV")
    for _ in range(5):
        hand.press("escape")
    assert len(hand.state.lines) == 1


def test_nothing_to_pay_is_told(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("plus")
    assert desk.played == [] and hand.state.told.tone == "plain"


def test_a_refused_payment_keeps_the_visit(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV")
    desk.refusals["till.settle"] = Refused("till.cash_limit")
    hand.press("plus")
    assert (
        hand.state.told.text == "[till.cash_limit]" and len(hand.state.lines) == 1 and hand.state.paid is None
    )


def test_two_payments_within_two_seconds_are_one(desk: ScriptedDesk) -> None:
    hand, later = slow(desk)
    hand.scan("LV", "3")
    later.finish()
    hand.press("plus").press("plus", after=0.1)
    later.finish()
    hand.press("plus", after=0.5)
    later.finish()
    assert len(desk.did("till.settle")) == 1
    # The second one says nothing that could be taken for a refusal.
    assert hand.state.told.tone == "good"


# Lines


def test_minus_takes_the_last_line_and_undo_brings_it_back(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").scan("3760000000001").press("minus")
    assert [line.label for line in hand.state.lines] == ["LV_20"]
    hand.press("undo")
    assert [line.label for line in hand.state.lines] == ["LV_20", "CAFE"]


def test_minus_takes_the_chosen_line(hand: Hand) -> None:
    hand.scan("LV").scan("3760000000001").press("up").press("up").press("up").press("minus")
    assert [line.label for line in hand.state.lines] == ["CAFE"]
    hand.scan("LV")
    hand.touch("line", 0)
    hand.press("down").press("minus")
    assert [line.label for line in hand.state.lines] == ["CAFE"]


def test_undo_takes_the_last_line_away(hand: Hand) -> None:
    hand.scan("LV").scan("3760000000001").press("undo")
    assert [line.label for line in hand.state.lines] == ["LV_20"]


def test_undo_folds_after_ten_seconds(hand: Hand) -> None:
    hand.scan("LV").press("undo", after=11)
    assert len(hand.state.lines) == 1
    assert hand.state.told.text.startswith("Too late") and "Timbre Lettre verte 20 g" in hand.state.told.text


def test_a_line_that_is_too_late_for_f9_is_no_matter_of_the_journal(hand: Hand) -> None:
    """Nothing of it was written: the visit itself is changed."""
    hand.scan("LV").press("undo", after=11)
    assert "journal" not in hand.state.told.text and "visit" in hand.state.told.text
    hand.scan(PARCEL).press("slash").press("undo", after=11)
    assert "journal" in hand.state.told.text


def test_f9_after_a_payment_leads_to_the_ticket(hand: Hand, desk: ScriptedDesk) -> None:
    """Money that was taken is not undone by a key; the card says what can be done with it."""
    hand.scan("LV").press("plus")
    ticket = hand.state.paid.ticket
    desk.codes[ticket] = (parcel(ticket),)
    played = list(desk.played)
    hand.press("undo", after=3)
    assert desk.played == played
    assert hand.state.offers == (parcel(ticket),) and ticket in hand.state.told.text


def test_f9_says_why_an_act_stays(hand: Hand, desk: ScriptedDesk) -> None:
    desk.irreversible = True
    hand.scan(PARCEL).press("slash")
    assert hand.state.undo is None
    hand.press("undo", after=1)
    assert hand.state.told.text == "[kept]" and hand.state.told.tone == "plain"


def test_the_foot_says_what_the_journal_says(hand: Hand) -> None:
    hand.scan(PARCEL).press("slash")
    assert hand.state.told.text.startswith("[relay.hand_over].")
    assert hand.state.undo.label == "[relay.hand_over]"


# Cards


def test_a_parcel_is_handed_over_in_two_actions(hand: Hand, desk: ScriptedDesk) -> None:
    """Scan, `/`: the key is the document that was seen."""
    hand.scan(PARCEL)
    assert desk.played == []
    hand.press("slash")
    assert desk.did("relay.hand_over") == [
        {"tracking": PARCEL, "collector": "addressee", "id_document": "id_card"}
    ]
    assert hand.state.offers == () and hand.state.undo.op == "op-1"


@pytest.mark.parametrize(
    ("number", "document"),
    [("1", "id_card"), ("2", "passport"), ("3", "driving_licence"), ("4", "residence_permit")],
)
def test_the_number_names_the_document(hand: Hand, desk: ScriptedDesk, number: str, document: str) -> None:
    hand.scan(PARCEL).press("slash", number)
    assert desk.did("relay.hand_over")[0]["id_document"] == document


def test_a_number_no_document_has_asks(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL).press("slash", "9")
    assert desk.did("relay.hand_over") == []
    assert hand.state.asking is not None and hand.state.asking.complaint
    hand.press("slash", "2")
    assert desk.did("relay.hand_over")[0]["id_document"] == "passport"


def test_enter_never_hands_over(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL).press("enter")
    assert desk.did("relay.hand_over") == []
    hand.press("slash", "9").press("enter").press("enter", "1")
    assert desk.did("relay.hand_over") == []


def test_enter_never_pays(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("enter").press("star").press("enter")
    assert desk.did("till.settle") == []


def test_somebody_else_by_one_more_key(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL).press("right").press("slash").press("enter", "M. Kessler").press("slash", "2").press(
        "slash"
    )
    assert desk.did("relay.hand_over") == [
        {
            "tracking": PARCEL,
            "collector": "proxy",
            "proxy": {"name": "M. Kessler", "id_document": "passport"},
            "id_document": "id_card",
        }
    ]


def test_a_name_has_to_be_said(hand: Hand) -> None:
    hand.scan(PARCEL).press("right").press("slash").press("enter", "  ")
    assert hand.state.asking.answers == () and hand.state.asking.complaint


def test_escape_steps_back_one_question(hand: Hand) -> None:
    hand.scan(PARCEL).press("right").press("slash").press("enter", "M. Kessler").press("escape")
    assert hand.state.asking.ask.field == "proxy.name"
    hand.press("escape")
    assert hand.state.asking is None and hand.state.offer.ref == PARCEL


def test_a_refused_hand_over_says_why_and_keeps_the_card(hand: Hand, desk: ScriptedDesk) -> None:
    desk.refusals["relay.hand_over"] = Refused("relay.document_needed")
    hand.scan(PARCEL).press("slash")
    assert hand.state.told.text == "[relay.document_needed]"
    assert hand.state.offer.ref == PARCEL


def test_undo_of_what_stood_alone_reverses_it(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL).press("slash").press("undo", after=9)
    assert desk.did("journal.reverse") == [{"op_of": "op-1", "reason": "wrong_key"}]
    hand.press("undo", after=0.1)
    assert len(desk.did("journal.reverse")) == 1


def test_a_reversal_that_is_refused_is_told(hand: Hand, desk: ScriptedDesk) -> None:
    desk.refusals["journal.reverse"] = Refused("relay.on_slip")
    hand.scan(PARCEL).press("slash").press("undo")
    assert hand.state.told.text == "[relay.on_slip]"


def test_what_she_took_back_herself_was_changed_by_nobody_else(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("arrivals").scan("6A1").press("enter").press("enter", after=0.5).press("home", after=0.5)
    desk.codes["6A1"] = (parcel("6A1"),)
    hand.scan("6A1", after=0.5)
    assert hand.state.offer is not None
    desk.codes["6A1"] = ()
    hand.press("undo", after=0.5)
    assert hand.state.offer is None
    assert hand.state.told.text.startswith("Taken back: ") and hand.state.told.tone == "good"


def test_arrows_choose_a_card_and_its_act(hand: Hand, desk: ScriptedDesk) -> None:
    desk.codes["K"] = (parcel("A"), parcel("B"))
    hand.scan("K").press("down").press("down")
    assert hand.state.offer.ref == "B"
    hand.press("up").press("right").press("right")
    assert (hand.state.offer.ref, hand.state.chosen.paper) == ("A", "label:A")
    hand.press("right")
    assert hand.state.act == 0
    hand.touch("card", 1)
    assert hand.state.offer.ref == "B"
    hand.press("slash")
    # The other card stays.
    assert [offer.ref for offer in hand.state.offers] == ["A"]


def test_a_finger_does_what_the_key_does(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL)
    hand.touch("act", 1)
    hand.press("enter", "M. Kessler")
    hand.touch("option", 1)
    hand.touch("option", 0)
    assert desk.did("relay.hand_over")[0]["proxy"] == {"name": "M. Kessler", "id_document": "passport"}


def test_a_slash_without_a_card_does_nothing(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("slash").press("right").press("down")
    assert desk.played == []


def test_a_key_after_a_scan_acts_on_what_the_scan_found(desk: ScriptedDesk) -> None:
    hand, later = slow(desk)
    desk.codes["X"] = (parcel("OLD"),)
    hand.scan("X")
    later.finish()
    # Twice too fast: the card of the second scan is not there yet when the key comes.
    hand.scan(PARCEL).press("slash", "2", after=0.01)
    assert hand.state.busy
    later.finish()
    assert [act["tracking"] for act in desk.did("relay.hand_over")] == [PARCEL]


# Franking


def test_franking_asks_the_weight_then_the_number(hand: Hand, desk: ScriptedDesk) -> None:
    hand.type("col").press("slash")
    assert [option.value for option in hand.state.asking.ask.options] == [500, 2000]
    hand.press("enter", "1800").scan("6A15602683841")
    assert sold(desk) == [
        {"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 1800, "tracking": "6A15602683841"}
    ]
    assert hand.state.waiting == () and hand.state.asking is None


def test_a_weight_typed_before_the_favourite(hand: Hand, desk: ScriptedDesk) -> None:
    hand.favourite(2, "1800").press("enter")
    assert sold(desk) == [{"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 1800}]


@pytest.mark.parametrize("weight", ["", "0", "1,5", "lourd"])
def test_a_weight_is_whole_grams(hand: Hand, desk: ScriptedDesk, weight: str) -> None:
    hand.favourite(2).press("enter", weight)
    assert hand.state.asking.complaint and not hand.state.lines


def test_what_has_no_price_is_told_beside_its_question(hand: Hand, desk: ScriptedDesk) -> None:
    hand.favourite(2, "31000").press("enter")
    assert hand.state.asking.complaint == "[tariff.over_limit]"
    assert hand.state.asking.ask.field == "weight_g"
    assert not hand.state.lines
    hand.press("enter", "500").press("enter")
    assert len(hand.state.lines) == 1


def test_a_question_stands_in_the_way_of_money(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").favourite(2).press("plus").press("star").press("minus")
    assert desk.did("till.settle") == [] and len(hand.state.lines) == 1
    assert hand.state.told.tone == "warning"


# Scans that do no damage


def test_an_unknown_code_is_listed_and_bars_money(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").scan("99999999").press("plus")
    assert [missed.code for missed in hand.state.missed] == ["99999999"]
    assert desk.did("till.settle") == []
    hand.press("escape").press("plus")
    assert len(desk.did("till.settle")) == 1


def test_what_is_made_of_an_unknown_code_is_seen(hand: Hand, desk: ScriptedDesk) -> None:
    desk.codes["8K1"] = (replace(parcel("8K1"), unknown=True),)
    hand.scan("LV").scan("8K1").press("plus")
    assert desk.did("till.settle") == [] and len(hand.state.missed) == 1
    hand.press("slash").press("plus")
    assert hand.state.missed == () and len(desk.did("till.settle")) == 1


def test_a_missed_code_is_seen_by_finger(hand: Hand) -> None:
    hand.scan("111111").scan("222222")
    hand.touch("missed", 0)
    assert hand.state.missed == ()


def test_many_unknown_codes_are_counted_and_seen_at_once(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV")
    for _ in range(5):
        hand.scan("111111").scan("222222")
    assert [(one.code, one.times) for one in hand.state.missed] == [("111111", 5), ("222222", 5)]
    hand.press("plus")
    assert desk.did("till.settle") == []
    hand.press("escape").press("plus")
    assert hand.state.missed == () and len(desk.did("till.settle")) == 1


def test_what_is_brought_raises_no_alarm_and_bars_no_money(hand: Hand, desk: ScriptedDesk) -> None:
    desk.codes["8K1"] = (replace(parcel("8K1"), unknown=True, brought=True),)
    hand.scan("LV").scan("8K1")
    assert hand.state.missed == () and (hand.state.told is None or hand.state.told.tone != "bad")
    assert hand.state.offer is not None and hand.state.offer.ref == "8K1"
    hand.press("plus")
    assert len(desk.did("till.settle")) == 1


def test_escape_leaves_the_question_before_a_missed_code(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("111111").scan(PARCEL).press("right").press("slash").press("escape")
    assert hand.state.asking is None and len(hand.state.missed) == 1
    hand.press("escape")
    assert hand.state.missed == ()


def test_a_scan_during_a_question_waits_its_turn(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL).press("right").press("slash").scan("LV")
    assert hand.state.waiting == ("LV",) and not hand.state.lines
    hand.press("plus")
    assert desk.did("till.settle") == []
    hand.press("escape")
    assert hand.state.waiting == () and len(hand.state.lines) == 1


def test_a_scan_while_a_means_is_chosen_waits(hand: Hand) -> None:
    hand.scan("LV").press("star").scan(PARCEL)
    assert hand.state.waiting == (PARCEL,)
    hand.press("escape")
    assert hand.state.offer.ref == PARCEL


def test_a_number_before_a_parcel_names_no_document(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL, "3")
    assert hand.state.text == ""
    desk.codes["S"] = (replace(stamp(), at_once=False),)
    hand.scan("S", "3")
    # What is counted keeps its number, to be looked at.
    assert hand.state.text == "3"


# Words


def test_a_word_is_looked_for_while_it_is_typed(desk: ScriptedDesk) -> None:
    hand, later = slow(desk)
    hand.type("kessler")
    later.finish()
    # Only what the line held when the desk was free is looked for.
    assert desk.looked == [("named", "ke"), ("named", "kessler")]
    assert hand.state.heading == "kessler" and hand.state.offer.ref == PARCEL
    hand.front.feed(Typed(""))
    later.finish()
    assert hand.state.offers == ()


def test_numbers_and_one_letter_are_not_looked_for(hand: Hand, desk: ScriptedDesk) -> None:
    hand.type("12").type("k")
    assert desk.looked == []


def test_what_nobody_knows_stays_in_the_line(hand: Hand, desk: ScriptedDesk) -> None:
    hand.type("kessler").press("enter", "kessler")
    serial = hand.state.text_serial
    hand.press("enter", "zzz")
    assert (hand.state.text, hand.state.text_serial) == ("zzz", serial + 1)


def test_a_typed_number_is_a_code(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("enter", PARCEL)
    assert hand.state.offer.ref == PARCEL and desk.played == []


def test_what_nobody_knows_by_any_name(hand: Hand) -> None:
    hand.press("enter", "zzz")
    assert "zzz" in hand.state.told.text and hand.state.missed == ()


# Arrivals


def test_a_bag_in_one_run_of_scans(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("arrivals").scan("6A1").scan("6A2").scan("8L3").press("enter").press("enter")
    assert [act["tracking"] for act in desk.did("relay.receive")] == ["6A1", "6A2", "8L3"]
    assert all(act["shelf"] == "A1" for act in desk.did("relay.receive"))
    assert hand.state.arrived == ("A1 · Colissimo 8L3", "A1 · Colissimo 6A2", "A1 · Colissimo 6A1")


def test_a_name_typed_and_not_confirmed_goes_with_its_item(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("arrivals").scan("6A1").scan("6A2", text="Mme Kessler").press("enter", "M. Yilmaz").press(
        "enter", "B2"
    )
    assert desk.did("relay.receive") == [
        {"tracking": "6A1", "addressee": {"name": "Mme Kessler"}, "shelf": "A1"},
        {"tracking": "6A2", "addressee": {"name": "M. Yilmaz"}, "shelf": "B2"},
    ]


def test_an_arrival_that_is_refused_keeps_the_next_scan(hand: Hand, desk: ScriptedDesk) -> None:
    desk.refusals["relay.receive"] = Refused("relay.already_held")
    hand.press("arrivals").scan("6A1").scan("6A2")
    assert hand.state.asking.complaint == "[relay.already_held]" and hand.state.waiting == ("6A2",)
    del desk.refusals["relay.receive"]
    hand.press("escape")
    assert hand.state.asking.offer.ref == "6A2"


def test_the_counter_again(hand: Hand) -> None:
    hand.press("arrivals").press("home")
    assert hand.state.mode == "counter"
    hand.press("arrivals").press("escape")
    assert hand.state.mode == "counter"


# Somebody else sits down


def test_who_is_at_the_counter_is_told_at_the_foot(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").front.feed(OperatorInput("o02"))
    assert desk.operators.here == ["o02"] and hand.state.told.text == "[o02] is at the counter now."
    assert [line.label for line in hand.state.lines] == ["LV_20"], "the visit stays"


# Parked, killed and taken up again


def test_a_visit_is_set_aside_and_taken_up(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV", "3").press("park")
    assert hand.state.visit is None and not hand.state.lines and hand.state.parked == 1
    hand.scan("3760000000001").press("plus").press("park")
    assert [line.label for line in hand.state.lines] == ["LV_20"] and hand.state.parked == 0


def test_several_are_chosen_from(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("park").scan("3760000000001").press("park").press("park")
    assert len(hand.state.offers) == 2
    hand.press("down").press("slash")
    assert [line.label for line in hand.state.lines] == ["CAFE"]


def test_nothing_is_set_aside(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("park")
    assert desk.played == [] and hand.state.told.tone == "plain"


@pytest.mark.parametrize("how", ["park", "kill"])
def test_the_step_comes_back_too(hand: Hand, desk: ScriptedDesk, how: str) -> None:
    hand.scan("LV").scan(PARCEL).press("right").press("slash").press("enter", "M. Kessler")
    op = hand.state.asking.op
    if how == "park":
        hand.press("park")
        assert hand.state.asking is None
        hand.press("park")
    else:
        hand = Hand(desk)
    assert (hand.state.asking.op, hand.state.asking.answers) == (op, ("M. Kessler",))
    assert [line.label for line in hand.state.lines] == ["LV_20"]
    hand.press("slash").press("slash")
    assert desk.played[-2]["op"] == op or desk.played[-1]["op"] == op


def test_a_franking_by_favourite_comes_back_too(hand: Hand, desk: ScriptedDesk) -> None:
    hand.favourite(2, "1800")
    again = Hand(desk)
    assert again.state.asking.answers == (1800,)
    again.press("enter")
    assert sold(desk)[0]["weight_g"] == 1800


def test_what_was_paid_in_part_comes_back(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV", "3").press("star", "4").press("star").press("park").press("park")
    assert hand.state.rest_cents == 56


def test_a_card_that_is_gone_meanwhile(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").scan(PARCEL).press("right").press("slash").press("park")
    desk.codes[PARCEL] = ()
    hand.press("park")
    assert hand.state.asking is None and len(hand.state.lines) == 1


def test_the_step_is_forgotten_with_the_question(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").scan(PARCEL).press("right").press("slash").press("escape")
    assert desk.did("visit.save")[-1]["step"] == {}


# Papers


def test_the_ticket_is_shown_on_request_only(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("plus")
    assert hand.state.shown is None
    hand.press("paper")
    assert hand.state.shown == "ticket:T-2026-000001"
    hand.press("escape")
    assert hand.state.shown is None


def test_the_ticket_comes_before_other_papers(hand: Hand, desk: ScriptedDesk) -> None:
    desk.beside = ("deposit:12",)
    hand.scan("LV").press("plus").press("paper")
    assert hand.state.shown == "ticket:T-2026-000001"


def test_the_note_comes_before_the_money(hand: Hand, desk: ScriptedDesk) -> None:
    desk.note = True
    hand.scan("3760000000001").press("paper")
    assert desk.did("visit.note") == [] and hand.state.asking.ask.field == "customer.name"
    hand.press("enter", "Mme Aydin")
    assert desk.did("visit.note") == [{"visit": "v-1", "customer": {"name": "Mme Aydin"}}]
    assert hand.state.asking is None and hand.state.shown == "note:v-1"


def test_whoever_wants_no_name_on_a_note_has_none(hand: Hand, desk: ScriptedDesk) -> None:
    desk.note = True
    hand.scan("3760000000001").press("paper").press("enter")
    assert desk.did("visit.note") == [{"visit": "v-1"}] and hand.state.shown == "note:v-1"


def test_a_question_for_the_name_that_is_left_writes_no_note(hand: Hand, desk: ScriptedDesk) -> None:
    desk.note = True
    hand.scan("3760000000001").press("paper").press("escape")
    assert desk.did("visit.note") == [] and hand.state.asking is None and hand.state.shown is None
    assert len(hand.state.lines) == 1
    assert "Aydin" not in str(desk.did("visit.save"))


def test_a_note_that_is_refused_is_told(hand: Hand, desk: ScriptedDesk) -> None:
    desk.note = True
    desk.refusals["visit.note"] = Refused("visit.no_service")
    hand.scan("3760000000001").press("paper").press("enter", "Mme Aydin")
    assert hand.state.shown is None and hand.state.told.text == "[visit.no_service]"


def test_the_label_of_the_card(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("label")
    assert hand.state.shown is None
    hand.scan(PARCEL).press("label")
    assert hand.state.shown == f"label:{PARCEL}"
    hand.press("escape")
    hand.press("right").press("right").press("slash")
    assert hand.state.shown == f"label:{PARCEL}"


def test_no_paper_is_due(hand: Hand) -> None:
    hand.press("paper")
    assert hand.state.shown is None and hand.state.told.tone == "plain"


def test_a_start_says_what_was_paid_last(desk: ScriptedDesk) -> None:
    assert Hand(desk).state.told is None
    desk.last = LastTicket("T-2026-000004", 360, "10:12")
    state = Hand(desk).state
    assert (state.told.text, state.told.tone) == (
        "Last ticket today: T-2026-000004, 3,60\u00a0€, at 10:12.",
        "plain",
    )
    assert state.paid is None and state.undo is None


# The desk fails, or changes


def test_a_full_disk_is_told_and_nothing_is_lost(
    hand: Hand, desk: ScriptedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.scan("LV")

    def full(_raw: Any) -> Any:
        raise EnvironmentFailure("store.disk_full")

    monkeypatch.setattr(desk, "play", full)
    hand.press("plus")
    assert hand.state.told.text == "[store.disk_full]" and len(hand.state.lines) == 1 and not hand.state.busy
    monkeypatch.undo()
    hand.press("plus")
    assert len(desk.did("till.settle")) == 1


@pytest.mark.parametrize("do", ["visit.save", "visit.park"])
def test_a_visit_that_cannot_be_saved_is_told(hand: Hand, desk: ScriptedDesk, do: str) -> None:
    hand.scan("LV")
    desk.refusals[do] = Refused("day.not_open")
    hand.scan("3760000000001").press("park")
    assert hand.state.told.text == "[day.not_open]"
    assert hand.state.lines[0].label == "LV_20"


def test_what_another_process_recorded_appears(hand: Hand, desk: ScriptedDesk) -> None:
    desk.codes["K"] = (parcel("A"), parcel("B"))
    hand.scan("K").press("down")
    desk.codes["K"] = (parcel("B"), parcel("C"))
    hand.front.feed(Elsewhere())
    assert [offer.ref for offer in hand.state.offers] == ["B", "C"] and hand.state.offer.ref == "B"
    desk.codes["K"] = (parcel("C"),)
    hand.front.feed(Elsewhere())
    assert hand.state.offer is None and hand.state.told.text.startswith("Somebody else changed")


def test_a_question_is_left_alone_meanwhile(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL).press("right").press("slash")
    desk.codes[PARCEL] = ()
    hand.front.feed(Elsewhere())
    assert hand.state.asking is not None and hand.state.offer.ref == PARCEL


def reading_anew(desk: ScriptedDesk) -> tuple[Hand, Later]:
    """Two parcels of a number and a coffee in the visit, while what another process recorded is being read."""
    hand, later = slow(desk)
    desk.codes["K"] = (parcel("A"), parcel("B"))
    hand.scan("3760000000001").type("kessler")
    later.finish()
    hand.scan("K")
    later.finish()
    hand.front.feed(Elsewhere())
    assert hand.state.busy and not hand.front.is_at_work
    return hand, later


@pytest.mark.parametrize("way", ["key", "touch"])
def test_what_is_pressed_while_it_is_read_anew_is_done_then(desk: ScriptedDesk, way: str) -> None:
    hand, later = reading_anew(desk)
    if way == "key":
        hand.press("slash")
    else:
        hand.touch("act", 0)
    assert hand.front.is_at_work
    later.finish()
    assert [act["tracking"] for act in desk.did("relay.hand_over")] == ["A"]


def test_a_word_that_was_read_acts_while_it_is_read_anew(desk: ScriptedDesk) -> None:
    """`/` after a word whose card stood there for long is no Enter because the desk reads something of its own."""
    hand, later = slow(desk)
    hand.type("kessler")
    later.finish()
    hand.front.feed(Elsewhere())
    hand.press("slash", "kessler")
    later.finish()
    assert [act["tracking"] for act in desk.did("relay.hand_over")] == [PARCEL]


def test_money_is_taken_by_a_button_while_it_is_read_anew(desk: ScriptedDesk) -> None:
    hand, later = reading_anew(desk)
    hand.press("plus")
    later.finish()
    assert len(desk.did("till.settle")) == 1


@pytest.mark.parametrize(("what", "place"), [("act", 0), ("card", 1)])
def test_what_is_pressed_by_its_place_is_not_another_that_came_there(
    desk: ScriptedDesk, what: str, place: int
) -> None:
    hand, later = reading_anew(desk)
    desk.codes["K"] = (parcel("C"), parcel("A"), parcel("B"))
    hand.touch(what, place)
    later.finish()
    assert desk.did("relay.hand_over") == [] and hand.state.offer.ref == "A"
    assert hand.state.told.text.startswith("What is shown changed just then")
    hand.press("slash")
    later.finish()
    assert [act["tracking"] for act in desk.did("relay.hand_over")] == ["A"]


def test_a_key_acts_on_the_chosen_card_wherever_it_stands_then(desk: ScriptedDesk) -> None:
    hand, later = reading_anew(desk)
    desk.codes["K"] = (parcel("C"), parcel("A"), parcel("B"))
    hand.press("slash")
    later.finish()
    assert [act["tracking"] for act in desk.did("relay.hand_over")] == ["A"]


def test_a_number_chooses_no_other_card_that_came_to_its_place(desk: ScriptedDesk) -> None:
    hand, later = reading_anew(desk)
    desk.codes["K"] = (parcel("C"), parcel("D"))
    hand.press("slash", "2")
    later.finish()
    assert desk.did("relay.hand_over") == [] and hand.state.offer is None
    assert hand.state.told.text.startswith("What is shown changed just then")


def test_a_word_finds_franking_products(hand: Hand) -> None:
    hand.type("col")
    assert hand.state.offers == (franking(),)


# What is told is what the journal holds


def test_the_change_is_that_of_the_price_that_was_charged(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("3760000000001")
    desk.prices["CAFE"] = 200
    hand.press("plus", "5")
    assert (hand.state.paid.due_cents, hand.state.paid.given_cents, hand.state.paid.back_cents) == (
        200,
        500,
        300,
    )


def test_a_price_that_rose_is_shown_before_the_money_is_taken_again(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("3760000000001")
    desk.prices["CAFE"] = 200
    desk.refusals["till.settle"] = Refused("till.underpaid")
    hand.press("plus")
    assert hand.state.priced.due_cents == 200 and hand.state.paid is None
    del desk.refusals["till.settle"]
    hand.press("plus")
    assert hand.state.paid.due_cents == 200


def test_prices_and_favourites_are_read_again_after_an_act(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("3760000000001").scan(PARCEL)
    desk.prices["CAFE"] = 200
    hand.press("slash")
    assert hand.state.priced.due_cents == 200


def test_what_was_paid_in_another_window_is_let_go(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV")
    desk.refusals["till.settle"] = Refused("visit.settled", ticket="T-2026-000009")
    hand.press("plus")
    assert (hand.state.visit, hand.state.lines, hand.state.told.text) == (None, (), "[visit.settled]")
    hand.scan("LV").press("plus")
    desk.refusals.clear()
    hand.scan("LV")
    desk.tickets[hand.state.visit] = "T-2026-000010"
    hand.front.feed(Elsewhere())
    assert hand.state.visit is None and not hand.state.lines


def test_a_step_of_a_visit_that_was_paid_elsewhere(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").scan(PARCEL)
    desk.refusals["visit.save"] = Refused("visit.settled", ticket="T-2026-000009")
    hand.press("right").press("slash")
    assert hand.state.visit is None and hand.state.asking is None


# Twice too fast


@pytest.mark.parametrize("way", ["key", "touch"])
def test_two_presses_hand_over_one_parcel(hand: Hand, desk: ScriptedDesk, way: str) -> None:
    desk.codes["K"] = (parcel("A"), parcel("B"))
    hand.scan("K")
    for after in (3.0, 0.2):
        if way == "key":
            hand.press("slash", after=after)
        else:
            hand.touch("act", 0, after=after)
    assert [act["tracking"] for act in desk.did("relay.hand_over")] == ["A"]
    hand.press("slash", after=1.1)
    assert [act["tracking"] for act in desk.did("relay.hand_over")] == ["A", "B"]


def test_another_key_between_makes_the_second_press_meant(hand: Hand, desk: ScriptedDesk) -> None:
    desk.codes["K"] = (parcel("A"), parcel("B"), parcel("C"))
    hand.scan("K").press("slash").press("down", after=0.2).press("slash", after=0.2)
    assert [act["tracking"] for act in desk.did("relay.hand_over")] == ["A", "C"]


def test_a_question_is_not_answered_by_the_press_that_asked_it(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL).press("right").press("slash").press("enter", "M. Kessler").press("slash")
    asked = hand.state
    hand.press("slash", after=0.05)
    assert hand.state == asked, "a key that bounces"
    hand.press("slash", after=0.05)
    assert len(hand.state.asking.answers) == 2 and desk.did("relay.hand_over") == []
    assert (hand.state.told.text, hand.state.told.tone) == (
        "Read the question first, then confirm it.",
        "plain",
    )


def test_a_key_that_bounces_pays_nothing_by_card(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("star").press("star", after=0.03)
    assert desk.did("till.settle") == [] and hand.state.paying is not None


def test_what_is_typed_while_the_desk_is_slow_stays(desk: ScriptedDesk) -> None:
    hand, later = slow(desk)
    hand.scan(PARCEL)
    later.finish()
    hand.press("right").press("slash")
    serial = hand.state.text_serial
    later.finish()
    # The line was never written to: what she typed meanwhile stands in it.
    assert hand.state.asking is not None and hand.state.text_serial == serial


# Scans that answer nothing by themselves


def test_the_next_scan_of_the_bag_never_hands_over(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("arrivals")
    desk.arriving["K"] = (parcel("K"),)
    hand.scan("K").press("right").press("slash").press("enter", "M. Kessler").scan("6A1", text="")
    assert desk.did("relay.hand_over") == [] and hand.state.waiting == ("6A1",)
    hand.press("escape").press("escape")
    assert hand.state.asking.offer.ref == "6A1"


def test_an_article_is_no_tracking_number(hand: Hand, desk: ScriptedDesk) -> None:
    hand.favourite(2, "1800").scan("3760000000001")
    assert hand.state.asking is not None and hand.state.waiting == ("3760000000001",)
    hand.press("enter")
    assert [line.label for line in hand.state.lines] == ["COL", "CAFE"]


def test_two_of_an_article_scanned_during_a_question_are_two(hand: Hand) -> None:
    hand.scan(PARCEL).press("right").press("slash")
    hand.scan("3760000000001").scan("3760000000001", after=0.5).press("escape")
    assert [line.label for line in hand.state.lines] == ["CAFE", "CAFE"]


def test_a_parcel_scanned_twice_during_a_question_is_one_card(hand: Hand, desk: ScriptedDesk) -> None:
    desk.codes["B"] = (parcel("B"),)
    hand.scan(PARCEL).press("right").press("slash").scan("B").scan("B", after=0.5).press("escape")
    assert hand.state.offer.ref == "B" and hand.state.waiting == ("B",)
    hand.press("escape")
    assert hand.state.waiting == () and hand.state.offer.ref == "B"


def test_a_scan_during_the_payment_is_read_after_it(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("star").scan("3760000000001").press("star")
    # It may belong to this visit: she sees it first.
    assert desk.did("till.settle") == [] and hand.state.waiting == ("3760000000001",)
    hand.press("escape")
    assert [line.label for line in hand.state.lines] == ["LV_20", "CAFE"]


def test_a_scan_that_could_not_be_acted_on_is_listed(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").scan("LV", "2,5").scan("3760000000001")
    assert [missed.code for missed in hand.state.missed] == ["LV"]
    hand.press("plus")
    assert desk.did("till.settle") == []
    hand.press("escape").press("plus")
    assert len(desk.did("till.settle")) == 1


def test_a_refused_scan_is_listed_too(hand: Hand, desk: ScriptedDesk) -> None:
    desk.codes["H"] = (
        replace(stamp(), acts=(replace(stamp().acts[0], fields={"product": "COL", "weight_g": 31000}),)),
    )
    hand.scan("H")
    assert [missed.code for missed in hand.state.missed] == ["H"]


def test_selling_something_else_leaves_an_unknown_code_and_the_card(hand: Hand, desk: ScriptedDesk) -> None:
    desk.codes["8K1"] = (replace(parcel("8K1"), unknown=True),)
    hand.scan("8K1").favourite(0)
    assert len(hand.state.missed) == 1 and hand.state.offer.ref == "8K1"
    hand.press("plus")
    assert desk.did("till.settle") == []


# Words, and ends of numbers


class Signs:
    """Signposts that a test scripts."""

    def __init__(self) -> None:
        self.followed: list[str] = []

    def named(self, text: str) -> tuple[Offer, ...]:
        act = OfferedAct("Y aller", leads="f10", entered=True)
        return (Offer("", "lead:f10", "La journée", (act,)),) if text == "clôture" else ()

    def follow(self, lead: str) -> None:
        self.followed.append(lead)


@pytest.mark.parametrize("key", ["enter", "slash"])
def test_a_word_leads_where_its_key_leads(desk: ScriptedDesk, key: Any) -> None:
    signs = Signs()
    hand = Hand(desk)
    hand.front = Front(desk, run_now, lambda _state: None, signs)
    hand.front.start()
    hand.type("clôture").press(key, "clôture")
    assert signs.followed == ["f10"] and hand.state.offers == () and hand.state.asking is None


def test_however_much_goes_by_a_word_its_page_is_led_to(desk: ScriptedDesk) -> None:
    desk.words["clôture"] = tuple(replace(coffee(), ref=f"CAFE_{n}") for n in range(MOST_OFFERS))
    hand = Hand(desk)
    hand.front = Front(desk, run_now, lambda _state: None, Signs())
    hand.front.start()
    hand.type("clôture")
    refs = [offer.ref for offer in hand.state.offers]
    assert refs == [*[f"CAFE_{n}" for n in range(MOST_OFFERS - 1)], "lead:f10"]


def test_a_word_that_finds_nothing_says_so_at_once(hand: Hand) -> None:
    hand.type("zzzz")
    assert "zzzz" in hand.state.nothing and hand.state.offers == ()
    hand.type("kessler")
    assert hand.state.nothing == ""
    hand.type("zzzz").press("escape")
    assert hand.state.nothing == hand.state.heading == ""


def test_the_end_of_a_number_finds_its_card_and_is_no_answer(hand: Hand, desk: ScriptedDesk) -> None:
    desk.words["6300"] = (parcel(),)
    hand.type("6300")
    assert hand.state.offer is not None and hand.state.offer.ref == PARCEL
    hand.press("slash", "6300")
    (handed,) = desk.did("relay.hand_over")
    assert handed["id_document"] == "id_card"


def test_the_end_of_a_number_is_read_before_it_is_acted_on(hand: Hand, desk: ScriptedDesk) -> None:
    desk.words["6300"] = (parcel(),)
    hand.front.feed(Typed("6300", hand.at))
    hand.press("slash", "6300", after=0.1)
    assert desk.did("relay.hand_over") == [] and hand.state.offer is not None


def test_a_number_stays_a_number(hand: Hand, desk: ScriptedDesk) -> None:
    """A quantity, a weight, an amount: what it is the end of stands beside, and where it is of nothing nothing changes."""
    desk.words["1200"] = (parcel(),)
    hand.type("9999")
    assert (hand.state.heading, hand.state.nothing, hand.state.offers) == ("", "", ())
    hand.type("1200").favourite(0, "1200")
    assert desk.did("relay.hand_over") == [] and hand.state.lines[0].quantity == 1200
    hand.press("escape").scan(PARCEL).type("1200")
    assert hand.state.offer is not None and hand.state.heading == PARCEL


def test_the_card_goes_with_the_end_of_its_number(hand: Hand, desk: ScriptedDesk) -> None:
    desk.words["6300"] = (parcel(),)
    hand.type("6300")
    hand.front.feed(Typed("630"))
    assert hand.state.offers == () and hand.state.heading == ""


# Parts


def test_parts_bar_the_lines_from_changing(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV", "3").press("star", "4").press("star").press("minus").press("undo")
    assert len(hand.state.lines) == 1 and len(hand.state.parts) == 1
    hand.press("escape").press("minus")
    assert not hand.state.lines and hand.state.parts == ()


def test_a_part_is_saved_and_given_up_for_good(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV", "3").press("star", "4").press("star")
    again = Hand(desk)
    assert again.state.rest_cents == 56
    again.press("escape")
    assert Hand(desk).state.rest_cents == 456


def test_a_code_is_looked_at_before_a_part_is_given_up(hand: Hand) -> None:
    hand.scan("LV", "3").press("star", "4").press("star").scan("99999999").press("escape")
    assert hand.state.missed == () and len(hand.state.parts) == 1


def test_a_part_that_is_too_much_for_another_price_is_asked_again(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV", "3").press("star", "4").press("star")
    desk.prices["LV_20"] = 100
    hand.front.feed(Elsewhere())
    assert hand.state.parts == () and hand.state.rest_cents == 300


def test_another_price_asks_for_the_means_again(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("star")
    desk.prices["LV_20"] = 100
    hand.front.feed(Elsewhere())
    assert hand.state.paying is None


def test_no_drawer_gives_that_much_back(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("plus", "999999")
    assert desk.did("till.settle") == [] and hand.state.told.tone == "warning"


def test_the_button_of_the_amount_given_wants_an_amount(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("given")
    assert desk.did("till.settle") == []
    hand.press("given", "5")
    assert hand.state.paid.back_cents == 348


def test_what_is_free_is_ended_with_plus(hand: Hand, desk: ScriptedDesk) -> None:
    desk.prices["CAFE"] = 0
    hand.scan("3760000000001").press("star")
    assert hand.state.paying is None and desk.did("till.settle") == []
    hand.press("plus")
    assert desk.did("till.settle")[0]["payments"] == []


# Another process


def test_the_chosen_act_stays_chosen(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan(PARCEL).press("right")
    hand.front.feed(Elsewhere())
    assert hand.state.chosen.label == "Quelqu’un d’autre"


def test_nothing_is_chosen_where_the_chosen_card_is_gone(hand: Hand, desk: ScriptedDesk) -> None:
    desk.codes["K"] = (parcel("A"), parcel("B"))
    hand.scan("K")
    desk.codes["K"] = (parcel("B"),)
    hand.front.feed(Elsewhere())
    hand.press("slash")
    assert desk.did("relay.hand_over") == [] and hand.state.told.tone == "warning"
    hand.press("down").press("slash")
    assert desk.did("relay.hand_over")[0]["tracking"] == "B"


def test_the_list_of_parked_visits_stays(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("park").scan("3760000000001").press("park").scan(PARCEL).press("park")
    assert [offer.title for offer in hand.state.offers] == ["LV_20", "CAFE"]
    hand.front.feed(Elsewhere())
    hand.press("slash")
    assert desk.did("relay.hand_over") == [] and [line.label for line in hand.state.lines] == ["LV_20"]


def test_a_thing_of_a_list_is_opened_while_nothing_is_asked(hand: Hand, desk: ScriptedDesk) -> None:
    hand.front.feed(Opened(PARCEL))
    assert hand.state.offer.ref == PARCEL
    hand.press("right").press("slash")
    hand.front.feed(Opened("LV"))
    assert hand.state.asking is not None and hand.state.asking.answers == ()


def test_a_thing_of_a_list_is_opened_with_the_act_that_is_wanted(hand: Hand, desk: ScriptedDesk) -> None:
    incident = OfferedAct("Incident", "relay.report_incident")
    desk.codes[PARCEL] = (replace(parcel(), acts=(*parcel().acts, incident)),)
    hand.front.feed(Opened(PARCEL, "relay.report_incident"))
    assert hand.state.chosen == incident
    # Where there is no such act, the first one is chosen, as on every card.
    for do in ("relay.lend", ""):
        hand.front.feed(Opened(PARCEL, do))
        assert hand.state.chosen == parcel().acts[0]


def test_a_picture_that_cannot_be_drawn_stops_no_job(desk: ScriptedDesk) -> None:
    hand, later = slow(desk)

    def broken(_state: Any) -> None:
        raise RuntimeError("no picture")

    hand.front._board._changed = broken
    with pytest.raises(RuntimeError):
        hand.scan("LV")
    hand.front._board._changed = lambda _state: None
    later.finish()
    assert not hand.state.busy and len(hand.state.lines) == 1


# Undo


def test_no_undo_is_offered_where_there_is_none(hand: Hand, desk: ScriptedDesk) -> None:
    desk.irreversible = True
    hand.scan(PARCEL).press("slash")
    assert hand.state.undo is None


def test_a_refused_undo_is_offered_no_more(hand: Hand, desk: ScriptedDesk) -> None:
    desk.refusals["journal.reverse"] = Refused("relay.on_slip")
    hand.scan(PARCEL).press("slash").press("undo")
    assert hand.state.undo is None


def test_an_arrival_that_is_taken_back_leaves_the_list(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("arrivals").scan("6A1").press("enter").press("enter").press("undo")
    assert hand.state.arrived == ()


def test_another_act_that_came_meanwhile_is_not_taken_for_the_saved_one(
    hand: Hand, desk: ScriptedDesk
) -> None:
    hand.scan("LV").scan(PARCEL).press("right").press("slash").press("park")
    first, *rest = parcel().acts
    desk.codes[PARCEL] = (replace(parcel(), acts=(first, replace(first, label="Rendre"), *rest)),)
    hand.press("park")
    assert hand.state.asking.act.label == "Quelqu’un d’autre"


def test_a_visit_that_holds_nothing_makes_room_for_the_one_taken_up(hand: Hand, desk: ScriptedDesk) -> None:
    hand.scan("LV").press("park").scan(PARCEL).press("right").press("slash").press("escape")
    empty = hand.state.visit
    hand.press("park")
    assert [line.label for line in hand.state.lines] == ["LV_20"] and empty in desk.aside


def test_the_place_that_was_typed_is_told(hand: Hand, desk: ScriptedDesk) -> None:
    hand.press("arrivals").scan("6A1").press("enter").press("enter", "B2")
    assert hand.state.arrived == ("B2 · Colissimo 6A1",) and arrival("6A1").place == "A1"


# An act of two commands; one that Enter begins


def opening(*, before: bool = False, entered: bool = False) -> Offer:
    ask = Ask("float_cents", "Combien ?", "cents", proposal=8000)
    act = OfferedAct("Ouvrir", "day.open", {"confirmed_day": "2026-11-25"}, (ask,), entered=entered)
    if before:
        act = replace(act, before={"do": "clock.correct"})
    return Offer("till", "day.open", "Ouvrir la journée", (act,))


def test_what_comes_before_an_act_is_played_first_under_an_op_of_its_own(desk: ScriptedDesk) -> None:
    desk.words["ouvrir"] = (opening(before=True),)
    hand = Hand(desk)
    hand.press("enter", "ouvrir")
    assert hand.state.asking is None, "Enter begins no act that does not say so"
    hand.press("slash").press("enter", "80")
    played = [raw for raw in desk.played if raw["do"] in {"clock.correct", "day.open"}]
    assert [raw["do"] for raw in played] == ["clock.correct", "day.open"]
    assert played[0]["op"] != played[1]["op"]
    assert played[1]["float_cents"] == 8000 and "float_cents" not in played[0]
    assert hand.state.told.text == "[clock.correct, day.open]."


def test_where_the_first_is_refused_nothing_of_the_act_is_done(desk: ScriptedDesk) -> None:
    desk.words["ouvrir"] = (opening(before=True),)
    desk.refusals["clock.correct"] = Refused("operator.not_responsible", operator="o01")
    hand = Hand(desk)
    hand.press("enter", "ouvrir").press("slash").press("enter")
    assert desk.did("day.open") == []
    assert hand.state.asking.complaint == "[operator.not_responsible]"


def test_where_the_second_is_refused_the_first_is_not_done_twice(desk: ScriptedDesk) -> None:
    """The same op again is the same operation: the desk answers what it answered."""
    desk.words["ouvrir"] = (opening(before=True),)
    desk.refusals["day.open"] = Refused("clock.confirm", day="2026-11-25")
    hand = Hand(desk)
    hand.press("enter", "ouvrir").press("slash").press("enter")
    assert hand.state.asking.complaint == "[clock.confirm]"
    hand.press("enter")
    ops = {raw["op"] for raw in desk.played if raw["do"] == "clock.correct"}
    assert len(ops) == 1


def test_a_saved_step_knows_both_ops(desk: ScriptedDesk) -> None:
    desk.words["ouvrir"] = (opening(before=True),)
    hand = Hand(desk)
    hand.press("enter", "ouvrir").press("slash")
    asking = hand.state.asking
    again = Hand(desk)
    assert (again.state.asking.op, again.state.asking.before_op) == (asking.op, asking.before_op)
    again.press("enter")
    assert [raw["op"] for raw in desk.played if raw["do"] == "clock.correct"] == [asking.before_op]


def test_a_step_saved_by_an_older_release_draws_its_first_op(desk: ScriptedDesk) -> None:
    desk.words["ouvrir"] = (opening(before=True),)
    Hand(desk).press("enter", "ouvrir").press("slash")
    ((visit, saved),) = desk.saved.items()
    step = {name: value for name, value in saved.step.items() if name != "before_op"}
    desk.saved[visit] = replace(saved, step=step)
    again = Hand(desk)
    again.press("enter")
    (op,) = [raw["op"] for raw in desk.played if raw["do"] == "clock.correct"]
    assert op


def test_enter_begins_the_one_act_of_a_word_typed_whole(desk: ScriptedDesk) -> None:
    desk.words["ouvrir"] = (opening(entered=True),)
    hand = Hand(desk)
    hand.press("enter", "ouvrir")
    assert hand.state.asking is not None
    # A key that bounces answers nothing.
    hand.press("enter", after=0.05)
    assert desk.did("day.open") == [] and hand.state.asking is not None
    hand.press("enter")
    assert desk.did("day.open") == [{"confirmed_day": "2026-11-25", "float_cents": 8000}]


def test_enter_begins_the_one_card_that_a_page_opened(desk: ScriptedDesk) -> None:
    desk.codes["day.open"] = (opening(entered=True),)
    hand = Hand(desk)
    hand.front.feed(Opened("day.open", ""))
    assert hand.state.asking is None
    hand.press("enter")
    assert hand.state.asking is not None


def test_enter_begins_none_of_several_cards(desk: ScriptedDesk) -> None:
    desk.words["ouvrir"] = (opening(entered=True), franking())
    hand = Hand(desk)
    hand.press("enter", "ouvrir").press("enter")
    assert hand.state.asking is None and len(hand.state.offers) == 2


def test_a_visit_that_held_nothing_goes_with_its_day_without_a_word(desk: ScriptedDesk) -> None:
    """A question that was answered leaves an empty visit behind: the closing drops it, and nobody lost anything."""
    desk.words["ouvrir"] = (opening(entered=True),)
    hand = Hand(desk)
    hand.press("enter", "ouvrir").press("enter")
    assert hand.state.visit is not None
    desk.saved.clear()
    hand.front.feed(Elsewhere())
    assert hand.state.visit is None
    assert hand.state.told.text == "[day.open]."
