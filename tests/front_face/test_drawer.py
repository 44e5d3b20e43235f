"""The day and its drawer, lived by words typed into the scan line."""

import pytest

from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import LV_20, Play, card
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
    out, into = only(face.named("drawer")).acts
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


def test_no_owners_money_is_booked_to_another(shop: Play, face: FrontFace) -> None:
    """Why says whose: what the shop pays is its own, what is paid over is the principal's; nothing is proposed."""
    assert {option.value["fund"] for option in only(face.named("drawer")).acts[0].asks[1].options} == {"OWN"}
    shop.settle([LV_20], card(152))
    out, into = only(face.named("drawer")).acts
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
