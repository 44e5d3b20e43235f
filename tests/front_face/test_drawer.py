"""The day and its drawer, lived by words typed into the scan line."""

from datetime import date

import pytest

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.desk import overview
from concierge_desk.desk.core_cards import settings_offers
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.ui.presenter.answers import Unread, answer_of, ticked
from tests.counter.desks import COFFEE, LV_20, Play, card, cash
from tests.front_face.asked import command, only


def refs(face: FrontFace, text: str) -> list[str]:
    return [offer.ref for offer in face.named(text) if offer.service == "till"]


def test_a_day_lived_by_words(play: Play, face: FrontFace) -> None:
    """Opened, paid out, counted, paused, gone on: each act as it is offered is taken."""
    assert (refs(face, "drawer"), refs(face, "count"), refs(face, "pause")) == ([], [], [])
    opening = only(face.named("open"))
    assert opening.ref == "day.open"
    assert opening.acts[0].asks[0].proposal is None
    play.do(**command(opening.acts[0], 8000))
    assert refs(face, "open") == []

    play.settle([LV_20], card(152))
    out, into, *_bank = only(face.named("drawer")).acts
    why = [option.value for option in out.asks[1].options]
    play.do(**command(out, 3000, why.index({"reason": "bank", "fund": "MANDATE:LAPOSTE"}) + 1))
    moved = play.last("till.moved").data
    assert (moved["direction"], moved["cents"], moved["reason"], moved["fund"]) == (
        "out",
        3000,
        "bank",
        "MANDATE:LAPOSTE",
    )
    brought = [option.value for option in into.asks[1].options]
    play.do(**command(into, 500, brought.index({"reason": "float", "fund": "OWN"}) + 1))
    assert play.last("till.moved").data["direction"] == "in"

    play.do(**command(only(face.named("count")).acts[0], 5500))
    assert play.last("till.counted").data["gap_cents"] == 0

    pause = only(face.named("pause"))
    assert pause.acts[0].asks[0].optional
    play.do(pause.acts[0].do)
    again = only(face.named("pause"))
    assert again.ref == "session.open"
    play.hands.set("2026-11-25T15:00")
    play.do(again.acts[0].do)
    play.do("session.close")
    # A day has two sessions.
    assert refs(face, "pause") == []


def test_cheques_go_to_the_bank_by_a_word(shop: Play, face: FrontFace) -> None:
    """All of them are ticked; a number leaves one out; how much cash goes along is asked, and may be none."""
    alone = only(face.named("bank")[:1])
    assert [ask.field for ask in alone.acts[0].asks] == ["cents"]
    shop.settle([LV_20], {"means": "cheque", "cents": 152, "bank": "CIC"})
    shop.settle([COFFEE], {"means": "cheque", "cents": 120})
    bank, *_ = face.named("cheque")
    act = bank.acts[0]
    which, much = act.asks
    assert [option.label for option in which.options] == ["1,52\u00a0€ · CIC", "1,20\u00a0€"]
    assert (which.kind, which.optional, much.optional) == ("ticks", True, True)
    here = [option.value for option in which.options]
    shop.do(do=act.do, **act.fields, cheques=answer_of(which, "2", date(2026, 11, 25)), cents=500)
    assert [item["cheque"] for item in shop.last("till.paid_in").data["cheques"]] == here[:1]
    # On the card of the cash too, and behind the code that the list of the morning leads to.
    assert "till.pay_in" in [one.do for one in only(face.found("till.move")).acts]
    assert only(face.found("till.pay_in")).ref == "till.pay_in"


@pytest.mark.parametrize(
    ("typed", "stays"),
    [("", "12345"), ("2", "1345"), ("2 5", "134"), ("2,5;1", "34"), ("2 2", "12345"), ("1 2 3 4 5", "")],
)
def test_what_is_ticked(typed: str, stays: str) -> None:
    assert "".join(str(place) for place, on in enumerate(ticked(typed, 5), start=1) if on) == stays


@pytest.mark.parametrize("typed", ["6", "0", "2 x", "-1"])
def test_what_ticks_nothing(typed: str) -> None:
    with pytest.raises(Unread):
        ticked(typed, 5)


def test_a_cheque_that_waits_a_week_is_told(play: Play, face: FrontFace) -> None:
    play.open("2026-11-25T08:00", float_cents=8000)
    play.settle([COFFEE], {"means": "cheque", "cents": 120, "bank": "CIC"})
    play.close(counted_cents=8000)
    play.open("2026-12-02T08:00", confirmed_day="2026-12-02")
    assert not [one for one in face.status().today if one.service == "till.pay_in"]
    play.close(counted_cents=8000)
    play.open("2026-12-03T08:00")
    (told,) = [one for one in face.status().today if one.service == "till.pay_in"]
    assert (told.count, told.places, told.tag) == (1, "1,20\u00a0€ · CIC", "since Wed 25\u00a0Nov")
    beside = {one["list"]: one["items"] for one in overview.morning(play.desk, None)["beside"]}
    assert len(beside["cheques_here"]) == 1
    play.do("till.pay_in")
    assert not [one for one in face.status().today if one.service == "till.pay_in"]


@pytest.mark.parametrize(("days", "told"), [(1, 1), (2, 0), (7, 0)])
def test_how_long_a_cheque_may_wait_is_chosen(play: Play, face: FrontFace, days: int, told: int) -> None:
    play.do("settings.change", values={"till.cheque_days": days})
    play.open("2026-11-25T08:00", float_cents=8000)
    play.settle([COFFEE], {"means": "cheque", "cents": 120})
    play.close(counted_cents=8000)
    play.open("2026-11-27T08:00", confirmed_day="2026-11-27")
    assert len([one for one in face.status().today if one.service == "till.pay_in"]) == told


def test_no_owners_money_is_booked_to_another(shop: Play, face: FrontFace) -> None:
    """Why says whose: what the shop pays is its own, what is paid over is the principal's; nothing is proposed."""
    assert {option.value["fund"] for option in only(face.named("drawer")).acts[0].asks[1].options} == {"OWN"}
    shop.settle([LV_20], card(152))
    out, into, *_bank = only(face.named("drawer")).acts
    for act in (out, into):
        assert [ask.proposal for ask in act.asks] == [None, None]
        pairs = {(option.value["reason"], option.value["fund"]) for option in act.asks[1].options}
        assert {fund for reason, fund in pairs if reason in {"float", "expense"}} == {"OWN"}
        assert {fund for reason, fund in pairs if reason == "bank"} == {"OWN", "MANDATE:LAPOSTE"}
        owners = {fund for reason, fund in pairs if reason == "remittance"}
        assert owners == ({"MANDATE:LAPOSTE"} if act is out else set())


@pytest.mark.parametrize(
    ("code", "word"),
    [("day.open", "open"), ("till.move", "drawer"), ("till.count", "count"), ("session", "pause")],
)
def test_a_page_opens_by_a_code_what_a_word_brings(play: Play, face: FrontFace, code: str, word: str) -> None:
    def same() -> int:
        offers = face.found(code)
        assert offers == tuple(offer for offer in face.named(word) if offer.service == "till")
        return len(offers)

    before = same()
    play.open(float_cents=8000)
    # What is done before the day is opened, or while it is open: one or the other.
    assert (before, same()) == ((1, 0) if code == "day.open" else (0, 1))


def test_the_next_opening_proposes_what_was_left(play: Play, face: FrontFace) -> None:
    play.open(float_cents=8000)
    play.close("2026-11-25T11:40", counted_cents=7950, gap_reason="unexplained")
    assert only(face.named("open")).acts[0].asks[0].proposal == 7950


def test_less_than_nothing_is_not_proposed(play: Play, face: FrontFace) -> None:
    play.open(float_cents=0)
    play.settle([{"do": "shop.sell", "article": "CAFE"}], {"means": "cash", "given_cents": 120})
    play.do(
        "till.correct_means", ticket="T-2026-000001", **{"from": "cash"}, to="card", cents=120, reason="other"
    )
    play.do("till.move", direction="in", cents=100, reason="float")
    play.do("till.move", direction="out", cents=100, reason="bank")
    play.close("2026-11-25T11:40", counted_cents=None)
    assert only(face.named("open")).acts[0].asks[0].proposal == 0


def test_a_day_far_from_the_last_is_confirmed_on_its_button(shop: Play, face: FrontFace) -> None:
    """The date that is asked for is told: a stopped clock opens no wrong day."""
    shop.close("2026-11-25T11:40", counted_cents=8000)
    shop.hands.set("2026-12-15T08:00")
    (sure,) = only(face.named("open")).acts
    assert "15/12/2026" in sure.label
    shop.do(**command(sure, 8000))
    assert shop.last("day.opened").data["day"] == "2026-12-15"


def test_a_first_day_that_is_far_from_the_setting_up(play: Play, face: FrontFace) -> None:
    """No day was closed yet, and the desk asks all the same: the second button answers it."""
    play.hands.set("2026-12-15T08:00")
    plain, sure = only(face.named("open")).acts
    assert play.code(**command(plain, 8000)) == "clock.confirm"
    play.do(**command(sure, 8000))


@pytest.mark.parametrize("text", ["", "o", "op", "xopen", "open cash"])
def test_too_short_or_another_word(play: Play, face: FrontFace, text: str) -> None:
    assert refs(face, text) == []


def test_a_drawer_of_somebodys_own_by_its_cards(play: Play, face: FrontFace) -> None:
    def cards() -> dict[str, Offer]:
        return {offer.ref: offer for offer in face.read(settings_offers)}

    (act,) = cards()["drawer"].acts
    whose = [option.label for option in act.asks[0].options]
    play.do(**command(act, whose.index("For La Poste") + 1, "poste"))
    assert cards()["drawer:POSTE"].detail == "For La Poste"
    more, back, _account = cards()["drawer:POSTE"].acts
    assert "For La Poste" not in [option.label for option in more.asks[0].options]
    play.do(**command(more, [option.label for option in more.asks[0].options].index("For DPD") + 1))
    assert cards()["drawer:POSTE"].detail == "For DPD · For La Poste"
    play.open(float_cents=8000)
    play.settle([LV_20], cash(152))
    first, second = only(face.named("count")).acts
    assert (first.label, second.label) == ("Drawer MAIN", "Drawer POSTE")
    play.do(**command(second, 152))
    assert play.status()["drawers"]["POSTE"]["gap_cents"] == 0
    play.do("till.move", direction="out", cents=152, reason="remittance", fund="MANDATE:LAPOSTE")
    play.close(counted_cents=None)
    play.do(**command(back))
    assert "drawer:POSTE" not in cards()
