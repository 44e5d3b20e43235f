"""Whose what is on the page of the day, blind until the drawer was counted; and what the responsible is to see. R-3.07."""

from collections.abc import Iterator

import pytest

from concierge_desk.domain.money import format_amount
from concierge_desk.ui.presenter.figures import Figure
from tests.counter.desks import COFFEE, Desks, Play, card, cash
from tests.ui.evening.hands import Plugged, at_evening

VOLUNTEER = "o02"
EVENING = "2026-11-25T18:00"


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.do("operator.set", whom=VOLUNTEER, name="Farida", roles=["volunteer"])
        play.hands.set(EVENING)
        yield play


def shown(play: Play, operator: str | None = None) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """What is whose, and what is to be seen."""
    with at_evening(play, Plugged([]), operator=operator) as hers:
        hers.evening.look()
        return hers.state.money.operators, hers.state.sheet.to_see


def test_where_one_was_there_alone_nothing_is_told(play: Play) -> None:
    play.settle([COFFEE], card(120))
    assert shown(play) == ((), ())


def test_amounts_are_told_once_the_drawer_was_counted(play: Play) -> None:
    """R-3.04: by cash that is hers alone the drawer could be worked out."""
    play.settle([COFFEE], cash(120))
    play.settle([COFFEE, COFFEE], cash(240), by_operator=VOLUNTEER)
    back = {"ticket": "T-2026-000002", "lines": [{"line": 1}], "reason": "returned", "means": "cash"}
    play.do("till.refund", **back, by_operator=VOLUNTEER)
    assert shown(play)[0] == (
        Figure("La concierge", "1 ticket"),
        Figure("Farida", "2 tickets · 1 remboursement"),
    )
    play.do("till.count", counted_cents=8240)
    assert shown(play)[0] == (
        Figure("La concierge", f"1 ticket · {format_amount(120)}"),
        Figure("Farida", f"2 tickets · {format_amount(120)} · 1 remboursement"),
    )


# What the responsible is to see.


def wrong_codes(play: Play) -> None:
    play.do("operator.set_code", whom=VOLUNTEER, code="4719", by_operator=VOLUNTEER)
    for _ in range(5):
        play.hands.move(minutes=6)
        play.ask("operator.sign_in", whom=VOLUNTEER, code="1111")
    play.do("operator.reset_code", whom=VOLUNTEER)


def set_right(play: Play, by: str) -> None:
    """Let the journal run ahead by hours, and somebody set it right."""
    play.hands.set("2026-11-25T23:00")
    play.settle([COFFEE], card(120))
    play.hands.set("2026-11-25T18:30")
    play.do("clock.correct", at="2026-11-25T18:30", by_operator=by)


def test_a_clock_set_by_the_volunteer_waits_until_the_responsible_closed_a_day(play: Play) -> None:
    set_right(play, VOLUNTEER)
    (told,) = shown(play)[1]
    assert told.label == "mer. 25\u00a0nov. 18:30 · Farida"
    assert told.value.endswith("(à voir par la personne responsable)")
    # Nobody else is told.
    assert shown(play, VOLUNTEER)[1] == ()
    play.close("2026-11-25T19:00", counted_cents=None, by_operator=VOLUNTEER)
    assert shown(play)[1] == (told,)
    play.open("2026-11-26T08:00")
    assert shown(play)[1] == (told,)
    play.close("2026-11-26T19:00", counted_cents=None)
    assert shown(play)[1] == ()


def test_a_day_of_hers_that_somebody_else_closed_was_seen_too(play: Play) -> None:
    set_right(play, VOLUNTEER)
    play.close("2026-11-25T19:00", counted_cents=None, by_operator=VOLUNTEER)
    play.open("2026-11-26T08:00", by_operator=VOLUNTEER)
    play.settle([COFFEE], card(120))
    play.close("2026-11-26T19:00", counted_cents=None, by_operator=VOLUNTEER)
    assert shown(play)[1] == ()


def test_what_was_done_after_she_had_gone_waits(play: Play) -> None:
    play.settle([COFFEE], card(120))
    set_right(play, VOLUNTEER)
    play.close("2026-11-25T19:00", counted_cents=None, by_operator=VOLUNTEER)
    assert len(shown(play)[1]) == 1


def test_what_she_set_right_herself_is_nothing_to_see(play: Play) -> None:
    set_right(play, "o01")
    assert shown(play)[1] == ()


def test_wrong_codes_are_to_be_seen_and_are_nobodys(play: Play) -> None:
    wrong_codes(play)
    (told,) = shown(play)[1]
    assert "Farida" not in told.label
    assert told.value == "5 fois un code faux pour o02"
    play.close("2026-11-25T19:00", counted_cents=None)
    assert shown(play)[1] == ()
